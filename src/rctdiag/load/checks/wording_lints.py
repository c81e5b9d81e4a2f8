"""Advice on the wording and the key of a questionnaire: none of it stops a run.

``rctdiag questionnaires check`` shows it. Each rule is a named function.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault
from rctdiag.load.checks.questionnaire_checks import Check, rows
from rctdiag.load.syntax.document_places import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.load.syntax.document_places import Document

MOST_WORDS = 20
_FEWEST_TO_MIX = 4  # with fewer items there is little to balance

# Words of the theory, of management and of the clinic: an item is about what one can see.
# Endings count too: the first part of a word is enough where * stands.
THEORY_WORDS = (
    "authentic*",
    "collaborat*",
    "conflict avoid*",
    "culture*",
    "disconnect*",
    "disempower*",
    "dysfunction*",
    "empath*",
    "empower*",
    "growth-fostering",
    "hierarch*",
    "marginali*",
    "mutual*",
    "narcissis*",
    "oppress*",
    "paradox*",
    "patholog*",
    "power-over",
    "power-to",
    "power-with",
    "pseudo*",
    "psychological safety",
    "relational*",
    "resilien*",
    "self-esteem",
    "synerg*",
    "toxic*",
    "trauma*",
    "victim*",
    "zest*",
)
_THEORY = re.compile(
    r"\b(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in THEORY_WORDS) + r")\b",
    re.IGNORECASE,
)
# Signs that a reader could agree with one half and not with the other.
_DOUBLE = re.compile(r"\?.*\?|;|\band/or\b|\bas well as\b|\band also\b|, and then\b", re.IGNORECASE)
_WORD = re.compile(r"\w[\w'\u2019-]*")


def lint(document: Document) -> tuple[Fault, ...]:
    """What could be better in a questionnaire that loads, in the order of the file."""
    faults = [fault for rule in RULES for fault in rule(document)]
    return tuple(sorted(faults, key=lambda fault: (fault.line, fault.column, fault.code)))


def items_are_short(document: Document) -> Iterator[Fault]:
    """An item has at most 20 words."""
    for loc, item in rows(document, "items"):
        words = len(_WORD.findall(item["text"]))
        if words > MOST_WORDS:
            message = f"{words} words; up to {MOST_WORDS} are easy to read."
            yield document.fault("long-item", message, (*loc, "text"), "Say it more briefly.")


def items_are_plain(document: Document) -> Iterator[Fault]:
    """An item has no word of the theory."""
    for loc, item in rows(document, "items"):
        if match := _THEORY.search(item["text"]):
            message = f"{shown(match[0].replace(' ', '-').lower())} is a word from the theory."
            hint = "Describe what people would see or hear."
            yield document.fault("theory-word", message, (*loc, "text"), hint)


def items_ask_one_thing(document: Document) -> Iterator[Fault]:
    """An item asks one thing."""
    for loc, item in rows(document, "items"):
        if _DOUBLE.search(item["text"]):
            message = "this may ask two things at once."
            yield document.fault("double-question", message, (*loc, "text"), "Keep one of the two.")


def key_is_mixed(document: Document) -> Iterator[Fault]:
    """Items are keyed both ways, or agreeing with everything makes a high score."""
    items = list(rows(document, "items"))
    if len(items) >= _FEWEST_TO_MIX and len({bool(item.get("reversed")) for _, item in items}) == 1:
        message = f"all {len(items)} items are keyed the same way."
        hint = "Word some so that agreeing means the opposite, and mark them reversed: true."
        yield document.fault("one-way-key", message, ("items",), hint)


def short_form_covers_all(document: Document) -> Iterator[Fault]:
    """If there is a short form, it asks one item of each facet."""
    short = [item["facet"] for _, item in rows(document, "items") if item.get("short")]
    for loc, facet in rows(document, "facets") if short else ():
        if short.count(facet["id"]) != 1:
            message = (
                f"the short form asks {short.count(facet['id'])} items of {shown(facet['id'])}."
            )
            yield document.fault(
                "short-form", message, (*loc, "id"), "Mark one of its items short."
            )


def says_which_end_is_good(document: Document) -> Iterator[Fault]:
    """A questionnaire of a kind of its own says what a high score means."""
    data = document.data
    if data.get("kind", "other") == "other" and "high" not in data:
        message = "nothing says which end is good, so no result is called good or hard."
        hint = "Add high: good, high: hard or high: neutral."
        yield document.fault("which-end", message, ("id",), hint)


def _texts(document: Document) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """What people read, by kind: the kind, its place, the text as it is seen."""
    yield "title", ("title",), _seen(document.data["title"])
    for number, label in enumerate(document.data["scale"]["labels"]):
        yield "label of an answer", ("scale", "labels", number), _seen(label)
    for loc, facet in rows(document, "facets"):
        yield "label of a facet", (*loc, "label"), _seen(facet["label"])
    for loc, item in rows(document, "items"):
        yield "text", (*loc, "text"), _seen(item["text"])


def _seen(text: str) -> str:
    """A text without signs that nobody sees, in one form, without case and blanks."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(s for s in plain if unicodedata.category(s)[0] not in "CZ").casefold()


def texts_can_be_seen(document: Document) -> Iterator[Fault]:
    """No label, text or title is made of invisible signs."""
    for kind, loc, seen in _texts(document):
        if not seen:
            message = f"this {kind} has no visible characters."
            yield document.fault("invisible-text", message, loc, "Write it out.")


def texts_differ(document: Document) -> Iterator[Fault]:
    """No two labels of the same kind, and no two items, read the same."""
    first: dict[tuple[str, str], tuple[str | int, ...]] = {}
    for kind, loc, seen in _texts(document):
        earlier = first.setdefault((kind, seen), loc)
        if seen and earlier != loc:
            line, column = document.position(earlier)
            where = (
                f"in line {line}" if line != document.position(loc)[0] else f"in column {column}"
            )
            message = f"this {kind} is the same as the one {where}."
            yield document.fault("same-text", message, loc, "Word one of them differently.")


def texts_are_whole(document: Document) -> Iterator[Fault]:
    """No text is cut short by a # that was meant to stand in it."""
    for line, column in document.cut:
        message = "everything after # here is a comment and is not read."
        hint = "If it belongs to the text, put the whole text in quotes."
        yield Fault("cut-text", message, hint, document.file, line + 1, column + 1)


RULES: tuple[Check, ...] = (
    says_which_end_is_good,
    texts_can_be_seen,
    texts_differ,
    texts_are_whole,
    items_are_short,
    items_are_plain,
    items_ask_one_thing,
    key_is_mixed,
    short_form_covers_all,
)
