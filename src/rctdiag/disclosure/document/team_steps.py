"""What a group can build on, what it could work on, and steps for it: from shown figures only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rctdiag.model.step import STRATEGIES
from rctdiag.scoring.bands import HIGH, LOW, PRESENT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rctdiag.model.group import Shown
    from rctdiag.model.step import Step

    Document = dict[str, Any]
    Labels = Mapping[str, tuple[str, str, bool]]  # part -> label, opposite, whether more is welcome

EACH_WAY = 3
OF_ONE_SCALE = 2
# Where these read as often, people pay for talking: steps of open talk wait until it is safe.
PAID_FOR = ("hierarchical.power_over", "pseudo_relational.cost_of_candour")


@dataclass(frozen=True, slots=True)
class Findings:
    """Parts that go best, and parts that weigh most, the clearest first."""

    strengths: list[Document]
    focus: list[Document]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A step for a group, and the parts that led to it."""

    step: Step
    because: tuple[str, ...]

    def told(self) -> Document:
        """For the document."""
        return {
            "id": self.step.id,
            "strategy": self.step.strategy,
            "because": [
                dict(zip(("scale", "facet"), name.split("."), strict=True)) for name in self.because
            ],
        }


def burden(name: str, shown: Shown, labels: Labels) -> float:
    """How much of a difficulty a part tells of, 0-100."""
    return 100 - shown.value if labels[name][2] else shown.value


def findings(facets: Mapping[str, Shown], labels: Labels, grave: Collection[str] = ()) -> Findings:
    """Up to three strengths and up to three parts to work on; ties by name.

    A strength is at the middle or on its good side; a part to work on reads as sometimes or more
    on its hard side. No part is both, and no ``grave`` part is a strength: something serious in its
    scale is shown as sometimes or more.
    """
    weights = {name: burden(name, shown, labels) for name, shown in facets.items()}
    good = sorted(
        (its, name) for name, its in weights.items() if its <= PRESENT and name not in grave
    )[:EACH_WAY]
    taken = {name for _, name in good}
    hard = _not_one_scale_alone(
        sorted((-its, name) for name, its in weights.items() if its >= LOW and name not in taken)
    )
    return Findings(
        [_told(name, facets[name], labels) for _, name in good],
        [_told(name, facets[name], labels) for _, name in hard],
    )


def _not_one_scale_alone(found: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """The first three, of one scale two at most: parts of one scale mostly tell one thing."""
    seen: Counter[str] = Counter()
    kept = []
    for one in found:
        scale = one[1].partition(".")[0]
        seen[scale] += 1
        if seen[scale] <= OF_ONE_SCALE:
            kept.append(one)
    return kept[:EACH_WAY]


def _told(name: str, shown: Shown, labels: Labels) -> Document:
    label, opposite, welcome = labels[name]
    scale, _, facet = name.partition(".")
    return {
        "scale": scale,
        "facet": facet,
        "good": label if welcome else opposite,
        "hard": opposite if welcome else label,
        "mean": shown.value,
        "direction": shown.direction,
    }


def team_steps(
    catalogue: Sequence[Step], facets: Mapping[str, Shown], labels: Labels
) -> list[Chosen]:
    """One step a strategy at most: the one that answers best to what the group's parts show.

    A step needs one of its parts at the middle or beyond, on the hard side. Where people are
    punished, or get a bad name, for speaking up, steps of open talk wait.
    """
    weights = {name: burden(name, shown, labels) / 100 for name, shown in facets.items()}
    unsafe = any(weights.get(name, 0.0) * 100 >= HIGH for name in PAID_FOR)
    chosen = []
    for strategy in STRATEGIES:
        fitting = [
            (-_fit(step, weights), step.id, step)
            for step in catalogue
            if step.strategy == strategy
            and not (unsafe and step.phase == "candour")
            and _because(step, weights)
        ]
        if fitting:
            step = min(fitting, key=lambda one: one[:2])[2]
            chosen.append(Chosen(step, _because(step, weights)))
    return chosen


def _fit(step: Step, weights: Mapping[str, float]) -> float:
    """The burden of the parts that a step answers, on the average by its weights."""
    known = {name: weight for name, weight in step.answers.items() if name in weights}
    return sum(weight * weights[name] for name, weight in known.items()) / sum(known.values())


def _because(step: Step, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The parts that speak for a step, the strongest first."""
    told = [
        (-weight * weights[name], name)
        for name, weight in step.answers.items()
        if weights.get(name, 0.0) * 100 >= PRESENT
    ]
    return tuple(name for _, name in sorted(told))
