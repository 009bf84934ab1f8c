"""Reads the public headers of mtqc and writes what ctypes must know about them, as a Python module.

The binding holds no prototype, number or structure of its own: all are read here, at build time, from the headers that
the library was compiled with, so the two cannot drift apart. Whatever this reader does not understand stops the build.

usage: declare.py OUTPUT HEADER... [NAME=VALUE]...      a NAME=VALUE becomes a string constant of the module
"""

import re
import sys

SCALARS = {
    "bool": "c_bool",
    "int": "c_int",
    "int64_t": "c_int64",
    "uint8_t": "c_uint8",
    "float": "c_float",
    "unsigned": "c_uint",
    "double": "c_double",
    "size_t": "c_size_t",
    "int32_t": "c_int32",
    "uint32_t": "c_uint32",
    "uint64_t": "c_uint64",
}


def strip(text):
    """Comments, preprocessor lines and the brackets around the declarations are gone; definitions of numbers are kept."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    numbers = re.findall(r"^#define +(MTQC_\w+) +(\(?\(?[\w) ]*\d[\w <()]*)$", text, flags=re.M)
    text = re.sub(r"^#(?:[^\n]*\\\n)*[^\n]*$", "", text, flags=re.M)
    text = re.sub(r'extern "C" \{|\bMTQC_(BEGIN|END)\b', "", text)
    return text, numbers


def number(text):
    """Value of a #define: a decimal number, or one shifted by another."""
    match = re.fullmatch(r"\(?(?:\(size_t\))?(\d+)(?: << (\d+))?\)?", text.strip())
    if not match:
        sys.exit(f"declare.py: cannot read the number '{text}'")
    return int(match[1]) << int(match[2] or 0)


class Reader:
    """Collects declarations in the order in which they are met."""

    def __init__(self):
        self.opaque, self.structs, self.enums, self.callbacks, self.functions = set(), {}, {}, {}, {}
        self.numbers = {}

    def type(self, text):
        """ctypes expression of a C type without its name."""
        words = [word for word in text.replace("*", " * ").split() if word not in ("const", "struct", "enum")]
        stars = words.count("*")
        name = " ".join(word for word in words if word != "*")
        if stars == 0:
            if name == "void":
                return "None"
            if name in self.enums:
                return "c_int"
            if name in self.structs or name in self.callbacks:
                return name
            if name in SCALARS:
                return SCALARS[name]
        if stars == 1:
            if name == "char":
                return "c_char_p"
            if name in self.opaque or name == "void":
                return "c_void_p"
            if name in self.structs:
                # Texts are passed as arrays of which only the address is known.
                return "c_void_p" if name == "mtqc_text" else f"POINTER({name})"
            if name in SCALARS:
                return f"POINTER({SCALARS[name]})"
        if stars == 2:
            return "c_void_p" if name == "char" else "POINTER(c_void_p)"
        sys.exit(f"declare.py: cannot read the type '{text.strip()}'")

    def parameter(self, text):
        """Name and type of a parameter or member; an array member keeps its length."""
        match = re.fullmatch(r"(.*?)(\w+)(?:\[(\d+)\])?", text.strip(), flags=re.S)
        if match[3]:
            return match[2], f"c_char * {match[3]}"
        return match[2], self.type(match[1])

    def inner(self, text):
        """As parameter, where ctypes would cut a text at its first NUL: in structures and callbacks."""
        name, kind = self.parameter(text)
        return name, "c_void_p" if kind == "c_char_p" else kind

    def members(self, text):
        """Names and types of the members that one declaration makes: "double mean, interval" makes two."""
        first, *others = text.split(",")
        if others and not re.fullmatch(r"\s*\w+\s+\w+\s*", first):
            sys.exit(f"declare.py: cannot read the members '{text.strip()}'")
        kind = first.split()[0]
        return [self.inner(first)] + [self.inner(f"{kind} {other}") for other in others]

    def parameters(self, text, read=None):
        return [] if text.strip() == "void" else [(read or self.parameter)(part) for part in text.split(",")]

    def read(self, text):
        text, numbers = strip(text)
        self.numbers.update((name, number(value)) for name, value in numbers)
        pattern = re.compile(
            r"typedef\s+struct\s+(?P<opaque>\w+)\s+\w+\s*;"
            r"|typedef\s+struct\s+(?P<struct>\w+)\s*\{(?P<members>[^}]*)\}\s*\w+\s*;"
            r"|typedef\s+enum\s+(?P<enum>\w+)\s*\{(?P<values>[^}]*)\}\s*\w+\s*;"
            r"|typedef\s+(?P<returns>[\w\s*]+?)\(\*(?P<callback>\w+)\)\((?P<takes>[^)]*)\)\s*;"
            r"|(?P<result>[\w\s*]+?)\b(?P<function>mtqc_\w+)\((?P<parameters>[^)]*)\)\s*;"
        )
        at = 0
        for match in pattern.finditer(text):
            self.skip(text[at : match.start()])
            at = match.end()
            self.take(match)
        self.skip(text[at:])

    @staticmethod
    def skip(text):
        if text.strip():
            sys.exit(f"declare.py: cannot read '{text.strip()}'")

    def take(self, match):
        if match["opaque"]:
            self.opaque.add(match["opaque"])
        elif match["struct"]:
            name = match["struct"]
            declarations = [part for part in match["members"].split(";") if part.strip()]
            self.structs[name] = [member for part in declarations for member in self.members(part)]
        elif match["enum"]:
            pairs = (part.split("=") for part in match["values"].split(",") if part.strip())
            self.enums[match["enum"]] = {name.strip(): int(value) for name, value in pairs}
        elif match["callback"]:
            types = [self.type(match["returns"])] + [kind for _, kind in self.parameters(match["takes"], self.inner)]
            self.callbacks[match["callback"]] = types
        else:
            types = [kind for _, kind in self.parameters(match["parameters"])]
            self.functions[match["function"]] = (self.type(match["result"]), types)


