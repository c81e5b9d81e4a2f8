"""What must hold of every plan, each rule with the case it is about (docs/advice.md)."""

from collections.abc import Callable
from typing import NamedTuple

from advice.reading import (
    Reading,
    guards,
    meets_somebody_here,
    rung,
    told_already,
    waits_for_an_adviser,
)
from advice.real import steps
from rctdiag.model.plan import Plan
from rctdiag.model.step import STRATEGIES, Step

FOUR = STRATEGIES[:4]


class Rule(NamedTuple):
    """A rule: its name, whom it is about, and whether a plan keeps it."""

    name: str
    case: Callable[[Reading], bool]
    holds: Callable[[Reading, Plan], bool]


def now(plan: Plan) -> list[Step]:
    return [row.now.step for row in plan.map.values() if row.now]


def begin(plan: Plan) -> list[Step]:
    return [offer.step for offer in plan.begin]


def general(step: Step) -> bool:
    return "general" in step.traits


def all_rows(_: Reading, plan: Plan) -> bool:
    """Five rows, each with a step for now or a reason, of its own strategy, and no bare next."""
    return tuple(plan.map) == STRATEGIES and all(
        (row.now is None) != (row.reason is None)
        and (row.now is None or row.now.step.strategy == strategy)
        and (row.next is None or row.next.step.strategy == strategy)
        and (row.next is None) == (not row.opens)
        for strategy, row in plan.map.items()
    )


def nothing_barred(read: Reading, plan: Plan) -> bool:
    return all(read.suits(step) and not read.barred(step) for step in now(plan))


def what_opens(read: Reading, plan: Plan) -> bool:
    """Exactly what bars the next step; nothing does: the first one done.

    Even where help comes first, only what those in charge hear, or candour, needs an adviser.
    """

    def bars(step: Step) -> set[str]:
        free = set() if waits_for_an_adviser(step) else {"help_first"}
        return (read.barred(step) - free) or {"first_done"}

    return all(set(row.opens) == bars(row.next.step) for row in plan.map.values() if row.next)


def next_is_higher(read: Reading, plan: Plan) -> bool:
    """A higher rung than now, where one fits at least half as well as the best of the others."""
    heart = {f"{facet.scale}.{facet.facet}" for facet in plan.heart}
    for strategy, row in plan.map.items():
        if not (row.now and row.next):
            continue
        least, chosen = rung(row.now.step), row.next.step
        others = [
            s
            for s in steps()
            if s.strategy == strategy
            and read.suits(s)
            and s.id != row.now.step.id
            and not told_already(s, now(plan))
        ]
        first = min(read.precedence(s) for s in others)
        best = max(read.fit(s, heart) for s in others if read.precedence(s) == first)
        fitting = [s for s in others if rung(s) > least and read.fit(s, heart) >= best / 2]
        if rung(chosen) <= least and any(read.asked_for(s) for s in fitting):
            return False
    return True


def begins_from_the_map(_: Reading, plan: Plan) -> bool:
    ids = [step.id for step in begin(plan)]
    return (
        len(ids) <= 3
        and len(set(ids)) == len(ids)
        and set(ids) <= {step.id for step in now(plan)}
        and len({step.strategy for step in begin(plan)}) == len(ids)
    )


def at_most_one_general(read: Reading, plan: Plan) -> bool:
    first, *others = [general(step) for step in begin(plan)] or [False]
    if read.help_first:  # a record and advice are right wherever help comes first
        return True
    free = "exhausted" in read.holds or read.too_few
    return sum(others) + first <= 1 + free and (not first or free or all(map(general, now(plan))))


def first_answers_the_heart(read: Reading, plan: Plan) -> bool:
    heart = {f"{facet.scale}.{facet.facet}" for facet in plan.heart}
    usable = [s for s in now(plan) if s.strategy in FOUR and not general(s)]
    if "several" in plan.flags:  # then among those that protect
        usable = [s for s in usable if s.phase == "protection"]
    if not usable or not plan.begin:
        return not usable
    best = max(read.at_heart(step, heart) for step in usable)
    return abs(read.at_heart(plan.begin[0].step, heart) - best) < 1e-9


def protection_first(_: Reading, plan: Plan) -> bool:
    """Where a plan says that what protects comes before candour, it begins so."""
    return "several" not in plan.flags or begin(plan)[0].phase == "protection"


def nothing_twice(_: Reading, plan: Plan) -> bool:
    """No step beside another that says the same in other words."""
    shown = [row.next.step for row in plan.map.values() if row.next]
    return not any(told_already(step, now(plan)) for step in now(plan) + shown)


def nothing_taken_for_granted(read: Reading, plan: Plan) -> bool:
    """Every step shown is for such a person, place and trouble."""
    shown = [row.next.step for row in plan.map.values() if row.next]
    return all(read.suits(step) for step in shown)


def somebody_here(read: Reading, plan: Plan) -> bool:
    possible = any(meets_somebody_here(step) for step in read.open_steps)
    return not possible or any(map(meets_somebody_here, begin(plan)))


def relief_first(read: Reading, plan: Plan) -> bool:
    relief = any("relief" in step.traits for step in read.open_steps)
    first = begin(plan)[:1]
    return len(plan.begin) <= 2 and (not relief or any("relief" in step.traits for step in first))


