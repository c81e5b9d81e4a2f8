"""An office file whose parts carry no time of their own: the same content, the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_WHEN = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_CORE = "docProps/core.xml"


def without_times(data: bytes, *, is_inside: bool = False) -> bytes:
    """The package again, its parts in the same order.

    Args:
        data: the package, with its own dates set already.
        is_inside: it is the data sheet of a chart, which is dated by the clock.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as original,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as rewritten,
    ):
        for name in original.namelist():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            part = original.read(name)
            if name.endswith(".xlsx"):
                part = without_times(part, is_inside=True)
            if is_inside and name == _CORE:
                part = _STAMP.sub(b"2000-01-01T00:00:00Z", part)
            rewritten.writestr(entry, part)
    return out.getvalue()
