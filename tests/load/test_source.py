"""Files, pipes and encodings."""

import io
import os
import threading
from pathlib import Path

import pytest

from rctdiag.errors.faults import FileFault, InputRejected, RctdiagError
from rctdiag.load.syntax.bounded_source import MOST_BYTES, read_bytes, read_stream
from rctdiag.load.syntax.document import parse, read


def line_of(path: Path) -> str:
    with pytest.raises(RctdiagError) as caught:
        read(path)
    return str(caught.value).replace(str(path), "FILE")


def refused(data: bytes | str) -> str:
    with pytest.raises(InputRejected) as caught:
        parse(data, "a.yaml")
    return str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read(tmp_path / "nothing.yaml")
    assert caught.value.exit_code == 6
    assert caught.value.faults[0].code == "file-missing"


def test_a_name_that_no_file_can_have() -> None:
    assert line_of(Path("a\0b")) == "file-missing: this is not a file name. Check the name."


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/"])
def test_a_device_or_folder_is_refused_at_once(device: str) -> None:
    with pytest.raises(InputRejected) as caught:
        read(Path(device))
    assert caught.value.faults[0].code == "not-a-file"


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    assert line_of(path) == "file-too-large: FILE: larger than 5 MB. Split the file."
    path.write_bytes(b"a: 1\n" + b"#" * (MOST_BYTES - 5))
    assert read(path).data == {"a": 1}


def test_an_endless_stream_is_read_no_further_than_the_bound() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += size
            return b"#" * size

    stream = Endless()
    with pytest.raises(InputRejected):
        read_stream(stream, "standard input")  # type: ignore[arg-type]  # raw is enough to read
    assert stream.given < MOST_BYTES + 100_000


def test_a_pipe_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    late = threading.Timer(0.3, lambda: path.write_bytes(b"a: 1\n"))
    late.start()
    assert read(path).data == {"a": 1}
    late.join()


def test_a_pipe_of_the_shell_is_read() -> None:
    out, into = os.pipe()
    os.write(into, b'{"a": 1}')
    os.close(into)
    try:
        assert read(Path(f"/dev/fd/{out}")).data == {"a": 1}
    finally:
        os.close(out)


def test_a_read_that_fails_half_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n", encoding="utf-8")

    def broken(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("rctdiag.load.syntax.bounded_source.read_stream", broken)
    told = "file-unreadable: FILE: this cannot be read (input/output error)."
    assert line_of(path) == f"{told} Check its permissions."


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(20):
        read_bytes(tmp_path / "a.yaml")
        with pytest.raises(InputRejected):
            read_bytes(tmp_path)
    assert len(list(Path("/dev/fd").iterdir())) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, ends: str) -> None:
    text = ends.join(["a: é", "b: 𝄞", "c: 語", ""])
    document = parse(text.encode(encoding), "a.yaml")
    assert document.data == {"a": "é", "b": "𝄞", "c": "語"}
    assert document.position(("c",)) == (3, 4)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a: 1\nb: \xe9\n", "not-utf8: a.yaml:2: byte 0xE9: not UTF-8."),
        (b"a: 1\r\rb: \xe9\n", "not-utf8: a.yaml:3: byte 0xE9: not UTF-8."),
        (b"\xef\xbb\xbf\xff", "not-utf8: a.yaml:1: byte 0xFF: not UTF-8."),
        ("a: 1\n".encode("utf-32"), "not-utf8: a.yaml:1: this is UTF-32, not UTF-8."),
        (b"\xff\xfea", "not-utf8: a.yaml:1: byte 0x61: not UTF-16."),
        (
            "a: 1".encode("utf-16-le"),
            "control-character: a.yaml:1:2: a control character (U+0000).",
        ),
        (b"\x00", "control-character: a.yaml:1:1: a control character (U+0000)."),
        ("a: x\u009by", "control-character: a.yaml:1:5: a control character (U+009B)."),
        ("a: 1\nb: \ud800", "control-character: a.yaml:2:4: a control character (U+D800)."),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data: bytes | str, told: str) -> None:
    assert refused(data).startswith(told)
