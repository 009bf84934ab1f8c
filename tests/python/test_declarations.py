"""What ctypes was told is what the C compiler and the library say."""

import ctypes
import os
import subprocess

import pytest

from mtqc import _declarations as declarations
from mtqc import _library


def test_every_exported_function_is_declared():
    done = subprocess.run(["nm", "-D", "--defined-only", _library.path], capture_output=True, text=True, check=True)
    exported = {line.split()[-1].split("@")[0] for line in done.stdout.splitlines() if " T mtqc_" in line}
    assert exported == set(declarations.FUNCTIONS)


def c_type(kind):
    """A C type of the same kind as a type of ctypes, as far as a compiler can tell the kinds apart."""
    if kind is None:
        return "void"
    if isinstance(kind, type) and issubclass(kind, (ctypes.Structure, ctypes._CFuncPtr)):
        return kind.__name__ if issubclass(kind, ctypes.Structure) else "void *"
    names = {ctypes.c_double: "double", ctypes.c_int: "int", ctypes.c_size_t: "size_t", ctypes.c_uint32: "unsigned"}
    return names.get(kind, "void *")


def test_the_compiler_agrees(root, tmp_path):
    """Sizes, offsets and numbers; and each function is called with the declared number of arguments of each kind."""
    lines = ["#include <mtqc/mtqc.h>"]
    for structure in (declarations.mtqc_text, declarations.mtqc_error, declarations.mtqc_comparison):
        name = structure.__name__
        lines.append(f"_Static_assert(sizeof({name}) == {ctypes.sizeof(structure)}, \"\");")
        for member, _ in structure._fields_:
            lines.append(f"_Static_assert(offsetof({name}, {member}) == {getattr(structure, member).offset}, \"\");")
    for enum in (declarations.Status, declarations.Severity, declarations.Side):
        lines += [f"_Static_assert(MTQC_{value.name} == {value.value}, \"\");" for value in enum]
    lines.append(f"_Static_assert(MTQC_TEXT_MAX == {declarations.MTQC_TEXT_MAX}, \"\");")
    for name, (result, parameters) in declarations.FUNCTIONS.items():
        takes = ", ".join(f"{c_type(kind)} p{i}" for i, kind in enumerate(parameters)) or "void"
        passes = ", ".join(f"p{i}" for i in range(len(parameters)))
        back = c_type(result)
        cast = "(void *)" if back == "void *" else ""
        body = f"{name}({passes});" if back == "void" else f"return {cast}{name}({passes});"
        lines.append(f"{back} call_{name}({takes}); {back} call_{name}({takes}) {{ {body} }}")
    source = tmp_path / "agree.c"
    source.write_text("\n".join(lines))
    compiler = os.environ.get("CC", "cc").split()
    flags = ["-std=c11", "-Wall", "-Werror", "-Wconversion", "-fsyntax-only", "-I", str(root / "include")]
    done = subprocess.run([*compiler, *flags, str(source)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_cannot_be_read_stops_the_build(root, tmp_path):
    header = tmp_path / "mtqc.h"
    for text, complaint in (
        ("#include <mtqc/common.h>\nMTQC_BEGIN\nlong double mtqc_thing(void);\nMTQC_END\n", "long double"),
        ("#include <mtqc/common.h>\nint mtqc_thing(void) other;\n", "other"),
        ("#include <mtqc/common.h>\n#include <mtqc/error.h>\n", "mtqc.h does not include"),
    ):
        header.write_text(text)
        reader = [str(root / "lib/python/declare.py"), str(tmp_path / "out.py"), str(header)]
        done = subprocess.run(
            ["python3", *reader, str(root / "include/mtqc/common.h")], capture_output=True, text=True
        )
        assert done.returncode != 0 and complaint in done.stderr


def test_library_of_another_version_is_refused(monkeypatch):
    monkeypatch.setitem(declarations.FUNCTIONS, "mtqc_of_tomorrow", (None, []))
    with pytest.raises(ImportError, match="mtqc_of_tomorrow"):
        _library._load()
    monkeypatch.setattr(_library, "_find", lambda: "")
    with pytest.raises(ImportError, match="MTQC_LIBRARY"):
        _library._load()
