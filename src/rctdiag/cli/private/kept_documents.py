"""Documents that were kept, and those that are named by a file or by what was kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.private.private_home import private_home
from rctdiag.cli.shell.input_files import STDIN, read_document
from rctdiag.store.kept_records import LAST, find_result, read_record

if TYPE_CHECKING:
    from rctdiag.load.syntax.document import Document
    from rctdiag.store.kept_records import KeptRecord


def kept_document(record: KeptRecord) -> Document:
    """A record, parsed.

    Raises:
        FileFault: It cannot be read.
        InputRejected: It is damaged.
    """
    from rctdiag.load.syntax.document import parse

    return parse(read_record(record), str(record.path))


def named_document(name: str) -> Document:
    """A document from a file, from stdin, or from the history by its name there.

    ``last`` is the newest that was kept, whatever else is called so in this folder.

    Raises:
        UsageFault: No kept result has that name, or several begin so.
        FileFault: It cannot be read.
        InputRejected: It is damaged.
    """
    if is_kept(name):
        return kept_document(find_result(private_home(), name))
    return read_document(Path(name))


def is_kept(name: str) -> bool:
    """Whether a name is one of the history, not a file and not stdin."""
    path = Path(name)
    return name == LAST or not (name == STDIN or path.suffix or path.exists())
