"""A diagnostic of workplace culture, based on Relational-Cultural Theory.

From Python, ``assess`` scores one person's answers, ``batch`` a data frame of many people's, and
``teams`` makes the group report of a table. docs/python.md has an example of each.
"""

from __future__ import annotations

from rctdiag.version import __version__

TYPE_CHECKING = False  # importing typing would be most of what --version costs
if TYPE_CHECKING:
    from typing import Any

    from rctdiag.operations.batch.score_frame import batch
    from rctdiag.operations.python_api import assess, teams

__all__ = ["__version__", "assess", "batch", "teams"]

# Name -> its module, imported when the name is first used, for start-up's sake.
_MODULES = {
    "assess": "rctdiag.operations.python_api",
    "batch": "rctdiag.operations.batch.score_frame",
    "teams": "rctdiag.operations.python_api",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what is asked for, whatever it is
    """The public functions, imported when first used."""
    if name not in _MODULES:
        raise AttributeError(f"module 'rctdiag' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - start-up is a promise

    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    """What is public, imported or not."""
    return sorted({*globals(), *__all__})
