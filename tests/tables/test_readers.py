"""Readers of text where the table is odd: encodings, long rows, bad bytes far in, NDJSON."""

import json
from pathlib import Path

import polars as pl
import pytest

from batch.cases import ITEMS, Ran, batch
from rctdiag.errors.faults import InputRejected
from rctdiag.scoring.key import scoring_key
from rctdiag.tables.engines import choose_engine
from rctdiag.tables.engines.plain_scoring import Person, score_row
from rctdiag.tables.readers import fast_csv_check
from rctdiag.tables.readers.plain_copy import refuse_control
from rctdiag.tables.source import strict_csv
from rctdiag.tables.source.columns import MOST_COLUMNS
from scoring.factory import build
from tables.test_engines import in_polars, plan_of
from tables.test_structure import fast, source, strict

ENGINES = ("python", "polars")
H = ",".join(("code", *ITEMS))
R = ",".join(["7", *"123451234512345"])


def both(tmp_path: Path, data: bytes, *options: object) -> Ran:
    """A table by either engine, which must say the same."""
    path = tmp_path / "t"
    path.write_bytes(data)
    one, two = (batch(path, *options, "--engine", engine) for engine in ENGINES)
    assert (one.code, one.out, one.err) == (two.code, two.out, two.err)
    return one


@pytest.mark.parametrize(
    ("given", "codec"),
    [("Windows-1252", "cp1252"), ("utf8", "utf-8-sig"), ("utf-16-le", "utf-16-le")],
)  # fmt: skip
def test_an_encoding_that_is_named(given: str, codec: str, tmp_path: Path) -> None:
    text = "code,h01,team\n1,3,Köln\n2,4,é\n"
    ran = both(tmp_path, text.encode(codec), "--encoding", given, "--id", "code", "--keep", "team")
    assert ran.code == 0, ran.err
    assert [(row["id"], row["team"]) for row in ran.rows()] == [("1", "Köln"), ("2", "é")]


@pytest.mark.parametrize("given", ["rot13", "base64"])
def test_what_is_no_encoding_of_text(given: str, tmp_path: Path) -> None:
    ran = both(tmp_path, b"h01\n1\n", "--encoding", given)
    assert ran.code == 2
    assert f"unknown-encoding: there is no encoding '{given}'." in ran.err


def test_utf16_that_does_not_say_in_which_order(tmp_path: Path) -> None:
    ran = both(tmp_path, "h01\n1\n".encode("utf-16-le"), "--encoding", "utf-16")
    assert ran.code == 3
    assert ":1: this is not UTF-16." in ran.err


@pytest.mark.parametrize("data", [b"\n\n\n", b"\xef\xbb\xbf"])
def test_only_line_ends_are_an_empty_table(data: bytes, tmp_path: Path) -> None:
    assert "empty-table" in both(tmp_path, data).err


@pytest.mark.parametrize("data", [b"code,h01,h02", b"\xef\xbb\xbfcode,h01,h02", b"\ncode,h01"])
def test_a_header_alone_without_a_line_end(data: bytes, tmp_path: Path) -> None:
    ran = both(tmp_path, data)
    assert ran.code == 3
    assert "no-row-left" in ran.err


def test_a_header_whose_quote_never_closes(tmp_path: Path) -> None:
    ran = both(tmp_path, b'code,"h01,h02\n1,2,3\n')
    assert ran.code == 3
    assert "rctdiag: unclosed-quote: " in ran.err
    assert "t:1: " in ran.err


@pytest.mark.parametrize(
    ("bad", "code"), [(b"\xe9", "table-not-utf8"), (b"\x7f", "table-control-character")]
)
def test_a_bad_byte_behind_the_first_megabyte_has_its_line(
    bad: bytes, code: str, tmp_path: Path
) -> None:
    rows = 40_000
    data = f"{H}\n".encode() + f"{R}\n".encode() * rows + bad + f"{R}\n".encode()
    assert len(data) > 1 << 20
    path = tmp_path / "t"
    path.write_bytes(data)
    ran = batch(path, "--id", "code", "--engine", "polars")
    assert ran.code == 3
    assert ran.err.startswith(f"rctdiag: {code}: {path}:{rows + 2}: ")


ODD = 'x,x\n"a\nb",1\n\nlong row without an end,2\n"q""q",\n,'