def harm_comes_first(read: Reading, plan: Plan) -> bool:
    """A duty or advice from outside first; then records and rest; the rest with somebody."""
    kinds = {"record", "advice", "must_act"}
    rows = plan.map
    return (
        rows["norming"].reason == rows["negotiating"].reason == "not_by_yourself"
        and any({"advice", "must_act"} & set(step.traits) for step in begin(plan)[:1])
        and all(
            kinds & set(step.traits)
            or (
                step.strategy == "sustaining"
                and (step.visibility == "alone" or "outside" in step.traits)
            )
            for step in now(plan)
        )
        and not any({"business_case", "upward"} & set(step.traits) for step in now(plan))
        and (
            rows["naming"].now is None or "record" in rows["naming"].now.step.traits or leads(read)
        )
    )


def leads(read: Reading) -> bool:
    return read.audience == "leads"


def for_the_trouble_marked(read: Reading, plan: Plan) -> bool:
    """Where a step is for the very trouble that was marked, it stands in its row."""
    return all(
        row.now is None
        or row.now.step.beyond
        or not any(s.strategy == strategy and s.beyond for s in read.open_steps)
        for strategy, row in plan.map.items()
    )


def keeps_what_is_good(_: Reading, plan: Plan) -> bool:
    return all(
        "keeps" in step.traits or (step.strategy == "sustaining" and general(step))
        for step in now(plan)
    ) and all(heart.why == "best" for heart in plan.heart)


def guards_what_holds(read: Reading, plan: Plan) -> bool:
    """Naming and networking keep what is good, the others answer a trouble, if they can."""
    return plan.heart[-1].why == "best" and all(
        guards(step) or not any(guards(s) for s in read.open_steps if s.strategy == step.strategy)
        for step in now(plan)
        if step.strategy in FOUR
    )


def no_keeping_elsewhere(_: Reading, plan: Plan) -> bool:
    return not any("keeps" in step.traits for step in now(plan))


def no_candour_upwards(_: Reading, plan: Plan) -> bool:
    return not any("upward" in step.traits for step in now(plan))


def not_seen(_: Reading, plan: Plan) -> bool:
    return not any(
        step.visibility == "open" and "represented" not in step.traits for step in now(plan)
    )


def not_shared(_: Reading, plan: Plan) -> bool:
    return all(step.visibility in ("alone", "one") for step in now(plan))


def light(_: Reading, plan: Plan) -> bool:
    return all(
        step.costs.minutes <= 15 or step.costs.gives_back >= step.costs.minutes
        for step in now(plan)
    )


def own_audience(read: Reading, plan: Plan) -> bool:
    shown = [row.next.step for row in plan.map.values() if row.next] + now(plan)
    return all(step.audience == read.audience for step in shown)


def telling_answers(read: Reading, plan: Plan) -> bool:
    """Beside a step stand only answers of "sometimes" or harder; for what keeps, good ones."""
    for offer in plan.begin:
        keeps = "keeps" in offer.step.traits
        for evidence in offer.because:
            keyed = read.keyed[evidence.scale, evidence.facet][evidence.item]
            burden = 6 - keyed if evidence.scale == "connection" else keyed
            if (burden > 3) if keeps else (burden < 3):
                return False
    return True


def two_at_heart(read: Reading, plan: Plan) -> bool:
    return 1 <= len(plan.heart) <= 2 or all(
        read.presence(f"{scale}.{facet}") == 0
        for scale, facet in read.facets
        if scale != "readiness"
    )


def usual(read: Reading) -> bool:
    return not (read.help_first or read.too_few or "exhausted" in read.holds)


RULES = (
    Rule("all_rows", lambda _: True, all_rows),
    Rule("nothing_barred", lambda _: True, nothing_barred),
    Rule("what_opens", lambda _: True, what_opens),
    Rule("next_is_higher", lambda read: not read.help_first, next_is_higher),
    Rule("nothing_twice", lambda _: True, nothing_twice),
    Rule("nothing_taken_for_granted", lambda _: True, nothing_taken_for_granted),
    Rule("protection_first", lambda _: True, protection_first),
    Rule("begins_from_the_map", lambda _: True, begins_from_the_map),
    Rule("at_most_one_general", lambda _: True, at_most_one_general),
    Rule("own_audience", lambda read: read.audience != "member", own_audience),
    Rule("telling_answers", lambda _: True, telling_answers),
    Rule("two_at_heart", lambda read: not read.too_few, two_at_heart),
    Rule("first_answers_the_heart", usual, first_answers_the_heart),
    Rule(
        "somebody_here",
        lambda read: usual(read) and not read.nobody_trusted and read.audience != "left",
        somebody_here,
    ),
    Rule(
        "relief_first",
        lambda read: "exhausted" in read.holds and not (read.help_first or read.too_few),
        relief_first,
    ),
    Rule("harm_comes_first", lambda read: read.help_first and not read.too_few, harm_comes_first),
    Rule("for_the_trouble_marked", lambda read: bool(read.marks), for_the_trouble_marked),
    Rule("keeps_what_is_good", lambda read: read.only_good, keeps_what_is_good),
    Rule(
        "guards_what_holds",
        lambda read: (
            read.holding and not read.only_good and not {"exhausted", "short_form"} & read.holds
        ),
        guards_what_holds,
    ),
    Rule(
        "no_keeping_elsewhere",
        lambda read: not (read.only_good or read.holding),
        no_keeping_elsewhere,
    ),
    Rule(
        "no_candour_upwards",
        lambda read: bool(read.holds & {"low_safety", "power_used"}),
        no_candour_upwards,
    ),
    Rule(
        "not_seen",
        lambda read: bool(read.holds & {"low_safety", "safety_unknown"}),
        not_seen,
    ),
    Rule("not_shared", lambda read: "short_form" in read.holds, not_shared),
    Rule("light", lambda read: bool(read.holds & {"overloaded", "exhausted"}), light),
)
