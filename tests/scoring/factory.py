"""Small questionnaires, built in the test."""

from __future__ import annotations

from rctdiag.model.questionnaire import Facet, Item, Kind, Questionnaire, ResponseScale


def build(
    id_: str,
    facets: dict[str, str],
    *,
    kind: Kind = "culture",
    low: int = 1,
    high: int = 5,
    private: bool = False,
    short: bool = True,
    who_carries: tuple[str, ...] = (),
) -> Questionnaire:
    """A questionnaire from facets such as ``{"overload": "++-"}``: one sign an item.

    Items are called ``<id>_<facet number>_<item number>``; the first of a facet is in the
    short form.
    """
    items = [
        Item(
            id=f"{id_}_{at}_{nth}",
            facet=facet,
            text="Something happens here.",
            reversed=sign == "-",
            short=short and nth == 1,
            serious=sign == "!",
            who_carries=f"{id_}_{at}_{nth}" in who_carries,
        )
        for at, (facet, signs) in enumerate(facets.items(), start=1)
        for nth, sign in enumerate(signs, start=1)
    ]
    return Questionnaire(
        schema_="rctdiag.questionnaire/1",
        id=id_,
        version="0.1.0",
        title=id_,
        kind=kind,
        language="en",
        license="CC-BY-4.0",
        evidence=0,
        private=private,
        about="A test.",
        stem="Here,",
        scale=ResponseScale(
            low=low, high=high, labels=tuple(f"point {at}" for at in range(low, high + 1))
        ),
        facets=tuple(Facet(id=one, label=one, looks_for=one) for one in facets),
        items=tuple(items),
    )
