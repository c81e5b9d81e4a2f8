"""The parts of a group document, each made of a publication that has passed its audit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.document.team_steps import Part, findings, team_steps
from rctdiag.disclosure.figures.agreement_words import Agreement
from rctdiag.disclosure.figures.comparisons import beside_the_rest, judged, responded
from rctdiag.disclosure.figures.detail_rule import WORDS, detailed, of_one_breakdown
from rctdiag.disclosure.figures.group_estimates import (
    group_differences,
    interval,
    pooled,
    stands_out,
)
from rctdiag.disclosure.figures.person_scores import facet_measure, item_measure
from rctdiag.disclosure.figures.spread import PLANNED, is_disjoint, spread
from rctdiag.disclosure.groups.membership import EVERYONE, columns_of
from rctdiag.model.documents.teams import (
    BreakdownDoc,
    GroupDoc,
    GroupItemDoc,
    GroupScaleDoc,
    MeanDoc,
)
from rctdiag.scoring.bands import LOW
from rctdiag.stats.highest import MOST_SCALES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.disclosure.document.team_steps import Labels
    from rctdiag.disclosure.figures.person_scores import Scores
    from rctdiag.disclosure.groups.membership import Group, Key, Sum
    from rctdiag.disclosure.release.publication import Figure, Publication
    from rctdiag.model.documents.teams import AgreementDoc, ComparisonsDoc, PooledDoc
    from rctdiag.model.questionnaire import Item
    from rctdiag.model.step import Step
    from rctdiag.stats.within import Spread


HIDDEN = "hidden_to_protect"
CULTURE = "culture"


class GroupParts:
    """What several parts of the document need, worked out once."""

    def __init__(
        self,
        survey: Survey,
        scores: Scores,
        publication: Publication,
        steps: Sequence[Step],
        earlier: Mapping[str, Sequence[Sum]],
    ) -> None:
        self.survey = survey
        self.scores = scores
        self.publication = publication
        self.questionnaires = {
            questionnaire.id: questionnaire for questionnaire in survey.questionnaires
        }
        self.key = {scale.id: scale for scale in scores.key.scales}
        self.groups = publication.membership.groups
        self.everyone = self.groups[0]
        self.earlier = earlier
        self.without_words = False  # whether nothing but numbers and means is asked for
        self.catalogue = [step for step in steps if step.audience == "team"]
        self.used: dict[str, Step] = {}
        self._spreads: dict[str, Spread] = {}
        self._details: dict[str, frozenset[Key]] = {}
        self._words: set[tuple[str, Key]] = set()
        self._pooled: dict[tuple[str, str], dict[Key, PooledDoc | None]] = {}

    # What is shown

    def figure(self, key: Key, measure: str) -> Figure | None:
        """The published mean of a group; None where it is hidden."""
        return self.publication.by_place.get((key, measure))

    def is_shown(self, group: Group) -> bool:
        """Whether anything of the group may be told."""
        return group.key in self.publication.respondents

    def shown_of(self, by: str, measure: str) -> list[tuple[Group, Figure]]:
        """The groups of a breakdown that show the measure, in their order."""
        return [
            (group, figure)
            for group in self.groups
            if group.by == by and (figure := self.figure(group.key, measure))
        ]

    @property
    def words(self) -> tuple[tuple[str, Key], ...]:
        """What words were written of, for the ledger: family and group."""
        return tuple(sorted(self._words))

    def note_word(self, family: str, group: Group) -> None:
        """Note that a word of this family is written of the group."""
        self._words.add((family, group.key))

    def details(self, scale: str) -> frozenset[Key]:
        """Groups of which words about agreement on a scale may be written."""
        if scale not in self._details:
            mask = self.publication.measures[scale].valid
            membership = self.publication.membership
            shown = {group.key for group in self.groups if self.figure(group.key, scale)}
            chosen = of_one_breakdown(membership, shown, mask)
            self._details[scale] = detailed(membership, chosen, mask, self._before(scale))
        return self._details[scale]

    @property
    def possible_words(self) -> int:
        """How many words about agreement there could be, from counts alone."""
        return sum(len(self.details(scale)) for scale in self.agreements)

    def _before(self, scale: str) -> Sequence[Sum]:
        """What words about spread on a scale were written of in earlier releases."""
        return self.earlier.get(f"{WORDS}:{scale}", ())

    def spread(self, measure: str) -> Spread:
        """The one spread of a measure."""
        if measure not in self._spreads:
            self._spreads[measure] = self._spread(measure)
            if self._spreads[measure] != PLANNED:
                self.note_word(f"{WORDS}:{measure.partition('.')[0]}", self.everyone)
        return self._spreads[measure]

    def _spread(self, measure: str) -> Spread:
        scale = measure.partition(".")[0]
        shown = {self.everyone.key} if self.figure(self.everyone.key, scale) else set()
        mask = self.publication.measures[scale].valid
        membership = self.publication.membership
        if self.without_words or not detailed(membership, shown, mask, self._before(scale)):
            return PLANNED
        return spread(self.publication, measure, self.scores.blocks)

    @cached_property
    def cultures(self) -> list[str]:
        """The cultures that can be compared: two or three."""
        found = [scale.id for scale in self.scores.key.scales if scale.kind == CULTURE]
        return found if 1 < len(found) <= MOST_SCALES else []

    @cached_property
    def agreements(self) -> Mapping[str, Agreement]:
        """Agreement of groups, scale by scale."""
        return {
            scale.id: Agreement(scale, self.scores.answers[scale.id], self.publication)
            for scale in self.scores.key.scales
            if scale.id in self.publication.measures
        }

    # Parts of the document

    def breakdowns(self) -> tuple[BreakdownDoc, ...]:
        """Each breakdown: how many groups are shown and hidden, and whether groups differ."""
        rows = []
        for by in dict.fromkeys(g.by for g in self.groups if g.by != EVERYONE):
            groups = [g for g in self.groups if g.by == by]
            shown = sum(map(self.is_shown, groups))
            scales = {
                scale: group_differences(
                    [(figure.n, figure.shown) for _, figure in self.shown_of(by, scale)],
                    self.spread(scale),
                )
                for scale in self.key
                if is_disjoint(groups)
            }
            rows.append(
                BreakdownDoc(
                    by=by,
                    columns=tuple(columns_of(by)),
                    shown=shown,
                    hidden=len(groups) - shown,
                    scales=scales,
                )
            )
        return tuple(rows)

    def group(self, group: Group, heads: Mapping[Key, int]) -> GroupDoc:
        """Everything that may be shown of one group."""
        shown = self.is_shown(group)
        parts = self._parts(group)
        found = findings(parts, self.labels_of_facets, self._grave(group))
        chosen = team_steps(self.catalogue, parts, self.labels_of_facets)
        self.used |= {choice.step.id: choice.step for choice in chosen}
        means = {id_: (f.n, f.shown) for id_ in self.cultures if (f := self.figure(group.key, id_))}
        return GroupDoc(
            by=group.by,
            name=group.name if group.by != EVERYONE else None,
            n=len(group.members) if shown else None,
            reason=None if shown else HIDDEN,
            scales={scale: self._scale(group, scale, heads) for scale in self.key},
            items=self._items(group),
            agreement={scale: self._agreement(group, scale) for scale in self.key},
            stands_out=stands_out(means, {id_: self.spread(id_) for id_ in means})
            if len(means) > 1
            else None,
            strengths=found.strengths,
            focus=found.focus,
            for_leading=found.for_leading,
            steps=tuple(choice.document() for choice in chosen),
            response=responded(len(group.members), heads.get(group.key), None) if shown else None,
        )

    @cached_property
    def labels_of_facets(self) -> Labels:
        """Measure of a part -> its label, its opposite, what a high score of it means."""
        return {
            facet_measure(questionnaire.id, facet.id): (
                facet.label,
                facet.opposite or "",
                questionnaire.high_is,
            )
            for questionnaire in self.survey.questionnaires
            for facet in questionnaire.facets
        }

    def _parts(self, group: Group) -> dict[str, Part]:
        names = self.publication.measures.keys() & self.labels_of_facets.keys()
        parts = {}
        for name in sorted(names):
            figure = self.figure(group.key, name)
            if figure is not None:
                limits = interval(figure.shown, figure.n, self.spread(name))
                parts[name] = Part(figure.shown, limits.low, limits.high)
        return parts

    def _grave(self, group: Group) -> set[str]:
        """The parts of a scale with a serious thing shown as sometimes or more: no strengths."""
        return {
            facet_measure(questionnaire.id, facet.id)
            for questionnaire in self.survey.questionnaires
            if any(self._is_grave(group, item) for item in questionnaire.items)
            for facet in questionnaire.facets
        }

    def _is_grave(self, group: Group, item: Item) -> bool:
        figure = self.figure(group.key, item_measure(item.id)) if item.serious else None
        return figure is not None and figure.shown.value >= LOW

    def _mean(self, group: Group, measure: str) -> MeanDoc:
        figure = self.figure(group.key, measure)
        if figure is None:
            return MeanDoc(mean=None, direction=None, interval=None, reason=HIDDEN)
        return MeanDoc(
            mean=figure.shown.value,
            direction=figure.shown.direction,
            interval=interval(figure.shown, figure.n, self.spread(measure)),
            reason=None,
        )

    def _scale(self, group: Group, scale: str, heads: Mapping[Key, int]) -> GroupScaleDoc:
        figure = self.figure(group.key, scale)
        n = figure.n if figure else None
        head = heads.get(group.key)
        facets = {
            facet.id: self._mean(group, name)
            for facet in self.questionnaires[scale].facets
            if (name := facet_measure(scale, facet.id)) in self.publication.measures
        }
        bounds = responded(figure.n, head, figure.shown).bounds if figure else None
        return GroupScaleDoc(
            **dict(self._mean(group, scale)),
            answered=n,
            pooled=self._pooling(group.by, scale).get(group.key),
            worst_case=bounds,
            facets=facets,
        )

    def _pooling(self, by: str, scale: str) -> dict[Key, PooledDoc | None]:
        if (by, scale) not in self._pooled:
            shown = self.shown_of(by, scale)
            apart = by != EVERYONE and is_disjoint([group for group, _ in shown])
            found = (
                pooled([(figure.n, figure.shown) for _, figure in shown], self.spread(scale))
                if apart
                else [None] * len(shown)
            )
            keys = [group.key for group, _ in shown]
            self._pooled[by, scale] = dict(zip(keys, found, strict=True))
        return self._pooled[by, scale]

    def _items(self, group: Group) -> dict[str, GroupItemDoc]:
        names = [id_ for id_ in self.publication.measures if id_.startswith("item:")]
        items = {}
        for name in names:
            figure = self.figure(group.key, name)
            items[name.removeprefix("item:")] = GroupItemDoc(
                mean=figure.shown.value if figure else None,
                direction=figure.shown.direction if figure else None,
                answered=figure.n if figure else None,
                reason=None if figure else HIDDEN,
            )
        return items

    def _agreement(self, group: Group, scale: str) -> AgreementDoc | None:
        if self.without_words:
            return None
        if self.figure(group.key, scale) is None or group.key not in self.details(scale):
            return None
        agreement = self.agreements[scale].of(group)
        if agreement is not None:
            self.note_word(f"{WORDS}:{scale}", group)
        return agreement

    def comparisons(self) -> ComparisonsDoc:
        """Every group of fifteen or more beside the rest."""
        rows = []
        for scale in self.key:
            whole = self.figure(self.everyone.key, scale)
            if whole is None:
                continue
            steps = self.publication.measures[scale].steps
            rows += [
                beside_the_rest(
                    group,
                    scale,
                    own_figure=(figure.n, figure.shown),
                    whole=(whole.n, whole.shown),
                    spread=self.spread(scale),
                    steps=steps,
                )
                for group in self.groups[1:]
                if (figure := self.figure(group.key, scale)) is not None
                and min(figure.n, whole.n - figure.n) >= rules.MINIMUM_DETAIL
            ]
        ladder = {
            (row.by, scale): apart.ladder
            for row in self.breakdowns()
            for scale, apart in row.scales.items()
        }
        return judged(rows, ladder)
