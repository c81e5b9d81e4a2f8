"""A sheet as a PDF that is tagged, titled and dated as its document is."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rctdiag.render.escaping import line
from rctdiag.render.handover.content import SHORT_LIST, SHORT_SECTION, SIGNS, PersonSheet, Section
from rctdiag.render.handover.moment import moment
from rctdiag.render.handover.runs_of_text import runs

if TYPE_CHECKING:
    from datetime import datetime

    import typst

    from rctdiag.render.handover.content import GroupSheet
    from rctdiag.render.handover.look import ClientLook
    from rctdiag.render.words import Words

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

TEMPLATES = Path(__file__).with_name("templates")
LARGE = 500_000  # bytes of a file whose layout is not kept in memory
REMEMBERED = 12  # files after which Typst has let go of what it knew of an earlier one
FONT = "font_source_sans_pro"  # the package with the letters, of the extra ``documents``
# Sentences that the templates ask for by their id.
SENTENCES = (
    "name_helps_none",
    "name_impedes_none",
    "sheet_against",
    "sheet_balance",
    "sheet_where_to_begin",
    "sheet_card",
    "sheet_change",
    "sheet_figure",
    "sheet_good",
    "sheet_good_things",
    "sheet_good_things_about",
    "sheet_group",
    "sheet_how_often",
    "sheet_index_files",
    "sheet_map",
    "sheet_measure",
    "sheet_name",
    "sheet_name_question",
    "sheet_next",
    "sheet_nothing_next",
    "sheet_now",
    "sheet_parts",
    "sheet_parts_about",
    "sheet_read",
    "sheet_read_question",
    "sheet_ready",
    "sheet_step",
    "sheet_strategy",
    "sheet_where",
    "sheet_why",
    "sheet_why_about",
)
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?")


def pdf(sheet: PersonSheet | GroupSheet, words: Words, look: ClientLook) -> bytes:
    """The file; the same sheet, words and look give the same bytes.

    Letters that our fonts do not have are looked for in the fonts of the machine. Where it has
    none either, the file is tagged all the same, but does not claim to follow PDF/UA.
    """
    from typst import TypstError  # noqa: PLC0415 - of the extra ``documents``

    created = moment(sheet.created)
    data = {"data": json.dumps(_data(sheet, words, look, created), ensure_ascii=False)}
    timestamp = int(created.timestamp()) if created else 0
    for fonts in ("ours", "all"):
        try:
            file = _bytes(
                _compiler(fonts).compile(
                    sys_inputs=data, format="pdf", pdf_standards="ua-1", timestamp=timestamp
                )
            )
        except TypstError as error:
            if "font" not in f"{error.message} {error.diagnostic}":
                raise
        else:
            if len(file) > LARGE:
                _forget_layout()
            return file
    return _bytes(_compiler("all").compile(sys_inputs=data, format="pdf", timestamp=timestamp))


def _bytes(file: bytes | list[bytes] | None) -> bytes:
    if not isinstance(file, bytes):
        raise TypeError
    return file


def _forget_layout() -> None:
    """Let go of what Typst remembers of the files before: it goes after some that lack it.

    Of a report on 500 groups that is a third of all memory, and the next file has no use for it.
    """
    for _ in range(REMEMBERED):
        _compiler("ours", "blank").compile(format="pdf")


@cache
def _compiler(fonts: str, template: str = "main") -> typst.Compiler:
    import typst  # noqa: PLC0415 - of the extra ``documents``

    package = find_spec(FONT)
    if package is None or package.origin is None:
        raise ModuleNotFoundError(name=FONT)
    folder = str(Path(package.origin).with_name("files"))
    letters = typst.Fonts(include_system_fonts=fonts == "all", font_paths=[folder])
    return typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=letters)


def _data(
    sheet: PersonSheet | GroupSheet, words: Words, look: ClientLook, created: datetime | None
) -> dict[str, Json]:
    """What the templates read. Nothing in it is ever evaluated."""
    language = _LANGUAGE.fullmatch(sheet.language)
    return {
        "kind": "person" if isinstance(sheet, PersonSheet) else "group",
        "sheet": _plain(sheet),
        "title": line(look.titled(sheet.file_title)) or "rctdiag",
        "made": _parts(created) if created else None,
        "language": {
            "lang": language[1] if language else "en",
            "region": language[2] if language else None,
        },
        "say": {id_: words.text(id_, number="{number}") for id_ in SENTENCES},
        "signs": {str(strategy): sign for strategy, sign in SIGNS.items()},
        "look": _look(look, words),
        "kept": [SHORT_LIST, [*SHORT_SECTION]],
    }


def _look(look: ClientLook, words: Words) -> Json:
    prepared = words.text("sheet_prepared_for", client=line(look.client)) if look.client else None
    logo: Json = None
    if look.logo is not None:
        alt = line(look.client) or words.text("sheet_logo")
        format_ = "jpg" if look.logo.kind == "jpeg" else "png"
        logo = {"bytes": list(look.logo.data), "format": format_, "alt": alt}
    return {
        "accent": look.accent or None,
        "title": line(look.title) or None,
        "client": line(look.client) or None,
        "prepared": prepared,
        "logo": logo,
    }


def _parts(created: datetime) -> dict[str, Json]:
    utc = created.astimezone(UTC)
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(utc, name) for name in names}


def _plain(value: object) -> Json:
    """Dataclasses as plain data: every text one visible line, pieces with their kind."""
    if isinstance(value, Section):
        pieces: list[Json] = [[kind, _plain(piece)] for kind, piece in runs(value.pieces)]
        return {"title": line(value.title), "apart": value.apart, "pieces": pieces}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(element) for element in value]
    if isinstance(value, str):
        return line(value)
    if value is None or isinstance(value, (int, float)):
        return value
    raise TypeError(type(value).__name__)
