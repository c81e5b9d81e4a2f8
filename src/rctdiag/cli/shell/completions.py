"""What the Tab key offers after a command: ids, names and formats that exist here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rctdiag.cli.shell.options.offers import offered

if TYPE_CHECKING:
    from collections.abc import Iterable


@offered
def questionnaires() -> Iterable[str]:
    """The ids of questionnaires."""
    from rctdiag.cli.shell.input_files import known_ids

    return known_ids()


@offered
def steps() -> Iterable[str]:
    """The ids of steps."""
    from rctdiag.cli.shell.input_files import catalogue, instruments

    return [step.id for step in catalogue(instruments((), "en"), "en")]


@offered
def strategies() -> Iterable[str]:
    """The four strategies, and what helps meanwhile."""
    from rctdiag.model.step import STRATEGIES

    return STRATEGIES


@offered
def kept_results() -> Iterable[str]:
    """The names of kept results, and the word for the last one."""
    from rctdiag.store.kept_records import LAST, saved_results
    from rctdiag.store.private_folders import find_home

    return [
        LAST,
        *(entry.name for entry in saved_results(find_home(os.environ.get("RCTDIAG_HOME")))),
    ]


@offered
def releases() -> Iterable[str]:
    """The names of released group reports."""
    from rctdiag.cli.teams.ledger_files import releases as released
    from rctdiag.store.private_folders import find_home

    return released(find_home(os.environ.get("RCTDIAG_HOME")).ledger)


@offered
def schemas() -> Iterable[str]:
    """The documents that have a schema."""
    from rctdiag.operations.schema import names

    return names()


@offered
def languages() -> Iterable[str]:
    """The languages that texts come in."""
    from rctdiag.render.words import languages as known

    return known()


@offered
def targets() -> Iterable[str]:
    """What a form can be written for."""
    from typing import get_args

    from rctdiag.operations.platforms.export_form import Target

    return get_args(Target)


@offered
def sources() -> Iterable[str]:
    """Where a table of answers can come from."""
    from rctdiag.cli.platforms.import_notes import PLATFORMS

    return PLATFORMS
