"""The fast check and the strict reader agree on every text: the same rows, or the same fault."""

import random
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rctdiag.errors.faults import InputRejected
from rctdiag.tables.readers import fast_csv_check
from rctdiag.tables.readers.fast_csv_check import clean
from rctdiag.tables.source.bytes_in import Raw
from rctdiag.tables.source.text_rows import Source

PIECES = st.sampled_from(
    [
        "a",
        "1",
        "é",
        ",",
        ",",
        ",",
        "\n",
        "\n",
        '"',
        '""',
        '"a"',
        "\r\n",
        "\r",
        "\t",
        " ",
        "\0",
        "\x85",
    ]
)


def source(text: bytes, path: Path, width: int) -> Source:
    path.write_bytes(text)
    return Source(Raw("t.csv", len(text), path=path), "csv", ("x",) * width, 1)


def strict(one: Source) -> list[list[str | None]] | tuple[str, int]:
    try:
        return [[cell or None for cell in cells] for _, cells in one.rows()]
    except InputRejected as refused:
        return refused.faults[0].code, refused.faults[0].line


def fast(one: Source, scratch: Path) -> list[list[str | None]] | tuple[str, int]:
    try:
        found = clean(one, lambda: scratch)
    except InputRejected as refused:
        return refused.faults[0].code, refused.faults[0].line
    frame = pl.read_csv(
        found.path,
        has_header=False,
        skip_rows=int(found.has_header),
        schema={f"c{n}": pl.String for n in range(len(one.header))},
        raise_if_empty=False,
    )
    assert frame.height == found.rows
    rows = [[cell or None for cell in row] for row in frame.rows()]
    if found.is_plain:
        assert [line for line, _ in one.rows()] == list(range(2, found.rows + 2))
    return rows


@settings(max_examples=1200)
@given(width=st.sampled_from([1, 2, 3]), pieces=st.lists(PIECES, max_size=14))
def test_they_agree(
    width: int, pieces: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("x")
    header = ",".join("x" * width) + "\n"
    one = source((header + "".join(pieces)).encode(), folder / "t", width)
    assert fast(one, folder / "copy") == strict(one)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_plain_table_is_known_by_its_bytes(tmp_path: Path, separator: str, end: str) -> None:
    other = "".join({",", ";", "\t", "|"} - {separator})
    rows = [["1", "é", "2"], ["", "", ""], ["=1", f" {other}", "3"]]
    text = ("\n".join(map(separator.join, rows)) + end).encode()
    one = replace(source(text, tmp_path / "t", 3), separator=separator)
    plain = fast_csv_check._plain  # noqa: SLF001 - the other ways give the same, only later
    assert plain(text, one) == fast_csv_check.Checked(3, 3, blank=False, data=text)
    odd = ["1", "1,1", '"', "\0", "\x7f", "\x85", "\n", "\r", "1,1,1,1"]
    for row in (told.replace(",", separator).encode() for told in odd):
        assert plain(text.removesuffix(b"\n") + b"\n" + row, one) is None


@pytest.mark.parametrize("block", [7, 64, 1000])
def test_they_agree_whatever_the_blocks(
    block: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fast_csv_check, "BLOCK", block)
    draw = random.Random(block)  # noqa: S311 - a test repeats what it draws
    for number in range(60):
        rows = [
            ",".join(draw.choice(["1", "", '"a,b"', '"x\ny"', '"q""q"', "é"]) for _ in range(3))
            for _ in range(40)
        ]
        if number % 3 == 0:
            place = draw.randrange(40)
            rows[place] = draw.choice(["1,2", "1,2,3,4", '1,"2,3', '1,a"b,3', "\x00,1,2", ""])
        text = "x,x,x\n" + draw.choice(["\n", "\r\n"]).join(rows)
        one = source(text.encode(), tmp_path / "t", 3)
        assert fast(one, tmp_path / "copy") == strict(one)


def test_a_fault_far_into_a_file_has_its_line(tmp_path: Path) -> None:
    good = '12345,"a\nb",3\n'
    text = "x,x,x\n" + good * 300_000 + "1,2\n" + good * 5
    one = source(text.encode(), tmp_path / "t", 3)
    with pytest.raises(InputRejected) as refused:
        clean(one, lambda: tmp_path / "copy")
    assert refused.value.faults[0].line == 600_002
    assert refused.value.faults[0].code == "ragged-row"


def test_a_row_longer_than_the_rest_together_is_no_even_sum(tmp_path: Path) -> None:
    """65,536 separators too many in a row wrap to none; the sum tells."""
    rows = ["1,2"] * 70_000 + ["," * 65_537] + ["1"] * 65_536
    one = source(("x,x\n" + "\n".join(rows)).encode(), tmp_path / "t", 2)
    with pytest.raises(InputRejected) as refused:
        clean(one, lambda: tmp_path / "copy")
    assert refused.value.faults[0].line == 70_002
