"""``rctdiag batch``: tables in, a row of scores a respondent out."""

from __future__ import annotations

from rctdiag.cli.batch.batch_options import BatchOptions
from rctdiag.cli.shell.options.declare import lone


def batch(*, options: BatchOptions) -> None:
    """Score many respondents: a table of answers goes in, a row of scores per person comes out.

    \b
    Examples:
      rctdiag batch answers.csv --id code -o scores.csv
      rctdiag batch a.csv b.csv --id code --keep team -o scores.parquet
      rctdiag batch - --format ndjson < answers.csv
      rctdiag batch a.xlsx --missing NA,-99 --rejects wrong.csv -o scores.csv
    """
    from rctdiag.cli.batch.interruption import ending_when_interrupted

    with ending_when_interrupted():
        from rctdiag.cli.batch import run

        run.run(options)


app = lone(batch)
