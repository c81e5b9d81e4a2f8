"""The command that adds an extra to this installation, as it can be typed here."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

NAME = "rctdiag"


class Source(NamedTuple):
    """Where rctdiag was installed from: a folder such as a clone, an address, or an index."""

    folder: Path | None = None
    address: str = ""
    editable: bool = False


def install(extra: str) -> str:
    """What to do where an extra is missing: a sentence without its full stop."""
    under_uv = "UV_RUN_RECURSION_DEPTH" in os.environ
    return f"Install it: {command(extra, source(_recorded()), under_uv=under_uv)}"


def command(extra: str, came_from: Source, *, under_uv: bool) -> str:
    """The command that installs an extra beside what is there.

    Args:
        extra: its name in pyproject.toml.
        came_from: where this installation came from.
        under_uv: whether ``uv run`` started the program; it keeps the environment itself.
    """
    if under_uv and came_from.folder is not None:
        return f"uv sync --inexact --extra {extra}"
    wanted = f"{NAME}[{extra}]"
    if came_from.folder is not None:
        wanted = f"{_from_here(came_from.folder)}[{extra}]"
        if os.sep not in wanted and not wanted.startswith("."):
            wanted = os.path.join(".", wanted)  # noqa: PTH118 - else a package of that name
    elif came_from.address:
        wanted += f" @ {came_from.address}"
    editable = "-e " * came_from.editable
    return f"{_installer()} {editable}{_quoted(wanted)}"


def source(recorded: str | None) -> Source:
    """Where it came from, by the record that pip and uv keep (PEP 610); none means an index."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - rarely
    from urllib.request import url2pathname  # noqa: PLC0415 - rarely

    told = json.loads(recorded or "{}")
    address = told.get("url", "")
    if "dir_info" in told:
        folder = Path(url2pathname(urlsplit(address).path))
        return Source(folder, editable=bool(told["dir_info"].get("editable")))
    if control := told.get("vcs_info"):
        address = f"{control['vcs']}+{address}@{control['commit_id']}"
    return Source(address=address)


def _recorded() -> str | None:
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415 - rarely

    try:
        return distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        return None


def _installer() -> str:
    """The pip of this environment, as short as it can be typed; uv where there is none."""
    python = Path(sys.executable)
    pip = python.with_name("pip.exe" if os.name == "nt" else "pip")
    on_path = shutil.which("pip")
    if pip.is_file() and on_path is not None and Path(on_path).parent == pip.parent:
        return "pip install"
    if pip.is_file():
        return f"{_word(_from_here(pip))} install"
    if find_spec("pip") is not None:
        return f"{_word(_from_here(python))} -m pip install"
    return f"uv pip install --python {_word(_from_here(python))}"


def _from_here(path: Path) -> str:
    """The path as seen from the folder of work, if it lies there."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)


def _word(path: str) -> str:
    """A path as one word of a command."""
    if os.name == "nt":
        return f'"{path}"' if " " in path else path
    return shlex.quote(path)


def _quoted(text: str) -> str:
    """In double quotes, which every shell knows, unless it has a sign that they leave alive."""
    if os.name != "nt" and any(sign in text for sign in '"$`\\!'):
        return shlex.quote(text)
    return f'"{text}"'
