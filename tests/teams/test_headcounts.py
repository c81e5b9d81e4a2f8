"""A list of headcounts that does not fit: no rate is worked out from it, and it is told where."""

import json
from pathlib import Path
from typing import Any

import pytest

from cli.inside import inside
from cli.program import EXAMPLES, Ended
from rctdiag.disclosure.document.headcounts import Heads, headcounts
from rctdiag.disclosure.groups.membership import membership
from rctdiag.render.words import words

TABLE = EXAMPLES / "teams.csv"
# Answers: north 13, south 9, east 11, west 7, harbour 4 (hidden), hill 16, bridge 8, mill 5.
PEOPLE = {
    "north": 40, "south": 9, "east": 12, "west": 10, "harbour": 9, "hill": 20, "bridge": 10,
    "mill": 9,
}  # fmt: skip


def run(tmp_path: Path, people: dict[str, int], *more: str, by: str = "team") -> Ended:
    path = tmp_path / "heads.csv"
    rows = "".join(f"{name},{its}\n" for name, its in people.items())
    path.write_text(f"{by},headcount\n{rows}", encoding="utf-8")
    given = (f"--{'tags' if more == ('--tags',) else 'by'}", by)
    options = [one for one in more if one != "--tags"]
    return inside("teams", TABLE, "--ledger", "none", "--headcount", path, *given, *options)


def response(ended: Ended, name: str | None = None) -> Any:  # noqa: ANN401 - JSON
    made = json.loads(ended.out)
    if name is None:
        return made["organisation"]["response"]
    return next(one["response"] for one in made["groups"] if one["name"] == name)


def say(id_: str) -> str:
    return " ".join(words("en").text(f"teams.team_{id_}").split())


def test_a_list_that_fits_says_nothing(tmp_path: Path) -> None:
    ended = run(tmp_path, PEOPLE, "--json")
    assert (response(ended)["headcount"], response(ended)["rate"]) == (119, 61)
    assert "headcount" not in ended.err


def test_a_list_that_lacks_groups_names_them(tmp_path: Path) -> None:
    """A slip of the pen and a name of another place: neither is one of the groups."""
    people = PEOPLE | {"norht": 40, "dale": 7}
    del people["north"], people["hill"]
    ended = run(tmp_path, people, "--json")
    assert response(ended) == {
        "answered": 73, "headcount": None, "rate": None, "bounds": None,
        "reason": "headcount_incomplete",
    }  # fmt: skip
    assert response(ended, "north")["rate"] is None
    assert response(ended, "south")["rate"] == 100
    assert "Missing from the list of headcounts, by team: hill and north." in ended.err
    told = "Only in the list of headcounts, by team: norht (did you mean 'north'?) and dale."
    assert told in ended.err
    text = " ".join(run(tmp_path, people).out.split())
    assert say("headcount_incomplete") in text
    assert say("headcount_too_small") not in text
    assert say("asked_unknown") not in text


def test_a_group_in_which_nobody_answered_counts_with_those_who_were_asked(tmp_path: Path) -> None:
    ended = run(tmp_path, PEOPLE | {"dale": 7}, "--json")
    assert response(ended)["headcount"] == 126
    assert "Only in the list of headcounts, by team: dale. They have no rows." in ended.err


def test_no_rate_comes_of_a_headcount_smaller_than_the_answers(tmp_path: Path) -> None:
    people = PEOPLE | {"north": 2, "hill": 99}
    ended = run(tmp_path, people, "--json")
    assert response(ended)["reason"] == "headcount_does_not_fit"
    assert (response(ended)["headcount"], response(ended)["rate"]) == (None, None)
    assert response(ended, "north")["reason"] == "headcount_too_small"
    assert response(ended, "north")["rate"] is None
    made = json.loads(ended.out)
    for scale in made["organisation"]["scales"].values():
        assert scale["worst_case"] is None
    assert "More answered than the list of headcounts says, by team: north." in ended.err
    text = " ".join(run(tmp_path, people, "--accessible").out.split())
    assert say("headcount_does_not_fit") in text
    assert say("headcount_too_small") in text
    assert " in a hundred" not in text.partition("Everybody together")[0]


def test_nothing_is_told_of_how_many_answered_in_a_hidden_group(tmp_path: Path) -> None:
    """A report on a list that is too small for it would tell that; so there is none."""
    ended = run(tmp_path, PEOPLE | {"harbour": 3}, "--json")
    assert (ended.code, ended.out) == (3, "")
    assert "bad-headcount" in ended.err
    assert "harbour" not in ended.err
    assert run(tmp_path, PEOPLE | {"harbour": 4}, "--json").code == 0


def test_groups_that_overlap_do_not_add_up(tmp_path: Path) -> None:
    ended = run(tmp_path, {"junior": 90, "senior": 50}, "--tags", by="grade")
    assert ended.code == 0, ended.err
    assert say("headcount_overlaps") in " ".join(ended.out.split())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), Heads()),
        (
            (({"team": "a"}, 9), ({"team": "b"}, 7), ({"team": ""}, 2)),
            Heads({("team", ("a",)): 9, ("team", ("b",)): 7, ("everyone", ()): 18}),
        ),
        (
            (({"grade": "x"}, 9), ({"grade": "y"}, 8)),
            Heads({("grade", ("x",)): 9, ("grade", ("y",)): 8, ("everyone", ()): 17}),
        ),
    ],
)
def test_by_hand(rows: Any, expected: Heads) -> None:  # noqa: ANN401 - rows as they are read
    columns: dict[str, list[str | None]] = {
        "team": [*"aaaaaa", *"bbbbbb", None],
        "grade": [*"xxxxxx", *"yyyyyy", "y"],
    }
    who = membership(13, columns, ["team", "grade"])
    assert headcounts(rows, who, [group.key for group in who.groups]) == expected


def test_a_crossed_list_sums_and_names_what_it_lacks() -> None:
    columns: dict[str, list[str | None]] = {
        "team": [*"aaaaaa", *"bbbbbb"],
        "grade": [*"xxxyyy", *"xxxyyy"],
    }
    who = membership(12, columns, ["team", "team,grade"])
    rows = [
        ({"team": "a", "grade": "x"}, 5),
        ({"team": "a", "grade": "y"}, 4),
        ({"team": "b", "grade": "x"}, 8),
        ({"team": "b", "grade": "z"}, 3),
    ]
    found = headcounts(rows, who, [group.key for group in who.groups])
    assert (found.of["team", ("a",)], found.of["team", ("b",)]) == (9, 11)
    assert found.whole == "headcount_incomplete"
    assert dict(found.lacking) == {"team,grade": ("b / y",)}
    assert dict(found.unknown) == {"team,grade": ("b / z",)}
