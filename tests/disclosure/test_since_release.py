"""What a release can say of an earlier one, and where it says nothing."""

from functools import cache

import pytest

from rctdiag.disclosure.document.build import Made, ReportRequest, report
from rctdiag.disclosure.document.since_release import moved_since, released_figures
from rctdiag.model.documents.over_time.released_figures import ReleasedFigures
from teams.groups import survey

TEAMS = [name for name in "abc" for _ in range(20)]
CREATED = "2026-03-02T10:00:00+01:00"
HASHES = dict.fromkeys(("hierarchical", "pseudo_relational", "survival", "connection"), "f" * 64)


@cache
def made(seed: int) -> tuple[Made, ReleasedFigures]:
    whole = report(survey({"team": TEAMS}, seed, missing=0), ReportRequest(("team",)), (), None)
    return whole, released_figures(whole.document, CREATED, HASHES)


def test_each_group_and_scale_that_both_show() -> None:
    now, figures = made(2)
    moved = moved_since("spring", made(1)[1].model_dump_json().encode(), figures, now.document)
    assert moved is not None
    assert (moved.since, moved.created) == ("spring", CREATED)
    assert {(change.by, change.name) for change in moved.changes} == {
        ("everyone", ""), ("team", "a"), ("team", "b"), ("team", "c"),
    }  # fmt: skip
    assert {change.scale for change in moved.changes} == set(now.document.scale_order)


@pytest.mark.parametrize("case", ["other_version", "other_form", "other_questions", "no_groups"])
def test_nothing_is_said_where_nothing_can_be_compared(case: str) -> None:
    now, figures = made(2)
    then = made(1)[1]
    kept = {
        "other_version": b'{"form": "full", "means": []}',
        "other_form": then.model_copy(update={"form": "short"}).model_dump_json().encode(),
        "other_questions": then.model_copy(
            update={"questionnaires": dict.fromkeys(then.questionnaires, "0" * 64)}
        )
        .model_dump_json()
        .encode(),
        "no_groups": then.model_copy(update={"groups": ()}).model_dump_json().encode(),
    }
    assert moved_since("spring", kept[case], figures, now.document) is None
