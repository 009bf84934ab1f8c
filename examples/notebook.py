#!/usr/bin/env python3
"""A notebook as a script: cells that Jupyter, VS Code and Spyder run one by one, and Python all at once.

usage: notebook.py SOURCE_LANGUAGE TARGET_LANGUAGE SOURCE TARGET      e.g. ru de article.ru.txt article.de.txt

A report that is the last expression of a cell shows itself as a table.
"""

# %% A checker is loaded once. What it has no data for it says.
import sys
from collections import Counter
from pathlib import Path

import mtqc

source_language, target_language, *paths = sys.argv[1:5]
source, target = (Path(path).read_text("utf-8") for path in paths)
checker = mtqc.Checker(source_language, target_language)
print("missing:", ", ".join(checker.missing) or "nothing")

# %% Which sentences belong together.
alignment = checker.align(source, target)
for bead in alignment.beads[:3]:
    print(f"{bead.confidence:.2f}", " ".join(s.text for s in bead.source), "=", " ".join(s.text for s in bead.target))

# %% What is wrong with the translation: gravest first, with the evidence.
report = checker.check(source, target)
for finding in sorted(report.findings, key=lambda f: (-f.severity, -f.confidence))[:5]:
    place = finding.target or finding.source
    print(f"{finding.severity.name.lower()} {finding.confidence:.2f} {place.text!r}: {finding.message}")
    for fact in finding.evidence:
        print("    ", fact)
report  # a table in a notebook

# %% How much of which kind.
for category, count in Counter(finding.category for finding in report.findings).most_common():
    print(f"{count:4} {category}")
print({name: round(score, 1) for name, score in report.scores.items()})

# %% The same as a data frame, where pandas is installed.
try:
    frame = report.to_pandas()
    print(frame.groupby(["severity", "check"]).size().to_string())
except ImportError:
    print("no pandas")

# %% How good each pair of sentences probably is, without a reference.
pairs = [bead for bead in alignment.beads if bead.source and bead.target]
texts = [[" ".join(" ".join(s.text for s in side).split()) for side in sides] for sides in ((b.source for b in pairs), (b.target for b in pairs))]
scores = checker.score_segments(*texts)
worst = min(range(len(scores)), key=lambda i: scores[i].score)
print(f"worst: {scores[worst].score:.0f} of 100 ({scores[worst].low:.0f} to {scores[worst].high:.0f}):", texts[1][worst])

# %% The whole report as a page to look at.
Path("report.html").write_bytes(report.write("html", source_name=paths[0], target_name=paths[1]))
