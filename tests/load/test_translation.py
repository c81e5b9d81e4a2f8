"""Translations by id; a stale one falls back to its source."""

from pathlib import Path

import pytest

from rctdiag.errors.faults import InputRejected
from rctdiag.load.instrument import Instrument
from rctdiag.load.library import bundled_steps, find_instruments
from rctdiag.load.translation import (
    Translated,
    Translation,
    load_translation,
    source_hash,
    texts_of,
    texts_of_steps,
    translate,
    translate_steps,
    untranslated,
)


def pseudo(text: str) -> str:
    """A made-up language that shows whatever was left untranslated."""
    return f"⟦{text[::-1]}⟧"


def into_pseudo(texts: list[tuple[str, str]]) -> Translation:
    made = {
        name: Translated(text=pseudo(text)[:2000], source=source_hash(text)) for name, text in texts
    }
    return Translation("qps", made)


SMALL = Path(__file__).parents[1] / "errors" / "specimens" / "small.yaml"
FIVE = find_instruments([], None)
# One without the optional texts is translated too.
ALL = (*FIVE, *find_instruments([str(SMALL)], None))


@pytest.mark.parametrize("instrument", ALL, ids=lambda each: each.questionnaire.id)
def test_every_text_of_a_questionnaire_is_translated(instrument: Instrument) -> None:
    source = instrument.questionnaire
    texts = list(texts_of(source))
    assert len({name for name, _ in texts}) == len(texts)
    changed = translate(instrument, "qps", into_pseudo(texts))
    assert [text for _, text in texts_of(changed.questionnaire)] == [pseudo(t) for _, t in texts]
    assert changed.questionnaire.language == "qps"
    # The key is the same: ids, facets, directions, hash.
    assert changed.sha256 == instrument.sha256
    for one, other in zip(source.items, changed.questionnaire.items, strict=True):
        assert one.model_copy(update={"text": ""}) == other.model_copy(update={"text": ""})


def test_every_text_of_a_step_is_translated() -> None:
    catalogue = bundled_steps(FIVE)
    texts = list(texts_of_steps(catalogue))
    changed = translate_steps(catalogue, into_pseudo(texts))
    assert [text for _, text in texts_of_steps(changed)] == [pseudo(text) for _, text in texts]
    assert changed.language == "qps"
    assert [step.answers for step in changed.steps] == [step.answers for step in catalogue.steps]


def test_a_stale_or_missing_translation_shows_the_source() -> None:
    source = FIVE[0].questionnaire
    fresh, stale, missing = source.items[:3]
    translation = Translation(
        "de",
        {
            f"{source.id}.item.{fresh.id}": Translated(text="neu", source=source_hash(fresh.text)),
            f"{source.id}.item.{stale.id}": Translated(text="alt", source=source_hash("before")),
        },
    )
    items = translate(FIVE[0], "de", translation).questionnaire.items
    assert [item.text for item in items[:3]] == ["neu", stale.text, missing.text]
    left = untranslated(texts_of(source), translation)
    assert f"{source.id}.item.{fresh.id}" not in left
    assert f"{source.id}.item.{stale.id}" in left
    assert len(left) == len(list(texts_of(source))) - 1


def test_its_own_language_is_the_source() -> None:
    assert translate(FIVE[0], "en") is FIVE[0]


def test_a_translation_is_read_from_its_folder(tmp_path: Path) -> None:
    title = FIVE[0].questionnaire.title
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n" / "de.yaml").write_text(
        "schema: rctdiag.translation/1\nlanguage: de\ntexts:\n"
        f"  hierarchical.title: {{text: Von oben, source: '{source_hash(title)}'}}\n",
        encoding="utf-8",
    )
    translation = load_translation("de", tmp_path)
    assert translate(FIVE[0], "de", translation).questionnaire.title == "Von oben"
    with pytest.raises(InputRejected, match="Use de"):
        load_translation("../de", tmp_path)


def test_a_language_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputRejected, match=r"unknown-language.*Only English"):
        load_translation("de", tmp_path)
    with pytest.raises(InputRejected, match="unknown-language"):
        translate(FIVE[0], "tlh")
