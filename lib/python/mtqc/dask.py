"""Checks on corpora that Dask spreads over processes and machines.

    bag = dask.bag.read_text("corpus-*.tsv.gz").map(lambda line: line.rstrip("\\n").split("\\t"))
    found = mtqc.dask.check_bag(bag, "en", "de").filter(lambda pair: pair["severity"] == "critical")
    frame = mtqc.dask.score_frame(dask.dataframe.read_csv(...), "en", "de", source="src", target="mt")

Each process makes its checker once and keeps it; language packs are files mapped into memory, which all processes of a
host share. The library needs no network; it, its packs and this package must be installed on every worker. Partitions are
checked in batches, in order; the result depends on the partitions and the batch only, never on who does the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from ._checker import Checker
from ._library import lib, listed, text
from ._report import PairsReport

BATCH = 16384


@lru_cache(maxsize=4)
def _cached(source_language: str, target_language: str, options: tuple[tuple[str, Any], ...]) -> Checker:
    return Checker(source_language, target_language, **dict(options))


def checker(source_language: str, target_language: str, **options: Any) -> Checker:
    """The checker of this process with these languages and options: made at the first call, then kept. Options as for
    Checker; lists may be given as tuples."""
    fixed = tuple(sorted((name, tuple(v) if isinstance(v, list) else v) for name, v in options.items()))
    return _cached(source_language, target_language, fixed)


def _pairs(rows: Iterable[Any], languages: tuple[str, str], batch: int, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Rows are pairs (more fields are left out) or mappings with the keys `source` and `target`."""
    own = checker(*languages, **options)
    stream = iter(rows)
    while piece := list(islice(stream, batch)):
        given = [(row["source"], row["target"]) if isinstance(row, dict) else (row[0], row[1]) for row in piece]
        for pair in own.check_pairs(*zip(*given), batch=batch):
            severity = pair.severity
            yield {
                "source": pair.source,
                "target": pair.target,
                "severity": None if severity is None else severity.name.lower(),
                "findings": [finding.to_dict() for finding in pair.findings],
            }


def _check_partition(rows: Iterable[Any], languages: tuple[str, str], batch: int, options: dict[str, Any]) -> list[Any]:
    return list(_pairs(rows, languages, batch, options))


def check_bag(bag: Any, source_language: str, target_language: str, *, batch: int = BATCH, **options: Any) -> Any:
    """A dask.bag.Bag of dicts: source, target, the worst severity (None: nothing was found) and findings (as
    Finding.to_dict), one for each pair of `bag`, in order. Pairs are sequences (source first, then target) or dicts with
    these keys. Partitions of ten thousand pairs or more are best: a word is looked up once a batch. Nothing is computed yet.
    Options as for Checker."""
    return bag.map_partitions(_check_partition, (source_language, target_language), batch, options)


def _scores(report: PairsReport) -> dict[str, list[Any]]:
    worst: dict[int, int] = {}
    counts: dict[int, int] = {}
    for index in range(len(report)):
        finding = lib.mtqc_report_finding(report._pointer().pointer, index)
        bead = lib.mtqc_finding_bead(finding)
        worst[bead] = max(worst.get(bead, -1), lib.mtqc_finding_severity(finding))
        counts[bead] = counts.get(bead, 0) + 1
    size = len(report._pairs)
    names = {severity: text(lib.mtqc_severity_name(severity)) for severity in range(4)}
    return {
        "severity": [names.get(worst.get(i, -1), "") for i in range(size)],
        "findings": [counts.get(i, 0) for i in range(size)],
        **{name: report.pair_scores(name) for name in listed(lib.mtqc_score_name)},
    }


def _score_partition(
    frame: Any, languages: tuple[str, str], columns: tuple[str, str], batch: int, options: dict[str, Any]
) -> Any:
    import pandas

    own = checker(*languages, **options)
    pieces = []
    for first in range(0, len(frame), batch):
        piece = frame.iloc[first : first + batch]
        with own.check_segments(*(piece[column].tolist() for column in columns)) as report:
            pieces.append(pandas.DataFrame(_scores(report), index=piece.index))
    scores = pandas.concat(pieces) if pieces else pandas.DataFrame(_empty(), index=frame.index)
    return frame.assign(**{f"mtqc.{name}": scores[name].astype(kind) for name, kind in _kinds().items()})


def _kinds() -> dict[str, str]:
    """Columns that score_frame adds, without their prefix."""
    return {"severity": "object", "findings": "int64"} | {name: "float64" for name in listed(lib.mtqc_score_name)}


def _empty() -> dict[str, list[Any]]:
    return {name: [] for name in _kinds()}


def score_frame(
    frame: Any,
    source_language: str,
    target_language: str,
    *,
    source: str = "source",
    target: str = "target",
    batch: int = BATCH,
    **options: Any,
) -> Any:
    """The dask.dataframe.DataFrame with columns added: `mtqc.severity` (worst of the row, "" if nothing was found),
    `mtqc.findings` (their number) and `mtqc.` and the name of every score of <mtqc/score.h> ("mtqc.penalty", "mtqc.mqm", …;
    NaN: not rated). source, target: names of the columns of text. Nothing is computed yet. Options as for Checker."""
    meta = frame._meta.assign(**{f"mtqc.{name}": frame._meta[source].iloc[:0].astype(kind) for name, kind in _kinds().items()})
    languages, columns = (source_language, target_language), (source, target)
    return frame.map_partitions(_score_partition, languages, columns, batch, options, meta=meta)
