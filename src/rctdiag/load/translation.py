"""Translations: the texts of questionnaires and steps in another language, by id.

``questionnaires/i18n/LANG.yaml`` maps the id of a text to its translation and to a hash of the
text it was made from. Where the source has changed since, the source is shown: better a sentence
in another language than one that no longer says what is asked.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.checks.against_model import validate
from rctdiag.load.checks.did_you_mean import listed
from rctdiag.load.library import bundled_folder
from rctdiag.load.syntax.document import read
from rctdiag.load.syntax.document_places import shown
from rctdiag.model.base import Frozen, Text
from rctdiag.model.questionnaire import Language  # noqa: TC001 - pydantic reads it at run time
from rctdiag.model.step import STEP_TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.questionnaire import Questionnaire
    from rctdiag.model.step import Step, StepCatalogue

FOLDER = "i18n"
_FACET_TEXTS = ("label", "opposite", "looks_for", "boundary")


class Translated(Frozen):
    """One text and the first sixteen hex digits of the SHA-256 of its source."""

    text: Text
    source: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class TranslationFile(Frozen):
    """The document ``rctdiag.translation/1``."""

    schema_: Annotated[Literal["rctdiag.translation/1"], Field(alias="schema")]
    language: Language
    texts: dict[Text, Translated]


@dataclass(frozen=True, slots=True)
class Translation:
    """The texts of one language, by id; empty for the language of the sources."""

    language: str
    texts: dict[str, Translated]

    def of(self, name: str, source: str) -> str:
        """The translation, or the source where there is none or it is stale."""
        translated = self.texts.get(name)
        return (
            translated.text if translated and translated.source == source_hash(source) else source
        )


def translated_languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages there is a translation into, in the order of their names."""
    i18n = (folder or bundled_folder()) / FOLDER
    return tuple(sorted(path.stem for path in i18n.glob("*.yaml"))) if i18n.is_dir() else ()


def source_hash(text: str) -> str:
    """What a translation remembers of its source: sixteen hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def load_translation(language: str, folder: Path | None = None) -> Translation:
    """The translation into ``language``, from ``i18n/LANG.yaml`` of a folder (the bundled one).

    Raises:
        InputRejected: there is none, with those there are; faults in the file.
    """
    i18n = (folder or bundled_folder()) / FOLDER
    languages = translated_languages(folder)
    if language not in languages:
        hint = f"Use {listed(languages)}." if languages else "Only English (en) is available."
        message = f"there is no translation into {shown(language)}."
        raise InputRejected(Fault("unknown-language", message, hint))
    document = read(i18n / f"{language}.yaml")
    content = validate(document, TranslationFile)
    if content.language != language:
        message = f"the file is named after {language}, but its language is {content.language}."
        hint = "Rename the file, or correct the line."
        raise InputRejected(document.fault("language-is-not-name", message, ("language",), hint))
    return Translation(language, dict(content.texts))


def translate(
    instrument: Instrument, language: str, translation: Translation | None = None
) -> Instrument:
    """The instrument in another language; its key, ids and hash stay those of the source.

    Args:
        instrument: In its own language; returned as it is if ``language`` is that.
        language: For example ``de`` or ``pt-BR``.
        translation: Read already; otherwise the bundled one is read.

    Raises:
        InputRejected: as ``load_translation``.
    """
    source = instrument.questionnaire
    if language == source.language:
        return instrument
    into = translation or load_translation(language)
    return replace(instrument, questionnaire=_questionnaire(source, into))


def translate_steps(catalogue: StepCatalogue, translation: Translation) -> StepCatalogue:
    """The steps in another language; a text without a fresh translation stays as it is."""
    steps = tuple(_step(step, translation) for step in catalogue.steps)
    return catalogue.model_copy(update={"steps": steps, "language": translation.language})


def texts_of(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Every text a translator has to translate, with its id."""
    prefix = questionnaire.id
    for name in ("title", "theory", "about", "stem"):
        if text := getattr(questionnaire, name):
            yield f"{prefix}.{name}", text
    scale = questionnaire.scale
    for point, label in enumerate(scale.labels, scale.low):
        yield f"{prefix}.scale.{point}", label
    for facet in questionnaire.facets:
        for name in _FACET_TEXTS:
            if text := getattr(facet, name):
                yield f"{prefix}.facet.{facet.id}.{name}", text
    for item in questionnaire.items:
        yield f"{prefix}.item.{item.id}", item.text


def texts_of_steps(catalogue: StepCatalogue) -> Iterator[tuple[str, str]]:
    """The same for the steps."""
    for step in catalogue.steps:
        for name in STEP_TEXTS:
            if text := getattr(step, name):
                yield f"steps.{step.id}.{name}", text
        yield f"steps.{step.id}.replaces", step.costs.replaces


def untranslated(texts: Iterator[tuple[str, str]], translation: Translation) -> tuple[str, ...]:
    """Ids of the texts that have no translation, or a stale one."""
    return tuple(
        name
        for name, source in texts
        if name not in translation.texts or translation.texts[name].source != source_hash(source)
    )


def _questionnaire(source: Questionnaire, into: Translation) -> Questionnaire:
    prefix = source.id
    labels = tuple(
        into.of(f"{prefix}.scale.{point}", label)
        for point, label in enumerate(source.scale.labels, source.scale.low)
    )
    facets = tuple(
        facet.model_copy(
            update={
                name: into.of(f"{prefix}.facet.{facet.id}.{name}", text)
                for name in _FACET_TEXTS
                if (text := getattr(facet, name))
            }
        )
        for facet in source.facets
    )
    items = tuple(
        item.model_copy(update={"text": into.of(f"{prefix}.item.{item.id}", item.text)})
        for item in source.items
    )
    heads = {
        name: into.of(f"{prefix}.{name}", text)
        for name in ("title", "theory", "about", "stem")
        if (text := getattr(source, name))
    }
    scale = source.scale.model_copy(update={"labels": labels})
    parts = {"scale": scale, "facets": facets, "items": items, "language": into.language}
    return source.model_copy(update={**heads, **parts})


def _step(step: Step, into: Translation) -> Step:
    texts = {
        name: into.of(f"steps.{step.id}.{name}", text)
        for name in STEP_TEXTS
        if (text := getattr(step, name))
    }
    replaces = into.of(f"steps.{step.id}.replaces", step.costs.replaces)
    costs = step.costs.model_copy(update={"replaces": replaces})
    return step.model_copy(update={**texts, "costs": costs})
