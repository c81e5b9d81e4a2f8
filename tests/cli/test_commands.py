"""The other commands, as a user calls them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer._click import Context
from typer.core import TyperGroup

import rctdiag as package
from cli.inside import Stream, inside
from cli.program import ROOT, rctdiag
from rctdiag.cli.shell import completions
from rctdiag.cli.shell.app import build
from rctdiag.cli.shell.options.offers import among
from rctdiag.cli.shell.options.offers import offered as offering


def test_version_and_help() -> None:
    assert rctdiag("--version").out == f"rctdiag {package.__version__}\n"
    shown = rctdiag("--help")
    assert shown.out == rctdiag("-h").out == rctdiag().out
    assert "rctdiag assess" in shown.out.partition("Commands:")[0]


def test_help_of_a_command_is_its_own_and_nothing_is_cut() -> None:
    assert inside("help", "assess").out == inside("assess", "--help").out
    shown = inside("help", "questionnaires")
    assert "..." not in shown.out.partition("Commands:")[2]
    assert inside("help", "questionnaires", "show").out.startswith("Usage: rctdiag questionnaires")
    for given, told in (
        (("asses",), "Did you mean assess?"),
        (("steps", "nosuch"), "there is no command 'nosuch' of steps. See"),
        (("demo", "paula"), "demo has no commands of its own, so no 'paula'."),
    ):
        ran = inside("help", *given)
        assert (ran.code, told in ran.err) == (2, True), ran.err
    assert rctdiag("-V").out == rctdiag("--version").out
    assert "-V, --version" in inside("--help").out


def test_every_command_in_the_list_has_help_with_an_example_or_commands() -> None:
    from rctdiag.cli.shell.command_list import COMMANDS

    for name in COMMANDS:
        shown = inside(name, "--help")
        assert shown.code == 0, name
        assert "Example" in shown.out or "Commands:" in shown.out, name


def commands_and_their_options() -> Iterator[tuple[str, str]]:
    """Every command, and every name of every option of it that takes a value."""
    group = build()
    for name in group.list_commands(Context(group)):
        command = group.get_command(Context(group), name)
        parts = {name: command}
        if isinstance(command, TyperGroup):
            parts = {f"{name} {inner}": part for inner, part in command.commands.items()}
        for words, part in parts.items():
            for option in part.params if part else []:
                if option.param_type_name == "option" and not getattr(option, "is_flag", False):
                    yield from ((words, typed) for typed in option.opts)


def test_an_option_without_its_value_points_to_the_help_of_its_own_command() -> None:
    tried = list(commands_and_their_options())
    assert len({words for words, _ in tried}) > 20
    for words, option in tried:
        ran = inside(*words.split(), option)
        wanted = f"{option} needs a value after it. See `rctdiag {words} --help`.\n"
        assert (ran.code, ran.err) == (2, f"rctdiag: usage: {wanted}")


@pytest.mark.parametrize(
    "topic", ["exit-codes", "formats", "environment", "confidentiality", "feedback"]
)
def test_help_has_its_topics(topic: str) -> None:
    assert inside("help", topic).out.strip()
    assert topic in inside("help").out


def test_help_support_has_six_parts_and_no_number() -> None:
    shown = inside("help", "support", home="/no/such/home").out
    assert "Danger or violence" in shown
    assert "/no/such/home/support.yaml" in shown  # where to put numbers of one's own
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
    shown = inside("help", "support")
    assert shown.code == 0, shown.err
    assert "[red]Night line[/red]" in shown.out
    assert ":skull:" in shown.out


@pytest.mark.parametrize(
    "text",
    [
        b"schema: rctdiag.support/1\ncontacts:\n  - part: dangr\n    name: x\n    how: y\n",
        b"apiVersion: v1\nkind: Pod\n",
        b"{",
        b"\xff\xfe\x00",
        b"a: &a [*a]\n",
        b"",
    ],
)
def test_a_broken_or_foreign_contact_file_is_told_in_one_line_and_help_stands(
    text: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    built_in = inside("help", "support").out
    (tmp_path / "support.yaml").write_bytes(text)
    shown = inside("help", "support")
    assert (shown.code, shown.out) == (0, built_in)
    [line] = shown.err.splitlines()
    assert line.startswith("rctdiag: support.yaml was left out: ")
    sheet = str(ROOT / "examples" / "paula-imagined.yaml")
    report = inside("assess", "--answers", sheet, "--json")
    assert report.code == 0
    assert json.loads(report.out)["support"]["contacts"] == []


def test_the_report_comes_in_a_deleted_folder_and_a_home_that_cannot_be_used(
    tmp_path: Path,
) -> None:
    gone, blocked = tmp_path / "gone", tmp_path / "blocked"
    gone.mkdir()
    blocked.write_bytes(b"")
    sheet = ROOT / "examples" / "paula-imagined.yaml"
    script = f'cd {gone} && rmdir {gone} && "$@"'
    for words, lines in ((("--answers", str(sheet)), ""), (("--short",), "3\n" * 26)):
        run = subprocess.run(
            ["/bin/sh", "-c", script, "sh", sys.executable, "-m", "rctdiag", "assess", *words],
            input=lines, capture_output=True, text=True, check=False,
            env=os.environ | {"RCTDIAG_HOME": str(blocked / "home")},
        )  # fmt: skip
        gone.mkdir()
        assert run.returncode == 0, run.stderr
        assert "Read it" in run.stdout


def test_notes_stay_with_the_result_and_go_with_erase(tmp_path: Path) -> None:
    sheet = tmp_path / "mine.yaml"
    text = (ROOT / "examples" / "paula-imagined.yaml").read_text(encoding="utf-8")
    sheet.write_text(text + '\nnotes: {h01: "The rota [b]was[/b] cut."}\n', encoding="utf-8")
    home = str(tmp_path / "home")
    shown = inside("assess", "--answers", sheet, "--remember", "--full", home=home)
    assert "Your notes" in shown.out
    assert "You wrote: The rota [b]was[/b] cut." in " ".join(shown.out.split())
    assert "The rota" not in inside("assess", "--answers", sheet, home=home).out
    kept = json.loads(inside("history", "show", "--json", home=home).out)
    assert kept["notes"] == {"h01": "The rota [b]was[/b] cut."}
    assert "The rota" in inside("history", "show", "--full", home=home).out
    looked = inside("erase", "--dry-run", home=home)
    assert (looked.code, "results you chose to keep (1)" in looked.err) == (0, True)
    assert inside("history", "list", home=home).out
    assert inside("erase", "--yes", home=home).code == 0
    assert not Path(home).exists()


def test_a_questionnaire_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert inside("questionnaires", "new", "handover").code == 0
    assert inside("questionnaires", "check", "handover").code == 0
    assert "handover" in inside("questionnaires", "list").out
    sheet = "schema: rctdiag.answers/1\nanswers: {handover_1: 4, handover_2: 2}\n"
    run = inside("assess", "handover", "--answers", "-", "--json", stdin=sheet)
    assert run.code == 0, run.err
    assert json.loads(run.out)["scales"]["handover"]["score"] == 75.0
    assert inside("assess", "handover", "--answers", "-", stdin=sheet).code == 0


def test_steps_are_listed_and_shown() -> None:
    rows = json.loads(inside("steps", "list", "--json").out)
    assert len(rows) >= 48
    one = inside("steps", "show", rows[0]["id"]).out
    assert rows[0]["title"] in one


@pytest.mark.parametrize("name", ["result", "answers", "questionnaire", "steps"])
def test_a_schema_is_the_published_one(name: str) -> None:
    published = (ROOT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert inside("schema", name).out == published


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_scripts(shell: str) -> None:
    assert "_RCTDIAG_COMPLETE" in inside("completion", shell).out


def test_completion_knows_commands_and_what_stands_after_them() -> None:
    for typed, offered in (("as", ["assess"]), ("steps show sus_end", ["sus_end_of_work"])):
        words = f"rctdiag {typed}"
        run = rctdiag(
            _RCTDIAG_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(words.count(" "))
        )
        assert run.out.split() == offered


def test_what_tab_offers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCTDIAG_HOME", str(tmp_path))
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "2026-03-02-090000-full.json").write_text("{}")
    for offer, incomplete, offered in (
        (completions.questionnaires, "s", ["survival"]),
        (completions.steps, "sus_end", ["sus_end_of_work"]),
        (completions.strategies, "n", ["naming", "norming", "negotiating", "networking"]),
        (completions.kept_results, "", ["last", "2026-03-02-090000-full"]),
        (completions.releases, "", []),
        (completions.schemas, "re", ["result"]),
        (completions.languages, "", ["en"]),
        (completions.targets, "go", ["google"]),
        (completions.sources, "lime", ["limesurvey"]),
        (among("text", "json"), "j", ["json"]),
    ):
        assert offer(incomplete) == offered
    assert offering(lambda: 1 // 0 * "x")("") == []  # whatever goes wrong


def test_the_bare_name_at_a_terminal_shows_how_to_begin_on_one_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = Stream(terminal=True)
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(SystemExit):
        build().main([])
    assert out.text().count("\n") < 24
    assert "rctdiag assess" in out.text()
    assert "All commands and options: `rctdiag --help`." in out.text()
    assert "Commands:" not in out.text()
