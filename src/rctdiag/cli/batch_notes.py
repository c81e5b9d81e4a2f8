"""What ``batch`` says on stderr: what was read how, what was left out, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.load.suggest import listed
from rctdiag.tables.dialect import SPOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.operations.batch import Done, Request
    from rctdiag.tables.source import Source

_MOST = 8  # items named in one line


def told(request: Request, done: Done) -> Iterator[str]:
    """The notes of a run, a line each."""
    for source in done.opened.sources:
        yield _read(source)
    if done.opened.dropped:
        yield f"Left at the door, for they are private: {_some(done.opened.dropped)}."
    if done.opened.unknown:
        yield f"{done.opened.unknown} rows about other items were passed over."
    for file, items in done.opened.lacking.items():
        yield f"{file} has no column for {_some(items)}: counted as not answered."
    if request.id is None and not request.long:
        yield "Without --id every row is taken for one person, and numbered."
    tally = done.tally
    if tally.unnamed:
        yield f"{tally.unnamed} rows have no id."
    for one in tally.first:
        place = f"{one.file}:{one.line}" if one.line else one.file
        yield f"{place}: {one.column}: {one.reason}."
    if tally.rejected:
        where = f"; {request.rejects} says where" if request.rejects else ""
        more = "" if request.rejects else " --rejects FILE lists them."
        yield f"{tally.rejected} rows left out for {tally.wrong} wrong cells{where}.{more}"
    saved = f" Saved to {request.output}." if request.output else ""
    if request.output and done.engine != "spark":
        saved += " Only you can read it."
    yield f"{tally.scored} respondents scored.{saved}"


def _read(source: Source) -> str:
    if source.format != "csv":
        note = f", {source.note}" if source.note else ""
        return f"{source.file}: {source.format.upper()}{note}."
    encoding = "UTF-8" if source.encoding == "utf-8-sig" else source.encoding.upper()
    return f"{source.file}: CSV, {SPOKEN[source.separator]} between cells, {encoding}."


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _MOST
    return listed([*names[:_MOST], *([f"{rest} more"] if rest > 0 else [])], "and")
