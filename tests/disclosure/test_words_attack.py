"""Words beside means: every answer there can be, where the whole of a document would tell one."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from rctdiag.disclosure.audit import words_attack
from rctdiag.disclosure.audit.other_scores import OtherScores
from rctdiag.disclosure.document import build
from rctdiag.disclosure.document.build import ReportRequest, report
from rctdiag.disclosure.figures.agreement_words import Agreement, Squares
from rctdiag.disclosure.groups.membership import membership
from rctdiag.disclosure.release.publication import Publication
from rctdiag.errors.faults import ConfidentialityRefusal
from rctdiag.scoring.key import scoring_key
from small_surveys import by_team, small_questionnaire, small_survey
from teams.groups import survey

if TYPE_CHECKING:
    from rctdiag.disclosure.document.survey import Survey
    from rctdiag.model.documents.teams import TeamFigures

Ints = NDArray[np.int64]
ONE = {"p": ("x",)}


@cache
def every_set(points: int, people: int) -> Ints:
    """Every set of scores of so many people on one question, each from low to high."""
    return np.array(list(combinations_with_replacement(range(points), people)), dtype=np.int64)


def fitting(document: TeamFigures, points: int, people: int) -> Ints:
    """The sets that fit the mean and the word of everybody, by this test's own account of both."""
    steps, sets = points - 1, every_set(points, people)
    scale, word = document.organisation.scales["tone"], document.organisation.agreement["tone"]
    assert scale.mean is not None
    half_steps = np.where(sets <= 1, 1, np.where(sets >= steps - 1, 2 * steps - 1, 2 * sets))
    means = 100 * half_steps.sum(axis=1) / (2 * steps * people)
    fits = {
        "about": np.abs(means - scale.mean) < 0.05 + 1e-9,
        "at_most": means < scale.mean + 1e-9,
        "at_least": means > scale.mean - 1e-9,
    }[scale.direction or "about"]
    if word is not None:
        r_star = 1 - sets.var(axis=1, ddof=1) / ((points**2 - 1) / 12)
        fits &= np.select([r_star >= 0.7, r_star >= 0], ["alike", "mixed"], "apart") == word.word
    return np.asarray(sets[fits])


def certain(sets: Ints, truth: list[int]) -> bool:
    """Whether all others of somebody who took part scored the same in every set."""
    for own in set(truth):
        left = [row.tolist() for row in sets if own in row]
        for row in left:
            row.remove(own)
        if len({score for row in left for score in row}) == 1:
            return True
    return False


def drawn(case: int) -> tuple[Survey, list[int], int]:
    """A team in which nearly all scored alike."""
    rng = random.Random(case)  # noqa: S311 - a repeatable draw, no secret
    points, size = rng.choice((6, 7)), rng.choice((15, 16))
    others = rng.choice((1, 1, 1, 2))
    truth = [rng.randrange(1, points - 1)] * (size - others)
    truth += [rng.choice((0, points - 1)) for _ in range(others)]
    questionnaire = small_questionnaire(ONE, points=points)
    people = small_survey(questionnaire, [[score + 1] for score in truth], {"team": ["a"] * size})
    return people, truth, points


