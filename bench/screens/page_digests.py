"""What a picture of a file shows, as a digest, without the programs that draw it.

It is of the part that the picture shows, so that another sentence elsewhere in the file leaves the
picture as it is: of a page in a browser the marks from one section to the next, and its style; of a
PDF what is drawn on its pages; of slides these slides with their charts. Of a document or a
workbook it is of all the parts, not of how they were packed. The number of this version of the
program does not count.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from page_shots import Paper, Web
from pypdf import PdfReader

from rctdiag import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

SLIDES = ("ppt/theme/", "ppt/slideMasters/", "ppt/slideLayouts/", "ppt/presentation.xml")
UNSEEN = "docProps/"
WHAT_IT_NAMES = re.compile(rb'Target="([^"]+)"')


def digest(shot: Web | Paper, content: bytes) -> str:
    """What a picture shows of a file."""
    said = hashlib.sha256(repr(shot).encode())
    for part in _parts(shot, content):
        said.update(hashlib.sha256(part.replace(__version__.encode(), b"")).digest())
    return said.hexdigest()[:32]


def _parts(shot: Web | Paper, content: bytes) -> Iterator[bytes]:
    """The parts of a file that a picture shows, in their order."""
    if isinstance(shot, Web):
        yield from _of_a_page(shot, content)
        return
    kind = PurePosixPath(shot.file).suffix
    if kind == ".pdf":
        pages = PdfReader(io.BytesIO(content)).pages
        for number in shot.pages:
            drawn = pages[number - 1].get_contents()
            yield drawn.get_data() if drawn else b""
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = sorted(packed.namelist())
        if kind == ".pptx":
            names = [name for name in names if name.startswith(SLIDES)]
            for number in shot.pages:
                names += _slide(packed, f"ppt/slides/slide{number}.xml")
        for name in names:
            if not name.startswith(UNSEEN):
                yield name.encode()
                yield packed.read(name)


def _of_a_page(shot: Web, content: bytes) -> Iterator[bytes]:
    """The style, and the marks between two sections; all of them where none is named."""

    def place(heading: str) -> int:
        found = content.find(f'aria-labelledby="{heading}"'.encode())
        if found < 0:
            raise SystemExit(f"{shot.file} has no section {heading}.")
        return found

    style = re.search(rb"(?s)<style>(.*?)</style>", content)
    yield style[1] if style else b""
    start = place(shot.since) if shot.since else content.index(b"<body>")
    yield content[start : place(shot.until) if shot.until else len(content)]


def _slide(packed: zipfile.ZipFile, name: str) -> list[str]:
    """A slide, and the charts on it."""
    path = PurePosixPath(name)
    links = packed.read(str(path.parent / "_rels" / f"{path.name}.rels"))
    targets = [target.decode() for target in WHAT_IT_NAMES.findall(links)]
    return [
        name,
        *(f"ppt/charts/{PurePosixPath(each).name}" for each in targets if "chart" in each),
    ]
