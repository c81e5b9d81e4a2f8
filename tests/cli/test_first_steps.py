"""What somebody meets who has never used it: wrong turns, and what is said of them."""

import json
from pathlib import Path

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
