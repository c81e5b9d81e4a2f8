"""Pictures of every screen at four widths, for light and dark, as SVG without web fonts.

    python bench/pictures.py --write     draw them anew, and the page that shows them
    python bench/pictures.py --check     exit 1 where one of them is not as it would be drawn

Reports, lists and help are drawn by the program in this process, as for a terminal of 24-bit
colours; the interview is played at a pseudo-terminal. What is drawn depends on the texts and on
Rich alone, so the files are compared byte by byte. A picture is light, or dark where whoever
looks at it prefers dark.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In the place of this folder, where its files would hide the tests' packages of the same names.
sys.path[:1] = [str(ROOT / "bench" / "screens"), str(ROOT / "tests")]

from drawn_screens import Screen, group_reports, lists, over_time, reports  # noqa: E402
from played_screens import interview  # noqa: E402
from rich.color import blend_rgb  # noqa: E402 - found by the line above
from rich.console import Console  # noqa: E402
from rich.terminal_theme import TerminalTheme  # noqa: E402
from rich.text import Text  # noqa: E402

INTRODUCTION = """\
These pictures show the terminal at widths of 100, 80, 60 and 40 columns. They are light or dark, as
your screen is, and `bench/pictures.py` draws them. People, teams and answers are made up."""
WIDTHS = (100, 80, 60, 40)
FOLDER = ROOT / "docs" / "pictures"
PAGE = ROOT / "docs" / "screens.md"
# Stand for the terminal's own colours, and become variables of the picture.
INK, GROUND = (0, 0, 1), (255, 255, 254)
BAR, BELOW = 26, 8  # units of the picture
ANSI = [(0, 0, 0)] * 8
FORMAT = """\
<svg viewBox="0 TOP {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>TITLE</title>
<style>
svg {{ --ink: #1b1b1b; --ground: #ffffff; --quiet: #6a6a6a; }}
@media (prefers-color-scheme: dark) {{
svg {{ --ink: #e4e4e4; --ground: #1e1e1e; --quiet: #9c9c9c; }}
}}
.{unique_id}-matrix {{
font-family: "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace;
font-size: {char_height}px;
line-height: {line_height}px;
}}
{styles}
</style>
<defs>
{lines}
</defs>
<rect fill="var(--ground)" y="TOP" width="{width}" height="{height}" rx="6"/>
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture(screen: Screen, width: int) -> str:
    """The screen as SVG."""
    console = Console(
        record=True,
        file=io.StringIO(),
        width=width,
        height=24,
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    lines = screen.text.replace("\r\n", "\n").strip("\n").split("\n")
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=True)
    quiet = blend_rgb(INK, GROUND, 0.4)  # as Rich draws what is dim
    svg = console.export_svg(
        title="",
        theme=TerminalTheme(GROUND, INK, ANSI, ANSI),
        code_format=FORMAT,
        unique_id="t",
    )
    for colour, name in ((INK, "ink"), (GROUND, "ground"), (quiet, "quiet")):
        svg = svg.replace("#{:02x}{:02x}{:02x}".format(*colour), f"var(--{name})")
    # Rich leaves room for a bar of the window, which is not drawn, and cuts the last row short.
    svg = re.sub(r'"0 TOP ([0-9.]+) ([0-9.]+)"', lambda m: f'"0 {BAR} {m[1]} {_height(m[2])}"', svg)
    svg = re.sub(
        r'y="TOP" width="([0-9.]+)" height="([0-9.]+)"',
        lambda m: f'y="{BAR}" width="{m[1]}" height="{_height(m[2])}"',
        svg,
    )
    svg = svg.replace("TITLE", screen.title).replace("&#160;", "\N{NO-BREAK SPACE}")
    return "\n".join(line.rstrip() for line in svg.split("\n") if line.strip()) + "\n"


def _height(given: str) -> str:
    return f"{float(given) - BAR + BELOW:.1f}"


# -- files -------------------------------------------------------------------------------------


def wanted() -> dict[Path, str]:
    """Every picture as it should be, and the page."""
    with ThreadPoolExecutor(len(WIDTHS)) as several:
        played = dict(zip(WIDTHS, several.map(interview, WIDTHS), strict=True))
    files: dict[Path, str] = {}
    titles: dict[str, str] = {}
    for width in WIDTHS:
        drawn = (make(width) for make in (reports, over_time, group_reports, lists))
        for screen in (*played[width], *chain.from_iterable(drawn)):
            titles[screen.name] = screen.title
            files[FOLDER / f"{screen.name}-{width}.svg"] = picture(screen, width)
    return files | {PAGE: page(titles)}


def page(titles: dict[str, str]) -> str:
    """The page that shows them all."""
    parts = [
        "# Every screen",
        INTRODUCTION,
    ]
    for name, title in titles.items():
        parts.append(f"## {title}")
        parts += [f"![{title}, {width} columns](pictures/{name}-{width}.svg)" for width in WIDTHS]
    return "\n\n".join(parts) + "\n"


def unlinked() -> list[str]:
    """Pictures that README and docs link and that are not there, and those that nobody links."""
    texts = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    linked = {
        (text.parent / link).resolve()
        for text in texts
        for link in re.findall(r"\]\(([^)\s]+\.svg)\)", text.read_text(encoding="utf-8"))
    }
    there = set(FOLDER.glob("*.svg"))
    missing = [f"linked, not there: {path.name}" for path in sorted(linked) if not path.exists()]
    return [*missing, *(f"not linked: {path.name}" for path in sorted(there - linked))]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true")
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    files = wanted()
    stale = [
        path
        for path, text in files.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if given.write:
        FOLDER.mkdir(exist_ok=True)
        for path in set(FOLDER.glob("*.svg")) - set(files):
            path.unlink()
        for path in stale:
            path.write_text(files[path], encoding="utf-8")
    for path in stale:
        print(f"{'written' if given.write else 'out of date'}: {path.relative_to(ROOT)}")
    faults = unlinked()
    print("\n".join(faults) if faults else f"{len(files) - 1} pictures, each of them linked")
    return 1 if faults or (stale and not given.write) else 0


if __name__ == "__main__":
    sys.exit(main())
