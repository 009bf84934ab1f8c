#!/usr/bin/env python3
"""A filter for pipelines: pairs in (TSV: source, translation, and whatever else), the good ones out, lines as they were.

usage: ... | filter_pairs.py -s en -t de [--drop-at major] [--min-estimate 40] [--jobs 2] [--dropped FILE] | ...

Memory does not grow with the input, so it serves a shell pipe, GNU parallel, and the `pipe` of Spark or Hadoop. What is
dropped goes to FILE with the reasons before it. `mtqc check --where` does the same without Python; this is the place for rules
of your own.
"""

import argparse
import contextlib
import sys
from itertools import islice

import mtqc

BATCH = 16384


def batches(lines):
    """Lines with their two texts, a batch at a time."""
    while batch := list(islice(lines, BATCH)):
        rows = [line.rstrip(b"\r\n").split(b"\t") for line in batch]
        for line, row in zip(batch, rows):
            if len(row) < 2:
                sys.exit(f"filter_pairs.py: no two columns: {line[:60]!r}")
        yield batch, [row[0] for row in rows], [row[1] for row in rows]


def reasons(pair, options):
    """Why a pair is dropped: the place for rules of your own."""
    return sorted({finding.check for finding in pair.findings if finding.severity >= options.drop_at})


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("-s", "--source-lang", required=True)
    parser.add_argument("-t", "--target-lang", required=True)
    parser.add_argument("--drop-at", type=lambda name: mtqc.Severity[name.upper()], default=mtqc.Severity.MAJOR)
    parser.add_argument("--min-estimate", type=float)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--dropped", type=argparse.FileType("wb"))
    options = parser.parse_args()
    read = kept = 0
    with mtqc.Checker(options.source_lang, options.target_lang, jobs=options.jobs) as checker:
        for lines, sources, targets in batches(sys.stdin.buffer):
            estimates = checker.score_segments(sources, targets, tokens=False) if options.min_estimate is not None else []
            for i, pair in enumerate(checker.check_pairs(sources, targets)):
                why = reasons(pair, options)
                if estimates and estimates[i].score < options.min_estimate:
                    why.append(f"estimate {estimates[i].score:.0f}")
                if not why:
                    sys.stdout.buffer.write(lines[i])
                elif options.dropped:
                    options.dropped.write(" ".join(why).encode() + b"\t" + lines[i])
                kept += not why
            read += len(lines)
    print(f"{read} pairs, {kept} kept, {read - kept} dropped", file=sys.stderr)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # whoever reads has enough
        main()
