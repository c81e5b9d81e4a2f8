"""Which keys count, and what a sequence is: with a clock and a terminal made for the test."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rctdiag.cli.shell.keys.key_decoder import (
    ALT_SECONDS,
    DOWN,
    ENTER_KEY,
    INTERRUPT,
    SEQUENCE_SECONDS,
    UP,
    KeyDecoder,
    without_sequences,
)
from rctdiag.cli.shell.keys.key_reader import KeyReader
from rctdiag.cli.shell.keys.key_timing import NORMAL

REPEATS = st.floats(0.02, 0.1)  # seconds between repetitions, as keyboards have them
SEQUENCES = st.one_of(
    st.builds(
        lambda parameters, middle, final: f"\x1b[{parameters}{middle}{final}",
        st.text("0123456789;:<=>?", max_size=8),
        st.text(" !\"#$%&'()*+,-./", max_size=2),
        st.sampled_from("@EFGHIJKLMNOPQRSTUVWXYZ^_abcdefghijklmnopqrstuvwxyz{|}~"),
    ).filter(lambda made: made[:3] != "\x1b[["),
    st.sampled_from(["\x1bOP", "\x1bOQ", "\x1bO5R", "\x1bOH", "\x1b[[A", "\x1b[[B", "\x1b(B"]),
    st.sampled_from("123456789xbnqfsd?").map(lambda key: f"\x1b{key}"),  # with Alt
    st.sampled_from(["\x1b]11;rgb:1e1e/1e1e/1e1e\x07", "\x1bP1$r0m\x1b\\", "\x1b_G1;OK\x1b\\"]),
)


class Typist:
    """Delivers bytes at their times; the clock goes on only while somebody waits."""

    def __init__(self, *events: tuple[float, bytes]) -> None:
        self.now = 0.0
        self.events = list(events)

    def clock(self) -> float:
        return self.now

    def read(self, seconds: float | None) -> bytes:
        if not self.events:
            if seconds is None:
                raise EOFError
            self.now += seconds
            return b""
        at, read = self.events[0]
        if seconds is not None and at > self.now + seconds:
            self.now += seconds
            return b""
        self.events.pop(0)
        self.now = max(self.now, at)
        return read


def taken(*events: tuple[float, bytes], saving: float = 0.01) -> list[str]:
    """The answers to question after question; what comes during a save is discarded."""
    typist = Typist(*events)
    keys = KeyReader(NORMAL, typist.clock)
    found = []
    try:
        while True:
            while typist.events and typist.events[0][0] < typist.now:
                typist.events.pop(0)
            keys.shown()
            found.append(keys.key(typist.read))
            typist.now += saving
    except EOFError:
        return found


@given(sequence=SEQUENCES, cuts=st.lists(st.integers(1, 20), max_size=4), pause=REPEATS)
def test_a_sequence_answers_nothing_in_whatever_pieces(
    sequence: str, cuts: list[int], pause: float
) -> None:
    data = sequence.encode()
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    pieces = [data[begin:end] for begin, end in pairwise(edges)]
    events = [(1 + pause * at, piece) for at, piece in enumerate(pieces)]
    assert taken(*events) == []
    assert taken(*events, (events[-1][0] + 3, b"4")) == ["4"]


@given(pause=st.floats(0.0, SEQUENCE_SECONDS - 0.1), rest=st.sampled_from([b"3~", b"5~", b"15;2~"]))
def test_a_long_pause_inside_a_sequence(pause: float, rest: bytes) -> None:
    assert taken((1, b"\x1b["), (1 + pause, rest)) == []
    assert taken((1, b"\x1b"), (1 + pause, b"[" + rest)) == []


def test_arrows_escape_and_what_follows_them() -> None:
    assert taken((1, b"\x1b[A"), (2, b"\x1bO"), (2.5, b"B"), (4, b"\r")) == [UP, DOWN, ENTER_KEY]
    late = ALT_SECONDS + 0.1
    assert taken((1, b"\x1b"), (1 + late, b"3")) == ["3"]
    assert taken((1, b"\x1b[1;5A"), (2, b"\x1b[D\x1b[C")) == ["<left>"]
    assert taken((1, b"\x1b["), (1.5, b"\x03")) == [INTERRUPT]
    wide = "\N{FULLWIDTH DIGIT THREE}"
    assert taken((1, wide.encode()[:1]), (1.1, wide.encode()[1:])) == [wide]
    assert taken((1, b"\xff\xc3"), (1.1, b"\xb8")) == ["ø"]
    assert without_sequences("a\x1b[D no\x1b[3~te\x07") == "a note"


@given(
    delay=st.floats(0.25, 0.7),
    repeats=st.integers(2, 80),
    gap=REPEATS,
    saving=st.floats(0.001, 0.3),
    key=st.sampled_from([b"4", b"x", b"\r", b"b"]),
)
def test_a_held_key_answers_one_question(
    delay: float, repeats: int, gap: float, saving: float, key: bytes
) -> None:
    held = [(1.0, key), *((1.0 + delay + gap * at, key) for at in range(repeats))]
    assert len(taken(*held, saving=saving)) == 1


def test_a_held_key_over_a_slow_line_comes_in_bursts() -> None:
    bursts = [(1.0 + 0.3 * at, b"4" * 9) for at in range(20)]
    assert taken(*bursts) == ["4"]


@given(
    answers=st.lists(st.sampled_from("12345x"), min_size=1, max_size=12),
    reading=st.floats(0.21, 5.0),
)
def test_no_deliberate_answer_is_lost(answers: list[str], reading: float) -> None:
    """Also from somebody who needs a fifth of a second and gives the same answer again."""
    typist = Typist()
    keys = KeyReader(NORMAL, typist.clock)
    for answer in answers:
        keys.shown()
        typist.events = [(typist.now + reading, answer.encode())]
        assert keys.key(typist.read) == answer
        typist.now += 0.02


def test_arrows_may_follow_one_another_at_once() -> None:
    typist = Typist((1.0, b"\x1b[B\x1b[B"), (1.05, b"\x1b[B\x1b[A\r"), (1.9, b"4"))
    keys = KeyReader(NORMAL, typist.clock)
    keys.shown()
    taken = [keys.key(typist.read) for _ in range(5)]
    assert taken == [DOWN, DOWN, DOWN, UP, ENTER_KEY]
    keys.shown()
    assert keys.key(typist.read) == "4"


def test_two_quick_presses_are_one_answer_and_the_next_press_counts() -> None:
    assert taken((1, b"4"), (1.1, b"4"), (1.9, b"4")) == ["4", "4"]
    assert taken((0.1, b"4"), (0.5, b"4")) == ["4"]  # the first came too soon


def test_before_a_line_keys_are_passed_over_until_nothing_is_held() -> None:
    events = [(0.05, b"5"), *((0.1 + 0.05 * at, b"\r") for at in range(20)), (3.0, b"words")]
    typist = Typist(*events)
    keys = KeyReader(NORMAL, typist.clock)
    assert keys.settle(typist.read) == ""
    assert typist.events == [(3.0, b"words")]
    assert typist.now < 1.5
    assert KeyDecoder().feed(b"words", 0.0) == list("words")
