"""Finding questionnaires, and what they make together."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from rctdiag.errors.faults import FileFault, InputRejected, RctdiagError
from rctdiag.load import library
from rctdiag.load.checked_steps import checked_file, checked_steps, checked_text
from rctdiag.load.library import available, bundled_folder, bundled_steps, find_instruments
from rctdiag.load.questionnaire import load_questionnaire
from rctdiag.load.steps import BUNDLED, load_steps
from rctdiag.model.step import AUDIENCES

SMALL = Path(__file__).parents[1] / "errors" / "specimens" / "small.yaml"
INSTRUMENTS = find_instruments((), None)
STEPS = bundled_folder() / "steps"
NAMES = sorted(path.name for path in STEPS.glob("*.yaml"))


def own(folder: Path, name: str, **changes: str) -> Path:
    """A questionnaire of one's own in ``folder``/questionnaires."""
    text = SMALL.read_text(encoding="utf-8").replace("id: small", f"id: {name}")
    for old, new in changes.items():
        text = text.replace(f"id: {old}\n", f"id: {new}\n")
    path = folder / "questionnaires" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(*names: str, project: Path | None = None) -> list[str]:
    return [each.questionnaire.id for each in find_instruments(names, project)]


def code(*names: str, project: Path | None = None) -> str:
    with pytest.raises(RctdiagError) as caught:
        find_instruments(names, project)
    return caught.value.faults[0].code


def test_without_names_the_five_in_their_order() -> None:
    assert tuple(ids()) == BUNDLED
    assert sum(len(each.questionnaire.items) for each in find_instruments([], None)) == 75


def test_the_steps_answer_facets_that_there_are() -> None:
    catalogue = bundled_steps(find_instruments([], None))
    assert len(catalogue.steps) >= 48
    assert bundled_steps(find_instruments(["survival"], None)) == catalogue


def test_by_id_by_path_and_in_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = own(tmp_path, "mine")
    assert ids("mine", "survival", project=tmp_path) == ["mine", "survival"]
    assert ids(str(path)) == ["mine"]
    monkeypatch.chdir(path.parent)
    assert ids("mine.yaml") == ["mine"]
    assert code("mine") == "unknown-questionnaire"
    assert code("other.yaml") == "file-missing"
    assert code("./mine") == "file-missing"


def test_json_and_eleven_points_and_any_name_by_path(tmp_path: Path) -> None:
    text = SMALL.read_text(encoding="utf-8").replace("scale:", "scale:\n  low: 0\n  high: 10")
    text = text.replace("[never, rarely, sometimes, often, always]", "[a,b,c,d,e,f,g,h,i,j,k]")
    path = tmp_path / "some name.yml"
    path.write_text(text, encoding="utf-8")
    (instrument,) = find_instruments([str(path)], None)
    assert len(instrument.questionnaire.scale.labels) == 11
    assert instrument.file == str(path)
    assert instrument.positions["a1"] == (22, 9)


def test_the_same_content_twice_counts_once(tmp_path: Path) -> None:
    path = own(tmp_path, "mine")
    copy = Path(shutil.copy(path, tmp_path / "copy.yaml"))
    assert ids(str(path), str(copy), "mine", project=tmp_path) == ["mine"]
    assert ids("survival", "survival") == ["survival"]


def test_a_copy_of_a_bundled_one_in_the_project_is_no_clash(tmp_path: Path) -> None:
    (tmp_path / "questionnaires").mkdir()
    shutil.copy(bundled_folder() / "survival.yaml", tmp_path / "questionnaires")
    assert ids("survival", project=tmp_path) == ["survival"]
    assert ids("survival", project=bundled_folder().parent) == ["survival"]


def test_a_changed_copy_is_refused_by_id_and_taken_by_path(tmp_path: Path) -> None:
    path = own(tmp_path, "survival")
    assert code("survival", project=tmp_path) == "ambiguous-id"
    assert ids(str(path), project=tmp_path) == ["survival"]


def test_ids_that_clash_name_both_files(tmp_path: Path) -> None:
    one, two = own(tmp_path, "one"), own(tmp_path, "two", a1="x1", a2="x2", b1="x3")
    with pytest.raises(InputRejected) as caught:
        find_instruments([str(one), str(two)], None)
    (fault,) = caught.value.faults
    assert (fault.code, fault.file, fault.line) == ("item-clash", str(two), 32)
    assert str(one) in fault.message


