"""A release is recorded while no other is, and taken out whole."""

import signal
from pathlib import Path

import pytest

from rctdiag.disclosure.release.release_ledger import Ledger
from rctdiag.operations.teams import open_ledger
from rctdiag.tables.output.atomic_outputs import uninterrupted
from teams.test_release import listed, release


def test_while_the_ledger_looks_nobody_else_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Ledger.record
    seen = []

    def slowly(ledger: Ledger, *given: object) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(Ledger, "record", record)
            seen.append(release("other", "-o", tmp_path / "other.md"))
        record(ledger, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Ledger, "record", slowly)
    assert release("a", "-o", tmp_path / "a.md").code == 0
    assert [run.code for run in seen] == [7]
    assert "is using this" in seen[0].err
    assert not (tmp_path / "other.md").exists()
    assert listed() == ["a"]
    assert not list((tmp_path / "home").glob("*.lock"))
    assert not list((tmp_path / "home").glob("*.holder"))


def test_ctrl_c_does_not_come_between_the_halves() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        _hold()
    finally:
        signal.signal(signal.SIGINT, before)


def _hold() -> None:
    class Slow:
        def withdraw(self, name: str) -> bool:
            signal.raise_signal(signal.SIGINT)
            return name == "a"

    assert open_ledger.withdraw(Slow(), "a")  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    with uninterrupted():
        signal.raise_signal(signal.SIGINT)


@pytest.mark.parametrize("more", ["", ".key"])
def test_the_ledger_is_no_place_for_the_report(tmp_path: Path, more: str) -> None:
    ledger = tmp_path / "l"
    assert release("a", "--ledger", ledger, "-o", tmp_path / "a.md").code == 0
    before = (tmp_path / f"l{more}").read_bytes()
    run = release("b", "--ledger", ledger, "-o", f"{ledger}{more}", "--force", "--format", "text")
    assert (run.code, "same-file" in run.err) == (2, True)
    assert (tmp_path / f"l{more}").read_bytes() == before
