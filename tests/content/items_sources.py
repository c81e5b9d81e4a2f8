"""Which questions and steps rest on which passage, as the table in ``docs/sources.md``.

``python tests/content/items_sources.py`` writes the table anew after a change of the content.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import cast

from quick_yaml import quick_yaml

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "sources.md"
STEPS = tuple(f"steps/{name}" for name in ("member", "leads", "independent", "left", "team"))
FILES = ("hierarchical", "pseudo_relational", "survival", "connection", "readiness", *STEPS)
BEGIN, END = "<!-- passages -->\n", "<!-- /passages -->"
# The passages of each document, by its headings (shortened where long), in its own order. The
# article M03 has no headings: its parts are named after their subject.
PASSAGES = {
    "HS": (
        "abstract",
        "A Framework",
        "Step 1",
        "Step 2",
        "Hierarchical Cultures",
        "Vignette: A Hierarchical Culture",
        "Opportunities for Change",
        "Pseudo-Relational Cultures",
        "Vignette #2",
        "Opportunities for Creating Change",
        "Survival Cultures",
        "Vignette #3",
        "Step 3",
        "Step 4",
        "Conclusions",
    ),
    "M86": (
        "Growth-fostering relationships",
        "The interplay",
        "Zest",
        "Action",
        "Knowledge",
        "Sense of worth",
        "Greater sense of connection",
        "Growth for Beth",
        "Corrections and additions",
        "Discussion Summary",
    ),
    "MR00": (
        "Growth-Fostering Relationships",
        "Mutual Empathy and Mutual Empowerment",
        "Five Outcomes of Good Connection",
        "Paradigm Shift",
        "Five Outcomes of Disconnection",
        "Lessons Learned",
        "Organizing Goals and Tactics",
        "Values that the Union Lives By",
        "Difficult Issues",
    ),
    "W02": ("abstract", "first pages"),
    "M03": (
        "kinds of power",
        "controlling images",
        "mutual empowerment",
        "approaches",
        "a new structure",
    ),
}
CITATIONS = (
    *(f"{key}: {passage}" for key, passages in PASSAGES.items() for passage in passages),
    "own",
)


@cache
def data(name: str) -> dict[str, list[dict[str, object]]]:
    text = (ROOT / "questionnaires" / f"{name}.yaml").read_text(encoding="utf-8")
    return cast("dict[str, list[dict[str, object]]]", quick_yaml(text))


@cache
def cited() -> dict[str, tuple[str, ...]]:
    """The passages cited by each item and step, by its id."""
    found = {}
    for name in FILES:
        for entry in data(name)["steps" if name in STEPS else "items"]:
            sources = entry["sources" if name in STEPS else "source"]
            found[str(entry["id"])] = tuple(cast("list[str]", sources))
    return found


def table() -> str:
    resting: dict[str, list[str]] = defaultdict(list)
    for id_, sources in cited().items():
        for source in sources:
            resting[source].append(id_)
    known = [citation for citation in CITATIONS if citation in resting]
    rows = [f"| {c} | {', '.join(f'`{id_}`' for id_ in resting[c])} |" for c in known]
    return "\n".join(["| passage | questions and steps |", "|---|---|", *rows]) + "\n"


def block(page: str) -> str:
    """What stands between the two marks of the page."""
    return page.split(BEGIN, 1)[1].split(END, 1)[0]


def idea_rows(page: str) -> list[tuple[str, str, list[str]]]:
    """The rows of the table of ideas: source, idea, and the ids where it lives."""
    rows = []
    for line in page.split(BEGIN, 1)[0].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and cells[0] in CITATIONS:
            rows.append((cells[0], cells[1], re.findall(r"`([^`]+)`", cells[2])))
    return rows


def renewed(page: str) -> str:
    before, after = page.split(BEGIN, 1)[0], page.split(END, 1)[1]
    return before + BEGIN + table() + END + after


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}: {len(cited())} questions and steps\n")
