#!/usr/bin/env python3
"""Fits the odds that a token is wrong (dicts/<pair>/tokens.tsv) to tags of human judges, and tells how well they agree.

usage: tokens.py BENCH [-o FILE] JUDGED...    BENCH: tests/bench/tokens of the build folder
                                              JUDGED: lines of source TAB translation TAB tokens TAB tags, named *.en-de.tsv

Tokens stand between spaces, a tag OK or BAD for each. Logistic regression with a penalty on standardised features, by Newton's
method. Cross-validation in five folds, all translations of a source in one: Matthews' coefficient at the threshold that is
best on the other folds and at the best one of all, and the area under the curve; for all features and without each group.
"""

import collections
import subprocess
import sys

import numpy as np

FOLDS, PENALTY, REACH, ROUNDS = 5, 30.0, 4.0, 25
GROUPS = {
    "n-grams": ("log-p", "log-p-around", "unexpected", "unknown"),
    "links": ("unsupported-content", "unsupported-function", "equal", "cognate"),
    "form": ("copied", "foreign", "repeated", "misspelt", "number", "punctuation", "letters", "capital", "word", "content"),
    "place": ("first", "last", "place"),
    "estimate": ("estimate",),
    "pair": ("pair-length", "pair-ratio", "pair-log-p", "pair-end-log-p", "pair-unsupported-source", "pair-unsupported-target"),
}


def places(translation, tokens):
    """Bytes of each token in the translation; None for one that is not found where it should be."""
    at = 0
    for token in tokens:
        found = translation.find(token.encode(), at)
        if found < 0 or found - at > 80:
            yield None
        else:
            at = found + len(token.encode())
            yield found, at


def read(bench, path):
    """Features, tags and source of each token of a file, and the names of the features."""
    languages = path.rsplit(".", 2)[-2].split("-")
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    pairs = "".join(f"{row[0]}\t{row[1]}\n" for row in rows)
    output = subprocess.run([bench, *languages], input=pairs.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    names, *lines = (line.split("\t") for line in output.splitlines())
    found = collections.defaultdict(list)
    for line in lines:
        found[int(line[0])].append((int(line[1]), int(line[2]), [float(value) for value in line[3:]]))
    features, tags, sources = [], [], []
    for number, (source, translation, tokens, judged) in enumerate(rows):
        for place, tag in zip(places(translation.encode(), tokens.split(" ")), judged.split(" ")):
            inside = [token for token in found[number] if place and token[0] < place[1] and token[1] > place[0]]
            if not inside:
                continue
            features.append(max(inside, key=lambda token: token[1] - token[0])[2])
            tags.append(tag == "BAD")
            sources.append(source)
    return np.array(features), np.array(tags, dtype=float), np.array(sources), names[3:]


class Model:
    def __init__(self, features, tags):
        self.mean = features.mean(axis=0)
        self.deviation = np.where(features.std(axis=0) > 0, features.std(axis=0), 1)
        x = self.columns(features)
        self.weights = np.zeros(x.shape[1])
        penalty = np.full(x.shape[1], PENALTY)
        penalty[0] = 0
        for _ in range(ROUNDS):
            wrong = 1 / (1 + np.exp(-x @ self.weights))
            slope = x.T @ (tags - wrong) - penalty * self.weights
            bend = (x * (wrong * (1 - wrong))[:, None]).T @ x + np.diag(penalty)
            self.weights += np.linalg.solve(bend, slope)

    def columns(self, features):
        steps = np.clip((features - self.mean) / self.deviation, -REACH, REACH)
        return np.hstack([np.ones((len(steps), 1)), steps])

    def odds(self, features):
        return self.columns(features) @ self.weights


def agreement(odds, tags):
    """Matthews' coefficient at each possible threshold, from the strictest: thresholds and coefficients."""
    order = np.argsort(-odds, kind="stable")
    hits, marked = np.cumsum(tags[order]), np.arange(1, len(tags) + 1)
    bad, count = tags.sum(), len(tags)
    spread = marked * (count - marked) * bad * (count - bad)
    return odds[order], np.where(spread > 0, (hits * count - marked * bad) / np.sqrt(np.maximum(spread, 1.0)), 0)


def area(odds, tags):
    ranks = np.empty(len(odds))
    ranks[np.argsort(odds, kind="stable")] = np.arange(1, len(odds) + 1)
    bad = tags.sum()
    return (ranks[tags > 0].sum() - bad * (bad + 1) / 2) / (bad * (len(tags) - bad))


def cross_validate(features, tags, folds):
    odds, strict = np.zeros(len(tags)), np.zeros(len(tags))
    for fold in range(FOLDS):
        rest, here = folds != fold, folds == fold
        model = Model(features[rest], tags[rest])
        odds[here] = model.odds(features[here])
        thresholds, values = agreement(model.odds(features[rest]), tags[rest])
        strict[here] = odds[here] - thresholds[values.argmax()]
    marked = strict >= 0
    counts = len(tags), tags.sum(), marked.sum(), tags[marked].sum()
    honest = (counts[3] * counts[0] - counts[1] * counts[2]) / np.sqrt(
        float(counts[1]) * (counts[0] - counts[1]) * counts[2] * (counts[0] - counts[2]))
    return f"MCC {honest:.3f}, at the best threshold {agreement(odds, tags)[1].max():.3f}; AUC {area(odds, tags):.3f}"


def write(path, model, names, count):
    with open(path, "w", encoding="utf-8") as file:
        print(f"# Weights of the odds that a token of the translation is wrong: logistic regression on {count} judged tokens.",
              "# Columns: feature, its mean, its deviation, weight of one deviation (log odds)", f"base\t{model.weights[0]:.4f}",
              sep="\n", file=file)
        for row in zip(names, model.mean, model.deviation, model.weights[1:]):
            print("{}\t{:.6g}\t{:.6g}\t{:.4f}".format(*row), file=file)


def main():
    bench, *arguments = sys.argv[1:] or sys.exit(__doc__)
    output = arguments[1] if arguments[:1] == ["-o"] else None
    parts = [read(bench, path) for path in arguments[2 if output else 0:]]
    features, tags, sources = (np.concatenate([part[k] for part in parts]) for k in range(3))
    names = parts[0][3]
    numbers = {source: number for number, source in enumerate(dict.fromkeys(sources))}
    folds = np.array([numbers[source] * FOLDS // len(numbers) for source in sources])
    print(f"{len(tags)} tokens, {100 * tags.mean():.1f} % wrong: {cross_validate(features, tags, folds)}")
    for group, members in GROUPS.items():
        kept = [k for k, name in enumerate(names) if name not in members]
        print(f"  without {group:9} {cross_validate(features[:, kept], tags, folds)}", flush=True)
    if output:
        write(output, Model(features, tags), names, len(tags))


if __name__ == "__main__":
    main()
