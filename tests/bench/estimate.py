#!/usr/bin/env python3
"""How well the estimate agrees with human judges, in cross-validation: all translations of a source are in one of five folds,
neighbouring sources in the same one; each fold is scored with weights that were trained on the others.

usage: estimate.py MTQC JUDGEMENTS...
JUDGEMENTS: lines of source TAB translation TAB judgement [TAB reference], named *.en-de.tsv

Prints Spearman's correlation, alone and with the points of one group of features left out; and how often the better of two
translations of one source has the higher estimate (ties of the judges left out). With references, the same two of chrF, which
sees what the estimate does not."""

import itertools
import json
import os
import re
import subprocess
import sys
import tempfile

FOLDS = 5
GROUPS = ("difficulty", "fluency", "adequacy", "form", "length")


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    out = [0.0] * len(values)
    for _, same in itertools.groupby(enumerate(order), key=lambda pair: values[pair[1]]):
        same = list(same)
        for _, index in same:
            out[index] = sum(place for place, _ in same) / len(same)
    return out


def spearman(a, b):
    a, b = ranks(a), ranks(b)
    mean = (len(a) - 1) / 2
    spread = (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5
    return sum((x - mean) * (y - mean) for x, y in zip(a, b)) / spread if spread else 0.0


def write(folder, name, lines):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)
    return path


def fold_scores(mtqc, languages, folder, train, test):
    """Points by group and base of each row of `test`, with weights from `train`."""
    judged = write(folder, "judged", ["\t".join(row[:3]) for row in train])
    weights = os.path.join(folder, "weights")
    subprocess.run([mtqc, "score", "train", *languages, "-o", weights, judged], check=True)
    sides = [write(folder, str(side), [row[side] for row in test]) for side in (0, 1)]
    command = [mtqc, "score", *languages, "--weights", weights, "--aligned", "--explain", "--format", "json", *sides]
    segments = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["segments"]
    base = float(re.search(r"^base\t(\S+)", open(weights, encoding="utf-8").read(), re.M)[1])
    return [{"base": base, **{group: sum(feature["points"] for feature in segment["features"] if feature["group"] == group)
                              for group in GROUPS}} for segment in segments]


def chrf(mtqc, rows):
    """chrF of each row against its reference."""
    with tempfile.TemporaryDirectory() as folder:
        sides = [write(folder, str(side), [row[side] for row in rows]) for side in (3, 1)]
        command = [mtqc, "score", "--metrics", "chrf", "--format", "tsv", "--reference", *sides]
        lines = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode().splitlines()
    return [float(line.split("\t")[1]) for line in lines[1:]]


def pairwise(rows, estimates):
    """Share of pairs of translations of one source that are put in the judges' order, and how many such pairs there are."""
    right = total = 0
    by_source = {}
    for row, estimate in zip(rows, estimates):
        by_source.setdefault(row[0], []).append((float(row[2]), estimate))
    for group in by_source.values():
        for (judged_a, a), (judged_b, b) in itertools.combinations(group, 2):
            if judged_a != judged_b:
                total += 1
                right += (a > b) == (judged_a > judged_b) if a != b else 0.5
    return right / total if total else float("nan"), total


def measure(mtqc, path):
    source, target = re.search(r"\.([a-z]+)-([a-z]+)\.tsv$", path).groups()
    with open(path, encoding="utf-8", newline="\n") as file:
        rows = [line.rstrip("\n").split("\t")[:4] for line in file]
    places = {}
    for row in rows:
        places.setdefault(row[0], len(places))
    fold = [places[row[0]] * FOLDS // len(places) for row in rows]
    points = [{}] * len(rows)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FOLDS):
            test = [i for i in range(len(rows)) if fold[i] == number]
            train = [rows[i] for i in range(len(rows)) if fold[i] != number]
            scores = fold_scores(mtqc, ["-s", source, "-t", target], folder, train, [rows[i] for i in test])
            for i, score in zip(test, scores):
                points[i] = score
    judged = [float(row[2]) for row in rows]
    whole = [sum(score.values()) for score in points]
    found = spearman(whole, judged)
    right, total = pairwise(rows, whole)
    print(f"{os.path.basename(path)}: {len(rows)} judgements, Spearman {found:.3f}, better of two {right:.3f} of {total}")
    if all(len(row) == 4 and row[3] for row in rows):
        against = chrf(mtqc, rows)
        print(f"  chrF, with the references: Spearman {spearman(against, judged):.3f}, better of two {pairwise(rows, against)[0]:.3f}")
    for group in GROUPS:
        without = spearman([sum(score.values()) - score[group] for score in points], judged)
        print(f"  without {group:<11} {without:.3f} ({without - found:+.3f})   alone {spearman([s[group] for s in points], judged):.3f}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for name in sys.argv[2:]:
        measure(sys.argv[1], name)
