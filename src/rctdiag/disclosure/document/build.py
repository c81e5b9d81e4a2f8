"""The only maker of a group document: nothing about a group leaves but through here.

Plan (from membership and missing answers only), publish; then the document, of what was published,
of what follows from it, and of words that stand for wide bands; then the attack on the finished
document, read back from its JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from rctdiag.disclosure import rules
from rctdiag.disclosure.audit.auditor import audit, refusal
from rctdiag.disclosure.audit.document_check import check
from rctdiag.disclosure.audit.words_attack import require_open
from rctdiag.disclosure.document.careless_and_power import power_part, words_of_everybody
from rctdiag.disclosure.document.headcounts import Heads, headcounts
from rctdiag.disclosure.document.labels import (
    hidden,
    item_labels,
    scale_labels,
    step_texts,
)
from rctdiag.disclosure.document.parts import GroupParts
from rctdiag.disclosure.figures.person_scores import score_people
from rctdiag.disclosure.figures.read_back import read_publication
from rctdiag.disclosure.groups.membership import EVERYONE, membership
from rctdiag.disclosure.release.publication import publish
from rctdiag.disclosure.release.publication_plan import plan_publication
from rctdiag.disclosure.release.release_ledger import Respondents
from rctdiag.errors.faults import ConfidentialityRefusal, Fault, UsageFault
from rctdiag.model.documents.teams import AuditDoc, TeamFigures
from rctdiag.scoring.key import scoring_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.disclosure.figures.person_scores import Scores
    from rctdiag.disclosure.release.publication import Publication
    from rctdiag.disclosure.release.publication_plan import PublicationPlan
    from rctdiag.disclosure.release.release_ledger import Ledger
    from rctdiag.model.documents.teams import GroupDoc
    from rctdiag.model.step import Step

    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class ReportRequest:
    """What is wanted of a survey.

    Attributes:
        breakdowns: As ``--by`` gives them.
        minimum: 5 or more.
        power: Breakdown -> its values from least to most power.
        headcount: (column -> value, people) of each row of the list of headcounts.
        release: The name of a release; None for a draft.
        without_words: Whether all that rests on answers but numbers and means is left out. It is
            asked for and never decided here: if words were left out of what would be refused,
            that would tell that the table is one of these few.
        of_waves: Whether it is a wave of ``compare``, which cannot be asked for without words.
    """

    breakdowns: tuple[str, ...] = ()
    minimum: int = rules.MINIMUM
    power: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headcount: tuple[tuple[Mapping[str, str], int], ...] = ()
    release: str | None = None
    without_words: bool = False
    of_waves: bool = False


@dataclass(frozen=True)
class Made:
    """A safe document, what the ledger has to know of it, and how the list of headcounts fits."""

    document: TeamFigures
    publication: Publication
    respondents: Respondents | None
    heads: Heads = field(default_factory=Heads)

    def release(self, ledger: Ledger, name: str) -> None:
        """Write the release down, before anybody sees the document.

        Raises:
            ConfidentialityRefusal: the name stands for another release, or a few people changed
                their answers since an earlier one.
            UsageFault: the table has no ids.
        """
        if self.respondents is None:
            raise UsageFault(Fault("release-needs-id", "a release needs ids.", "Add --id COLUMN."))
        ledger.record(name, self.publication, self.respondents)


def report(
    survey: Survey, request: ReportRequest, steps: Sequence[Step] = (), ledger: Ledger | None = None
) -> Made:
    """The figures of a ``rctdiag.teams/1`` document; texts about the tool are added above.

    Args:
        survey: The table.
        request: What is wanted of it.
        steps: The catalogue; those for teams are chosen from.
        ledger: What was released before; it needs ids.

    Raises:
        ConfidentialityRefusal: too few people, or figures that together would tell too much.
        InputRejected: more answered in a hidden group than a headcount says.
        UsageFault: a breakdown or minimum that cannot be.
    """
    survey, scores = respondents(survey)
    _refuse_too_few(survey, request)
    members = membership(len(survey.given), survey.columns, request.breakdowns, survey.tags)
    people = Respondents(survey.ids, scores.blocks, survey.given.tolist()) if survey.ids else None
    earlier = (
        ledger.earlier(people, request.release, scores.measures) if ledger and people else None
    )
    plan: PublicationPlan | None
    plan = plan_publication(members, scores.measures, request.minimum, earlier)
    while plan is not None:
        publication = publish(plan, scores.blocks)
        parts = GroupParts(survey, scores, publication, steps, earlier or {})
        has_many_words = parts.possible_words >= rules.WORDS_LEFT_OUT_FROM
        parts.without_words = request.without_words
        heads = headcounts(request.headcount, members, publication.respondents, survey.tags)
        document = _document(parts, request, heads)
        # What is attacked is the finished document, read back as anybody would read it.
        written = TeamFigures.model_validate_json(document.model_dump_json())
        check(written, publication)
        figures = read_publication(written, publication)
        attacked = audit(figures, earlier, scores.blocks)
        if attacked.passed:
            if not request.without_words:
                may_leave_out = has_many_words and not request.of_waves
                require_open(written, figures, survey, scores, may_leave_out=may_leave_out)
            elif not has_many_words:  # as if they were there, so that their absence tells nothing
                whole = replace(request, without_words=False)
                worded = GroupParts(survey, scores, publication, steps, earlier or {})
                require_open(_document(worded, whole, heads), figures, survey, scores)
            recorded = replace(people, words=parts.words, known=attacked.known) if people else None
            return Made(document, publication, recorded, heads)
        # Figures that would tell one and the same answer of many stay away, not the whole report.
        plan = plan.showing_less(attacked.delicate) if attacked.delicate else None
    raise refusal(attacked.findings)


def _document(parts: GroupParts, request: ReportRequest, heads: Heads) -> TeamFigures:
    """What is written of a publication; nobody has attacked it yet."""
    scores, publication = parts.scores, parts.publication
    careless, gaps = words_of_everybody(parts)
    return TeamFigures(
        form=parts.survey.form,
        minimum=request.minimum,
        release=request.release,
        scale_order=tuple(scale.id for scale in scores.key.scales),
        scales=scale_labels(parts),
        items=item_labels(parts),
        breakdowns=parts.breakdowns(),
        organisation=_whole(parts, heads),
        groups=tuple(
            parts.group(group, heads.of)
            for group in publication.membership.groups
            if group.by != EVERYONE
        ),
        hidden=hidden(parts),
        comparisons=parts.comparisons(),
        power=power_part(parts, request.power),
        steps=step_texts(parts),
        careless=careless,
        gaps=gaps,
        without_words=request.without_words,
        audit=AuditDoc(
            rules=(*rules.RULES, "details"),
            attacks=(*rules.attacks_on(publication.membership.size), "document"),
            passed=True,  # what does not pass is never handed out
        ),
    )


def _whole(parts: GroupParts, heads: Heads) -> GroupDoc:
    """Everybody; where a list of headcounts cannot tell how many they are, why."""
    organisation = parts.group(parts.everyone, heads.of)
    if not heads.whole or organisation.response is None:
        return organisation
    response = organisation.response.model_copy(update={"reason": heads.whole})
    return organisation.model_copy(update={"response": response})


def respondents(survey: Survey) -> tuple[Survey, Scores]:
    """The people with a score on a scale at least, and their scores; nobody else counts."""
    key = scoring_key(survey.questionnaires, survey.form)
    scores = score_people(key, survey.questionnaires, survey.given, survey.items)
    scored = np.zeros(len(survey.given), dtype=bool)
    for scale in key.scales:
        scored |= np.array(scores.measure(scale.id).valid, dtype=bool)
    if scored.all():
        return survey, scores
    left = survey.only([int(person) for person in np.flatnonzero(scored)])
    return left, score_people(key, left.questionnaires, left.given, left.items)


def _refuse_too_few(survey: Survey, request: ReportRequest) -> None:
    needed = max(request.minimum, rules.MINIMUM)
    if len(survey.given) < needed:
        raise ConfidentialityRefusal(
            Fault(
                "too-few-people",
                f"Fewer than {needed} people answered enough questions.",
                "That is too few for a group report. Each person can have a report of their own.",
            )
        )
