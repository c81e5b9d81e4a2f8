"""How an error is told: one line a fault on stderr, or ``rctdiag.error/1`` with ``--json``."""

from __future__ import annotations

import errno
import json
import sys
from typing import TYPE_CHECKING

from rctdiag.errors.faults import CANNOT_READ_OR_WRITE, WRONG_USE, Fault, RctdiagError
from rctdiag.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERNAL = 1
# Packages that come with an extra, by its name in pyproject.toml.
EXTRAS = {
    "tables": ("msgspec", "narwhals", "numpy", "polars", "python_calamine", "rapidfuzz", "scipy"),
    "documents": ("docx", "font_source_sans_pro", "icalendar", "pptx", "typst", "xlsxwriter"),
    "spark": ("pandas", "pyarrow", "pyspark"),
}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether the caller asked for JSON, also where the arguments could not be parsed."""
    pairs = zip(arguments, [*arguments[1:], ""], strict=False)
    return any(
        word in {"--json", "--format=json", "--format=ndjson"}
        or (word == "--format" and following in {"json", "ndjson"})
        for word, following in pairs
    )


def tell(error: BaseException, *, as_json: bool) -> int:
    """Write the faults to stderr and return the exit code.

    An unexpected error shows its type only: its text could hold an answer or a name.
    """
    from rctdiag.cli.shell.started import as_started

    faults, code = _faults(error)
    faults = [fault._replace(hint=as_started(fault.hint)) for fault in faults]
    if as_json:
        document = {
            "schema": "rctdiag.error/1",
            "rctdiag_version": __version__,
            "errors": [fault_data(fault) for fault in faults],
        }
        sys.stderr.write(json.dumps(document, sort_keys=True) + "\n")
    else:
        from rctdiag.cli.shell.notices_stream import between_words

        for fault in faults:
            line = f"rctdiag: {visible(fault.line_of_text())}"
            sys.stderr.write(between_words(line, sys.stderr, "  ") + "\n")
    return code


def fault_data(fault: Fault) -> dict[str, str | int | None]:
    """The fault with null for each part of the place that it does not have."""
    position = {name: getattr(fault, name) or None for name in ("file", "line", "column", "path")}
    return {"code": fault.code, "message": fault.message, "hint": fault.hint} | position


def visible(text: str) -> str:
    """The text with control characters shown as escapes: file names and keys are foreign."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def _faults(error: BaseException) -> tuple[Sequence[Fault], int]:
    if isinstance(error, RctdiagError):
        return error.faults, error.exit_code
    if isinstance(error, OSError):
        return [_system(error)], CANNOT_READ_OR_WRITE
    if isinstance(error, ModuleNotFoundError) and (missing := _missing(error)):
        return [missing], WRONG_USE
    message = getattr(error, "format_message", None)
    if message is not None:  # Typer's own: an option, an argument, a command
        path = getattr(getattr(error, "ctx", None), "command_path", "rctdiag")
        return [_usage(str(message()), path)], WRONG_USE
    fault = Fault(
        code="internal-error",
        message=f"a bug in rctdiag ({type(error).__name__}).",
        hint="Your files are as they were. Run it again with --debug and report what it prints, "
        "after taking out anything private.",
    )
    return [fault], INTERNAL


def _missing(error: ModuleNotFoundError) -> Fault | None:
    package = (error.name or "").partition(".")[0]
    extra = next((name for name, packages in EXTRAS.items() if package in packages), None)
    if extra is None:
        return None
    message = f"this needs {package}, which is not installed."
    from rctdiag.errors.installing import install

    return Fault("missing-extra", message, install(extra))


def _usage(message: str, command: str) -> Fault:
    """What Typer says of a wrong use, as a sentence, and whose help tells more."""
    from rctdiag.cli.shell.wrong_use import sentence

    return Fault("usage", sentence(message), f"See `{command} --help`.")


def _system(error: OSError) -> Fault:
    if error.errno in _FULL:
        return Fault(
            code="disk-full",
            message="there is no space left to write.",
            hint="Free some space, or write elsewhere with -o.",
            file=str(error.filename or ""),
        )
    return Fault(
        code="cannot-read-or-write",
        message=(error.strerror or type(error).__name__).lower() + ".",
        hint="Check the path and its permissions.",
        file=str(error.filename or ""),
    )
