#!/usr/bin/python3
"""How much the quick tests see: small faults are put into lib/check and lib/align, one at a time, and the records, the spec tests and
the unit tests run, and the records once more with sanitizers, as in the whole run of the tests. A fault that no test notices survives; survivors
are printed with their surroundings in the end, to be judged: some are no faults. Works on a copy of the sources; packs are those of a build
that is there.

usage: python3 tests/mutate.py DICTS [--count N] [--seed N] [--box FOLDER] [FILE...]     DICTS: the folder dicts of a build
exit 1 when fewer than 85 in 100 are noticed

Not counted is what is no fault: what does not compile, what the compiler turns into the code of before, and changes that leave
what a program does as it is by the nature of the line (NO_FAULT)."""
import argparse
import os
import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SECONDS = 60  # of processor time; a test that takes longer has noticed something: an endless loop
MEGABYTES = 3000  # and one that takes more memory, one that takes without end
GOAL = 0.85
UNIT = ["tables", "checks", "align", "anchors", "link_score", "prior", "quantity", "lookup", "report"]
PROGRAMS = ["tests/spec/spec-run", "tests/recorded/findings", "tests/recorded/beads"]

# What is replaced, and by what. The order of the alternatives matters: "<=" before "<".
FAULTS = [
    (r"(?<=[ )\]])(<=|>=|==|!=|<|>)(?= )", {"<=": ["<"], ">=": [">"], "<": ["<=", ">"], ">": [">=", "<"], "==": ["!="], "!=": ["=="]}),
    (r"(&&|\|\|)", {"&&": ["||"], "||": ["&&"]}),
    (r"(?<=[\w\])] )([+\-*/])(?= [\w(])", {"+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"]}),
    (r"(?<=[ (\[,])(\d*\.?\d+)(?=[;,) \]])", None),
    (r"(?<=[(& |])(!)(?=[a-z(])", {"!": [""]}),
    (r"\b(true|false)\b", {"true": ["false"], "false": ["true"]}),
    (r"\b(break|continue)(?=;)", {"break": ["continue"], "continue": ["break"]}),
    (r"\b(return) [^;{}]+;", {"return": ["if (0) return"]}),
]

# Lines in which another number or comparison changes only how much memory or time is taken, never what comes out:
NO_FAULT = [
    r"^\s*(static )?(const )?(unsigned )?\w+ \*?\w+\[[^\]]+\](\[[^\]]+\])*( = |;|,)",  # the size of an array
    r"\b(slot|slots|probe)\b",                                                     # where a hash table looks next, how large it is
    r"\b(room|capacity)\b|mq_array_grow|mq_arena_array|\bmalloc\b",                # how much is taken in store
    r"\bqsort\(|if \(\w+(\.|->)?count\) (qsort|memcpy)\(",                         # nothing to sort or copy: no call with NULL
    r"snprintf\(",                                                                 # the room of a text that always fits
    r"^\s*(static )?const \w+ \w+ = .*sizeof",                                     # sizes of tables
]

# And what is the same of two things that are known to differ:
NO_CHANGE = {("<", "<="): r"if \((.+) != (.+)\) return \1 < \2 \? -1 : 1;", (">", ">="): r"if \((.+) != (.+)\) return \1 > \2 \? -1 : 1;"}


