"""How a specimen is read: by the kind in the middle of its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, RctdiagError
from rctdiag.load.answers import load_answers
from rctdiag.load.checks.wording_lints import lint
from rctdiag.load.client_profiles import load_profiles
from rctdiag.load.library import find_instruments
from rctdiag.load.questionnaire import load_questionnaire
from rctdiag.load.saved_documents import load_result
from rctdiag.load.steps import load_steps
from rctdiag.load.syntax.document import read, validate
from rctdiag.load.translation import TranslationFile, load_translation

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
SPECIMENS = HERE / "specimens"
SMALL = SPECIMENS / "small.yaml"


def _names(folder: Path) -> list[str]:
    return (folder / "names").read_text(encoding="utf-8").split()


def _find(folder: Path) -> object:
    return find_instruments(_names(folder), folder)


def _translate(folder: Path) -> object:
    return [load_translation(name, folder) for name in _names(folder)]


def _lint(path: Path) -> tuple[Fault, ...]:
    load_questionnaire(path)
    return lint(read(path))


READERS: dict[str, Callable[[Path], object]] = {
    "questionnaire": load_questionnaire,
    "steps": lambda path: load_steps(path, [load_questionnaire(SMALL)]),
    "answers": lambda path: load_answers(read(path), [load_questionnaire(SMALL)]),
    "result": lambda path: load_result(read(path)),
    "translation": lambda path: validate(read(path), TranslationFile),
    "profiles": load_profiles,
    "run": _find,
    "language": _translate,
}


def told(path: Path) -> str:
    """All lines that reading a specimen gives."""
    kind = path.name.split(".")[1]
    if kind == "lint":
        return lines(_lint(path))
    try:
        READERS[kind](path)
    except RctdiagError as error:
        return lines(error.faults)
    return ""


def lines(faults: tuple[Fault, ...]) -> str:
    return "".join(f"{fault.line_of_text()}\n" for fault in faults)


def specimens() -> list[Path]:
    """Every specimen by its .expected file: one of them need not exist, for it is missing."""
    return [Path(path.stem) for path in sorted(SPECIMENS.glob("*.expected"))]
