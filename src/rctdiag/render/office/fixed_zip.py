"""An office file whose parts carry no time of their own: the same content, the same bytes."""

from __future__ import annotations

import io
import zipfile

_WHEN = (1980, 1, 1, 0, 0, 0)


def without_times(data: bytes) -> bytes:
    """The package again, its parts in the same order."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, given.read(name))
    return out.getvalue()
