"""The full result of every respondent, one line of JSON each, on all processors."""

from __future__ import annotations

import os
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, TypeVar, cast

from rctdiag.model.answers import AnswerSheet
from rctdiag.model.documents.result import (
    BecauseDoc,
    FacetDoc,
    HeartDoc,
    OfferDoc,
    PracticeDoc,
    QuestionnaireRef,
    ReadinessDoc,
    ReadingDoc,
)
from rctdiag.model.documents.sentence import Sentence
from rctdiag.operations.assess.assessor import Assessor
from rctdiag.operations.batch.line_processes import started, write
from rctdiag.render.plain.canonical_json import dumps
from rctdiag.tables.engines.plain_scoring import Person, people
from rctdiag.tables.source.bytes_in import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from rctdiag.model.answers import Answer
    from rctdiag.model.base import Frozen
    from rctdiag.model.documents.result import Result
    from rctdiag.operations.batch.batch_run import Opened, ResultSettings

    Encoder = Callable[[Result, str | None], bytes]  # with the id of whoever answered

Made = TypeVar("Made")
CHUNK = 100  # people handed to a process at once


class _Maker:
    """An assessor that makes lines."""

    def __init__(self, settings: ResultSettings) -> None:
        self.now = settings.now
        self.encode = encoder()
        self.blank = AnswerSheet.model_construct(schema_="rctdiag.answers/1", answers={})
        self.assessor = Assessor(
            settings.instruments, settings.steps, settings.words, form=settings.form
        )

    def lines(self, persons: Iterable[Person]) -> bytes:
        return b"".join(map(self.line, persons))

    def line(self, person: Person) -> bytes:
        # Every answer has met the rule for cells: nothing is left for a model to check.
        answers = cast("dict[str, Answer]", person.answers)
        sheet = self.blank.model_copy(update={"answers": answers})
        return self.encode(self.assessor.result(sheet, now=self.now), person.id)


# Few of these differ, however many people there are, and what differs is made once (see
# ``operations.assess``): which one it is tells what it says, and is found sooner.
_FEW = frozenset(
    {FacetDoc, ReadingDoc, PracticeDoc, BecauseDoc, Sentence, HeartDoc, ReadinessDoc}
    | {QuestionnaireRef}
)
_MOST_KNOWN = 16_384
_NO_ANSWERS = b'"because":[]'


def encoder() -> Encoder:
    """What the one serializer gives of a result on one line; with msgspec many times as fast.

    It is for the results of one run. What few people differ in is encoded once. So is each step
    but for the answers that led to it: steps are half of a line, and read the same for everybody.
    """
    if not find_spec("msgspec"):
        return _encoded
    from msgspec import Raw  # noqa: PLC0415 - comes with an extra
    from msgspec.json import Encoder as JsonEncoder  # noqa: PLC0415

    def inner(document: Frozen) -> object:
        """What msgspec writes for a document inside another: JSON as it is, or these fields."""
        kind = type(document)  # isinstance takes pydantic longer than all the rest here
        if kind in _FEW:
            return encoded_once(document)
        return step(cast("OfferDoc", document)) if kind is OfferDoc else _fields(document)

    quick = JsonEncoder(order="sorted", enc_hook=inner).encode

    encoded_once = _once(lambda document: Raw(quick(_fields(document))))

    steps: dict[str, list[bytes]] = {}  # what comes before the answers, and what comes after

    def step(offer: OfferDoc) -> Raw:
        if offer.id not in steps:
            steps[offer.id] = quick(_fields(offer) | {"because": ()}).split(_NO_ANSWERS)
        before, after = steps[offer.id]
        return Raw(b"".join((before, b'"because":', quick(offer.because), after)))

    def encode(result: Result, respondent: str | None) -> bytes:
        document = dict(_fields(result))
        document["respondent"] = respondent
        document["schema"] = document.pop("schema_")
        try:
            line = quick(document)
        except UnicodeEncodeError:  # half a surrogate
            return _encoded(result, respondent)
        return line + b"\n" if is_safe(line) else _encoded(result, respondent)

    return encode


def _once(make: Callable[[Frozen], Made]) -> Callable[[Frozen], Made]:
    """What is made of a document, made once; it is known again by which one it is."""
    known: dict[int, tuple[Frozen, Made]] = {}

    def made(document: Frozen) -> Made:
        seen = known.get(id(document))
        if seen is not None:
            return seen[1]
        new = make(document)
        if len(known) < _MOST_KNOWN:
            known[id(document)] = document, new  # kept, so that no other takes its identity
        return new

    return made


def _fields(document: Frozen) -> dict[str, object]:
    """Its fields, without what was not given, such as ``respondent``."""
    fields = vars(document)
    given = document.model_fields_set
    if len(given) == len(fields):
        return fields
    return {name: fields[name] for name in given}


def _encoded(result: Result, respondent: str | None) -> bytes:
    named = result.model_copy(update={"respondent": respondent})
    return dumps(named, one_line=True).encode()


_PLAIN = bytes(range(0x7F))  # JSON itself escapes what is not printable of these


def is_safe(line: bytes) -> bool:
    """Whether ``render.json.dumps`` would change nothing: no hidden letter, no minus zero."""
    if b"-0.0" in line:
        return False
    if line.isascii():
        return b"\x7f" not in line
    return line.translate(None, _PLAIN).decode().isprintable()


@contextmanager
def writing(opened: Opened, settings: ResultSettings, path: Path) -> Iterator[Callable[[], None]]:
    """Give what writes to a file the result of every row without a wrong cell, in their order.

    Large tables are worked on by all processors, which make themselves ready while the caller
    does something else.
    """
    size = sum(source.raw.size for source in opened.sources)
    processes = os.cpu_count() or 1
    persons = _persons(opened)
    if size <= SMALL or processes == 1:
        yield lambda: _write_here(persons, settings, path)
        return
    with started(processes, _begin, settings, path) as makers:
        yield lambda: write(makers, _chunks(persons))


def _write_here(persons: Iterator[Person], settings: ResultSettings, path: Path) -> None:
    maker = _Maker(settings)
    with path.open("wb") as file:
        for person in persons:
            file.write(maker.lines([person]))


def _persons(opened: Opened) -> Iterator[Person]:
    ranges, first = opened.plan.ranges, 1
    for source, columns in zip(opened.sources, opened.columns, strict=True):
        for person in people(source, columns, ranges, first):
            first += 1
            if isinstance(person, Person):
                yield person


def _chunks(persons: Iterator[Person]) -> Iterator[list[Person]]:
    while chunk := list(islice(persons, CHUNK)):
        yield chunk


def _begin(settings: ResultSettings) -> Callable[[list[Person]], bytes]:
    """In each process."""
    return _Maker(settings).lines
