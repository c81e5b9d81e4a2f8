"""``rctdiag.assess`` and ``rctdiag.teams``: what the commands do, for a program."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.load.answers import load_answers
from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.load.syntax.document import parse, read
from rctdiag.model.least_people import MINIMUM
from rctdiag.operations.assess import assessor
from rctdiag.render.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.load.syntax.document import Document
    from rctdiag.model.answers import Answer
    from rctdiag.model.documents.result import Result
    from rctdiag.model.documents.teams import Teams
    from rctdiag.scoring.key import Form

LANGUAGE = "en"
_NAME = "<answers>"
_SCHEMA = "rctdiag.answers/1"


def assess(
    answers: str | Path | Mapping[str, Answer],
    questionnaires: Sequence[str] = (),
    *,
    form: Form = "full",
    style: assessor.Style = "steps",
    now: datetime | None = None,
) -> Result:
    """Score one person's answers.

    Args:
        answers: the path of an answer sheet, or item id -> 1 to 5 or ``"cant_say"``; items that
            are not there were not answered.
        questionnaires: ids or paths; without any, the five that come with rctdiag.
        form: ``full``, or ``short`` where the short form was asked.
        style: whether the plan speaks of small ``steps`` or of small ``wins``.
        now: the moment of the result, with an offset; the present one by default.

    Returns:
        The result, as ``rctdiag schema result`` describes it: scores in points of 0 to 100,
        how the cultures compare, and the plan.

    Raises:
        InputRejected: an answer, an item or a questionnaire is faulty; all faults at once.
        FileFault: a file cannot be read.
    """
    instruments = find_instruments(questionnaires, Path.cwd())
    sheet = load_answers(_sheet(answers), instruments)
    steps = bundled_steps(instruments, (sheet.standing or "member",)).steps
    return assessor.assess(
        instruments,
        steps,
        sheet,
        words(LANGUAGE),
        now=now or datetime.now().astimezone(),
        form=form,
        style=style,
    )


def _sheet(answers: str | Path | Mapping[str, Answer]) -> Document:
    if not isinstance(answers, Mapping):
        return read(Path(answers))
    # Through the same door as a file: a mapping is judged as strictly, with the same faults.
    return parse(json.dumps({"schema": _SCHEMA, "answers": dict(answers)}), _NAME)


def teams(  # noqa: PLR0913 - each has a default and a name
    table: str | Path | Sequence[str | Path],
    questionnaires: Sequence[str] = (),
    *,
    by: Sequence[str] = (),
    tags: Sequence[str] = (),
    id: str | None = None,  # noqa: A002 - the option's name
    headcount: str | Path | None = None,
    power: Mapping[str, Sequence[str]] | None = None,
    missing: Sequence[str] = (),
    minimum: int = MINIMUM,
    form: Form = "full",
    now: datetime | None = None,
) -> Teams:
    """The group report of a table: nothing in it shows what one person answered.

    No ledger of releases is kept here, and the report says so: publish a group report with the
    command, which compares it with what was published before.

    Args:
        table: the path of a table, or of several.
        questionnaires: ids or paths; without any, those of the bundled five with a column.
        by: columns of groups; ``site/team`` nests, ``team,grade`` crosses.
        tags: columns whose cells name several groups, with ``;`` between.
        id: the column of the ids; without it each row is a person.
        headcount: the path of a table of how many people each group has.
        power: a column of ``by`` -> its values, least power first.
        missing: what else means no answer, as text: ``NA``, ``-99``.
        minimum: how many answers a figure needs; 5 or more.
        form: ``full``, or ``short`` where the short form was asked.
        now: the moment of the report, with an offset; the present one by default.

    Returns:
        The report, as ``rctdiag schema teams`` describes it; hidden figures are None.

    Raises:
        ConfidentialityRefusal: the report would expose somebody.
        InputRejected, UsageFault, FileFault: a table or an argument is faulty.
    """
    from rctdiag.operations.teams import make_group_report  # noqa: PLC0415 - brings numpy

    paths = [table] if isinstance(table, str | Path) else table
    instruments = find_instruments(questionnaires, Path.cwd())
    request = make_group_report.GroupReportRequest(
        tables=tuple(map(str, paths)),
        instruments=instruments,
        named=bool(questionnaires),
        form=form,
        id=id,
        by=tuple(by),
        tags=tuple(tags),
        missing=frozenset(missing),
        minimum=minimum,
        power={column: tuple(values) for column, values in (power or {}).items()},
        headcount=None if headcount is None else str(headcount),
    )
    return make_group_report.teams(
        request,
        steps=bundled_steps(instruments, ("team",)).steps,
        words=words(LANGUAGE),
        now=now or datetime.now().astimezone(),
        stdin=lambda: sys.stdin.buffer,
    ).document
