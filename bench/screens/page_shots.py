"""Which pictures of the files there are, what of a file each shows, and how it is drawn."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
WIDEST = 900  # pixels of a picture
GAP = 12  # between pages side by side
EDGE = "#c9cccf"  # around a sheet of paper, which is as white as the page it is shown on
COLOURS = 64
# Families that the pages ask for, by the packages that have them; Carlito is as wide as Calibri.
LETTERS = ("fontpkg-inter", "fontpkg-source-serif-4", "rinoh-typeface-carlito")
SIGNS = "dejavu-fonts-ttf@2.37.3"
TOOLS = (
    "chromium=chromium",
    "npm=npm",
    "pdftoppm=poppler-utils",
    "soffice=libreoffice-impress-nogui",
    "soffice=libreoffice-writer-nogui",
    "soffice=libreoffice-calc-nogui",
)


@dataclass(frozen=True)
class Web:
    """Part of a page in a browser: from one section to the next, by the ids of their headings."""

    file: str
    since: str = ""
    until: str = ""
    window: int = 1280
    dark: bool = False
    screens: int = 0  # of a phone, side by side


@dataclass(frozen=True)
class Paper:
    """Pages of a PDF, or of what LibreOffice makes of slides, a document or a workbook."""

    file: str
    pages: tuple[int, ...] = (1,)
    across: int = 1
    width: int = 660
    part: float = 1.0  # of the height, from the top
    words: str = ""  # instead of numbers: the first page on which these stand


PICTURES: Mapping[str, Web | Paper] = {
    "person": Web("paula.html", until="part-1"),
    "person-map": Web("paula.html", since="part-3", until="part-4"),
    "person-phone": Web("paula.html", until="part-2", window=320, dark=True, screens=3),
    "person-pdf": Paper("paula.pdf", pages=(1, 2), across=2, width=WIDEST),
    "then-and-now": Web("then-and-now.html", until="section-2"),
    "plan": Web("plan.html", until="section-2"),
    "plan-pdf": Paper("plan.pdf"),
    "waves": Web("waves.html", until="section-2"),
    "team": Web("folder-html/group-4-north.html", until="figure-1-3"),
    "folder": Web("folder-html/index.html", until="section-2"),
    "client": Web("for-a-client.html", until="figure-2-3"),
    "slides": Paper("teams.pptx", pages=(3, 5, 10, 12), across=2, width=WIDEST),
    "word": Paper("folder-docx/for-those-who-decide.docx"),
    "workbook": Paper("teams.xlsx", words="Answered Mean (points)", width=WIDEST, part=0.5),
}

SCREEN = 620  # of a phone, in its pixels


def draw(names: Iterable[str], files: Mapping[str, bytes]) -> dict[str, Image.Image]:
    """Pictures by their names, drawn from the files."""
    shots = {name: PICTURES[name] for name in names}
    _run(str(ROOT / ".ci" / "need"), *TOOLS)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name, content in files.items():
            path = here / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        environment = _letters(here)
        web = {name: shot for name, shot in shots.items() if isinstance(shot, Web)}
        drawn = _browser(here, web, environment) if web else {}
        for name, shot in shots.items():
            if isinstance(shot, Paper):
                drawn[name] = _paper(here, shot, environment)
        return {name: _few_colours(drawn[name]) for name in shots}


def _letters(here: Path) -> dict[str, str]:
    """The same letters on every machine, and Node's modules: the environment that knows them."""
    into = ("--no-deps", "--target", str(here / "fonts"))
    _run(sys.executable, "-m", "venv", str(here / "venv"))  # not every environment has pip
    _run(str(here / "venv" / "bin" / "pip"), "install", "-q", *into, *LETTERS)
    _run("npm", "init", "-y", folder=here)
    quiet = ("--silent", "--no-audit", "--no-fund")
    _run("npm", "install", *quiet, "playwright-core@1", SIGNS, folder=here)
    settings = here / "fonts.conf"
    settings.write_text(
        f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{here}/fonts</dir><dir>{here}/node_modules/dejavu-fonts-ttf/ttf</dir>
<dir>/usr/share/fonts/truetype/libreoffice</dir><cachedir>{here}/font-cache</cachedir>
<alias binding="same"><family>Calibri</family><prefer><family>Carlito</family></prefer></alias>
</fontconfig>
""",
        encoding="utf-8",
    )
    return os.environ | {
        "FONTCONFIG_FILE": str(settings),
        "JUDGE_MODULES": str(here / "node_modules"),
    }


def _browser(
    here: Path, shots: Mapping[str, Web], environment: dict[str, str]
) -> dict[str, Image.Image]:
    """Parts of pages by Chromium."""
    listed = []
    for name, shot in shots.items():
        wide = (WIDEST - GAP * (shot.screens - 1)) // shot.screens if shot.screens else shot.window
        listed.append(
            asdict(shot)
            | {
                "file": str(here / "files" / shot.file),
                "picture": str(here / f"{name}.png"),
                "scale": wide / shot.window,
                "height": SCREEN * shot.screens,
            }
        )
    (here / "shots.json").write_text(json.dumps(listed), encoding="utf-8")
    program = str(Path(__file__).with_name("shoot_pages.mjs"))
    _run("node", program, str(here / "shots.json"), environment=environment)
    drawn = {}
    for name, shot in shots.items():
        with Image.open(here / f"{name}.png") as picture:
            page = picture.convert("RGB")
        if shot.screens:
            high = math.ceil(page.height / shot.screens)
            cuts = [(0, top, page.width, top + high) for top in range(0, page.height, high)]
            page = _side_by_side([page.crop(cut) for cut in cuts], shot.screens)
        drawn[name] = page
    return drawn


def _paper(here: Path, shot: Paper, environment: dict[str, str]) -> Image.Image:
    """Pages side by side."""
    path = here / "files" / shot.file
    if path.suffix != ".pdf":
        profile = f"-env:UserInstallation=file://{here}/office"
        into = ("--convert-to", "pdf", "--outdir", str(here))
        _run("soffice", profile, "--headless", *into, str(path), environment=environment)
        path = here / f"{path.stem}.pdf"
    wide = (shot.width - GAP * (shot.across - 1)) // shot.across
    leaves = []
    for number in _pages_with(path, shot.words) if shot.words else shot.pages:
        only = ("-f", str(number), "-l", str(number), "-singlefile", "-png")
        size = ("-scale-to-x", str(wide - 2), "-scale-to-y", "-1")
        _run("pdftoppm", *only, *size, str(path), str(here / "leaf"))
        with Image.open(here / "leaf.png") as picture:
            high = round(picture.height * shot.part)
            leaf = picture.convert("RGB").crop((0, 0, picture.width, high))
        leaves.append(ImageOps.expand(leaf, 1, EDGE))
    return _side_by_side(leaves, shot.across)


def _pages_with(path: Path, words: str) -> list[int]:
    """The first page of a PDF on which words stand."""
    for number, page in enumerate(PdfReader(path).pages, 1):
        if words in " ".join(page.extract_text().split()):
            return [number]
    raise SystemExit(f"{path.name} has no page with the words {words!r}.")


def _side_by_side(pages: Sequence[Image.Image], across: int) -> Image.Image:
    """Pages in rows, on white."""
    wide, high = max(page.width for page in pages), max(page.height for page in pages)
    rows = math.ceil(len(pages) / across)
    size = (wide * across + GAP * (across - 1), high * rows + GAP * (rows - 1))
    sheet = Image.new("RGB", size, "white")
    for number, page in enumerate(pages):
        row, column = divmod(number, across)
        sheet.paste(page, (column * (wide + GAP), row * (high + GAP)))
    return sheet


def _few_colours(picture: Image.Image) -> Image.Image:
    """The same with a palette: letters and lines need few colours, and all hues have to stay."""
    most = Image.Quantize.MAXCOVERAGE
    return picture.quantize(COLOURS, method=most, kmeans=1, dither=Image.Dither.NONE)


def _run(
    *words: str, folder: Path | None = None, environment: dict[str, str] | None = None
) -> None:
    """Another program; what it says is shown where it fails."""
    run = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise SystemExit(f"{words[0]}: {run.stdout}{run.stderr}")