def code_of(text):
    """The text with comments, strings, characters and lines of the preprocessor blanked out, byte for byte."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())
    return re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^#[^\n]*', blank, text, flags=re.S | re.M)


def faults_of(path, text):
    """Every fault that can be put into a file: (path, start, end, replacement)."""
    code = code_of(text)
    lines = text.split("\n")
    for pattern, table in FAULTS:
        for match in re.finditer(pattern, code):
            old, (start, end) = match.group(1), match.span(1)
            line = lines[text.count("\n", 0, start)]
            if any(re.search(harmless, line) for harmless in NO_FAULT):
                continue
            if table is None:
                news = [str(int(old) + 1)] if old.isdigit() else [repr(float(old) * 1.5 + 0.1)]
            else:
                news = table[old]
            for new in news:
                if (old, new) not in NO_CHANGE or not re.search(NO_CHANGE[old, new], line):
                    yield path, start, end, new


TIME = ["timeout", str(10 * SECONDS), "prlimit", "--cpu=%d" % SECONDS]  # ends what a test has started, too
# Sanitizers reserve more address space than any limit allows, so they keep watch over memory themselves.
SANITIZERS = ({"CC": "clang", "CXX": "clang++", "ASAN_OPTIONS": "hard_rss_limit_mb=%d" % MEGABYTES},
              ["-Db_sanitize=address,undefined", "-Db_lundef=false", "-Doptimization=1"], TIME)
PLAIN = {}, ["-Doptimization=2"], [*TIME, "--as=%d" % (MEGABYTES << 20)]


class Build:
    """A build of the copy of the sources, and the tests that run in it."""

    def __init__(self, source, folder, dicts, compiler, arguments, limit):
        self.source, self.folder, self.limit = source, folder, limit
        self.env = dict(os.environ, MTQC_DATA=str(dicts), MTQC_TABLES=str(source / "dicts"), MTQC_TEST_DATA=str(source / "tests/data"),
                        CK_TAP_LOG_FILE_NAME="-", CK_VERBOSITY="silent", UBSAN_OPTIONS="halt_on_error=1", **compiler)
        if not folder.exists():
            subprocess.run(["meson", "setup", str(folder), str(source), "--buildtype=plain", *arguments], check=True, env=self.env,
                           stdout=subprocess.DEVNULL)
        if not self.make(*PROGRAMS):
            sys.exit("does not build")

    def make(self, *targets):
        return subprocess.run(["ninja", "-C", str(self.folder), *targets], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, env=self.env).returncode == 0

    def command(self, kind, name):
        recorded = self.source / "tests/recorded"
        texts = str(recorded / "texts.txt")
        compare = ["sh", str(recorded / "compare.sh"), str(recorded / "records" / (name + ".txt"))]
        if kind == "spec":
            return [str(self.folder / "tests/spec/spec-run"), name + ".txt"]
        if kind == "unit":
            self.make("tests/unit/test-" + name)
            return [str(self.folder / "tests/unit/test-") + name]
        if name == "beads":
            return [*compare, str(self.folder / "tests/recorded/beads"), texts, str(recorded / "beads.txt")]
        return [*compare, str(self.folder / "tests/recorded/findings"), name, name + ".txt", texts, str(recorded / "pairs.txt")]

    def passes(self, kind, name):
        done = subprocess.run([*self.limit, *self.command(kind, name)], cwd=self.source / "tests/spec", env=self.env, capture_output=True)
        return done.returncode == 0 and not re.search(rb"^not ok|# SKIP dictionaries", done.stdout, re.M)  # that are not missing here

    def first_failure(self, tests):
        return next((kind + " " + name for kind, name in tests if not self.passes(kind, name)), None)

    def machine_code(self, path):
        found = list(self.folder.glob("lib/libmtqc-internal.a.p/" + path.removeprefix("lib/").replace("/", "_") + ".o"))
        text = subprocess.run(["objdump", "-d", "-r", "--no-show-raw-insn", str(found[0])], capture_output=True, check=True).stdout
        data = subprocess.run(["objdump", "-s", "-j", ".rodata", "-j", ".data.rel.ro.local", str(found[0])], capture_output=True).stdout
        return text + data


class Bench:
    """The copy of the sources, its builds, and the tests in the order in which they most probably notice. What a check does nobody
    but its own tests can see; what several share, those of all that include its header."""

    def __init__(self, box, dicts, paths):
        self.source = box / "source"
        self.source.mkdir(parents=True, exist_ok=True)  # what a run before has left faulty is written anew
        subprocess.run("git archive HEAD | tar -xm -C '%s'" % self.source, shell=True, check=True, cwd=ROOT)
        self.plain = Build(self.source, box / "build", dicts, *PLAIN)
        self.sanitized = Build(self.source, box / "build-sanitize", dicts, *SANITIZERS)
        self.specs = sorted(path.stem for path in (self.source / "tests/spec").glob("*.txt") if path.stem != "README")
        failing = self.plain.first_failure([("record", name) for name in ["beads", *self.specs]] + [("unit", name) for name in UNIT])
        if failing:
            sys.exit("fails without any fault: " + failing)
        self.codes = {path: self.plain.machine_code(path) for path in paths}

    def spec_of(self, path):
        return pathlib.Path(path).stem.replace("_", "-").replace("address-", "")

    def users(self, path):
        """The checks that a file is of: the one of its name, or those that include its header, at first hand or through another."""
        if self.spec_of(path) in self.specs:
            return [self.spec_of(path)]
        found, headers = set(), [pathlib.Path(path).with_suffix(".h").name]
        for header in headers:
            for file in (self.source / "lib/check").glob("*.[ch]"):
                own = file.with_suffix(".h").name
                if '#include "%s"' % header in file.read_text(encoding="utf-8"):
                    found.add(self.spec_of(file.name))
                    headers += [own] if own not in headers else []
        return sorted(found & set(self.specs)) or self.specs

    def order(self, path):
        units = [("unit", unit) for unit in UNIT]
        if "align" in path:
            return [("record", "beads")] + units + [("record", spec) for spec in self.specs]
        return [(kind, user) for kind in ("record", "spec") for user in self.users(path)] + units

    def own_records(self, path):
        """What is run with sanitizers: of a file that many checks use, the records of some."""
        return [("record", name) for name in (["beads"] if "align" in path else self.users(path)[:5])]

    def judge(self, fault):
        """The test that notices it; "" when none does; None when it is no fault."""
        path, start, end, new = fault
        file = self.source / path
        text = file.read_text(encoding="utf-8")
        try:
            file.write_text(text[:start] + new + text[end:], encoding="utf-8")
            if not self.plain.make(*PROGRAMS) or self.plain.machine_code(path) == self.codes[path]:
                return None
            noticed = self.plain.first_failure(self.order(path))
            if noticed or not self.sanitized.make(*PROGRAMS):
                return noticed or ""
            noticed = self.sanitized.first_failure(self.own_records(path))
        finally:
            file.write_text(text, encoding="utf-8")
        if noticed and not (self.sanitized.make(*PROGRAMS) and self.sanitized.passes(*noticed.split())):
            sys.exit("fails without any fault, with sanitizers: " + noticed)
        return noticed + " with sanitizers" if noticed else ""


def show(fault, text):
    path, start, end, new = fault
    line = text.count("\n", 0, start) + 1
    begin = text.rfind("\n", 0, start) + 1
    whole = text[begin:text.find("\n", end)]
    return "%s:%d: %s -> %s   %s" % (path, line, text[start:end], new or "(nothing)", whole.strip())


def surroundings(fault, text):
    path, start, end, new = fault
    line = text.count("\n", 0, start)
    mutant = (text[:start] + new + text[end:]).split("\n")
    return "\n".join("    %s %s" % (">" if k == line else " ", mutant[k]) for k in range(max(0, line - 3), min(line + 3, len(mutant))))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("dicts", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--box", type=pathlib.Path, default=ROOT / "build-mutants")
    parser.add_argument("files", nargs="*")
    given = parser.parse_args()
    paths = given.files or [str(path.relative_to(ROOT)) for folder in ("check", "align")
                            for path in sorted((ROOT / "lib" / folder).glob("*.c"))]
    bench = Bench(given.box.resolve(), given.dicts.resolve(), paths)
    texts = {path: (bench.source / path).read_text(encoding="utf-8") for path in paths}
    faults = [fault for path in paths for fault in faults_of(path, texts[path])]
    random.Random(given.seed).shuffle(faults)
    killed, survivors = 0, []
    for fault in faults:
        if killed + len(survivors) == given.count:
            break
        began = time.time()
        noticed = bench.judge(fault)
        if noticed is None:
            continue
        killed += noticed != ""
        survivors += [] if noticed else [fault]
        print("%-8s %4.1f s  %s%s" % ("killed" if noticed else "SURVIVED", time.time() - began, show(fault, texts[fault[0]]),
                                      "   (%s)" % noticed if noticed else ""), flush=True)
    for fault in survivors:
        print("\n" + show(fault, texts[fault[0]]) + "\n" + surroundings(fault, texts[fault[0]]))
    total = killed + len(survivors)
    print("%d of %d noticed (%.0f %%), seed %d" % (killed, total, 100 * killed / max(1, total), given.seed))
    return killed < GOAL * total


if __name__ == "__main__":
    sys.exit(main())
