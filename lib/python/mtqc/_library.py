"""Finds libmtqc, loads it, gives its functions their types, and turns its errors into exceptions.

The library is looked for beside this package (a wheel: its build backend puts libraries into a folder of their own), at
$MTQC_LIBRARY, in the build folder that holds the package, where it was to be installed, and where the system's linker
looks. ctypes releases the interpreter lock during each call.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from . import _declarations as c
from ._types import Error

HERE = Path(__file__).resolve().parent
NAMES = ("libmtqc.so", "libmtqc.so.0", "libmtqc.dylib", "mtqc.dll")


def _candidates() -> Iterator[str]:
    yield from map(str, (HERE.parent / ".mtqc.mesonpy.libs").glob("libmtqc.*"))
    yield os.environ.get("MTQC_LIBRARY", "")
    for folder in (HERE.parents[1], Path(c.LIBRARY_FOLDER)):
        for name in NAMES:
            yield str(folder / name)


def _find() -> str:
    for path in _candidates():
        if path and os.path.isfile(path):
            return path
    return ctypes.util.find_library("mtqc") or ""


def _load() -> ctypes.CDLL:
    path = _find()
    if not path:
        raise ImportError("libmtqc is not installed; build it, or name its file in MTQC_LIBRARY")
    try:
        loaded = ctypes.CDLL(path)
        for name, (result, parameters) in c.FUNCTIONS.items():
            function = getattr(loaded, name)
            function.restype = result
            function.argtypes = parameters
    except (OSError, AttributeError) as error:
        raise ImportError(f"{path} cannot be used by this version of the package: {error}") from None
    return loaded


lib: Any = _load()
path: str = lib._name
"""File that the library was loaded from."""


def data_folder() -> str | None:
    """Folder of the language packs in the build folder that holds the package; None: the library knows best."""
    folder = HERE.parents[2] / "dicts"
    return str(folder) if not os.environ.get("MTQC_DATA") and any(folder.glob("*.mtqcpack")) else None


def text(value: bytes | None) -> str:
    """A string of the library as str."""
    return value.decode("utf-8", "replace") if value else ""


def name_of(value: str) -> bytes:
    """A name, tag, path or option for the library, which reads up to a NUL: one inside would be cut off in silence."""
    try:
        encoded = value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        encoded = b"\0"
    if b"\0" in encoded:
        raise Error(c.Status.EARGUMENT, f"{value!a} cannot be a name")
    return encoded


def address(value: bytes) -> int | None:
    """Where the bytes lie; valid as long as `value` lives."""
    return ctypes.cast(ctypes.c_char_p(value), ctypes.c_void_p).value


def listed(function: Callable[..., bytes | None], *arguments: Any) -> Iterator[str]:
    """The strings of a table of the library, which ends with NULL."""
    index = 0
    while (value := function(*arguments, index)) is not None:
        yield text(value)
        index += 1


def failure(error: c.mtqc_error) -> Error:
    """The exception that tells what `error` tells."""
    return Error(c.Status(error.code), text(error.text), text(error.file), error.line, error.byte)


class Handle:
    """An object of the library, freed when the last one who uses it lets go.

    A method that is inside the library holds a reference, so closing an object while other threads work with it is safe.
    """

    __slots__ = ("free", "pointer")

    def __init__(self, pointer: int, free: Callable[[int], None]) -> None:
        self.pointer, self.free = pointer, free

    def __del__(self) -> None:
        self.free(self.pointer)


def collect(write: Callable[[Any, c.mtqc_error], int]) -> bytes:
    """What a writer of the library gives to its sink, as one string of bytes. Raises Error."""
    pieces: list[bytes] = []

    def take(_payload: int | None, start: int | None, size: int) -> int:
        if start and size:
            pieces.append(ctypes.string_at(start, size))
        return 0

    error = c.mtqc_error()
    if write(c.mtqc_sink(take), error):
        raise failure(error)
    return b"".join(pieces)
