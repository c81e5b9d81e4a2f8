"""A diagnostic of workplace culture, after Relational-Cultural Theory."""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would be most of what --version costs
if TYPE_CHECKING:
    from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "batch"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what is asked for, whatever it is
    """``rctdiag.batch`` scores data frames; it is imported when first used, for start-up's sake."""
    if name == "batch":
        from rctdiag.operations.batch.score_frame import batch  # noqa: PLC0415 - start-up is a promise

        return batch
    raise AttributeError(f"module 'rctdiag' has no attribute {name!r}")
