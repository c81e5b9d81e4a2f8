"""What to type for a missing extra fits how rctdiag was installed."""

import json
import sys
from pathlib import Path

import pytest

from rctdiag.errors.installing import Source, command, install, source

CLONE = Path("/home/me/clone")


@pytest.fixture(autouse=True)
def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in .venv of the folder of work, which has a pip and is not on the path."""
    scripts = tmp_path / ".venv" / "bin"
    scripts.mkdir(parents=True)
    (scripts / "pip").touch(0o700)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", str(scripts / "python"))
    monkeypatch.setenv("PATH", "/usr/bin")


@pytest.mark.parametrize(
    ("recorded", "wanted"),
    [
        (None, '"rctdiag[tables]"'),
        ({"url": CLONE.as_uri(), "dir_info": {}}, '"/home/me/clone[tables]"'),
        ({"url": "file:///my%20x", "dir_info": {"editable": True}}, '-e "/my x[tables]"'),
        ({"url": "file:///x/r.whl", "archive_info": {}}, '"rctdiag[tables] @ file:///x/r.whl"'),
        (
            {"url": "https://x/r", "vcs_info": {"vcs": "git", "commit_id": "a1"}},
            '"rctdiag[tables] @ git+https://x/r@a1"',
        ),
        ({"url": "file:///a$b", "dir_info": {}}, "'/a$b[tables]'"),
    ],
)
def test_where_it_came_from(recorded: dict[str, object] | None, wanted: str) -> None:
    came_from = source(json.dumps(recorded) if recorded else None)
    assert command("tables", came_from, under_uv=False) == f".venv/bin/pip install {wanted}"


def test_in_the_clone_itself_as_the_readme_has_it(tmp_path: Path) -> None:
    told = command("tables", Source(tmp_path), under_uv=False)
    assert told == '.venv/bin/pip install ".[tables]"'
    told = command("tables", Source(tmp_path / "clone"), under_uv=False)
    assert told == '.venv/bin/pip install "./clone[tables]"'


def test_under_uv_which_keeps_the_environment() -> None:
    assert command("tables", Source(CLONE), under_uv=True) == "uv sync --inexact --extra tables"


def test_the_pip_of_this_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = tmp_path / ".venv" / "bin"
    monkeypatch.setenv("PATH", str(scripts))
    assert install("tables").startswith("Install it: pip install ")
    (scripts / "pip").unlink()
    monkeypatch.setattr("rctdiag.errors.installing.find_spec", lambda _: True)
    assert install("tables").startswith("Install it: .venv/bin/python -m pip install ")
    monkeypatch.setattr("rctdiag.errors.installing.find_spec", lambda _: None)
    told = command("tables", Source(), under_uv=False)
    assert told == 'uv pip install --python .venv/bin/python "rctdiag[tables]"'
