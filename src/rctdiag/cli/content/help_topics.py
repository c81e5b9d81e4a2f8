"""``rctdiag help TOPIC``: short pages for what a command's own help cannot say."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from typing import Annotated

import typer

from rctdiag.cli.shell import options
from rctdiag.errors.faults import Fault, UsageFault

app = typer.Typer(rich_markup_mode=None, add_completion=False)

TOPICS = (
    "support",
    "exit-codes",
    "formats",
    "environment",
    "confidentiality",
    "accessibility",
)


@app.command()
def help_(
    topic: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help="One of: " + ", ".join(TOPICS) + ".")
    ] = None,
    language: options.Language = "en",
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
    debug: options.Debug = False,  # noqa: ARG001  (read at the boundary)
) -> None:
    """Show a topic; without one, the list of topics.

    \b
    Examples:
      rctdiag help support
      rctdiag help exit-codes
    """
    from rctdiag.cli.shell.output import view
    from rctdiag.render.words import words

    told = words(language)
    if topic is None:
        sys.stdout.write(told.text("help.topics") + "\n")
        return
    if topic not in TOPICS:
        near = get_close_matches(topic, TOPICS, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Topics: {', '.join(TOPICS)}."
        raise UsageFault(Fault("usage", f"there is no topic {topic!r}.", hint))
    if topic == "support":
        from rctdiag.cli.private.local_contacts import contacts
        from rctdiag.render.person.support_text import PARTS, render_support

        looks = view(
            format_="text", output=None, full=True, no_color=no_color, accessible=accessible
        )
        sys.stdout.write(render_support(PARTS, contacts(), looks, language))
        return
    sys.stdout.write(told.text("help." + topic.replace("-", "_")) + "\n")
