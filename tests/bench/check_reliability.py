#!/usr/bin/env python3
"""Whether the confidence of a finding is the share of such findings with which a reader agrees, check by check.

Usage: check_reliability.py [--mtqc COMMAND] [--target-only] [--agreement SHARE] [--least COUNT] ANNOTATED... [-- OPTION...]

ANNOTATED are tables (TAB-separated, UTF-8, with a header) of machine translations that people have marked: columns lp
("en-de"), src, mt and spans, the last with marks "START-END:SEVERITY:CATEGORY..." separated by spaces, in characters of mt.
With --target-only the translations are checked without their sources. Options go to mtqc check.

A finding on the translation is hit if a mark overlaps it; one on the source alone if the segment has a mark of accuracy or of
a major error. Readers who are not asked mark only part of what they would agree with: one right finding in `agreement` is
hit (how often a second reader marks what a first one did: .62 in the news of 2020), a wrong one as often as chance is (share
of marked characters, or of segments with such a mark). The same finding in several systems' translations of one sentence
counts once. By these, for each check with enough findings: bins of confidence with the share that is right, and the slope
and shift of its log odds that fit best (1 and 0: calibrated), which the rows of lib/checker/reliability.def are multiplied
with. Last, the mean distance of confidence and share over all bins."""
import argparse
import collections
import json
import math
import os
import subprocess
import sys
import tempfile

BINS = 5
SLOPE_PRIOR, SHIFT_PRIOR = (1, 0.5), (0, 1)  # mean and deviation: what little data say counts little


def read_table(path):
    with open(path, encoding="utf-8", newline="\n") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [dict(zip(rows[0], row)) for row in rows[1:] if len(row) == len(rows[0])]


def marks_of(row):
    for mark in row["spans"].split():
        place, _, kind = mark.partition(":")
        start, dash, end = place.partition("-")
        if dash and start.isdigit() and end.isdigit():
            yield int(start), int(end), kind.lower()


def is_grave(kind):
    return kind.startswith(("major", "critical")) or "accuracy" in kind


def findings_of(mtqc, rows, target_only, options):
    """(row, finding) of all findings of one table."""
    source, target = rows[0]["lp"].split("-")
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("source", "target")]
        for path, column in zip(paths, ("src", "mt")):
            with open(path, "w", encoding="utf-8", newline="\n") as out:
                out.writelines(row[column] + "\n" for row in rows)
        sides = ["--target-only", paths[1]] if target_only else ["--aligned", "-s", source, *paths]
        done = subprocess.run([mtqc, "check", "-t", target, "--format", "jsonl", *options, *sides], stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.returncode)
    for line in done.stdout.decode("utf-8").splitlines():
        finding = json.loads(line)
        if "check" in finding:
            yield rows[(finding["target"]["line"] if target_only else finding["segment"]) - 1], finding


def starts_of(rows):
    """Byte at which each translation starts in the file that mtqc reads."""
    at, starts = 0, {}
    for row in rows:
        starts[id(row)] = at
        at += len(row["mt"].encode("utf-8")) + 1
    return starts


def is_hit(row, finding, start):
    if not finding["target"]:
        return any(is_grave(kind) for _, _, kind in marks_of(row))
    text = row["mt"].encode("utf-8")
    first, last = (len(text[:finding["target"][end] - start].decode("utf-8", "ignore")) for end in ("start_byte", "end_byte"))
    return any(min(last, b) > max(first, a) for a, b, _ in marks_of(row))


def chances_of(rows):
    """How often chance hits: of a finding on the translation, and of one on the source."""
    marked = sum(len({i for a, b, _ in marks_of(row) for i in range(a, b)}) for row in rows)
    grave = sum(any(is_grave(kind) for _, _, kind in marks_of(row)) for row in rows)
    return marked / max(1, sum(len(row["mt"]) for row in rows)), grave / max(1, len(rows))


def collect(mtqc, paths, target_only, options):
    """By check: [log odds, hit, chance, weight] of its findings."""
    by_check, repeated = collections.defaultdict(list), collections.Counter()
    for path in paths:
        rows = read_table(path)
        starts, chances = starts_of(rows), chances_of(rows)
        for row, finding in findings_of(mtqc, rows, target_only, options):
            confidence = min(max(finding["confidence"], 0.01), 0.99)
            place = finding["target"] or finding["source"]
            key = (finding["check"], row["src"], place["text"])
            repeated[key] += 1
            hit = is_hit(row, finding, starts[id(row)])
            by_check[finding["check"]].append((math.log(confidence / (1 - confidence)), hit, chances[not finding["target"]], key))
    return {check: [(odds, hit, chance, 1 / repeated[key]) for odds, hit, chance, key in items]
            for check, items in by_check.items()}


def confidence_of(odds, slope=1, shift=0):
    return 1 / (1 + math.exp(-slope * odds - shift))


def likelihood(items, agreement, slope, shift):
    total = -((slope - SLOPE_PRIOR[0]) / SLOPE_PRIOR[1]) ** 2 / 2 - ((shift - SHIFT_PRIOR[0]) / SHIFT_PRIOR[1]) ** 2 / 2
    for odds, hit, chance, weight in items:
        right = confidence_of(odds, slope, shift)
        probability = right * (agreement + (1 - agreement) * chance) + (1 - right) * chance
        total += weight * math.log(probability if hit else 1 - probability)
    return total


def fit(items, agreement):
    grid = [(slope / 10, shift / 10) for slope in range(1, 16) for shift in range(-25, 31)]
    return max(grid, key=lambda pair: likelihood(items, agreement, *pair))


def share_right(items, agreement):
    """From the hits: what chance hits is taken off, what readers leave unmarked is added."""
    weight = sum(item[3] for item in items)
    hits, chance = (sum(item[k] * item[3] for item in items) / weight for k in (1, 2))
    return min(1, max(0, (hits - chance) / (agreement * (1 - chance))))


def bins_of(items):
    bins = collections.defaultdict(list)
    for item in items:
        bins[min(int(confidence_of(item[0]) * 2 * BINS), 2 * BINS - 1)].append(item)
    return sorted(bins.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mtqc", default="mtqc")
    parser.add_argument("--target-only", action="store_true")
    parser.add_argument("--agreement", type=float, default=0.62)
    parser.add_argument("--least", type=float, default=20, help="findings of a check below which it is not shown")
    parser.add_argument("annotated", nargs="+")
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    known, options = parser.parse_args(sys.argv[1:split]), sys.argv[split + 1:]
    distance = total = 0
    print("%-20s %8s %6s  slope  shift   confidence: findings, mean, right" % ("check", "findings", "right"))
    for check, items in sorted(collect(known.mtqc, known.annotated, known.target_only, options).items()):
        weight = sum(item[3] for item in items)
        if weight < known.least:
            continue
        slope, shift = fit(items, known.agreement)
        cells = []
        for number, these in bins_of(items):
            count = sum(item[3] for item in these)
            mean = sum(confidence_of(item[0]) * item[3] for item in these) / count
            right = share_right(these, known.agreement)
            distance, total = distance + count * abs(mean - right), total + count
            cells.append("%.1f: %.0f %.2f %.2f" % (number / 2 / BINS, count, mean, right))
        print("%-20s %8.0f %6.2f   %4.1f   %4.1f   %s" % (check, weight, share_right(items, known.agreement), slope, shift,
                                                    " | ".join(cells)))
    print("mean distance of confidence and share %.3f" % (distance / max(1, total)))


if __name__ == "__main__":
    main()
