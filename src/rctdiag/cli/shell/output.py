"""What leaves the program: stdout, files, notices; and what the terminal can show."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO, cast

from rctdiag.cli.shell.accessible import is_accessible
from rctdiag.errors.faults import Fault, FileFault, UsageFault

if TYPE_CHECKING:
    from rctdiag.cli.shell.options.shared import LookOptions, OutputTarget
    from rctdiag.render.view import ColourSystem, View

FORMATS = ("text", "markdown", "json")
# Kinds of file to hand over that are made of a saved document.
OF_WAVES = ("html", "pdf", "docx")
OF_A_RESULT = (*OF_WAVES, "xlsx")
OF_GROUPS = (*OF_A_RESULT, "pptx")
_BY_REPORT = "Save it as .json: `rctdiag report` then makes a .{kind} file from it."
_BY_ENDING = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".txt": "text"}
WIDEST = 100
# The last part of TERM, as Rich reads it; Windows terminals say nothing and show all colours.
_COLOURS_OF: dict[str, ColourSystem] = {"kitty": "256", "256color": "256"}


def stdout_is_target(output: Path | None) -> bool:
    """Whether results go to stdout."""
    return output is None or str(output) == "-"


def chosen_format(
    target: OutputTarget, *, files: tuple[str, ...] = (), reported: tuple[str, ...] = OF_A_RESULT
) -> str:
    """The output format: the option, else the file's ending, else text.

    Args:
        target: The options.
        files: Kinds of file that the command makes besides, which a refusal names too.
        reported: Kinds that ``report`` makes of what the command saves as JSON.

    Raises:
        UsageFault: For a format that does not exist.
    """
    name, output = target.format, target.output
    if target.as_json:
        return "json"
    if name is not None:
        if name not in FORMATS:
            from difflib import get_close_matches

            from rctdiag.load.checks.did_you_mean import listed

            known = (*FORMATS, *files)
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Use {listed(known)}."
            if name in reported and not files:
                hint = _BY_REPORT.format(kind=name)
            raise UsageFault(Fault("usage", f"there is no format {name!r} here.", hint))
        return name
    if output is None or stdout_is_target(output) or not output.suffix or _is_stream(output):
        return "text"
    ending = output.suffix.lower()
    if ending not in _BY_ENDING:
        endings = (*_BY_ENDING, *(f".{kind}" for kind in files))
        from rctdiag.load.checks.did_you_mean import listed

        message = f"no {ending} file can be made here."
        hint = f"Use {listed(endings)}, or add --format."
        if ending[1:] in reported and not files:
            hint = _BY_REPORT.format(kind=ending[1:])
        raise UsageFault(Fault("usage", message, hint))
    return _BY_ENDING[ending]


def _is_stream(path: Path) -> bool:
    """Whether the path is a device or a pipe: nothing there can be lost."""
    return path.exists() and not path.is_file() and not path.is_dir()


def shows_colour(no_color: bool, stream: TextIO | None = None) -> bool:
    """Colour only on a capable terminal (stdout, or another) and only if nobody declined it."""
    return (
        not no_color
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        and (stream or sys.stdout).isatty()
    )


def colours(no_color: bool, stream: TextIO | None = None) -> ColourSystem | None:
    """How many colours the terminal has, on stdout or another stream; None: write no colour."""
    if not shows_colour(no_color, stream):
        return None
    if os.environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return "truecolor"
    kind = os.environ.get("TERM", "").strip().lower().rpartition("-")[2]
    return _COLOURS_OF.get(kind, "standard")


def is_ascii(stream: object) -> bool:
    """Whether the stream cannot show more than ASCII for certain."""
    encoding = str(getattr(stream, "encoding", "") or "ascii").lower().replace("-", "")
    return not encoding.startswith("utf")


def terminal_view(look: LookOptions, format_: str, output: Path | None, *, full: bool) -> View:
    """What the target can show: its width, its signs, its colours."""
    from rctdiag.cli.shell.started import program
    from rctdiag.render import View
    from rctdiag.render.program import AS_INSTALLED

    to_stdout = stdout_is_target(output)
    # What is piped or saved is read elsewhere, where the program may be started otherwise.
    seen_here = to_stdout and format_ == "text" and sys.stdout.isatty()
    width = shutil.get_terminal_size((80, 24)).columns
    return View(
        format=cast('Literal["text", "markdown", "json"]', format_),
        width=max(20, min(width, WIDEST)),
        full=full,
        colours=colours(look.no_color) if to_stdout and format_ == "text" else None,
        accessible=is_accessible(look.accessible),
        ascii=to_stdout and is_ascii(sys.stdout),
        program=program() if seen_here else AS_INSTALLED,
    )


def emit(text: str, output: Path | None, *, force: bool, quiet: bool = False) -> None:
    """Write a result to stdout, or privately to a file."""
    from rctdiag.store.files_read import refuse_input

    if output is None or stdout_is_target(output):
        with suppress(OSError, ValueError):  # no descriptor behind it
            refuse_input(sys.stdout.fileno(), "stdout")
        sys.stdout.write(text)
        return
    refuse_input(output, "-o")
    write_file(output, text.encode("utf-8"), force=force)
    if not quiet and not _is_stream(output):
        notice(f"Saved to {output}. Only you can read it.")


def json_line(data: object) -> str:
    """Data as JSON on one line; what stdout cannot show is escaped as JSON has it."""
    return json.dumps(data, ensure_ascii=is_ascii(sys.stdout), sort_keys=True) + "\n"


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file 0600, atomically; an existing one only with --force, or if the person agrees.

    Raises:
        FileFault: If it exists and nobody agreed, or if it cannot be written.
    """
    from rctdiag.store.atomic_write import write_private
    from rctdiag.store.sweep_orphans import sweep_ended

    if _is_stream(path):
        path.write_bytes(data)
        return
    if path.is_dir():
        raise FileFault(
            Fault("is-a-folder", "this is a folder.", "Give the path of a file.", str(path))
        )
    if path.exists() and not force:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise FileFault(
                Fault("file-exists", "it already exists.", "Add --force to replace it.", str(path))
            )
        if not said_yes(f"{path} is there already. Replace it?"):
            raise FileFault(
                Fault("file-exists", "left as it was.", "Choose another path.", str(path))
            )
        force = True
    sweep_ended(path.parent)
    write_private(path, data, force=force)


