"""Groups whose names differ in case and blanks only are one, in all files of a run."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rctdiag.platforms.normalised_text import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rctdiag.platforms.results.apply_mapping import Tidy

Together = tuple[str, tuple[str, ...]]  # a column, the spellings of one name, the one taken first


def one_spelling(
    tidies: Sequence[Tidy], names: Sequence[str]
) -> tuple[tuple[Tidy, ...], tuple[Together, ...]]:
    """The same rows with the most frequent spelling of each name, and what was put together.

    Args:
        tidies: Of each file.
        names: The names of the columns that are carried along.
    """
    counts: list[dict[str, Counter[str]]] = [defaultdict(Counter) for _ in names]
    for tidy in tidies:
        for row in tidy.rows:
            for spellings_of, cell in zip(counts, row.carried, strict=True):
                spellings_of[name_key(cell)][cell] += 1
    taken = [
        {key: spellings.most_common(1)[0][0] for key, spellings in spellings_of.items()}
        for spellings_of in counts
    ]
    done = tuple(
        tidy._replace(
            rows=tuple(
                row._replace(
                    carried=tuple(
                        spelling[name_key(cell)]
                        for spelling, cell in zip(taken, row.carried, strict=True)
                    )
                )
                for row in tidy.rows
            )
        )
        for tidy in tidies
    )
    together = tuple(
        (name, tuple(spelling for spelling, _ in spellings.most_common()))
        for name, spellings_of in zip(names, counts, strict=True)
        for spellings in spellings_of.values()
        if len(spellings) > 1
    )
    return done, together
