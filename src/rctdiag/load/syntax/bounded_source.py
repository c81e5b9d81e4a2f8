"""Bytes of a file, pipe or stream, bounded; and the text in them."""

from __future__ import annotations

import codecs
import os
import select
import stat
from typing import TYPE_CHECKING, BinaryIO

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.syntax.tree_builder import CONTROL
from rctdiag.store.files_read import note_read, open_to_read, unreadable
from rctdiag.store.posix import NONBLOCK

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 5_000_000
_CHUNK = 1 << 16
_ZIP = b"PK\x03\x04"
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def read_bytes(path: Path) -> bytes:
    """The content of a regular file or a pipe, through one open descriptor.

    Raises:
        FileFault: it is missing, or may not be read.
        InputRejected: it is a folder or a device, or too large.
    """
    name = str(path)
    missing = Fault("file-missing", "there is no such file.", "Check the name.", name)
    refused = Fault("file-unreadable", "", "Check its permissions.", name)
    handle = open_to_read(path, missing, refused)
    mode = os.fstat(handle).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        os.close(handle)
        message = "this is a folder or a device, not a file."
        raise InputRejected(Fault("not-a-file", message, "Name a file.", str(path)))
    note_read(handle)
    with os.fdopen(handle, "rb", buffering=0) as stream:
        try:
            if stat.S_ISFIFO(mode) and NONBLOCK:
                os.set_blocking(handle, True)
                select.select([handle], [], [])  # until somebody has opened the other end
            return read_stream(stream, str(path))
        except OSError as error:
            raise unreadable(refused, error) from None


def read_stream(stream: BinaryIO, name: str) -> bytes:
    """All of a binary stream, at most ``MOST_BYTES``; ``name`` stands for it in faults.

    Raises:
        InputRejected: there is more.
    """
    parts: list[bytes] = []
    size = 0
    while part := stream.read(_CHUNK):
        parts.append(part)
        size += len(part)
        bound(size, name)
    return b"".join(parts)


def bound(size: int, name: str) -> None:
    """Refuse more than ``MOST_BYTES`` bytes.

    Raises:
        InputRejected: there is more.
    """
    if size > MOST_BYTES:
        message = f"larger than {MOST_BYTES // 1_000_000} MB."
        raise InputRejected(Fault("file-too-large", message, "Split the file.", name))


def decode(data: bytes | str, name: str) -> str:
    """Text with LF line ends from UTF-8 (a BOM is fine) or UTF-16 with a BOM.

    Raises:
        InputRejected: another encoding, or a control character in the text.
    """
    text = _as_text(data, name).removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := CONTROL.search(text):
        start = match.start()
        raise InputRejected(
            Fault(
                "control-character",
                f"a control character (U+{ord(match[0]):04X}).",
                "Take it out.",
                name,
                text.count("\n", 0, start) + 1,
                start - text.rfind("\n", 0, start),
            )
        )
    return text


def _as_text(data: bytes | str, name: str) -> str:
    if isinstance(data, str):
        return data
    if data.startswith(_ZIP):
        message = "this is a zip file, not text."
        raise InputRejected(Fault("not-utf8", message, "Unpack it, and name the file in it.", name))
    hint = "Save the file as UTF-8."
    if data.startswith(_UTF32):
        raise InputRejected(Fault("not-utf8", "this is UTF-32, not UTF-8.", hint, name, 1))
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if wide else "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="ignore")
        line = len(before.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        message = f"byte 0x{data[error.start]:02X}: not {encoding.upper()}."
        raise InputRejected(Fault("not-utf8", message, hint, name, line)) from None