def notice(text: str) -> None:
    """Words for the person on stderr, with foreign signs made visible; commands run as printed."""
    from rctdiag.cli.shell.notices_stream import between_words

    sys.stderr.write(between_words(_harmless(text), sys.stderr) + "\n")


def line_to_copy(text: str) -> None:
    """A path or a command on stderr, on one line however long it is."""
    sys.stderr.write(_harmless(text) + "\n")


def _harmless(text: str) -> str:
    from rctdiag.cli.shell.error_output import visible
    from rctdiag.cli.shell.started import as_started

    return "\n".join(visible(line) for line in as_started(text).split("\n"))


def said_yes(question: str) -> bool:
    """What the person at the terminal answers."""
    from rctdiag.cli.shell.notices_stream import between_words

    sys.stderr.write(between_words(f"{_harmless(question)} [y/N]", sys.stderr) + " ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def moment(now: str | None) -> datetime:
    """The time stamped into documents: ``--now``, else the clock where this runs, in whole seconds.

    It says how far it is from UTC, so its day is the day on which somebody sat there. Of a day
    alone it is noon, here.

    Raises:
        UsageFault: If it is no ISO 8601 time with an offset.
    """
    from rctdiag.model.moments import is_near

    if now is None:
        return datetime.now().astimezone().replace(microsecond=0)
    try:
        time = datetime.fromisoformat(now)
        if len(now) == len("2026-03-01"):
            time = time.replace(hour=12).astimezone()
    except (ValueError, OverflowError):
        time = None
    if time is None or time.tzinfo is None or not is_near(time):
        raise UsageFault(
            Fault(
                "bad-time",
                f"--now {now!r} is neither a day nor a time with a time zone.",
                "Write it like 2026-03-01, or 2026-03-01T09:00:00+01:00.",
            )
        )
    return time.replace(microsecond=0)
