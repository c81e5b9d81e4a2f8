"""Which engine scores a run, and the one call that every engine answers."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO, Literal

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.tables.source.bytes_in import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rctdiag.tables.output.score_rows import Format
    from rctdiag.tables.source.columns import Columns
    from rctdiag.tables.source.run_plan import Plan, Reject
    from rctdiag.tables.source.scratch_folder import Scratch
    from rctdiag.tables.source.text_rows import Source

Name = Literal["auto", "python", "polars", "spark"]
NAMES: tuple[Name, ...] = ("auto", "python", "polars", "spark")
_A_TABLE = 1 << 15  # bytes that plain Python scores while Polars gets ready for one more table
SHOWN = 3  # rejects told on the terminal


@dataclass(slots=True)
class Tally:
    """How a run went."""

    scored: int = 0
    rejected: int = 0  # rows
    wrong: int = 0  # cells
    unnamed: int = 0  # rows without an id though a column was named
    first: list[Reject] = field(default_factory=list)

    def add(self, rejects: Sequence[Reject]) -> None:
        """Count one rejected row."""
        self.rejected += 1
        self.wrong += len(rejects)
        self.first.extend(rejects[: SHOWN - len(self.first)])

    def as_faults(self) -> list[Fault]:
        """The first wrong cells, as faults."""
        return [
            Fault("wrong-cell", f"{one.reason}.", "", one.file, one.line, 0, one.column)
            for one in self.first
        ]


@dataclass(slots=True)
class Job:
    """What an engine is given. ``output`` None: the scores are put aside for ``stdout``."""

    plan: Plan
    sources: tuple[Source, ...]
    columns: tuple[Columns, ...]
    format: Format
    output: Path | None
    stdout: BinaryIO
    rejects: Path | None
    scratch: Scratch
    progress: Callable[[int, int], None] | None = None
    aside: Path | None = None
    done: int = 0  # bytes

    def advance(self, size: int) -> None:
        """Tell that ``size`` more bytes are done."""
        if self.progress is not None:
            self.done += size
            self.progress(self.done, self.whole)

    @property
    def whole(self) -> int:
        """All bytes to read."""
        return sum(source.raw.size for source in self.sources)

    def place(self) -> Path:
        """Where the scores are to be written."""
        if self.output is not None:
            return self.output
        self.aside = self.scratch.path()
        return self.aside

    def copy_out(self) -> None:
        """Send the scores that were put aside to ``stdout``."""
        if self.aside is not None:
            with self.aside.open("rb") as file:
                shutil.copyfileobj(file, self.stdout, 1 << 20)
            self.stdout.flush()


def choose(given: Name, job: Job) -> str:
    """The engine of a run: as the user says, else plain Python for what is small.

    Raises:
        UsageFault: the engine cannot do it, or is not installed.
    """
    needs_frame = job.format == "parquet" or any(s.format == "parquet" for s in job.sources)
    size = sum(source.raw.size for source in job.sources)
    small = SMALL + _A_TABLE * (len(job.sources) - 1)
    if given == "python" and needs_frame:
        told = "plain Python neither reads nor writes Parquet."
        raise UsageFault(Fault("engine-cannot", told, "Use --engine polars, or CSV."))
    if given == "python" or (given == "auto" and size <= small and not needs_frame):
        return "python"
    if find_spec("polars") and find_spec("narwhals"):
        return "polars"
    if given == "auto" and not needs_frame:
        return "python"
    raise UsageFault(missing_extra())


def missing_extra() -> Fault:
    """The fault of an installation without data frames."""
    told = "tables of this kind need Polars."
    return Fault("missing-extra", told, 'Install it: pip install "rctdiag[tables]"')


def run(engine: str, job: Job) -> Tally:
    """Score, write, and tell how it went."""
    if engine == "python":
        from rctdiag.tables.engines.plain_engine import run_plain  # noqa: PLC0415 - the one chosen

        return run_plain(job)
    from rctdiag.tables.engines.polars_engine import run_polars  # noqa: PLC0415 - likewise

    return run_polars(job)
