"""Many answers in, a ``rctdiag.teams/1`` document out: nothing of it went round ``disclosure``."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.since_release import moved_since, released_figures
from rctdiag.disclosure.groups.membership import EVERYONE
from rctdiag.errors.faults import Fault, GateNotMet
from rctdiag.load.checks.did_you_mean import counted, listed
from rctdiag.model.documents.teams import Teams
from rctdiag.model.least_people import MINIMUM
from rctdiag.operations.assess.prepared import reference
from rctdiag.operations.batch import batch_run, score_tables
from rctdiag.operations.batch.tables_request import TablesRequest
from rctdiag.operations.teams.column_rules import named_columns, refuse_columns
from rctdiag.operations.teams.fewer_breakdowns import naming_what_to_drop
from rctdiag.operations.teams.headcount_table import read_headcounts
from rctdiag.operations.teams.open_ledger import Release, is_recorded, opened, refuse_release
from rctdiag.operations.teams.survey import read_survey
from rctdiag.tables.source.scratch_folder import Scratch
from rctdiag.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from rctdiag.disclosure.document.build import Made
    from rctdiag.disclosure.document.headcounts import Heads
    from rctdiag.disclosure.release.known_people import Joined
    from rctdiag.disclosure.release.release_ledger import Ledger
    from rctdiag.model.documents.over_time.released_figures import ReleasedFigures
    from rctdiag.model.documents.over_time.wave_change import MovedDoc
    from rctdiag.model.documents.teams import TeamFigures
    from rctdiag.model.step import Step
    from rctdiag.operations.batch.batch_run import Opened
    from rctdiag.operations.teams.survey import Read
    from rctdiag.render.words import Words
    from rctdiag.tables.source.person_ids import Matching

LIMITS = (
    "team_limit_everyday",
    "team_limit_cannot",
    "team_limit_norms",
    "team_limit_groups",
    "team_limit_scales",
    "team_limit_danger",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupReportRequest(TablesRequest):
    """One run."""

    ids: Matching = "plain"  # when two ids are one person
    by: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    minimum: int = MINIMUM
    power: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headcount: str | None = None
    release: str | None = None
    ledger: Path | None = None  # None: none is used
    strict: bool = False
    without_words: bool = False


@dataclass(frozen=True, slots=True)
class GroupReportDone:
    """The document, and what a person at the terminal should know of the tables.

    ``heads``: how the list of headcounts fits. ``release``: what has to hand the document out
    where it is to be recorded. ``joined``: how the ids fit earlier releases.
    """

    document: Teams
    opened: Opened
    read: Read
    heads: Heads
    release: Release | None = None
    joined: Joined | None = None


def teams(
    request: GroupReportRequest,
    *,
    steps: Sequence[Step],
    words: Words,
    now: datetime,
    stdin: Callable[[], BinaryIO],
) -> GroupReportDone:
    """The group report of a table.

    Args:
        request: What to do.
        steps: The catalogue; those for teams are chosen from.
        words: For the sentences about limits.
        now: The moment stamped into ``created``, with an offset.
        stdin: Gives standard input, asked only for the table ``-``.

    A release is recorded when the document is handed out, by ``Done.release``.

    Raises:
        ConfidentialityRefusal: the report would expose somebody.
        InputRejected, UsageFault, FileFault: a table or an option is faulty.
        GateNotMet: rows were left out or groups hidden, under ``strict``.
    """
    refuse_release(
        request.release,
        request.id,
        request.ledger,
        option="--id",
        lack="releases cannot be compared",
    )
    refuse_columns(
        request.by,
        request.tags,
        request.id,
        instruments=request.instruments,
        long=request.long,
    )
    with Scratch() as scratch:
        tables = score_tables.look(as_batch(request), stdin=stdin, scratch=scratch)
        read = read_survey(
            tables, request.by, request.tags, named=request.id is not None, matching=request.ids
        )
        heads: tuple[tuple[dict[str, str], int], ...] = ()
        if request.headcount is not None:
            heads = read_headcounts(
                request.headcount,
                named_columns(request.by, request.tags),
                encoding=request.encoding,
                stdin=stdin,
                scratch=scratch,
            )
    heads = tuple((read.same_names(row), people) for row, people in heads)
    report_request = ReportRequest(
        request.by,
        request.minimum,
        request.power,
        heads,
        request.release,
        request.without_words,
    )
    used = request.ledger is not None and request.id is not None
    has_ledger = used and request.ledger is not None and is_recorded(request.ledger)
    with _ledger(request) if has_ledger else nullcontext() as ledger:
        earlier = ledger.releases() if ledger is not None else ()
        joined = ledger.join(read.survey.ids) if ledger and read.survey.ids else None
        with naming_what_to_drop(request.by):
            safe = report(read.survey, report_request, steps, ledger)
        references = tuple(
            reference(instrument)
            for instrument in request.instruments
            if instrument.questionnaire in tables.present
        )
        figures = released_figures(
            safe.document,
            now.isoformat(),
            {referred.id: referred.sha256 for referred in references},
        )
        moved = _moved(ledger, request.release, safe, figures)
    _refuse_gaps(request, safe.document, read)
    release = None
    if request.release is not None and request.ledger is not None:
        recorded = RecordedReport(safe, figures)
        release = Release(request.ledger, request.release, recorded, earlier, request.ids)
    document = Teams(
        **dict(safe.document),
        schema_="rctdiag.teams/1",
        rctdiag_version=__version__,
        created=now.isoformat(),
        language=words.language,
        questionnaires=references,
        draft=request.release is None,
        ledger="none" if request.ledger is None else "used" if used else "no_ids",
        limits=tuple(words.text(limit) for limit in LIMITS),
        validity=words.text("validity"),
        moved=moved,
    )
    return GroupReportDone(document, tables, read, safe.heads, release, joined)


@dataclass(frozen=True, slots=True)
class RecordedReport:
    """A report, and its figures, which the ledger keeps for later ones."""

    made: Made
    figures: ReleasedFigures

    def release(self, ledger: Ledger, name: str) -> None:
        """Write both down, before anybody sees the document."""
        self.made.release(ledger, name)
        ledger.keep_figures(name, self.figures.model_dump_json().encode())


def _moved(
    ledger: Ledger | None, name: str | None, made: Made, figures: ReleasedFigures
) -> MovedDoc | None:
    """What moved since the last release of another wave that can be compared."""
    if ledger is None or made.respondents is None:
        return None
    for earlier, kept in ledger.figures_before(name, made.respondents):
        moved = moved_since(earlier, kept, figures, made.document)
        if moved is not None:
            return moved
    return None


def _ledger(request: GroupReportRequest) -> AbstractContextManager[Ledger | None]:
    return opened(request.ledger, request.ids) if request.ledger else nullcontext()


def as_batch(request: GroupReportRequest) -> batch_run.BatchRequest:
    """The same tables, looked at as ``batch`` does; private questionnaires stay outside."""
    return batch_run.BatchRequest(
        tables=request.tables,
        instruments=request.instruments,
        named=request.named,
        form=request.form,
        id=request.id,
        keep=named_columns(request.by, request.tags),
        long=request.long,
        missing=request.missing,
        encoding=request.encoding,
        separator=request.separator,
        sheets=request.sheets,
        structure=request.structure,
    )


def _refuse_gaps(request: GroupReportRequest, document: TeamFigures, read: Read) -> None:
    gaps = [*_left_out(read), *_hidden(document)] if request.strict else []
    if gaps:
        hint = "Leave out --strict to see the rest."
        raise GateNotMet(Fault("not-everything-shown", f"{'; '.join(gaps)}.", hint))


def _left_out(read: Read) -> Iterator[str]:
    if read.rejected + read.unnamed:
        yield f"left out: {counted(read.rejected + read.unnamed, 'row')}"


def _hidden(document: TeamFigures) -> Iterator[str]:
    """Groups that are hidden whole, others in part, and the figures for everybody."""
    whole = {(row.by, row.name) for row in document.hidden if row.scale is None}
    part = {(row.by, row.name) for row in document.hidden} - whole
    everyone_figures = {(EVERYONE, "")} & (whole | part)
    names = [counted(len(whole - everyone_figures), "group")] if whole - everyone_figures else []
    names += (
        [f"{counted(len(part - everyone_figures), 'group')} in part"]
        if part - everyone_figures
        else []
    )
    names += ["figures for everybody"] if everyone_figures else []
    if names:
        yield f"hidden: {listed(names, 'and')}"
