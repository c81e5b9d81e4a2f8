"""What a client sees of itself in each file, and what is refused as logo or colour."""

from __future__ import annotations

import base64
import json
import struct
import zlib
from pathlib import Path

from cli.inside import inside
from handover.markup import check_inert
from handover.reading import check_file, squeezed, text_of
from teams.many import report


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    picture = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", picture) + chunk(b"IEND", b"")
    )


def test_each_file_carries_title_client_and_logo_as_text_and_picture(tmp_path: Path) -> None:
    source, logo = tmp_path / "teams.json", tmp_path / "logo.png"
    source.write_text(json.dumps(report()), encoding="utf-8")
    logo.write_bytes(png(30, 10))
    title, client = "Spring <b>26</b>", "=Riverside & Co #{}"
    given = ("--title", title, "--client", client, "--logo", logo, "--accent", "#0B6E4F", "-q")
    for kind in ("html", "pdf", "docx", "pptx", "xlsx"):
        target = tmp_path / f"north.{kind}"
        ended = inside("report", source, "--group", "a", "-o", target, *given)
        assert ended.code == 0, ended.err
        data = target.read_bytes()
        if kind == "html":
            page = check_inert(data.decode())
            address = f"data:image/png;base64,{base64.b64encode(png(30, 10)).decode()}"
            assert page.all("img") == [{"src": address, "alt": client}]
            assert "3px solid #0b6e4f" in data.decode()
        else:
            check_file(kind, data)
        text = squeezed(text_of(kind, data))
        assert squeezed(title) in text
        assert squeezed(f"Prepared for {client}") in text


def test_what_cannot_be_a_logo_or_a_colour_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    source, target = tmp_path / "teams.json", tmp_path / "x.html"
    source.write_text(json.dumps(report()), encoding="utf-8")
    whole = png(4, 4)
    bad = {
        "cut.png": whole[:-6],
        "more.png": whole + b"<script>",
        "changed.png": whole.replace(b"IDAT", b"JDAT"),
        "wide.png": png(5000, 1),
        "large.png": whole + bytes(1_000_001),
        "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        "cut.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
        "endless.jpg": b"\xff\xd8\xff\xe0\x00\x02\xff\xd9",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
        ended = inside("report", source, "-o", target, "--logo", tmp_path / name)
        assert (ended.code, ended.out) == (2, ""), name
        assert "--logo" in ended.err
    assert inside("report", source, "-o", target, "--logo", tmp_path / "none.png").code != 0
    for colour in ("red", "#fff", "#ffff00", "#12345g", "url(x)"):
        assert inside("report", source, "-o", target, "--accent", colour).code == 2
    for text in (" ", "x" * 121):
        assert inside("report", source, "-o", target, "--client", text).code == 2
    assert inside("report", source, "--title", "Spring").code == 2
    assert not target.exists()
