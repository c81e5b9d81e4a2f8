"""What there is to ask and to do: listed, shown, checked; releases, looked up and withdrawn."""

import io
import json
import os
import sys
import time
from pathlib import Path

import pytest

from cli.inside import Stream, inside
from cli.program import NOW, ROOT
from rctdiag.cli.batch import progress
from rctdiag.cli.batch.progress import Progress
from rctdiag.cli.shell import output
from rctdiag.load.checks.did_you_mean import counted, some
from rctdiag.load.library import bundled_steps, find_instruments

OWN = (ROOT / "questionnaires" / "survival.yaml").read_text(encoding="utf-8")


def test_questionnaires_as_json_and_as_lines() -> None:
    rows = json.loads(inside("questionnaires", "list", "--json").out)
    lines = inside("questionnaires", "list", "--accessible").out.splitlines()[1:-1]
    assert [row["id"] for row in rows] == [line.partition(":")[0] for line in lines]
    for row, line in zip(rows, lines, strict=True):
        assert f"Items: {row['items']}; In the short form: {row['short']}; " in line
        assert ("private: never in a group" in line) == row["private"]
    assert [row["id"] for row in rows if row["private"]] == ["readiness"]


@pytest.mark.parametrize("name", ["hierarchical", "readiness"])
def test_a_questionnaire_is_shown_whole(name: str) -> None:
    q = find_instruments([name], None)[0].questionnaire
    shown = inside("questionnaires", "show", name, "--accessible").out
    lines = shown.splitlines()
    assert lines[0] == f"{q.title}: {name} {q.version}"
    assert f"1 {q.scale.labels[0]}, 2 {q.scale.labels[1]}" in shown
    for item in q.items:
        [line] = [line for line in lines if line.startswith(f"{item.id}: ")]
        assert item.text in line
        assert ("reversed" in line.removeprefix(f"{item.id}: {item.text}")) == item.reversed
    told = json.loads(inside("questionnaires", "show", name, "--json").out)
    assert [one["id"] for one in told["items"]] == [item.id for item in q.items]
    assert told["sha256"] == find_instruments([name], None)[0].sha256


def test_what_a_check_finds(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(OWN.replace("id: survival", "id: own", 1), encoding="utf-8")
    sound = inside("questionnaires", "check", path, "--strict")
    assert (sound.code, sound.out) == (0, "1 checked: no faults, no advice.\n")

    loaded = OWN.replace("id: survival", "id: own", 1).replace(
        "text: ", "text: I never do not always think and feel or hope that, ", 3
    )
    path.write_text(loaded, encoding="utf-8")
    found = inside("questionnaires", "check", path)
    *advice, last = found.out.splitlines()
    assert found.code == 0
    assert advice
    assert last == f"1 checked: no faults, {len(advice)} pieces of advice."
    assert all(f"{path}:" in line for line in advice)
    told = json.loads(inside("questionnaires", "check", path, "--json").out)
    assert (told["checked"], len(told["advice"])) == (1, len(advice))
    strict = inside("questionnaires", "check", path, "--strict")
    assert (strict.code, strict.out) == (4, found.out)
    assert "advice-open" in strict.err


def test_steps_by_strategy() -> None:
    steps = bundled_steps(find_instruments((), None)).steps
    whole = inside("steps", "list", "--accessible").out.splitlines()
    known = {step.id: step for step in steps}
    listed = [line.split(": ", 1) for line in whole if line.partition(":")[0] in known]
    assert sorted(id_ for id_, _ in listed) == sorted(known)
    for id_, text in listed:
        assert text == f"{known[id_].title}; Minutes: {known[id_].costs.minutes}"
    some = inside("steps", "list", "--strategy", "networking", "--accessible").out.splitlines()
    mine = [step.id for step in steps if step.strategy == "networking"]
    first = some.index("Networking") + 1
    assert [line.partition(":")[0] for line in some[first : first + len(mine)]] == mine
    assert len(some) == first + len(mine) + 1  # and the command that comes next


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        (("list", "--strategy", "networkin"), "Did you mean networking?"),
        (("list", "--strategy", "xyz"), "Use naming, norming, "),
        (("show", "sus_end_of_wrok"), "Did you mean sus_end_of_work?"),
        (("show", "zzzz"), "See `rctdiag steps list`."),
    ],
)
def test_a_name_that_no_step_has(given: tuple[str, ...], hint: str) -> None:
    ran = inside("steps", *given)
    assert (ran.code, ran.out) == (2, "")
    assert hint in ran.err


