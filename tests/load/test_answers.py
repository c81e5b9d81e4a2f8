"""Answer sheets: nothing is coerced, every fault at once, no answer in any of them."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.answers import load_answers
from rctdiag.load.questionnaire import load_questionnaire
from rctdiag.load.syntax.document import parse
from rctdiag.model.answers import AnswerSheet, BeyondKind

SMALL = [load_questionnaire(Path(__file__).parents[1] / "errors" / "specimens" / "small.yaml")]
ITEMS = ("a1", "a2", "b1", "b2")
VALID = st.integers(1, 5) | st.just("cant_say")


def sheet(answers: object, **more: object) -> AnswerSheet:
    told = json.dumps({"schema": "rctdiag.answers/1", "answers": answers} | more)
    return load_answers(parse(told, "a.json"), SMALL)


def faults(answers: object, **more: object) -> tuple[Fault, ...]:
    with pytest.raises(InputRejected) as caught:
        sheet(answers, **more)
    return caught.value.faults


@given(st.dictionaries(st.sampled_from(ITEMS), VALID))
def test_what_is_right_comes_through(answers: dict[str, Any]) -> None:
    assert sheet(answers).answers == answers


@given(
    st.dictionaries(
        st.sampled_from(ITEMS),
        st.integers().filter(lambda n: not 1 <= n <= 5 and abs(n) < 10**17)
        | st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: x not in range(1, 6))
        | st.booleans()
        | st.none()
        | st.text("qxyz", min_size=1)
        | st.lists(st.integers(1, 5), max_size=2)
        | st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 5), max_size=2),
        min_size=1,
    )
)
def test_each_wrong_answer_is_one_fault_at_its_item(answers: dict[str, Any]) -> None:
    found = faults(answers)
    assert {fault.path for fault in found} == answers.keys()
    assert len(found) == len(answers)
    assert {fault.message for fault in found} == {"this is not one of 1-5 or cant_say."}


def test_all_kinds_of_faults_at_once() -> None:
    found = faults(
        {"a1": 9, "a22": 3}, beyond="maybe", notes={"zz": "x"}, date="2024-02-30", aura=1
    )
    assert {fault.code for fault in found} == {
        "wrong-answer",
        "unknown-item",
        "not-one-of",
        "bad-date",
        "unknown-key",
    }
    assert len(found) == 6


@pytest.mark.parametrize("position", ["maybe", True, 1, ["yes"], "leads"])
def test_a_wrong_position_is_told_in_its_own_line_beside_the_other_faults(position: object) -> None:
    found = {fault.path: fault for fault in faults({"a1": 9}, beyond=7, position=position, aura=1)}
    assert set(found) == {"a1", "beyond", "position", ""}
    assert found["position"].message == "must be yes or no."
    assert "`standing`" in found["position"].hint
    assert len({fault.column for fault in found.values()}) == 4
    assert "standing, direction" in found[""].hint
    assert "position" in found[""].hint


@pytest.mark.parametrize(
    ("position", "standing", "read"),
    [
        ("yes", None, "leads"),
        ("yes", "leads", "leads"),
        ("no", None, None),
        ("no", "leads", "leads"),
        (None, "left", "left"),
    ],
)
def test_a_position_says_less_than_a_standing(
    position: str | None, standing: str | None, read: str | None
) -> None:
    plain = sheet({}) if read is None else sheet({}, standing=read)
    assert sheet({}, position=position, standing=standing) == plain


def test_a_position_that_contradicts_the_standing_is_told_where_it_is() -> None:
    (fault,) = faults({}, position="yes", standing="member")
    assert (fault.path, fault.line) == ("position", 1)
    assert "does not fit `standing`" in fault.message


@pytest.mark.parametrize("beyond", ["maybe", 7, [], ["no"], ["danger", "dangr"]])
def test_what_goes_beyond_is_told_with_every_word_that_it_takes(beyond: object) -> None:
    (fault,) = faults({}, beyond=beyond)
    assert (fault.code, fault.path) == ("not-one-of", "beyond")
    assert all(word in fault.message for word in get_args(BeyondKind))


@pytest.mark.parametrize("answers", [None, 3, [], "x"])
def test_answers_that_are_no_mapping(answers: object) -> None:
    (fault,) = faults(answers)
    assert (fault.code, fault.path) == ("not-a-mapping", "answers")


@pytest.mark.parametrize("name", ["alice", "Alice Miller", "bob.jones@example.org", "ALICE"])
def test_the_name_of_a_person_is_not_repeated(name: str) -> None:
    for found in (faults({name: 3}), faults({}, notes={name: "said so"})):
        assert name not in str(InputRejected(found))
        assert {fault.code for fault in found} == {"unknown-item"}


def test_an_item_of_a_questionnaire_not_asked_is_unknown() -> None:
    (fault,) = faults({"h01": 3})
    assert fault.message == "there is no item 'h01' here."
    assert fault.hint == "Take it out, or name its questionnaire too."  # as JSON has it


@pytest.mark.parametrize("day", ["2024-02-29", "1999-12-31"])
def test_a_day(day: str) -> None:
    assert sheet({}, date=day).date == day


# Digits to some, and to patterns; no date in ISO 8601.
ARABIC = "2024-05-31".translate({48 + digit: 0x660 + digit for digit in range(10)})


@pytest.mark.parametrize("day", ["2023-02-29", "2024-13-01", "31-12-2024", ARABIC, "", 3])
def test_no_day(day: object) -> None:
    (fault,) = faults({}, date=day)
    assert fault.path == "date"


def test_whole_numbers_are_what_json_schema_takes_for_them() -> None:
    assert sheet({"a1": 3.0}, months_here=6.0).answers == {"a1": 3}
    (fault,) = faults({"a1": "\u201c3\u201d"})
    assert "curly" in fault.hint


def test_what_to_write_is_in_the_syntax_of_the_file() -> None:
    """Each advice can be copied into the file that it is about."""
    yaml = "schema: rctdiag.answers/1\nanswers: {}\n"
    faulty = {
        "no schema": ({"answers": {}}, "answers: {}\n"),
        "a list for answers": (
            {"schema": "rctdiag.answers/1", "answers": [1]},
            yaml.replace("{}", "[1]"),
        ),
        "a text for a list": (
            {"schema": "rctdiag.answers/1", "answers": {}, "about": {"standing": [1]}},
            f"{yaml}about:\n  standing: [1]\n",
        ),
        "nothing": (
            {"schema": "rctdiag.answers/1", "answers": {}, "context": None, "language": 3},
            f"{yaml}context:\nlanguage: 3\n",
        ),
        "a list": ([1], "- 1\n"),
    }
    for in_json, in_yaml in faulty.values():
        for text, file, foreign in (
            (json.dumps(in_json), "a.json", ("`schema:", "key: value", "- `", "the line")),
            (in_yaml, "a.yaml", ('"schema"', '"key"', "brackets", "its key")),
        ):
            with pytest.raises(InputRejected) as caught:
                load_answers(parse(text, file), SMALL)
            told = " ".join(f"{fault.message} {fault.hint}" for fault in caught.value.faults)
            assert not [words for words in foreign if words in told], told
