"""``rctdiag ledger``: the group reports that were given out."""

from __future__ import annotations

from rctdiag.cli.shell import completions
from rctdiag.cli.shell.help_pages import commands
from rctdiag.cli.shell.options.declare import Options, argument, flag, option, with_options
from rctdiag.cli.shell.options.shared import JSON, PROFILE, Paged

app = commands("The group reports that were released. Each new one is checked against them.")


class _Which(Options):
    """Which ledger."""

    ledger: str | None = option("--ledger", "FILE", "Use this ledger instead of your own.")
    profile: str | None = PROFILE


@app.command("list")
@with_options
def list_(*, ledger_choice: _Which, as_json: bool = JSON, paged: Paged) -> None:
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

    path = where(
        ledger_choice.ledger,
        chosen_client(ledger_choice.profile, needed=ledger_choice.ledger is None),
    )
    names = releases(path)
    if as_json:
        emit(json.dumps({"releases": list(names)}, indent=2) + "\n", None, force=False)
        return
    if not names:
        notice("Nothing has been released. `rctdiag teams --release NAME` releases a report.")
        return
    from rctdiag.cli.shell.reading.show_list import show_list
    from rctdiag.render.listing.names import releases as listed
    from rctdiag.render.words import words

    listing = listed([*map(visible, names)], words())
    show_list(listing, "en", paged)
    notice(f"Recorded in {path}, with keyed hashes of who was in which group.")


@app.command()
@with_options
def withdraw(
    *,
    name: str = argument("NAME", "A name from the list.", offers=completions.releases),
    ledger_choice: _Which,
    yes: bool = flag("--yes", "Withdraw it without asking."),
) -> None:
    """Forget a release that nobody has seen. What people have seen cannot be taken back.

    \b
    Example:
      rctdiag ledger withdraw spring --yes
    """
    from rctdiag.cli.handover.client_profile import chosen_client
    from rctdiag.cli.shell.output import notice
    from rctdiag.cli.teams.ledger_files import agreed, forget, where

    path = where(
        ledger_choice.ledger,
        chosen_client(ledger_choice.profile, needed=ledger_choice.ledger is None),
    )
    if not agreed(name, yes=yes):
        notice("Left as it was.")
        return
    forget(path, name)
    notice(
        "Withdrawn. Later reports are not checked against it. Anyone who has a copy of it could"
        " work out from the next one what a few people answered. Make sure that no copy is left."
    )
