"""What the options about tables of a survey mean that ``teams`` and ``compare`` share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.cli.batch.run import expanded, separator_of, split
from rctdiag.cli.handover.client_profile import chosen_client
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import stdout_is_target
from rctdiag.cli.teams.ledger_files import ledger_path
from rctdiag.cli.teams.report_output import Outlet
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.model.least_people import MINIMUM
from rctdiag.operations.teams.make_group_report import GroupReportRequest
from rctdiag.tables.output.refuse_overwriting import refuse_shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.cli.compare.compare_options import CompareOptions
    from rctdiag.cli.handover.client_profile import Client
    from rctdiag.cli.shell.options.shared import OutputTarget
    from rctdiag.cli.teams.teams_options import TeamsOptions
    from rctdiag.tables.source.person_ids import Matching


class SurveySetup(NamedTuple):
    """What is to be read, where its report goes, and for which client."""

    request: GroupReportRequest
    outlet: Outlet
    client: Client | None


def begin_survey(
    options: TeamsOptions | CompareOptions,
    names: Sequence[str],
    target: OutputTarget,
    *,
    force: bool,
    id_option: str = "--id",
    about_people: str | None = None,
    about_codes: str | None = None,
) -> SurveySetup:
    """Look at what was asked for and at the place of the report, before anything is read.

    Args:
        options: Those of the call.
        names: Tables and patterns.
        target: Where the report goes.
        force: Whether it may replace what is there.
        id_option: How the option is called that names the column of ids.
        about_people: A file about people that is read besides.
        about_codes: A file about codes that is read besides.

    Raises:
        ConfidentialityRefusal: Something is in the folder of another client.
        UsageFault: An option says what it cannot, or the report would be written over an input.
        FileFault: Nothing can be written there.
    """
    tables = tuple(expanded(names))
    instruments = input_files.instruments(split(options.questionnaires), "en")
    client = chosen_client(options.profile, needed=options.ledger is None)
    of_people = [*tables, *filter(None, [about_people])]
    if client is not None:
        client.keep_apart(map(Path, of_people), target.output)
    ledger = ledger_path(options.ledger, client)
    if not stdout_is_target(target.output):
        read = [*of_people, *filter(None, [about_codes])]
        if ledger is not None:
            read += [str(ledger), f"{ledger}.key"]
        refuse_shared({"-o": target.output}, read, [instrument.file for instrument in instruments])
    outlet = Outlet(target.output, force=force, quiet=options.quiet)
    request = GroupReportRequest(
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
    return SurveySetup(request, outlet, client)


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
