"""Documents that come back: results and others, read through the same strict door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.errors.faults import InputRejected
from rctdiag.load.checks.against_model import validate

if TYPE_CHECKING:
    from rctdiag.load.syntax.document_places import Document
    from rctdiag.model.documents.comparison import Comparison
    from rctdiag.model.documents.mapping import Mapping
    from rctdiag.model.documents.over_time.note import Note
    from rctdiag.model.documents.over_time.plan import StepsPlan
    from rctdiag.model.documents.over_time.waves import Waves
    from rctdiag.model.documents.result import Result
    from rctdiag.model.documents.teams import Teams


def load_result(document: Document) -> Result:
    """A parsed ``rctdiag.result/1``.

    Raises:
        InputRejected: with all its faults; which version wrote it, where it says so.
    """
    # Only report, plan and compare read results: the others need not build these models.
    from rctdiag.load.checks.result_fit import misfits  # noqa: PLC0415 - start-up time
    from rctdiag.model.documents.result import Result  # noqa: PLC0415 - likewise

    return validate(document, Result, misfits)


def load_dated_result(document: Document) -> Result:
    """A parsed ``rctdiag.result/1`` that says when it was made, to be put before or after another.

    Raises:
        InputRejected: with all its faults.
    """
    from rctdiag.load.checks.pydantic_messages import BAD_TIME  # noqa: PLC0415 - start-up time
    from rctdiag.model.moments import is_moment  # noqa: PLC0415 - likewise

    result = load_result(document)
    if not is_moment(result.created):
        raise InputRejected(document.fault(BAD_TIME.code, f"{BAD_TIME.message}.", ("created",)))
    return result


def is_group_report(document: Document) -> bool:
    """Whether a parsed document says that it is a ``rctdiag.teams/1``."""
    return isinstance(document.data, dict) and document.data.get("schema") == "rctdiag.teams/1"


def load_teams(document: Document) -> Teams:
    """A parsed ``rctdiag.teams/1``.

    Raises:
        InputRejected: with all its faults; which version wrote it, where it says so.
    """
    from rctdiag.load.checks.teams_fit import misfits  # noqa: PLC0415 - start-up time
    from rctdiag.model.documents.teams import Teams  # noqa: PLC0415 - likewise

    return validate(document, Teams, misfits)


def is_comparison(document: Document) -> bool:
    """Whether a parsed document says that it is a ``rctdiag.comparison/1``."""
    return isinstance(document.data, dict) and document.data.get("schema") == "rctdiag.comparison/1"


def load_comparison(document: Document) -> Comparison:
    """A parsed ``rctdiag.comparison/1``.

    Raises:
        InputRejected: with all its faults.
    """
    from rctdiag.load.checks.comparison_fit import misfits  # noqa: PLC0415 - start-up time
    from rctdiag.model.documents.comparison import Comparison  # noqa: PLC0415 - likewise

    return validate(document, Comparison, misfits)


def is_waves(document: Document) -> bool:
    """Whether a parsed document says that it is a ``rctdiag.waves/1``."""
    return isinstance(document.data, dict) and document.data.get("schema") == "rctdiag.waves/1"


def load_waves(document: Document) -> Waves:
    """A parsed ``rctdiag.waves/1``.

    Raises:
        InputRejected: with all its faults.
    """
    from rctdiag.load.checks.waves_fit import misfits  # noqa: PLC0415 - start-up time
    from rctdiag.model.documents.over_time.waves import Waves  # noqa: PLC0415 - start-up time

    return validate(document, Waves, misfits)


def is_plan(document: Document) -> bool:
    """Whether a parsed document says that it is a ``rctdiag.plan/1``."""
    return isinstance(document.data, dict) and document.data.get("schema") == "rctdiag.plan/1"


def load_plan(document: Document) -> StepsPlan:
    """A parsed ``rctdiag.plan/1``.

    Raises:
        InputRejected: with all its faults.
    """
    from rctdiag.model.documents.over_time.plan import StepsPlan  # noqa: PLC0415 - start-up time

    return validate(document, StepsPlan)


def load_note(document: Document) -> Note:
    """A parsed ``rctdiag.note/1``.

    Raises:
        InputRejected: with all its faults.
    """
    from rctdiag.model.documents.over_time.note import Note  # noqa: PLC0415 - start-up time

    return validate(document, Note)


def load_mapping(document: Document) -> Mapping:
    """A parsed ``rctdiag.mapping/1``.

    Raises:
        InputRejected: with all its faults.
    """
    from rctdiag.model.documents.mapping import Mapping  # noqa: PLC0415 - only import reads one

    return validate(document, Mapping)
