"""Documentation that cannot drift: run every shown command again, write or compare its output.

    python bench/docs.py --write     bring README, docs, schemas and checked steps up to date
    python bench/docs.py --check     exit 1 where one of them is not

In README.md and docs/*.md, a block that begins ```console holds commands (lines after "$ ") and
what they print. docs/cli.md and man/rctdiag.1 are made of every command's --help, schema/ of the
models, questionnaires/steps/checked/ of the catalogues of steps.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")
BIN = Path(sys.executable).parent


def shell(command: str, home: str) -> str:
    """What a command prints on stdout, in a terminal of 80 columns without colour."""
    env = os.environ | {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "RCTDIAG_HOME": home,
        "_TYPER_FORCE_DISABLE_TERMINAL": "1",
    }
    run = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    return run.stdout + (run.stderr if run.returncode else "")


def renewed(text: str, home: str) -> str:
    """The text with the output under every shown command made anew."""

    def again(match: re.Match[str]) -> str:
        commands = [line[2:] for line in match[1].splitlines() if line.startswith("$ ")]
        if not commands:
            return match[0]
        told = "".join(f"$ {command}\n{shell(command, home)}" for command in commands)
        return f"```console\n{told}```"

    return BLOCK.sub(again, text)


def help_pages() -> list[tuple[str, str]]:
    """Every command and its help as printed, commands of commands after their own."""
    from rctdiag.cli.shell.command_list import COMMANDS

    pages = []
    with tempfile.TemporaryDirectory() as home:
        for name in ["", *COMMANDS]:
            told = shell(f"rctdiag {name} --help".replace("  ", " "), home)
            pages.append((f"rctdiag {name}".rstrip(), told))
            for sub in re.findall(r"(?m)^  ([a-z]+) {2,}\S", told.partition("Commands:")[2]):
                if name:
                    one = shell(f"rctdiag {name} {sub} --help", home)
                    pages.append((f"rctdiag {name} {sub}", one))
    return pages


def reference(pages: list[tuple[str, str]]) -> str:
    """The command reference: every command's help, and the conventions that hold for all."""
    parts = ["# Command reference\n\nMade from `--help`; every command has `-h`.\n"]
    for title, told in pages:
        depth = "###" if title.count(" ") > 1 else "##"
        parts.append(f"\n{depth} {title}\n\n```\n{told}```\n")
    conventions = Path(__file__).with_name("conventions.md").read_text(encoding="utf-8")
    return "".join([*parts, "\n", conventions])


def manual(pages: list[tuple[str, str]]) -> str:
    """The man page: the same help."""
    from rctdiag import __version__

    (_, first), *others = pages
    lines = [
        f'.TH RCTDIAG 1 "" "rctdiag {__version__}" "User Commands"',
        ".SH NAME",
        r"rctdiag \- a private, exploratory look at the culture of a workplace",
        ".SH SYNOPSIS",
        r".B rctdiag",
        "COMMAND [OPTIONS]",
        ".SH DESCRIPTION",
        *_verbatim(first),
        ".SH COMMANDS",
    ]
    for title, told in others:
        lines += [f".SS {title}", *_verbatim(told)]
    return "\n".join(lines) + "\n"


def _verbatim(text: str) -> list[str]:
    """Lines as they stand, nothing in them read as a request of the formatter."""
    escaped = text.rstrip("\n").replace("\\", r"\e").replace("-", r"\-").split("\n")
    return [".nf", *(rf"\&{line}" if line[:1] in (".", "'") else line for line in escaped), ".fi"]


def schemas() -> dict[Path, str]:
    """Every published schema, as its file."""
    from rctdiag.operations.schema import names, text

    return {ROOT / "schema" / f"{name}.schema.json": text(name) for name in names()}


def checked_steps() -> dict[Path, str]:
    """Every bundled catalogue of steps, read without a fault, in its checked form."""
    from rctdiag.load.checked_steps import checked_file, checked_text
    from rctdiag.load.library import find_instruments
    from rctdiag.load.steps import load_steps

    instruments = find_instruments((), None)
    paths = sorted((ROOT / "questionnaires" / "steps").glob("*.yaml"))
    return {checked_file(path): checked_text(path, load_steps(path, instruments)) for path in paths}


def wanted() -> dict[Path, str]:
    """Every generated file as it should be."""
    from rctdiag.errors.catalogue import page as errors_page

    pages = help_pages()
    files = {
        ROOT / "docs" / "cli.md": reference(pages),
        ROOT / "docs" / "errors.md": errors_page(),
        ROOT / "man" / "rctdiag.1": manual(pages),
    }
    files |= schemas() | checked_steps()
    with tempfile.TemporaryDirectory() as home:
        for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
            if page not in files:
                files[page] = renewed(page.read_text(encoding="utf-8"), home)
    return files


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    stale = 0
    for path, text in wanted().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        print(f"{'written' if given.write else 'out of date'}: {path.relative_to(ROOT)}")
        if given.write:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return 1 if stale and not given.write else 0


if __name__ == "__main__":
    sys.exit(main())
