"""What the answers of all columns say, gathered once for each way they are written."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rctdiag.model.documents.mapping import FILL_IN
from rctdiag.platforms.normalised_text import plain
from rctdiag.platforms.results.answer_words import MISSING, Contradiction, whole_number
from rctdiag.platforms.results.presets import PRESETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rctdiag.model.documents.mapping import MappedColumn, Platform, Value
    from rctdiag.platforms.results.answer_words import AnswerWords
    from rctdiag.platforms.structures.structure_meanings import ColumnCodes

_LONGEST_LABEL = 60  # letters: longer is no label but what somebody wrote, and is not repeated


class CellMeanings:
    """Takes the cells of one column after the other; then says what each text means."""

    def __init__(self, platform: Platform, words: Mapping[str, AnswerWords]) -> None:
        self._codes = {code.casefold(): value for code, value in PRESETS[platform].codes}
        self._words = words
        self._found: dict[str, dict[str, Value]] = defaultdict(dict)  # item -> text -> value
        self._by_structure: set[str] = set()  # items
        self.unknown: Counter[str] = Counter()
        self.unreadable = 0
        self.contradictions: dict[str, Contradiction] = {}
        self.labels: dict[str, str] = {}  # a code that says nothing -> its label in the structure

    def take(self, item: str, cells: Iterable[str], codes: ColumnCodes | None = None) -> None:
        """Read the cells of one column, by its codes in a structure file where there is one."""
        meanings = self._found[item]
        for cell, count in Counter(text for text in map(plain, cells) if text).items():
            value = codes.value(cell) if codes else self._words[item].value(cell)
            if value is None:
                preset = self._codes.get(cell.casefold())
                value = preset if codes is None or preset == MISSING else None
            if isinstance(value, Contradiction):
                self.contradictions[cell] = value
                meanings[cell] = FILL_IN
            elif value is None and len(cell) > _LONGEST_LABEL:
                self.unreadable += count
            elif value is None:
                self.unknown[cell] += count
                meanings[cell] = FILL_IN
                if codes is not None and (label := codes.label(cell)):
                    self.labels[cell] = label
            else:
                meanings[cell] = value
        if codes is not None:
            self._by_structure.add(item)
            for code in codes.values:  # also those that nobody has chosen yet
                value = codes.value(code)
                if value is not None and not isinstance(value, Contradiction):
                    meanings.setdefault(code, value)

    def doubt_numbers(self) -> None:
        """Leave all numbers to a person where one just outside the range says they are shifted."""
        unknown: dict[tuple[int, int], set[int | None]] = defaultdict(set)
        for item, meanings in self._found.items():
            if item not in self._by_structure:
                beyond = {
                    whole_number(text) for text, value in meanings.items() if value == FILL_IN
                }
                unknown[self._range(item)] |= beyond
        for item, meanings in self._found.items():
            low, high = self._range(item)
            if item not in self._by_structure and unknown[low, high] & {low - 1, high + 1}:
                shown = [text for text in meanings if whole_number(text) is not None]
                meanings.update(dict.fromkeys(shown, FILL_IN))

    def _range(self, item: str) -> tuple[int, int]:
        return self._words[item].low, self._words[item].high

    def mapped(
        self, columns: Iterable[MappedColumn]
    ) -> tuple[dict[str, Value], tuple[MappedColumn, ...]]:
        """Texts that mean the same wherever they are, and the columns with those of their own.

        A number that is itself is left out, but where other numbers are recoded.
        """
        meanings: dict[str, list[Value]] = defaultdict(list)
        for of_column in self._found.values():
            for text, value in of_column.items():
                meanings[text].append(value)
        numbers = {text for text in meanings if whole_number(text) is not None}
        is_recoded = any(is_recode(text, value) for text in numbers for value in meanings[text])
        shared: dict[str, Value] = {}
        for text, values in meanings.items():
            # A code of some columns says nothing about a number of others.
            is_everywhere = not self._by_structure or len(values) == len(self._found)
            is_kept = str(values[0]) != text or (is_recoded and text in numbers)
            if len({*values}) == 1 and is_kept and (is_everywhere or text not in numbers):
                shared[text] = values[0]
        several = {text for text, values in meanings.items() if len({*values}) > 1}
        done = []
        for column in columns:
            of_column = self._found[column.item]
            is_recoded = any(is_recode(text, value) for text, value in of_column.items())
            own_answers = {
                text: value
                for text, value in of_column.items()
                if text not in shared
                and (str(value) != text or text in several or (is_recoded and text in numbers))
            }
            done.append(
                column.model_copy(update={"answers": own_answers}) if own_answers else column
            )
        return shared, tuple(done)


def is_recode(text: str, value: Value) -> bool:
    """Whether a number is said to be another answer, or still has to be said."""
    number = whole_number(text)
    return number is not None and (value == FILL_IN or (isinstance(value, int) and value != number))
