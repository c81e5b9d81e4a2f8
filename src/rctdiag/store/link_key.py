"""The key by which a person is told apart from others without being named: made once, kept here."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from rctdiag.errors.faults import FileFault
from rctdiag.store.atomic_write import read_private, write_private

if TYPE_CHECKING:
    from collections.abc import Callable

    from rctdiag.store.private_folders import Home

_BYTES = 32
_DIGITS = 20  # of the hash: 80 bits, two of a million people share them once in 10^12 tables


def keyed_hash(home: Home) -> Callable[[str], str]:
    """What turns an address into a mark: the same for each wave on this machine, and no other.

    Raises:
        FileFault: the key cannot be read or written.
    """
    if not home.link_key.exists():
        home.open(home.root)
        try:
            write_private(home.link_key, secrets.token_bytes(_BYTES), force=False)
        except FileFault as fault:  # another run may have made it meanwhile: that one counts
            if fault.faults[0].code != "file-exists":
                raise
    key = read_private(home.link_key)
    return lambda text: hmac.digest(key, text.encode(), sha256).hex()[:_DIGITS]
