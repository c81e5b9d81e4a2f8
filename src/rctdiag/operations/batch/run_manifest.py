"""The manifest of a batch run: enough to tell later what a file of scores was made from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from rctdiag import __version__

if TYPE_CHECKING:
    from datetime import datetime

    from rctdiag.operations.batch.batch_run import Done, Request
    from rctdiag.tables.source.bytes_in import Raw
    from rctdiag.tables.source.text_rows import Source

_CHUNK = 1 << 20


def manifest(request: Request, done: Done, *, now: datetime) -> dict[str, Any]:
    """A document ``rctdiag.manifest/1``, of the shape of ``model.documents.manifest``."""
    opened, tally = done.opened, done.tally
    present = {questionnaire.id for questionnaire in opened.present}
    return {
        "schema": "rctdiag.manifest/1",
        "rctdiag_version": __version__,
        "created": now.isoformat(),
        "inputs": [
            _input(source, tuple(columns.items), opened.lacking.get(source.file, ()))
            for source, columns in zip(opened.sources, opened.columns, strict=True)
        ],
        "questionnaires": [
            {
                "id": one.questionnaire.id,
                "version": one.questionnaire.version,
                "sha256": one.sha256,
                "license": one.questionnaire.license,
            }
            for one in request.instruments
            if one.questionnaire.id in present
        ],
        "settings": {
            "form": request.form,
            "id": request.id,
            "keep": list(request.keep),
            "long": request.long,
            "missing": sorted(request.missing),
            "leading": request.leading,
            "include_private": request.include_private,
            "strict": request.strict,
            "format": request.format,
            "engine": done.engine,
        },
        "counts": {
            "scored": tally.scored,
            "rejected": tally.rejected,
            "wrong_cells": tally.wrong,
            "without_id": tally.unnamed,
        },
        "dropped": list(opened.dropped),
    }


def _input(source: Source, items: tuple[str, ...], lacking: tuple[str, ...]) -> dict[str, Any]:
    raw = source.original or source.raw
    is_csv = source.format == "csv"
    return {
        "file": source.file,
        "sha256": sha256(raw),
        "bytes": raw.size,
        "format": source.format,
        "encoding": source.encoding.removesuffix("-sig") if is_csv else None,
        "separator": source.separator if is_csv else None,
        "items": list(items),
        "lacking": list(lacking),
    }


def sha256(raw: Raw) -> str:
    """The hash of a table's bytes."""
    found = hashlib.sha256()
    with raw.open() as stream:
        while data := stream.read(_CHUNK):
            found.update(data)
    return found.hexdigest()
