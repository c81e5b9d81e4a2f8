"""Name it: the person's own strongest answers, what helps first; then their own notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.block import STAYS, Block
from rctdiag.render.person.result_page import capital
from rctdiag.scoring.bands import LOW
from rctdiag.scoring.readings import UNSEEN_FROM_ABOVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rctdiag.model.documents.result import PracticeDoc
    from rctdiag.render.block import Where
    from rctdiag.render.person.result_page import Page

EACH_WAY = 3
SOMETIMES = 3  # the answer
AVOIDED = "avoided_subjects"
KEEPING_QUIET = frozenset(
    {
        "hierarchical.self_protection",
        "pseudo_relational.avoided_subjects",
        "pseudo_relational.parts_left_out",
    }
)
EXTRA_WORK = frozenset({"survival.self_sacrifice"})
# All that the bundled questionnaires have; a longer list is counted, and shown in full.
SERIOUS_SHORT = 5


def name(page: Page) -> Iterator[Block]:
    """The second of the four steps."""
    practices = page.document.practices
    yield Block("heading", page.say("name_heading"), lines=1)
    yield from _helping(page, practices.helping)
    yield from _impeding(page, practices.impeding, practices.lacking)
    yield from carries(page, practices.who_carries_it)
    for sentence in at_risk(page, practices.who_carries_it):
        yield Block("text", sentence, "full")
    if not page.help_first:
        yield from kinder(page)


def own_notes(page: Page) -> Iterator[Block]:
    """What the person wrote beside the questions, each with its question: in the full report."""
    document = page.document
    if not document.notes:
        return
    yield Block("sub", page.say("notes_heading"), "full")
    for item, note in document.notes.items():
        yield Block("text", document.noted.get(item, item), "full")
        yield Block("quote", page.say("notes_note", note=note), "full")


def _helping(page: Page, answers: Sequence[PracticeDoc]) -> Iterator[Block]:
    seen = seen_helping(page, answers)
    if not seen:
        yield Block("text", page.say("name_helps_none"), rank=3)
        return
    yield Block("intro", page.say("name_helps"), rank=2)
    for answer in seen[:EACH_WAY]:
        yield Block("item", _answer(page, answer), rank=2)


def seen_helping(page: Page, answers: Sequence[PracticeDoc]) -> list[PracticeDoc]:
    """What helps, without what somebody in charge can hardly see."""
    return [
        answer for answer in answers if not (page.decides and answer.facet in UNSEEN_FROM_ABOVE)
    ]


def once_is_enough(answers: Sequence[PracticeDoc]) -> bool:
    """Whether there are serious answers, and none of them is more than "sometimes"."""
    serious = [answer.answer for answer in answers if answer.serious]
    return bool(serious) and max(serious) <= SOMETIMES


def _impeding(
    page: Page, answers: Sequence[PracticeDoc], lacking: Sequence[PracticeDoc]
) -> Iterator[Block]:
    """What gets in the way; where nothing that happens does, what does not happen."""
    if not answers:
        yield from _lacking(page, lacking)
        return
    serious = [practice for practice in answers if practice.serious]
    lighter = [practice for practice in answers if not practice.serious][
        : max(0, EACH_WAY - len(serious))
    ]
    yield Block("intro", page.say("name_impedes"))
    for number, answer in enumerate(answer for answer in answers if answer in serious + lighter):
        if answer in lighter:
            rank = STAYS if page.help_first or number == 0 else 2
            yield Block("item", _answer(page, answer), rank=rank)
            continue
        place = serious.index(answer)
        text = _answer(page, answer)
        if once_is_enough(serious):
            text = page.say("name_once", answer=text)
        where: Where = "both" if place < SERIOUS_SHORT else "full"
        # Only texts longer than any of ours make the last ones give way.
        yield Block("item", text, where, rank=STAYS if place < EACH_WAY else 1)
    if len(serious) > SERIOUS_SHORT:
        yield Block("item", _more(page, len(serious) - SERIOUS_SHORT), "short")


def _lacking(page: Page, answers: Sequence[PracticeDoc]) -> Iterator[Block]:
    if not answers:
        yield Block("text", page.say("name_impedes_none"), rank=3)
        return
    yield Block("intro", page.say("name_lacks"))
    for number, answer in enumerate(answers[:EACH_WAY]):
        yield Block("item", _answer(page, answer), rank=STAYS if number == 0 else 2)


def _answer(page: Page, answer: PracticeDoc) -> str:
    return page.say("name_answer", answer=capital(answer.answer_label), text=answer.text)


def _more(page: Page, count: int) -> str:
    return page.say("more_one") if count == 1 else page.say("more_many", count=count)


def carries(page: Page, answers: Sequence[PracticeDoc]) -> Iterator[Block]:
    """Whether it falls on some groups of people more than on others, as answered."""
    if not answers:
        return
    seen = [practice for practice in answers if not hardly_seen(page, practice)]
    yield Block("sub", page.say("name_carries"), "full")
    for answer in seen:
        yield Block("item", _answer(page, answer), "full")
    if seen:
        yield Block("text", page.say("name_carries_note"), "full")
    if len(seen) < len(answers):
        yield Block("text", page.say("name_carries_unseen"), "full")


def at_risk(page: Page, answers: Sequence[PracticeDoc]) -> Iterator[str]:
    """What asks who could come to harm now: beside the answer or the load that it belongs to.

    Such an answer is no alarm by itself, and the program does not know whether people are served;
    so it is asked where there is room for both, and not where the support text has that part.
    """
    if "others_at_risk" in page.document.support.parts:
        return
    if any(answer.facet == AVOIDED and answer.answer > SOMETIMES for answer in answers):
        yield page.say("name_at_risk")
    elif "overloaded" in page.flags:
        yield page.say("name_at_risk_load")


def hardly_seen(page: Page, answer: PracticeDoc) -> bool:
    """A low answer on what those in charge do, from somebody in charge, would only soothe."""
    seldom = answer.answer < SOMETIMES
    return page.decides and answer.facet in UNSEEN_FROM_ABOVE and seldom


def getting_by(page: Page) -> str:
    """The id of the kinder reading of what people here do to get by; empty where they hardly do."""
    if page.fairly_well:
        return ""
    quiet, extra = (_some_of(page, facets) for facets in (KEEPING_QUIET, EXTRA_WORK))
    if quiet and extra:
        return "name_kinder_both"
    return "name_kinder_quiet" if quiet else "name_kinder_extra" if extra else ""


def _some_of(page: Page, facets: frozenset[str]) -> bool:
    return any(
        facet.score is not None and facet.score >= LOW and f"{scale.id}.{facet.id}" in facets
        for scale in page.scales()
        for facet in page.facets(scale)
    )


def kinder(page: Page) -> Iterator[Block]:
    """A kinder reading of what people do to get by."""
    own = getting_by(page)
    if not own:
        return
    yield Block("sub", page.say("name_kinder"), "full")
    for id_ in (own, "name_kinder_colleagues", "name_kinder_place"):
        yield Block("text", page.say(id_), "full")
