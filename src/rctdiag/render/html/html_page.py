"""A sheet as one HTML file."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rctdiag.render.escaping import line
from rctdiag.render.handover.content import SIGNS, PersonSheet
from rctdiag.render.handover.runs_of_text import runs

if TYPE_CHECKING:
    from rctdiag.render.handover.content import GroupSheet
    from rctdiag.render.handover.look import ClientLook
    from rctdiag.render.words import Words

TEMPLATES = Path(__file__).with_name("templates")
_MARK = "font: 600 9pt sans-serif; color: #444b50;"
_DARK = (
    "@media screen and (prefers-color-scheme: dark)"
    " { header { border-bottom-color: var(--rule); } }"
)


def html(sheet: PersonSheet | GroupSheet, words: Words, look: ClientLook) -> str:
    """The file on one person's result, or on groups: report, page, letter or index."""
    if isinstance(sheet, PersonSheet):
        return page("person.html.j2", sheet, words, look)
    return page("group.html.j2", sheet, words, look, sheet.mark)


def page(template: str, sheet: object, words: Words, look: ClientLook, mark: str = "") -> str:
    """A file from one of the templates, all of which have the same head and style.

    Args:
        template: its name.
        sheet: what it shows.
        words: the sentences of the language.
        look: what was set for a client.
        mark: what is in the margin of every page that is printed.
    """
    style, policy = _style(look.accent, mark)
    return (
        _environment()
        .get_template(template)
        .render(sheet=sheet, say=words.text, look=look, style=style, policy=policy, signs=SIGNS)
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
    environment.filters["runs"] = runs
    return environment


def _inert(value: object) -> object:
    """Text as one visible line: no control or hidden sign reaches the page. Escaping follows."""
    return line(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style(accent: str, mark: str) -> tuple[Markup, str]:
    """The style sheet, and the policy that lets in this style sheet alone."""
    style = tokens() + (TEMPLATES / "page.css").read_text(encoding="utf-8")
    if accent:  # checked: # and six digits of a colour. On dark paper the line stays grey.
        style += f"header {{ border-bottom: 3px solid {accent}; }}\n{_DARK}\n"
    if mark:
        letters = "".join(f"\\{ord(letter):06x}" for letter in line(mark))
        style += f'@page {{ @top-right {{ content: "{letters}"; {_MARK} }} }}\n'
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'"
    return Markup(style), policy  # noqa: S704 - our own file
