"""The table of keys is what the screens and the sentences say."""

import re

import pytest

from rctdiag.cli.interview.keys import HELP_LINES, KEYS
from rctdiag.cli.shell.keys.key_names import HELP
from rctdiag.render.words import words

NAMES = {"": "Enter", HELP: "question mark"}
VALUES = {"high": 4, "low": 1, "points": "1 to 4", "enter": "does the same as q."}


@pytest.mark.parametrize("screen", sorted(set(KEYS) - {"end_unsaved"}))
def test_the_sentence_of_a_screen_names_its_keys(screen: str) -> None:
    spoken = words("en").text(f"interview.spoken_{screen}", **VALUES)
    for key, _ in KEYS[screen]:
        name = NAMES.get(key, key.format(high=4)).replace("-", " to ")
        assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", spoken), (key, spoken)


@pytest.mark.parametrize("screen", KEYS)
def test_what_a_key_does_has_words_of_its_own_on_a_screen(screen: str) -> None:
    does = [words("en").text(f"interview.key_{id_}") for _, id_ in KEYS[screen]]
    assert len(set(does)) == len(does)


def test_each_line_of_help_is_there_once() -> None:
    lines = [words("en").text(f"interview.help_{line}", low=1, high=5) for line in HELP_LINES]
    assert len(set(lines)) == len(lines)
