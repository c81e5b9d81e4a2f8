"""A refusal names the breakdown to leave out, from what was asked alone."""

from __future__ import annotations

import pytest

from rctdiag.errors.faults import ConfidentialityRefusal, Fault
from rctdiag.operations.teams.fewer_breakdowns import fewer, naming_what_to_drop

HINT = "Nothing was written. Ask for fewer breakdowns, or raise --min-group."


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (("site/team",), "Leave out --by site/team: try again with --by team"),
        (("site/team", "grade"), "Leave out --by site/team: try again with --by team --by grade"),
        (("team,grade",), "Leave out --by team,grade: try again with --by team"),
        (("team", "grade"), "Leave out --by grade: try again with --by team"),
        (("team",), ""),
        ((), ""),
    ],
)
def test_what_to_type(by: tuple[str, ...], said: str) -> None:
    assert fewer(by) == said
    fault = Fault("unsafe-bounds", "These figures together would tell too much.", HINT)
    with pytest.raises(ConfidentialityRefusal) as refused, naming_what_to_drop(by):
        raise ConfidentialityRefusal(fault)
    [told] = refused.value.faults
    assert told.hint == (HINT.replace("Ask for fewer breakdowns", said) if said else HINT)
    assert told._replace(hint="") == fault._replace(hint="")


def test_another_refusal_stays_as_it_is() -> None:
    fault = Fault("too-few", "Too few people.", "Wait for more answers.")
    with pytest.raises(ConfidentialityRefusal) as refused, naming_what_to_drop(["site/team"]):
        raise ConfidentialityRefusal(fault)
    assert refused.value.faults == (fault,)
