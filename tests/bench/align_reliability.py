#!/usr/bin/env python3
"""Whether the confidence of a bead is the share of such beads that are right.

Usage: align_reliability.py [--mtqc COMMAND] FOLDER... [-- OPTION...]

FOLDER holds aligned documents of segments a line: NAME.xx, NAME.yy and NAME.xxyy, the gold as beads ("[0, 1]:[2]"). Prints
ten bins of confidence with the beads in them, their mean confidence and the share that is in the gold, then the expected
calibration error: the mean distance of the two, weighted by beads. Options go to mtqc align. Exit 1 if it is above .05."""
import argparse
import os
import re
import subprocess
import sys

BINS, MOST_ERROR = 10, 0.05


def gold_documents(folder):
    for name in sorted(os.listdir(folder)):
        match = re.fullmatch(r"(.+)\.([a-z]{2})([a-z]{2})", name)
        if match:
            stem, source, target = match.groups()
            yield os.path.join(folder, name), source, target, [os.path.join(folder, stem + "." + x) for x in (source, target)]


def read_bead(line):
    sides = line.split(":")
    return tuple(tuple(int(n) for n in side.strip().strip("[]").split(",") if n.strip()) for side in sides[:2])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mtqc", default="mtqc")
    parser.add_argument("folders", nargs="+")
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    known, options = parser.parse_args(sys.argv[1:split]), sys.argv[split + 1:]
    beads = []
    for folder in known.folders:
        for gold_name, source, target, files in gold_documents(folder):
            with open(gold_name, encoding="utf-8") as lines:
                gold = {read_bead(line) for line in lines if line.strip()}
            done = subprocess.run([known.mtqc, "align", "--segmented", "-s", source, "-t", target, "--format", "beads",
                                   *options, *files], stdout=subprocess.PIPE, check=True)
            for line in done.stdout.decode().splitlines():
                beads.append((float(line.rsplit(":", 1)[1]), read_bead(line) in gold))
    error = 0
    print("confidence   beads   mean  right")
    for number in range(BINS):
        these = [(c, right) for c, right in beads if min(int(c * BINS), BINS - 1) == number]
        if not these:
            continue
        mean, share = (sum(bead[k] for bead in these) / len(these) for k in (0, 1))
        error += abs(mean - share) * len(these) / len(beads)
        print("%.1f to %.1f   %5d   %.3f  %.3f" % (number / BINS, (number + 1) / BINS, len(these), mean, share))
    print("expected calibration error %.3f of %d beads" % (error, len(beads)))
    sys.exit(error > MOST_ERROR)


if __name__ == "__main__":
    main()
