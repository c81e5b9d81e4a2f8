"""Options declared in classes: each by itself on the command line, given to the command whole."""

from __future__ import annotations

import typer.main
from typer.testing import CliRunner

from rctdiag.cli.shell.options.declare import Options, argument, flag, lone, option


class Where(Options):
    place: str | None = option("-p --place", "PLACE", "Where.")
    far: bool = flag("--far", "Not here.")


class Further(Where):
    place: str | None = option("-p --place", "PLACE", "Where else.", default="there")
    often: int = option("--often", "N", "How often.", default=1)


class Journey(Options):
    who: list[str] = argument("WHO", "Who goes.")
    where: Further
    back: bool = flag("--back", "And back.")


def run(*words: str) -> Journey:
    taken: list[Journey] = []

    def go(*, journey: Journey) -> None:
        """Go."""
        taken.append(journey)

    ended = CliRunner().invoke(lone(go), words)
    assert ended.exit_code == 0, ended.output
    return taken[0]


def test_a_command_is_given_its_options_whole() -> None:
    journey = run("ann", "bo", "-p", "sea", "--often", "3")
    assert (journey.who, journey.back) == (["ann", "bo"], False)
    assert isinstance(journey.where, Further)
    assert vars(journey.where) == {"place": "sea", "far": False, "often": 3}


def test_what_is_not_given_has_its_default() -> None:
    assert vars(run("ann").where) == {"place": "there", "far": False, "often": 1}


def test_options_stand_as_declared_and_those_of_a_base_class_first() -> None:
    def go(*, late: bool = flag("--late", "Late."), journey: Journey) -> None:
        """Go."""

    command = typer.main.get_command(lone(go))
    assert [each.name for each in command.params] == [
        "late",
        "who",
        "place",
        "far",
        "often",
        "back",
    ]
    assert command.params[2].opts == ["-p", "--place"]


def test_an_argument_without_a_default_has_to_be_given() -> None:
    def go(*, journey: Journey) -> None:
        """Go."""

    assert CliRunner().invoke(lone(go), []).exit_code == 2
