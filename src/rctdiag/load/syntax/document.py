"""Strict YAML and JSON: one pass over the text gives plain values and a place for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rctdiag.errors.faults import Fault, InputRejected
from rctdiag.load.checks.against_model import validate
from rctdiag.load.syntax.bounded_source import bound, decode, read_bytes
from rctdiag.load.syntax.document_places import Document, Loc, Syntax, canonical
from rctdiag.load.syntax.json_reader import read_json
from rctdiag.load.syntax.tree_builder import Builder
from rctdiag.load.syntax.yaml_reader import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Document", "Loc", "canonical", "parse", "read", "validate"]

_YAML_ENDINGS = (".yaml", ".yml")


def read(path: Path) -> Document:
    """Read and parse one file or pipe.

    Raises:
        FileFault: it is missing, or may not be read.
        InputRejected: what ``parse`` refuses; a folder, a device, more than 5 MB.
    """
    return parse(read_bytes(path), str(path))


def parse(text: str | bytes, file: str) -> Document:
    """Parse one YAML or JSON document; ``file`` names it in faults.

    A name ending in ``.json`` is JSON and one in ``.yaml`` or ``.yml`` is YAML; anything else is
    JSON if it begins with a bracket.

    Raises:
        InputRejected: all faults that can be told at once, each with line and column.
    """
    bound(len(text), file)
    text = decode(text, file)
    builder = Builder(file)
    syntax: Syntax = "json" if _is_json(text, file) else "yaml"
    if syntax == "json":
        read_json(text, builder)
    else:
        read_yaml(text, builder)
    if builder.is_empty:
        message, hint = "this file is empty.", "Name another, or fill this one in."
        raise InputRejected(Fault("empty-document", message, hint, file))
    data, root = builder.result()
    return Document(data, file, root, tuple(builder.cut), syntax)


def _is_json(text: str, file: str) -> bool:
    name = file.lower()
    if name.endswith(".json"):
        return True
    return not name.endswith(_YAML_ENDINGS) and text.lstrip(" \t\n")[:1] in ("{", "[")
