"""``rctdiag ledger``: the group reports that were given out."""

from __future__ import annotations

from typing import Annotated

import typer

from rctdiag.cli.shell import completions, options
from rctdiag.cli.shell.help_pages import commands

app = commands("The group reports that were released. Each new one is checked against them.")
Ledger = Annotated[
    str | None,
    typer.Option("--ledger", metavar="FILE", help="Use this ledger instead of your own."),
]


@app.command("list")
def list_(
    ledger: Ledger = None,
    profile: options.Profile = None,
    as_json: options.Json = False,
    no_pager: options.NoPager = False,
    no_color: options.NoColor = False,
    accessible: options.Accessible = False,
) -> None:
    """List the releases, oldest first.

    \b
    Examples:
      rctdiag ledger list
      rctdiag ledger list --json
    """
    import json

    from rctdiag.cli.handover.client_profile import chosen_client
    from rctdiag.cli.shell.error_output import visible
    from rctdiag.cli.shell.output import emit, notice
    from rctdiag.cli.teams.ledger_files import releases, where

    path = where(ledger, chosen_client(profile, needed=ledger is None))
    names = releases(path)
    if as_json:
        emit(json.dumps({"releases": list(names)}, indent=2) + "\n", None, force=False)
        return
    if not names:
        notice("Nothing has been released. `rctdiag teams --release NAME` does it.")
        return
    from rctdiag.cli.shell.reading.show_list import show_list
    from rctdiag.render.listing.names import releases as listed
    from rctdiag.render.words import words

    listing = listed([*map(visible, names)], words())
    show_list(listing, "en", no_pager=no_pager, no_color=no_color, accessible=accessible)
    notice(f"Recorded in {path}, with keyed hashes of who was in which group.")


@app.command()
def withdraw(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="A name from the list.",
            autocompletion=completions.releases,
        ),
    ],
    ledger: Ledger = None,
    profile: options.Profile = None,
    yes: Annotated[bool, typer.Option("--yes", help="Withdraw it without asking.")] = False,
) -> None:
    """Forget a release that nobody has seen. What people have seen cannot be taken back.

    \b
    Example:
      rctdiag ledger withdraw spring --yes
    """
    from rctdiag.cli.handover.client_profile import chosen_client
    from rctdiag.cli.shell.output import notice
    from rctdiag.cli.teams.ledger_files import agreed, forget, where

    path = where(ledger, chosen_client(profile, needed=ledger is None))
    if not agreed(name, yes=yes):
        notice("Left as it was.")
        return
    forget(path, name)
    notice(
        "Withdrawn. Later reports are not checked against it. Anyone who has a copy of it could"
        " work out from the next one what a few people answered. Make sure that no copy is left."
    )
