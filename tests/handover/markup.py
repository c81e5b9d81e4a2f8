"""What an HTML file holds, read by Python's own parser: elements, attributes, texts, all closed."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset({"meta", "img", "br", "line", "circle", "rect", "path", "input"})
# Everything our templates write. Whatever comes from outside may add none.
ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "html head meta title style body header main footer section article div p span b small"
        " h1 h2 h3 h4 ul ol li dl dt dd blockquote table caption thead tbody tr th td figure"
        " figcaption svg line circle rect path text a img",
    )
)
ATTRIBUTES = frozenset(
    re.findall(
        r"[\w-]+",
        "lang charset http-equiv content name class id aria-labelledby aria-hidden aria-label role"
        " scope width height focusable x x1 x2 y y1 y2 cx cy r d colspan rowspan href src alt",
    )
)


class Markup(HTMLParser):
    """The elements and texts of a page; closing tags have to fit."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []  # the element, its text
        self.comments = 0
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1], " ".join(data.split())))

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self.comments += 1

    @property
    def words(self) -> str:
        """All that a reader or a screen reader meets."""
        return " ".join(text for element, text in self.texts if element != "style")

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def check_inert(text: str) -> Markup:
    """A page of ours and nothing else: no foreign element or attribute, no script, no address."""
    page = Markup(text)
    assert {tag for tag, _ in page.elements} <= ELEMENTS
    assert {name for _, attributes in page.elements for name in attributes} <= ATTRIBUTES
    assert page.comments == 0
    assert len(page.all("style")) == 1
    for _, attributes in page.elements:
        assert not set(attributes.get("href") or "") & set(":/?\\")
        assert (attributes.get("src") or "data:image/").startswith("data:image/")
    hidden = {"Cc", "Cf", "Cs"}
    kept = "\n\u200c\u200d"
    assert not [c for c in text if unicodedata.category(c) in hidden and c not in kept]
    return page


def check_headings(text: str) -> None:
    """Every heading says something, and none leaves out a level."""
    headings = re.findall(r"(?s)<h([1-6])[^>]*>(.*?)</h\1>", text)
    assert headings
    assert all(said.strip() for _, said in headings)
    levels = [0, *(int(level) for level, _ in headings)]
    assert all(level - over <= 1 for over, level in pairwise(levels)), "a level is left out"
