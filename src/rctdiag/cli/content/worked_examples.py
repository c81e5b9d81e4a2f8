"""The worked examples: where they are, what each sheet is, and how they are shown."""

from __future__ import annotations

import json
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.shell import input_files
from rctdiag.errors.faults import Fault, FileFault, UsageFault
from rctdiag.load.checks.did_you_mean import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.model.documents.result import Result
    from rctdiag.render import View

PEOPLE = ("paula", "susan", "agnes")
# An example has no date of its own: the same bytes every day.
CREATED = datetime.fromisoformat("2026-01-05T09:00:00+00:00")


def folder() -> Path:
    """Where the example sheets lie: inside the package, or in the checkout.

    Raises:
        FileFault: If they are in neither place.
    """
    package = Path(__file__).parents[2]
    for candidate in (package / "examples", package.parents[1] / "examples"):
        if candidate.is_dir():
            return candidate
    raise FileFault(
        Fault("examples-missing", "the worked examples are missing.", "Install rctdiag again.")
    )


def checked(person_name: str | None) -> tuple[str, ...]:
    """The people to show.

    Raises:
        UsageFault: For a name that is no example.
    """
    if person_name is None:
        return PEOPLE
    if person_name.lower() not in PEOPLE:
        near = get_close_matches(person_name.lower(), PEOPLE, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Use {listed(PEOPLE)}."
        raise UsageFault(Fault("usage", f"there is no example {person_name!r}.", hint))
    return (person_name.lower(),)


def documents(
    people: Sequence[str], *, imagined: bool | None, language: str
) -> list[tuple[str, str, Result]]:
    """(person, kind, result) of each sheet: told first, then imagined."""
    from rctdiag.load.answers import load_answers
    from rctdiag.load.syntax.document import read
    from rctdiag.operations.assess.assessor import Assessor

    instruments = input_files.instruments((), language)
    steps = input_files.catalogue(instruments, language, "member")
    assessor = Assessor(instruments, steps, input_files.texts(language))
    kinds = {None: ("told", "imagined"), True: ("imagined",), False: ("told",)}[imagined]
    return [
        (person, kind, assessor.result(load_answers(read(sheet), instruments), now=CREATED))
        for person in people
        for kind in kinds
        for sheet in [folder() / f"{person}-{kind}.yaml"]
    ]


def stories(people: Sequence[str], language: str) -> list[tuple[str, str]]:
    """Each person and the story, in three sentences."""
    words = input_files.texts(language)
    return [(person, words.text(f"demo.{person}_story")) for person in people]


def examples_text(shown: Sequence[tuple[str, str, Result]], view: View, language: str) -> str:
    """The examples one after another, the story of each before its report; or as JSON."""
    from rctdiag.render import render
    from rctdiag.render.plain.canonical_json import dumps, plain_data

    if view.format == "json":
        if len(shown) == 1:
            return dumps(shown[0][2])
        return (
            json.dumps(
                {f"{person}-{kind}": plain_data(document) for person, kind, document in shown},
                sort_keys=True,
                ensure_ascii=False,
            )
            + "\n"
        )
    return "\n".join(
        story(person, kind, view, language) + render(document, view)
        for person, kind, document in shown
    )


def read(shown: Sequence[tuple[str, str, Result]], view: View, language: str) -> None:
    """The examples by key, each to its end; ``q`` leaves them all."""
    from rctdiag.cli.shell.keys.key_names import QUIT
    from rctdiag.cli.shell.reading.pages import paragraphs
    from rctdiag.cli.shell.reading.show_result import read_by_parts

    words = input_files.texts(language)
    for number, (person, kind, document) in enumerate(shown, 1):
        place = words.text("demo.place", number=number, total=len(shown))
        introduction = story(person, kind, view, language, "" if len(shown) == 1 else place)
        follows = number < len(shown)
        if read_by_parts(document, view, before=paragraphs(introduction), follows=follows) == QUIT:
            return


def story(person: str, kind: str, view: View, language: str, place: str = "") -> str:
    """Who this is, in three sentences, and what the sheet is that the report is made from."""
    from rctdiag.render.story import render_story

    words = input_files.texts(language)
    sentences = (words.text(f"demo.{person}_story"), words.text(f"demo.{person}_{kind}"))
    name = " ".join(filter(None, (person.capitalize(), place)))
    return render_story(name, sentences, view) + "\n"
