"""What a questionnaire is: a response scale, facets, items."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from rctdiag.model.base import Frozen, Id, Text

Kind = Literal["culture", "connection", "readiness", "other"]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


# Which end is good: more of it is good, more of it is hard, or neither.
High = Literal["good", "hard", "neutral"]
HIGH_OF_KIND: dict[Kind, High] = {
    "culture": "hard",
    "connection": "good",
    "readiness": "good",
    "other": "neutral",
}


class ResponseScale(Frozen):
    """The answers one can give: whole numbers ``low`` to ``high``, each with a label in words."""

    low: Annotated[int, Field(ge=0, le=1)] = 1
    high: Annotated[int, Field(ge=1, le=11)] = 5
    labels: tuple[Text, ...]  # one for each point, from low to high


class Facet(Frozen):
    """A part of a scale: what a few of its items look for together."""

    id: Id
    label: Text  # a short plain noun phrase for reports
    opposite: Text | None = None  # what it is like at the other end, for reports
    looks_for: Text
    boundary: Text | None = None
    source: tuple[Text, ...] = ()


class Item(Frozen):
    """One observable thing to answer."""

    id: Id
    facet: Id
    text: Text
    reversed: bool = False  # agreeing lowers the scale
    short: bool = False  # part of the short form
    serious: bool = False  # named whatever the mean; at "often" it sets the stop rule
    sensitive: bool = False  # stricter confidentiality in groups
    who_carries: bool = False  # asks whether it falls on some groups of people more
    revision: Annotated[int, Field(ge=1)] = 1
    source: tuple[Text, ...] = ()


class Questionnaire(Frozen):
    """One instrument in one language: the content of one YAML file."""

    schema_: Annotated[Literal["rctdiag.questionnaire/1"], Field(alias="schema")]
    id: Id
    version: Version
    title: Text  # the label shown, e.g. "Top-down"
    theory: Text | None = None  # the theory's own name for it
    kind: Kind = "other"
    high: High | None = None  # which end is good; None: as for its kind
    language: Language
    license: Text
    evidence: Annotated[int, Field(ge=0, le=5)]
    private: bool = False  # in no group report or form; in a table only where it is asked for
    about: Text
    stem: Text
    scale: ResponseScale
    facets: Annotated[tuple[Facet, ...], Field(min_length=1, max_length=60)]
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=500)]

    @property
    def high_is(self) -> High:
        """What a high score means: good, hard, or neither."""
        return self.high or HIGH_OF_KIND[self.kind]
