"""Names as people see them: what cannot be seen does not make two names different."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphen, zero-width space, marks of direction, word joiner and its like, byte-order mark. The
# two joiners of Persian, Indic scripts and emoji (U+200C, U+200D) change what is seen: they stay.
INVISIBLE = (
    "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
NO_BREAK = "\u00a0\u2007\u202f"  # spaces that typesetters and exports use
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def visible(text: str) -> str:
    """Composed letters (NFC), no invisible signs, one blank where blanks of any kind stood."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