def test_faults_of_every_file_named_come_with_their_file(tmp_path: Path) -> None:
    path = own(tmp_path, "mine", b2="b1")
    assert code("mine", project=tmp_path) == "duplicate-id"
    with pytest.raises(InputRejected, match="duplicate-id"):
        load_questionnaire(path)


def test_what_is_no_questionnaire_is_not_listed(tmp_path: Path) -> None:
    own(tmp_path, "mine")
    folder = tmp_path / "questionnaires"
    (folder / "steps").mkdir()
    (folder / "steps.yaml").write_text("", encoding="utf-8")
    (folder / "notes.txt").write_text("", encoding="utf-8")
    assert list(available(folder)) == ["mine"]
    assert available(tmp_path / "nowhere") == {}
    assert set(available(bundled_folder())) == set(BUNDLED)


def test_a_missing_bundle_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_PACKAGE", tmp_path / "src" / "rctdiag")
    with pytest.raises(FileFault) as caught:
        bundled_folder()
    assert caught.value.faults[0].code == "bundled-missing"
    inside = tmp_path / "src" / "rctdiag" / "questionnaires"
    inside.mkdir(parents=True)
    (inside / "hierarchical.yaml").write_text("", encoding="utf-8")
    assert bundled_folder() == inside


def test_steps_of_ones_own_for_a_questionnaire_of_ones_own(tmp_path: Path) -> None:
    text = (bundled_folder() / "steps" / "member.yaml").read_text(encoding="utf-8")
    path = tmp_path / "steps.yaml"
    path.write_text(text.replace("hierarchical.invisible_work", "mine.talk"), encoding="utf-8")
    with pytest.raises(InputRejected, match=r"there is no 'mine\.talk'"):
        load_steps(path, find_instruments([], None))
    mine = find_instruments([str(own(tmp_path, "mine"))], None)
    assert len(load_steps(path, mine).steps) >= 48


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A catalogue with its checked form, to be spoilt."""
    shutil.copytree(STEPS, tmp_path / "steps")
    return tmp_path / "steps" / "left.yaml"


@pytest.mark.parametrize("name", NAMES)
def test_the_checked_form_of_steps_is_what_the_yaml_says(name: str) -> None:
    read = load_steps(STEPS / name, INSTRUMENTS)
    assert checked_steps(STEPS / name) == read
    assert checked_file(STEPS / name).read_text(encoding="utf-8") == checked_text(
        STEPS / name, read
    )


def test_the_steps_of_every_audience_have_a_checked_form() -> None:
    assert {f"{audience}.yaml" for audience in AUDIENCES} <= set(NAMES)
    assert {path.stem for path in (STEPS / "checked").iterdir()} == {n[:-5] for n in NAMES}


def test_changed_steps_are_read_themselves(copied: Path) -> None:
    assert checked_steps(copied) is not None
    with copied.open("a", encoding="utf-8") as file:
        file.write("# one line more\n")
    assert checked_steps(copied) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", "\x00", '{"sha256": "0", "catalogue": {}}'])
def test_a_damaged_checked_form_is_left_aside(copied: Path, text: str) -> None:
    checked_file(copied).write_text(text, encoding="utf-8")
    assert checked_steps(copied) is None
    checked_file(copied).unlink()
    assert checked_steps(copied) is None


def test_a_questionnaire_that_takes_a_bundled_id_is_checked_against_the_steps() -> None:
    """Its facets are others, so the steps that name the bundled ones have faults."""
    first, *others = INSTRUMENTS
    asked = first.questionnaire
    fewer = asked.model_copy(update={"facets": asked.facets[:1]})
    another = replace(first, questionnaire=fewer, sha256="0" * 64)
    with pytest.raises(InputRejected):
        bundled_steps([another, *others], ["member"])


def test_bundled_steps_load_from_their_checked_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """No YAML is read, which is most of the time: also beside a questionnaire of one's own."""
    monkeypatch.setattr(library, "_STEPS_READ", {})
    monkeypatch.setattr(library, "load_steps", None)
    extra = load_questionnaire(SMALL)
    assert bundled_steps([*INSTRUMENTS, extra]) == bundled_steps(INSTRUMENTS)
