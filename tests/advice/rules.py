"""Each rule of advice as a case and what must hold in it, held against an independent reading."""

# ruff: noqa: ARG005 - every rule has the same signature, also those that look at one side only

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from advice.reading import Reading, does_good_anyway, is_light
from advice.real import steps
from rctdiag.model.step import Offer, Plan, Step

Case = Callable[[Reading], bool]
Holds = Callable[[Reading, Plan], bool]
ORDER = ("protection", "rest", "company", "candour")
COMPANY = ("networking", "sustaining")
STOP_KINDS = {"advice", "own_notes", "rest", "company", "leaving"}


@dataclass(frozen=True)
class Rule:
    name: str
    case: Case
    holds: Holds


def now(plan: Plan) -> list[Step]:
    return [offer.step for offer in plan.now]


def everything(plan: Plan) -> tuple[Offer, ...]:
    return plan.now + plan.later + plan.held_back


def restores_beside_small(shown: list[Step]) -> bool:
    return len(shown) == 2 and any(
        "restores" in one.traits and other.costs.minutes <= 15
        for one, other in (shown, reversed(shown))
    )


def outside_if_any(read: Reading, plan: Plan) -> bool:
    if plan.now and "outside" in plan.now[0].step.traits:
        return True
    company = [step for step in offerable(read) if step.strategy in COMPANY]
    return not any("outside" in step.traits and "leaving" not in step.traits for step in company)


def stop_kind(step: Step) -> int:
    """Where it stands among what is left under the stop rule; leaving is leaving, and last."""
    if "leaving" in step.traits:
        return 4
    kinds = [{"must_act"}, {"advice"}, {"own_notes"}, {"rest", "company", "restores"}]
    return next(nth for nth, kind in enumerate(kinds) if kind & set(step.traits))


def stop_order(read: Reading, plan: Plan) -> bool:
    """Advice from outside always, and before all but a duty; then notes, rest or company, leaving.

    Of rest and company it is the one that fits best.
    """
    shown = now(plan)
    kinds = [stop_kind(step) for step in shown]
    advice = shown[kinds.index(1)] if 1 in kinds else None
    either = [s for s in steps() if {"rest", "company"} & set(s.traits)]
    could = [s for s in either if "leaving" not in s.traits and not read.barred(s)]
    best = max(map(read.fit, could), default=0.0)
    third = [read.fit(s) for s in shown if stop_kind(s) == 3]
    return bool(
        kinds == sorted(set(kinds))
        and advice
        and "outside" in advice.traits
        and (read.exhausted or all(fit > best - 1e-9 for fit in third))
        and (read.exhausted or read.leader or kinds == [1, 2, 3])
    )


def ordered(read: Reading, plan: Plan) -> bool:
    phases = [ORDER.index(step.phase) for step in now(plan)][1 if read.company_first else 0 :]
    return phases == sorted(phases)


def only_stop_kinds(read: Reading, plan: Plan) -> bool:
    allowed = STOP_KINDS | ({"must_act"} if read.leader else set())
    return all(
        s.strategy in COMPANY
        and s.visibility == "quiet"
        and allowed & set(s.traits)
        and not candour(s)
        for s in now(plan)
    )


def offerable(read: Reading) -> list[Step]:
    """Everything that might be offered now; nothing where nobody could come along."""
    found = read.offerable
    if read.company_first and not any(step.strategy in COMPANY for step in found):
        return []
    return found


def enough(read: Reading, plan: Plan) -> bool:
    """Three to five; for those who decide over others as many of them as the catalogue has."""
    least = min(3, len(offerable(read))) if read.leader else 3
    return least <= len(plan.now) <= 5


def two_if_any(read: Reading, plan: Plan) -> bool:
    """What restores first, from sustaining where there is any, then a small step that is quiet.

    For those who decide over others as far as the catalogue has them.
    """
    shown, found = now(plan), offerable(read)
    if not shown:
        return read.leader and not found
    could = [s for s in found if "restores" in s.traits]
    sustains = any(s.strategy == "sustaining" for s in could)
    small = [s for s in found if s.costs.minutes <= 15 and is_quiet(s) and s is not shown[0]]
    return bool(
        could
        and shown[0] in could
        and (shown[0].strategy == "sustaining" or not sustains)
        and all(s in small for s in shown[1:])
        and len(shown) == (2 if small or not read.leader else 1)
    )