def module(reader, constants):
    """Text of the module."""
    out = ['"""Generated by declare.py from the public headers: what ctypes must know about libmtqc."""', ""]
    out += ["import enum", "from ctypes import CFUNCTYPE, POINTER, Structure, c_bool, c_char, c_char_p, c_double, c_float"]
    out += ["from ctypes import c_int, c_int32, c_int64, c_size_t, c_uint, c_uint8, c_uint32, c_uint64, c_void_p"]
    out += ["from typing import Any"]
    for name, value in constants.items():
        out += ["", f"{name} = {value!r}"]
    out += [""] + [f"{name} = {value}" for name, value in reader.numbers.items()]
    for name, values in reader.enums.items():
        out += ["", "", f"class {name.removeprefix('mtqc_').title()}(enum.IntEnum):", f'    """{name}"""', ""]
        out += [f"    {constant.removeprefix('MTQC_')} = {value}" for constant, value in values.items()]
    for name, members in reader.structs.items():
        out += ["", "", f"class {name}(Structure):", f'    """{name}"""', "", "    _fields_ = ["]
        out += [f'        ("{member}", {kind}),' for member, kind in members] + ["    ]"]
    out += [""]
    for name, types in reader.callbacks.items():
        out += ["", f"{name} = CFUNCTYPE({', '.join(types)})"]
    out += ["", "# Name of a function: its result and its parameters.", "FUNCTIONS: dict[str, tuple[Any, list[Any]]] = {"]
    for name, (result, types) in reader.functions.items():
        out += [f'    "{name}": ({result}, [{", ".join(types)}]),']
    return "\n".join(out + ["}", ""])


def in_order(paths):
    """Headers after those they include: the order in which mtqc.h names them."""
    texts = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            texts[path.rsplit("/", 1)[-1]] = file.read()
    order = re.findall(r"#include <mtqc/(\w+\.h)>", texts["mtqc.h"])
    if sorted(order + ["mtqc.h"]) != sorted(texts):
        sys.exit("declare.py: mtqc.h does not include every public header")
    return [texts[name] for name in [*order, "mtqc.h"]]


def main(arguments):
    output, *rest = arguments
    reader = Reader()
    for text in in_order([argument for argument in rest if "=" not in argument]):
        reader.read(text)
    constants = dict(argument.split("=", 1) for argument in rest if "=" in argument)
    with open(output, "w", encoding="utf-8") as file:
        file.write(module(reader, constants))


if __name__ == "__main__":
    main(sys.argv[1:])
