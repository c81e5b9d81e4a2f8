"""A report where it was asked for: by parts on a terminal, else at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.cli.shell.output import emit, stdout_is_target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rctdiag.cli.shell.reading.readable import Readable
    from rctdiag.model.documents.result import Result
    from rctdiag.model.documents.teams import Teams
    from rctdiag.render import View

SAVE = ("s", "key_save")


def by_parts(view: View, output: Path | None, *, no_pager: bool) -> bool:
    """Whether somebody at a terminal reads the report with keys."""
    return (
        view.drawn
        and not no_pager
        and stdout_is_target(output)
        and sys.stdin.isatty()
        and sys.stdout.isatty()
    )


class Destination(NamedTuple):
    """Where a report goes, and how.

    Attributes:
        output: The file; None or ``-`` is stdout.
        force: Whether a file that exists is replaced.
        quiet: Whether nothing but the report is said.
        no_pager: Whether it is shown at once on a terminal too.
    """

    output: Path | None
    force: bool
    quiet: bool = False
    no_pager: bool = False

    def give(self, view: View, read: Callable[[], object], text: Callable[[], str]) -> None:
        """Let a person at a terminal ``read`` part by part; else write ``text``.

        Raises:
            typer.Exit: 130, 143 or 129 after a signal.
        """
        if by_parts(view, self.output, no_pager=self.no_pager):
            read()
            return
        emit(text(), self.output, force=self.force, quiet=self.quiet)
        sys.stdout.flush()


def show_result(document: Result, view: View, where: Destination, *, saves: bool = False) -> None:
    """Show a report; on a terminal part by part, with a key that keeps it where it ``saves``."""
    from rctdiag.render import render

    where.give(
        view,
        read=lambda: read_by_parts(document, view, saves=saves),
        text=lambda: render(document, view),
    )


def show_group(document: Teams, view: View, where: Destination) -> None:
    """Show a group report; on a terminal part by part."""
    from rctdiag.render.group import render_group

    where.give(
        view,
        read=lambda: read_group_by_parts(document, view),
        text=lambda: render_group(document, view),
    )


def read_by_parts(
    document: Result,
    view: View,
    *,
    saves: bool = False,
    before: Sequence[str] = (),
    follows: bool = False,
) -> str:
    """The report with keys; returns ``q``, or Enter where it was read to its end.

    Args:
        document: the result.
        view: how to show it.
        saves: whether a key keeps it.
        before: what is read before its first screen, in pieces.
        follows: whether another report comes after it.

    Raises:
        typer.Exit: 130, 143 or 129 after a signal.
    """
    from rctdiag.cli.private.keep_result import keep
    from rctdiag.cli.shell.reading.readable import PersonReport

    return _read(
        PersonReport(document),
        view,
        (lambda: keep(document, language=document.language)) if saves else None,
        before,
        follows=follows,
    )


def read_group_by_parts(document: Teams, view: View) -> None:
    """The same of a group report.

    Raises:
        typer.Exit: 130, 143 or 129 after a signal.
    """
    from rctdiag.cli.shell.reading.readable import GroupReport

    _read(GroupReport(document), view, None)


def _read(
    document: Readable,
    view: View,
    keep: Callable[[], None] | None,
    before: Sequence[str] = (),
    *,
    follows: bool = False,
) -> str:
    from rctdiag.cli.shell.reading.key_presses import key_presses
    from rctdiag.cli.shell.reading.report_reader import ReportReader

    with key_presses(lambda: reader.again()) as press:  # noqa: PLW0108 - the reader needs the keys
        reader = ReportReader(
            document, view, press, (SAVE,) if keep else (), before, follows=follows
        )
        while (key := reader.read()) == SAVE[0] and keep is not None:
            keep()
            reader.offers = ()
        return key
