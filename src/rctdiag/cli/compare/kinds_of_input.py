"""Whether ``compare`` was given results of a person or tables of a survey; never both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.shell.input_files import STDIN, is_table
from rctdiag.errors.faults import Fault, RctdiagError, UsageFault

if TYPE_CHECKING:
    from collections.abc import Sequence


def are_tables(names: Sequence[str], options: Sequence[str]) -> bool:
    """Whether the inputs are tables: by their names, or by options that only tables have.

    Args:
        names: The inputs.
        options: Those of the options about tables that were given.

    Raises:
        UsageFault: A result is among tables, or has an option of tables.
    """
    tables = [name for name in names if is_table(Path(name))]
    if not tables and not options:
        return False
    for name in names:
        if name not in tables and _is_result(name):
            if tables:
                message = "one person's result cannot be compared with a survey table."
                raise UsageFault(Fault("usage", message, "Give results or tables, not both.", name))
            message = f"{options[0]} is for tables, and this is one person's result."
            raise UsageFault(Fault("usage", message, "Leave it out, or give tables.", name))
    return True


def _is_result(name: str) -> bool:
    """Whether a name is one of the history, or of a file that says it is a result."""
    from rctdiag.load.syntax.document import read

    path = Path(name)
    if name == STDIN or not path.is_file():
        return name != STDIN and not path.suffix and not path.exists()
    try:
        data = read(path).data
    except RctdiagError:
        return False
    return isinstance(data, dict) and data.get("schema") == "rctdiag.result/1"
