"""What the web form saved in a browser, read by rctdiag: the same answers, the same scores.

python bench/judge_webform.py RCTDIAG GROUP PERSONAL   (two folders of judge_webform.mjs)
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

TITLES = ("hierarchical", "pseudo_relational", "survival", "connection")


def told(program: str, *arguments: object) -> str:
    """What a run of the program writes."""
    ran = subprocess.run(
        [program, *map(str, arguments)], check=True, capture_output=True, text=True
    )
    return ran.stdout


def group(program: str, folder: Path) -> None:
    """Files and codes of the group form come back as they were answered."""
    done = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("answered-*.json"))]
    codes = folder / "codes.txt"
    codes.write_text("".join(f"Hello,\n{one['code']}\n" for one in done), encoding="utf-8")
    tables = []
    for source in (folder / "saved", codes):
        rows = list(
            csv.DictReader(io.StringIO(told(program, "import", source, "--yes", "-o", "-")))
        )
        assert rows == [one["answers"] for one in done], source
        table = folder / f"{source.stem}.csv"
        told(program, "import", source, "--yes", "--force", "-o", table)
        tables.append(told(program, "batch", table))
    assert tables[0] == tables[1]
    print(f"group: {len(done)} files and {len(done)} codes, every answer as given, scores alike")


def personal(program: str, folder: Path) -> None:
    """The picture shows what the program makes of the saved file."""
    count = 0
    for path in sorted(folder.glob("answered-*.json")):
        done = json.loads(path.read_text("utf-8"))
        saved = folder / "saved" / f"{path.stem.rpartition('-')[2]}.json"
        sheet = json.loads(saved.read_text("utf-8"))
        assert {item: str(answer) for item, answer in sheet["answers"].items()} == done["answers"]
        result = json.loads(told(program, "assess", "--answers", saved, "--json"))
        shown = {label: (figure, limits) for label, figure, limits in done["picture"]}
        for name in TITLES:
            scale = result["scales"][name]
            low, high = (
                round(min(100.0, max(0.0, scale["interval"][end]))) for end in ("low", "high")
            )
            wanted = (str(round(scale["score"])), f"{low} to {high}")
            assert shown[scale["label"]] == wanted, (scale["label"], shown, wanted)
            count += 1
    print(f"personal: {count} figures of the picture are those of the report")


if __name__ == "__main__":
    group(sys.argv[1], Path(sys.argv[2]))
    personal(sys.argv[1], Path(sys.argv[3]))
