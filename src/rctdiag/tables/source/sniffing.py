"""What the first bytes of a table say: its kind, its encoding, its separator."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from rctdiag.errors.faults import Fault, InputRejected, UsageFault

if TYPE_CHECKING:
    from collections.abc import Sequence

Format = Literal["csv", "ndjson", "parquet", "xlsx"]
FORMAT_NAMES = {"csv": "CSV", "ndjson": "NDJSON", "parquet": "Parquet", "xlsx": "XLSX"}
HEAD = 1 << 16  # bytes looked at
_START = 4096  # of them for what kind of text it is
SEPARATORS = ",;\t|"
SPOKEN = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_EXPORT = "Export the answers as CSV."
_OTHER_FILES = (
    (b"\xd0\xcf\x11\xe0", "an old or a locked Excel workbook", "Save it as .xlsx or CSV."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"\x28\xb5\x2f\xfd", "a compressed file", "Unpack it first."),
    (b"%PDF", "a PDF", _EXPORT),
    (b"\x89PNG", "a picture", _EXPORT),
    (b"\xff\xd8\xff", "a picture", _EXPORT),
    (b"GIF8", "a picture", _EXPORT),
    (b"$FL2", "an SPSS file", _EXPORT),
    (b"$FL3", "an SPSS file", _EXPORT),
    (b"<stata_dta>", "a Stata file", _EXPORT),
    (b"SQLite format 3\0", "a database", _EXPORT),
    (b"{\\rtf", "a text document", _EXPORT),
)
# As text begins, after blanks, in small letters.
_OTHER_TEXTS = (
    (re.compile(rb"\[\s*[\[{]"), "a JSON array", "Write one JSON object a line, or CSV."),
    (re.compile(rb"<(!doctype|!--|html|head|body|table)"), "a web page", _EXPORT),
    (re.compile(rb"<\?xml"), "XML", _EXPORT),
)
_NO_ENCODINGS = {
    *("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"),
}  # that Python counts among encodings of text


def sniff_format(head: bytes, file: str) -> Format:
    """The kind of table, by its content: names of files may say anything.

    Raises:
        InputRejected: empty, or a file of another kind.
    """
    if not head.strip():
        raise nothing_in_it(file)
    for magic, kind, hint in _OTHER_FILES:
        if head.startswith(magic):
            raise InputRejected(Fault("not-a-table", f"this is {kind}.", hint, file))
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    for looks, kind, hint in _OTHER_TEXTS:
        if looks.match(start[:_START].lower()):
            raise InputRejected(Fault("not-a-table", f"this is {kind}.", hint, file))
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK"):
        return "xlsx"
    if start.startswith(b"{"):
        return "ndjson"
    return "csv"


def sniff_encoding(head: bytes, name: str | None, file: str) -> str:
    """The codec to read with: UTF-8, UTF-16 after its byte order mark, or the one given.

    Raises:
        UsageFault: the one given does not exist.
        InputRejected: UTF-32, or UTF-16 without a byte order mark.
    """
    if name is not None:
        return _known(name)
    if head.startswith(_UTF32):
        raise InputRejected(_not_utf8("this is UTF-32.", file))
    if head.startswith(_UTF16):
        return "utf-16"
    sample = head[:200]
    if 0 in sample[::2] or 0 in sample[1::2]:
        zeros = max(sample[::2].count(0), sample[1::2].count(0))
        if zeros > len(sample) // 4:
            message = "this looks like UTF-16 without a byte order mark."
            hint = "Give --encoding utf-16-le (or utf-16-be), or save it as UTF-8."
            raise InputRejected(Fault("table-not-utf8", message, hint, file, 1))
    return "utf-8-sig"


def _known(name: str) -> str:
    try:
        codec = codecs.lookup(name)
        "".encode(codec.name)  # some codecs are not about text
        if codec.name in _NO_ENCODINGS:
            raise LookupError  # noqa: TRY301 - one way out
    except (LookupError, TypeError, ValueError):
        message = f"there is no encoding {name!r}."
        hint = "Use utf-8, utf-16, cp1252 or latin-1, for example."
        raise UsageFault(Fault("unknown-encoding", message, hint)) from None
    return "utf-8-sig" if codec.name == "utf-8" else codec.name


def _not_utf8(message: str, file: str) -> Fault:
    return Fault("table-not-utf8", message, "Save it as UTF-8, or add --encoding.", file, 1)


def sniff_separator(header: str, rows: Sequence[str] = (), file: str = "") -> str:
    """The separator that the header has, outside quotes; a comma where it has none.

    Where it has several kinds of sign, for a text in it may hold some, that which cuts the rows
    into as many cells as the header.

    Raises:
        InputRejected: the rows leave it open.
    """
    counts = {sign: count for sign in SEPARATORS if (count := _count(header, sign))}
    best = max(counts, key=lambda mark: counts[mark], default=",")
    if len(counts) < 2 or not rows:  # noqa: PLR2004 - nothing to choose from
        return best
    fits = [sign for sign in counts if all(_count(row, sign) == counts[sign] for row in rows)]
    if len(fits) == 1:
        return fits[0]
    if not fits:  # whatever it is, a row is at fault
        return best
    message = f"{' or '.join(SPOKEN[sign] for sign in fits)} could be the separator."
    hint = f"Choose one with --separator {SPOKEN[best]}, for example."
    raise InputRejected(Fault("unknown-separator", message, hint, file, 1))


def _count(row: str, sign: str) -> int:
    """How often a sign stands in a row outside quotes."""
    if '"' not in row:
        return row.count(sign)
    return sum(part.count(sign) for part in row.split('"')[::2])


def is_lock_file(name: str) -> bool:
    """Whether the name is that of a file a spreadsheet keeps beside an open workbook."""
    return Path(name).name.startswith(("~$", ".~lock."))


def refuse_lock_file(name: str) -> None:
    """Refuse such a file: it holds the name of who has the workbook open, and no table.

    Raises:
        InputRejected: it is one.
    """
    if is_lock_file(name):
        message = "this is the lock file of a workbook that is open somewhere, not a table."
        raise InputRejected(Fault("not-a-table", message, "Name the workbook itself.", name))


def nothing_in_it(file: str) -> InputRejected:
    """The error for a table without a row, not even a header."""
    message, hint = "there is nothing in it.", "Name another table."
    return InputRejected(Fault("empty-table", message, hint, file))
