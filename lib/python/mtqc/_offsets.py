"""From offsets in bytes to indices of what the caller gave.

The library counts bytes of UTF-8; Python users slice str. Every byte that does not continue a character starts a code
point, so the index of a byte is the number of such bytes before it. Counting goes forward from the last answer, at the speed
of bytes.translate, so that offsets asked in rising order cost one pass in all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from ._types import Span

Given = str | bytes
"""Text as the API takes it: str, or bytes of UTF-8 (malformed bytes are read as U+FFFD and keep their offsets)."""

CONTINUATION = bytes(range(0x80, 0xC0))


def encode(given: Given) -> bytes:
    """UTF-8 of `given`. A lone surrogate of a str has no UTF-8; its three bytes are malformed and read as such."""
    if isinstance(given, str):
        return given.encode("utf-8", "surrogatepass")
    if isinstance(given, bytes):
        return given
    raise TypeError(f"a text is str or bytes, not {type(given).__name__}")


def encode_all(given: Iterable[Given]) -> list[bytes]:
    """`encode` of each, without a call of Python for each as long as all are str that have UTF-8."""
    texts = list(given)
    try:
        return list(map(str.encode, cast("list[str]", texts)))
    except (TypeError, UnicodeEncodeError):
        return list(map(encode, texts))


class Offsets:
    """Indices of one text. `size` is that of `encoded` in bytes."""

    __slots__ = ("byte", "encoded", "given", "index", "plain")

    def __init__(self, given: Given, encoded: bytes) -> None:
        self.given, self.encoded = given, encoded
        self.plain = isinstance(given, bytes) or len(given) == len(encoded)
        self.byte = self.index = 0

    def at(self, byte: int) -> int:
        """Index of the code point that holds or starts at `byte`."""
        if self.plain:
            return byte
        while 0 < byte < len(self.encoded) and self.encoded[byte] in CONTINUATION:
            byte -= 1
        if byte < self.byte:
            if self.byte - byte > byte:
                self.byte = self.index = 0
            else:
                self.index -= len(self.encoded[byte : self.byte].translate(None, CONTINUATION))
                self.byte = byte
        self.index += len(self.encoded[self.byte : byte].translate(None, CONTINUATION))
        self.byte = byte
        return self.index

    def slice(self, start_byte: int, end_byte: int) -> tuple[int, int, str]:
        """Indices of both ends, and the text between them."""
        start = self.at(start_byte)
        end = self.at(end_byte)
        piece = self.given[start:end]
        return start, end, piece if isinstance(piece, str) else piece.decode("utf-8", "replace")

    def span(self, start_byte: int, end_byte: int, line: int, column: int) -> Span:
        """A span with both kinds of offsets."""
        start, end, text = self.slice(start_byte, end_byte)
        return Span(start_byte, end_byte, start, end, line, column, text)
