"""The attack on finished documents and on pairs of releases: quick, and that it can find."""

from __future__ import annotations

from types import ModuleType

import pytest

from bench_programs import program as program_of

# Found among the first 2,400: a fifth person who knew the other four of a scale of five steps, in
# one document and in two releases; one who learned of another as a scale without its other parts
# told, in the first of two releases, who sat at an end; and one who changed an answer on one part
# while another part told theirs both times.
FOUND = {"tables": [1288], "pairs": [721, 1199, 1293, 1294]}


@pytest.fixture(scope="module")
def program() -> ModuleType:
    return program_of("documents")


@pytest.mark.parametrize("part", ["tables", "pairs"])
def test_what_was_certain_once_is_no_more(program: ModuleType, part: str) -> None:
    for number in FOUND[part]:
        found = program.run(part, number, 1)
        assert found["outsider"] == found["insider"] == 0


@pytest.mark.parametrize("part", ["tables", "pairs"])
def test_nothing_is_certain_from_finished_documents(program: ModuleType, part: str) -> None:
    found = program.run(part, 0, program.QUICK[part])
    assert found["safe"] >= 0.4 * program.QUICK[part]
    assert found["outsider"] == found["insider"] == 0


def test_the_attack_finds_what_is_certain(program: ModuleType) -> None:
    """Ten people of whom nine are a group; and five whose sum leaves one who took part no doubt."""
    people = [(f"{at}", 0, (score,)) for at, score in enumerate([3, 4, 5, 6, 7, 3, 4, 5, 6, 7])]
    truth, top = {cell: cell[2][0] for cell in people}, dict.fromkeys(people, 10)
    total = sum(2 * cell[2][0] for cell in people)
    whole = (frozenset(people), total, total)
    assert not program.Attack([whole], truth, top).certain(4)
    nine = (frozenset(people[1:]), total - 6, total - 6)
    assert program.Attack([whole, nine], truth, top).certain(4)
    # Scores of five steps count 1, 4, 6 or 9: five people make 30 in two ways, four 24 in one.
    five = [(f"{at}", 0, (at, 3)) for at in range(5)]
    attack = program.Attack(
        [(frozenset(five), 30, 30)], dict.fromkeys(five, 3), dict.fromkeys(five, 5)
    )
    assert not attack.certain(4)
    assert attack.certain(3, "0")
