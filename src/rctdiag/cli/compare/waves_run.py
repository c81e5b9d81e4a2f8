"""What ``compare`` does with tables: options, the ledger, notes, the document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rctdiag.cli.batch.notes import unrecognised_columns
from rctdiag.cli.batch.run import split
from rctdiag.cli.shell import input_files
from rctdiag.cli.shell.output import OF_WAVES, chosen_format, moment, notice, terminal_view
from rctdiag.cli.teams.ledger_files import make_room
from rctdiag.cli.teams.survey_options import begin_survey
from rctdiag.cli.teams.teams_notes import row_numbers
from rctdiag.disclosure.figures.wave_changes import SMALLEST
from rctdiag.load.checks.did_you_mean import counted
from rctdiag.operations.compare.compare_waves import WaveOptions, compare_waves
from rctdiag.render import render_waves
from rctdiag.tables.source.sniffing import FORMAT_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.cli.compare.compare_options import CompareOptions
    from rctdiag.operations.compare.compare_waves import DoneWaves


def run(options: CompareOptions) -> None:
    """One comparison of tables."""
    chosen = chosen_format(options.out, reported=OF_WAVES)
    request, outlet, _ = begin_survey(
        options, options.inputs, options.out, force=options.out.force, id_option="--link"
    )
    view = terminal_view(options.look, chosen, options.out.output, full=True)
    done = compare_waves(
        request,
        words=input_files.texts("en"),
        now=moment(options.now),
        stdin=lambda: sys.stdin.buffer,
        options=WaveOptions(
            split(options.wave_names),
            SMALLEST if options.smallest is None else options.smallest,
        ),
    )
    if not options.quiet:
        for line in _notes(done, request.id, long=request.long):
            notice(line)
    if done.release is not None:
        make_room(request.ledger)
    outlet.give(render_waves(done.document, view), done.release)
    if not options.quiet and done.release is not None:
        names = " and ".join(map(repr, (done.release.names[0], done.release.names[-1])))
        notice(f"Recorded in {done.release.ledger} as {names}.")


def _notes(done: DoneWaves, link: str | None, *, long: bool) -> Iterator[str]:
    """What was read of each table, and what was left out."""
    for opened, read in zip(done.opened, done.read, strict=True):
        for source in opened.sources:
            note = f", {source.note}" if source.note else ""
            yield f"{source.file}: {FORMAT_NAMES[source.format]}{note}."
        yield from unrecognised_columns(opened, long=long)
        left = read.rejected + read.unnamed
        if left:
            yield f"Left out because of wrong cells or a missing id: {counted(left, 'row')}."
    if link is not None and any(read.numbered for read in done.read):
        yield row_numbers("--link", link)
    if not done.document.linked:
        yield "Without --link people cannot be linked, and the ledger of releases cannot be used."
    if done.document.draft:
        yield "A draft, not recorded. To record a report you give out, add --release NAME."
