#!/usr/bin/env python3
"""Strict F1 of variants of the aligner on pieces of gold, and of the variant that the other pieces would choose.

Usage: align_crossval.py [--block BEADS] [--jobs N] VARIANT... -- FOLDER...

VARIANT is a command with options, quoted, and variables of its environment before it: "MTQC_DATA=packs build/mtqc
--no-lexicon". FOLDER holds aligned documents of segments a line: NAME.xx, NAME.yy and NAME.xxyy, the gold as beads
("[0, 1]:[2]"). Documents of more than twice BEADS beads (50) are cut into pieces of about BEADS beads, each aligned by
itself; others are pieces as they are.

Prints strict F1 of every variant a folder, over all pieces (beads summed), and as the mean over the pieces; in how many pieces
the variant is better and worse than the first one; then, for each piece, which variant the rest of the pieces would choose by
their mean, and the F1 that the chosen ones reach on the pieces left out. Only that figure is fair to a choice made by it."""
import argparse
import concurrent.futures
import itertools
import os
import re
import shlex
import subprocess
import sys
import tempfile


def read_lines(path):
    with open(path, encoding="utf-8", newline="\n") as file:
        return file.read().split("\n")


def read_bead(line):
    return tuple(tuple(int(n) for n in side.strip().strip("[]").split(",") if n.strip()) for side in line.split(":")[:2])


def blocks(beads, size):
    """Cuts beads where a piece has its size and everything before it lies before everything after it on both sides."""
    if len(beads) <= 2 * size:
        return [beads]
    pieces, piece, ends = [], [], [-1, -1]
    for k, bead in enumerate(beads):
        piece.append(bead)
        ends = [max(end, *side) if side else end for end, side in zip(ends, bead)]
        clean = all(not side or min(side) > end for later in beads[k + 1:] for side, end in zip(later, ends))
        if len(piece) >= size and clean and len(beads) - k - 1 >= size / 2:
            pieces.append(piece)
            piece = []
    return pieces + [piece]


def pieces_of(folder, size, scratch):
    """Yields (name, languages, files, gold) of each piece, whose texts are written into the scratch folder."""
    for name in sorted(os.listdir(folder)):
        match = re.fullmatch(r"(.+)\.([a-z]{2})([a-z]{2})", name)
        if not match:
            continue
        languages = match.groups()[1:]
        texts = [read_lines(os.path.join(folder, match.group(1) + "." + language)) for language in languages]
        beads = [read_bead(line) for line in read_lines(os.path.join(folder, name)) if line.strip()]
        for number, piece in enumerate(blocks(beads, size)):
            files, firsts = [], []
            for side, language in enumerate(languages):
                used = [k for bead in piece for k in bead[side]]
                firsts.append(min(used, default=0))
                file_name = "%s.%s.%d.%s" % (os.path.basename(folder), match.group(1), number, language)
                files.append(os.path.join(scratch, file_name))
                with open(files[-1], "w", encoding="utf-8", newline="\n") as out:
                    out.writelines(line + "\n" for line in texts[side][firsts[side]:max(used, default=-1) + 1])
            gold = {tuple(tuple(k - first for k in side) for side, first in zip(bead, firsts)) for bead in piece}
            yield "%s %d" % (name, number), languages, files, gold


def align(variant, piece):
    """Printed beads, those that are right, gold beads that are no nulls, those that were found."""
    _, (source, target), files, gold = piece
    words = shlex.split(variant)
    settings = list(itertools.takewhile(lambda word: re.match(r"\w+=", word), words))
    environment = {**os.environ, **dict(setting.split("=", 1) for setting in settings)}
    command, *options = words[len(settings):]
    done = subprocess.run([command, "align", "--segmented", "-s", source, "-t", target, "--format", "beads", *options, *files],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, check=True)
    beads = {read_bead(line) for line in done.stdout.decode().splitlines()}
    linked = {bead for bead in gold if bead[0] and bead[1]}
    return [len(beads), len(beads & gold), len(linked), len(linked & beads)]


def f1(counts):
    printed, right, linked, found = counts
    precision, recall = right / printed if printed else 0, found / linked if linked else 0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


def total(rows):
    return [sum(column) for column in zip(*rows)]


def mean(values):
    return sum(values) / len(values) if values else 0


def report(variants, names, folders, counts):
    """`counts`: by variant and piece."""
    scores = [[f1(piece) for piece in row] for row in counts]
    for variant, row, score in zip(variants, counts, scores):
        better, worse = sum(a > b for a, b in zip(score, scores[0])), sum(a < b for a, b in zip(score, scores[0]))
        parts = ["%s %.4f" % (folder, f1(total([c for c, f in zip(row, folders) if f == folder])))
                 for folder in sorted(set(folders))]
        print("%s\n  %s, all %.4f, mean of pieces %.4f, better in %d, worse in %d" %
              (variant, ", ".join(parts), f1(total(row)), mean(score), better, worse))
    chosen = []
    for left_out in range(len(names)):
        others = [mean(score[:left_out] + score[left_out + 1:]) for score in scores]
        chosen.append(others.index(max(others)))
    print("left out, chosen by the others: all %.4f, mean of pieces %.4f" %
          (f1(total([counts[v][p] for p, v in enumerate(chosen)])), mean([scores[v][p] for p, v in enumerate(chosen)])))
    for number, variant in enumerate(variants):
        print("  chosen %3d times: %s" % (chosen.count(number), variant))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--block", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="also every piece")
    parser.add_argument("variants", nargs="+")
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    known, given = parser.parse_args(sys.argv[1:split]), sys.argv[split + 1:]
    with tempfile.TemporaryDirectory() as scratch:
        pieces, folders = [], []
        for folder in given:
            found = list(pieces_of(folder.rstrip("/"), known.block, scratch))
            pieces += found
            folders += [os.path.basename(folder.rstrip("/"))] * len(found)
        if not pieces:
            sys.exit("align_crossval: no gold in the folders")
        with concurrent.futures.ThreadPoolExecutor(known.jobs) as pool:
            counts = [list(pool.map(align, [variant] * len(pieces), pieces)) for variant in known.variants]
    if known.verbose:
        for number, piece in enumerate(pieces):
            print("%-28s %s" % (piece[0], " ".join("%.3f" % f1(row[number]) for row in counts)))
    report(known.variants, [piece[0] for piece in pieces], folders, counts)


if __name__ == "__main__":
    main()