def test_a_step_is_shown_as_json() -> None:
    steps = {step.id: step for step in bundled_steps(find_instruments((), None)).steps}
    told = json.loads(inside("steps", "show", "sus_end_of_work", "--json").out)
    assert told == steps["sus_end_of_work"].model_dump(mode="json")
    for looks in ((), ("--accessible",)):
        shown = " ".join(inside("steps", "show", "sus_end_of_work", *looks).out.split())
        for name in ("begin", "stop_if", "sign", "ally", "title", "id", "phase"):
            assert " ".join(told[name].split()[:5]) in shown, name
        assert f"{told['costs']['minutes']} minutes to begin with" in shown
    assert "audience" not in shown  # said in words


def test_steps_are_checked(tmp_path: Path) -> None:
    bundled = json.loads(inside("steps", "check", "--json").out)
    assert bundled["checked"] == len(bundled_steps(find_instruments((), None)).steps)
    folder = ROOT / "questionnaires"
    [source] = [
        path for path in folder.rglob("*.yaml") if "rctdiag.steps/1" in path.read_text()[:400]
    ][:1]
    text = source.read_text(encoding="utf-8")
    own = tmp_path / "steps.yaml"
    own.write_text(text, encoding="utf-8")
    assert inside("steps", "check", own).out.endswith("checked: no faults, no advice.\n")
    own.write_text(text.replace("strategy: naming", "strategy: shaming", 1), encoding="utf-8")
    wrong = inside("steps", "check", own)
    assert (wrong.code, wrong.out) == (3, "")
    assert f"{own}:" in wrong.err


def test_the_ledger_before_anything_is_released(tmp_path: Path) -> None:
    ledger = ("--ledger", tmp_path / "l.db")
    told = inside("ledger", "list", *ledger)
    assert (told.code, told.out) == (0, "")
    assert "Nothing has been released." in told.err
    assert json.loads(inside("ledger", "list", "--json", *ledger).out) == {"releases": []}
    nobody = inside("ledger", "withdraw", "spring", *ledger)
    assert (nobody.code, "cannot ask you here" in nobody.err) == (2, True)
    for word, code in (("n", 0), ("", 0), ("y", 2)):
        asked = inside("ledger", "withdraw", "spring", *ledger, stdin=f"{word}\n", asks=True)
        assert asked.code == code
        assert "You can withdraw 'spring' only if nobody has seen it." in asked.err
        assert ("Left as it was." in asked.err) == (code == 0)
        assert ("unknown-release" in asked.err) == (code == 2)
    assert not (tmp_path / "l.db").exists()


def test_an_old_file_is_replaced_only_when_somebody_says_so(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("old")
    new = ("questionnaires", "new", "mine", "-o", path)
    assert inside(*new).code == 6
    for word, replaced in (("", False), ("no", False), ("Yes ", True)):
        ran = inside(*new, stdin=f"{word}\n", asks=True)
        assert "is there already. Replace it? [y/N]" in " ".join(ran.err.split())
        assert (ran.code, path.read_text() != "old") == ((0, True) if replaced else (6, False))
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_device_is_written_to_without_a_word(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    ran = inside("questionnaires", "new", "mine", "-o", pipe)
    told = os.read(reader, 100_000).decode()
    os.close(reader)
    assert (ran.code, ran.err) == (0, "")
    assert "id: mine" in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("-x",), "there is no option -x."),
        (("asess",), "Did you mean assess?"),
        (("steps", "shwo"), "Did you mean 'show'? See `rctdiag steps --help`.\n"),
        (("demo", "paul"), "Did you mean paula?"),
        (("qqq",), "there is no command 'qqq'. See"),
        (("batch", "-", "-"), "- is given twice."),
        (("batch", "-", "--keep", "a,a"), "--keep names a column twice."),
        (("questionnaires", "new", "Mine!"), "cannot be an id"),
        (("batch", "-", "--master", "local"), "--master and --remote are for Spark."),
    ],
)
def test_what_is_asked_wrongly(given: tuple[str, ...], told: str) -> None:
    ran = inside(*given, stdin="a,h01\n1,2\n")
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_many_names_are_not_all_told() -> None:
    assert some(["a", "b"]) == "a and b"
    told = some([f"c{n}" for n in range(11)])
    assert told.endswith("c7 and 3 more")


