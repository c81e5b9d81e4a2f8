"""A form in one HTML file: no server, no network, no style and no script but its own."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from rctdiag.platforms.codes.code_layout import PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.platforms.codes.code_layout import Layout
    from rctdiag.platforms.forms.form import Choice, Form

TEMPLATES = Path(__file__).with_name("templates")
_START = 'if (typeof document !== "undefined") start();\n'  # its functions are tried without one
_SCHEMA = "rctdiag.answers/1"
# What would end a script, begin a comment in one, or end a line of it.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

Row = tuple[str, int, int]  # an item, and how its answer is keyed: sign and offset


class Unscored(NamedTuple):
    """A question beside the items: a choice of one or several, or a number."""

    id: str
    kind: Literal["choice", "several", "number"]
    text: str
    options: tuple[Choice, ...] = ()
    most: int = 0
    after: bool = False  # asked after the items


class PictureFacet(NamedTuple):
    """A part of a scale, as it is scored."""

    id: str
    needed: int
    rows: tuple[Row, ...]


class PictureScale(NamedTuple):
    """A scale of the picture, as it is scored and shown."""

    label: str
    tone: Literal["hard", "good"]
    low: int
    high: int
    items: int
    needed: int
    facets_needed: int
    unseen: bool  # a low figure would only soothe somebody in charge
    facets: tuple[PictureFacet, ...]


class HelpRules(NamedTuple):
    """When which part of the help text is shown: by marks, and by answers."""

    parts: tuple[tuple[str, str, str], ...]  # id, title, text
    marks: Mapping[str, tuple[str, ...]]
    serious: tuple[tuple[Row, int], ...]
    worn_rows: tuple[tuple[Row, int], ...]
    worn_above: tuple[tuple[str, float], ...]
    worn_below: tuple[tuple[str, float], ...]


class Picture(NamedTuple):
    """What one person sees at the end."""

    scales: tuple[PictureScale, ...]
    quantiles: tuple[float, ...]  # of Student's t, by degrees of freedom
    cuts: tuple[float, ...]
    bands: tuple[str, ...]
    help: HelpRules


class WebParts(NamedTuple):
    """What a web form has beside its pages."""

    say: Mapping[str, str]
    danger: str
    layout: Layout
    tokens: str  # colours and type faces, as CSS
    private_pages: frozenset[str]
    unscored: tuple[Unscored, ...] = ()
    picture: Picture | None = None  # for one person only


def as_web_form(form: Form, parts: WebParts) -> str:
    """The file."""
    style = parts.tokens + _read("form.css")
    names = ["parts.js", "ending.js", "form.js"]
    names += ["picture.js", "picture_screen.js"] * (parts.picture is not None)
    script = "\n".join(["", '"use strict";', *map(_read, names), _START])
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template("form.html.j2")
        .render(
            language=form.language,
            title=form.texts.title,
            policy=policy,
            progress=parts.say["progress"],
            needs_script=parts.say["needs_script"],
            style=Markup(style),  # noqa: S704 - our own files
            script=Markup(script),  # noqa: S704
            data=script_json(_data(form, parts)),
        )
    )


def script_json(data: object) -> Markup:
    """JSON that stays JSON within a script element, whatever its texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - nothing of it can end the element


def _data(form: Form, parts: WebParts) -> dict[str, object]:
    layout = parts.layout
    pages = {page.name: at for at, page in enumerate(form.pages)}
    home = {q.id: pages[page.name] for page in form.pages for q in page.questions}
    kind = "group" if parts.picture is None else "personal"
    points = [choice.value for page in form.pages for choice in page.choices]
    return {
        "schema": _SCHEMA,
        "language": form.language,
        "personal": kind == "personal",
        "title": form.texts.title,
        "introduction": form.texts.introduction,
        "danger": parts.danger,
        "credit": form.texts.credit,
        "draft": f"rctdiag.draft.{kind}.{layout.tag}",
        "prefix": PREFIX,
        "tag": layout.tag,
        "signs": layout.signs,
        "fields": [[field.id, field.values] for field in layout.fields],
        "most": max((point for point in points if point.isdigit()), key=int),
        "say": dict(parts.say),
        "pages": [
            {
                "stem": page.stem,
                "private": page.name in parts.private_pages,
                "choices": _choices(page.choices),
            }
            for page in form.pages
        ],
        "items": [{"id": q.id, "text": q.text, "page": home[q.id]} for q in form.questions],
        "about": [
            {**question._asdict(), "options": _choices(question.options)}
            for question in parts.unscored
        ],
        "picture": None if parts.picture is None else _picture(parts.picture),
    }


def _choices(choices: Sequence[Choice]) -> list[dict[str, str]]:
    return [{"value": choice.value, "label": choice.label} for choice in choices]


def _picture(picture: Picture) -> dict[str, object]:
    rules = picture.help
    return {
        "scales": [
            {
                **scale._asdict(),
                "facetsNeeded": scale.facets_needed,
                "facets": [facet._asdict() for facet in scale.facets],
            }
            for scale in picture.scales
        ],
        "quantiles": picture.quantiles,
        "cuts": picture.cuts,
        "bands": picture.bands,
        "help": {
            "parts": [
                {"id": id_, "title": title, "text": text} for id_, title, text in rules.parts
            ],
            "marks": dict(rules.marks),
            "serious": rules.serious,
            "worn": {
                "rows": rules.worn_rows,
                "above": rules.worn_above,
                "below": rules.worn_below,
            },
        },
    }


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"sha256-{digest}"


@cache
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
