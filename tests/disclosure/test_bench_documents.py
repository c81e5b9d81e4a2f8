"""Shares of bench/long/documents.py: finished documents, attacked by a program of its own."""

from __future__ import annotations

from types import ModuleType

import pytest

from bench_programs import program


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return program("documents")


@pytest.mark.parametrize("part", ["tables", "pairs"])
@pytest.mark.parametrize("count", [8, pytest.param(250, marks=pytest.mark.long)])
def test_nothing_is_certain(bench: ModuleType, part: str, count: int) -> None:
    found = bench.run(part, 0, count)
    assert found["outsider"] == found["insider"] == 0
    assert found["safe"] > count / 3
    assert found["means"] > count


def test_the_attack_finds_what_is_certain(bench: ModuleType) -> None:
    """A sum over all and one over all but one tell the one; one sum over all tells nobody."""
    cells = [(f"p{at}", 0, (at % 3 + 4,)) for at in range(8)]
    truth = {cell: cell[2][0] for cell in cells}
    top = dict.fromkeys(cells, 12)
    rows = [(frozenset(cells), 2 * sum(truth.values()), 2 * sum(truth.values()))]
    assert not bench.Attack(rows, truth, top).certain(4)
    assert not bench.Attack(rows, truth, top).certain(3, "p3")
    fewer = rows[0][1] - 2 * truth[cells[0]]
    told = bench.Attack([*rows, (frozenset(cells[1:]), fewer, fewer)], truth, top)
    assert told.certain(4)
    # All at an end: each may have one of two scores, and nobody's is certain.
    low = {cell: at % 2 for at, cell in enumerate(cells)}
    assert not bench.Attack([(frozenset(cells), 8, 8)], low, top).certain(4)
