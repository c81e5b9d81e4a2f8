"""``rctdiag.import/1``: what ``import`` made of the export of a survey platform, for a script."""

from typing import Annotated, Literal

from pydantic import Field

from rctdiag.model.base import Frozen, Id
from rctdiag.model.documents.mapping import DropKind, How, Platform, Value

Count = Annotated[int, Field(ge=0)]


class MatchedColumn(Frozen):
    """A column of the export, the item it answers, and how that was seen."""

    column: str
    item: Id
    by: How
    certainty: Annotated[int, Field(ge=0, le=100)] | None  # per cent, of a near match


class RowKind(Frozen):
    """Rows that are perhaps no answers."""

    kind: DropKind
    rows: Count
    dropped: bool


class StructureUse(Frozen):
    """How the export and its structure file go together."""

    file: str
    columns: Count  # that both have
    outside: tuple[str, ...]  # columns of items that the structure does not have
    reworded: tuple[Id, ...]  # items that have another text there


class ImportedFile(Frozen):
    """One file, or one sheet of a workbook."""

    file: str
    sheet: str | None
    platform: Platform
    read_as: tuple[str, ...]  # encoding, separator, hidden sheets: a sentence each
    header_line: Annotated[int, Field(ge=1)] | None  # null of JSON, which has none
    matched: tuple[MatchedColumn, ...]
    answers: dict[str, Value]  # what the words and codes of all columns mean
    respondent: str | None  # the column of ids
    kept: tuple[str, ...]  # columns carried along
    personal: tuple[str, ...]  # columns dropped at the door
    private: tuple[Id, ...]  # items of private questionnaires, dropped at the door
    not_taken: tuple[str, ...]  # other columns that are not carried along
    structure: StructureUse | None
    people: Count  # rows of the table
    rows: tuple[RowKind, ...]
    without_answers: Count  # rows left out
    sums: Count  # rows that only sum up others, left out
    cant_say: Count  # answers
    prefer_not: Count  # answers


class OneGroup(Frozen):
    """Spellings of one name that were put together; the first, most frequent, was taken."""

    column: str
    spellings: Annotated[tuple[str, ...], Field(min_length=2)]


class AskedQuestionnaire(Frozen):
    """A questionnaire that the columns were compared with."""

    id: Id
    version: str


class ImportOutcome(Frozen):
    """The document ``rctdiag.import/1``."""

    schema_: Annotated[Literal["rctdiag.import/1"], Field(alias="schema")] = "rctdiag.import/1"
    rctdiag_version: str
    questionnaires: tuple[AskedQuestionnaire, ...]
    files: Annotated[tuple[ImportedFile, ...], Field(min_length=1)]
    people: Count
    columns: tuple[str, ...]  # of the table
    lacking: tuple[Id, ...]  # items of the questionnaires in it without a column
    one_and_the_same: tuple[OneGroup, ...]
    table: str | None  # null: it was only looked at
    mapping: str | None  # where the mapping is; null: not kept
