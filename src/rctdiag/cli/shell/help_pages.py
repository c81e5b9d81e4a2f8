"""The look of help: headings stand out where a terminal can, and no sentence is cut short.

Nothing of Rich is imported: help comes at once.
"""

from __future__ import annotations

import re
import sys
from itertools import takewhile
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING

import typer
import typer.main
from typer._click import Context
from typer._click.exceptions import UsageError
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

from rctdiag.cli.shell.accessible import is_accessible
from rctdiag.cli.shell.options.shared import DEBUG
from rctdiag.cli.shell.output import colours, is_ascii, shows_colour
from rctdiag.cli.shell.started import as_started

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from typer._click import Command, Parameter

    from rctdiag.render.view import ColourSystem

_WHOLE = 1000  # letters of the sentence that a list of commands shows
_NARROWEST = 20  # columns
_STACKED_UNDER = 60  # columns; below it what an option means goes under its name
_LONGEST_NAME = 30  # columns of an option; what a longer one means goes under it
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
# The grey of lines in reports, by how many colours there are.
_LINE: dict[ColourSystem, str] = {
    "standard": "",
    "256": "\x1b[38;5;244m",
    "truecolor": "\x1b[38;2;127;127;127m",
}
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_TYPE = re.compile(r" <[^<>]+>$")  # Typer's word for what an argument is read as
# Typer puts what must be given in braces, and brackets around brackets of ours.
_USAGE = (
    (re.compile(r"\{([^{}]+)\}"), r"\1"),
    (re.compile(r"\[\[([^\[\]]+)\](\.\.\.)?\]"), r"[\1]\2"),
    (re.compile(r"\.{6}"), "..."),
)
_COLUMNS = re.compile(r" {2,}(?=\S)")  # what parts a command from what it does


class HelpPage(HelpFormatter):
    """Help as text, as wide as the terminal; commands in it run as printed there."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        if width is None:
            columns = min(get_terminal_size((80, 24)).columns, max_width or 80)
            width = max(columns - 2, _NARROWEST)
        super().__init__(indent_increment, width, max_width)
        self._styled = shows_colour(no_color=False) and not is_accessible(False)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is typed; what does not fit goes on further lines, set in."""
        for pattern, plain in _USAGE:
            args = pattern.sub(plain, args)
        whole = f"{prefix or 'Usage: '}{_typed(f'{prog} {args}')}"
        indent = len(whole) - len(args)
        indent = indent if self.width >= indent + _STACKED_UNDER // 2 else 2 * self.indent_increment
        lines = wrap(
            whole,
            self.width,
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        self.write("".join(f"{line}\n" for line in lines))

    def write_heading(self, heading: str) -> None:
        """A heading, in bold before a line across where the terminal shows it."""
        text = f"{'':>{self.current_indent}}{self._bold(f'{heading}:')}"
        if self._styled:
            line = "-" if is_ascii(sys.stdout) else "─"
            cells = max(self.width - self.current_indent - len(heading) - 2, 0)
            colour = _LINE[colours(no_color=False) or "standard"]
            text += f" {colour}{line * cells}{_PLAIN}"
        self.write(f"{text}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs; of a block of examples each line that is too long is broken and set in."""
        paragraphs = []
        for paragraph in _typed(text).split("\n\n"):
            head, *rows = paragraph.splitlines() or [""]
            if head.strip() == "\b":
                room = self.width - self.current_indent
                rows = [part for row in rows for part in _example(row, room)]
                paragraph = "\n".join([head, *rows])  # noqa: PLW2901 - as it is shown
            paragraphs.append(paragraph)
        super().write_text("\n\n".join(paragraphs))

    def write_dl(
        self,
        rows: Sequence[tuple[str, str]],
        col_max: int = _LONGEST_NAME,
        col_spacing: int = 2,
    ) -> None:
        """Names and what each means: side by side, or under one another where it is narrow."""
        stacked = self.width < _STACKED_UNDER
        rows = [(_TYPE.sub("", name), _typed(meaning)) for name, meaning in rows]
        names = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        margin = " " * self.current_indent
        indent = 2 * self.indent_increment if stacked else self.current_indent + names
        room = max(self.width - indent, 10)
        for name, meaning in rows:
            lines = wrap(meaning, room, break_long_words=False, break_on_hyphens=False)
            if stacked or len(name) + col_spacing > names:
                parts = wrap(name, self.width - self.current_indent) if stacked else [name]
                self.write("".join(f"{margin}{self._bold(part)}\n" for part in parts))
            else:
                first = lines.pop(0) if lines else ""
                gap = " " * (names - len(name)) if first else ""
                self.write(f"{margin}{self._bold(name)}{gap}{first}\n")
            self.write("".join(f"{' ' * indent}{line}\n" for line in lines))

    def _bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if self._styled else text


class HelpContext(Context):
    """A call whose help is a ``HelpPage``; what is wrong in it points to its own help."""

    formatter_class = HelpPage

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        tb: TracebackType | None,
    ) -> bool | None:
        """Say which command was called: Typer does not where an option lacks its value."""
        if isinstance(exc_value, UsageError) and exc_value.ctx is None:
            exc_value.ctx = self
        return super().__exit__(exc_type, exc_value, tb)


def with_debug(command: Command) -> Command:
    """A command that takes ``--debug`` too: the error boundary reads it, the command does not."""
    if not isinstance(command, TyperGroup) and all(
        param.name != "debug" for param in command.params
    ):
        command.params.append(_debug_option())
    return command


def _debug_option() -> Parameter:
    app = typer.Typer(add_completion=False)

    @app.command()
    def declared(*, debug: bool = DEBUG) -> None:
        """Only its option is wanted, made as Typer makes it."""

    [option] = typer.main.get_command(app).params
    option.expose_value = False
    return option


def commands(help_: str) -> typer.Typer:
    """A command with commands of its own."""
    return typer.Typer(
        cls=Subcommands,
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=True,
        help=help_,
    )


class Subcommands(TyperGroup):
    """A command with commands of its own, each told in a whole sentence."""

    context_class = HelpContext

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command, its help in our hand."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            command.context_class = HelpContext
            with_debug(command)
        return command

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The list of commands."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [
                    (name, command.get_short_help_str(_WHOLE))
                    for name, command in commands
                    if command
                ]
            )


