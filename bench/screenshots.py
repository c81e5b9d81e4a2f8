"""Screenshots of the pages that are handed over, beside the approved ones, with a tolerance.

    python bench/screenshots.py FOLDER              compares each NAME.png; 1 where one differs
    python bench/screenshots.py FOLDER --approve    approves them, after somebody has looked

What is approved is kept small, 64 pixels wide in 16 greys (bench/screens/approved): words may
change, and letters may be drawn a little differently elsewhere; a chart that is gone, a column that
slips or a colour that turns shows. A page may be a twentieth longer or shorter; in no cell of eight
by eight of the small pixels may the grey differ by more than a twentieth, and on the whole by no
more than a fiftieth.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

APPROVED = Path(__file__).with_name("screens") / "approved"
WIDTH = 64  # pixels of an approved picture
BITS = 4  # of grey
CELL = 8
LONGER = 0.05
CELL_DIFFERS = 0.05
PAGE_DIFFERS = 0.02


def small(path: Path) -> Image.Image:
    """A screenshot as it is approved."""
    with Image.open(path) as picture:
        height = max(CELL, round(picture.height * WIDTH / picture.width))
        grey = picture.convert("L").resize((WIDTH, height), Image.Resampling.BOX)
        return ImageOps.posterize(grey, BITS)


def differences(shown: Image.Image, approved: Image.Image) -> list[str]:
    """What differs by more than the tolerance."""
    if abs(shown.height - approved.height) > LONGER * approved.height + 1:
        return [f"{shown.height} high, not {approved.height}"]
    # Words that were added or taken away move what follows: lines are compared at their share.
    same_height = shown.resize(approved.size, Image.Resampling.BOX)
    apart = np.abs(np.asarray(same_height, float) - np.asarray(approved, float)) / 255
    rows = apart.shape[0] // CELL * CELL
    cells = apart[:rows].reshape(rows // CELL, CELL, WIDTH // CELL, CELL).mean((1, 3))
    wrong = []
    if apart.mean() > PAGE_DIFFERS:
        wrong.append(f"differs by {apart.mean():.3f} on the whole")
    row, column = np.unravel_index(cells.argmax(), cells.shape)
    if cells.max() > CELL_DIFFERS:
        share = 100 * row * CELL / approved.height
        wrong.append(f"differs by {cells.max():.2f} at {share:.0f} % of its height, cell {column}")
    return wrong


def main() -> int:
    """Compare or approve; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--approve", action="store_true")
    asked = parser.parse_args()
    shots = sorted(asked.folder.glob("*.png"))
    if asked.approve:
        APPROVED.mkdir(exist_ok=True)
        for old in APPROVED.glob("*.png"):
            old.unlink()
        for shot in shots:
            small(shot).save(APPROVED / shot.name, optimize=True)
        print(f"{len(shots)} approved")
        return 0
    wrong = {shot.name: _compared(shot) for shot in shots}
    missing = {path.name for path in APPROVED.glob("*.png")} - {shot.name for shot in shots}
    for name, differing in sorted(wrong.items()):
        for each in differing:
            print(f"{name}: {each}", file=sys.stderr)
    for name in sorted(missing):
        print(f"{name}: approved, and not there", file=sys.stderr)
    failed = sum(map(bool, wrong.values())) + len(missing)
    print(f"{len(shots)} screenshots beside the approved ones: {failed} differ")
    return 1 if failed or not shots else 0


def _compared(shot: Path) -> list[str]:
    approved = APPROVED / shot.name
    if not approved.is_file():
        return ["not approved yet: look at it, then --approve"]
    with Image.open(approved) as picture:
        return differences(small(shot), picture)


if __name__ == "__main__":
    sys.exit(main())