def gives_back(step: Step) -> bool:
    return step.costs.gives_back > 0 or "restores" in step.traits


def gives_back_if_any(read: Reading, plan: Plan) -> bool:
    any_at_all = any(gives_back(step) for step in offerable(read))
    return not any_at_all or any(gives_back(step) for step in now(plan))


def carries_answers(read: Reading, plan: Plan) -> bool:
    return all(_answers_of(read, offer) for offer in everything(plan))


def _answers_of(read: Reading, offer: Offer) -> bool:
    if not (read.stop or read.spoken_for(offer.step) or does_good_anyway(offer.step)):
        return False
    if not offer.because:
        return read.stop or does_good_anyway(offer.step)
    told = [f"{one.scale}.{one.facet}" for one in offer.because]
    worth = [read.presence(name) * offer.step.answers.get(name, 0) for name in told]
    fallback = read.stop and not set(told) <= set(offer.step.answers)
    return (
        len(offer.because) <= 3
        and (fallback or (len(set(told)) == len(told) and set(told) <= set(offer.step.answers)))
        and (fallback or all(a > b - 1e-9 for a, b in pairwise(worth)))
        and all(_is_strongest(read, one.scale, one.facet, one.item) for one in offer.because)
        and all(read.sheet.answers[one.item] == one.answer for one in offer.because)
    )


def _is_strongest(read: Reading, scale: str, facet: str, item: str) -> bool:
    keyed = read.keyed[scale, facet][item]
    turned = 6 - keyed if scale in ("connection", "readiness") else keyed
    return turned >= 3 and (read.stop or turned == read.hardest(scale, facet))


def reasons_fit(read: Reading, plan: Plan) -> bool:
    return (
        all(not offer.reason for offer in plan.now)
        and all(offer.reason.startswith("later_") for offer in plan.later)
        and all(offer.reason.startswith("held_") for offer in plan.held_back)
        and all(read.barred(offer.step) for offer in plan.later + plan.held_back)
        and max(len(plan.later), len(plan.held_back)) <= 5
    )


def support(read: Reading, plan: Plan) -> bool:
    worn: bool = (
        read.reaches("survival", "depletion", 87.5)
        or min(read.keyed["readiness", "reserves"].values(), default=5) == 1
        or (
            ("connection", "worth") in read.scores and not read.reaches("connection", "worth", 12.5)
        )
    )
    expected = [
        *(["danger", "unequal", "others_at_risk", "own_life"] if read.stop else []),
        *(["worn_out"] if read.stop or worn else []),
        *(["you_decide"] if read.leader else []),
    ]
    return list(plan.support) == expected


def levels(read: Reading, plan: Plan) -> bool:
    names = ("low", "some", "good")
    return all(one.level == names[read.level(one.id)] for one in plan.readiness)


def fits(read: Reading, plan: Plan) -> bool:
    return all(abs(offer.fit - read.fit(offer.step)) < 1e-9 for offer in everything(plan))


def few_repeats(_: Reading, plan: Plan) -> bool:
    lists = ([o.step.strategy for o in part] for part in (plan.later, plan.held_back))
    return all(count <= 2 for part in lists for count in Counter(part).values())


def one_to_keep(read: Reading, plan: Plan) -> bool:
    """A step that keeps what is good; where nothing is strong, two of them, if there are two."""
    keeps, could = (sum("keeps" in s.traits for s in some) for some in (now(plan), read.offerable))
    strong = any(read.spoken_for(step) for step in read.offerable)
    return keeps >= (1 if strong else min(2, could))


def rested(read: Reading, plan: Plan) -> bool:
    """Something that restores, and as many steps as reserves allow or the catalogue restores."""
    strong = any(read.spoken_for(step) for step in read.offerable)
    light = read.overloaded or not read.measured
    most = 3 + (read.level("reserves") if strong and not light else 0)
    resting = sum(map(does_good_anyway, now(plan)))
    all_of_them = sum(map(does_good_anyway, read.offerable))
    return resting > 0 and (len(plan.now) == most or (resting == all_of_them and resting < most))


def always(_: Reading) -> bool:
    return True


def advised(read: Reading) -> bool:
    return not read.stop and not read.too_few


def quiet(_: Reading, plan: Plan) -> bool:
    return all(map(is_quiet, now(plan)))


def is_quiet(step: Step) -> bool:
    return step.visibility == "quiet" and not candour(step)


