"""``rctdiag help``: a command's help, and short pages for what it cannot say."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from rctdiag.cli.shell.app import build
from rctdiag.cli.shell.command_list import COMMANDS
from rctdiag.cli.shell.help_pages import help_of, help_pieces
from rctdiag.cli.shell.options.declare import argument, lone
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.offers import among
from rctdiag.cli.shell.options.shared import Paged
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.checks.did_you_mean import listed

if TYPE_CHECKING:
    from collections.abc import Sequence


TOPICS = (
    "support",
    "exit-codes",
    "formats",
    "environment",
    "confidentiality",
    "accessibility",
    "feedback",
)


def help_(
    *,
    names: list[str] | None = argument(
        "TOPIC|COMMAND",
        "A command, or one of: " + ", ".join(TOPICS) + ".",
        default=None,
        offers=among(*TOPICS, *COMMANDS),
    ),
    language: str = LANGUAGE,
    paged: Paged,
) -> None:
    """Show help on a topic or a command; with neither, list the topics.

    \b
    Examples:
      rctdiag help support
      rctdiag help exit-codes
      rctdiag help questionnaires show
    """
    from rctdiag.render.words import words

    say = words(language).text
    if not names:
        _show_page(say("help.topics"), language, paged)
        return
    topic = names[0]
    if topic in COMMANDS:
        _show_command(names, language, paged)
        return
    if topic not in TOPICS:
        near = get_close_matches(topic, [*TOPICS, *COMMANDS], n=1)
        hint = (
            f"Did you mean {near[0]}?"
            if near
            else f"Use {listed(TOPICS)}, or the name of a command."
        )
        raise UsageFault(Fault("usage", f"there is no topic {topic!r}.", hint))
    if topic == "support":
        _show_support(language, paged)
        return
    _show_page(say("help." + topic.replace("-", "_")), language, paged)


app = lone(help_)


def _show_page(text: str, language: str, paged: Paged) -> None:
    from rctdiag.cli.shell.reading.show_list import show_list
    from rctdiag.render.listing.topic_page import topic_page

    show_list(topic_page(text), language, paged)


def _show_support(language: str, paged: Paged) -> None:
    from rctdiag.cli.private.local_contacts import contacts, own_file
    from rctdiag.cli.shell.reading.pages import paragraphs
    from rctdiag.cli.shell.reading.show_list import list_view, show_pieces
    from rctdiag.render.person.support_text import PARTS, render_support

    view = list_view(paged.look)
    text = render_support(PARTS, contacts(), view, language, own_file=own_file())
    show_pieces(view, language, paged, pieces=lambda: paragraphs(text), text=lambda: text)


def _show_command(names: Sequence[str], language: str, paged: Paged) -> None:
    """The help of a command, as ``--help`` prints it."""
    from rctdiag.cli.shell.reading.show_list import list_view, show_pieces

    view = list_view(paged.look)
    text = help_of(build(), names, plain=paged.look.no_color or view.accessible)
    show_pieces(view, language, paged, pieces=lambda: help_pieces(text), text=lambda: text)
