"""Bytes of any encoding as lines of text, in bounded memory; a fault knows its line."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.tables.source.strict_csv import LONGEST_ROW

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
_END_OF_ASCII = 0x80


def chunks(stream: BinaryIO, encoding: str, file: str, line: int = 1) -> Iterator[str]:
    """The text in pieces, every line end (CRLF, CR, LF) as LF; ``line`` is that of the first.

    Raises:
        InputRejected: bytes that are not of the encoding, with their line.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    ends = io.IncrementalNewlineDecoder(None, translate=True)
    while True:
        data = stream.read(_CHUNK)
        try:
            decoded = decoder.decode(data, final=not data)
        except UnicodeError as error:
            raise InputRejected(_not_text(error, encoding, line, file)) from None
        text = ends.decode(decoded, final=not data)
        line += text.count("\n")
        if text:
            yield text
        if not data:
            return


def lines(stream: BinaryIO, encoding: str, file: str, line: int = 1) -> Iterator[str]:
    """The text in lines, each with its LF but perhaps the last.

    Raises:
        InputRejected: as ``chunks``; a line of more than four million characters.
    """
    rest, number = "", line
    for text in chunks(stream, encoding, file, line):
        *whole, rest = (rest + text).split("\n")
        for whole_line in whole:
            yield f"{whole_line}\n"
        number += len(whole)
        if len(rest) > LONGEST_ROW:
            message = f"this line has more than {LONGEST_ROW // 1_000_000} million characters."
            raise InputRejected(Fault("row-too-long", message, "Is this a table?", file, number))
    if rest:
        yield rest


def _not_text(error: UnicodeError, encoding: str, line: int, file: str) -> Fault:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    hint = "Save it as UTF-8."
    if name == "utf-8":
        hint = "Try --encoding cp1252, or save it as UTF-8."
    if not isinstance(error, UnicodeDecodeError):
        return Fault("table-not-utf8", f"this is not {name.upper()}.", hint, file, line)
    # Of UTF-16 the error knows in which order its bytes are.
    before = error.object[: error.start].decode(error.encoding, errors="ignore")
    line += before.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    code = error.object[error.start]
    # Half of a letter may look like another: the digit of an answer.
    is_letter = code < _END_OF_ASCII or error.encoding.startswith(("utf-16", "utf-32"))
    message = (
        f"this is not {name.upper()}." if is_letter else f"byte 0x{code:02X}: not {name.upper()}."
    )
    return Fault("table-not-utf8", message, hint, file, line)
