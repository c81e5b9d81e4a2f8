"""``rctdiag completion``: the completion script of a shell."""

from __future__ import annotations

import sys
from difflib import get_close_matches

from rctdiag.cli.shell.options.declare import argument, lone
from rctdiag.cli.shell.options.offers import among
from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.load.checks.did_you_mean import listed

SHELLS = ("bash", "zsh", "fish", "powershell")


def completion(
    *,
    shell: str = argument("SHELL", "bash, zsh, fish or powershell.", offers=among(*SHELLS)),
) -> None:
    """Let the Tab key complete commands: print the script that your shell needs for it.

    \b
    Example:
      rctdiag completion bash >> ~/.bash_completion
    """
    if shell not in SHELLS:
        near = get_close_matches(shell, SHELLS, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Use {listed(SHELLS)}."
        raise UsageFault(Fault("usage", f"there is no completion for {shell!r}.", hint))
    from typer._completion_shared import get_completion_script

    script = get_completion_script(
        prog_name="rctdiag", complete_var="_RCTDIAG_COMPLETE", shell=shell
    )
    sys.stdout.write(script + "\n")


app = lone(completion)
