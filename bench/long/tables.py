"""Mutated tables: each one scores exactly as a strict reference says, or is refused with a place.

    python bench/long/tables.py [--quick] [--start N] [--count N] [--jobs N]
                                [--save]

Every case writes a sound table (CSV, NDJSON or XLSX), damages it at random, and runs the command
in a process of its own, with both engines for text tables. No traceback, no signal, no run over
five seconds, no more than 600 MB above that of a sound run. The reference reads CSV with the
standard library's csv module and a check of its own for quotes; it shares no code with rctdiag
but the rule for one person's scores. --quick runs 150 cases.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from rctdiag.load.library import find_instruments
from rctdiag.scoring.key import ScoringKey, scoring_key
from rctdiag.scoring.person_scores import score_scales

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results" / "tables.json"
COVERS = ("src/rctdiag/tables", "src/rctdiag/operations/batch/score_tables.py")
ITEMS = [f"h{number:02}" for number in range(1, 16)]
QUICK, FULL = 150, 1_000
SECONDS, MEGABYTES = 5.0, 600.0
PLACED = re.compile(
    r"^rctdiag: [a-z0-9-]+: .*[^ :]+:\d+|: (no|every) row|^rctdiag: [a-z-]+: \S+", re.MULTILINE
)
PIECES = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\0",
    b"\xff",
    b";",
    b"\t",
    b"6",
    b"3.5",
    b"NaN",
    b" ",
    b"=1",
    b"\xc3\xa9",
]


def sound(draw: random.Random) -> list[list[str]]:
    rows = draw.choice([3, 20, 200])
    cells = ["", *"12345", "cant_say", "3.0"]
    weights = [2, *[6] * 5, 1, 1]
    names = ["a", "007", "x y", 'q"q', "a,b", "é"]
    return [
        [f"{draw.choice(names)}{number}", *draw.choices(cells, weights, k=15)]
        for number in range(rows)
    ]


def as_csv(rows: list[list[str]]) -> bytes:
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows([["code", *ITEMS], *rows])
    return held.getvalue().encode()


def as_ndjson(rows: list[list[str]]) -> bytes:
    lines = (json.dumps(dict(zip(["code", *ITEMS], row, strict=True))) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def as_xlsx(rows: list[list[str]]) -> bytes:
    import xlsxwriter

    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet = book.add_worksheet()
    for number, row in enumerate([["code", *ITEMS], *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return held.getvalue()


MAKERS = {"csv": as_csv, "ndjson": as_ndjson, "xlsx": as_xlsx}


def damaged(data: bytes, draw: random.Random) -> bytes:
    """One to four small injuries."""
    for _ in range(draw.choice([0, 1, 1, 1, 2, 4])):
        place = draw.randrange(len(data) + 1)
        kind = draw.randrange(6)
        if kind == 0:
            data = data[:place] + draw.choice(PIECES) + data[place:]
        elif kind == 1:
            data = data[:place] + data[place + draw.choice([1, 1, 5, 40]) :]
        elif kind == 2 and data:
            data = data[:place] + bytes([draw.randrange(256)]) + data[place + 1 :]
        elif kind == 3:
            data = data[:place]
        elif kind == 4:
            data = data[:place] + data[max(0, place - draw.choice([1, 30, 300])) :]
        else:
            lines = data.split(b"\n")
            at = draw.randrange(len(lines))
            data = b"\n".join([*lines[:at], draw.choice(lines), *lines[at:]])
        data = data or b"x"
    return data


def reference(data: bytes) -> list[list[str]] | None:  # noqa: PLR0911 - a return a fault
    """The scores of a CSV, or None where it has any fault of structure."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if re.search("[\0-\x08\x0b-\x1f\x7f-\x9f]", text):
        return None
    if not text.strip():
        return None
    # Every quote belongs to a cell that is quoted whole: read cell by cell, by hand.
    rows = by_hand(text)
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        return None
    header = [name.strip() for name in rows[0]]
    named = [name.casefold() for name in header if name]
    if len(set(named)) != len(named) or "code" not in header:
        return None
    if any(name.casefold() in ITEMS and name not in ITEMS for name in header):
        return None
    if not any(name in ITEMS for name in header):
        return None
    made = []
    for row in rows[1:]:
        answers = scored_cells(dict(zip(header, row, strict=True)))
        if answers is not None:
            made.append([row[header.index("code")], *score(answers)])
    return made or None


def by_hand(text: str) -> list[list[str]] | None:  # noqa: C901, PLR0912 - one automaton
    """RFC 4180, a letter at a time, the separator found as the one the header has most of."""
    head = []
    inside = False
    for letter in text.lstrip("\n"):
        inside ^= letter == '"'
        if letter == "\n" and not inside:
            break
        if not inside:
            head.append(letter)
    separator = max(",;\t|", key=head.count)
    separator = separator if separator in head else ","
    rows, row, cell, state = [], [], [], "start"
    for letter in [*text, "\n"] if not text.endswith("\n") else text:
        if state == "quoted":
            if letter == '"':
                state = "closed"
            else:
                cell.append(letter)
            continue
        if state == "closed" and letter == '"':
            cell.append('"')
            state = "quoted"
        elif letter == separator:
            row.append("".join(cell))
            cell, state = [], "start"
        elif letter == "\n":
            if row or cell or state == "closed":
                rows.append([*row, "".join(cell)])
            row, cell, state = [], [], "start"
        elif letter == '"' and state == "start":
            state = "quoted"
        elif letter == '"' or state == "closed":
            return None
        else:
            cell.append(letter)
            state = "plain"
    return None if state == "quoted" else rows


