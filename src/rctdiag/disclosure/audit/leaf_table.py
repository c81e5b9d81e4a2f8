"""What every leaf of a group document rests on: nothing is written that is not in this table.

*linear*: a number of people, or a mean, which the auditor holds as a sum and attacks.
*derived*: follows from other leaves of the same document, and from nothing else.
*banded*: a word, or a number in coarse steps, that depends on answers in no other way.
*given*: from the questionnaire, the catalogue of steps, the list of headcounts or the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from rctdiag.model.base import Frozen
from rctdiag.model.documents.result import IntervalDoc, QuestionnaireRef
from rctdiag.model.documents.teams import FigureDoc, TeamFigures, Teams
from rctdiag.model.step import Costs

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["linear", "derived", "banded", "given"]

# Parts of a document that are one leaf: all that is in them has one source.
WHOLE: Final = (IntervalDoc, FigureDoc, QuestionnaireRef, Costs)


class Source(NamedTuple):
    """What some leaves rest on: ``leaves`` as the class of the document and the field."""

    kind: Kind
    text: str
    leaves: tuple[str, ...]


def _of(kind: Kind, text: str, **leaves: str) -> Source:
    named = (f"{part}.{name}" for part, names in leaves.items() for name in names.split())
    return Source(kind, text, tuple(named))


SOURCES: Final = (
    _of("linear", "number of people in the group", GroupDoc="n", ResponseDoc="answered"),
    _of(
        "linear",
        "number of people with a score",
        GroupScaleDoc="answered",
        GroupItemDoc="answered",
        AgreementDoc="people",
    ),
    _of(
        "linear",
        "sum of coded scores, and the margin that its number of people and steps ask for",
        MeanDoc="mean direction",
        GroupScaleDoc="mean direction",
        GroupItemDoc="mean direction",
    ),
    _of(
        "banded",
        "standard deviation of everybody's coded scores in whole five points, from 60 people in"
        " six shown groups, each step of which leaves many answers open; else 25",
        SpreadDoc="sd",
    ),
    _of(
        "banded",
        "of a part: its mean, number of people, and everybody's spread on it, which is written as"
        " that of a scale",
        MeanDoc="interval",
    ),
    _of(
        "banded",
        "variance inside a group of fifteen as one of three words, from fifty people in tenths,"
        " each of which leaves many answers open",
        AgreementDoc="word r_star r_star_direction",
    ),
    _of(
        "banded",
        "share of everybody, from fifty people, as one of three words; beside an earlier release"
        " only where fifteen people differ or more",
        TeamFigures="careless gaps",
    ),
    _of(
        "derived",
        "mean, number of people, spread",
        GroupScaleDoc="interval",
    ),
    _of(
        "derived",
        "means and numbers of the shown groups of the breakdown, spread",
        PooledDoc="mean interval weight reason",
        ApartDoc="icc1 icc2 f df p ladder groups",
    ),
    _of(
        "derived",
        "means of the cultures in the group, spreads",
        StandsOutDoc="word scale probabilities reason",
    ),
    _of(
        "derived",
        "means and intervals of the group's parts, means of serious questions",
        FindingDoc="scale facet good hard mean direction",
        TeamStepDoc="id strategy",
        BecauseDoc="scale facet",
    ),
    _of(
        "derived",
        "means and numbers of the group and of everybody, spread, steps of the scale",
        ComparisonDoc="by name scale difference interval superiority higher equal detectable"
        " reason p verdict",
        ComparisonsDoc="method level count",
    ),
    _of(
        "derived",
        "means and numbers of two groups, spread",
        PowerDoc="by scale facet least most least_mean most_mean difference interval p apart",
    ),
    _of(
        "derived",
        "means and numbers of the group in both releases, spreads",
        WaveChangeDoc="by name scale first second method answered means directions change interval"
        " spread p verdict within better",
        MovedDoc="since created smallest level correction",
    ),
    _of("derived", "numbers of people and of the list", ResponseDoc="rate bounds reason"),
    _of("derived", "mean, number of people and of the list", GroupScaleDoc="worst_case"),
    _of("derived", "number of people, items and answers to choose", AgreementDoc="by_chance"),
    _of("derived", "whether everybody's spread is written", SpreadDoc="df reason"),
    _of(
        "derived",
        "which means are shown, which follows from who is in which group and who answered",
        GroupDoc="reason",
        MeanDoc="reason",
        GroupScaleDoc="reason",
        GroupItemDoc="reason",
        HiddenDoc="by name scale reason",
        BreakdownDoc="shown hidden",
    ),
    _of("derived", "number of people: up to sixty, one attack more", AuditDoc="attacks"),
    _of(
        "given",
        "the table's columns, the command",
        TeamFigures="form minimum release without_words",
        BreakdownDoc="by columns",
        GroupDoc="by name",
        Teams="created ledger draft",
    ),
    _of("given", "the list of headcounts", ResponseDoc="headcount"),
    _of(
        "given",
        "the questionnaires",
        TeamFigures="scale_order",
        ScaleLabelDoc="title theory kind high",
        FacetLabelDoc="id label opposite",
        ItemLabelDoc="scale text serious who_carries",
        Teams="questionnaires language",
    ),
    _of(
        "given",
        "the catalogue of steps",
        StepTextDoc="strategy title do begin say ally sign stop_if avoid risk visibility phase"
        " costs sources",
    ),
    _of(
        "given",
        "the program",
        AuditDoc="rules passed",
        Teams="schema_ rctdiag_version limits validity",
    ),
)


def leaves(model: type[Frozen] = Teams) -> Iterator[str]:
    """Every leaf of a model, as the class that defines or inherits it and its field."""
    seen: set[type[Frozen]] = set()
    waiting = [model]
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        for name, field in part.model_fields.items():
            inside = list(_models(field.annotation))
            waiting += inside
            if not inside:
                yield f"{_owner(part, name)}.{name}"


def _models(annotation: object) -> Iterator[type[Frozen]]:
    if isinstance(annotation, type) and issubclass(annotation, Frozen):
        if annotation not in WHOLE:
            yield annotation
        return
    for part in get_args(annotation):
        yield from _models(part)


def _owner(part: type[Frozen], name: str) -> str:
    """The whole document inherits the figures: these are named by the class of figures."""
    inherited = part is Teams and name in TeamFigures.model_fields
    return TeamFigures.__name__ if inherited else part.__name__


def as_markdown() -> list[str]:
    """The rows of the table in ``docs/confidentiality.md``."""
    rows = ["| leaves | kind | what they rest on |", "|---|---|---|"]
    for source in SOURCES:
        named: dict[str, list[str]] = {}
        for leaf in source.leaves:
            part, _, name = leaf.partition(".")
            named.setdefault(part.removesuffix("Doc"), []).append(name.removesuffix("_"))
        leaf_names = "; ".join(f"{part}: {', '.join(names)}" for part, names in named.items())
        rows.append(f"| {leaf_names} | {source.kind} | {source.text} |")
    return rows
