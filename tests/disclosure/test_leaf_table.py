"""Every leaf of a group document is in one table, and what follows follows from the document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rctdiag.disclosure.audit.leaf_table import SOURCES, as_markdown, leaves
from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.careless_and_power import power_part
from rctdiag.disclosure.document.headcounts import headcounts
from rctdiag.disclosure.document.labels import hidden, item_labels, scale_labels, step_texts
from rctdiag.disclosure.document.parts import GroupParts
from rctdiag.disclosure.figures.person_scores import score_people
from rctdiag.disclosure.figures.read_back import read_publication
from rctdiag.disclosure.figures.spread import PLANNED, STEPS
from rctdiag.disclosure.groups.membership import EVERYONE, membership
from rctdiag.disclosure.release.publication import Publication
from rctdiag.disclosure.release.publication_plan import plan_publication
from rctdiag.model.documents.teams import TeamFigures
from rctdiag.scoring.key import scoring_key
from rctdiag.stats.numeric.estimate import LEVEL
from rctdiag.stats.numeric.quantiles import normal_two_sided
from rctdiag.stats.within import Spread
from teams.groups import steps, survey

if TYPE_CHECKING:
    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.disclosure.groups.membership import Group
    from rctdiag.disclosure.release.publication_plan import PublicationPlan
    from rctdiag.model.documents.teams import AgreementDoc

DOCS = Path(__file__).parents[2] / "docs" / "confidentiality.md"


def test_every_leaf_has_one_entry_and_the_page_shows_it() -> None:
    entries = [leaf for source in SOURCES for leaf in source.leaves]
    assert Counter(entries) == Counter(leaves())
    assert "\n".join(as_markdown()) in DOCS.read_text(encoding="utf-8")


class FromDocument(GroupParts):
    """The parts of a document, of the document alone: nobody's answers are there.

    Linear and banded leaves are read; what is derived is worked out again.
    """

    document: TeamFigures

    def spread(self, measure: str) -> Spread:
        """As written for a scale; for a part it is what everybody's interval tells."""
        scale, _, facet = measure.partition(".")
        written = self.document.scales[scale].spread
        if not facet:
            return PLANNED if written.reason else Spread(written.sd, written.df)
        whole = self.document.organisation.scales[scale]
        mean = whole.facets[facet]
        if mean.mean is None or mean.interval is None or "planning" in mean.interval.method:
            return PLANNED
        wide = max(mean.interval.high - mean.mean, mean.mean - mean.interval.low)
        sd = wide * sqrt(whole.answered or 1) / normal_two_sided(LEVEL)
        return Spread(min(STEPS, key=lambda step: abs(step - sd)), None)

    def _agreement(self, group: Group, scale: str) -> AgreementDoc | None:
        at = self.groups.index(group)
        written = (self.document.organisation, *self.document.groups)[at]
        return written.agreement[scale]


def worked_out(document: TeamFigures, people: Survey, wanted: ReportRequest) -> TeamFigures:
    """The document again, without an answer: who is in which group and answered is known."""
    key = scoring_key(people.questionnaires, people.form)
    scores = score_people(key, people.questionnaires, people.given, people.items)
    who = membership(len(people.given), people.columns, wanted.breakdowns, people.tags)
    plan = plan_publication(who, scores.measures, wanted.minimum)
    nobodys = replace(people, given=np.full_like(people.given, -1))
    empty = replace(scores, blocks={}, answers={}, given=nobodys.given)
    planned = read_publication(document, _unfilled(plan))
    parts = FromDocument(nobodys, empty, planned, steps(), {})
    parts.document = document
    heads = headcounts(wanted.headcount, who, planned.respondents, people.tags).of
    return document.model_copy(
        update={
            "organisation": parts.group(parts.everyone, heads),
            "groups": tuple(parts.group(g, heads) for g in who.groups if g.by != EVERYONE),
            "breakdowns": parts.breakdowns(),
            "scales": scale_labels(parts),
            "items": item_labels(parts),
            "hidden": hidden(parts),
            "comparisons": parts.comparisons(),
            "power": power_part(parts, wanted.power),
            "steps": step_texts(parts),
        }
    )


def _unfilled(plan: PublicationPlan) -> Publication:
    """The publication of a plan, without a figure."""
    measures = {measure.id: measure for measure in plan.measures}
    return Publication(plan.membership, measures, plan.minimum, plan.respondents, ())


@cache
def tables() -> dict[str, tuple[Survey, ReportRequest]]:
    """Many people in eight teams, few in two, and a table with most means at an end."""
    sizes = {"a": 24, "b": 22, "c": 16, "d": 9, "e": 16, "f": 7, "g": 8, "h": 5}
    team: list[str | None] = [name for name, size in sizes.items() for _ in range(size)]
    grade: list[str | None] = [("junior", "senior")[at % 3 == 0] for at in range(len(team))]
    heads = tuple(({"team": name}, size + 2) for name, size in sizes.items())
    wanted = ReportRequest(
        ("team", "grade"), power={"grade": ("junior", "senior")}, headcount=heads
    )
    many = survey({"team": team, "grade": grade}, 8, missing=0.01)
    low = survey({"team": team, "grade": grade}, 9, missing=0.0)
    ends = replace(low, given=np.clip(low.given - 2, 1, 5))
    few = survey({"team": [*["x"] * 70, *["y"] * 9]}, 4, form="short")
    return {"many": (many, wanted), "ends": (ends, wanted), "few": (few, ReportRequest(("team",)))}


@pytest.mark.parametrize("name", ["many", "ends", "few"])
def test_what_is_derived_follows_from_the_document_alone(name: str) -> None:
    people, wanted = tables()[name]
    document = report(people, wanted, steps()).document
    again = worked_out(document, people, wanted)
    assert again.model_dump(mode="json") == document.model_dump(mode="json")


def test_a_leaf_that_does_not_follow_is_noticed() -> None:
    people, wanted = tables()["few"]
    document = report(people, wanted, steps()).document
    scale, mean = next(iter(document.organisation.scales.items()))
    assert mean.mean is not None
    moved = mean.model_copy(update={"mean": mean.mean + 1})
    whole = document.organisation.model_copy(
        update={"scales": {**document.organisation.scales, scale: moved}}
    )
    altered = document.model_copy(update={"organisation": whole})
    assert worked_out(altered, people, wanted) != altered