def test_what_a_mean_and_a_word_make_certain_is_refused_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In 5 of these 40 a member who differs would learn what all the others answered."""
    refused = 0
    for case in range(40):
        people, truth, points = drawn(case)
        with monkeypatch.context() as patch:
            patch.setattr(build, "require_open", lambda *_, **__: None)
            document = report(people, ReportRequest()).document
        if certain(fitting(document, points, len(truth)), truth):
            refused += 1
            with pytest.raises(ConfidentialityRefusal, match="unsafe-words"):
                report(people, ReportRequest())
        else:
            assert report(people, ReportRequest()).document == document
    assert refused == 5


WHO = [(0, 0, "14 people"), (1, 0, "1 person"), (1, 30, "13 people")]


@pytest.mark.parametrize(("alone", "more", "exposed"), WHO)
def test_whoever_is_alone_where_groups_cross_is_looked_at(
    alone: int, more: int, exposed: str
) -> None:
    """Of fifteen in a team one scored otherwise; what the word says of the rest is refused."""
    others = 20 + more
    given = [[7]] * 14 + [[1]] + [[5], [6], [7], [6], [5]] * (others // 5)
    columns = {
        "team": ["t"] * 15 + ["u"] * others,
        "grade": ["x"] * alone + ["y"] * (15 - alone) + ["x", "y"] * (others // 2),
    }
    people = small_survey(small_questionnaire(ONE, points=10), given, columns)
    with pytest.raises(ConfidentialityRefusal, match=f"about {exposed}"):
        report(people, ReportRequest(("team", "grade")))


def test_what_was_left_open_is_no_answer_to_move() -> None:
    """All alike; a second left a part open, a third half of one, and all are open to others."""
    parts = {part: [f"{part}{at}" for at in range(4)] for part in "abcd"}
    given = [[3] * 16 for _ in range(16)]
    given[1][:4], given[2][:2] = [-1] * 4, [-1] * 2
    people = small_survey(small_questionnaire(parts), given, {"team": ["t"] * 16})
    word = report(people, ReportRequest()).document.organisation.agreement["tone"]
    assert word is not None
    assert word.word == "alike"


def test_two_questions_alike_to_the_edge_of_a_word_are_refused() -> None:
    """Fifteen answered often twice, one never: one step more apart, and they were not alike."""
    people = by_team(
        small_questionnaire({"p": ("x", "y")}),
        {"t": "44 " * 15 + "11", "u": "23 33 43 32 " * 5},
    )
    with pytest.raises(ConfidentialityRefusal, match="unsafe-words"):
        report(people, ReportRequest(("team",)))


def test_whoever_left_a_scale_open_is_in_none_of_its_lots() -> None:
    people = survey({"team": ["a"] * 20}, 3, missing=0.0)
    own = {item.id for item in next(q for q in people.questionnaires if q.id == "survival").items}
    given = people.given.copy()
    given[0, [at for at, item in enumerate(people.items) if item in own]] = -1
    document = report(replace(people, given=given), ReportRequest()).document.organisation
    word = document.agreement["survival"]
    assert word is not None
    assert (word.people, document.n) == (19, 20)


def test_a_number_that_could_be_no_other_is_not_written() -> None:
    """Means leave sixty people squares for r*wg(j) near 0.7 and for no other tenth."""
    tone = scoring_key((small_questionnaire({"p": ("x", "y")}),), "full").scales[0]
    publication = Publication(membership(60, {}, []), {}, 5, frozenset(), ())
    agreement = Agreement(tone, np.ones((60, 2), dtype=np.int64), publication)
    number = agreement._number  # noqa: SLF001 - so narrow a room takes many groups to make
    assert number(Squares(12.0, 55.0, 60.0, 60), 0.68) == (None, None)
    assert number(Squares(9.0, 55.0, 60.0, 60), 0.68) == (0.7, "at_most")
    assert number(Squares(9.0, 55.0, 60.0, 49), 0.68) == (None, None)


def test_another_table_has_the_same_word_on_careless_answering(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sixty people, half of them alike: other answers are room only where all words stay."""
    parts = {name: [f"{name}{at}" for at in range(4)] for name in "klmno"}
    alike = [[4, 3] * 10] * 30
    mixed = [[1 + (at * item + at) % 5 for item in range(20)] for at in range(30)]
    questionnaire = small_questionnaire(parts)
    people = small_survey(questionnaire, alike + mixed, {"team": ["a"] * 30 + ["b"] * 30})
    assert report(people, ReportRequest(("team",))).document.careless is not None
    monkeypatch.setattr(words_attack, "share_in_words", lambda _: "another word")
    with pytest.raises(ConfidentialityRefusal):
        report(people, ReportRequest(("team",)))


