"""A table of simulated answers: numbers from a stated model, and teams named after directions.

python bench/simulate_teams.py > examples/teams.csv
"""

from __future__ import annotations

import argparse
import csv
import sys

import numpy as np

from rctdiag.load.library import find_instruments
from rctdiag.scoring.key import presentation_order, scoring_key

SEED = 1976
TEAMS = {
    "north": 13,
    "south": 9,
    "east": 11,
    "west": 7,
    "harbour": 4,
    "hill": 16,
    "bridge": 8,
    "mill": 5,
}
SITES = {"north": "upper", "south": "lower", "east": "upper", "west": "lower"}
# Where teams stand on each scale, in standard deviations of persons.
CENTRE = {"hierarchical": 0.0, "pseudo_relational": 0.3, "survival": 0.5, "connection": 0.2}
BETWEEN, MISSING, CANT_SAY = 0.45, 0.015, 0.02
CUTS = (-1.4, -0.5, 0.5, 1.4)


def table(
    teams: dict[str, int], seed: int = SEED, between: float = BETWEEN
) -> tuple[list[str], list[list[str]]]:
    """Header and rows: code, team, site, grade, then items in the order asked."""
    chance = np.random.default_rng(seed)
    open_ = [one.questionnaire for one in find_instruments((), None)]
    asked = [one for one in open_ if not one.private]
    rows = {row.item: row for row in scoring_key(asked, "full").rows}
    items = presentation_order(asked, "full")
    scales = list(dict.fromkeys(row.scale for row in rows.values()))  # in an order that stays
    lean = {
        (team, scale): CENTRE.get(scale, 0.0) + between * chance.standard_normal()
        for team in teams
        for scale in scales
    }
    people: list[list[str]] = []
    for team, size in teams.items():
        for _ in range(size):
            grade = "senior" if chance.random() < 0.3 else "junior"
            warm = 0.5 * chance.standard_normal()
            mine = {
                scale: lean[team, scale]
                + (-warm if scale != "connection" else warm)
                + 0.5 * chance.standard_normal()
                + (-0.5 if grade == "senior" and scale == "hierarchical" else 0.0)
                for scale in scales
            }
            answers = []
            for item in items:
                row, luck = rows[item], chance.random()
                keyed = row.low + sum(mine[row.scale] + chance.standard_normal() > c for c in CUTS)
                told = str(row.sign * keyed + row.offset)
                told = "" if luck < MISSING else told
                answers.append("cant_say" if MISSING <= luck < MISSING + CANT_SAY else told)
            people.append([team, SITES.get(team, "town"), grade, *answers])
    order = chance.permutation(len(people))
    codes = chance.permutation(len(people)) + 1
    shuffled = [[f"r{codes[at]:03d}", *people[place]] for at, place in enumerate(order)]
    return ["code", "team", "site", "grade", *items], shuffled


def main() -> None:
    """Write the table, or one of many teams of about equal size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teams", type=int, default=0)
    parser.add_argument("--people", type=int, default=73)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    teams = TEAMS
    if given.teams:
        chance = np.random.default_rng(given.seed)
        its = chance.multinomial(given.people, np.full(given.teams, 1 / given.teams))
        teams = {f"team {at:03d}": int(n) for at, n in enumerate(its)}
    header, rows = table(teams, given.seed)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)


if __name__ == "__main__":
    main()
