#!/usr/bin/python3
"""Makes inputs of the target "check" from the cases in tests/spec, so that fuzzing begins with text that every check has
something to say about. The languages of a case that the target does not know become one of its pairs.

usage: seeds.py SPEC_FOLDER OUTPUT_FOLDER"""
import hashlib
import pathlib
import sys

PAIRS = ["ru-de", "en-de", "zh-en", "tlh-fr", "en-ru", "de-fr", "en-es", "ja-ar"]  # as in check.c
ALIGN, SEGMENTS, TARGET_ALONE = 0, 2, 3
EVERY_CHECK = 1


def cases(text):
    """(languages, source lines, target lines) of each case."""
    case = None
    for line in text.splitlines():
        if line.startswith("@ "):
            if case:
                yield case
            case = (line.split()[1], [], [])
        elif case and line[:1] in "<>" and line:
            case["<>".index(line[0]) + 1].append(line[2:])
    if case:
        yield case


def seed_of(pair, source, target, number):
    mode = TARGET_ALONE if not source else SEGMENTS if len(source) == len(target) == 1 else ALIGN
    language = PAIRS.index(pair) if pair in PAIRS else number % len(PAIRS)
    choices = language & 3 | mode << 2 | EVERY_CHECK << 4 | (language & 4) << 4
    return bytes([choices]) + "\n".join(source).encode() + b"\xff" + "\n".join(target).encode()


def main(specs, output):
    pathlib.Path(output).mkdir(parents=True, exist_ok=True)
    for path in sorted(pathlib.Path(specs).glob("*.txt")):
        for number, case in enumerate(cases(path.read_text(encoding="utf-8"))):
            seed = seed_of(*case, number)
            (pathlib.Path(output) / hashlib.sha1(seed).hexdigest()).write_bytes(seed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
