"""The other commands, as a user calls them."""

import json
from pathlib import Path

import pytest

import rctdiag as package
from cli.program import ROOT, rctdiag


def test_version_and_help() -> None:
    assert rctdiag("--version").out == f"rctdiag {package.__version__}\n"
    shown = rctdiag("--help")
    assert shown.out == rctdiag("-h").out == rctdiag().out
    assert "rctdiag assess" in shown.out.partition("Commands:")[0]


def test_every_command_in_the_list_has_help_with_an_example_or_commands() -> None:
    from rctdiag.cli.shell.app import COMMANDS

    for name in COMMANDS:
        shown = rctdiag(name, "--help")
        assert shown.code == 0, name
        assert "Example" in shown.out or "Commands:" in shown.out, name


@pytest.mark.parametrize("topic", ["exit-codes", "formats", "environment", "confidentiality"])
def test_help_has_its_topics(topic: str) -> None:
    assert rctdiag("help", topic).out.strip()
    assert topic in rctdiag("help").out


def test_help_support_has_six_parts_and_no_number() -> None:
    shown = rctdiag("help", "support").out
    assert "Danger or violence" in shown
    assert not any(char.isdigit() for char in shown)


def test_local_contacts_are_shown_and_literal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "support.yaml").write_text(
        "schema: rctdiag.support/1\n"
        "contacts:\n"
        "  - part: danger\n"
        '    name: "[red]Night line[/red] :skull:"\n'
        "    how: 555 0100\n",
        encoding="utf-8",
    )
    shown = rctdiag("help", "support")
    assert shown.code == 0, shown.err
    assert "[red]Night line[/red]" in shown.out
    assert ":skull:" in shown.out


def test_a_wrong_contact_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "schema: rctdiag.support/1\ncontacts:\n  - part: dangr\n    name: x\n    how: y\n"
    (tmp_path / "support.yaml").write_text(text, encoding="utf-8")
    shown = rctdiag("help", "support")
    assert shown.code == 3
    assert "support.yaml:3:" in shown.err


def test_a_questionnaire_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert rctdiag("questionnaires", "new", "handover").code == 0
    assert rctdiag("questionnaires", "check", "handover").code == 0
    assert "handover" in rctdiag("questionnaires", "list").out
    sheet = "schema: rctdiag.answers/1\nanswers: {handover_1: 4, handover_2: 2}\n"
    run = rctdiag("assess", "handover", "--answers", "-", "--json", stdin=sheet)
    assert run.code == 0, run.err
    assert json.loads(run.out)["scales"]["handover"]["score"] == 75.0
    assert rctdiag("assess", "handover", "--answers", "-", stdin=sheet).code == 0


def test_steps_are_listed_and_shown() -> None:
    rows = json.loads(rctdiag("steps", "list", "--json").out)
    assert len(rows) >= 48
    one = rctdiag("steps", "show", rows[0]["id"]).out
    assert rows[0]["title"] in one


@pytest.mark.parametrize("name", ["result", "answers", "questionnaire", "steps"])
def test_a_schema_is_the_published_one(name: str) -> None:
    published = (ROOT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert rctdiag("schema", name).out == published


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(shell: str) -> None:
    assert "_RCTDIAG_COMPLETE" in rctdiag("completion", shell).out


def test_completion_knows_the_commands() -> None:
    run = rctdiag(_RCTDIAG_COMPLETE="complete_bash", COMP_WORDS="rctdiag as", COMP_CWORD="1")
    assert run.out.split() == ["assess"]
