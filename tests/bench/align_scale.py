#!/usr/bin/env python3
"""How the aligner grows: time, memory and strict F1 of `mtqc align` on made-up documents.

Usage: align_scale.py [--mtqc COMMAND] [--sizes N,N,...] [--holes N,N,...] [--seed N] FOLDER SOURCE TARGET [OPTION...]

FOLDER holds parallel lines: NAME.SOURCE and NAME.TARGET, line i of one translating line i of the other. A document is
drawn from them: a line at random, one word left out on each side, half of the lines with a number that both sides share,
4 % cut in two on either side, 1 % left out on either side. So the beads are known. A hole is a run of lines left out of
one side in the middle of a document of 5 000. F1 is strict, as the scorer of vecalign has it: null beads count in precision,
right where the segment has no counterpart, and are left out of recall. Options go to mtqc align.
Exit 1 if a figure misses its bar: F1 .96 (.95 with a hole), time and memory a segment within 20 % of those at 10 000."""
import argparse
import multiprocessing
import os
import pickle
import random
import subprocess
import sys
import tempfile

HOLE_LINES = 5000
BASE = 10000  # segments; below it, loading the dictionaries is most of the time
LEAST_F1, LEAST_HOLE_F1, MOST_GROWTH = 0.96, 0.95, 1.2


def parallel_lines(folder, source, target):
    pairs = []
    for name in sorted(os.listdir(folder)):
        stem, _, language = name.rpartition(".")
        other = os.path.join(folder, stem + "." + target)
        if language == source and os.path.exists(other):
            with open(os.path.join(folder, name), encoding="utf-8") as a, open(other, encoding="utf-8") as b:
                pairs += [(s.split(), t.split()) for s, t in zip(a, b)]
    return [(s, t) for s, t in pairs if len(s) > 4 and len(t) > 4]


def without_a_word(words, chance):
    drop = chance.randrange(len(words))
    return words[:drop] + words[drop + 1:]


def cut(words, chance):
    at = chance.randrange(2, len(words) - 1)
    return [" ".join(words[:at]), " ".join(words[at:])]


def document(pairs, size, hole, chance):
    """Lines of both sides, and the gold beads as pairs of index ranges, null beads one segment each."""
    source, target, gold = [], [], set()
    for i in range(size):
        s, t = (without_a_word(words, chance) for words in chance.choice(pairs))
        if chance.random() < 0.5:
            number = str(chance.randrange(10000))
            s, t = s + [number], t + [number]
        kind = chance.random()
        missing = hole and (size - hole) // 2 <= i < (size + hole) // 2
        a = [] if kind < 0.01 else cut(s, chance) if kind < 0.05 else [" ".join(s)]
        b = [] if kind > 0.99 or missing else cut(t, chance) if kind > 0.95 else [" ".join(t)]
        if a and b:
            gold.add((len(source), len(source) + len(a), len(target), len(target) + len(b)))
        else:
            gold.update((len(source) + k, len(source) + k + 1, 0, 0) for k in range(len(a)))
            gold.update((0, 0, len(target) + k, len(target) + k + 1) for k in range(len(b)))
        source += a
        target += b
    return source, target, gold


def read_bead(line):
    at, spans = line.split(":"), []
    for side in at[:2]:
        numbers = [int(n) for n in side.strip("[]").split(",") if n]
        spans += [numbers[0], numbers[-1] + 1] if numbers else [0, 0]
    return tuple(spans)


def is_null(bead):
    return bead[0] == bead[1] or bead[2] == bead[3]


def strict_f1(gold, found):
    right = gold.intersection(found)
    precision = len(right) / len(found)
    recall = sum(not is_null(bead) for bead in right) / sum(not is_null(bead) for bead in gold)
    return 2 * precision * recall / (precision + recall)


def write_document(folder, *wanted):
    source, target, gold = document(*wanted)
    for name, lines in (("source", source), ("target", target)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
    with open(os.path.join(folder, "gold"), "wb") as out:
        pickle.dump(gold, out)


def score(folder):
    with open(os.path.join(folder, "gold"), "rb") as gold, open(os.path.join(folder, "beads"), encoding="utf-8") as beads:
        return strict_f1(pickle.load(gold), [read_bead(line) for line in beads])


def apart(function, *values):
    """Calls a function in a process of its own, since Linux counts the memory of the process that starts a command for
    that command; what is large is made and read there."""
    answer = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=lambda: answer.put(function(*values)))
    process.start()
    process.join()
    return answer.get() if process.exitcode == 0 else sys.exit("align_scale.py failed")


def measure(command, languages, options, *wanted):
    """Strict F1, CPU seconds, megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        apart(write_document, folder, *wanted)
        paths = [os.path.join(folder, name) for name in ("beads", "source", "target")]
        process = subprocess.Popen([command, "align", "--segmented", "-s", languages[0], "-t", languages[1],
                                    "--format", "beads", "-o", *paths[:1], *options, *paths[1:]])
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit("mtqc failed")
        return apart(score, folder), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def numbers(text):
    return [int(n) for n in text.split(",") if n]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mtqc", default="mtqc")
    parser.add_argument("--sizes", type=numbers, default=[1000, 10000, 100000])
    parser.add_argument("--holes", type=numbers, default=[100, 500, 1000, 1500, 2500])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folder")
    parser.add_argument("source")
    parser.add_argument("target")
    known, options = parser.parse_known_args()
    pairs = parallel_lines(known.folder, known.source, known.target)
    if not pairs:
        sys.exit("%s holds no parallel lines of %s and %s" % (known.folder, known.source, known.target))
    base, missed = None, False
    print("%9s %6s %9s %9s %9s %11s" % ("segments", "hole", "strict F1", "CPU s", "MB", "ms/segment"))
    for size, hole in [(n, 0) for n in known.sizes] + [(HOLE_LINES, n) for n in known.holes]:
        f1, seconds, megabytes = measure(known.mtqc, (known.source, known.target), options, pairs, size, hole,
                                         random.Random(known.seed + size + hole))
        print("%9d %6d %9.3f %9.2f %9.0f %11.3f" % (size, hole, f1, seconds, megabytes, 1000 * seconds / size), flush=True)
        bad = f1 < (LEAST_HOLE_F1 if hole else LEAST_F1)
        if size == BASE and not hole:
            base = (seconds / size, megabytes / size)
        elif base and size > BASE:
            bad = bad or seconds / size > MOST_GROWTH * base[0] or megabytes / size > MOST_GROWTH * base[1]
        missed = missed or bad
    sys.exit(missed)


if __name__ == "__main__":
    main()
