"""A workbook is looked at before any reader sees it: its zip directory, then its cells.

One far cell makes readers allocate a whole sheet and abort; a small file can unpack to gigabytes;
XML can define entities. All of that is refused here, from a streaming scan in bounded memory.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_PART = 64 * 1024 * 1024  # bytes unpacked
LARGEST_RATIO = 200
MOST_PARTS = 2_000
MOST_CELLS = 5_000_000  # of the rectangle from A1 to the farthest cell
_CHUNK = 1 << 16
_SMALL_PART = 1 << 20  # below it a high ratio harms nobody
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_XML_NAMES = (".xml", ".rels", ".vml")
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = {None, "utf-8", "utf-16", "us-ascii"}  # that readers take alike
_ENCRYPTED = 1


class Unsafe(Exception):
    """Why a workbook is not opened: a code and a sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class SpecialCells(NamedTuple):
    """Cells of a sheet that are no plain values, by row and column from 0."""

    formulas: frozenset[tuple[int, int]]
    errors: frozenset[tuple[int, int]]
    hidden_rows: int = 0


def look(path: Path) -> dict[str, SpecialCells]:
    """Every sheet of a workbook by its part's ``folded`` name, once it is found to be harmless.

    What is XML, and what a sheet, shows from the content: names of parts may be anything.

    Raises:
        Unsafe: it is not.
    """
    try:
        with zipfile.ZipFile(path) as book:
            _check_directory(book)
            parts = {}
            for info in book.infolist():
                scan = _Scan()
                if _stream(book, info, scan) and scan.is_sheet:
                    parts[folded(info.filename)] = scan.special_cells()
            return parts
    except Unsafe:
        raise
    except Exception:  # noqa: BLE001 - zipfile, zlib and lzma have no common root
        raise Unsafe("bad-xlsx", "this workbook is damaged.") from None


def folded(name: str) -> str:
    """The name of a part as readers compare it."""
    return name.replace("\\", "/").casefold()


def _check_directory(book: zipfile.ZipFile) -> None:
    parts = book.infolist()
    names = [part.filename for part in parts]
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unsafe("zip-file", "this is a zip file, but not a workbook.")
    if len(parts) > MOST_PARTS or len(set(map(folded, names))) != len(names):
        raise Unsafe("unsafe-xlsx", "its list of parts is not that of a workbook.")
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise Unsafe("not-a-table", "this workbook is locked with a password.")
        if part.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part.filename):
            raise Unsafe("unsafe-xlsx", "a part of it points outside of the file.")
        if part.file_size > LARGEST_PART:
            message = f"a part of it unpacks to more than {LARGEST_PART >> 20} MB."
            raise Unsafe("unsafe-xlsx", message)
        packed = max(part.compress_size, 1)
        if part.file_size > _SMALL_PART and part.file_size > LARGEST_RATIO * packed:
            message = f"a part of it unpacks to more than {LARGEST_RATIO} times its size."
            raise Unsafe("unsafe-xlsx", message)


def _stream(book: zipfile.ZipFile, info: zipfile.ZipInfo, scan: _Scan) -> bool:
    """Scan a part if it is XML; whether it is."""
    size = 0
    with book.open(info) as part:
        data = part.read(_CHUNK)
        looks = data.lstrip().startswith(_XML_STARTS)
        if not looks and not info.filename.casefold().endswith(_XML_NAMES):
            return False
        while data:
            size += len(data)
            if size > LARGEST_PART:
                raise Unsafe("unsafe-xlsx", "a part of it unpacks to more than it says.")
            scan.feed(data)
            data = part.read(_CHUNK)
    scan.feed(b"", is_last=True)
    return True


