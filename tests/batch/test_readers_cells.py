"""The one rule for cells, held against every way a column is read, over all short strings."""

import io
import itertools

import narwhals as nw
import polars as pl
import pytest

from rctdiag.scoring.key import scoring_key
from rctdiag.tables.expressions import frame_steps
from rctdiag.tables.expressions.frame_steps import BAD, judge, text_of
from rctdiag.tables.source.answer_cells import Range, Wrong, answer
from rctdiag.tables.source.run_plan import RunPlan
from scoring.factory import build
from tables.test_engines import plan_of

FIVE = Range(1, 5)
LETTERS = "0135+-. \te_"
SHORT = ["".join(one) for n in range(5) for one in itertools.product(LETTERS, repeat=n)]
LONG = [
    f"{sign}{'0' * zeros}{digit}{end}"
    for sign in ("", "+", "-", " ")
    for zeros in (*range(5, 25), 60, 5000)
    for digit in ("", "3", "6", "300", "1000000003", "99999999999999999999")
    for end in ("", ".", ".0", ".000", ".5", " ", "x")
]
CELLS = [*SHORT, *LONG]


def told(text: str) -> int | str | None:
    """What plain Python says: a number, missing, or wrong."""
    found = answer(text, FIVE)
    return "wrong" if isinstance(found, Wrong) else found


def plan() -> RunPlan:
    return plan_of(scoring_key([build("q", {"a": "+"}, low=1, high=5)], "full"), leading=False)


def judged(column: pl.Series, kind: frame_steps.Kind) -> list[int | str | None]:
    """What Polars makes of a column, by the expressions that every table goes through."""
    one = plan()
    [item] = one.ranges
    frame = judge(nw.from_native(pl.DataFrame({item: column}).lazy()), one, {item: kind})
    made = frame.to_native().collect(engine="streaming")
    return ["wrong" if bad else cell for cell, bad in zip(made[item], made[BAD], strict=True)]


def as_typed(cells: list[str]) -> list[int | None]:
    """What the CSV reader of Polars takes for small whole numbers; None where it gives up."""
    table = "x,c\n" + "".join(f"z,{cell}\n" for cell in cells)
    frame = pl.scan_csv(
        io.BytesIO(table.encode()),
        has_header=False,
        skip_rows=1,
        schema={"x": pl.String, "c": pl.Int8},
        ignore_errors=True,
    )
    return frame.collect(engine="streaming")["c"].to_list()


def test_a_cell_of_a_million_digits_takes_no_time() -> None:
    """No pattern tries the same digits again and again: this would take hours."""
    assert told("3" * 1_000_000 + "x") == "wrong"
    assert told("0" * 1_000_000 + "3") == 3


def test_there_is_something_to_compare() -> None:
    kinds = [told(cell) for cell in CELLS]
    assert len(CELLS) > 19_000
    assert {kind: kinds.count(kind) > 100 for kind in (1, 3, 5, "wrong")} == {
        1: True, 3: True, 5: True, "wrong": True
    }  # fmt: skip
    assert kinds.count(None) == sum(not cell.strip() for cell in SHORT)


def test_text_of_polars() -> None:
    made = judged(pl.Series(CELLS), "text")
    assert [c for c, a, b in zip(CELLS, made, map(told, CELLS), strict=True) if a != b] == []


def test_small_numbers_of_the_csv_reader() -> None:
    """Whatever it takes is by the rule the same; the rest is read as text."""
    numbers = as_typed(CELLS)
    assert sum(number is not None for number in numbers) > 700
    wrong = [
        cell
        for cell, number in zip(CELLS, numbers, strict=True)
        if number is not None and told(cell) != (number if 1 <= number <= 5 else "wrong")
    ]
    assert wrong == []


@pytest.mark.parametrize("dtype", [pl.Float64, pl.Float32])
def test_floats(dtype: type[pl.DataType]) -> None:
    values = [n / 8 for n in range(-20, 60)] + [1e9, 1e300, float("nan"), float("inf"), -0.0]
    texts = [str(value) for value in values]
    made = judged(pl.Series(values, strict=False).cast(dtype), "float")
    expected = [told(text) for text in texts]
    assert made == expected


def test_blank_cells_are_no_answer_and_nothing_is_wrong() -> None:
    one = plan()
    [item] = one.ranges
    frame = judge(
        nw.from_native(pl.DataFrame({item: ["", " \t", None]}).lazy()), one, {item: "text"}
    )
    made = frame.to_native().collect()
    assert made[text_of(item)].to_list() == ["", "", None]
    assert made[BAD].to_list() == [False, False, False]
