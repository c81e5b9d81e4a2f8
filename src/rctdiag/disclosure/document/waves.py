"""Waves of a survey, one group report each, and what moved between them.

Each wave is planned, published and audited as a report of its own, beside all earlier ones: the
ledger knows who was in them. So that the same people can be compared, the people of a group who
answered in both of two waves are a group themselves, in both reports; where they cannot be shown,
the groups are compared as they are. All that is said of change follows from the published means
and one spread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rctdiag.disclosure import rules
from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.document.wave_document import Frame, WavesWritten
from rctdiag.disclosure.document.wave_panels import (
    Panel,
    compared_waves,
    own_changes,
    scores_of,
    stayed,
)
from rctdiag.disclosure.figures.wave_changes import SMALLEST
from rctdiag.disclosure.groups.membership import EVERYONE, levels
from rctdiag.disclosure.release.linked_people import ids_of_rows, linked
from rctdiag.errors.faults import Fault, InputRejected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    import numpy as np
    from numpy.typing import NDArray

    from rctdiag.disclosure.document.build import Made
    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.disclosure.release.release_ledger import Ledger
    from rctdiag.model.documents.over_time.waves import WaveFigures
    from rctdiag.scoring.key import Form
    from rctdiag.tables.source.person_ids import Matching


_NOTHING_COMMON = Fault(
    "nothing-common",
    "too few questions were asked in all waves for any score to be compared.",
    "Compare tables of the same questionnaires.",
)


@dataclass(frozen=True)
class WavesRequest:
    """What is wanted of the waves.

    Attributes:
        breakdowns: As ``--by`` gives them.
        minimum: 5 or more.
        smallest: The smallest difference that counts, in points, set beforehand.
        names: What each wave is recorded as.
        matching: When two ids are one person.
    """

    breakdowns: tuple[str, ...]
    names: tuple[str, ...]
    minimum: int = rules.MINIMUM
    smallest: float = SMALLEST
    matching: Matching = "plain"


@dataclass(frozen=True)
class MadeWaves:
    """The figures, and the report of each wave that they follow from."""

    document: WaveFigures
    reports: tuple[Made, ...]

    def release(self, ledger: Ledger, name: str) -> None:
        """Write all waves down, before anybody sees the document, or none.

        Raises:
            ConfidentialityRefusal: a name stands for another release, or a few people changed
                their answers since an earlier one.
        """
        known = ledger.releases()
        written: list[str] = []
        try:
            for made, wave_name in zip(
                self.reports, wave_names(name, len(self.reports)), strict=True
            ):
                made.release(ledger, wave_name)
                written.append(wave_name)
        except BaseException:
            for wave_name in written:
                if wave_name not in known:
                    ledger.withdraw(wave_name)
            raise


def wave_names(name: str, count: int) -> tuple[str, ...]:
    """What each wave of a release is recorded as."""
    return tuple(f"{name} ({at} of {count})" for at in range(1, count + 1))


def waves(surveys: Sequence[Survey], request: WavesRequest, ledger: Ledger) -> MadeWaves:
    """What moved between the waves.

    Args:
        surveys: The tables, the earliest first; all with ids, or none.
        request: What is wanted.
        ledger: What was released before; the waves are recorded in it, so it is a copy unless
            they are to be released.

    Raises:
        ConfidentialityRefusal: too few people in a wave, or waves that together tell too much.
        InputRejected: it is doubtful who somebody is, or too few questions were asked in all
            waves for any score.
        UsageFault: a breakdown or minimum that cannot be.
    """
    shared = SharedQuestions(surveys)
    held = [
        replace(survey, ids=survey.ids or ids_of_rows(survey.given.tolist()))
        for survey in shared.surveys
    ]
    # Without ids the same answers are taken for one person's where that hides more, in ``held``;
    # a change of those who answered alike both times would be none by the way they were found.
    tokens = linked(
        [_known_by(at, wave_survey) for at, wave_survey in enumerate(shared.surveys)],
        request.matching,
    )
    scored = [scores_of(survey) for survey in held]
    if not all(wave.valid.any() for wave in scored):
        raise InputRejected(_NOTHING_COMMON)
    bys = (EVERYONE, *dict.fromkeys(level for by in request.breakdowns for level in levels(by)))
    panels = [Panel(by, pair) for pair in compared_waves(len(held)) for by in bys]
    marks = {panel: stayed(panel, held, tokens, scored) for panel in panels}
    reports = []
    for at, survey in enumerate(held):
        own_panels = [panel for panel in panels if at in panel.waves]
        columns = {panel.column: marks[panel][panel.waves.index(at)] for panel in own_panels}
        report_request = ReportRequest(
            (*request.breakdowns, *(panel.crossed for panel in own_panels)),
            request.minimum,
            release=request.names[at],
            of_waves=True,
        )
        made = report(
            replace(survey, columns={**survey.columns, **columns}), report_request, (), ledger
        )
        made.release(ledger, request.names[at])
        reports.append(made)
    changes = {panel: own_changes(panel, marks[panel], tokens, scored) for panel in panels}
    written = WavesWritten([made.document for made in reports], bys, panels, changes)
    frame = Frame(
        shared.form,
        shared.forms_differ,
        shared.items,
        shared.left_out,
        request.minimum,
        request.smallest,
    )
    return MadeWaves(written.document(frame), tuple(reports))


def _known_by(wave: int, survey: Survey) -> Sequence[str]:
    """The ids of a wave; where it has none, one for each row that is in no other wave."""
    return survey.ids or [f"wave {wave} row {row}" for row in range(len(survey.given))]


class SharedQuestions:
    """The surveys, each with the questions that all of them asked."""

    def __init__(self, surveys: Sequence[Survey]) -> None:
        forms: set[Form] = {survey.form for survey in surveys}
        self.form: Form = "short" if "short" in forms else "full"
        self.forms_differ = len(forms) > 1
        items_asked = [
            {item for at, item in enumerate(survey.items) if (survey.given[:, at] >= 0).any()}
            for survey in surveys
        ]
        common = set.intersection(*items_asked)
        self.items, self.left_out = len(common), len(set.union(*items_asked) - common)
        asked_in_all = set.intersection(
            *({questionnaire.id for questionnaire in survey.questionnaires} for survey in surveys)
        )
        kept = [
            questionnaire
            for questionnaire in surveys[0].questionnaires
            if questionnaire.id in asked_in_all
            and any(item.id in common for item in questionnaire.items)
        ]
        if not kept:
            raise InputRejected(_NOTHING_COMMON)
        self.surveys = [
            replace(
                survey,
                questionnaires=tuple(kept),
                form=self.form,
                given=_blank_unless(survey, common),
            )
            for survey in surveys
        ]


def _blank_unless(survey: Survey, common: AbstractSet[str]) -> NDArray[np.int64]:
    """The answers, blank where not all waves asked."""
    given = survey.given.copy()
    given[:, [item not in common for item in survey.items]] = -1
    return given
