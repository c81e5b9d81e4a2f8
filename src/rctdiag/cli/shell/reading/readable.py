"""What can be read part by part at a terminal: a person's report, or a group's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rctdiag.render.group.report_in_words import ReportInWords
from rctdiag.render.person.result_page import Page
from rctdiag.render.person.support_text import PARTS, render_support
from rctdiag.render.terminal import report as person_report
from rctdiag.render.terminal.group import report as group_report
from rctdiag.render.words import words

if TYPE_CHECKING:
    from rctdiag.model.documents.result import Result
    from rctdiag.model.documents.teams import Teams
    from rctdiag.render import View

STEPS = ("read", "name", "oppose", "replace")
Parts = tuple[tuple[str, ...], ...]


class Readable(Protocol):
    """A report in parts: the first screen, then one for each of its names."""

    names: tuple[str, ...]

    def parts(self, view: View) -> Parts:
        """Each part in pieces that are read whole."""

    def word(self, id_: str) -> str:
        """The word for a key."""

    def help(self, view: View) -> str:
        """Who can help."""


class PersonReport:
    """One person's result."""

    def __init__(self, document: Result) -> None:
        self._page = Page.of(document)
        self.names = tuple(
            map(self.word, ("read_name", "name_name", "oppose_name", "replace_name"))
        )

    def parts(self, view: View) -> Parts:
        """Each part in pieces that are read whole."""
        return person_report.drawn_parts(self._page, view)

    def word(self, id_: str) -> str:
        """The word for a key."""
        return self._page.say(f"screen.drawn_{id_}")

    def help(self, view: View) -> str:
        """Who can help, with the contacts that the result holds."""
        from rctdiag.cli.private.local_contacts import own_file

        document = self._page.document
        contacts = document.support.contacts
        return render_support(PARTS, contacts, view, document.language, own_file=own_file())


class GroupReport:
    """A report on groups."""

    def __init__(self, document: Teams) -> None:
        self._report = ReportInWords(document, words(document.language))
        words_ids = (f"team_screen.{part}_name" for part in (*STEPS, "lead"))
        self.names = tuple(map(self._report.words.text, words_ids))

    def parts(self, view: View) -> Parts:
        """Each part in pieces that are read whole."""
        return group_report.drawn_parts(self._report, view)

    def word(self, id_: str) -> str:
        """The word for a key."""
        return self._report.words.text(f"screen.drawn_{id_}")

    def help(self, view: View) -> str:
        """Who can help, with the contacts of this place."""
        from rctdiag.cli.private.local_contacts import contacts, own_file

        language = self._report.document.language
        return render_support(PARTS, contacts(), view, language, own_file=own_file())
