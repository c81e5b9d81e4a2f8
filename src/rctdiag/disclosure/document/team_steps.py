"""What a group can build on, what is worth a talk, and its steps: from shown figures only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rctdiag.model.documents.teams import BecauseDoc, FindingDoc, TeamStepDoc
from rctdiag.model.step import STRATEGIES
from rctdiag.scoring.bands import HIGH, PRESENT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rctdiag.model.group import Shown
    from rctdiag.model.questionnaire import High
    from rctdiag.model.step import Step

    # Part -> its label, its opposite, what a high score of it means.
    Labels = Mapping[str, tuple[str, str, High]]

EACH_WAY = 3
OF_ONE_SCALE = 2
# What a group may not be asked to talk about in the group: people pay for talking there. It is
# for whoever leads the talk, and where it reads as often, steps of open talk wait.
PAID_FOR = ("hierarchical.power_over", "pseudo_relational.cost_of_candour")


class Part(NamedTuple):
    """A facet of a group as shown: its mean, and the limits of its interval, 0-100."""

    shown: Shown
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Findings:
    """Parts that go best, parts worth a talk, and parts for whoever leads the talk alone."""

    strengths: tuple[FindingDoc, ...]
    focus: tuple[FindingDoc, ...]
    for_leading: tuple[FindingDoc, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A step for a group, and the parts that led to it."""

    step: Step
    because: tuple[str, ...]

    def document(self) -> TeamStepDoc:
        """For the document."""
        parts = (name.partition(".") for name in self.because)
        return TeamStepDoc(
            id=self.step.id,
            strategy=self.step.strategy,
            because=tuple(BecauseDoc(scale=scale, facet=facet) for scale, _, facet in parts),
        )


def burden(name: str, part: Part, labels: Labels) -> tuple[float, float, float]:
    """How much of a difficulty a part tells of, 0-100: its least, its mean, its most."""
    if labels[name][2] == "good":
        return 100 - part.high, 100 - part.shown.value, 100 - part.low
    return part.low, part.shown.value, part.high


def _valued(parts: Mapping[str, Part], labels: Labels) -> dict[str, Part]:
    """The parts of which one end is good: of others nothing can be called good or hard."""
    return {name: part for name, part in parts.items() if labels[name][2] != "neutral"}


def findings(parts: Mapping[str, Part], labels: Labels, grave: Collection[str] = ()) -> Findings:
    """Up to three strengths and up to three parts worth a talk; ties by name.

    A part is either only where it lies clearly beyond the middle: its interval excludes 50. A
    ``grave`` part, in whose scale something serious is shown as sometimes or more, is no
    strength. What people pay for is in neither list: it is for whoever leads the talk.
    """
    weights = {name: burden(name, part, labels) for name, part in _valued(parts, labels).items()}
    good = sorted(
        (mean, name)
        for name, (_, mean, most) in weights.items()
        if most < PRESENT and name not in grave and name not in PAID_FOR
    )[:EACH_WAY]
    hard = sorted((-mean, name) for name, (least, mean, _) in weights.items() if least > PRESENT)
    apart = [
        (-weights[name][1], name)
        for name in PAID_FOR
        if name in weights and (name in grave or weights[name][0] > PRESENT)
    ]
    talk = _not_one_scale_alone([entry for entry in hard if entry[1] not in PAID_FOR])
    return Findings(
        tuple(_finding(name, parts[name], labels) for _, name in good),
        tuple(_finding(name, parts[name], labels) for _, name in talk),
        tuple(_finding(name, parts[name], labels) for _, name in apart),
    )


def _not_one_scale_alone(entries: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """The first three, of one scale two at most: parts of one scale mostly tell one thing."""
    of_scale: Counter[str] = Counter()
    kept = []
    for entry in entries:
        scale = entry[1].partition(".")[0]
        of_scale[scale] += 1
        if of_scale[scale] <= OF_ONE_SCALE:
            kept.append(entry)
    return kept[:EACH_WAY]


def _finding(name: str, part: Part, labels: Labels) -> FindingDoc:
    label, opposite, high = labels[name]
    welcome = high == "good"
    scale, _, facet = name.partition(".")
    return FindingDoc(
        scale=scale,
        facet=facet,
        good=label if welcome else opposite or label,
        hard=(opposite or label) if welcome else label,
        mean=part.shown.value,
        direction=part.shown.direction,
    )


def team_steps(
    catalogue: Sequence[Step], parts: Mapping[str, Part], labels: Labels
) -> list[Chosen]:
    """The map of a group: for each strategy the step that answers best to what its parts show.

    Every strategy has a step where any of its parts is shown. Where people are punished, or get
    a bad name, for speaking up, steps of open talk wait.
    """
    weights = {
        name: burden(name, part, labels)[1] / 100 for name, part in _valued(parts, labels).items()
    }
    unsafe = any(weights.get(name, 0.0) * 100 >= HIGH for name in PAID_FOR)
    chosen = []
    for strategy in STRATEGIES:
        fitting = [
            (-_fit(step, weights), step.id, step)
            for step in catalogue
            if step.strategy == strategy
            and not (unsafe and step.phase == "candour")
            and not step.answers.keys().isdisjoint(weights)
        ]
        if fitting and strategy == "naming" and _is_contact_rare(weights, labels):
            # Naming begins with what there is: with the good thing of which most is left.
            left = [
                (_lacking(candidate, weights, labels), id_, candidate)
                for _, id_, candidate in fitting
            ]
            step = min(left, key=lambda entry: entry[:2])[2]
            chosen.append(Chosen(step, _because(step, weights)))
        elif fitting:
            step = min(fitting, key=lambda entry: entry[:2])[2]
            chosen.append(Chosen(step, _because(step, weights)))
    return chosen


def _is_contact_rare(weights: Mapping[str, float], labels: Labels) -> bool:
    """Whether the good things, taken together, read as rarely or never."""
    good = [weight for name, weight in weights.items() if labels[name][2] == "good"]
    return bool(good) and sum(good) / len(good) * 100 > HIGH


def _lacking(step: Step, weights: Mapping[str, float], labels: Labels) -> float:
    """How much is lacking of the good things that a step answers; all of it where it has none."""
    return max(
        (weights[name] for name in step.answers if name in weights and labels[name][2] == "good"),
        default=1.0,
    )


def _fit(step: Step, weights: Mapping[str, float]) -> float:
    """The burden of the parts that a step answers, on the average by its weights."""
    known = {name: weight for name, weight in step.answers.items() if name in weights}
    return sum(weight * weights[name] for name, weight in known.items()) / sum(known.values())


def _because(step: Step, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The parts that speak for a step, the strongest first; none of those people pay for."""
    parts = [
        (-weight * weights[name], name)
        for name, weight in step.answers.items()
        if weights.get(name, 0.0) * 100 >= PRESENT and name not in PAID_FOR
    ]
    return tuple(name for _, name in sorted(parts))
