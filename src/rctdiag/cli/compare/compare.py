"""``rctdiag compare``: two results of one person, or waves of tables."""

from __future__ import annotations

from rctdiag.cli.compare.compare_options import CompareOptions
from rctdiag.cli.compare.kinds_of_input import are_tables
from rctdiag.cli.shell.options.declare import lone


def compare(*, options: CompareOptions) -> None:
    """Compare two of your results, or waves of a survey: which changes are more than chance.

    You can give two results in either order. If you give one, it is compared with the last one you
    kept. Only questions answered both times are compared, and all scales are tested together,
    at a confidence level of 90%.

    Give tables with the earliest first. With --link, the same people are compared wherever enough
    of them answered both times; otherwise groups are compared. Nobody is exposed: each wave
    follows the rules of a group report.

    \b
    Examples:
      rctdiag compare march.json june.json
      rctdiag compare march.json june.json -o moved.html
      rctdiag compare 2026-03-02
      rctdiag compare spring.csv autumn.csv --by team --link code
      rctdiag compare 2024.csv 2025.csv 2026.csv --by site/team --smallest 8
    """
    if are_tables(options.inputs, options.named_for_tables()):
        from rctdiag.cli.batch.interruption import ending_when_interrupted

        with ending_when_interrupted(""):
            from rctdiag.cli.compare import waves_run

            waves_run.run(options)
        return
    from rctdiag.cli.compare import results_run

    results_run.run(options)


app = lone(compare)
