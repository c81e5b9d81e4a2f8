"""A draft comes back as it was; what no longer fits the questionnaire is named, not guessed."""

from pathlib import Path

import pytest

from rctdiag.errors.faults import InputRejected, Locked
from rctdiag.model.answers import Answer
from rctdiag.model.interview_draft import DraftQuestionnaire, InterviewDraft
from rctdiag.model.questionnaire import Questionnaire
from rctdiag.store.interview_drafts import (
    DraftFile,
    draft_answer,
    draft_name,
    fingerprint,
    fitting,
    open_draft,
)
from rctdiag.store.private_folders import Home

NOW = "2026-03-02T12:00:00+00:00"


def draft_of(
    questionnaire: Questionnaire, answers: dict[str, Answer], **more: object
) -> InterviewDraft:
    items = {item.id: item for item in questionnaire.items}
    draft = InterviewDraft(
        schema_="rctdiag.draft/1",
        rctdiag_version="0",
        form="full",
        language="en",
        questionnaires=(DraftQuestionnaire(id="six", version="1.0.0", sha256="0"),),
        started=NOW,
        saved=NOW,
        answers={
            id_: draft_answer(questionnaire, items[id_], value) for id_, value in answers.items()
        },
    )
    return draft.model_copy(update=more)


def changed(questionnaire: Questionnaire, item: int, **update: object) -> Questionnaire:
    items = list(questionnaire.items)
    items[item] = items[item].model_copy(update=update)
    return questionnaire.model_copy(update={"items": tuple(items)})


def test_what_is_written_is_read_again(tmp_path: Path, six: Questionnaire) -> None:
    file = open_draft(Home(tmp_path), [six], "full", since=NOW)
    assert not file.exists
    draft = draft_of(
        six, {"q1": 3, "q2": "cant_say"}, notes={"q1": "日本語 e\u0301"}, about={"frame": None}
    )
    file.write(draft)
    assert file.exists
    assert file.read() == draft
    file.drop()
    assert not file.exists
    file.close()


def test_everything_fits_an_unchanged_questionnaire(six: Questionnaire) -> None:
    draft = draft_of(six, {"q1": 3, "q2": "cant_say"}, notes={"q1": "x"})
    fit = fitting(draft, [six])
    assert (fit.answers, fit.notes, fit.dropped) == (draft.answers, draft.notes, ())


@pytest.mark.parametrize("update", [{"text": "Another lamp."}, {"revision": 2}, {"id": "q9"}])
def test_a_changed_item_is_named_and_the_others_stay(
    six: Questionnaire, update: dict[str, object]
) -> None:
    fit = fitting(draft_of(six, {"q1": 3, "q2": 1}, notes={"q2": "x"}), [changed(six, 0, **update)])
    assert list(fit.answers) == ["q2"]
    assert fit.dropped == ("q1",)
    assert fit.notes == {"q2": "x"}


def test_another_stem_or_scale_changes_every_question(six: Questionnaire) -> None:
    draft = draft_of(six, {"q1": 3, "q2": 1})
    scale = six.scale.model_copy(update={"labels": ("never", "now and then", "always")})
    for update in ({"stem": "How true?"}, {"scale": scale}):
        assert fitting(draft, [six.model_copy(update=update)]).dropped == ("q1", "q2")


def test_an_answer_out_of_range_does_not_fit(six: Questionnaire) -> None:
    draft = draft_of(six, {"q1": 3})
    wild = draft.answers["q1"].model_copy(update={"answer": 9})
    assert fitting(draft.model_copy(update={"answers": {"q1": wild}}), [six]).dropped == ("q1",)


def test_moving_an_item_to_another_place_keeps_its_answer(six: Questionnaire) -> None:
    turned = six.model_copy(update={"items": tuple(reversed(six.items))})
    assert fitting(draft_of(six, {"q1": 3}), [turned]).dropped == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"schema": "rctdiag.draft/2"}', b"\xff\xfe", b'{"answers": {"q1": 3}}'],
)
def test_a_damaged_draft_is_told_without_its_content_and_put_aside(
    tmp_path: Path, content: bytes
) -> None:
    file = DraftFile(tmp_path / "full-x.json")
    file.path.write_bytes(content)
    with pytest.raises(InputRejected) as raised:
        file.read()
    fault = raised.value.faults[0]
    assert (fault.code, fault.file) == ("draft-damaged", str(file.path))
    assert "q1" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert file.set_aside().read_bytes() == content
    assert not file.exists


def test_one_draft_for_each_form_and_set_in_any_order(six: Questionnaire) -> None:
    other = six.model_copy(update={"id": "other"})
    assert draft_name([six, other], "full") == draft_name([other, six], "full")
    names = {
        draft_name([six], "full"),
        draft_name([six], "short"),
        draft_name([other], "full"),
        draft_name([six, other], "full"),
    }
    assert len(names) == 4


def test_a_draft_has_one_writer_and_opening_sweeps(tmp_path: Path, six: Questionnaire) -> None:
    home = Home(tmp_path)
    orphan = (
        home.open(home.drafts) / f".{draft_name([six], 'full')}.999999999.{'0' * 16}.rctdiag-tmp"
    )
    orphan.write_bytes(b"x")
    file = open_draft(home, [six], "full", since=NOW)
    assert not orphan.exists()
    with pytest.raises(Locked):
        open_draft(home, [six], "full", since=NOW)
    open_draft(home, [six], "short", since=NOW).close()
    file.close()
    open_draft(home, [six], "full", since=NOW).close()


def test_the_fingerprint_is_of_what_the_person_saw(six: Questionnaire) -> None:
    first, second = six.items[:2]
    assert fingerprint(six, first) != fingerprint(six, second)
    keyed_otherwise = first.model_copy(update={"reversed": True, "source": ("own",)})
    assert fingerprint(six, first) == fingerprint(six, keyed_otherwise)
