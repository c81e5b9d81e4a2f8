"""2,000 random tables, published twice: hidden answers change owners, and no byte may move.

    python bench/long/noninterference.py --quick
    python bench/long/noninterference.py --start 0 --count 500
    python bench/long/noninterference.py --files --start 0 --count 100

Without --files text, Markdown and JSON are compared; with it every file to hand over as well (HTML,
PDF, Word, slides, workbook), and the figures go to bench/results/noninterference_files.json.

Each slice is added to bench/results/noninterference.json; a slice that is there is not run again
unless the modules it covers have changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from teams.interference import case  # noqa: E402 - the folder of tests comes first

RESULTS = ROOT / "bench" / "results" / "noninterference.json"
FILE_RESULTS = RESULTS.with_name("noninterference_files.json")
PARTS = (
    "disclosure",
    "stats",
    "render/group",
    "render/words/en/teams.yaml",
    "tables/expressions/group_sums.py",
)
FILES = ("render/handover", "render/html", "render/pdf", "render/office", "render/workbook")
QUICK = 8
QUICK_FILES = 3


def modules_hash(parts: tuple[str, ...]) -> str:
    """The code that the figures are about."""
    source = ROOT / "src" / "rctdiag"
    named = [source / part for part in parts]
    files = sorted(
        file for part in named for file in ([part] if part.is_file() else _of_folder(part))
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _of_folder(folder: Path) -> list[Path]:
    endings = {".py", ".typ", ".j2", ".css"}
    return [file for file in folder.rglob("*") if file.suffix in endings]


def main() -> int:
    """Run a slice; 1 where a byte moved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--files", action="store_true")
    asked = parser.parse_args()
    parts, target = (PARTS + FILES, FILE_RESULTS) if asked.files else (PARTS, RESULTS)
    quick = QUICK_FILES if asked.files else QUICK
    numbers = range(quick) if asked.quick else range(asked.start, asked.start + asked.count)
    old = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
    slices = old.get("slices", {}) if old.get("modules") == modules_hash(parts) else {}
    name = f"{numbers.start}-{numbers.stop}"
    if not asked.quick and name in slices:
        print(f"{name}: there already")
        return 0
    start = time.perf_counter()
    counts = Counter(case(number, with_files=asked.files) for number in numbers)
    found = {word: counts[word] for word in ("same", "differs", "refused")}
    print(name, found, f"{time.perf_counter() - start:.0f} s")
    if not asked.quick:
        slices[name] = found
        told = {
            "modules": modules_hash(parts),
            "when": datetime.now(UTC).date().isoformat(),
            "slices": slices,
            "all": {word: sum(one[word] for one in slices.values()) for word in found},
        }
        target.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return int(counts["differs"] > 0)


if __name__ == "__main__":
    raise SystemExit(main())
