"""Every report format on a report that attacks it: the bytes are those of the golden files, and the receivers would take them.
Then the same receivers on the seed article. Prints TAP; leaves with 77 where python3-jsonschema is missing.

usage: formats.py SAMPLE COMMAND ROOT      UPDATE=1 writes the golden files anew
"""

import json
import os
import pathlib
import subprocess
import sys

try:
    import jsonschema
    import shapes
except ImportError as error:
    print(error)
    sys.exit(77)

sample, command, root = sys.argv[1:]
root = pathlib.Path(root)
golden = root / "tests/data/report"
number = failures = 0


def say(good, name, *notes):
    global number, failures
    number += 1
    failures += not good
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
    for note in notes:
        print("#", str(note).replace("\n", "\n# "))


def attempt(name, test, *arguments):
    try:
        return say(True, name, *filter(None, [test(*arguments)]))
    except (AssertionError, ArithmeticError, SyntaxError, TypeError, ValueError, KeyError, jsonschema.ValidationError) as error:
        say(False, name, f"{type(error).__name__}: {error}")


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, check=False).stdout.decode()


def without_registry(text):
    """SARIF without the rules, which change with every check."""
    log = json.loads(text)
    for part in log["runs"]:
        del part["tool"]["driver"]["rules"]
        for result in part["results"]:
            del result["ruleIndex"]
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def same(format, text):
    shown = without_registry(text) if format == "sarif" else text
    path = golden / f"sample.{format}"
    if os.environ.get("UPDATE"):
        path.write_text(shown, "utf-8", newline="")
    with open(path, encoding="utf-8", newline="") as file:
        assert file.read() == shown, f"{path.name} differs (UPDATE=1 writes it anew)"


def inert(text):
    """Nothing that a terminal obeys."""
    hostile = [c for c in text if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u202e\u2028"]
    assert not hostile, hostile


def schema(text):
    report = json.loads(text)
    jsonschema.validate(report, json.loads((root / "lib/report/report.schema.json").read_text("utf-8")))
    return sum(len(document["findings"]) for document in report["documents"])


def lines(text):
    finding = {"$ref": "#/definitions/finding", "definitions": json.loads((root / "lib/report/report.schema.json").read_text("utf-8"))["definitions"]}
    for line in text.split("\n")[:-1]:
        jsonschema.validate(json.loads(line), finding)
    return text.count("\n")


receivers = {"json": schema, "jsonl": lines, "sarif": shapes.sarif, "gitlab": shapes.gitlab, "junit": shapes.junit,
             "checkstyle": shapes.checkstyle, "github": shapes.github, "mqm": shapes.mqm}
for format in ["text", "markdown", *receivers]:
    text = run(sample, format)
    attempt(f"{format}: golden", same, format, text)
    if format in receivers:
        attempt(f"{format}: receiver", receivers[format], text)
attempt("text: terminal", inert, run(sample, "text"))
seed = [str(root / "examples/seed" / f"article.{name}.txt") for name in ("reconstructed.ru", "de")]
for format, receiver in receivers.items():
    text = run(command, "check", "-s", "ru", "-t", "de", "--format", format, *seed)
    attempt(f"{format}: seed article", lambda: f"{receiver(text)} items" if receiver(text) > 3 else 1 / 0)
# What is written as TMX, and written back into files of pairs: valid before, valid after, with every finding in it.
aligned = run(command, "align", "-s", "ru", "-t", "de", "--format", "tmx", *seed)
attempt("TMX of an alignment: receiver", shapes.tmx, aligned)
for path in sorted((root / "tests/data/annotate").iterdir()):
    receiver = shapes.tmx if path.suffix == ".tmx" else shapes.xliff
    check = (command, "check", "-s", "en", "-t", "de", str(path), "--format", "jsonl")
    attempt(f"{path.name}: as given", lambda: receiver(path.read_text("utf-8")) and 1 / 0)
    found = run(*check).count("\n")
    text = run(*check, "-o", os.devnull, "--annotate", "-")
    attempt(f"{path.name}: with findings", lambda: f"{found} findings" if receiver(text) == found > 1 else 1 / 0)
print(f"1..{number}")
sys.exit(failures > 0)
