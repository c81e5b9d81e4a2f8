"""What to type where a publication would tell too much: which breakdown to leave out."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rctdiag.disclosure.groups.membership import columns_of
from rctdiag.errors.faults import ConfidentialityRefusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NESTS = "/"
_GENERAL = "Ask for fewer breakdowns"  # the part of the hint that can be said more exactly


@contextmanager
def naming_what_to_drop(by: Sequence[str]) -> Iterator[None]:
    """Make a refusal say which breakdown to drop; from what was asked, never from answers.

    Args:
        by: As ``--by`` gives them.

    Raises:
        ConfidentialityRefusal: the one that came, with a hint that names the option.
    """
    try:
        yield
    except ConfidentialityRefusal as refused:
        advice = fewer(by)
        if not advice:
            raise
        raise ConfidentialityRefusal(
            [fault._replace(hint=fault.hint.replace(_GENERAL, advice)) for fault in refused.faults]
        ) from None


def fewer(by: Sequence[str]) -> str:
    """The finest breakdown, and what to type in its place; empty where there is only one."""
    finest = max(by, key=lambda breakdown: len(columns_of(breakdown)), default="")
    columns = columns_of(finest) if finest else ()
    other_breakdowns = [breakdown for breakdown in by if breakdown != finest]
    if len(columns) > 1:
        level = columns[-1] if _NESTS in finest else columns[0]
        left = "".join(f" --by {breakdown}" for breakdown in (level, *other_breakdowns))
    elif other_breakdowns:
        finest = by[-1]
        left = "".join(f" --by {breakdown}" for breakdown in by[:-1])
    else:
        return ""
    return f"Leave out --by {finest}: try again with{left}"
