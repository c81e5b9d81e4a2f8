"""A profile a client: chosen, overruled by options, and kept apart from every other client."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.inside import inside
from cli.program import EXAMPLES, NOW
from handover.test_client_look import png
from teams.many import report

RIVERSIDE = """\
# Clients of ours.
[profile.riverside]
title = "Spring survey"
client = "Riverside"   # as it stands on the title page
logo = "marks/river.png"
accent = "#0B6E4F"
folder = "riverside"
"""
HILL = """
[profile.hill]
client = "Hill & Sons"
folder = "hill"
ledger = "hill.ledger"
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two clients' folders, a logo and a report."""
    for name in ("riverside", "hill", "marks"):
        (tmp_path / name).mkdir()
    (tmp_path / "marks" / "river.png").write_bytes(png(4, 4))
    (tmp_path / "teams.json").write_text(json.dumps(report()), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RCTDIAG_HOME", str(tmp_path / "home"))
    return tmp_path


def written(text: str) -> None:
    Path("rctdiag.toml").write_text(text, encoding="utf-8")


def page(*given: str, to: str = "riverside/x.html") -> str:
    ended = inside("report", "teams.json", "-o", to, "--force", *given)
    assert ended.code == 0, ended.err
    return Path(to).read_text(encoding="utf-8")


def test_the_only_profile_holds_and_options_win(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(RIVERSIDE)
    text = page()
    for part in ("Spring survey", "Prepared for Riverside", "data:image/png", "#0b6e4f"):
        assert part in text
    text = page("--client", "River & Co", "--accent", "#123456")
    assert "Prepared for River &amp; Co" in text
    assert ("#123456" in text, "#0b6e4f" in text, "Spring survey" in text) == (True, False, True)
    markdown = page(to="riverside/x.md")
    assert markdown.startswith("**Spring survey**\n\nPrepared for Riverside\n\n# ")
    assert "Riverside" not in page("--profile", "none", to="x.html")
    assert "Riverside" not in inside("report", "teams.json").out  # a text for one's own eyes
    written(RIVERSIDE + HILL)
    assert "Hill &amp; Sons" in page("--profile", "hill", to="hill/x.html")
    monkeypatch.setenv("RCTDIAG_PROFILE", "hill")
    assert "Hill &amp; Sons" in page(to="hill/x.html")
    assert "Riverside" in page("--profile", "riverside")
    folder = inside("report", "teams.json", "--pages", place / "hill" / "all")
    assert folder.code == 0, folder.err
    for path in (place / "hill").rglob("*.html"):
        assert "Riverside" not in path.read_text(encoding="utf-8")


def test_nothing_of_one_client_reaches_another(place: Path) -> None:
    written(RIVERSIDE + HILL)
    river, hill = ("--profile", "riverside"), ("--profile", "hill")
    (place / "link").symlink_to(place / "hill")
    (place / "hill" / "teams.json").write_text(json.dumps(report()), encoding="utf-8")
    for source, given in (
        ("teams.json", (*river, "-o", "hill/x.html")),
        ("teams.json", (*river, "-o", "link/x.html")),
        ("teams.json", (*river, "--pages", "hill")),
        ("teams.json", (*river, "-o", "x.html")),
        ("teams.json", (*hill, "-o", "riverside/../riverside/x.md")),
        ("hill/teams.json", (*river, "-o", "riverside/x.html")),
        ("link/teams.json", (*river, "--format", "markdown")),
    ):
        ended = inside("report", source, *given)
        assert (ended.code, ended.out) == (5, ""), given
        assert "other-client" in ended.err
    ended = inside("report", "teams.json", "-o", "x.html")
    assert (ended.code, "several-profiles" in ended.err) == (2, True)
    ended = inside("report", "teams.json", "-o", "x.html", "--profile", "hil")
    assert (ended.code, "Did you mean 'hill'?" in ended.err) == (2, True)
    Path("rctdiag.toml").unlink()
    ended = inside("report", "teams.json", "-o", "x.html", *hill)
    assert (ended.code, "unknown-profile" in ended.err) == (2, True)
    left = {path.name for path in place.rglob("*") if path.is_file()}
    assert left == {"river.png", "teams.json"}


def test_each_client_has_a_ledger_of_its_own(place: Path) -> None:
    written(RIVERSIDE + HILL)
    table = EXAMPLES / "teams.csv"
    asked = ("teams", table, "--by", "team", "--id", "code", "--release", "spring", "--now", NOW)
    for name in ("riverside", "hill"):
        ended = inside(*asked, "--profile", name, "-o", f"{name}/r.json")
        assert ended.code == 0, ended.err
        assert "It is the first one there." in ended.err
    own = place / "home" / "ledger.sqlite3.client-riverside"
    assert own.stat().st_mode & 0o777 == 0o600
    assert (place / "hill.ledger").is_file()
    assert not (place / "home" / "ledger.sqlite3").exists()
    assert inside("ledger", "list", "--profile", "hill").out.split()[-1] == "spring"
    assert inside("ledger", "list", "--profile", "none").out == ""
    assert inside("ledger", "list").code == 2
    assert inside("ledger", "list", "--ledger", own).out.split()[-1] == "spring"
    assert inside("ledger", "withdraw", "spring", "--profile", "hill", "--yes").code == 0
    assert inside("ledger", "list", "--profile", "riverside").out.split()[-1] == "spring"
    assert inside(*asked, "--profile", "hill", "-o", "riverside/h.json").code == 5
    assert inside("erase", "--yes").code == 0
    assert not own.exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[profile.a]\ntitel = 'x'\n", "unknown-key: rctdiag.toml:2:1: profile.a: unknown key"),
        ("[profile.a]\n\ntitle = 3\n", "not-text: rctdiag.toml:3:9: profile.a.title"),
        ("[profile.a]\ntitle = 'x\n", "bad-toml: rctdiag.toml:2"),
        ("[profile.a]\na = 1\na = 2\n", "bad-toml: rctdiag.toml:3"),
        ("[profile.'A b']\ntitle = 'x'\n", "bad-key: rctdiag.toml:1"),
        ("[other]\n", "rctdiag.toml:1:2: unknown key 'other'"),
        ("", "missing-key: rctdiag.toml:1"),
        ("x = [" + "[" * 5000, "bad-toml: rctdiag.toml"),
        ("\x00", "control-character: rctdiag.toml:1"),
        ("[profile.a]\naccent = '#eee'\n", "bad-profile: rctdiag.toml:2:10: profile.a.accent: "),
        ("[profile.a]\nlogo = 'no.png'\n", "file-missing"),
        ("[profile.a]\nlogo = 'teams.json'\n", "bad-profile: rctdiag.toml:2:8: profile.a.logo: "),
        (
            "[profile.a]\nclient = '" + "x" * 200 + "'\n",
            "profile.a.client: it is empty, or longer than 120",
        ),
    ],
)
@pytest.mark.usefixtures("place")
def test_a_bad_file_is_told_with_its_line(text: str, told: str) -> None:
    written(text)
    ended = inside("report", "teams.json", "-o", "x.html")
    assert (ended.code, ended.out) in ((3, ""), (6, ""))
    assert re.search(re.escape(told), ended.err), ended.err
    assert not Path("x.html").exists()
