"""Finding questionnaires: by path, in the project folder, among those that come along."""

from __future__ import annotations

from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, FileFault, InputRejected
from rctdiag.load.checked_steps import checked_steps
from rctdiag.load.checks.did_you_mean import did_you_mean, listed
from rctdiag.load.questionnaire import load_questionnaire
from rctdiag.load.steps import BUNDLED, load_steps
from rctdiag.load.syntax.document_places import shown
from rctdiag.model.step import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rctdiag.load.instrument import Instrument
    from rctdiag.model.step import Audience, StepCatalogue

FOLDER = "questionnaires"
STEPS_FOLDER = "steps"
ENDINGS = (".yaml", ".yml", ".json")
_NO_QUESTIONNAIRES = ("steps", "support")  # other files that live beside them
_PACKAGE = Path(__file__).resolve().parents[1]


def bundled_folder() -> Path:
    """Where the questionnaires that come along are: in the package, or in its checkout.

    Raises:
        FileFault: in neither.
    """
    for folder in (_PACKAGE / FOLDER, _PACKAGE.parents[1] / FOLDER):
        if (folder / f"{BUNDLED[0]}.yaml").is_file():
            return folder
    message = "the questionnaires that belong to rctdiag are missing from this installation."
    hint = "Install it again."
    raise FileFault(Fault("bundled-missing", message, hint, str(_PACKAGE / FOLDER)))


def find_instruments(names: Sequence[str], project: Path | None) -> tuple[Instrument, ...]:
    """The questionnaires of a run; without names the five that come along.

    A name is a path if it has a separator or ends in .yaml, .yml or .json. Otherwise it is an
    id, looked for as ``ID.yaml`` in ``questionnaires`` of the project folder, then among the
    bundled ones; an id that both have, with different content, is refused, so that no file
    lying about takes the place of a bundled questionnaire unseen. Naming the same content
    twice counts once.

    Raises:
        FileFault: a file is missing or cannot be read.
        InputRejected: faults in a file, an id that nothing has or two have, an item id in two
            files.
    """
    if not names:
        folder = bundled_folder()
        instruments = [_bundled(folder / f"{name}.yaml") for name in BUNDLED]
    else:
        instruments = [_find(name, project) for name in names]
    once = {instrument.sha256: instrument for instrument in instruments}.values()
    check_run(once)
    return tuple(once)


def bundled_steps(
    instruments: Sequence[Instrument], audiences: Sequence[Audience] = AUDIENCES
) -> StepCatalogue:
    """The steps that come along for these audiences, checked against these questionnaires.

    Each audience has a file of its own, so that one person waits for theirs only.

    Raises:
        FileFault, InputRejected: as ``load_steps``.
    """
    folder = bundled_folder() / STEPS_FOLDER
    first, *other_catalogues = [_steps(folder / f"{name}.yaml", instruments) for name in audiences]
    steps = chain(first.steps, *(catalogue.steps for catalogue in other_catalogues))
    return first.model_copy(update={"steps": tuple(steps)})


# What comes along does not change while the program runs, and a run of ``batch``, ``teams`` or
# ``import`` looks at it more than once: it is read once (7 ms for the questionnaires).
@cache
def _bundled(path: Path) -> Instrument:
    return load_questionnaire(path)


_STEPS_READ: dict[tuple[Path, tuple[str, ...]], StepCatalogue] = {}


def _steps(path: Path, instruments: Sequence[Instrument]) -> StepCatalogue:
    """One file of steps, checked once against the same questionnaires."""
    key = path, tuple(instrument.sha256 for instrument in instruments)
    if key not in _STEPS_READ:
        checked = checked_steps(path) if all(map(_has_known_facets, instruments)) else None
        _STEPS_READ[key] = checked or load_steps(path, instruments)
    return _STEPS_READ[key]


def _has_known_facets(instrument: Instrument) -> bool:
    """Whether the bundled steps were checked against it, or name nothing in it.

    Somebody's own questionnaire may take the id of a bundled one, and have other facets.
    """
    id_ = instrument.questionnaire.id
    if id_ not in BUNDLED:
        return True
    return instrument.sha256 == _bundled(bundled_folder() / f"{id_}.yaml").sha256


def available(folder: Path) -> dict[str, Path]:
    """Id -> file of what lies in a folder of questionnaires, by file name, in its order."""
    paths: dict[str, Path] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        is_ours = path.suffix.lower() in ENDINGS and path.stem not in _NO_QUESTIONNAIRES
        if is_ours and path.is_file():  # a pipe that lies there would be waited for
            paths.setdefault(path.stem, path)
    return paths


def is_path(name: str) -> bool:
    """Whether a name of a questionnaire is a path, not an id."""
    return "/" in name or "\\" in name or name.lower().endswith(ENDINGS)


def check_run(instruments: Iterable[Instrument]) -> None:
    """Questionnaires asked together share no id, of their own or of an item.

    Raises:
        InputRejected: naming both files.
    """
    faults = list(_clashes(instruments))
    if faults:
        raise InputRejected(faults)


def _find(name: str, project: Path | None) -> Instrument:
    if is_path(name):
        return load_questionnaire(Path(name))
    bundled = available(bundled_folder())
    project_files = available(project / FOLDER) if project else {}
    candidates = [folder[name] for folder in (project_files, bundled) if name in folder]
    if not candidates:
        known = dict.fromkeys([*BUNDLED, *project_files])
        hint = did_you_mean(name, known) or f"Use {listed(known, 'or')}."
        message = f"there is no questionnaire {shown(name)}."
        raise InputRejected(Fault("unknown-questionnaire", message, hint))
    instruments = [_named(path) for path in candidates]
    if len({instrument.sha256 for instrument in instruments}) > 1:
        message = f"{shown(name)} also comes with rctdiag, and differs from this file."
        hint = f"Give its path ({instruments[0].file}) to use it, or give it an id of its own."
        raise InputRejected(Fault("ambiguous-id", message, hint, instruments[0].file))
    return instruments[0]


def _named(path: Path) -> Instrument:
    instrument = load_questionnaire(path)
    questionnaire_id = instrument.questionnaire.id
    if questionnaire_id != path.stem:
        message = (
            f"the file is named after {shown(path.stem)}, but its id is {shown(questionnaire_id)}."
        )
        hint = "Rename the file, or give its path."
        raise InputRejected(Fault("id-is-not-name", message, hint, instrument.file))
    return instrument


def _clashes(instruments: Iterable[Instrument]) -> Iterator[Fault]:
    scales: dict[str, str] = {}
    items: dict[str, str] = {}
    for instrument in instruments:
        name = instrument.questionnaire.id
        if name in scales:
            message = f"the questionnaire id {shown(name)} is also in {scales[name]}."
            yield Fault("questionnaire-clash", message, "Use only one of the two.", instrument.file)
        scales.setdefault(name, instrument.file)
        for index, item in enumerate(instrument.questionnaire.items):
            if item.id in items:
                message = f"the item id {shown(item.id)} is also in {items[item.id]}."
                hint = "Give each item an id of its own."
                line, column = instrument.positions.get(item.id, (0, 0))
                path = f"items.{index}.id"
                yield Fault("item-clash", message, hint, instrument.file, line, column, path)
            items.setdefault(item.id, instrument.file)
