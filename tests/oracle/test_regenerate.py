"""The stored figures are what R says today, where R and its packages are installed."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


def numbers(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from numbers(inner, f"{path}.{name}")
    elif isinstance(node, list):
        for at, inner in enumerate(node):
            yield from numbers(inner, f"{path}[{at}]")
    else:
        yield path, node


@pytest.mark.long
def test_r_says_what_is_stored() -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("Rscript is not installed (Debian: r-base-core and the packages in make.R)")
    done = subprocess.run(
        [rscript, str(HERE / "make.R")], capture_output=True, text=True, check=False
    )
    if "there is no package called" in done.stderr:
        pytest.skip("an R package that make.R names is not installed")
    assert done.returncode == 0, done.stderr
    fresh, old = json.loads(done.stdout), json.loads((HERE / "r.json").read_text("utf-8"))
    if fresh.pop("versions") != old.pop("versions"):
        pytest.skip("other versions of R or its packages than those that were stored")
    found, expected = dict(numbers(fresh)), dict(numbers(old))
    assert found.keys() == expected.keys()
    for path, value in expected.items():
        if isinstance(value, float):
            assert math.isclose(found[path], value, rel_tol=1e-6, abs_tol=1e-9), path  # type: ignore[arg-type]  # a number where the stored one is
        else:
            assert found[path] == value, path
