"""``rctdiag erase``: remove what this program kept, and say what it cannot remove."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.cli.shell.options.declare import flag, lone
from rctdiag.cli.shell.options.language import LANGUAGE
from rctdiag.cli.shell.options.shared import NO_INPUT
from rctdiag.cli.shell.output import line_to_copy

if TYPE_CHECKING:
    from rctdiag.render.words import Words


def erase(
    *,
    yes: bool = flag("--yes -y", "Remove it without asking."),
    dry_run: bool = flag("--dry-run -n", "Only list what would be removed."),
    no_input: bool = NO_INPUT,
    language: str = LANGUAGE,
) -> None:
    """List what is kept (drafts, results, plans, weeks, the ledger), and remove it if you agree.

    \b
    Examples:
      rctdiag erase
      rctdiag erase --dry-run
      rctdiag erase --yes
    """
    from rctdiag.cli.interview.notices import tell
    from rctdiag.cli.interview.questions import counted
    from rctdiag.cli.interview.session import clock
    from rctdiag.cli.private.private_home import private_home
    from rctdiag.errors.faults import FileFault
    from rctdiag.render.words import words as words_of
    from rctdiag.store import erase_kept as store

    words = words_of(language)
    home = private_home()
    private_files = (*store.find(home), *store.left_by_killed_runs(Path.cwd()))
    unreadable = store.unreadable(home)
    if not private_files and not unreadable:
        tell(words.text("interview.erase_nothing"))
        line_to_copy(str(home.root))
        _tell_rest(words)
        return
    if not private_files:
        raise FileFault(unreadable)
    tell(words.text("interview.erase_found"))
    line_to_copy(str(home.root))
    for group in private_files:
        tell(words.text(f"interview.erase_{group.kind}", count=len(group.files)), indent=2)
        for path in group.files:
            line_to_copy(f"    {path}")
    if dry_run or not _agreed(words, yes=yes, no_input=no_input):
        tell(words.text("interview.erase_left"))
        return
    try:
        removed = store.erase(home, private_files, since=clock().isoformat())
    except FileFault as refused:
        raise FileFault([*refused.faults, *unreadable]) from None
    tell(counted(words, "erase_done", removed))
    _tell_rest(words)
    if unreadable:
        raise FileFault(unreadable)


app = lone(erase)


def _agreed(words: Words, *, yes: bool, no_input: bool) -> bool:
    """Whether to remove it all: said beforehand, or asked.

    Raises:
        UsageFault: nobody can be asked.
    """
    from rctdiag.errors.faults import Fault, UsageFault

    if yes:
        return True
    if no_input or not sys.stdin.isatty():
        raise UsageFault(
            Fault("no-input", "nothing was removed.", "Add --yes to remove all of this.")
        )
    sys.stderr.write(words.text("interview.erase_ask"))
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _tell_rest(words: Words) -> None:
    from rctdiag.cli.interview.notices import tell

    tell(words.text("interview.erase_cannot_intro"))
    for name in ("shell", "scrollback", "copies", "backups", "disk", "work"):
        tell(words.text(f"interview.erase_cannot_{name}"), indent=2)