def help_of(group: TyperGroup, names: Sequence[str], *, plain: bool) -> str:
    """What ``--help`` prints after these names of commands.

    Args:
        group: the program.
        names: a command, and one of its own.
        plain: without any control code.

    Raises:
        UsageError: there is no such command.
    """
    command: Command = group
    ctx: Context = HelpContext(group, info_name="rctdiag", **group.context_settings)
    for name in names:
        if not isinstance(command, TyperGroup):
            ctx.fail(f"{ctx.info_name} has no commands of its own, so no {name!r}.")
        next_command = command.get_command(ctx, name)
        if next_command is None:
            ctx.fail(f"there is no command {name!r} of {ctx.info_name}.")
        command = next_command
        ctx = HelpContext(command, info_name=name, parent=ctx)
    text = command.get_help(ctx) + "\n"
    return _STYLE.sub("", text) if plain else text


def help_pieces(text: str) -> list[str]:
    """A page of help in pieces that are read whole; a heading stays with what follows it."""
    pieces: list[str] = []
    leads = True
    for line in text.splitlines(keepends=True):
        plain = _STYLE.sub("", line).rstrip("\n")
        indent = len(list(takewhile(" ".__eq__, plain)))
        if leads or indent > 2 or not plain:  # noqa: PLR2004 - options are set in by two
            pieces[-1:] = [*pieces[-1:], line] if not pieces else [pieces[-1] + line]
        else:
            pieces.append(line)
        leads = not plain or indent == 0
    return pieces


def _typed(text: str) -> str:
    """The text with commands as they are typed here; as they are called in a pipe or a file."""
    return as_started(text) if sys.stdout.isatty() else text


def _example(row: str, room: int) -> list[str]:
    """A line of examples, broken between a command and what it does, and then between words."""
    if len(row) <= room:
        return [row]
    indent = " " * (len(row) - len(row.lstrip()))
    command, *meanings = _COLUMNS.split(row.strip())
    parts = wrap(command, room - len(indent) - 2, break_long_words=False, break_on_hyphens=False)
    lines = [f"{part} \\" for part in parts[:-1]] + parts[-1:]
    rows = [indent + line if not at else f"{indent}  {line}" for at, line in enumerate(lines)]
    for meaning in meanings:
        rows += [f"{indent}  {line}" for line in wrap(meaning, room - len(indent) - 2)]
    return rows
