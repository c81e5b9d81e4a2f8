"""``rctdiag help``: a command's help, and short pages for what it cannot say."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from typing import Annotated

import typer

from rctdiag.cli.shell import options
from rctdiag.cli.shell.app import build
from rctdiag.cli.shell.command_list import COMMANDS
from rctdiag.cli.shell.started import as_started
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


def _completed(incomplete: str) -> list[str]:
    return [name for name in (*TOPICS, *COMMANDS) if name.startswith(incomplete)]


@app.command()
def help_(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC | COMMAND]",
            help="A command, or one of: " + ", ".join(TOPICS) + ".",
            autocompletion=_completed,
        ),
    ] = None,
    language: options.Language = "en",
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
) -> None:
    """Show a topic, or the help of a command; without either, the list of topics.

    \b
    Examples:
      rctdiag help support
      rctdiag help exit-codes
      rctdiag help questionnaires show
    """
    from rctdiag.cli.shell.output import view
    from rctdiag.render.words import words

    texts = words(language)
    if not names:
        sys.stdout.write(as_started(texts.text("help.topics")) + "\n")
        return
    topic = names[0]
    if topic in COMMANDS:
        build().main([*names, "--help"], standalone_mode=False)
        return
    if topic not in TOPICS:
        near = get_close_matches(topic, [*TOPICS, *COMMANDS], n=1)
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
    sys.stdout.write(as_started(texts.text("help." + topic.replace("-", "_"))) + "\n")
