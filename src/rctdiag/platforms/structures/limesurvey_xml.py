"""LimeSurvey's survey archive (``.lss``): tables of rows in XML, older and newer forms.

Older files have the texts in the rows of questions and answers, once for each language; newer
ones have them in tables of their own (``question_l10ns``, ``answer_l10ns``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

from rctdiag.errors.faults import InputRejected
from rctdiag.platforms.structures.limesurvey_questions import Part, questions_of
from rctdiag.platforms.structures.structure import Position, Structure, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TABLES = frozenset({"questions", "subquestions", "answers", "question_l10ns", "answer_l10ns"})
_TABLE, _ROW, _FIELD = 2, 4, 5  # how deep: document, table, rows, row, field


class _Row(NamedTuple):
    cells: Mapping[str, str]
    position: Position

    def cell(self, name: str) -> str:
        return self.cells.get(name, "").strip()


class _Tables:
    """Gathers the rows of the tables while the file is read; no entity is ever resolved."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.rows: dict[str, list[_Row]] = {name: [] for name in _TABLES}
        self.is_survey = False
        self._path: list[str] = []
        self._cells: dict[str, str] = {}
        self._text: list[str] = []
        self._position = Position()
        self._parser = ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append

    def read(self, text: str) -> None:
        try:
            self._parser.Parse(text, True)  # noqa: FBT003 - the parser has it so
        except ExpatError as error:
            position = Position(error.lineno, error.offset + 1)
            message = f"this is not XML: {ErrorString(error.code)}."
            raise InputRejected(damaged(message, self.file, position)) from None

    def _refuse(self, *_: object) -> None:
        message = "it declares a document type, which no survey archive does."
        hint = "Export it from LimeSurvey itself."
        raise InputRejected(
            damaged(message, self.file, Position(self._parser.CurrentLineNumber), hint)
        )

    def _start(self, name: str, _: object) -> None:
        self._path.append(name)
        if len(self._path) == _ROW:
            self._cells = {}
            self._position = Position(self._parser.CurrentLineNumber)
        self._text.clear()

    def _end(self, name: str) -> None:
        depth = len(self._path)
        if depth == _FIELD:
            self._cells[name] = "".join(self._text)
        elif depth == _ROW and self._path[_TABLE - 1] in _TABLES and name == "row":
            self.rows[self._path[_TABLE - 1]].append(_Row(self._cells, self._position))
        elif depth == _TABLE and name == "LimeSurveyDocType":
            self.is_survey = "".join(self._text).strip() in {"Survey", "Group", "Question"}
        self._path.pop()


def read_limesurvey_xml(text: str, file: str) -> Structure:
    """The questions of the file.

    Raises:
        InputRejected: it is no XML or no survey, or a row names a question that is not there.
    """
    tables = _Tables(file)
    tables.read(text)
    if not tables.is_survey:
        message = "this XML is not a LimeSurvey survey (LimeSurveyDocType)."
        raise InputRejected(
            damaged(message, file, Position(1), "Use Export, Survey structure (.lss).")
        )
    rows = tables.rows
    all_rows = (*rows["questions"], *rows["subquestions"])
    above = [row for row in all_rows if row.cell("parent_qid") in {"", "0"}]
    below = [row for row in all_rows if row.cell("parent_qid") not in {"", "0"}]
    known = {row.cell("qid") for row in above}
    faults = [
        damaged(f"it belongs to question {parent}, which is not in the file.", file, row.position)
        for row, parent in [
            *((row, row.cell("parent_qid")) for row in below),
            *((row, row.cell("qid")) for row in rows["answers"]),
        ]
        if parent not in known
    ]
    if faults:
        raise InputRejected(faults[:20])
    texts = _texts(rows["question_l10ns"], "qid", "question")
    labels = _texts(rows["answer_l10ns"], "aid", "answer")
    return Structure(
        file,
        "limesurvey",
        questions_of(
            _parts(above, ("qid", "title", "question", "type"), texts, "qid"),
            _parts(below, ("parent_qid", "title", "question", "scale_id"), texts, "qid"),
            _parts(rows["answers"], ("qid", "code", "answer", "scale_id"), labels, "aid"),
        ),
    )


def _texts(rows: Sequence[_Row], key: str, name: str) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for row in rows:
        texts.setdefault(row.cell(key), []).append(row.cells.get(name, ""))
    return texts


def _parts(
    rows: Sequence[_Row],
    names: tuple[str, str, str, str],
    texts: Mapping[str, Sequence[str]],
    key: str,
) -> Iterator[Part]:
    """Each row once for each of its texts, wherever these are."""
    parent, name, text, scale = names
    for row in rows:
        row_text = row.cells.get(text)
        for own_text in [row_text] if row_text is not None else texts.get(row.cell(key), [""]):
            yield Part(row.cell(parent), row.cell(name), own_text, row.cell(scale), row.position)
