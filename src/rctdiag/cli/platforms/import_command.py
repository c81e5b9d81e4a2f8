"""``rctdiag import``: exports of survey platforms in, a tidy table out."""

from __future__ import annotations

from rctdiag.cli.platforms.import_options import ImportOptions
from rctdiag.cli.shell.options.declare import lone


def import_(*, options: ImportOptions) -> None:
    """Turn an export from a survey platform into a tidy table. Without -o, nothing is written.

    \b
    Examples:
      rctdiag import export.csv
      rctdiag import export.csv --keep Team -o answers.csv
      rctdiag import book.xlsx --sheet '*' --yes -o answers.csv
      rctdiag import export.csv --map answers.mapping.yaml -o answers.csv
      rctdiag import results.csv --structure survey.lss --yes --json -o answers.csv
    """
    from rctdiag.cli.platforms import import_run

    import_run.run(options)


app = lone(import_)
