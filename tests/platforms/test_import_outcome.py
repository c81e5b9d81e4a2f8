"""What is said of an import: to a script as JSON, and of names that are one."""

import csv
import io
import json
from pathlib import Path

import jsonschema

from cli.inside import inside
from platforms.shapes import ITEMS, as_csv, qualtrics
from platforms.test_import import people_of, rows_of
from rctdiag.operations.schema import schema


def test_one_name_has_one_spelling_in_all_files(tmp_path: Path) -> None:
    """No-break spaces, case and invisible signs; the spelling most people have is taken."""
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_bytes(as_csv([["h01", "team"], ["1", "NORTH"], ["2", "South"]]))
    second.write_bytes(
        as_csv([["h01", "Team "], ["1", "No\u00adrth"], ["2", "North\u00a0"], ["3", "e\u0301t"]])
        + as_csv([["3", "\u00c9t"]])
    )
    ran = inside("import", first, second, "--yes", "--keep", "team", "-o", "-")
    assert ran.code == 0, ran.err
    teams_ = [row["team"] for row in rows_of(ran.out)]
    assert teams_ == ["North", "South", "North", "North", "\u00e9t", "\u00e9t"]
    assert "team: 'NORTH' is 'North' and '\u00c9t' is '\u00e9t'." in ran.err


def test_a_script_is_told_in_json_what_became_of_it(tmp_path: Path) -> None:
    people = [*people_of([1, 2, 3]), {"h01": 2, "h02": 2, "h03": 1}]
    path, table = tmp_path / "e.csv", tmp_path / "t.csv"
    rows = csv.reader(io.StringIO(qualtrics(people).decode("utf-8-sig"), newline=""))
    path.write_bytes(as_csv([row[:-1] for row in rows]))  # without the last item
    looked = inside("import", path, "--json", "--keep", "Finished")
    assert (looked.code, looked.err) == (0, "")
    ran = inside("import", path, "--yes", "--json", "--keep", "Finished", "-o", table)
    assert (ran.code, ran.err) == (0, "")
    done = json.loads(ran.out)
    jsonschema.Draft7Validator(schema("import")).validate(done)
    assert done == json.loads(looked.out) | {
        "table": str(table),
        "mapping": str(tmp_path / "t.mapping.yaml"),
    }
    [file] = done["files"]
    assert (done["people"], file["people"], file["platform"]) == (4, 4, "qualtrics")
    assert len(file["matched"]) == 62
    assert done["lacking"] == [ITEMS[-1]]
    assert "IPAddress" in file["personal"]
    assert (file["kept"], file["respondent"]) == (["Finished"], "ResponseId")
    assert {"kind": "unfinished", "rows": 1, "dropped": False} in file["rows"]
    assert done["columns"] == list(rows_of(table.read_text("utf-8"))[0])
    assert inside("import", path, "--json", "-o", tmp_path / "no.csv", asks=True).code == 2
    assert "both go to the screen" in inside("import", path, "--yes", "--json", "-o", "-").err
    path.write_bytes(as_csv([["h01", "h02"], ["A1", "A2"]]))
    ran = inside("import", path, "--json")
    assert (ran.code, ran.out) == (3, "")
    assert [e["code"] for e in json.loads(ran.err)["errors"]] == [
        "unknown-answers",
        "mapping-to-fill-in",
    ]
    fill = tmp_path / "fill.yaml"
    assert inside("import", path, "--json", "--save-map", fill).code == 3
    assert "fill_in" in fill.read_text("utf-8")


def test_the_next_wave_keeps_the_link(tmp_path: Path) -> None:
    """The platform numbers its answers anew; the mapping knows by what people are known again."""
    first, second = tmp_path / "one.csv", tmp_path / "two.csv"
    head = ["Response ID", "Your work e-mail", "Team", "h01", "h02"]
    first.write_bytes(
        as_csv([head, ["1", "a@x.org", "N", "1", "2"], ["2", "b@x.org", "N", "4", "5"]])
    )
    second.write_bytes(
        as_csv([head, ["1", "b@x.org", "N", "1", "2"], ["2", "a@x.org", "N", "4", "5"]])
    )
    out = tmp_path / "one-tidy.csv", tmp_path / "two-tidy.csv"
    kept = ("--id", "Response ID", "--keep", "Team", "--link", "Your work e-mail")
    ran = inside("import", first, "--yes", *kept, "-o", out[0])
    assert "--id link --by Team" in ran.err
    assert "keyed hash of the column 'Your work e-mail'" in ran.err
    again = inside("import", second, "--map", tmp_path / "one-tidy.mapping.yaml", "-o", out[1])
    assert (again.code, "--id link --by Team" in again.err) == (0, True), again.err
    [one, two] = (rows_of(each.read_text(encoding="utf-8")) for each in out)
    assert [row["respondent"] for row in one] == [row["respondent"] for row in two]
    assert [row["link"] for row in one] == [row["link"] for row in reversed(two)]
