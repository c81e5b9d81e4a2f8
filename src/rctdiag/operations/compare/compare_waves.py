"""Tables of several waves in, a ``rctdiag.waves/1`` document out: all of it through disclosure."""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from rctdiag.disclosure.document.waves import WavesRequest, wave_names, waves
from rctdiag.disclosure.figures.wave_changes import SMALLEST
from rctdiag.errors.faults import Fault, InputRejected, UsageFault
from rctdiag.model.documents.over_time.waves import Waves
from rctdiag.model.documents.sentence import Sentence
from rctdiag.operations.assess.prepared import reference
from rctdiag.operations.batch import score_tables
from rctdiag.operations.teams.column_rules import refuse_columns
from rctdiag.operations.teams.fewer_breakdowns import naming_what_to_drop
from rctdiag.operations.teams.make_group_report import GroupReportRequest, as_batch
from rctdiag.operations.teams.open_ledger import Release, is_recorded, opened, refuse_release
from rctdiag.operations.teams.survey import read_survey
from rctdiag.tables.source.scratch_folder import Scratch
from rctdiag.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.operations.batch.batch_run import Opened
    from rctdiag.operations.teams.survey import Read
    from rctdiag.render.words import Words

LIMITS = ("limit_people", "limit_questions", "limit_why", "limit_ledger")
LEAST_WAVES = 2


@dataclass(frozen=True, slots=True)
class DoneWaves:
    """The document, what was read of each table, and what has to hand the document out."""

    document: Waves
    opened: tuple[Opened, ...]
    read: tuple[Read, ...]
    release: Release | None = None


@dataclass(frozen=True, slots=True)
class WaveOptions:
    """How changes are told.

    Attributes:
        names: What the waves are called in the document; if there are none, as their files.
        smallest: The smallest difference that counts, in points, set beforehand.
    """

    names: tuple[str, ...] = ()
    smallest: float = SMALLEST


def compare_waves(
    request: GroupReportRequest,
    *,
    words: Words,
    now: datetime,
    stdin: Callable[[], BinaryIO],
    options: WaveOptions,
) -> DoneWaves:
    """What moved between waves of a survey.

    Args:
        request: As for a group report; each table is a wave, the earliest first, and ``id`` is
            the column that links them.
        words: For the sentences about limits.
        now: The moment stamped into ``created``, with an offset.
        stdin: Gives standard input, asked only for the table ``-``.
        options: What is settled beforehand of how changes are told.

    Raises:
        ConfidentialityRefusal: a wave has too few people, or waves would tell too much together.
        InputRejected, UsageFault, FileFault: a table or an option is faulty.
    """
    _refuse(request, options.smallest)
    labels = (
        _named(options.names, request.tables) if options.names else _wave_labels(request.tables)
    )
    linked = request.id is not None
    with Scratch() as scratch:
        tables, reads = _read(request, stdin, scratch)
        surveys = _spelled_alike(reads)
        _refuse_same_table(request.tables, surveys)
        used = request.ledger if linked and request.ledger and is_recorded(request.ledger) else None
        before, copy = _copied(used, scratch) if used else ((), _beside(scratch))
        waves_request = WavesRequest(
            request.by,
            wave_names(request.release or f"draft {secrets.token_hex(8)}", len(surveys)),
            request.minimum,
            options.smallest,
            request.ids if linked else "exact",
        )
        with naming_what_to_drop(request.by), opened(copy, waves_request.matching) as ledger:
            safe = waves(surveys, waves_request, ledger)
    release = None
    if request.release is not None and request.ledger is not None:
        release = Release(
            request.ledger, request.release, safe, before, request.ids, waves_request.names
        )
    present = {questionnaire.id for survey in surveys for questionnaire in survey.questionnaires}
    document = Waves(
        **dict(safe.document),
        schema_="rctdiag.waves/1",
        rctdiag_version=__version__,
        created=now.isoformat(),
        language=words.language,
        waves=labels,
        questionnaires=tuple(
            reference(instrument)
            for instrument in request.instruments
            if instrument.questionnaire.id in present
        ),
        linked=linked,
        draft=request.release is None,
        ledger="none" if request.ledger is None else "used" if linked else "no_ids",
        limits=tuple(Sentence(id=id_, text=words.text(f"waves.{id_}")) for id_ in LIMITS),
    )
    return DoneWaves(document, tables, reads, release)


