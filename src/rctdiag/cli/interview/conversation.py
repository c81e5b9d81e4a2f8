"""What every question needs: a screen, keys, the words, and the draft."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from rctdiag.cli.interview.key_input import ARROWS
from rctdiag.cli.interview.keys import KEYS
from rctdiag.cli.interview.screens.screen import paragraph, rows_taken
from rctdiag.cli.shell.keys.key_names import BACK, ENTER, QUIT, WHO_HELPS
from rctdiag.cli.shell.started import as_started

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rctdiag.cli.interview.key_input import Input
    from rctdiag.cli.interview.keys import KeyNames
    from rctdiag.cli.interview.screens.screen import Screen, TerminalLook
    from rctdiag.cli.interview.session import Session
    from rctdiag.model.interview_draft import InterviewDraft
    from rctdiag.render.words import Words


class Conversation:
    """Says sentences by their id, asks, and takes keys."""

    def __init__(
        self,
        screen: Screen,
        source: Input,
        session: Session,
        words: Words,
        keep: Callable[[InterviewDraft], None] | None = None,
        support: Callable[[int], str] | None = None,
    ) -> None:
        self.screen = screen
        self.input = source
        self.session = session
        self.words = words
        self.keep = keep or session.save
        self._support = support

    def text(self, name: str, /, **values: object) -> str:
        """A sentence of the interview; commands in it run as printed."""
        return as_started(self.words.text(f"interview.{name}", **values))

    def tell(self, name: str, style: str = "", /, **values: object) -> None:
        """A paragraph."""
        self.screen.say(self.text(name, **values), style)

    def spoken(self, name: str, **values: object) -> str:
        """A sentence for the ear in accessible mode, a few words elsewhere."""
        accessible = "accessible_" if self.screen.look.accessible else ""
        return self.text(f"{accessible}{name}", **values)

    def command(self, text: str) -> str:
        """A command as it can be typed here."""
        return as_started(text)

    def ask(self, name: str, keys: KeyNames | None = None, **values: object) -> None:
        """Show the screen with its keys, or ask in a sentence where nothing is drawn.

        Args:
            name: of the screen.
            keys: those that are shown, if not all that ``KEYS`` has for it.
            values: of the sentence.
        """
        kind = "spoken" if self.input.single_key else "line"
        pairs = [
            (key.format(**values) or self.text("key_enter"), self.text(f"key_{does}"))
            for key, does in (KEYS.get(name, ()) if keys is None else keys)
        ]
        self.screen.ask(self.text(f"{kind}_{name}", **values), pairs)

    def key(self, *, more: bool = False) -> str:
        """A key for a screen without answers to choose from; arrows do nothing there.

        Args:
            more: one more for a screen from which a key was taken already.
        """
        return self.choice((), more=more)

    def choice(
        self, options: Sequence[tuple[str, str]], at: int | None = None, *, more: bool = False
    ) -> str:
        """A key, or the one that the arrow keys and Enter have chosen.

        Args:
            options: key and label of each answer.
            at: where the arrow keys begin: the answer so far.
            more: one more for a screen from which a key was taken already.

        Raises:
            EndOfInput: there is no more.
        """
        moved = False
        while True:
            typed = self.input.token(enter=False, more=more)
            more = typed in ARROWS
            if typed == WHO_HELPS and self._support and self.input.single_key:
                with self.screen.page_between():
                    self._show_support(self._support)
            elif typed in ARROWS:
                if options:
                    at, moved = _beside(at, ARROWS[typed], len(options)), True
                    key, label = options[at]
                    self.screen.choosing(self.spoken("choosing", point=key, label=label))
            elif typed == ENTER and moved and at is not None:
                return options[at][0]
            else:
                return typed

    def acknowledge(self, name: str, /, *, apart: bool = True, **values: object) -> None:
        """What was taken, behind the question; a line from a pipe shows itself."""
        if not name or (self.input.strict and not self.input.single_key):
            self.screen.echo("")
            return
        spoken_text = self.spoken(name, **values)
        self.screen.acknowledge(spoken_text, spoken_text, apart=apart)

    def refuse(self, name: str, **values: object) -> None:
        """That was no answer: say so, or end where nobody can try again."""
        self.screen.echo("")
        self.input.no_answer()
        self.tell(name, **values)

    def explain(self, sentences: Sequence[str]) -> None:
        """What something means: on a screen of its own, else before it is asked again."""
        self.screen.echo("")
        if not self.screen.drawn:
            self.screen.gap()
            for sentence in sentences:
                self.screen.say(sentence)
            return
        self.screen.gap()
        look = self.screen.look
        self._read([row for sentence in sentences for row in paragraph(sentence, look)])

    def _show_support(self, support: Callable[[int], str]) -> None:
        """Who can help, a screenful at a time."""
        look = self.screen.look
        self.screen.echo("")
        rows = support(look.width).rstrip("\n").split("\n")
        if look.accessible:
            rows = [sentence for row in rows if row for sentence in paragraph(row, look)]
        self._read(rows)

    def _read(self, rows: list[str]) -> None:
        """Rows by the screenful; the key that ends them leads back."""
        look = self.screen.look
        while rows:
            self.screen.begin()
            count = _screenful(rows, look)
            for row in rows[:count]:
                self.screen.line(row)
            del rows[:count]
            self.ask("more" if rows else "back_to_it")
            while (typed := self.input.token(enter=False)) not in {ENTER, QUIT, BACK}:
                continue
            self.screen.echo("")
            if typed != ENTER:
                return


def _screenful(rows: Sequence[str], look: TerminalLook) -> int:
    """How many of these rows fit above the line of the keys; at least one."""
    room = max(6, look.height - 3)
    ends = accumulate(rows_taken(row, look) for row in rows)
    return max(1, sum(end <= room for end in ends))


def _beside(at: int | None, way: int, count: int) -> int:
    """The next answer that way; the first or the last where none is chosen yet."""
    if at is None:
        return 0 if way > 0 else count - 1
    return min(max(at + way, 0), count - 1)
