"""What ``batch`` does around the operation: options, files, the terminal."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rctdiag.cli.batch import notes, on_spark
from rctdiag.cli.batch.progress import Progress
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import moment, notice, stdout_is_target
from rctdiag.errors.faults import Fault, FileFault, UsageFault
from rctdiag.operations.batch.batch_run import Request
from rctdiag.operations.batch.score_tables import batch as score
from rctdiag.tables.engines.choose_engine import NAMES
from rctdiag.tables.output.score_rows import ENDINGS, FORMATS
from rctdiag.tables.source.bytes_in import STDIN
from rctdiag.tables.source.sniffing import SPOKEN, is_lock_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from rctdiag.operations.batch.batch_run import Done, Recipe
    from rctdiag.tables.engines.choose_engine import Name
    from rctdiag.tables.output.score_rows import Format


@dataclass(frozen=True, slots=True)
class Given:
    """The options of one call."""

    tables: tuple[str, ...]
    questionnaires: tuple[str, ...]
    id: str | None
    keep: tuple[str, ...]
    long: bool
    missing: tuple[str, ...]
    encoding: str | None
    separator: str | None
    sheets: tuple[str, ...]
    structure: str | None
    short: bool
    leading: bool
    format: str | None
    output: Path | None
    results: Path | None
    rejects: Path | None
    manifest: Path | None
    strict: bool
    engine: str
    master: str | None
    remote: str | None
    include_private: bool
    force: bool
    now: str | None
    quiet: bool


def split(given: Sequence[str] | None) -> tuple[str, ...]:
    """``a,b`` and repeated options as one list."""
    return tuple(part.strip() for one in given or () for part in one.split(",") if part.strip())


def run(given: Given) -> None:
    """One run of ``batch``."""
    spark_place = on_spark.place(given.engine, given.master, given.remote)
    output = None if stdout_is_target(given.output) else given.output
    now = moment(given.now)
    request = Request(
        tables=given.tables if spark_place else tuple(expanded(given.tables)),
        instruments=input_files.instruments(given.questionnaires, "en"),
        named=bool(given.questionnaires),
        include_private=given.include_private,
        form="short" if given.short else "full",
        id=given.id,
        keep=given.keep,
        long=given.long,
        missing=frozenset(given.missing),
        encoding=given.encoding,
        separator=separator_of(given.separator),
        sheets=given.sheets,
        structure=given.structure,
        leading=given.leading,
        engine=cast("Name", one_of(given.engine, NAMES, "--engine")),
        format=chosen_format(given.format, output),
        output=output,
        rejects=given.rejects,
        results=given.results,
        recipe=recipe(given, now) if given.results else None,
        manifest=given.manifest,
        now=now,
        strict=given.strict,
        force=given.force,
    )
    sys.stdout.flush()
    if spark_place:
        done = on_spark.score(request, spark_place, quiet=given.quiet)
    else:
        done = _score_here(request, quiet=given.quiet)
    if not given.quiet:
        for line in notes.told(request, done):
            notice(line)


# For the allocator of Polars: memory that is free goes back after a fifth of a second, not ten. It
# takes no time that could be measured; ten million rows take 490 MB in place of 600, a million 10
# to 70 MB less.
_ALLOCATOR = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:200,muzzy_decay_ms:0")


def _score_here(request: Request, *, quiet: bool) -> Done:
    """Score on this machine, with a bar where somebody may wait for it."""
    os.environ.setdefault(*_ALLOCATOR)  # read when Polars is imported, which is still to come
    with Progress(quiet=quiet) as progress:
        return score(
            request,
            stdin=lambda: sys.stdin.buffer,
            stdout=sys.stdout.buffer,
            progress=progress,
        )


def recipe(given: Given, now: datetime) -> Recipe:
    """What full results are made with."""
    from rctdiag.operations.batch.batch_run import Recipe

    return Recipe(
        instruments=(),
        steps=input_files.catalogue(input_files.instruments((), "en"), "en", "member"),
        words=input_files.texts("en"),
        form="short" if given.short else "full",
        now=now,
    )


def expanded(tables: Iterable[str]) -> list[str]:
    """The tables with patterns the shell has left written out, in the order of their names.

    Raises:
        FileFault: a pattern fits no file.
        UsageFault: stdin is named twice.
    """
    found: list[str] = []
    for name in tables:
        if name == STDIN or not has_magic(name) or Path(name).exists():
            found.append(name)
            continue
        fits = sorted(glob(name, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        fits = [one for one in fits if not is_lock_file(one)]
        if not fits:
            told = "no file fits this pattern."
            raise FileFault(Fault("table-missing", told, "Look at the folder.", name))
        found.extend(fits)
    if found.count(STDIN) > 1:
        raise UsageFault(Fault("usage", "- stands twice.", "Stdin can be read once."))
    return found


def chosen_format(given: str | None, output: Path | None) -> Format:
    """The format of the scores: the option, else the ending of the file, else CSV.

    Raises:
        UsageFault: there is no such format.
    """
    if given is not None:
        return cast("Format", one_of(given, FORMATS, "--format"))
    if output is None:
        return "csv"
    ending = output.suffix.lower()
    if ending not in ENDINGS:
        told = f"the ending {ending!r} tells no format."
        hint = f"Use one of {', '.join(ENDINGS)}, or --format."
        raise UsageFault(Fault("usage", told, hint))
    return ENDINGS[ending]


def separator_of(given: str | None) -> str | None:
    """The sign between cells that ``--separator`` names, as a word or as it is.

    Raises:
        UsageFault: it is none of those that are read.
    """
    signs = {**{word: sign for sign, word in SPOKEN.items()}, "\\t": "\t"}
    if given is None or given in SPOKEN:
        return given
    return signs[one_of(given, tuple(signs), "--separator")]


def one_of(given: str, known: Sequence[str], option: str) -> str:
    """``given`` if it is known.

    Raises:
        UsageFault: it is not.
    """
    if given in known:
        return given
    near = get_close_matches(given, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Use one of {', '.join(known)}."
    raise UsageFault(Fault("usage", f"{option} {given!r} is not known.", hint))
