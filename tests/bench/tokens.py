#!/usr/bin/env python3
"""How well the odds that a token is wrong agree with tags of human judges, in cross-validation: all translations of a source are
in one of five folds; each fold is weighed with the odds, and its estimates are made with the weights, of the others.

usage: tokens.py MTQC JUDGED...    JUDGED: lines of source TAB translation TAB judgement TAB tokens TAB tags, named *.en-de.tsv

Tokens stand between spaces, a tag OK or BAD for each. Prints Matthews' coefficient at the threshold that is best on the other
folds and at the best one of all, the area under the curve, and the share of BAD tokens by probability. -o FILE in front of the files
writes what `mtqc score train --tokens` reads, of all of them."""

import html
import json
import os
import re
import subprocess
import sys
import tempfile
import zlib

FOLDS = 5
BOUNDS = (0, 0.05, 0.1, 0.2, 0.3, 0.5, 1.01)


def stretches(translation, tokens, tags):
    """Bytes of the tokens that are BAD; None if the tokens are not those of the translation."""
    text, at, bad = translation.encode(), 0, []
    for token, tag in zip(tokens.split(), tags.split()):
        word = html.unescape(token).encode()
        found = text.find(word, at)
        if token == "<EOS>":
            break
        if found < 0 or found > at + 8:
            return None
        at = found + len(word)
        if tag == "BAD":
            bad.append((found, at))
    return bad


def read(path):
    """Source, translation, judgement, wrong stretches of each line whose tags can be placed."""
    rows = []
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in file:
            source, translation, judgement, tokens, tags = line.rstrip("\n").split("\t")
            wrong = stretches(translation, tokens, tags)
            if wrong is not None:
                rows.append((source, translation, judgement, wrong))
    return rows


def marks(rows):
    return "".join(f"{row[0]}\t{row[1]}\t{' '.join('%d-%d' % stretch for stretch in row[3])}\n" for row in rows)


def fold_probabilities(mtqc, languages, folder, train, test):
    """Of each token of `test`: its probability, and whether judges say BAD."""

    def write(name, text):
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        return file.name

    judged = write("judged", "".join("\t".join(row[:3]) + "\n" for row in train))
    marked = write("marked", marks(train))
    weights, odds = os.path.join(folder, "weights"), os.path.join(folder, "odds")
    subprocess.run([mtqc, "score", "train", *languages, "-o", weights, judged], check=True)
    subprocess.run([mtqc, "score", "train", "--tokens", *languages, "-o", odds, marked], check=True)
    sides = [write(str(side), "".join(row[side] + "\n" for row in test)) for side in (0, 1)]
    command = [mtqc, "score", *languages, "--weights", weights, "--token-weights", odds, "--tokens", "--aligned", *sides]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode().splitlines()
    return [
        (token["wrong"], any(token["start_byte"] < end and token["end_byte"] > start for start, end in row[3]))
        for row, line in zip(test, lines)
        for token in json.loads(line)["tokens"]
    ]


def matthews(hits, said, bad, count):
    """Of `said` tokens that are called BAD, `hits` are; `bad` are in all."""
    spread = (said * bad * (count - said) * (count - bad)) ** 0.5
    return (hits * count - said * bad) / spread if spread else 0.0


def best_threshold(tokens):
    bad, best, hits = sum(tag for _, tag in tokens), (0.0, 1.0), 0
    for said, (probability, tag) in enumerate(sorted(tokens, reverse=True), 1):
        hits += tag
        best = max(best, (matthews(hits, said, bad, len(tokens)), probability))
    return best


def area(tokens):
    """Chance that a BAD token is more probably wrong than one that is OK."""
    ordered = sorted(tokens)
    bad = sum(tag for _, tag in tokens)
    ranks = sum(place for place, (_, tag) in enumerate(ordered, 1) if tag)
    return (ranks - bad * (bad + 1) / 2) / (bad * (len(tokens) - bad))


def measure(mtqc, path):
    source, target = re.search(r"\.([a-z]+)-([a-z]+)\.tsv$", path).groups()
    rows = read(path)
    fold_of = [zlib.crc32(row[0].encode()) % FOLDS for row in rows]
    folds = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FOLDS):
            split = [[row for row, fold in zip(rows, fold_of) if (fold == number) == tested] for tested in (False, True)]
            folds.append(fold_probabilities(mtqc, ["-s", source, "-t", target], folder, *split))
    called = []
    for fold in folds:
        threshold = best_threshold([token for other in folds if other is not fold for token in other])[1]
        called += [(probability >= threshold, tag) for probability, tag in fold]
    tokens = [token for fold in folds for token in fold]
    bad, said, hits = sum(t for _, t in tokens), sum(c for c, _ in called), sum(c and t for c, t in called)
    best, threshold = best_threshold(tokens)
    print(f"{os.path.basename(path)}: {len(tokens)} tokens, {bad / len(tokens):.3f} BAD; Matthews {matthews(hits, said, bad, len(tokens)):.3f}"
          f" (at best {best:.3f}, from {threshold:.2f} on), area {area(tokens):.3f}")
    for low, high in zip(BOUNDS, BOUNDS[1:]):
        inside = [tag for probability, tag in tokens if low <= probability < high]
        if inside:
            print(f"  probability {low:.2f} to {min(high, 1):.2f}: {len(inside)} tokens, {sum(inside) / len(inside):.3f} BAD")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if sys.argv[2] == "-o":
        with open(sys.argv[3], "w", encoding="utf-8", newline="\n") as output:
            output.writelines(marks(read(name)) for name in sys.argv[4:])
    else:
        for name in sys.argv[2:]:
            measure(sys.argv[1], name)
