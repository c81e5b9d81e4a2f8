"""A sheet as one HTML file."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rctdiag.render.block import Block
from rctdiag.render.escaping import line
from rctdiag.render.handover.content import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rctdiag.render.handover.content import GroupSheet, PersonSheet, Piece
    from rctdiag.render.words import Words

TEMPLATES = Path(__file__).with_name("templates")


def person_html(sheet: PersonSheet, words: Words) -> str:
    """The file on one person's result."""
    return _written("person.html.j2", sheet, words)


def group_html(sheet: GroupSheet, words: Words) -> str:
    """A file on groups: the report, a group's page, a letter, or the index of a folder."""
    return _written("group.html.j2", sheet, words)


def _written(template: str, sheet: object, words: Words) -> str:
    style, policy = _style()
    return (
        _environment()
        .get_template(template)
        .render(sheet=sheet, say=words.text, style=style, policy=policy, signs=SIGNS)
    )


@cache
def tokens() -> str:
    """The colours and type faces of every page, light and dark, as CSS."""
    return (TEMPLATES / "tokens.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_inert,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["runs"] = _runs
    return environment


def _runs(pieces: Iterable[Piece]) -> Iterator[tuple[str, object]]:
    """Pieces by kind; blocks of text that follow each other together."""
    blocks: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Block):
            blocks.append(piece)
            continue
        if blocks:
            yield "blocks", tuple(blocks)
            blocks.clear()
        yield type(piece).__name__, piece
    if blocks:
        yield "blocks", tuple(blocks)


def _inert(value: object) -> object:
    """Text as one visible line: no control or hidden sign reaches the page. Escaping follows."""
    return line(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style() -> tuple[Markup, str]:
    """The style sheet, and the policy that lets in this style sheet alone."""
    style = tokens() + (TEMPLATES / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'"
    return Markup(style), policy  # noqa: S704 - our own file
