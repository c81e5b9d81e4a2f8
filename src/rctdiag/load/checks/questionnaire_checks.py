"""Rules between the parts of one questionnaire, each a named function.

They read the plain data, not the model, and pass over what the model refuses: so one run tells
the faults of both.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rctdiag.load.checks.did_you_mean import did_you_mean, listed
from rctdiag.load.syntax.document_places import Document, Loc, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rctdiag.errors.faults import Fault

Check = Callable[[Document], "Iterator[Fault]"]


def rows(document: Document, name: str) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """The mappings in the list ``name``, each with its path; anything else is passed over."""
    data = document.data
    entries = data.get(name) if isinstance(data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, tuple) else ()):
        if isinstance(entry, dict):
            yield (name, index), entry


def _ids(document: Document, name: str) -> list[str]:
    return [row["id"] for _, row in rows(document, name) if isinstance(row.get("id"), str)]


def unique_ids(document: Document, name: str) -> Iterator[Fault]:
    """No two entries of the list ``name`` share an id."""
    first: dict[str, Loc] = {}
    for loc, row in rows(document, name):
        row_id = row.get("id")
        if not isinstance(row_id, str):
            continue
        if row_id in first:
            line, _ = document.position((*first[row_id], "id"))
            message = f"{shown(row_id)} appears twice, the first time on line {line}."
            yield document.fault("duplicate-id", message, (*loc, "id"), "Give each its own id.")
        first.setdefault(row_id, loc)


def unique_facets(document: Document) -> Iterator[Fault]:
    """Facet ids are unique."""
    return unique_ids(document, "facets")


def unique_items(document: Document) -> Iterator[Fault]:
    """Item ids are unique."""
    return unique_ids(document, "items")


def facet_of_item_exists(document: Document) -> Iterator[Fault]:
    """Each item names a facet that there is."""
    known = _ids(document, "facets")
    for loc, item in rows(document, "items"):
        facet = item.get("facet")
        if isinstance(facet, str) and facet not in known:
            hint = did_you_mean(facet, known) or f"Use {listed(dict.fromkeys(known))}."
            message = f"there is no facet {shown(facet)}."
            yield document.fault("unknown-facet", message, (*loc, "facet"), hint)


def facet_has_items(document: Document) -> Iterator[Fault]:
    """Each facet is asked about."""
    facets_of_items = {
        item.get("facet") for _, item in rows(document, "items") if _is_text(item, "facet")
    }
    for loc, facet in rows(document, "facets"):
        if _is_text(facet, "id") and facet["id"] not in facets_of_items:
            message = f"no item belongs to the facet {shown(facet['id'])}."
            yield document.fault("empty-facet", message, (*loc, "id"), "Add items, or take it out.")


def one_label_a_point(document: Document) -> Iterator[Fault]:
    """The scale runs upwards and has a label for each of its points."""
    scale = document.data.get("scale") if isinstance(document.data, dict) else None
    if not isinstance(scale, dict):
        return
    low, high, labels = scale.get("low", 1), scale.get("high", 5), scale.get("labels")
    if type(low) is not int or type(high) is not int:
        return
    if high <= low:
        message = f"the scale ends at {high} and begins at {low}."
        yield document.fault(
            "scale-upside-down", message, ("scale",), "Make high greater than low."
        )
    elif isinstance(labels, tuple) and len(labels) != high - low + 1:
        message = f"{len(labels)} labels for {high - low + 1} points ({low} to {high})."
        yield document.fault(
            "label-count", message, ("scale", "labels"), "Write one label for each point."
        )


def serious_is_not_reversed(document: Document) -> Iterator[Fault]:
    """A serious item tells of harm when agreed to: reversed, it would hide it."""
    for loc, item in rows(document, "items"):
        if item.get("serious") is True and item.get("reversed") is True:
            message = "an item cannot be both serious and reversed."
            hint = "Word it so that agreeing means harm."
            yield document.fault("serious-reversed", message, (*loc, "reversed"), hint)


def _is_text(row: dict[str, Any], key: str) -> bool:
    return isinstance(row.get(key), str)


CHECKS: tuple[Check, ...] = (
    unique_facets,
    unique_items,
    facet_of_item_exists,
    facet_has_items,
    one_label_a_point,
    serious_is_not_reversed,
)


def questionnaire_faults(document: Document) -> Iterator[Fault]:
    """What all rules find."""
    for check in CHECKS:
        yield from check(document)
