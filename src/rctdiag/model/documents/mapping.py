"""``rctdiag.mapping/1``: what the columns and answers of a platform's export mean."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from rctdiag.model.base import Frozen, Id

Platform = Literal[
    "table",
    "limesurvey",
    "kobo",
    "odk",
    "surveyjs",
    "qualtrics",
    "google-forms",
    "ms-forms",
    "surveymonkey",
    "redcap",
    "webform",
]
FILL_IN: Literal["fill_in"] = "fill_in"  # what a person still has to say
PREFER_NOT = "prefer_not"
# An answer is a number, a word that is none, or still to be filled in.
Value = Annotated[int, Field(ge=0, le=11)] | Literal["cant_say", "prefer_not", "missing", "fill_in"]
How = Literal["id", "code", "text", "near", "structure", "given"]
# Rows that may be left out: told always, dropped where the mapping or --drop names them.
DropKind = Literal["previews", "rejected", "unfinished", "doubles", "straightlining"]
DROPPED: tuple[DropKind, ...] = ("previews", "rejected")  # unless somebody says otherwise
Heading = Annotated[str, StringConstraints(min_length=1, max_length=10_000)]


class MappedColumn(Frozen):
    """One column of the export and the item it answers."""

    column: Heading
    item: Id
    by: How = "given"
    certainty: Annotated[int, Field(ge=0, le=100)] | None = None  # of a near match, per cent
    # Where the same words mean something else than in other columns.
    answers: dict[str, Value] = Field(default_factory=dict)


class StatusRule(Frozen):
    """Rows of a kind: those whose cell in a column is one of these."""

    column: Heading
    values: Annotated[tuple[str, ...], Field(min_length=1)]
    kind: DropKind


class Mapping(Frozen):
    """The document ``rctdiag.mapping/1``: column to item, label to value, rows to leave out."""

    schema_: Annotated[Literal["rctdiag.mapping/1"], Field(alias="schema")] = "rctdiag.mapping/1"
    platform: Platform = "table"
    header_rows: Annotated[int, Field(ge=1, le=5)] = 1
    columns: Annotated[tuple[MappedColumn, ...], Field(min_length=1, max_length=2000)]
    answers: dict[str, Value] = Field(default_factory=dict)
    respondent: Heading | None = None  # the column whose cells become ``respondent``
    link: Heading | None = None  # the column whose keyed hash becomes ``link``, to join waves
    keep: tuple[Heading, ...] = ()  # columns carried along: a team, a grade
    # What codes in those are called: column to code to label.
    labels: dict[Heading, dict[str, str]] = Field(default_factory=dict)
    personal: tuple[Heading, ...] = ()  # columns dropped at the door
    status: tuple[StatusRule, ...] = ()
    drop: tuple[DropKind, ...] = DROPPED