def crossed(seed: int) -> Survey:
    """Twelve teams of twenty, crossed so that hardly anybody shares all groups."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    columns = {
        "team": [str(person % 12) for person in range(240)],
        "grade": [rng.choice("abcd") for _ in range(240)],
        "site": [rng.choice("klmno") for _ in range(240)],
    }
    return survey(columns, seed, missing=0.0)


CROSSED = ReportRequest(("team", "grade", "site"))


def test_a_spread_that_is_not_written_refuses_nothing() -> None:
    """Two people of three answered a delicate question alike, at the edge of a spread of it."""
    document = report(crossed(4), CROSSED).document
    assert all(
        word is not None for team in document.groups[:12] for word in team.agreement.values()
    )


@pytest.mark.parametrize(("others", "passes"), [(0, False), (1, False), (2, True)])
def test_other_answers_of_two_people_make_room_and_of_one_do_not(
    monkeypatch: pytest.MonkeyPatch, others: int, *, passes: bool
) -> None:
    """Every word is made to stand at its edge: it stays only where somebody makes up for it.

    One person who does is not enough: they would know that they did not.
    """
    helping: dict[frozenset[int], set[int]] = {}

    def reads_the_same(_: words_attack.Words, table: words_attack._Table) -> bool:
        own = frozenset(person for person, _ in table.change)
        helps = helping.setdefault(own, set())
        more = set(table.people) - own
        if len(more) == 1 and len(helps) < others:
            helps |= more
        return bool(more) and more <= helps

    monkeypatch.setattr(words_attack.Words, "_reads_the_same", reads_the_same)
    monkeypatch.setattr(OtherScores, "elsewhere", lambda *_: iter(()))
    if passes:
        assert report(crossed(4), CROSSED).document.organisation.n == 240
    else:
        with pytest.raises(ConfidentialityRefusal, match="unsafe-words") as refused:
            report(crossed(4), CROSSED)
        assert words_attack.WITHOUT_WORDS in refused.value.faults[0].hint
        with pytest.raises(ConfidentialityRefusal) as wave:
            report(crossed(4), replace(CROSSED, of_waves=True))
        assert "--without-words" not in wave.value.faults[0].hint
        assert report(crossed(4), replace(CROSSED, without_words=True)).document.without_words


def test_answers_that_make_up_for_others_change_no_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[words_attack.Words] = []

    def keep(document: TeamFigures, publication: Publication, *args: object, **_: object) -> None:
        asked, scores = args
        held.append(words_attack.Words(document, publication, asked, scores, "pseudo_relational"))  # type: ignore[arg-type]

    people = crossed(4)
    monkeypatch.setattr(build, "require_open", keep)
    true = report(people, CROSSED).publication.figures
    [words] = held
    lot = next(iter(words._other_scores.lots()))  # noqa: SLF001 - what it tries is what counts
    sheets = list(words._sheets_alike(lot))  # noqa: SLF001
    moved = [np.abs(sheet - people.given[person]).sum() for person, sheet in sheets]
    assert set(moved) == {1, 2}
    for person, sheet in (sheets[0], sheets[len(sheets) // 2], sheets[-1]):
        assert person not in lot.people
        given = people.given.copy()
        given[person] = sheet
        assert report(replace(people, given=given), CROSSED).publication.figures == true


def test_nobody_answers_twice_in_a_table_that_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first person is alone where teams and grades cross: others must move with them."""
    tried: list[list[int]] = []
    reads = words_attack.Words._reads_the_same  # noqa: SLF001 - what it tries is what counts

    def kept(words: words_attack.Words, table: words_attack._Table) -> bool:
        tried.append(list(table.people))
        return reads(words, table)

    monkeypatch.setattr(words_attack.Words, "_reads_the_same", kept)
    questions = small_questionnaire({"p": ("x", "y"), "q": ("z",)}, points=8)
    given = [[4, 4, 4] for _ in range(15)]
    given[0], given[4], given[8], given[9] = [3, 4, 4], [7, 2, 3], [5, 4, 4], [8, 3, 4]
    given[12], given[13], given[14] = [6, 7, 3], [6, 2, 1], [3, 2, 1]
    groups = {"team": list("aaaaabbbbbccccc"), "grade": list("xyyyyyyyxyxxxyy")}
    document = report(small_survey(questions, given, groups), ReportRequest(("team", "grade")))
    assert document.document.organisation.agreement["tone"] is not None
    assert any(len(people) > 1 for people in tried)
    assert [people for people in tried if len(set(people)) < len(people)] == []


def test_without_words_there_is_none_and_every_mean_stays() -> None:
    people = crossed(4)
    worded = report(people, CROSSED).document
    bare = report(people, replace(CROSSED, without_words=True)).document
    wholes = (bare.organisation, *bare.groups)
    assert not any(word for group in wholes for word in group.agreement.values())
    assert (bare.careless, bare.gaps) == (None, None)
    assert {label.spread.reason for label in bare.scales.values()} == {"fixed_spread"}
    assert [
        (group.n, {id_: (scale.mean, scale.direction) for id_, scale in group.scales.items()})
        for group in wholes
    ] == [
        (group.n, {id_: (scale.mean, scale.direction) for id_, scale in group.scales.items()})
        for group in (worded.organisation, *worded.groups)
    ]


def test_few_words_are_refused_even_if_they_are_left_out() -> None:
    """Of all sets with this mean only one is refused: to leave out its word would tell it."""
    people, _, _ = drawn(2)
    with pytest.raises(ConfidentialityRefusal, match="unsafe-words") as refused:
        report(people, ReportRequest())
    assert "--without-words" not in refused.value.faults[0].hint
    with pytest.raises(ConfidentialityRefusal, match="unsafe-words"):
        report(people, ReportRequest(without_words=True))
    harmless, _, _ = drawn(0)
    bare = report(harmless, ReportRequest(without_words=True)).document
    assert bare.organisation.agreement["tone"] is None
