"""``rctdiag plan``: the steps you choose, with whom, from when, and when to look again."""

from __future__ import annotations

from rctdiag.cli.over_time.note_plan_options import PlanOptions
from rctdiag.cli.shell.options.declare import lone


def plan(*, options: PlanOptions) -> None:
    """Make a plan of a few small steps, or go back to one.

    You choose from the steps that a result offers now. `rctdiag again` asks about the last plan
    you kept. You never have to name an ally.

    \b
    Examples:
      rctdiag plan
      rctdiag plan result.json --look 2026-03-30 -o plan.json
      rctdiag plan plan.json -o plan.html
      rctdiag plan plan.json --ics dates.ics
    """
    from rctdiag.cli.over_time import plan_run

    plan_run.run(options)


app = lone(plan)
