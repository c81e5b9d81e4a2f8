"""What somebody meets who has never used it: wrong turns, and what is said of them."""

import json
from pathlib import Path

import pytest

from cli.inside import inside


def test_a_start_without_answers_says_what_the_disk_has(tmp_path: Path) -> None:
    home = str(tmp_path)
    inside("assess", "--short", stdin="1\n2\n", home=home)
    anew = inside("assess", "--short", "--restart", stdin="", home=home)
    assert "Nothing was answered this time. What you answered before is still in" in anew.err
    assert "Going on at question 3" in inside("assess", "--short", "--resume", home=home).err

    (draft,) = (tmp_path / "drafts").glob("*.json")
    draft.write_text(json.dumps(json.loads(draft.read_text()) | {"answers": {}, "about": {}}))
    resumed = inside("assess", "--short", "--resume", home=home)
    assert "Going on at question 1 of 26." in resumed.err
    assert "Saved before the first of the 26 questions, in" in resumed.err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("assess --shrot", "there is no option --shrot. Did you mean --json or --short? See"),
        ("history 1", "there is no command '1'. See `rctdiag history --help`.\n"),
        ("report", "DOCUMENT is missing. See"),
        ("report a.json b.json", "'b.json' is more than this command takes. See"),
        ("teams t.csv --min-group", "--min-group needs a value after it. See"),
        ("teams t.csv --min-group few", "--min-group: this is not a whole number. See"),
    ],
)
def test_a_wrong_line_is_told_as_the_program_speaks(typed: str, said: str) -> None:
    ran = inside(*typed.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"rctdiag: usage: {said}")
