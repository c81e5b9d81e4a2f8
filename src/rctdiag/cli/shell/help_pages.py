"""The look of help: headings in bold where a terminal has it, and no sentence cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
import typer.main
from typer._click import Context
from typer._click.formatting import HelpFormatter
from typer.core import TyperGroup

from rctdiag.cli.shell import options
from rctdiag.cli.shell.output import shows_colour
from rctdiag.cli.shell.started import as_started

if TYPE_CHECKING:
    from typer._click import Command, Parameter

_WHOLE = 1000  # letters of the sentence that a list of commands shows


class HelpPage(HelpFormatter):
    """Help as text; commands in it run as printed."""

    def write_heading(self, heading: str) -> None:
        """A heading, in bold where the terminal shows it."""
        bold, plain = ("\x1b[1m", "\x1b[0m") if shows_colour(no_color=False) else ("", "")
        self.write(f"{'':>{self.current_indent}}{bold}{heading}:{plain}\n")

    def getvalue(self) -> str:
        """The whole page."""
        return as_started(super().getvalue())


class HelpContext(Context):
    """A call whose help is a ``HelpPage``."""

    formatter_class = HelpPage


def with_debug(command: Command) -> Command:
    """A command that takes ``--debug`` too: the error boundary reads it, the command does not."""
    if not isinstance(command, TyperGroup) and all(each.name != "debug" for each in command.params):
        command.params.append(_debug_option())
    return command


def _debug_option() -> Parameter:
    app = typer.Typer(add_completion=False)

    @app.command()
    def declared(*, debug: options.Debug = False) -> None:
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
