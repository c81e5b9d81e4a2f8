"""Texts that need quotes: the cause is told, and what a # cuts off is seen."""

import pytest

from rctdiag.errors.faults import InputRejected
from rctdiag.load.syntax.document import parse


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ('text: "Handing over" takes time', "goes on after its closing quote"),
        ("- 'It''s' fine", "goes on after its closing quote"),
        ("text: *Always* on time", "* at the start of a text"),
        ("text: > 5 people say so", "> at the start of a text"),
        ("text: @home nobody asks", "a text cannot begin with @"),
        ("text: `now` is said often", "a text cannot begin with `"),
        ("text: later: it is", "there is a colon in this text"),
    ],
)
def test_a_text_that_needs_quotes_is_told_so(line: str, cause: str) -> None:
    with pytest.raises(InputRejected) as caught:
        parse(f"{line}\n", "a.yaml")
    (fault,) = caught.value.faults
    assert fault.code == "bad-yaml"
    assert cause in fault.message


def test_only_a_comment_without_a_blank_may_cut_a_text() -> None:
    text = "a: before #1 comes\nb: 'before #1 comes'\nc: before  # a comment\nd: before#1\n"
    assert parse(text, "a.yaml").cut == ((0, 10),)
