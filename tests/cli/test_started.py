"""Every printed command runs as printed, however the program was started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.program import ROOT
from rctdiag.cli.shell import started

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
        words = [*start, "history", "show", "nosuch"]
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
        assert (again.returncode, command.endswith("history list")) == (0, True), run.stderr
