"""What a structure file says of an export: the item of a column, the answer behind a code.

A code is what its label is. Nothing else is taken from the file: no order and no number of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rctdiag.errors.faults import Fault
from rctdiag.platforms.normalised_text import name_key, plain, words_key
from rctdiag.platforms.results.answer_words import Contradiction, label_and_number, whole_number
from rctdiag.platforms.results.item_names import headings_in
from rctdiag.platforms.results.near_matches import near_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rctdiag.model.documents.mapping import Value
    from rctdiag.platforms.results.answer_words import AnswerWords
    from rctdiag.platforms.results.item_names import ItemNames
    from rctdiag.platforms.structures.structure import Structure, StructureQuestion

_MOST_FAULTS = 20


class QuestionOfItem(NamedTuple):
    """A question of the structure, and the item it asks, where that is certain."""

    question: StructureQuestion
    item: str | None


class StructureMeanings:
    """The columns and codes of one structure file."""

    def __init__(
        self, structure: Structure, names: ItemNames, words: Mapping[str, AnswerWords]
    ) -> None:
        """``names`` are those of the questionnaires alone."""
        self.file, self.platform = structure.file, structure.platform
        self.faults: list[Fault] = []
        self.reworded: list[tuple[str, str]] = []  # item, its text in the structure
        self.names, self._words = names, words
        self._by_heading: dict[str, QuestionOfItem] = {}
        self._by_item: dict[str, QuestionOfItem] = {}
        for question in structure.questions:
            question_of_item = QuestionOfItem(question, self._item(question))
            for heading in question.headings:
                first = self._by_heading.setdefault(name_key(heading), question_of_item)
                if (
                    first.item != question_of_item.item
                    or first.question.choices != question.choices
                ):
                    message = f"two questions have the code '{heading}'."
                    self._fault(
                        "structure-contradicts", message, "Correct it on the platform.", question
                    )
            if question_of_item.item is not None:
                self._by_item.setdefault(question_of_item.item, question_of_item)
        if not self._by_item:
            message = "no question in this structure is one that rctdiag knows."
            hint = "Is it from this survey? Name the questionnaires with --questionnaire."
            self._fault("structure-does-not-fit", message, hint)

    @property
    def headings(self) -> dict[str, str]:
        """Heading -> item."""
        return {
            heading: question_of_item.item
            for heading, question_of_item in self._by_heading.items()
            if question_of_item.item is not None
        }

    def texts(self, names: Iterable[str]) -> tuple[str, ...]:
        """The texts of the question that a column with these headings answers."""
        question_of_item = self._of(names)
        return question_of_item.question.texts if question_of_item else ()

    def labels(self, names: Iterable[str]) -> dict[str, str]:
        """Code -> label, of any question that a column with these headings answers."""
        question_of_item = self._of(names)
        return {
            plain(choice.code): label
            for choice in (question_of_item.question.choices if question_of_item else ())
            for label in list(filter(None, map(plain, choice.labels)))[:1]
            if label != plain(choice.code)
        }

    def codes(self, names: Iterable[str], item: str) -> ColumnCodes | None:
        """The codes of a column; None where the structure does not have it."""
        question_of_item = self._of(names) or self._by_item.get(item)
        return (
            ColumnCodes(question_of_item.question, self._words[item]) if question_of_item else None
        )

    def _of(self, names: Iterable[str]) -> QuestionOfItem | None:
        for name in names:
            for heading in headings_in(name):
                if (question_of_item := self._by_heading.get(heading)) is not None:
                    return question_of_item
        return None

    def _item(self, question: StructureQuestion) -> str | None:
        """The item of a question, by its code and by its texts, which must agree."""
        coded = next(filter(None, map(self.names.by_id, question.codes)), None)
        by_text = {item for text in question.texts if (item := self.names.by_text(text))}
        if len(by_text | {coded} - {None}) > 1:
            shown = " and ".join(sorted(filter(None, {*by_text, coded})))
            message = f"its code and its texts match several items: {shown}."
            self._fault("structure-contradicts", message, "Correct it on the platform.", question)
            return None
        code_keys = {words_key(code) for code in question.codes}
        if (
            coded is not None
            and not by_text
            and {*map(words_key, question.texts)} - code_keys - {""}
        ):
            near = (near_item(text, self.names, ()) for text in question.texts)
            if coded not in {likely.item for likely in near if likely}:
                self.reworded.append((coded, question.texts[0]))
        item = coded or next(iter(by_text), None)
        if item is not None:
            self._check(question, self._words[item])
        return item

    def _check(self, question: StructureQuestion, words: AnswerWords) -> None:
        for choice in question.choices:
            values = _values(choice.labels, words)
            if len({*values}) > 1:
                message = f"the labels of the code '{choice.code}' mean different answers."
                hint = "Correct them on the platform: its languages do not agree."
                self._fault("structure-contradicts", message, hint, question)

    def _fault(
        self, code: str, message: str, hint: str, question: StructureQuestion | None = None
    ) -> None:
        if len(self.faults) < _MOST_FAULTS:
            position = question.position if question else (0, 0, "")
            self.faults.append(Fault(code, message, hint, self.file, *position))


class ColumnCodes:
    """What the cells of one column say, by the structure of its question."""

    def __init__(self, question: StructureQuestion, words: AnswerWords) -> None:
        self._words = words
        self.labels = {plain(choice.code): choice.labels for choice in question.choices}
        self.values: dict[str, Value | None] = {}
        self._by_label: dict[str, Value | None] = {}
        are_numbers = _numbers_hold(self.labels, words)
        for code, labels in self.labels.items():
            value = next(iter(_values(labels, words)), None)
            if not are_numbers and all(whole_number(plain(label)) is not None for label in labels):
                value = None
            self.values[code] = value
            self._by_label.update((words_key(label), value) for label in labels)
        self._folded = {code.casefold(): code for code in self.values}

    def value(self, cell: str) -> Value | Contradiction | None:
        """The answer of a code or a label; None where the structure does not say it."""
        if not self.values:
            return self._words.value(cell)
        code, key = self._code(cell), words_key(cell)
        if code is not None:
            value = self.values[code]
            # A number that is the code of one answer and the label of another could be either.
            return value if self._by_label.get(key, value) == value else None
        if key in self._by_label:
            return self._by_label[key]
        if (agreed := self._agreed(cell)) is not None:
            return agreed
        word = self._words.value(cell)
        return None if whole_number(cell) is not None else word

    def label(self, cell: str) -> str:
        """The label of a code; nothing for what is no code."""
        code = self._code(cell)
        return next(iter(self.labels[code]), "") if code is not None else ""

    def _code(self, cell: str) -> str | None:
        text = cell.removeprefix("'")
        for code in (text, text.removesuffix(".0")):
            if code in self.values:
                return code
            if (value := self._folded.get(code.casefold())) is not None:
                return value
        return None

    def _agreed(self, cell: str) -> Value | None:
        """``label (code)``: where both are the same answer by the structure."""
        for label, number in label_and_number(cell):
            code = self._code(str(number))
            if code is not None and self.values[code] == self._by_label.get(words_key(label)):
                return self.values[code]
        return None


def _numbers_hold(choices: Mapping[str, Sequence[str]], words: AnswerWords) -> bool:
    """Whether labels that are only numbers may be taken for themselves.

    Of ``1 never, 2, 3, 4, 5 almost always`` they may; of ``5 never, 4, 3, 2, 1 almost always``,
    where a label is perhaps left out, a person has to say what they are.
    """
    for code, labels in choices.items():
        for label in labels:
            value = words.value(label)
            if isinstance(value, Contradiction):
                return False
            numbers = {whole_number(code), *(n for _, n in label_and_number(plain(label)))}
            is_word = isinstance(value, int) and whole_number(plain(label)) is None
            if is_word and value not in numbers:
                return False
    return True


def _values(labels: Sequence[str], words: AnswerWords) -> list[Value]:
    """What the labels of a code say; of ``5 = never`` the label counts, which people saw."""
    values = [words.value(label) for label in labels if plain(label)]
    meant = [value.expected if isinstance(value, Contradiction) else value for value in values]
    return [value for value in meant if value is not None]
