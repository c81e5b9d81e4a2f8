"""Every sentence of the product, by id, in the reader's language.

A sentence is whole: values go into ``{placeholders}``, nothing is glued from fragments, and a
plural is an id of its own (``..._one``, ``..._many``). The sentences of a language lie in
``words/LANGUAGE/SUBJECT.yaml`` and are read when one of them is first asked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

FOLDER = Path(__file__).with_name("words")
PSEUDO = "qps"  # English with every letter changed: what stays readable was never translated
# A bare id is looked for in this order; "subject.id" goes straight to its file.
# The ids of OWN are only ever asked for with their subject.
SUBJECTS = ("report", "advice", "page", "support", "interview", "teams", "help", "demo", "handover")
OWN = (
    "compare",
    "screen",
    "team_screen",
    "export",
    "webform",
    "book",
    "lists",
    "since",
    "weeks",
    "plan",
    "waves",
)
THEN = "then"  # what speaks of the place, for somebody who has left it
PAST = "past"  # what was asked of the present, for the same; each by its own text
LIMITS = (
    "limit_everyday",
    "limit_cannot",
    "limit_nobody",
    "limit_danger",
    "limit_help",
    "limit_files",
)

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CHANGED = "àƀçďéƒĝĥíĵķĺḿñöþǫŕšţüṽŵẋýžÀƁÇĎÉƑĜĤÍĴĶĹḾÑÖÞǪŔŠŢÜṼŴẊÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _CHANGED)


class Words:
    """The sentences of one language."""

    def __init__(self, language: str, *, has_left: bool = False) -> None:
        self.language = language
        self._has_left = has_left

    def then(self) -> Words:
        """The same sentences for somebody who has left: what speaks of the place is past."""
        return _words(self.language, has_left=True)

    def in_tense(self, text: str) -> str:
        """A text of a questionnaire as it is told back: past to somebody who has left.

        As it is where nobody has put just that text into the past.
        """
        return _sentences(self.language, PAST).get(text, text) if self._has_left else text

    def text(self, id_: str, /, **values: object) -> str:
        """The sentence ``id_`` with ``values`` put in.

        Raises:
            KeyError: there is no such sentence, or a value it needs was not given.
        """
        sentence = self._find(id_)
        if sentence is None:
            raise KeyError(id_)
        return sentence.format_map(values)

    def has(self, id_: str, /) -> bool:
        """Whether there is a sentence with this id."""
        return self._find(id_) is not None

    def listed(self, names: Sequence[str], joint: str = "list_pair") -> str:
        """Names as they stand in a sentence: ``a``, ``a and b``, ``a, b and c``."""
        if len(names) < 2:  # noqa: PLR2004 - a list needs no joint before its second name
            return "".join(names)
        listing = self.text(joint, first=names[-2], last=names[-1])
        for name in reversed(names[:-2]):
            listing = self.text("list_more", first=name, rest=listing)
        return listing

    def clauses(self, clauses: Sequence[str]) -> str:
        """Whole clauses in a sentence: ``a``, ``a, and b``, ``a, b, and c``."""
        return self.listed(clauses, "list_clauses")

    def day(self, day: date) -> str:
        """A day as it is said, such as 5 January 2026."""
        return self.text("date", day=day.day, month=self.text(f"month_{day.month}"), year=day.year)

    def joined(self, titles: Sequence[str]) -> str:
        """Titles too long for a list in speech, one after the other: ``a; b; c``."""
        listing = titles[0]
        for title in titles[1:]:
            listing = self.text("list_long", first=listing, rest=title)
        return listing

    def _find(self, id_: str) -> str | None:
        subject, _, name = id_.rpartition(".")
        for candidate in (THEN,) * self._has_left + ((subject,) if subject else SUBJECTS):
            sentence = _sentences(self.language, candidate).get(name)
            if sentence is not None:
                return sentence
        return None


def words(language: str = "en") -> Words:
    """The sentences of ``language``; of its base language; or English, where there are none."""
    known = {*languages(), PSEUDO}
    wanted = (language, language.partition("-")[0], "en")
    return _words(next(name for name in wanted if name in known))


def languages() -> tuple[str, ...]:
    """The languages that have sentences."""
    return tuple(sorted(entry.name for entry in FOLDER.iterdir() if entry.is_dir()))


def pseudo(sentence: str) -> str:
    """A sentence with every letter outside its placeholders changed, in brackets."""
    parts = []
    for text, name, _, _ in Formatter().parse(sentence):
        parts.append(text.translate(_ACCENTS).replace("{", "{{").replace("}", "}}"))
        parts.append("" if name is None else f"{{{name}}}")
    return f"[{''.join(parts)}]"


@cache
def _words(language: str, *, has_left: bool = False) -> Words:
    return Words(language, has_left=has_left)


@cache
def _sentences(language: str, subject: str) -> dict[str, str]:
    if language == PSEUDO:
        return {id_: pseudo(text) for id_, text in _sentences("en", subject).items()}
    from rctdiag.load.syntax import document  # noqa: PLC0415 - only when sentences are read

    path = FOLDER / language / f"{subject}.yaml"
    if not path.is_file():
        return {}
    parsed = document.parse(path.read_bytes(), f"{language}/{subject}.yaml")
    return {str(id_): str(text) for id_, text in parsed.data.items()}
