"""What ``batch`` does around the operation: options, files, the terminal."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rctdiag.cli.batch import notes, on_spark
from rctdiag.cli.batch.progress import Progress
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import moment, notice, stdout_is_target
from rctdiag.errors.faults import Fault, FileFault, UsageFault
from rctdiag.load.checks.did_you_mean import listed
from rctdiag.operations.batch.batch_run import BatchRequest
from rctdiag.operations.batch.score_tables import batch as score
from rctdiag.tables.engines.choose_engine import NAMES
from rctdiag.tables.output.score_rows import ENDINGS, FORMATS
from rctdiag.tables.source.bytes_in import STDIN
from rctdiag.tables.source.sniffing import SPOKEN, is_lock_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from rctdiag.cli.batch.batch_options import BatchOptions
    from rctdiag.operations.batch.batch_run import BatchDone, ResultSettings
    from rctdiag.tables.engines.choose_engine import Name
    from rctdiag.tables.output.score_rows import Format


def split(options: Sequence[str] | None) -> tuple[str, ...]:
    """``a,b`` and repeated options as one list."""
    return tuple(
        part.strip() for option in options or () for part in option.split(",") if part.strip()
    )


def run(options: BatchOptions) -> None:
    """One run of ``batch``."""
    spark_place = on_spark.location(options.engine, options.master, options.remote)
    output = None if stdout_is_target(options.output) else options.output
    now = moment(options.now)
    names = split(options.questionnaires)
    request = BatchRequest(
        tables=tuple(options.tables) if spark_place else tuple(expanded(options.tables)),
        instruments=input_files.instruments(names, "en"),
        named=bool(names),
        include_private=options.include_private,
        form="short" if options.short else "full",
        id=options.id,
        keep=split(options.keep),
        long=options.long,
        missing=frozenset(split(options.missing)),
        encoding=options.encoding,
        separator=separator_of(options.separator),
        sheets=tuple(options.sheets or ()),
        structure=options.structure,
        leading=options.leading,
        engine=cast("Name", one_of(options.engine, NAMES, "--engine")),
        format=chosen_format("ndjson" if options.as_json else options.format, output),
        output=output,
        rejects=options.rejects,
        results=options.results,
        settings=settings(options, now) if options.results else None,
        manifest=options.manifest,
        now=now,
        strict=options.strict,
        force=options.force,
    )
    sys.stdout.flush()
    if spark_place:
        done = on_spark.score(request, spark_place, quiet=options.quiet)
    else:
        done = _score_here(request, quiet=options.quiet)
    if not options.quiet:
        for line in notes.lines(request, done):
            notice(line)


# For the allocator of Polars: memory that is free goes back after a fifth of a second, not ten. It
# takes no time that could be measured; ten million rows take 490 MB in place of 600, a million 10
# to 70 MB less.
_ALLOCATOR = ("_RJEM_MALLOC_CONF", "dirty_decay_ms:200,muzzy_decay_ms:0")


def _score_here(request: BatchRequest, *, quiet: bool) -> BatchDone:
    """Score on this machine, with a bar where somebody may wait for it."""
    os.environ.setdefault(*_ALLOCATOR)  # read when Polars is imported, which is still to come
    with Progress(quiet=quiet) as progress:
        return score(
            request,
            stdin=lambda: sys.stdin.buffer,
            stdout=sys.stdout.buffer,
            progress=progress,
        )


def settings(options: BatchOptions, now: datetime) -> ResultSettings:
    """What full results are made with."""
    from rctdiag.operations.batch.batch_run import ResultSettings

    return ResultSettings(
        instruments=(),
        steps=input_files.catalogue(input_files.instruments((), "en"), "en", "member"),
        words=input_files.texts("en"),
        form="short" if options.short else "full",
        now=now,
    )


def expanded(tables: Iterable[str]) -> list[str]:
    """The tables with patterns the shell has left written out, in the order of their names.

    Raises:
        FileFault: a pattern fits no file.
        UsageFault: stdin is named twice.
    """
    names_found: list[str] = []
    for name in tables:
        if name == STDIN or not has_magic(name) or Path(name).exists():
            names_found.append(name)
            continue
        fits = sorted(glob(name, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        fits = [path for path in fits if not is_lock_file(path)]
        if not fits:
            message = "no file matches this pattern."
            raise FileFault(Fault("table-missing", message, "Check the folder.", name))
        names_found.extend(fits)
    if names_found.count(STDIN) > 1:
        raise UsageFault(Fault("usage", "- is given twice.", "A pipe can be read only once."))
    return names_found


def chosen_format(name: str | None, output: Path | None) -> Format:
    """The format of the scores: the option, else the ending of the file, else CSV.

    Raises:
        UsageFault: there is no such format.
    """
    if name is not None:
        return cast("Format", one_of(name, FORMATS, "--format"))
    if output is None:
        return "csv"
    ending = output.suffix.lower()
    if ending not in ENDINGS:
        message = f"scores cannot be written as {ending or 'a file without an ending'}."
        hint = f"Use {listed(ENDINGS)}, or add --format."
        raise UsageFault(Fault("usage", message, hint))
    return ENDINGS[ending]


def separator_of(name: str | None) -> str | None:
    """The sign between cells that ``--separator`` names, as a word or as it is.

    Raises:
        UsageFault: it is none of those that are read.
    """
    signs = {**{word: sign for sign, word in SPOKEN.items()}, "\\t": "\t"}
    if name is None or name in SPOKEN:
        return name
    return signs[one_of(name, tuple(signs), "--separator")]


def one_of(name: str, known: Sequence[str], option: str) -> str:
    """``given`` if it is known.

    Raises:
        UsageFault: it is not.
    """
    if name in known:
        return name
    near = get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Use {listed(known)}."
    raise UsageFault(Fault("usage", f"{option} {name!r} is not known.", hint))
