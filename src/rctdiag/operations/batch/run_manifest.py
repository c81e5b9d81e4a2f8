"""The manifest of a batch run: enough to tell later what a file of scores was made from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rctdiag.model.documents.manifest import (
    CountsDoc,
    InputDoc,
    InstrumentDoc,
    Manifest,
    SettingsDoc,
)
from rctdiag.version import __version__

if TYPE_CHECKING:
    from datetime import datetime

    from rctdiag.operations.batch.batch_run import BatchDone, BatchRequest
    from rctdiag.tables.source.bytes_in import Raw
    from rctdiag.tables.source.text_rows import Source

_CHUNK = 1 << 20


def manifest(request: BatchRequest, done: BatchDone, *, now: datetime) -> Manifest:
    """The document of a run that has ended."""
    opened, tally = done.opened, done.tally
    present = {questionnaire.id for questionnaire in opened.present}
    return Manifest(
        schema_="rctdiag.manifest/1",
        rctdiag_version=__version__,
        created=now.isoformat(),
        inputs=tuple(
            _input(source, tuple(columns.items), opened.lacking.get(source.file, ()))
            for source, columns in zip(opened.sources, opened.columns, strict=True)
        ),
        questionnaires=tuple(
            InstrumentDoc(
                id=instrument.questionnaire.id,
                version=instrument.questionnaire.version,
                sha256=instrument.sha256,
                license=instrument.questionnaire.license,
            )
            for instrument in request.instruments
            if instrument.questionnaire.id in present
        ),
        settings=SettingsDoc.copied_from(
            request, missing=tuple(sorted(request.missing)), engine=done.engine
        ),
        counts=CountsDoc(
            scored=tally.scored,
            rejected=tally.rejected,
            wrong_cells=tally.wrong,
            without_id=tally.unnamed,
        ),
        dropped=opened.dropped,
    )


def _input(source: Source, items: tuple[str, ...], lacking: tuple[str, ...]) -> InputDoc:
    raw = source.original or source.raw
    is_csv = source.format == "csv"
    return InputDoc(
        file=source.file,
        sha256=sha256(raw),
        bytes=raw.size,
        format=source.format,
        encoding=source.encoding.removesuffix("-sig") if is_csv else None,
        separator=source.separator if is_csv else None,
        items=items,
        lacking=lacking,
    )


def sha256(raw: Raw) -> str:
    """The hash of a table's bytes."""
    digest = hashlib.sha256()
    with raw.open() as stream:
        while data := stream.read(_CHUNK):
            digest.update(data)
    return digest.hexdigest()
