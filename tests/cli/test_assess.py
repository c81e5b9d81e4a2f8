"""`assess` from a file: bytes that repeat, the report from the document alone, gates, files."""

import json
import os
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from cli.inside import inside
from cli.program import EXAMPLES, NOW, rctdiag
from rctdiag.load.library import find_instruments
from rctdiag.load.saved_documents import load_result
from rctdiag.load.syntax.document import parse
from rctdiag.scoring.key import presentation_order

PAULA = str(EXAMPLES / "paula-imagined.yaml")
TOLD = str(EXAMPLES / "paula-told.yaml")


def test_the_same_input_gives_the_same_bytes() -> None:
    first = rctdiag("assess", "--answers", PAULA, "--json", "--now", NOW, PYTHONHASHSEED="1")
    second = rctdiag("assess", "--answers", PAULA, "--json", "--now", NOW, PYTHONHASHSEED="2")
    assert (first.code, first.err) == (0, "")
    assert first.out == second.out
    assert json.loads(first.out)["created"] == NOW


@cache
def document(sheet: Path) -> str:
    return inside("assess", "--answers", str(sheet), "--now", NOW, "--json").out


@pytest.mark.parametrize("sheet", sorted(EXAMPLES.glob("*-*.yaml")), ids=lambda p: p.stem)
@pytest.mark.parametrize(
    "looks",
    [(), ("--full",), ("--format", "markdown"), ("--accessible",), ("--full", "--accessible")],
    ids=" ".join,
)
def test_the_report_needs_the_document_alone(sheet: Path, looks: tuple[str, ...]) -> None:
    at_once = inside("assess", "--answers", str(sheet), "--now", NOW, *looks)
    again = inside("report", "-", *looks, stdin=document(sheet))
    assert at_once.code == again.code == 0, at_once.err + again.err
    assert at_once.out == again.out


def test_the_document_is_what_the_schema_says() -> None:
    run = inside("assess", "--answers", PAULA, "--json")
    result = load_result(parse(run.out, "result.json"))
    assert result.profile.leading == ("hierarchical",)


def test_a_document_read_back_is_the_same_bytes() -> None:
    first = inside("assess", "--answers", PAULA, "--json", "--now", NOW)
    assert inside("report", "-", "--json", stdin=first.out).out == first.out


def test_answers_come_through_a_pipe_too() -> None:
    text = Path(PAULA).read_text(encoding="utf-8")
    piped = inside("assess", "--answers", "-", "--json", "--now", NOW, stdin=text)
    assert piped.out == inside("assess", "--answers", PAULA, "--json", "--now", NOW).out


def test_a_file_is_written_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "result.json"
    run = inside("assess", "--answers", PAULA, "-o", str(target))
    assert run.code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "rctdiag.result/1"
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["result.json"]


def test_an_existing_file_is_left_unless_forced(tmp_path: Path) -> None:
    target = tmp_path / "report.md"
    target.write_text("mine", encoding="utf-8")
    refused = inside("assess", "--answers", PAULA, "-o", str(target))
    assert refused.code == 6
    assert "file-exists" in refused.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert inside("assess", "--answers", PAULA, "-o", str(target), "--force").code == 0
    about, blank, heading = target.read_text(encoding="utf-8").splitlines()[:3]
    assert (about[0], blank, heading[:2]) == ("*", "", "# ")


def test_a_folder_is_no_file_to_write_even_if_forced(tmp_path: Path) -> None:
    for forced in ((), ("--force",)):
        refused = inside("assess", "--answers", PAULA, "-o", str(tmp_path), *forced)
        assert (refused.code, "is-a-folder" in refused.err) == (6, True)


def test_strict_fails_where_a_scale_has_no_score() -> None:
    run = inside("assess", "--answers", TOLD, "--strict")
    assert run.code == 4
    assert "not-enough-answers" in run.err
    assert run.out == ""


def test_a_wrong_answer_is_refused_with_its_place_and_without_its_value() -> None:
    sheet = "schema: rctdiag.answers/1\nanswers:\n  h01: 6\n  h011: 3\n  s01: true\n"
    run = inside("assess", "--answers", "-", stdin=sheet)
    assert run.code == 3
    assert run.out == ""
    lines = run.err.splitlines()
    assert len(lines) == 3
    assert any("<stdin>:3:" in line and "h01" in line for line in lines)
    assert any("<stdin>:4:" in line and "did you mean" in line.lower() for line in lines)
    assert any("<stdin>:5:" in line and "s01" in line for line in lines)
    assert "6" not in lines[0].replace("1-5", "")


