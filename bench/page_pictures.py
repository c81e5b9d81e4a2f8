"""Pictures of the files that people hand over: a page, a PDF, slides, a document, a workbook.

    python bench/page_pictures.py --write     draw those that are old; --all draws each of them
    python bench/page_pictures.py --check     exit 1 where one is old, missing, too big or not shown

The files are made of the worked examples by the commands that the docs show. Chromium, LibreOffice
and pdftoppm draw them, with letters that are the same on every machine. How they draw differs a
little from version to version, so pictures are not compared by their pixels: docs/pictures/pages/
index.json has a digest of what each of them shows of its file. `--check` makes the files again and
compares these digests, so it needs none of these programs.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In the place of this folder, where its files would hide the tests' packages of the same names.
sys.path[:1] = [str(ROOT / "bench" / "screens"), str(ROOT / "tests")]

from page_digests import digest  # noqa: E402 - found by the line above
from page_files import page_files  # noqa: E402
from page_shots import PICTURES, WIDEST, draw  # noqa: E402
from PIL import Image  # noqa: E402

FOLDER = ROOT / "docs" / "pictures" / "pages"
INDEX = FOLDER / "index.json"
LARGEST, ALL_TOGETHER = 120_000, 1_500_000  # bytes
RENEW = "python bench/page_pictures.py --write"


def main() -> int:
    """Write or check; the exit code."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true")
    options.add_argument("--check", action="store_true")
    options.add_argument("--all", action="store_true")
    given = options.parse_args()
    files = page_files()
    wanted = {name: digest(shot, files[shot.file]) for name, shot in PICTURES.items()}
    kept = json.loads(INDEX.read_bytes()) if INDEX.exists() else {}
    old = [
        name
        for name, told in wanted.items()
        if kept.get(name) != told or not path(name).exists() or (given.write and given.all)
    ]
    if given.write:
        FOLDER.mkdir(exist_ok=True)
        for name, picture in draw(old, files).items() if old else ():
            picture.save(path(name), optimize=True)
            print(f"drawn: {path(name).relative_to(ROOT)}")
        for left in {*FOLDER.glob("*.png")} - {path(name) for name in PICTURES}:
            left.unlink()
        INDEX.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")
    else:
        for name in old:
            why = "is not what its file shows now" if path(name).exists() else "is missing"
            print(f"docs/pictures/pages/{name}.png {why}. To renew it: {RENEW}")
    faults = [*too_big(), *not_shown()]
    failed = bool(faults or (old and not given.write))
    print("\n".join([*faults, "" if failed else f"{len(PICTURES)} pictures of files"]).strip())
    return 1 if failed else 0


def path(name: str) -> Path:
    """Where a picture is kept."""
    return FOLDER / f"{name}.png"


def too_big() -> list[str]:
    """Pictures that are too wide or too heavy for a page."""
    faults, together = [], 0
    for each in sorted(FOLDER.glob("*.png")):
        together += each.stat().st_size
        with Image.open(each) as picture:
            wide = picture.width
        if wide > WIDEST or each.stat().st_size > LARGEST:
            faults.append(f"too big: {each.name}, {wide} pixels, {each.stat().st_size} bytes")
    if together > ALL_TOGETHER:
        faults.append(f"too big: all pictures together have {together} bytes")
    return faults


def not_shown() -> list[str]:
    """Pictures that nothing draws, and those that README and docs miss or do not show."""
    linked: set[Path] = set()
    for text in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        links = re.findall(r"!\[[^\]]+\]\(([^)\s]+\.png)\)", text.read_text(encoding="utf-8"))
        linked |= {(text.parent / link).resolve() for link in links}
    there, drawn = set(FOLDER.glob("*.png")), {path(name) for name in PICTURES}
    return [
        *(f"linked, not there: {each.name}" for each in sorted(linked - there)),
        *(f"drawn by nothing: {each.name}" for each in sorted(there - drawn)),
        *(f"in no page of the docs: {each.name}" for each in sorted(drawn - linked)),
    ]


if __name__ == "__main__":
    sys.exit(main())