def test_where_the_quick_check_declines_the_strict_reader_has_the_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows longer than it takes, and all of them are right."""
    monkeypatch.setattr(fast_csv_check, "LONGEST_ROW", 3)
    one = source(ODD.encode(), tmp_path / "t", 2)
    found = strict(one)
    assert found == [["a\nb", "1"], ["long row without an end", "2"], ['q"q', None], [None, None]]
    assert fast(one, tmp_path / "copy") == found


def test_a_row_over_many_blocks_is_given_up_where_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (fast_csv_check, strict_csv):
        monkeypatch.setattr(module, "LONGEST_ROW", 8)
    monkeypatch.setattr(fast_csv_check, "BLOCK", 5)
    one = source(("x,x\na,1\n" + "long" * 20).encode(), tmp_path / "t", 2)
    assert fast(one, tmp_path / "copy") == strict(one) == ("row-too-long", 3)


def test_a_long_row_of_the_right_width(tmp_path: Path) -> None:
    long = "x" * 4_000_001
    ran = both(tmp_path, f"note,h01\n{long},1\n".encode())
    assert ran.code == 3
    assert "t:2: this row has more than 4 million characters." in ran.err


def test_an_object_without_keys_is_no_table(tmp_path: Path) -> None:
    ran = both(tmp_path, b"{}\n{}\n")
    assert (ran.code, "empty-table" in ran.err) == (3, True)


def test_too_many_keys_in_all(tmp_path: Path) -> None:
    many = json.dumps(dict.fromkeys(map(str, range(MOST_COLUMNS)), 1))
    ran = both(tmp_path, f'{{"h01":1}}\n{many}\n'.encode())
    assert ran.code == 3
    assert "t:2: more than 20000 different keys." in ran.err


@pytest.mark.parametrize("column", ["code", "team"])
def test_a_list_is_neither_an_id_nor_kept(column: str, tmp_path: Path) -> None:
    row = {"code": "1", "team": "a", "h01": 1} | {column: ["Jo Doe"]}
    good = b'{"code":"0","team":"a","h01":2}\n'
    data = good + json.dumps(row).encode()
    ran = both(tmp_path, data, "--id", "code", "--keep", "team")
    assert ran.code == 3
    assert "t:2: a list or an object where a value belongs." in ran.err
    assert "Jo Doe" not in ran.err


@pytest.mark.parametrize("text", ["é", "a\tb\r\nc", "\u2028", "\u200b", "\U0001f600"])
def test_text_that_may_stay(text: str) -> None:
    refuse_control(text, 1, "t")


@pytest.mark.parametrize(
    ("text", "sign"), [("a\x07", "U+0007"), ("\x9b1m", "U+009B"), ("\x7f", "U+007F")]
)
def test_control_characters_of_other_kinds_of_file(text: str, sign: str) -> None:
    with pytest.raises(InputRejected) as raised:
        refuse_control(text, 5, "t.ndjson")
    [fault] = raised.value.faults
    assert (fault.code, fault.line, fault.file) == ("table-control-character", 5, "t.ndjson")
    assert sign in fault.message


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_more_rows_than_are_held_at_once(form: str, tmp_path: Path) -> None:
    rows = "".join(f"{n},{n % 5 + 1}\n" for n in range(1500))
    ran = both(tmp_path, f"code,h01\n{rows}".encode(), "--id", "code", "--format", form)
    lines = ran.out.decode().splitlines()[form == "csv" :]
    ids = [line.split(",")[0] if form == "csv" else json.loads(line)["id"] for line in lines]
    assert ids == [str(n) for n in range(1500)]


def test_a_large_table_without_polars_goes_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.csv").write_text("h01\n" + "3\n" * 50)
    expected = batch(tmp_path / "t.csv", "--engine", "polars").out
    monkeypatch.setattr(choose_engine, "find_spec", lambda _: None)
    monkeypatch.setattr(choose_engine, "SMALL", 0)
    assert batch(tmp_path / "t.csv").out == expected


def test_a_part_that_the_short_form_does_not_ask_has_no_score() -> None:
    asked = build("q", {"a": "+++", "b": "+-+"}, low=1, high=5)
    only_a = tuple(
        item.model_copy(update={"short": item.short and item.facet == "a"}) for item in asked.items
    )
    none = build("r", {"c": "++"}, short=False)
    key = scoring_key([asked.model_copy(update={"items": only_a}), none], "short")
    plan = plan_of(key, leading=True)
    people: list[dict[str, int]] = [{row.item: 4 for row in key.rows}, {}]
    expected = [score_row(plan, Person(None, (), dict(one)))[1:] for one in people]
    assert in_polars(plan, people, pl.Int8) == expected
    assert set(expected[1]) == {None, 0, "not_enough"}
