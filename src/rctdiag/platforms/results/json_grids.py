"""JSON results as a grid: objects of a SurveyJS form, and sheets of ``rctdiag.answers/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.model.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ANSWERS = "rctdiag.answers/1"


def grid_of_objects(objects: Sequence[tuple[int, Mapping[str, object]]], file: str) -> Grid:
    """One row an object; what is nested has ``group/code`` for a heading."""
    flat = [(line, dict(_flat(data, ""))) for line, data in objects]
    header = tuple(dict.fromkeys(name for _, cells in flat for name in cells))
    rows = [(line, tuple(cells.get(name, "") for name in header)) for line, cells in flat]
    return Grid(file, ((0, header), *rows))


def is_answers(data: Mapping[str, object]) -> bool:
    """Whether an object is an answer sheet of rctdiag."""
    return data.get("schema") == _ANSWERS


def _flat(data: Mapping[str, object], before: str) -> Iterator[tuple[str, str]]:
    answers = data.get("answers")
    if not before and is_answers(data) and isinstance(answers, dict):
        data = answers  # what else a sheet holds is the person's own: notes, context, standing
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}/")
        elif isinstance(value, (list, tuple)):
            yield f"{before}{name}", "; ".join(map(str, value))
        elif value is not None:
            yield f"{before}{name}", str(value)
