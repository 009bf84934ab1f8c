"""mtqc checks machine-translated text.

    import mtqc

    with mtqc.Checker("ru", "de") as checker:
        for finding in checker.check("Об этом сообщили 16 января.", "Dies wurde am 61. Januar berichtet."):
            print(finding.severity.name, finding.target and finding.target.text, finding.message)

Findings are unconfirmed: nobody has looked at them. See Checker for the ways to check, Report for what comes back,
`python -m mtqc --help` for the command, mtqc.dask for corpora on many machines.
"""

from ._checker import Checker, align, build_info, checks, formats, options, profiles, score, segment, version
from ._estimate import Doubt, Estimate, Feature
from ._metrics import Comparison, Metric, Score, bleu, chrf, ter
from ._report import Alignment, PairsReport, Report
from ._types import Bead, Check, Error, Finding, Match, Pair, Segment, Severity, Skipped, Span, Status

__all__ = [
    "Alignment",
    "Bead",
    "Check",
    "Checker",
    "Comparison",
    "Doubt",
    "Error",
    "Estimate",
    "Feature",
    "Finding",
    "Match",
    "Metric",
    "Pair",
    "PairsReport",
    "Report",
    "Score",
    "Segment",
    "Severity",
    "Skipped",
    "Span",
    "Status",
    "align",
    "bleu",
    "build_info",
    "checks",
    "chrf",
    "formats",
    "options",
    "profiles",
    "score",
    "segment",
    "ter",
    "version",
]

__version__ = version()