def scored_cells(row: dict[str, str]) -> dict[str, int] | None:
    """The answers of a row, or None where a cell is wrong."""
    answers = {}
    for item in ITEMS:
        told = row.get(item, "").strip(" \t")
        if told in {"", "cant_say"}:
            continue
        if not re.fullmatch(r"[+-]?[0-9]+(\.0*)?", told, re.ASCII) or not 1 <= float(told) <= 5:
            return None
        answers[item] = int(float(told))
    return answers


@cache
def key() -> ScoringKey:
    return scoring_key([find_instruments(["hierarchical"], None)[0].questionnaire], "full")


def score(answers: dict[str, int]) -> list[str]:
    """The scale and how many were answered."""
    found = score_scales(key(), answers)["hierarchical"]
    return ["" if found.score is None else repr(round(found.score, 4)), str(found.answered)]


def run(path: Path, engine: str) -> tuple[int, str, str, float, float]:
    """Exit code, stdout, stderr, seconds, megabytes."""
    command = [sys.executable, "-m", "rctdiag", "batch", str(path), "--id", "code"]
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([*command, "--engine", engine], stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        told = out.read().decode(errors="replace"), err.read().decode(errors="replace")
    # Time that other processes of the machine took is no hang of ours.
    seconds = min(seconds, usage.ru_utime + usage.ru_stime + 1)
    return process.returncode, *told, seconds, usage.ru_maxrss / 1024


def case(number: int, folder: Path, base: float) -> tuple[str, list[str]]:
    """How one case ended (scored or refused), and what is wrong with that."""
    draw = random.Random(number)
    form = draw.choice(["csv", "csv", "csv", "ndjson", "xlsx"])
    data = damaged(MAKERS[form](sound(draw)), draw)
    path = folder / f"{number}.{form}"
    path.write_bytes(data)
    faults: list[str] = []
    ended = []
    engines = ["python", "polars"] if number % 3 == 0 else [draw.choice(["python", "polars"])]
    for engine in engines:
        code, out, err, seconds, megabytes = run(path, engine)
        ended.append((code, out))
        if code not in {0, 2, 3} or "Traceback" in err or "panicked" in err:
            faults.append(f"{engine} ended with {code}: {err[-200:]}")
        if code == 0 and form == "csv":
            expected = reference(data)
            found = [
                [row["id"], row["hierarchical"], row["hierarchical.answered"]]
                for row in csv.DictReader(io.StringIO(out, newline=""))
            ]
            if expected is None or [guarded(row) for row in expected] != found:
                faults.append(f"{engine} scored otherwise than the reference")
        if code == 3 and form == "csv" and reference(data) is not None:
            faults.append(f"{engine} refused what the reference reads: {err[-200:]}")
        if code and not PLACED.search(err):
            faults.append(f"{engine} refused without a place: {err[-200:]}")
        if seconds > SECONDS:
            faults.append(f"{engine} took {seconds:.1f} s")
        if megabytes > base + MEGABYTES:
            faults.append(f"{engine} took {megabytes:.0f} MB")
    if len(set(ended)) > 1:
        faults.append("the engines differ")
    path.unlink()
    return ("scored" if ended[0][0] == 0 else "refused"), faults


def guarded(row: list[str]) -> list[str]:
    """The id as it is written: nothing that a spreadsheet would run."""
    if row[0][:1] in set("=+-@\t\n") and row[0] and not re.fullmatch(r"[+-]?\d+(\.\d+)?", row[0]):
        return [f"'{row[0]}", *row[1:]]
    return row


def fingerprint() -> str:
    found = hashlib.sha256()
    for name in COVERS:
        for path in sorted((ROOT / name).rglob("*.py")) or [ROOT / name]:
            if "spark" not in str(path.relative_to(ROOT)) and path.name != "group_sums.py":
                found.update(path.read_bytes())
    return found.hexdigest()[:16]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--count", type=int)
    parser.add_argument("--jobs", type=int, default=1, help="cases at once")
    parser.add_argument("--save", action="store_true")
    given = parser.parse_args()
    count = given.count or (QUICK if given.quick else FULL)
    tally = {"scored": 0, "refused": 0}
    bad = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        healthy = folder / "sound.csv"
        healthy.write_bytes(as_csv(sound(random.Random(0))))
        base = max(run(healthy, engine)[4] for engine in ("python", "polars"))
        numbers = range(given.start, given.start + count)
        cases = ThreadPoolExecutor(given.jobs).map(lambda one: case(one, folder, base), numbers)
        for number, (how, faults) in zip(numbers, cases, strict=True):
            tally[how] += 1
            for fault in faults:
                bad.append(f"case {number}: {fault}")
                print(bad[-1], flush=True)
    print(f"{count} cases: {tally['scored']} scored, {tally['refused']} refused, {len(bad)} faults")
    if given.save:
        told = {
            "date": datetime.now(UTC).date().isoformat(), "cases": count, **tally,
            "faults": len(bad), "covers": fingerprint(),
        }  # fmt: skip
        RESULTS.write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
