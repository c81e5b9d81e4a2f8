"""Which engine scores a run, and the one call that every engine answers."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.errors.installing import install
from rctdiag.tables.source.bytes_in import SMALL

if TYPE_CHECKING:
    from rctdiag.tables.engines.job import Job, RowCounts

Name = Literal["auto", "python", "polars", "spark"]
NAMES: tuple[Name, ...] = ("auto", "python", "polars", "spark")
_A_TABLE = 1 << 15  # bytes that plain Python scores while Polars gets ready for one more table


def choose(name: Name, job: Job) -> str:
    """The engine of a run: as the user says, else plain Python for what is small.

    Raises:
        UsageFault: the engine cannot do it, or is not installed.
    """
    needs_frame = job.format == "parquet" or any(s.format == "parquet" for s in job.sources)
    size = sum(source.raw.size for source in job.sources)
    small = SMALL + _A_TABLE * (len(job.sources) - 1)
    if name == "python" and needs_frame:
        message = "plain Python cannot read or write Parquet."
        raise UsageFault(Fault("engine-cannot", message, "Use --engine polars, or CSV."))
    if name == "python" or (name == "auto" and size <= small and not needs_frame):
        return "python"
    if find_spec("polars") and find_spec("narwhals"):
        return "polars"
    if name == "auto" and not needs_frame:
        return "python"
    raise UsageFault(missing_extra())


def missing_extra() -> Fault:
    """The fault of an installation without data frames."""
    message = "tables of this kind need Polars."
    return Fault("missing-extra", message, install("tables"))


def run(engine: str, job: Job) -> RowCounts:
    """Score, write, and tell how it went."""
    if engine == "python":
        from rctdiag.tables.engines.plain_engine import run_plain  # noqa: PLC0415 - the one chosen

        return run_plain(job)
    from rctdiag.tables.engines.polars_engine import run_polars  # noqa: PLC0415 - likewise

    return run_polars(job)
