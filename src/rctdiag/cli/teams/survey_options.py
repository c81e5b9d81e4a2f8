"""What the options about tables of a survey mean that ``teams`` and ``compare`` share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.cli.batch.run import separator_of, split
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.model.least_people import MINIMUM
from rctdiag.operations.teams.make_group_report import Request

if TYPE_CHECKING:
    from pathlib import Path

    from rctdiag.cli.compare.compare_options import CompareOptions
    from rctdiag.cli.teams.teams_options import TeamsOptions
    from rctdiag.load.instrument import Instrument
    from rctdiag.tables.source.person_ids import Matching


def survey_request(
    options: TeamsOptions | CompareOptions,
    tables: tuple[str, ...],
    instruments: tuple[Instrument, ...],
    ledger: Path | None,
    *,
    id_option: str = "--id",
) -> Request:
    """What is to be read, and for whom it is broken down.

    Args:
        options: Those of the call.
        tables: Their names, globs expanded.
        instruments: The questionnaires asked for.
        ledger: Where releases are recorded.
        id_option: How the option is called that names the column of ids.

    Raises:
        UsageFault: An option says what it cannot.
    """
    return Request(
        tables=tables,
        instruments=instruments,
        named=bool(options.questionnaires),
        form="short" if options.short else "full",
        id=options.id,
        ids=_matching(options.ids, id_option, has_id=options.id is not None),
        by=tuple(options.by or ()),
        missing=frozenset(split(options.missing)),
        encoding=options.encoding,
        separator=separator_of(options.separator),
        minimum=MINIMUM if options.minimum is None else options.minimum,
        release=options.release,
        ledger=ledger,
    )


def _matching(how: str | None, id_option: str, *, has_id: bool) -> Matching:
    """When two ids are one person, as ``--ids`` says."""
    if how is None:
        return "plain"
    if not has_id:
        message = "--ids says how ids are compared."
        raise UsageFault(Fault("usage", message, f"Add {id_option} COLUMN."))
    if how == "exact":
        return "exact"
    if how == "loose":
        return "loose"
    raise UsageFault(Fault("usage", f"there is no --ids {how!r}.", "Use exact or loose."))
