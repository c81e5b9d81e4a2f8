"""The group of commands and the one error boundary."""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import suppress
from difflib import get_close_matches
from io import BufferedWriter, RawIOBase, TextIOWrapper
from typing import TYPE_CHECKING, Any

from typer._click.exceptions import NoArgsIsHelpError
from typer.core import TyperGroup

from rctdiag.cli.shell.command_list import COMMANDS, ROOMS
from rctdiag.cli.shell.help_pages import HelpContext, with_debug
from rctdiag.cli.shell.notices_stream import let_notices_be_lost
from rctdiag.store.files_read import begin_run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click import Command, Context, HelpFormatter

HELP = """A private, exploratory look at the culture of a workplace,
based on Relational-Cultural Theory.

Examples:

\b
  rctdiag assess                      ask everything, about eight minutes
  rctdiag assess --short              ask less, about three minutes
  rctdiag assess --answers mine.yaml  score answers from a file
  rctdiag demo                        three worked examples

Help:

\b
  rctdiag help support                who can help, in danger or distress
  rctdiag help COMMAND                help on a command
  rctdiag help feedback               something here is wrong or unclear

Nothing is sent anywhere, unless you name a cluster for `batch`."""

INTERRUPTED = 130
PIPE_CLOSED = 141


class Interrupted(Exception):
    """Ctrl-C under a command. Typer would make an exit of it, and say nothing."""


class RctdiagGroup(TyperGroup):
    """Commands imported late, and the boundary where errors become lines and exit codes."""

    context_class = HelpContext
    brief = False  # somebody at a terminal typed no more than the name of the program

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  (the signature is Typer's)
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            if cmd_name.startswith("-"):
                return None  # Typer says which option it does not know
            near = get_close_matches(cmd_name, COMMANDS, n=1)
            did_you_mean = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"there is no command {cmd_name!r}.{did_you_mean}")
        import typer.main

        module = importlib.import_module(f"rctdiag.cli.{ROOMS[cmd_name]}")
        command = with_debug(typer.main.get_command(module.app))
        command.name = cmd_name
        command.context_class = HelpContext
        return command

    def invoke(self, ctx: Context) -> Any:  # noqa: ANN401
        """Import the command and run it."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stopped:
            raise Interrupted from stopped

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the options; the version is answered before anything is parsed."""
        if self.brief:
            formatter.write_paragraph()
            formatter.write_text("All commands and options: `rctdiag --help`.")
            return
        with formatter.section("Options"):
            formatter.write_dl(
                [
                    ("-V, --version", "Show the version and exit."),
                    ("-h, --help", "Show this message and exit."),
                ]
            )
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table, so that help imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Run, and end with one of the documented exit codes. All errors pass through here.

        A ``try`` around the call would be bypassed by the test runner, which calls this method.
        """
        arguments = list(sys.argv[1:] if args is None else args)
        self.brief = not arguments and sys.stdout.isatty()
        arguments = arguments or ["--help"]
        begin_run()
        try:
            code = super().main(
                arguments,
                prog_name or "rctdiag",
                complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )
            sys.stdout.flush()
        except SystemExit as ended:  # Typer's own way out when the reader of stdout has gone
            gone = ended.__context__
            code = end(gone, arguments) if isinstance(gone, BrokenPipeError) else ended.code
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  (this is the boundary)
            code = end(error, arguments)
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code


def end(error: BaseException, arguments: Sequence[str]) -> int:
    """Say what went wrong in one line a fault, and return the exit code."""
    from rctdiag.cli.shell import error_output

    if "--debug" in arguments and not isinstance(error, (Interrupted, KeyboardInterrupt)):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, BrokenPipeError):
        _silence_stdout()
        return PIPE_CLOSED
    if isinstance(error, NoArgsIsHelpError):
        sys.stdout.write(f"{error.ctx.get_help() if error.ctx else HELP}\n")
        return 0
    if isinstance(error, OSError):
        _silence_stdout()
    if isinstance(error, (Interrupted, KeyboardInterrupt)):
        sys.stderr.write("\nrctdiag: interrupted.\n")
        return INTERRUPTED
    return error_output.tell(error, as_json=error_output.wants_json(arguments))


def _silence_stdout() -> None:
    """What is left in the buffer must not raise once more when the interpreter ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def build() -> RctdiagGroup:
    """The command line as one group."""
    if "_RCTDIAG_COMPLETE" in os.environ:
        from typer._completion_classes import completion_init

        completion_init()
    return RctdiagGroup(
        name="rctdiag",
        help=HELP,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def run() -> None:
    """Run the program. Output that the terminal cannot show is escaped, never an error."""
    if isinstance(getattr(sys.stdout, "buffer", None), RawIOBase):
        # As PYTHONUNBUFFERED has it: what the system takes only a part of would be lost.
        sys.stdout = TextIOWrapper(
            BufferedWriter(sys.stdout.buffer), sys.stdout.encoding, line_buffering=True
        )
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    let_notices_be_lost()
    build().main()
