"""``rctdiag.assess``, ``rctdiag.batch`` and ``rctdiag.teams``, by name and as the docs use them."""

import inspect
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import rctdiag
from cli.inside import inside
from cli.program import EXAMPLES, NOW
from rctdiag.errors.faults import ConfidentialityRefusal, FileFault, InputRejected, UsageFault
from rctdiag.load.saved_documents import load_result, load_teams
from rctdiag.load.syntax.document import parse
from rctdiag.render.plain.canonical_json import dumps

ROOT = Path(__file__).parent.parent
PAULA = EXAMPLES / "paula-imagined.yaml"
THEN = datetime.fromisoformat(NOW)


def test_the_functions_are_found_by_name_and_say_what_they_take() -> None:
    assert {"assess", "batch", "teams"} <= set(dir(rctdiag)) & set(rctdiag.__all__)
    for name in ("assess", "batch", "teams"):
        function = getattr(rctdiag, name)
        about = inspect.getdoc(function) or ""
        for parameter in inspect.signature(function).parameters:
            assert f"\n    {parameter}: " in about, f"{name} does not say what {parameter} is"
    assert not hasattr(rctdiag, "nothing")


def test_importing_it_brings_no_library() -> None:
    code = (
        "import sys, rctdiag; dir(rctdiag); "
        "print(*sorted({'pydantic', 'yaml', 'typer', 'numpy', 'typing'} & sys.modules.keys()))"
    )
    ran = subprocess.run(
        [sys.executable, "-SE", "-c", f"import sys; sys.path.insert(0, 'src'); {code}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert ran.stdout.split() == []


def test_assess_gives_the_document_of_the_command() -> None:
    result = rctdiag.assess(PAULA, now=THEN)
    assert dumps(result) == inside("assess", "--answers", PAULA, "--json", "--now", NOW).out
    assert load_result(parse(dumps(result), "r.json")) == result
    again = rctdiag.assess(result.answers, now=THEN)
    assert again.scales == result.scales


def test_teams_gives_the_document_of_the_command() -> None:
    table = EXAMPLES / "teams.csv"
    report = rctdiag.teams(table, by=["team"], id="code", now=THEN)
    options = ("--by", "team", "--id", "code", "--ledger", "none", "--json", "--now", NOW)
    assert dumps(report) == inside("teams", table, *options).out
    assert load_teams(parse(dumps(report), "t.json")) == report


def test_faults_are_raised_with_all_their_places(tmp_path: Path) -> None:
    with pytest.raises(InputRejected) as caught:
        rctdiag.assess({"h01": 9, "nowhere": 1})
    assert [fault.code for fault in caught.value.faults] == ["wrong-answer", "unknown-item"]
    with pytest.raises(FileFault):
        rctdiag.assess(tmp_path / "missing.yaml")
    with pytest.raises(UsageFault):
        rctdiag.teams(EXAMPLES / "teams.csv", minimum=4)
    few = tmp_path / "few.csv"
    few.write_text("h01\n1\n", encoding="utf-8")
    with pytest.raises((ConfidentialityRefusal, InputRejected)):
        rctdiag.teams(few)


def test_the_examples_of_the_docs_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs/python.md").read_text(), re.DOTALL)
    assert len(blocks) == 3
    names: dict[str, object] = {}
    exec("\n".join(blocks), names)  # noqa: S102 - our own page
    assert len(capsys.readouterr().out.splitlines()) > len(blocks)
