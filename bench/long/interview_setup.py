"""What the programs about the interview share: where the parts are, what a result covers."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEYS = ("key_decoder", "key_reader", "key_timing", "keyboard", "signals", "terminal")
RESULTS = ROOT / "bench" / "results"
sys.path.insert(0, str(ROOT / "tests"))  # the player of interviews is shared with the tests


def covered_hash() -> str:
    """A hash of the modules that the figures rest on."""
    source = ROOT / "src" / "rctdiag"
    covered = [
        *(source / "store").glob("*.py"),
        *(source / "cli" / "interview").rglob("*.py"),
        *(source / "cli" / "shell" / "keys" / f"{name}.py" for name in KEYS),
        source / "model" / "interview_draft.py",
    ]
    digest = hashlib.sha256()
    for path in sorted(covered):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def write_result(name: str, figures: dict[str, Any]) -> None:
    """Store the figures with their date and what they cover."""
    RESULTS.mkdir(exist_ok=True)
    document = {"date": f"{dt.datetime.now(dt.UTC):%Y-%m-%d}", "hash": covered_hash()} | figures
    path = RESULTS / f"{name}.json"
    beside = path.with_suffix(".tmp")
    beside.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    beside.replace(path)


def read_result(name: str) -> dict[str, Any]:
    """The stored figures if they cover the modules of today, else nothing."""
    path = RESULTS / f"{name}.json"
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found if found.get("hash") == covered_hash() else {}
