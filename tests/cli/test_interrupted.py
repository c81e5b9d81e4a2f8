"""Ctrl-C while the program is still being read from disk: one line, no traceback."""

from __future__ import annotations

import gc
import sys
from importlib.abc import MetaPathFinder

import pytest

from rctdiag import __main__
from rctdiag.cli.shell import app

LINE = "\nrctdiag: interrupted.\n"


def stopped(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_while_a_command_is_imported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app.RctdiagGroup, "get_command", stopped)
    with pytest.raises(SystemExit) as ended:
        app.build().main(["batch", "answers.csv"])
    assert ended.value.code == app.INTERRUPTED
    assert capsys.readouterr() == ("", LINE)


def test_before_the_command_line_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Finder(MetaPathFinder):
        find_spec = stopped

    monkeypatch.setattr(sys, "argv", ["rctdiag", "demo"])
    monkeypatch.delitem(sys.modules, "rctdiag.cli.shell.app")
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    gc.enable()
    assert ended.value.code == app.INTERRUPTED
    assert capsys.readouterr() == ("", LINE)
