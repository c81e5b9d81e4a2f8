"""Files and stdin in: the one place where a command opens what it was given."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, UsageFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.load.questionnaire import Instrument
    from rctdiag.load.syntax.document import Document
    from rctdiag.model.step import Audience, Step
    from rctdiag.render.words import Words

STDIN = "-"
TABLES = frozenset({".csv", ".tsv", ".parquet", ".ndjson", ".jsonl", ".xlsx"})


def here() -> Path | None:
    """The current folder; None where it has been deleted, or may not be seen."""
    try:
        return Path.cwd()
    except OSError:
        return None


def is_table(path: Path) -> bool:
    """Whether a file has the ending of a table."""
    return path.suffix.lower() in TABLES


def read_document(path: Path) -> Document:
    """A YAML or JSON document from a file, a pipe, or stdin for ``-``.

    Raises:
        UsageFault: the file is a table.
    """
    from rctdiag.load.syntax.document import parse, read

    if str(path) == STDIN:
        return parse(sys.stdin.buffer.read(), "<stdin>")
    if is_table(path) and path.is_file():
        message = "this is a table, not one person's answers or a saved report."
        hint = "`rctdiag teams` makes a group report from it, and `rctdiag batch` scores each row."
        raise UsageFault(Fault("usage", message, hint, str(path)))
    return read(path)


def instruments(names: Sequence[str], language: str) -> tuple[Instrument, ...]:
    """The questionnaires of a run: those named, else the five that come with rctdiag."""
    from rctdiag.load.library import find_instruments

    originals = find_instruments(names, here())
    if language == "en":
        return originals
    from rctdiag.load.translation import load_translation, translate

    into = load_translation(language)
    return tuple(translate(instrument, language, into) for instrument in originals)


def known_ids() -> tuple[str, ...]:
    """The ids of the bundled questionnaires, then of those in ./questionnaires."""
    from rctdiag.load.library import FOLDER, available
    from rctdiag.load.steps import BUNDLED

    folder = here()
    project_files = available(folder / FOLDER) if folder else ()
    return tuple(dict.fromkeys([*BUNDLED, *project_files]))


def catalogue(
    instruments_: Sequence[Instrument], language: str, *audiences: Audience
) -> tuple[Step, ...]:
    """The steps that come with rctdiag, for these audiences; without any, for all."""
    from rctdiag.load.library import bundled_steps
    from rctdiag.model.step import AUDIENCES

    steps = bundled_steps(instruments_, audiences or AUDIENCES)
    if language != steps.language:
        from rctdiag.load.translation import load_translation, translate_steps

        steps = translate_steps(steps, load_translation(language))
    return steps.steps


def texts(language: str) -> Words:
    """The sentences of reports in a language."""
    from rctdiag.render.words import words

    return words(language)