def test_one_row_is_not_one_rows() -> None:
    assert [counted(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]


class Clock:
    """Seconds that pass only when they are told to."""

    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(progress, "time", made)
    return made


def test_a_bar_for_whoever_waits(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    err = Stream(terminal=True)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("TERM", "xterm")
    with Progress(quiet=False) as progress:
        progress(1 << 20, 40 << 20)
        assert err.text() == ""  # within the first second
        clock.now += 1.5
        progress(10 << 20, 40 << 20)
        progress(20 << 20, 40 << 20)  # too soon after the last
        clock.now += 0.5
        progress(30 << 20, 40 << 20)
        progress(40 << 20, 40 << 20)
    assert err.text().split("\r\033[K")[1:] == [
        f"{'#' * 7}{'.' * 23} 10 of 40 MB checked",
        f"{'#' * 22}{'.' * 8} 30 of 40 MB checked",
        f"{'#' * 30} scoring",
        "",
    ]


def test_a_bar_is_no_longer_than_the_line(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    err = Stream(terminal=True)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    with Progress(quiet=False) as progress:
        clock.now += 1.5
        progress(10 << 20, 40 << 20)
        clock.now += 0.5
        progress(1 << 20, 123456 << 20)
    bars = [bar for bar in err.text().split("\r\033[K") if bar]
    assert max(map(len, bars)) < 40
    assert bars[0].startswith("####")
    assert bars[1].endswith("1 of 123456 MB checked")


def test_a_bar_where_all_was_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As of Parquet, which is not checked beforehand."""
    err = Stream(terminal=True)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(progress, "_AFTER", 0.05)
    monkeypatch.setenv("TERM", "xterm")
    with Progress(quiet=False) as bar:
        bar(1, 1)
        until = time.monotonic() + 10
        while not err.text() and time.monotonic() < until:
            time.sleep(0.01)
    assert err.text().split("\r\033[K")[1:] == [f"{'#' * 30} scoring", ""]


@pytest.mark.parametrize("why", ["quiet", "pipe", "dumb", "accessible"])
def test_no_bar_where_it_is_in_the_way(
    why: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    err = Stream(terminal=why != "pipe")
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("TERM", "dumb" if why == "dumb" else "xterm")
    monkeypatch.setenv("RCTDIAG_ACCESSIBLE", "1" if why == "accessible" else "")
    with Progress(quiet=why == "quiet") as progress:
        clock.now += 60
        progress(1, 2)
    assert err.text() == ""


def test_a_report_is_kept_and_read_from_stdin() -> None:
    sheet = "schema: rctdiag.answers/1\nanswers: {h01: 4, h02: 2}\n"
    ran = inside(
        "assess",
        "hierarchical",
        "--answers",
        "-",
        "--json",
        "--remember",
        "--now",
        NOW,
        stdin=sheet,
    )
    assert ran.code == 0, ran.err
    [name] = [line for line in ran.err.splitlines() if line.startswith("rctdiag history show ")]
    shown = inside(*name.split()[1:], "--json")
    assert shown.out == ran.out


def test_a_format_that_a_file_cannot_have() -> None:
    all_of_them = "Use text, markdown, json, html, pdf, docx, pptx or xlsx."
    for given, told in (("jsn", "Did you mean json?"), ("zzz", all_of_them)):
        ran = inside("report", "-", "--format", given, stdin="{}")
        assert (ran.code, told in ran.err) == (2, True)
    assert output.is_ascii(io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
