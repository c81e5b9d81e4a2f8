"""Those who answered in two waves, in the same group: a group of their own in both reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rctdiag.disclosure.groups.membership import columns_of
from rctdiag.scoring.key import scoring_key
from rctdiag.tables.expressions.group_sums import has_score, keyed, tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rctdiag.disclosure.document.survey import Survey

    Floats = NDArray[np.float64]

BOTH = "both"  # the value of a column that marks who answered in both of two waves


class Scored(NamedTuple):
    """Everybody's scores in one wave: people by scales, in points, not a number without one."""

    points: Floats
    valid: NDArray[np.bool_]


class Panel(NamedTuple):
    """Those of a breakdown who answered in both of two waves, in the same group."""

    by: str
    waves: tuple[int, int]

    @property
    def column(self) -> str:
        """The column that marks them; no sign in it divides breakdowns."""
        by = self.by.replace(",", " and ").replace("/", " in ")
        first, second = self.waves
        return f"in wave {first + 1} and {second + 1} of {by}"

    @property
    def crossed(self) -> str:
        """The breakdown by group and by whether somebody is one of them."""
        return ",".join((*columns_of(self.by), self.column))

    def name(self, group: str) -> str:
        """What the part of a group is called in a report."""
        return f"{group} / {BOTH}" if group else BOTH


def compared_waves(count: int) -> tuple[tuple[int, int], ...]:
    """The last wave with the one before, and with the first."""
    last = (count - 2, count - 1)
    return (last,) if count == 2 else (last, (0, count - 1))  # noqa: PLR2004 - two waves


def scores_of(survey: Survey) -> Scored:
    """Everybody's scores on the scales of a wave, its two ends half a step from where they are."""
    key = scoring_key(survey.questionnaires, survey.form)
    place = {item: at for at, item in enumerate(survey.items)}
    points, valid = [], []
    for scale in key.scales:
        tallies = {
            facet.id: tally(keyed(survey.given, facet.rows, place)) for facet in scale.facets
        }
        there = has_score(scale, tallies)
        answered = sum(part_tally.answered for part_tally in tallies.values())
        total = sum(part_tally.total for part_tally in tallies.values())
        steps = scale.high - scale.low
        mean = 100 * (total / np.maximum(answered, 1) - scale.low) / steps
        room = 50 / (scale.items * steps)  # half a step: the two ends count alike
        points.append(np.where(there, np.clip(mean, room, 100 - room), np.nan))
        valid.append(there)
    return Scored(np.stack(points, axis=1), np.stack(valid, axis=1))


def _groups(panel: Panel, survey: Survey) -> list[tuple[str | None, ...]]:
    """Everybody's group in a breakdown."""
    columns = [survey.columns[name] for name in columns_of(panel.by)]
    return list(zip(*columns, strict=True)) if columns else [()] * len(survey.given)


def stayed(
    panel: Panel,
    surveys: Sequence[Survey],
    tokens: Sequence[Sequence[bytes]],
    scored: Sequence[Scored],
) -> tuple[list[str | None], list[str | None]]:
    """For both waves, who has every score in both and was in the same group."""
    there = []
    for at in panel.waves:
        groups = _groups(panel, surveys[at])
        there.append(
            {
                token: group
                for token, group, valid in zip(tokens[at], groups, scored[at].valid, strict=True)
                if valid.all() and all(group)
            }
        )
    same = {token for token, group in there[0].items() if there[1].get(token) == group}
    first, second = (
        [BOTH if token in same else None for token in tokens[at]] for at in panel.waves
    )
    return first, second


def own_changes(
    panel: Panel,
    marks: tuple[Sequence[str | None], Sequence[str | None]],
    tokens: Sequence[Sequence[bytes]],
    scored: Sequence[Scored],
) -> Floats:
    """The changes of those who stayed: people by scales."""
    rows = []
    for at, marked in zip(panel.waves, marks, strict=True):
        rows.append(
            {
                token: scored[at].points[person]
                for person, (token, mark) in enumerate(zip(tokens[at], marked, strict=True))
                if mark
            }
        )
    changes = [rows[1][token] - first for token, first in rows[0].items()]
    return np.array(changes).reshape(len(changes), scored[0].points.shape[1])
