"""What an engine is given, and what it gives back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from rctdiag.errors.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rctdiag.tables.output.score_rows import Format
    from rctdiag.tables.source.columns import Columns
    from rctdiag.tables.source.run_plan import Reject, RunPlan
    from rctdiag.tables.source.scratch_folder import Scratch
    from rctdiag.tables.source.text_rows import Source

SHOWN = 3  # rejected cells named on the terminal


@dataclass(slots=True)
class RowCounts:
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
            Fault("wrong-cell", f"{reject.reason}.", "", reject.file, reject.line, 0, reject.column)
            for reject in self.first
        ]


@dataclass(slots=True)
class Job:
    """What an engine is given. ``output`` None: the scores are put aside for ``stdout``."""

    plan: RunPlan
    sources: tuple[Source, ...]
    columns: tuple[Columns, ...]
    format: Format
    output: Path | None
    stdout: BinaryIO
    rejects: Path | None
    scratch: Scratch
    progress: Callable[[int, int], None] | None = None
    temporary: Path | None = None
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

    def output_path(self) -> Path:
        """Where the scores are to be written."""
        if self.output is not None:
            return self.output
        self.temporary = self.scratch.path()
        return self.temporary

    def copy_out(self) -> None:
        """Send the scores that were put aside to ``stdout``."""
        if self.temporary is not None:
            with self.temporary.open("rb") as file:
                shutil.copyfileobj(file, self.stdout, 1 << 20)
            self.stdout.flush()
