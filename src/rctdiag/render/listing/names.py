"""What has names, as lists: kept results, releases of group reports, worked examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.render.listing.listing import Column, Listing, Row, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rctdiag.render.words import Words


def history(entries: Iterable[tuple[str, str]], words: Words) -> Listing:
    """The kept results by name and form, oldest first."""
    say = words.text
    rows = tuple(Row(name, (say(f"lists.form_{form}"),)) for name, form in entries)
    columns = (Column(say("lists.history_form")),)
    section = Section(name_label=say("lists.history_name"), columns=columns, rows=rows)
    return Listing(say("lists.history"), sections=(section,), foot=(say("lists.history_foot"),))


def releases(names: Sequence[str], words: Words) -> Listing:
    """The releases by name, oldest first."""
    say = words.text
    rows = tuple(Row(name, ()) for name in names)
    section = Section(name_label=say("lists.ledger_name"), columns=(), rows=rows)
    return Listing(say("lists.ledger"), sections=(section,))


def examples(stories: Iterable[tuple[str, str]], words: Words) -> Listing:
    """The worked examples, each with its story."""
    say = words.text
    rows = tuple(Row(name, (story,)) for name, story in stories)
    columns = (Column(say("lists.demo_story")),)
    section = Section(name_label=say("lists.demo_name"), columns=columns, rows=rows)
    return Listing(say("lists.demo"), sections=(section,), foot=(say("lists.demo_foot"),))
