"""Every printed command runs as printed, however the program was started."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.inside import Stream, inside
from cli.program import NOW, ROOT
from rctdiag.cli.shell import started
from rctdiag.cli.shell.app import build
from rctdiag.model.documents.teams import Teams
from rctdiag.render import render
from rctdiag.render.group import render_group, render_page
from rctdiag.render.view import View
from render.ten_documents import ten_documents
from teams import many

MODULE = "/x/rctdiag/__main__.py"
SCRIPT = Path(sys.executable).parent / "rctdiag"


@pytest.mark.parametrize(
    ("script", "given", "under_uv", "name"),
    [
        (MODULE, ["python3", "-m", "rctdiag", "erase"], False, "python3 -m rctdiag"),
        (MODULE, ["py", "-B", "-m", "rctdiag"], False, "py -B -m rctdiag"),
        (MODULE, ["/x/python", "-m", "rctdiag"], True, "uv run python -m rctdiag"),
        (".venv/bin/rctdiag", ["/x/python", ".venv/bin/rctdiag"], True, "uv run rctdiag"),
        ("my tools/rctdiag", ["/x/python", "my tools/rctdiag"], False, "'my tools/rctdiag'"),
        ("/usr/bin/pytest", ["/x/python", "/usr/bin/pytest"], False, "rctdiag"),
    ],
)  # fmt: skip
def test_how_it_was_started(
    script: str,
    given: list[str],
    under_uv: bool,  # noqa: FBT001
    name: str,
) -> None:
    assert started.name_for(script, given, under_uv=under_uv) == name


def test_only_commands_are_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(started, "command_name", lambda: "./rct")
    for name in ("uv run rctdiag", "python -m rctdiag", ".venv/bin/rctdiag"):
        program = started.program()._replace(name=name)
        assert program.typed(program.typed("rctdiag help")) == f"{name} help"
    for text, told in (
        ("See `rctdiag help support`.", "See `./rct help support`."),
        ("rctdiag --version", "./rct --version"),
        ("the schema rctdiag.result/1 of rctdiag 0.1.0", None),
        ("/home/x/rctdiag history", None),
        ("RCTDIAG_HOME=/x rctdiag assess --resume", "RCTDIAG_HOME=/x ./rct assess --resume"),
    ):
        assert started.as_started(text) == (told or text)


def test_a_command_that_an_error_prints_runs(tmp_path: Path) -> None:
    for start, path in (
        ([str(SCRIPT)], "/usr/bin:/bin"),
        (["rctdiag"], f"{SCRIPT.parent}:/usr/bin:/bin"),
        ([sys.executable, "-m", "rctdiag"], "/usr/bin:/bin"),
    ):
        env = os.environ | {"PATH": path, "RCTDIAG_HOME": str(tmp_path)}
        env.pop("UV_RUN_RECURSION_DEPTH", None)
        words = [*start, "steps", "show", "nosuch"]
        run = subprocess.run(
            ["/bin/sh", "-c", '"$@"', "sh", *words], capture_output=True, text=True, env=env,
            check=False, cwd=ROOT,
        )  # fmt: skip
        command = run.stderr.split("`")[1]
        again = subprocess.run(
            ["/bin/sh", "-c", command],
            capture_output=True,
            text=True,
            env=env,
            check=False,
            cwd=ROOT,
        )
        assert (again.returncode, command.endswith("steps list")) == (0, True), run.stderr


def test_before_the_first_question_too(tmp_path: Path) -> None:
    env = os.environ | {"PATH": "/usr/bin:/bin", "RCTDIAG_HOME": str(tmp_path)}
    env.pop("UV_RUN_RECURSION_DEPTH", None)
    run = subprocess.run(
        [str(SCRIPT), "assess", "--short"], input="q\n", capture_output=True, text=True, env=env,
        check=False,
    )  # fmt: skip
    told = " ".join(run.stderr.split())
    assert f"type: {SCRIPT} help support" in told
    assert " rctdiag help" not in told


NAMES = ("uv run rctdiag", "python3 -m rctdiag", "'my tools/rctdiag'", ".venv/bin/rctdiag")
PRINTED = re.compile("rctdiag'? (?:help support|report FILE)")


def commands_in(text: str) -> list[tuple[str, str]]:
    """What stands before each command that a text prints, and the command."""
    words = " ".join(
        re.sub("[┃|]", " ", text).split()
    )  # a command may go on in the next row of a box
    return [(words[: call.start()], call[0]) for call in PRINTED.finditer(words)]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_in_a_report_is_written_as_it_runs(name: str) -> None:
    program = started.program()._replace(name=name)
    group = Teams.model_validate_json(json.dumps(many.report()))
    begins = name.partition("rctdiag")[0]
    shapes = (View(), View(width=40), View(accessible=True), View(width=30), View(full=True))
    for shape in shapes:
        view = shape._replace(program=program)
        people = [ten_documents()[who] for who in ("left, help first", "agnes, imagined")]
        texts = [*(render(result, view) for result in people), render_group(group, view)]
        texts.append(render_page(group, view, group.groups[0]))
        for text in texts:
            found = commands_in(text)
            assert found
            assert all(before.endswith(begins) for before, _ in found)
            rows = text.split("\n")
            assert shape.accessible or max(map(len, rows)) <= shape.width
    page = render_group(group, View(format="markdown", program=program))
    assert all(before.endswith(begins) for before, _ in commands_in(page))


def test_a_text_that_leaves_the_terminal_keeps_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever reads it later starts the program in their own way, if at all."""
    monkeypatch.setattr(started, "command_name", lambda: "/home/me/tools/rctdiag")
    path = tmp_path / "report.txt"
    sheet = ROOT / "examples" / "paula-told.yaml"
    scored = ("assess", "--answers", sheet, "--now", NOW, "--no-pager")
    assert inside(*scored, "-o", path).code == 0
    for text in (path.read_text(), inside(*scored).out, inside("erase", "--help").out):
        assert "/home/me" not in text
        assert " rctdiag " in " ".join(text.split())
    for words in (scored, ("erase", "--help"), ("steps", "list", "--no-pager")):
        out = Stream(terminal=True)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            with pytest.raises(SystemExit):
                build().main(list(map(str, words)))
        assert "/home/me/tools/rctdiag " in out.text()
        assert not re.search(" rctdiag (?:help|erase|steps)", " ".join(out.text().split()))