def _wave_labels(tables: tuple[str, ...]) -> tuple[str, ...]:
    """What the waves are called: their files without endings, after as many folders as it takes."""
    paths = [Path("stdin") if name == "-" else Path(name).with_suffix("") for name in tables]
    for depth in range(1, max(len(path.parts) for path in paths) + 1):
        labels = tuple("/".join(path.parts[-depth:]) for path in paths)
        if len(set(labels)) == len(labels):
            return labels
    return tables  # only the endings differ


def _named(names: tuple[str, ...], tables: tuple[str, ...]) -> tuple[str, ...]:
    """The names given, one for each table.

    Raises:
        UsageFault: there are more or fewer, or two are the same.
    """
    if len(names) != len(tables) or len(set(names)) != len(names):
        message = "--wave-names needs a different name for each table."
        raise UsageFault(Fault("usage", message, "Give them in the order of the tables."))
    return names


def _refuse(request: GroupReportRequest, smallest: float) -> None:
    """Before any table is opened.

    Raises:
        UsageFault: what was asked for cannot be.
    """
    if len(request.tables) < LEAST_WAVES:
        message = "you need two waves, each in its own table."
        raise UsageFault(Fault("usage", message, "Give the earliest first."))
    if not 0 < smallest < 100:  # noqa: PLR2004 - points
        message = "--smallest is a difference in points, above 0 and below 100."
        raise UsageFault(Fault("usage", message, "Leave it out for 5."))
    refuse_release(
        request.release,
        request.id,
        request.ledger,
        option="--link",
        lack="nothing can be recorded",
    )
    refuse_columns(request.by, (), request.id, instruments=request.instruments, long=request.long)


def _read(
    request: GroupReportRequest, stdin: Callable[[], BinaryIO], scratch: Scratch
) -> tuple[tuple[Opened, ...], tuple[Read, ...]]:
    tables, reads = [], []
    for table in request.tables:
        alone = replace(request, tables=(table,))
        looked = score_tables.look(as_batch(alone), stdin=stdin, scratch=scratch)
        tables.append(looked)
        reads.append(
            read_survey(looked, request.by, (), named=request.id is not None, matching=request.ids)
        )
    return tuple(tables), tuple(reads)


def _spelled_alike(reads: Sequence[Read]) -> list[Survey]:
    """The surveys, groups that differ by case only named as in the first wave that has them."""
    names: dict[str, dict[str, str]] = {}
    surveys = []
    for read in reads:
        for column, spellings in read.names.items():
            for folded, name in spellings.items():
                names.setdefault(column, {}).setdefault(folded, name)
        columns = {
            column: [value and names[column].get(value.casefold(), value) for value in values]
            for column, values in read.survey.columns.items()
        }
        surveys.append(replace(read.survey, columns=columns))
    return surveys


def _refuse_same_table(names: Sequence[str], surveys: Sequence[Survey]) -> None:
    """A table named twice is no second wave.

    Raises:
        InputRejected: two tables hold the same answers.
    """
    seen: dict[str, str] = {}
    for name, survey in zip(names, surveys, strict=True):
        rows = repr(sorted(survey.given.tolist()))
        if rows in seen:
            message = f"it has the same answers as {seen[rows]}, so it is not another wave."
            raise InputRejected(Fault("table-twice", message, "Give each wave once.", file=name))
        seen[rows] = name


def _copied(ledger: Path, scratch: Scratch) -> tuple[tuple[str, ...], Path]:
    """The releases so far, and a private copy of their ledger to plan the waves in."""
    copy = _beside(scratch)
    with opened(ledger) as open_ledger:
        before = open_ledger.releases()
        for ending in ("", ".key"):
            target = copy.with_name(copy.name + ending)
            target.touch(mode=0o600)
            shutil.copyfile(ledger.with_name(ledger.name + ending), target)
    return before, copy


def _beside(scratch: Scratch) -> Path:
    """The path of a ledger that is not there yet, in a private folder."""
    return scratch.path().with_suffix(".ledger")
