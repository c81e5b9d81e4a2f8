"""Documentation that cannot drift: run every shown command again, write or compare its output.

    python bench/docs.py --write     bring README, docs and schemas up to date
    python bench/docs.py --check     exit 1 where one of them is not

In README.md and docs/*.md, a block that begins ```console holds commands (lines after "$ ") and
what they print. docs/cli.md is made of every command's --help, schema/ of the models.
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


def reference() -> str:
    """The command reference: every command's help, as printed."""
    from rctdiag.cli.shell.app import COMMANDS

    with tempfile.TemporaryDirectory() as home:
        parts = ["# Command reference\n\nMade from `--help`; every command has `-h`.\n"]
        names = ["", *COMMANDS]
        for name in names:
            told = shell(f"rctdiag {name} --help".replace("  ", " "), home)
            parts.append(f"\n## rctdiag {name}".rstrip() + f"\n\n```\n{told}```\n")
            for sub in re.findall(r"(?m)^  ([a-z]+) {2,}\S", told.partition("Commands:")[2]):
                if name:
                    one = shell(f"rctdiag {name} {sub} --help", home)
                    parts.append(f"\n### rctdiag {name} {sub}\n\n```\n{one}```\n")
    return "".join(parts)


def schemas() -> dict[Path, str]:
    """Every published schema, as its file."""
    from rctdiag.operations.schema import names, text

    return {ROOT / "schema" / f"{name}.schema.json": text(name) for name in names()}


def wanted() -> dict[Path, str]:
    """Every generated file as it should be."""
    from rctdiag.errors.catalogue import page as errors_page

    files = {ROOT / "docs" / "cli.md": reference(), ROOT / "docs" / "errors.md": errors_page()}
    files |= schemas()
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
            path.write_text(text, encoding="utf-8")
    return 1 if stale and not given.write else 0


if __name__ == "__main__":
    sys.exit(main())
