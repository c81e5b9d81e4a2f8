"""What must hold of a plan, told from an independent reading of the same sheet."""

from collections import Counter
from itertools import pairwise

from advice.reading import NOT_IN_A_GOOD_PLACE, Reading, does_good_anyway
from advice.real import steps
from rctdiag.model.step import Offer, Plan, Step

ORDER = ("protection", "rest", "company", "candour")
COMPANY = ("networking", "sustaining")
STOP_KINDS = {"advice", "own_notes", "rest", "company", "leaving"}


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
        and (not read.exhausted or read.leader or shown[-1].strategy == "sustaining")
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
    anyway = read.stop or read.too_few or does_good_anyway(offer.step)
    if not (anyway or read.spoken_for(offer.step)):
        return False
    if not offer.because:
        return anyway
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


def kept_first(read: Reading, plan: Plan) -> bool:
    """What keeps the good stands before all but company, and nothing there is for trouble."""
    keeps = ["keeps" in s.traits for s in now(plan)][1 if read.company_first else 0 :]
    return keeps == sorted(keeps, reverse=True) and not any(
        NOT_IN_A_GOOD_PLACE & set(offer.step.traits) for offer in everything(plan)
    )


def meets(step: Step) -> bool:
    """Company with people here."""
    company = step.strategy in COMPANY and step.phase == "company"
    return company and not {"outside", "leaving"} & set(step.traits)


def meets_first(read: Reading, plan: Plan) -> bool:
    """To meet people here comes before all but company from outside, if it may be offered."""
    met = [meets(s) for s in now(plan)]
    rest = met[1 if read.company_first else 0 :]
    return rest == sorted(rest, reverse=True) and any(met) == any(map(meets, read.offerable))


def right_anywhere(read: Reading, plan: Plan) -> bool:
    """To be listened to by somebody outside; before it advice, for those who are afraid."""
    shown = now(plan)
    listened_to = shown and {"company", "outside", "restores"} <= set(shown[-1].traits)
    advised = ["advice" in s.traits and "outside" in s.traits for s in shown[:-1]]
    return bool(
        listened_to
        and advised == [True] * read.afraid
        and all(is_quiet(s) and s.costs.minutes <= 15 for s in shown)
        and all(s.strategy == "sustaining" and "leaving" not in s.traits for s in shown)
        and not plan.later + plan.held_back
    )


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
