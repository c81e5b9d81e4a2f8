"""The web form: one file that sends nothing; its scores and codes are those of the program."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from cli.inside import inside
from platforms.shapes import INSTRUMENTS, ITEMS, SHARED
from platforms.test_export import PRIVATE, exported
from platforms.test_import import taken
from rctdiag.operations.platforms.form_layouts import layout_of, layouts_of
from rctdiag.platforms.codes.answer_codes import Code, Damaged, code_of, codes_in, has_codes
from rctdiag.platforms.codes.code_layout import SIGNS
from rctdiag.render.person.result_page import points
from rctdiag.scoring.bands import band
from rctdiag.scoring.key import Form, presentation_order, scoring_key
from rctdiag.scoring.person_scores import score_scales

ALL = [one.questionnaire for one in INSTRUMENTS]
ORDER = presentation_order(ALL, "full")
LAYOUT = layout_of(SHARED, "full", personal=False)
SHEETS = 2000
HOSTILE = "</script><img src=x onerror=alert(1)> & \u2028 {{ 7 * 7 }} ${x}"
OUTSIDE = r"https?://(?!www\.w3\.org/2000/svg)|url\(|<link|<img| style=|@import"
AS_HTML = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\("
ASK = """
const fs = require("fs"), vm = require("vm");
const context = vm.createContext({});
vm.runInContext(fs.readFileSync(process.argv[2], "utf8"), context);
const { form, sheets } = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
context.form = form;
process.stdout.write(JSON.stringify(sheets.map((sheet) => {
  context.sheet = sheet;
  return vm.runInContext(`[form.picture.scales.map((scale) => {
    const found = scoreScale(scale, sheet, form.picture.quantiles);
    const whole = found.score === null ? null : wholePoints(found.score);
    return [found.score, found.low, found.high, found.reason, found.facets, whole];
  }), codeOf(form, sheet)]`, context);
})));
"""


def parts_of(page: str) -> tuple[dict[str, object], str, str]:
    """The data of a form, its script and its style."""
    data = re.search(r'<script type="application/json" id="form">(.*?)</script>', page, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert data is not None
    assert script is not None
    assert style is not None
    return json.loads(data[1]), script[1], style[1]


def digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def sheet_of(seed: int) -> dict[str, int | str]:
    """Answers of one person: from all of them to few, some "can't say"."""
    draw = (seed * 2654435761) % 2**32
    found: dict[str, int | str] = {}
    for item in ORDER:
        draw = (draw * 1664525 + 1013904223) % 2**32
        kind, answer = (draw >> 8) % 10, (draw >> 16) % 5 + 1
        if seed % 3 == 0 or kind > seed % 9:
            found[item] = "cant_say" if kind == 9 and seed % 2 else answer
    return found


@pytest.mark.parametrize("options", [(), ("--personal",), ("--short",), ("--personal", "--short")])
def test_one_file_with_a_policy_of_its_own(options: tuple[str, ...], tmp_path: Path) -> None:
    path = exported("webform", tmp_path, *options)
    page = path.read_text(encoding="utf-8")
    data, script, style = parts_of(page)
    assert len(page.encode()) < 200_000
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    policy_ = policy[1].replace("&#39;", "'")
    assert policy_.startswith("default-src 'none'; ")
    assert f"script-src 'sha256-{digest(script)}'" in policy_
    assert f"style-src 'sha256-{digest(style)}'" in policy_
    assert not re.search(
        r"https?://(?!www\.w3\.org/2000/svg)|url\(|<link|<img| style=|@import", page
    )
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(", page
    )
    personal = "--personal" in options
    length: Form = "short" if "--short" in options else "full"
    assert [item["id"] for item in data["items"]] == list(  # type: ignore[attr-defined]
        presentation_order(ALL if personal else SHARED, length)
    )
    assert all(text in page for text in PRIVATE) == (personal and length == "full")
    assert ("for you only" in page) == personal
    assert ("group_reports" in page, "groups of five people" in page) == (False, not personal)


def test_hostile_texts_stay_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (Path(__file__).parents[1] / "interview" / "six.yaml").read_text(encoding="utf-8")
    own = yaml.safe_load(text)
    own["items"][0]["text"] = own["title"] = own["scale"]["labels"][0] = HOSTILE
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "own.yaml"
    path.write_text(json.dumps(own), encoding="utf-8")
    ran = inside("export", "./own.yaml", "--for", "webform", "--personal", "-o", "-")
    assert ran.code == 0, ran.err
    assert ran.out.count("</script>") == 2
    assert "<img" not in ran.out
    data, _, _ = parts_of(ran.out)
    assert HOSTILE.split("\u2028", maxsplit=1)[0] in json.dumps(data["items"], ensure_ascii=False)


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_scores_and_codes_are_those_of_the_program_on_2000_sheets(tmp_path: Path) -> None:
    page = exported("webform", tmp_path, "--personal").read_text(encoding="utf-8")
    data, script, _ = parts_of(page)
    sheets = [sheet_of(seed) for seed in range(SHEETS)]
    files = [tmp_path / name for name in ("ask.js", "form.js", "sheets.json")]
    for path, text in zip(
        files, [ASK, script, json.dumps({"form": data, "sheets": sheets})], strict=True
    ):
        path.write_text(text, encoding="utf-8")
    ran = subprocess.run(["node", *map(str, files)], capture_output=True, check=True)
    found = json.loads(ran.stdout)
    key = scoring_key(ALL, "full")
    layout = layout_of(ALL, "full", personal=True)
    differing = scored = 0
    for sheet, (scales, code) in zip(sheets, found, strict=True):
        made = [s for id_, s in score_scales(key, sheet).items() if id_ != "readiness"]
        wanted = [
            [
                s.score,
                s.interval and s.interval.low,
                s.interval and s.interval.high,
                s.reason,
                [facet.score for facet in s.facets],
                None if s.score is None else points(round(s.score, 4)),
            ]
            for s in made
        ]
        scored += sum(s.score is not None for s in made)
        differing += wanted != scales
        given = {item: str(answer) for item, answer in sheet.items()}
        assert code == code_of(layout, given)
        assert next(codes_in(code, [layout])) == Code(1, given)
    assert (differing, len(found)) == (0, SHEETS)
    assert SHEETS < scored < 4 * SHEETS
    assert band(50.0)  # the picture's words are cut at the same points
    assert data["picture"]["cuts"] == [12.5, 37.5, 62.5, 87.5]  # type: ignore[index]


def test_a_code_survives_the_mail_and_no_wrong_sign_is_taken() -> None:
    given = {item: str(answer) for item, answer in sheet_of(3).items() if item in LAYOUT.items}
    code = code_of(LAYOUT, given)
    assert len(code) < 72  # a line of mail
    whole = Code(1, given)
    for text in (
        code.lower(),
        code.replace("-", " "),
        f"Hello, my code is {code}. Thanks, R. D.",
        f"> {code[:30]}\n> {code[30:]}\n> ",
        code.replace("0", "O").replace("1", "l").replace("RDl", "RD1"),
    ):
        assert list(codes_in(text, [LAYOUT])) == [whole], text
        assert has_codes(text)
    assert not has_codes("RD1-001,RD1-002\nRD1-003 is an id")
    signs = [at for at, sign in enumerate(code) if sign != "-" and at > 3]
    for at in signs:
        other = SIGNS[(SIGNS.index(code[at]) + 7) % 32]
        [found] = codes_in(code[:at] + other + code[at + 1 :], [LAYOUT])
        assert isinstance(found, Damaged), at
    [short] = codes_in(code[:-1], [LAYOUT])
    assert short == Damaged(1)
    tags = [layout.tag for layout in layouts_of(ALL)]
    assert len(tags) == len(set(tags)) == 12


def test_codes_and_files_come_back_as_teams(tmp_path: Path) -> None:
    people = [
        {i: str(a) for i, a in sheet_of(seed).items() if i in LAYOUT.items} for seed in (3, 6, 9)
    ]
    north, south = tmp_path / "north", tmp_path / "south.txt"
    north.mkdir()
    sheet = {i: a if a == "cant_say" else int(a) for i, a in people[0].items()}
    document = {"schema": "rctdiag.answers/1", "language": "en", "answers": sheet}
    (north / "answers-a.json").write_text(json.dumps(document), encoding="utf-8")
    (north / "mail.txt").write_text(f"Dear A,\n{code_of(LAYOUT, people[1])}\n", encoding="utf-8")
    south.write_text(f"\n\nMine:\n{code_of(LAYOUT, people[2])}\n", encoding="utf-8")
    rows = taken(north, south)
    assert [row.pop("sheet") for row in rows] == ["north", "north", "south"]
    wanted = [{item: person.get(item, "") for item in ITEMS} for person in people]
    assert [dict(sorted(row.items())) for row in rows] == [dict(sorted(w.items())) for w in wanted]
    ran = inside("import", north, south)
    assert "a folder of 1 answer file; 1 code" in ran.err
    south.write_text(code_of(LAYOUT, people[2])[:-1] + "\n", encoding="utf-8")
    ran = inside("import", south)
    assert (ran.code, f"code-damaged: {south}:1: " in ran.err) == (3, True), ran.err
    other = layout_of(SHARED[:2], "full", personal=False)
    south.write_text(code_of(other, {}), encoding="utf-8")
    assert "code-of-other-form" in inside("import", south).err


def test_personal_is_for_the_web_form(tmp_path: Path) -> None:
    ran = inside("export", "--for", "docx", "--personal", "-o", tmp_path / "f.docx")
    assert (ran.code, "--personal is for the web form" in ran.err) == (2, True)
    ran = inside("export", "readiness", "--for", "webform", "-o", tmp_path / "f.html")
    assert "private-questionnaire" in ran.err