class _Scan:
    """One part of XML: no DTD; in a sheet where its cells are, and which are no plain values."""

    def __init__(self) -> None:
        self.is_sheet = False
        self._space = ""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._refuse_dtd
        self._parser.EntityDeclHandler = self._refuse_dtd
        self._parser.XmlDeclHandler = self._declared
        self._parser.StartElementHandler = self._root
        self._row = -1
        self._column = -1
        self._deepest = 0
        self._widest = 0
        self._twice = ""  # said at the end: what does harm comes first
        self._rows: set[int] = set()  # those that have begun
        self._columns: set[int] = set()  # cells of the row that is open
        self._formulas: set[tuple[int, int]] = set()
        self._errors: set[tuple[int, int]] = set()
        self._hidden_rows = 0
        self._ranges: list[tuple[tuple[int, int], tuple[int, int]]] = []

    def feed(self, data: bytes, *, is_last: bool = False) -> None:
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError:
            raise Unsafe("bad-xlsx", "a part of this workbook is not XML.") from None

    def special_cells(self) -> SpecialCells:
        size = 0
        for (top, left), (bottom, right) in self._ranges:
            rows = range(top, min(bottom + 1, self._deepest))
            columns = range(left, min(right + 1, self._widest))
            size += len(rows) * len(columns)
            if size > MOST_CELLS:
                raise Unsafe("unsafe-xlsx", "its formulas cover too many cells.")
            self._formulas.update((row, column) for row in rows for column in columns)
        if self._twice:
            raise Unsafe("bad-xlsx", self._twice)
        return SpecialCells(frozenset(self._formulas), frozenset(self._errors), self._hidden_rows)

    def _refuse_dtd(self, *_: object) -> None:
        raise Unsafe("unsafe-xlsx", "a part of it defines entities of its own.")

    def _declared(self, _: str, encoding: str | None, __: int) -> None:
        if (encoding and encoding.casefold()) not in _ENCODINGS:
            raise Unsafe("bad-xlsx", "a part of it is in an encoding that no workbook has.")

    def _root(self, name: str, _: dict[str, str]) -> None:
        self._space, __, kind = name.rpartition(" ")
        self.is_sheet = kind == "worksheet"
        self._parser.StartElementHandler = self._start if self.is_sheet else None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, kind = name.rpartition(" ")
        if space != self._space:  # such as the lists that an extension keeps for cells
            return
        if kind == "c":
            self._cell(attributes)
        elif kind == "row":
            number = attributes.get("r")
            self._row = self._number(number) - 1 if number is not None else self._row + 1
            self._column = -1
            self._hidden_rows += attributes.get("hidden") in {"1", "true"}
            self._begin_row()
        elif kind == "f":
            self._formulas.add((self._row, self._column))
            if "ref" in attributes:  # one formula of many cells, of which only the first has it
                first, _, last = attributes["ref"].partition(":")
                self._ranges.append((self._coordinates(first), self._coordinates(last or first)))
        elif kind == "dimension":
            self._dimension(attributes.get("ref", "A1"))

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            self._row = max(self._row, 0)
        else:
            self._row, self._column = self._coordinates(reference)
        self._reach(self._row, self._column)
        self._refuse_twice()
        if attributes.get("t") == "e":
            self._errors.add((self._row, self._column))

    def _begin_row(self) -> None:
        if self._row in self._rows:
            self._twice = self._twice or f"its row {self._row + 1} is written twice."
        self._rows.add(self._row)
        self._columns.clear()

    def _refuse_twice(self) -> None:
        if self._column in self._columns:
            message = f"a cell of its row {self._row + 1} is written twice."
            self._twice = self._twice or message
        self._columns.add(self._column)

    def _dimension(self, reference: str) -> None:
        for corner in reference.split(":"):
            self._reach(*self._coordinates(corner))

    def _coordinates(self, reference: str) -> tuple[int, int]:
        match = _CELL.fullmatch(reference.replace("$", ""))
        if match is None:
            raise Unsafe("bad-xlsx", "one of its cells has an address that does not exist.")
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return int(match[2]) - 1, column - 1

    def _number(self, digits: str) -> int:
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 7:  # noqa: PLR2004 - a million
            raise Unsafe("bad-xlsx", "one of its rows has a number that does not exist.")
        return int(digits)

    def _reach(self, row: int, column: int) -> None:
        self._deepest = max(self._deepest, row + 1)
        self._widest = max(self._widest, column + 1)
        if self._deepest * self._widest > MOST_CELLS:
            message = (
                f"its cells are spread over more than {MOST_CELLS // 1_000_000} million places."
            )
            raise Unsafe("unsafe-xlsx", message)
