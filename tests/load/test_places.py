"""Places, and rules between parts where the parts themselves are wrong."""

import pytest

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.checks.questionnaire_checks import questionnaire_faults
from rctdiag.load.checks.step_checks import steps_faults
from rctdiag.load.syntax.document import parse
from rctdiag.load.syntax.document_places import MOST_FAULTS, dotted, reject, shown

TEXT = """\
# a note
title: x
items:
  - id: a
    text: >-
      folded
      text
  - {id: b, text: 'é', tags: [1,
      2]}
empty:
last: &x
  deep:
    - - 7
"""

PLACES = [
    ((), (2, 1)),
    (("title",), (2, 8)),
    (("items",), (4, 3)),
    (("items", 0), (4, 5)),
    (("items", 0, "text"), (5, 11)),
    (("items", 1), (8, 5)),
    (("items", 1, "text"), (8, 19)),
    (("items", 1, "tags"), (8, 30)),
    (("items", 1, "tags", 0), (8, 31)),
    (("items", 1, "tags", 1), (9, 7)),
    (("empty",), (10, 7)),
    (("last", "deep", 0, 0), (13, 9)),
    # What is not there has the place of what holds it.
    (("items", 0, "facet"), (4, 5)),
    (("items", 7), (4, 3)),
    (("title", "x", 3), (2, 8)),
    (("nothing", "at", "all"), (2, 1)),
]


@pytest.mark.parametrize(("loc", "place"), PLACES)
def test_places_of_values(loc: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert parse(TEXT, "a.yaml").position(loc) == place


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("title",), (2, 1)),
        (("items", 1, "tags"), (8, 24)),
        (("last", "deep"), (12, 3)),
        (("items", 0), (4, 5)),
        (("nothing", "there"), (2, 1)),
        (("items", 0, "facet"), (4, 5)),
    ],
)
def test_places_of_keys(loc: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert parse(TEXT, "a.yaml").key_position(loc) == place


def test_places_of_json() -> None:
    document = parse('{"a": "\\ud83d\\ude00",\n\t"b": [1,\n {"c": null}]}', "a.json")
    assert document.position(("b",)) == (2, 7)
    assert document.position(("b", 1, "c")) == (3, 8)
    assert document.key_position(("b", 1, "c")) == (3, 3)


def test_paths_hold_plain_words_only() -> None:
    assert dotted(("items", 3, "facet")) == "items.3.facet"
    assert dotted(("a b", "\x1b[0m", 1)) == "?.?.1"
    assert (shown("facet"), shown(3), shown("a b"), shown(None)) == ("'facet'", "3", "'…'", "'…'")


def test_faults_are_told_once_in_the_order_of_the_file_and_not_without_end() -> None:
    def fault(line: int) -> Fault:
        return Fault("a-code", "told.", file="a", line=line)

    reject([])
    with pytest.raises(InputRejected) as caught:
        reject([fault(3), fault(1), fault(3)])
    assert [each.line for each in caught.value.faults] == [1, 3]
    with pytest.raises(InputRejected) as caught:
        reject(fault(line) for line in range(10**9))
    assert len(caught.value.faults) == MOST_FAULTS + 1


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "facets: 3\nitems: {a: b}\nscale: []\nsteps: x\n",
        "facets: [3, {}, {id: 3}]\nitems: [x, {}, {id: 3, facet: 3}, {facet: []}]\n",
        "scale: {low: x}\n",
        "scale: {high: 5, labels: x}\n",
        "steps: [{}, {answers: 3, traits: x, not_when: 3}, {answers: {}, traits: [3, {}]}]\n",
    ],
)
def test_rules_pass_over_what_the_model_refuses(text: str) -> None:
    document = parse(text, "a.yaml")
    assert list(questionnaire_faults(document)) == []
    assert list(steps_faults(document, {"small": ["talk"]}, [])) == []
