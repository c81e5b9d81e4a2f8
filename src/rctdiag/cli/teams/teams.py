"""``rctdiag teams``: many answers in, a group report out that exposes no one."""

from __future__ import annotations

from rctdiag.cli.shell.options.declare import lone
from rctdiag.cli.teams.teams_options import TeamsOptions


def teams(*, options: TeamsOptions) -> None:
    """Make a group report for a team or an organisation to talk about, without giving answers away.

    \b
    Examples:
      rctdiag teams answers.csv --by team
      rctdiag teams answers.csv --by site/team --by grade --headcount staff.csv
      rctdiag teams answers.csv --by team --id code --release spring -o r.json
      rctdiag teams answers.csv --by team --summary
    """
    from rctdiag.cli.batch.interruption import ending_when_interrupted

    with ending_when_interrupted(""):  # a release may be recorded by then, and says so
        from rctdiag.cli.teams import teams_run

        teams_run.run(options)


app = lone(teams)
