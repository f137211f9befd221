"""A text file as it comes: plain, gzipped or zipped, in whichever encoding; looked through once before a row of it is read."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from loaders.events.problems import ImportRefused

CHUNK = 2**20
LONGEST_LINE = 16 * CHUNK  # bytes; GED's longest row has some 20,000
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_HTML = re.compile(rb"\s*<(?:!doctype|html|head|\?xml|script|body)", re.IGNORECASE)
_AGAIN = "download it again, and compare its size with what the source tells"
_UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True)
class TextFile:
    """encoding: of its text. size: bytes, unpacked. lines: about how many rows, for the progress. digest: of the file as it lies there."""

    path: Path
    encoding: str
    size: int
    lines: int
    digest: str
    member: str | None = None

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Its bytes, unpacked, without a byte order mark of UTF-8."""
        with _unpacked(self.path, self.member) as stream:
            if self.encoding == "utf-8-sig":
                stream.read(len(codecs.BOM_UTF8))
            yield stream

    def head(self, characters: int = CHUNK) -> str:
        """The beginning of its text."""
        with self.open() as stream:
            return io.TextIOWrapper(stream, self.encoding, errors="replace", newline="").read(characters)

    @property
    def encoding_name(self) -> str:
        return {"utf-8-sig": "UTF-8 with a byte order mark", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}.get(
            self.encoding, "Latin-1"
        )


def look_through(path: Path) -> TextFile:
    """Read a file once, to its end: what it is, whether it is whole, how its text is written. Raises ImportRefused in words."""
    member = _member(path)
    size, lines, line = 0, 0, 0
    seen = _Encoding()
    try:
        with _unpacked(path, member) as stream:
            while chunk := stream.read(CHUNK):
                if not size:
                    _refuse_other_kinds(path, chunk)
                    seen.begin(chunk)
                line = len(chunk) - chunk.rfind(b"\n") - 1 if (breaks := chunk.count(b"\n")) else line + len(chunk)
                lines, size = lines + breaks, size + len(chunk)
                if line > LONGEST_LINE:
                    told = f"row {lines + 1} goes on for more than {LONGEST_LINE // 2**20} MiB without a line break"
                    raise ImportRefused(
                        f"{path.name}: {told}; it is not a table of rows, or its line breaks were lost: save it again as CSV"
                    )
                seen.feed(chunk, lines)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise ImportRefused(f"{path.name}: it is cut short or damaged ({error}); {_AGAIN}") from None
    if not size:
        raise ImportRefused(f"{path.name}: it is empty; {_AGAIN}")
    return TextFile(path, seen.result(path), size, lines, file_digest(path), member)


def file_digest(path: Path) -> str:
    """A short hash of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()[:16]


class _Encoding:
    """Tells UTF-8, UTF-16 and single-byte text apart, from every byte of a file."""

    def __init__(self) -> None:
        self.bom: str | None = None
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.multibyte, self.bad_line, self.undefined = False, 0, False

    def begin(self, chunk: bytes) -> None:
        self.bom = next((name for mark, name in _BOMS.items() if chunk.startswith(mark)), None)

    def feed(self, chunk: bytes, lines: int) -> None:
        if self.bom == "utf-16":
            return
        if self.bad_line:
            self.undefined = self.undefined or bool(_UNDEFINED_1252.search(chunk))
            self.multibyte = self.multibyte or _has_multibyte(chunk)
            return
        try:
            text = self.decoder.decode(chunk)
        except UnicodeDecodeError as error:
            self.bad_line = lines - chunk.count(b"\n", error.start) + 1
            self.multibyte = self.multibyte or _has_multibyte(chunk)
            self.undefined = bool(_UNDEFINED_1252.search(chunk))
        else:
            self.multibyte = self.multibyte or not text.isascii()

    def result(self, path: Path) -> str:
        if not self.bad_line:
            return self.bom or "utf-8"
        if self.bom or self.multibyte:
            told = f"line {self.bad_line} has bytes that are not UTF-8, other lines have letters that are"
            raise ImportRefused(f"{path.name}: it mixes two encodings: {told}; save it again as UTF-8")
        return "latin-1" if self.undefined else "cp1252"


def _has_multibyte(chunk: bytes) -> bool:
    """Whether bytes hold letters written as UTF-8 writes them: single-byte text has such pairs by chance only."""
    pairs = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", chunk))
    return pairs > 0 and pairs >= len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xbf])", chunk))


def _refuse_other_kinds(path: Path, chunk: bytes) -> None:
    if _HTML.match(chunk.removeprefix(codecs.BOM_UTF8)):
        raise ImportRefused(
            f"{path.name}: it is a web page, not a table: the download asked to sign in, or failed; open the page and {_AGAIN}"
        )
    if chunk.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        kind = "a PDF" if chunk.startswith(b"%PDF") else "an old Excel workbook (.xls)"
        raise ImportRefused(f"{path.name}: it is {kind}; save the table as CSV or XLSX")
    if chunk.lstrip()[:1] in (b"{", b"[") and chunk.lstrip()[1:2] in (b'"', b"{", b"\n", b" ", b"\r"):
        raise ImportRefused(f"{path.name}: it is JSON, not a table; save it as CSV")
    if b"\0" in chunk and not chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ImportRefused(f"{path.name}: it is no text (it has bytes of 0); give CSV, XLSX or Parquet, plain, gzipped or zipped")


def _member(path: Path) -> str | None:
    """The one table in a zip archive; None where the file is none."""
    with path.open("rb") as stream:
        if stream.read(4) != b"PK\x03\x04":
            return None
    try:
        with zipfile.ZipFile(path) as archive:
            names = [n.filename for n in archive.infolist() if not n.is_dir() and not n.filename.startswith("__MACOSX/")]
            locked = any(n.flag_bits & 1 for n in archive.infolist())
    except zipfile.BadZipFile as error:
        raise ImportRefused(f"{path.name}: it is cut short or damaged ({error}); {_AGAIN}") from None
    tables = [name for name in names if name.lower().endswith((".csv", ".tsv", ".txt"))] or names
    if locked:
        raise ImportRefused(f"{path.name}: it is locked with a password; unpack it and import the table")
    if len(tables) != 1:
        raise ImportRefused(f"{path.name}: it holds {len(tables)} tables ({', '.join(tables[:5])}); unpack it and import one of them")
    return tables[0]


@contextmanager
def _unpacked(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    opened: Any
    if member:
        with zipfile.ZipFile(path) as archive, archive.open(member) as opened:
            yield opened
    elif packed:
        with gzip.open(path) as opened:
            yield opened
    else:
        with path.open("rb") as opened:
            yield opened
