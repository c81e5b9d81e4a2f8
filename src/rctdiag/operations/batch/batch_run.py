"""What a run of many respondents is asked for, what it finds in the tables, what it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rctdiag.operations.batch.tables_request import TablesRequest

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.model.step import Step
    from rctdiag.operations.batch.unrecognised import Unrecognised
    from rctdiag.render.words import Words
    from rctdiag.scoring.key import Form
    from rctdiag.tables.engines.choose_engine import Name
    from rctdiag.tables.engines.job import RowCounts
    from rctdiag.tables.output.score_rows import Format
    from rctdiag.tables.source.columns import Columns
    from rctdiag.tables.source.run_plan import RunPlan
    from rctdiag.tables.source.text_rows import Source


@dataclass(frozen=True, slots=True)
class ResultSettings:
    """What results are made with; sent once to each process."""

    instruments: tuple[Instrument, ...]
    steps: tuple[Step, ...]
    words: Words
    form: Form
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRequest(TablesRequest):
    """One run. ``output`` None is ``stdout``."""

    include_private: bool = False
    keep: tuple[str, ...] = ()
    leading: bool = False
    engine: Name = "auto"
    format: Format = "csv"
    output: Path | None = None
    rejects: Path | None = None
    results: Path | None = None
    settings: ResultSettings | None = None  # what results are made with
    manifest: Path | None = None
    now: datetime | None = None
    strict: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """The tables of a run, looked at, and what will be done with them."""

    plan: RunPlan
    sources: tuple[Source, ...]
    columns: tuple[Columns, ...]
    present: tuple[Questionnaire, ...]
    dropped: tuple[str, ...] = ()  # columns of private items
    # Table -> items of a present questionnaire that it has no column of.
    lacking: dict[str, tuple[str, ...]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()  # questionnaires that no table has a column of
    unknown: int = 0  # rows of a long table about items that nothing asks for
    # Table -> columns, or items of a long table, that seem to be meant for a question.
    unrecognised: dict[str, tuple[Unrecognised, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchDone:
    """What a run did."""

    opened: Opened
    tally: RowCounts
    engine: str
