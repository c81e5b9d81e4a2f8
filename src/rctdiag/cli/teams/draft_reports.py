"""Whether a draft report of the same table was made before: keyed marks, and nothing else."""

from __future__ import annotations

import hmac
import json
import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.errors.faults import FileFault
from rctdiag.store.atomic_write import read_private, write_private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.store.private_folders import Home

_MOST_MARKS = 400  # marks; the oldest go first
_DIGITS = 32


def draft_report_made_before(home: Home, tables: Sequence[str], survey: Survey) -> bool:
    """Whether a draft report was made of these files or of the same answers; from now on it was.

    A draft report makes no private folder: where none is yet, or it cannot be written, nothing is
    remembered.
    """
    if not home.root.is_dir():
        return False
    path = home.ledger.with_name(home.ledger.name + ".drafts")
    key, marks = _remembered(path)
    files = json.dumps(sorted(str(Path(table).absolute()) for table in tables))
    answers = json.dumps(sorted(map(str, survey.given.tolist())))
    new = [
        hmac.new(key, f"{kind}:{text}".encode(errors="surrogatepass"), sha256).hexdigest()[:_DIGITS]
        for kind, text in (("files", files), ("answers", answers))
        if kind == "answers" or "-" not in tables
    ]
    before = any(mark in marks for mark in new)
    last_marks = [*(mark for mark in marks if mark not in new), *new][-_MOST_MARKS:]
    with suppress(FileFault, OSError):
        home.open(home.root)
        text = json.dumps({"key": key.hex(), "marks": last_marks})
        write_private(path, text.encode("ascii"), force=True)
    return before


def _remembered(path: Path) -> tuple[bytes, list[str]]:
    try:
        kept = json.loads(read_private(path))
        return bytes.fromhex(kept["key"]), [str(mark) for mark in kept["marks"]]
    except (FileFault, ValueError, KeyError, TypeError):
        return secrets.token_bytes(32), []
