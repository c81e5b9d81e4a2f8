"""What to write instead, in the syntax of the file: what is copied must be read the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rctdiag.load.syntax.document_places import Document


class WhatToWrite(NamedTuple):
    """One advice, as each kind of file wants it."""

    yaml: str
    json: str
    toml: str

    def in_(self, document: Document) -> str:
        """The advice in the syntax of this document."""
        advice: str = getattr(self, document.syntax)
        return advice


A_LIST = WhatToWrite(
    "Write one entry a line, each after `- `.",
    "Write the entries in brackets: [first, second].",
    "Write the entries in brackets: [first, second].",
)
A_MAPPING = WhatToWrite(
    "Write `key: value` lines.",
    'Write {"key": value, ...}.',
    "Write `key = value` lines under a [table].",
)
FILL_IN = WhatToWrite(
    "Fill it in, or remove the line.",
    "Fill it in, or take it out together with its key.",
    "Fill it in, or remove the line.",
)
CHANGE = WhatToWrite(
    "Change it, or remove the line.",
    "Change it, or take it out together with its key.",
    "Change it, or remove the line.",
)
REMOVE_ITEM = WhatToWrite(
    "Remove the line, or name its questionnaire too.",
    "Take it out, or name its questionnaire too.",
    "Remove the line, or name its questionnaire too.",
)
NO_CURLY = WhatToWrite(
    "The quotes are curly, and so part of the text. Write straight ones, or none.",
    "The quotes are curly, and so part of the text. Take them out.",
    "The quotes are curly, and so part of the text. Take them out.",
)
SPACES = WhatToWrite("Put a space after each colon: `key: value`.", A_MAPPING.json, A_MAPPING.toml)
WHOLE_FILE = WhatToWrite("(`key: value`)", '({"key": value, ...})', "(`key = value`)")


def schema_line(schema: str) -> WhatToWrite:
    """How a file says which kind of document it is."""
    return WhatToWrite(
        f"Add `schema: {schema}`.", f'Add `"schema": "{schema}"`.', f'Add `schema = "{schema}"`.'
    )