def test_with_json_an_error_is_json_and_stdout_is_empty() -> None:
    sheet = "schema: rctdiag.answers/1\nanswers:\n  h01: 6\n"
    run = inside("assess", "--answers", "-", "--json", stdin=sheet)
    told = json.loads(run.err)
    assert (run.code, run.out) == (3, "")
    assert told["schema"] == "rctdiag.error/1"
    assert told["rctdiag_version"]
    [error] = told["errors"]
    assert set(error) == {"code", "file", "line", "column", "path", "message", "hint"}
    assert (error["file"], error["line"]) == ("<stdin>", 3)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("assess", "--answers", "no-such-file.yaml"), 6),
        (("assess", "--no-input"), 2),
        (("assess", "--resume", "--restart"), 2),
        (("assess", "--words", "leaps"), 2),
        (("assess", "--now", "yesterday"), 2),
        (("assess", "--format", "pdf"), 2),
        (("demo", "-o", "report.pdf"), 2),
        (("assess", "--answers"), 2),
        (("assess", "nosuch"), 3),
        (("asess",), 2),
        (("--nope",), 2),
        (("demo", "petra"), 2),
        (("help", "suport"), 2),
        (("schema", "nosuch"), 2),
        (("report", "/"), 3),
        (("completion", "tcsh"), 2),
        (("steps", "show", "nosuch"), 2),
        (("steps", "list", "--strategy", "norning"), 2),
        (("questionnaires", "new", "Not An Id"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_use_is_one_line_and_its_code(arguments: tuple[str, ...], code: int) -> None:
    run = inside(*arguments)
    assert run.code == code, run.err
    assert run.out == ""
    assert len(run.err.splitlines()) == 1
    assert run.err.startswith("rctdiag: ")
    assert "Traceback" not in run.err


def test_a_mistyped_command_is_recognised() -> None:
    assert "Did you mean assess?" in inside("asess").err


def test_the_short_form_names_no_leader() -> None:
    result = json.loads(inside("assess", "--answers", PAULA, "--short", "--json").out)
    assert result["form"] == "short"
    assert result["profile"]["leading"] == []
    assert result["counts"]["asked"] == 26


def test_plain_ascii_output_never_fails() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "rctdiag", "assess", "--answers", PAULA, "--full"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0", "LC_ALL": "C"},
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.isascii()


@pytest.mark.parametrize("command", ["demo --full", "--help", "--version", "steps list"])
def test_a_reader_that_goes_away_is_no_bug(command: str) -> None:
    # The pause lets the reader be gone before the first byte.
    told = f"(sleep 0.2; {sys.executable} -m rctdiag {command}; echo $? >&2) | true"
    run = subprocess.run(["bash", "-c", told], capture_output=True, text=True, check=False)
    assert run.stderr == "141\n"


@pytest.mark.parametrize("shown", ["demo", "--help", "--version"])
def test_a_full_device_is_one_line(shown: str) -> None:
    command = f"{sys.executable} -m rctdiag {shown} > /dev/full"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert run.returncode == 6
    assert len(run.stderr.splitlines()) == 1
    assert "disk-full" in run.stderr


def test_a_bug_shows_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    from rctdiag.cli.shell import error_output

    code = error_output.tell(ValueError("answer 5 of Agnes"), as_json=False)
    told = capsys.readouterr().err
    assert code == 1
    assert "Agnes" not in told
    assert "ValueError" in told


def test_answers_to_the_short_form_are_noticed() -> None:
    asked = presentation_order([one.questionnaire for one in find_instruments((), None)], "short")
    lines = ["schema: rctdiag.answers/1", "answers:", *(f"  {item}: 3" for item in asked)]
    hint = "Only short-form questions are answered here. Add --short to score the short form.\n"
    for more, told in (((), hint), (("--short",), ""), (("--quiet",), "")):
        run = inside("assess", "--answers", "-", *more, stdin="\n".join(lines))
        assert (run.code, run.err) == (0, told)
    run = inside("assess", "--answers", "-", stdin="\n".join([*lines, "  h01: 3"]))
    assert (run.code, run.err) == (0, "")


def test_a_file_for_another_command_is_told_with_that_command() -> None:
    run = inside("report", PAULA)
    assert run.code == 3
    assert run.err.endswith("rctdiag assess --answers FILE` reads this kind.\n")


def test_who_reads_a_file_says_that_it_may_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typer would look beforehand, and call it wrong use."""
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    for words in (("assess", "--answers"), ("report",), ("steps", "check")):
        run = inside(*words, str(tmp_path / "none.yaml"))
        assert run.code == 6
        (tmp_path / "a.yaml").write_text("x: [")
        assert inside(*words, str(tmp_path / "a.yaml")).code == 3


@pytest.mark.parametrize("form", ["full", "short"])
def test_a_saved_result_is_scored_again_to_the_same_result(form: str, tmp_path: Path) -> None:
    def score(file: Path, *options: str) -> bytes:
        target = tmp_path / "new.json"
        given = ("--now", "2026-03-01T09:00:00Z", "-q", "--force", "-o", target, *options)
        ran = inside("assess", "--answers", file, *given)
        assert ran.code == 0, ran.err
        return target.read_bytes()

    first = score(EXAMPLES / "paula-told.yaml", *(["--short"] if form == "short" else []))
    saved = tmp_path / "first.json"
    saved.write_bytes(first)
    assert score(saved) == first
    altered = json.loads(first)
    altered["answers"]["h99"] = altered["answers"].pop(min(altered["answers"]))
    saved.write_text(json.dumps(altered))
    ran = inside("assess", "--answers", saved)
    assert ran.code == 3
    assert "h99" in ran.err


def test_names_inside_a_sentence_begin_with_a_small_letter() -> None:
    example = EXAMPLES / "agnes-told.yaml"
    shown = inside("assess", "--answers", example, "--short", "--json")
    statement = json.loads(shown.out)["profile"]["statement"]
    assert "too few answers on top-down and nice but guarded to compare them." in statement
