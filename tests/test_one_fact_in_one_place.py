"""Each number of the method stands once: with it changed, everything that rests on it follows."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
# File of the copy -> what stands there, and what stands there instead.
CHANGED = {
    "model/least_people.py": [
        ("MINIMUM: Final = 5", "MINIMUM: Final = 9"),
        ("MINIMUM_DETAIL: Final = 15", "MINIMUM_DETAIL: Final = 40"),
    ],
    "scoring/bands.py": [("(12.5, 37.5, 62.5, 87.5)", "(10.0, 30.0, 60.0, 90.0)")],
    "scoring/person_scores.py": [("LEVEL = 0.90", "LEVEL = 0.80")],
    "stats/numeric/estimate.py": [("LEVEL = 0.95", "LEVEL = 0.85")],
    "stats/within.py": [("PLANNING_SD = 25.0", "PLANNING_SD = 30.0")],
    "stats/highest.py": [("MOST_SCALES = 3", "MOST_SCALES = 2")],
}
LOOK = """
import json
import rctdiag
from rctdiag.advice import support
from rctdiag.model.scores import BANDS
from rctdiag.operations.schema import schema
from rctdiag.scoring.bands import HIGH, LOW, band
from rctdiag.stats import agreement, two_groups
from rctdiag.stats.within import PLANNED

one = rctdiag.assess("examples/paula-imagined.yaml")
groups = rctdiag.teams("examples/teams.csv", by=["team"], id="code")
print(json.dumps({
    "minimum": groups.minimum,
    "smallest": min(group.n for group in groups.groups if group.n is not None),
    "detail": [group.n for group in groups.groups if group.agreement["survival"] is not None],
    "compared": len(groups.comparisons.rows),
    "schema": schema("teams")["properties"]["minimum"]["minimum"],
    "group_levels": sorted({
        scale.interval.level
        for group in groups.groups for scale in group.scales.values() if scale.interval
    }),
    "stands_out": groups.organisation.stands_out is None,
    "person_levels": sorted({s.interval.level for s in one.scales.values() if s.interval}),
    "bands": [BANDS.index(band(score)) for score in (11, 35, 61, 89)],
    "edges": [support.NEVER, LOW, HIGH, support.ALMOST_ALWAYS],
    "people": [agreement.LEAST_PEOPLE, two_groups.LEAST_PEOPLE],
    "planned": PLANNED,
}))
"""
FOLLOWED = {
    "minimum": 9,
    "detail": [],
    "schema": 9,
    "group_levels": [0.85],
    "stands_out": True,  # three cultures are one too many
    "person_levels": [0.8],
    "bands": [1, 2, 3, 3],
    "edges": [10.0, 30.0, 60.0, 90.0],
    "people": [40, 40],
    "planned": "planning-sd-30",
}


def run(source: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = [sys.executable, *arguments]
    ran = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    return ran.stdout


def test_with_a_number_changed_everything_follows(tmp_path: Path) -> None:
    source = tmp_path / "src"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "questionnaires").symlink_to(ROOT / "questionnaires")
    for file, changes in CHANGED.items():
        path = source / "rctdiag" / file
        text = path.read_text(encoding="utf-8")
        for before, after in changes:
            assert text.count(before) == 1, (file, before)
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
    seen = json.loads(run(source, "-c", LOOK))
    assert {name: seen[name] for name in FOLLOWED} == FOLLOWED
    assert seen["smallest"] >= 9
    assert seen["compared"] == 0
    assert "Raise the minimum group size of 9." in run(source, "-m", "rctdiag", "teams", "--help")


def test_no_edge_of_a_band_is_written_twice() -> None:
    places = [
        path.name
        for path in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in (12.5, 37.5, 62.5, 87.5)
    ]
    assert places == ["bands.py"] * 4
