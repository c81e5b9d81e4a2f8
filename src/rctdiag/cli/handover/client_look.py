"""How a file looks for a client: what the options give, checked before anything is written."""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING, TypeAlias

from rctdiag.errors.faults import Fault, UsageFault
from rctdiag.render.handover.look import ClientLook, Logo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rctdiag.cli.handover.client_options import ClientOptions
    from rctdiag.cli.handover.client_profile import Client
    from rctdiag.errors.faults import RctdiagError

    _Refusal: TypeAlias = Callable[
        [str, str, str], RctdiagError
    ]  # of a key: what is wrong, what to do

LARGEST_LOGO = 1_000_000  # bytes
LONGEST_SIDE = 4_000  # pixels
LONGEST_NAME = 120  # letters
LEAST_CONTRAST = 3.0  # of a line on white paper, as WCAG 2 asks of what is not text
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # frames that tell the size


def client_look(options: ClientOptions, profile: Client | None = None) -> ClientLook:
    """The look that the options ask for, and the profile where they say nothing.

    Raises:
        UsageFault: a name is too long; the logo is no PNG or JPEG, or too large; the colour is
            none, or too pale.
        InputRejected: the same of a value of the profile.
    """
    title, client, logo, accent = options.title, options.client, options.logo, options.accent
    given = _checked(title, client, logo, accent, _of_option)
    if profile is None:
        return given
    kept_profile = profile.profile
    rest = _checked(
        None if title is not None else kept_profile.title,
        None if client is not None else kept_profile.client,
        None if logo is not None else profile.logo,
        None if accent is not None else kept_profile.accent,
        profile.refusal,
    )
    return ClientLook(
        title=given.title or rest.title,
        client=given.client or rest.client,
        logo=given.logo or rest.logo,
        accent=given.accent or rest.accent,
    )


def _of_option(key: str, message: str, hint: str) -> RctdiagError:
    return UsageFault(Fault("usage", f"--{key}: {message}", hint))


def _checked(
    title: str | None, client: str | None, logo: Path | None, accent: str | None, refusal: _Refusal
) -> ClientLook:
    for key, text in (("title", title), ("client", client)):
        if text is not None and not 0 < len(text.strip()) <= LONGEST_NAME:
            raise refusal(
                key, f"it is empty, or longer than {LONGEST_NAME} characters.", "Change it."
            )
    return ClientLook(
        title=(title or "").strip(),
        client=(client or "").strip(),
        logo=None if logo is None else _logo(logo, refusal),
        accent="" if accent is None else _accent(accent, refusal),
    )


def _logo(path: Path, refusal: _Refusal) -> Logo:
    from rctdiag.load.syntax.bounded_source import read_bytes

    data = read_bytes(path)
    if len(data) > LARGEST_LOGO:
        message = f"{path} is larger than {LARGEST_LOGO // 1_000_000} MB."
        raise refusal("logo", message, "Make the picture smaller.")
    try:
        kind, sides = ("png", _png(data)) if data.startswith(_PNG) else ("jpeg", _jpeg(data))
    except (ValueError, IndexError, struct.error, zlib.error):
        message = f"{path} is not a complete PNG or JPEG picture."
        raise refusal("logo", message, "Save it as PNG or JPEG.") from None
    if not all(0 < side <= LONGEST_SIDE for side in sides):
        message = f"{path} is more than {LONGEST_SIDE} pixels wide or high."
        raise refusal("logo", message, "Make the picture smaller.")
    return Logo(data, "png" if kind == "png" else "jpeg")


def _png(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG whose every chunk is whole."""
    at, sides, name = len(_PNG), (0, 0), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", data, at + 8 + length)
        if check != zlib.crc32(name + body):
            raise ValueError(name)
        if name == b"IHDR":
            sides = struct.unpack_from(">II", body)
        at += 12 + length
    if at != len(data):
        raise ValueError(at)
    return sides


def _jpeg(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG, from the frame before its picture."""
    if not (data.startswith(b"\xff\xd8\xff") and data.endswith(b"\xff\xd9")):
        raise ValueError(len(data))
    at = 2
    while True:
        sign, marker, length = struct.unpack_from(">BBH", data, at)
        if sign != 0xFF:  # noqa: PLR2004 - every marker begins so
            raise ValueError(at)
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + length


def _accent(colour: str, refusal: _Refusal) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise refusal("accent", f"{colour!r} is not a colour.", "Write it like #1f5fa8.")
    contrast = 1.05 / (_luminance(colour) + 0.05)
    if contrast < LEAST_CONTRAST:
        message = f"{colour} is too pale: its contrast on white is {contrast:.1f} to 1."
        raise refusal(
            "accent", message, f"Choose a darker one; it needs {LEAST_CONTRAST:.0f} to 1."
        )
    return colour.lower()


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 works it out."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
