"""One serializer: the same data, the same bytes, and no byte that a terminal would obey."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rctdiag.render.plain.canonical_json import dumps

LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text())
FINITE = LEAF.filter(lambda one: one not in (math.inf, -math.inf))
DATA = st.dictionaries(st.text(), st.recursive(FINITE, st.lists, max_leaves=12))


@given(DATA)
def test_what_is_written_reads_back_the_same(data: dict[str, object]) -> None:
    assert json.loads(dumps(data)) == data
    assert json.loads(dumps(data, ascii_only=True)) == data
    assert dumps(data, ascii_only=True).isascii()
    assert dumps(data, one_line=True).count("\n") == 1
    dumps(data).encode("utf-8")


def test_keys_are_sorted_and_the_end_is_a_newline() -> None:
    assert dumps({"b": (1, 2.5), "a": "é"}, one_line=True) == '{"a":"é","b":[1,2.5]}\n'


def test_minus_zero_is_zero() -> None:
    assert dumps({"a": -0.0}, one_line=True) == '{"a":0.0}\n'


def test_controls_and_hidden_marks_are_escaped() -> None:
    told = dumps({"a": "\x1b\x9b\x7f\u202e\u200b\ud800\U000e0041"}, one_line=True)
    assert told == ('{"a":"\\u001b\\u009b\\u007f\\u202e\\u200b\\ud800\\udb40\\udc41"}\n')


def test_a_float_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps({"a": math.nan})
