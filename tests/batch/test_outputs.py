"""Results, manifests, pipelines: what else leaves a run, and how it leaves."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from batch.cases import ITEMS, Ran, batch, table
from rctdiag.model.documents.manifest import Manifest
from rctdiag.model.documents.result import Result
from rctdiag.operations.batch import full_results

ROOT = Path(__file__).parents[2]
NOW = ("--now", "2026-03-01T09:00:00+01:00")
ANSWERS = """\
team,h01,h02,h03,h04,h05,h06,h07,h08,h09,h10,h11,h12,h13,h14,h15
a,1,2,3,4,5,1,2,3,4,5,3,2,2,4,5
b,4,4,3,4,5,4,4,3,4,5,3,2,2,4,5
b,,,,,,,,,,,,,,,5
"""


def results(path: Path, folder: Path) -> tuple[Ran, list[dict[str, object]]]:
    out = folder / "r.ndjson"
    ran = batch(path, "--id", "code", "--results", out, "--force", *NOW)
    return ran, [json.loads(line) for line in out.read_text().splitlines()]


def test_a_result_a_line_as_assess_gives_it(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "007,1,2", "x,9", "008,cant_say")
    ran, found = results(path, tmp_path)
    assert [one["respondent"] for one in found] == ["007", "008"]
    for one, row in zip(found, ran.rows(), strict=True):
        told = Result.model_validate_json(json.dumps(one))
        assert told.scales["hierarchical"].score == float(row["hierarchical"])
    sheet = {"schema": "rctdiag.answers/1", "answers": found[0]["answers"]}
    (tmp_path / "sheet.json").write_text(json.dumps(sheet))
    alone = subprocess.run(
        [sys.executable, "-m", "rctdiag", "assess", "hierarchical", "--json", *NOW, "--answers",
         str(tmp_path / "sheet.json")],
        capture_output=True, check=True,
    )  # fmt: skip
    assert json.loads(alone.stdout) | {"respondent": "007"} == found[0]
    assert found[1]["answers"]["h01"] == "cant_say"  # type: ignore[index]


def test_processes_give_the_same_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = table(tmp_path / "a.csv", *(f"{n},{n % 5 + 1}" for n in range(230)))
    _, alone = results(path, tmp_path)
    monkeypatch.setattr(full_results, "SMALL", 0)
    _, together = results(path, tmp_path)
    assert together == alone
    assert len(together) == 230


def test_the_manifest_says_what_was_done(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "1,1", ",2", "3,9")
    out = tmp_path / "m.json"
    batch(path, "--id", "code", "--missing", "NA", "--manifest", out, *NOW)
    told = Manifest.model_validate_json(out.read_text())
    assert (told.counts.scored, told.counts.rejected, told.counts.without_id) == (2, 1, 1)
    assert told.inputs[0].items == tuple(ITEMS)
    assert told.settings.missing == ("NA",)
    assert [one.id for one in told.questionnaires] == ["hierarchical"]
    again = tmp_path / "again.json"
    batch(path, "--id", "code", "--missing", "NA", "--manifest", again, *NOW)
    assert again.read_bytes() == out.read_bytes()


@pytest.mark.parametrize("engine", ["python", "polars"])
def test_the_same_input_gives_the_same_bytes(engine: str, tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", *(f"{n},{n % 5 + 1}" for n in range(500)))
    forms = ("csv", "ndjson", "parquet") if engine == "polars" else ("csv", "ndjson")
    for form in forms:
        once, twice = (batch(path, "--format", form, "--engine", engine).out for _ in range(2))
        assert once == twice


def test_private_columns_are_dropped_aloud(tmp_path: Path) -> None:
    header = ",".join([*ITEMS, "r01", "r02"])
    path = table(tmp_path / "a.csv", "1", header=header)
    ran = batch(path, "--manifest", tmp_path / "m.json")
    assert "private: r01 and r02." in ran.err
    assert not any(name.startswith("readiness") for name in ran.rows()[0])
    assert json.loads((tmp_path / "m.json").read_text())["dropped"] == ["r01", "r02"]
    assert "readiness" in batch(path, "--include-private").rows()[0]


def test_one_run_of_two_engines_says_the_same(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", "1,1", "2,9", ",3")
    python, polars = (batch(path, "--id", "code", "--engine", e).err for e in ("python", "polars"))
    assert python == polars
    assert "2 respondents scored." in python
    assert "Without an id: 1 row." in python


def page() -> str:
    return (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_the_pipeline_of_the_page_runs(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(ANSWERS)
    blocks = re.findall(r"```(\w+)\n(.*?)```", page(), re.DOTALL)
    command = next(text for kind, text in blocks if kind == "console" and "jq" in text)
    expected = next(text for kind, text in blocks if kind == "json")
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": path, "HOME": str(tmp_path)},
    )
    assert ran.stdout == expected


def test_duckdb_opens_the_same_scores(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    (tmp_path / "answers.csv").write_text(ANSWERS)
    batch(tmp_path / "answers.csv", "-o", tmp_path / "scores.parquet")
    query = re.search(r"```sql\n(.*?)```", page(), re.DOTALL)
    assert query is not None
    asked = query[1].replace("scores.parquet", str(tmp_path / "scores.parquet"))
    expected = re.search(r"```json\n(.*?)```", page(), re.DOTALL)
    assert expected is not None
    lines = [tuple(json.loads(line)) for line in expected[1].splitlines()]
    assert duckdb.sql(asked).fetchall() == lines


@pytest.mark.long
def test_a_quick_run_of_damaged_tables() -> None:
    program = ROOT / "bench" / "long" / "tables.py"
    ran = subprocess.run(
        [sys.executable, str(program), "--count", "40"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout
    assert "40 cases" in ran.stdout
