"""Slips in YAML: each is explained as what it is, at the line where it was made."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.syntax.document import parse, validate
from rctdiag.load.syntax.yaml_faults import cause_of
from rctdiag.model.answers import AnswerSheet

INDENTED_FURTHER = "this line is indented further than the one above, which already has a value."
NOT_LIKE = "this line is not indented like the lines before it."
COLON = "a colon is missing in this line."
SPACE = "a space is missing after the colon."
TAB = "there is a tab here, where only spaces can be."
QUOTE = "a quote opens here, and nothing closes it."
BRACKET = "a bracket opens here, and nothing closes it."
COMMA = "a comma is missing before this, or the bracket that opens in line 1 is not closed."

SLIPS = [
    # Indentation
    ("a:\n  b: 3\n   c: 4\n  d: 4\n", (3, 4), INDENTED_FURTHER),
    ("a: x\n b: y\n", (2, 2), INDENTED_FURTHER),
    ("a: yes\n  b: 3\n", (2, 3), INDENTED_FURTHER),
    ("- a: x\n   b: y\n", (2, 4), INDENTED_FURTHER),
    ("a:\n   b: 3\n  c: 4\n   d: 4\n", (3, 3), NOT_LIKE),
    ("a:\n    b:\n      c: 1\n  d: 2\n", (4, 3), NOT_LIKE),
    ("a:\n  - b: 1\n   c: 2\n", (3, 4), NOT_LIKE),
    ("a:\n  - b\n - c\n", (3, 2), NOT_LIKE),
    ("a:\n  - b: 1\n    c: 2\n   - b: 1\n", (4, 4), NOT_LIKE),
    ("a: |\n  some text\n more\nb: 1\n", (3, 2), NOT_LIKE),
    # Tabs
    ("a:\n\tb: 3\n", (2, 1), TAB),
    ("a:\n  b: 3\n\tc: 4\n", (3, 1), TAB),
    ("a:\n  b: 3\n \tc: 4\n", (3, 2), TAB),
    ("a:\n  -\tb\n", (2, 4), TAB),
    # Colons
    ("a: what happened: a lot\n", (1, 17), "there is a colon in this text."),
    ("- a: what happened: a lot\n", (1, 19), "there is a colon in this text."),
    (
        "a: a text\n  of three lines\n  with: this\n",
        (3, 7),
        "there is a colon in a text of several lines.",
    ),
    ("a: 1\nb:2\nc: 3\n", (2, 1), SPACE),
    ("a:\n  b:3\n  # a note\n\n  c: 4\n", (2, 3), SPACE),
    ("a:1\nb: 2\n", (1, 1), SPACE),
    ("a: 1\nb\n  c: 3\n", (2, 1), COLON),
    ("a:  # all of them\n  b 3\n  c: 4\n", (2, 3), COLON),
    ("a:\n  b: 3\n  c 4\n", (3, 3), COLON),
    ("a:\nsome text\nb: 1\n", (2, 1), COLON),
    # Lists
    ("a:\n  - b\n  -c\n", (3, 3), "a space is missing after the dash."),
    ("a:\n  b: 3\n  - c: 4\n", (3, 3), "there is an entry of a list among keys."),
    ("a:\n  - b\n  c: 3\n", (3, 3), "this line is in a list, but has no dash."),
    # Quotes
    ('a: "a story\nb:\n  c: 3\n', (1, 4), QUOTE),
    ("a: 1\nb: 'a story\n", (2, 4), QUOTE),
    ('a: "a story\nb: "2026-01-05"\nc: 3\n', (1, 4), QUOTE),
    ("a: 'a story\nb: it's fine\n", (1, 4), QUOTE),
    (
        'a: "C:\\Users"\n',
        (1, 4),
        "in double quotes, a backslash begins a code, and there is no such code.",
    ),
    # Brackets
    ("a: [b, c\nd:\n  e: 3\n", (1, 4), BRACKET),
    ("a: {b: 3, c: 4\n", (1, 4), BRACKET),
    ("a: [b}\n", (1, 6), "this bracket closes another kind."),
    ("a: [b]]\n", (1, 7), "there is a closing bracket too many."),
    ('a: ["b" "c"]\n', (1, 9), COMMA),
    ("a: {b: 1 c: 2}\n", (1, 11), COMMA),
    ("a: [b, , c]\n", (1, 8), "there is a comma too many, or a value is missing."),
    ("a: [b] c\n", (1, 8), "something follows a value that has already ended."),
    # More than one document
    ("a: 1\n...\nb: 2\n", (3, 1), "something follows `...`, which ends the document."),
]


def fault_of(text: str) -> Fault:
    with pytest.raises(InputRejected) as caught:
        parse(text, "a.yaml")
    (fault,) = caught.value.faults
    assert fault.code == "bad-yaml"
    return fault


@pytest.mark.parametrize(("text", "place", "cause"), SLIPS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_slip_is_explained_at_its_line(
    text: str, place: tuple[int, int], cause: str, end: str
) -> None:
    fault = fault_of(text.replace("\n", end))
    assert (fault.line, fault.column, fault.message) == (*place, cause)


@pytest.mark.parametrize(("text", "place", "cause"), SLIPS)
def test_the_parser_in_python_leads_to_the_same_words(
    text: str, place: tuple[int, int], cause: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    fault = fault_of(text)
    assert (fault.line, fault.column, fault.message) == (*place, cause)


PIECES = [
    "a",
    "b: 1",
    "key:",
    "- ",
    "  ",
    "\n",
    "\n ",
    "\r\n",
    "\u2028",
    *"\t'\"[]{},:#|>!%@`\\?-&*",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_whatever_is_typed_a_fault_lies_in_the_file(text: str) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        parse(text, "a.yaml")
    except InputRejected as rejected:
        faults = tuple(rejected.faults)
    last = len(text.splitlines()) + 1
    for fault in faults:
        assert fault.code == "empty-document" or 1 <= fault.line <= last, fault


def test_indentation_is_never_mended_with_quotes_alone() -> None:
    hints = {fault_of(text).hint for text, _, cause in SLIPS if cause == INDENTED_FURTHER}
    assert all(hint.startswith("Begin both keys in the same column.") for hint in hints)


def test_keys_without_a_space_that_make_one_text_are_told_so() -> None:
    text = "schema: rctdiag.answers/1\nanswers:\n  h01:3\n  h02:4\n"
    for whole in (text, "a:1\nb:2\n"):
        with pytest.raises(InputRejected, match="Put a space after each colon"):
            validate(parse(whole, "a.yaml"), AnswerSheet)


def test_what_the_parser_says_is_never_passed_on() -> None:
    cause = cause_of("a: b\n", yaml.MarkedYAMLError(problem="something new about 'Canary'"))
    assert cause.message == "this cannot be read as YAML."
    assert "Canary" not in cause.hint
