"""Valid results whose every free text and every length is as bad as it can be."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from render.factory import SPECIMENS, SUPPORT, Document, valid

if TYPE_CHECKING:
    from collections.abc import Callable

FREE = frozenset(
    {"label", "opposite", "theory", "text", "answer_label", "title", "do", "begin", "say", "ally"}
    | {"sign", "stop_if", "avoid", "risk", "replaces", "statement", "validity", "name", "how"}
    | {"context", "company", "created", "rctdiag_version", "version", "sha256", "limits", "sources"}
)
LISTS = (
    "helping",
    "impeding",
    "lacking",
    "who_carries_it",
    "opens",
    "because",
    "contacts",
)
BAD = (
    "",
    " ",
    "x" * 500,
    "word " * 400,
    "田中" * 300,
    "n\u0303" * 200,
    "\x1b[2J\x1b]0;title\x07",
    "a\nb\r\nc\td\x0be",
    "\u202egnp.exe\u2066",
    "[red]x[/red] [/red] :skull: {text} {0} %s",
    "<img src=x onerror=alert(1)>",
    "# h\n\n```\ncode",
    "1. one",
)
TEXTS = st.one_of(st.sampled_from(BAD), st.text(max_size=300))


def rewritten(document: Document, change: Callable[[str], str], times: int) -> Document:
    """The document with every free text changed and every list of entries repeated."""
    changed: Document = _rewritten(document, change, times, "")
    return changed


def _rewritten(value: object, change: Callable[[str], str], times: int, key: str) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, dict):
        return {name: _rewritten(inner, change, times, name) for name, inner in value.items()}
    if isinstance(value, list):
        many = value * times if key in (*LISTS, "limits", "sources") else value
        return [_rewritten(inner, change, times, key) for inner in many]
    return change(value) if isinstance(value, str) and key in FREE else value


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any specimen with hostile texts, lists up to forty times as long, and any support parts."""
    document = copy.deepcopy(SPECIMENS[draw(st.sampled_from(sorted(SPECIMENS)))])
    texts = draw(st.lists(TEXTS, min_size=1, max_size=6))
    numbers = iter(range(10**9))
    times = draw(st.sampled_from((0, 1, 3, 40)))
    document = rewritten(document, lambda _: texts[next(numbers) % len(texts)], times)
    document["support"]["parts"] = draw(st.sampled_from((SUPPORT, SUPPORT[::-1], [], ["other"])))
    document["support"]["help_first"] = draw(st.booleans())
    standing = draw(st.sampled_from((None, "leads", "member", "left")))
    position = None if standing is None else "yes" if standing == "leads" else "no"
    document["about"] |= {"standing": standing, "position": position}
    document["about"]["months_here"] = draw(st.sampled_from((None, 0, 40)))
    return valid(document)