def candour(step: Step) -> bool:
    return not {"upward", "one_to_one"}.isdisjoint(step.traits)


RULES = (
    Rule("levels", always, levels),
    Rule("stop_rule_seen", always, lambda r, p: p.stop == r.stop),
    Rule("support", always, support),
    Rule("answers", always, carries_answers),
    Rule("reasons", always, reasons_fit),
    Rule("fit", always, fits),
    Rule("variety", always, few_repeats),
    Rule("nothing_barred", always, lambda r, p: not any(map(r.barred, now(p)))),
    Rule(
        "few_allies",
        lambda r: r.few_allies,
        lambda r, p: not p.now or p.now[0].step.strategy in COMPANY,
    ),
    Rule(
        "outside_first",
        lambda r: r.company_first and advised(r) and not r.exhausted,
        outside_if_any,
    ),
    Rule("stop_order", lambda r: r.stop, stop_order),
    Rule(
        "low_safety",
        lambda r: r.low_safety,
        quiet,
    ),
    Rule(
        "little_say",
        lambda r: r.little_say,
        quiet,
    ),
    Rule(
        "short_form",
        lambda r: r.form == "short",
        quiet,
    ),
    Rule(
        "exhausted",
        lambda r: r.exhausted and advised(r),
        two_if_any,
    ),
    Rule(
        "advice_for_the_exhausted",
        lambda r: r.exhausted and r.stop and not r.leader,
        lambda r, p: any("advice" in s.traits for s in now(p)),
    ),
    Rule(
        "a_way_out",
        lambda r: advised(r) and {"power_used", "low_safety"} <= r.true and not r.exhausted,
        lambda r, p: (
            any("leaving" in s.traits for s in now(p))
            == any("leaving" in s.traits for s in r.offerable)
        ),
    ),
    Rule(
        "exhausted_stop",
        lambda r: r.exhausted and r.stop and not r.leader,
        lambda r, p: restores_beside_small(now(p)),
    ),
    Rule(
        "three_to_five",
        lambda r: advised(r) and not r.exhausted,
        enough,
    ),
    Rule("keeps_what_is_good", lambda r: advised(r) and r.fairly_well, one_to_keep),
    Rule(
        "nothing_to_keep",
        lambda r: not r.fairly_well,
        lambda r, p: not any("keeps" in o.step.traits for o in everything(p)),
    ),
    Rule(
        "rest_for_those_in_charge",
        lambda r: advised(r) and r.leader and not r.exhausted and (r.low_safety or r.overloaded),
        rested,
    ),
    Rule("gives_back", advised, gives_back_if_any),
    Rule("order_of_work", lambda r: advised(r) and r.several and not r.exhausted, ordered),
    Rule(
        "no_candour_where_power_is_used",
        lambda r: r.power_used,
        lambda r, p: not any(map(candour, now(p))),
    ),
    Rule(
        "load",
        lambda r: r.overloaded,
        lambda r, p: all(is_light(s) or "must_act" in s.traits for s in now(p)),
    ),
    Rule(
        "bars",
        lambda r: bool(r.true),
        lambda r, p: not any(r.true & set(s.not_when) for s in now(p)),
    ),
    Rule(
        "stop",
        lambda r: r.stop,
        lambda r, p: len(p.now) <= 3 and not p.later + p.held_back and only_stop_kinds(r, p),
    ),
    Rule("stop_offers", lambda r: r.stop, lambda r, p: bool(p.now)),
    Rule(
        "position_yes",
        lambda r: r.leader,
        lambda r, p: all(o.step.audience == "leader" for o in everything(p)),
    ),
    Rule(
        "position_no",
        lambda r: not r.leader,
        lambda r, p: all(o.step.audience == "person" for o in everything(p)),
    ),
    Rule(
        "duty_first",
        lambda r: r.leader and r.stop,
        lambda r, p: bool(p.now) and "must_act" in p.now[0].step.traits,
    ),
    Rule(
        "no_readiness",
        lambda r: r.no_readiness,
        lambda r, p: "no_readiness" in p.flags and quiet(r, p),
    ),
    Rule(
        "too_few",
        lambda r: r.too_few,
        lambda r, p: "too_few_answers" in p.flags and (r.stop or not everything(p)),
    ),
    Rule(
        "first_impression",
        lambda r: r.sheet.months_here in (0, 1, 2),
        lambda r, p: not any("first_impression" in s.not_when for s in now(p)),
    ),
)
