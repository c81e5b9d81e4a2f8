"""Each rule of advice as a case and what must hold in it, held against an independent reading."""

# ruff: noqa: ARG005 - every rule has the same signature, also those that look at one side only

from collections.abc import Callable
from dataclasses import dataclass

from advice.held import (
    COMPANY,
    advised,
    always,
    candour,
    carries_answers,
    enough,
    everything,
    few_repeats,
    fits,
    gives_back_if_any,
    kept_first,
    levels,
    meets_first,
    now,
    one_to_keep,
    only_stop_kinds,
    ordered,
    outside_if_any,
    quiet,
    reasons_fit,
    rested,
    restores_beside_small,
    right_anywhere,
    stop_order,
    support,
    two_if_any,
)
from advice.reading import Reading, is_light
from rctdiag.model.step import Plan

Case = Callable[[Reading], bool]
Holds = Callable[[Reading, Plan], bool]


@dataclass(frozen=True)
class Rule:
    name: str
    case: Case
    holds: Holds


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
        lambda r: advised(r) and r.worn_leader and not r.exhausted,
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
        lambda r, p: "too_few_answers" in p.flags and "nothing_strong" not in p.flags,
    ),
    Rule("right_anywhere", lambda r: r.too_few and not r.stop, right_anywhere),
    Rule("kept_first", lambda r: advised(r) and r.fairly_well, kept_first),
    Rule(
        "meets_first",
        lambda r: (
            advised(r)
            and "first_impression" in r.true
            and not (r.several or r.power_used or r.exhausted or r.fairly_well or r.worn_leader)
        ),
        meets_first,
    ),
    Rule(
        "first_impression",
        lambda r: r.sheet.months_here in (0, 1, 2),
        lambda r, p: not any("first_impression" in s.not_when for s in now(p)),
    ),
)
