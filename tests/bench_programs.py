"""Programs of ``bench/long`` as modules, and the figures that they stored."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

BENCH = Path(__file__).parent.parent / "bench"


@cache
def program(name: str) -> ModuleType:
    """A program as a module; one finds others beside it, as when it is run."""
    folder = BENCH / "long"
    spec = importlib.util.spec_from_file_location(f"bench_{name}", folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look up their module there
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [*sys.path, str(folder)])
        spec.loader.exec_module(module)
    return module


def stored(name: str) -> dict[str, Any]:
    """The figures of ``bench/results/NAME.json``."""
    text = (BENCH / "results" / f"{name}.json").read_text(encoding="utf-8")
    figures: dict[str, Any] = json.loads(text)
    return figures
