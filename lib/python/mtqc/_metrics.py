"""Reference-based metrics: BLEU, chrF, chrF++ and TER, with the figures of sacrebleu and in its shapes.

A translation is a list of segments; references are a list of streams, each a list of one reference for every segment, as
sacrebleu takes them. The interpreter lock is free while a segment is scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ctypes import byref, c_double
from dataclasses import dataclass, fields
from typing import Any

from . import _declarations as c
from ._library import Handle, address, failure, lib, name_of, text
from ._offsets import Given, encode


@dataclass(frozen=True, slots=True)
class Score:
    """A score of a corpus or of a segment: `score` from 0 to 100 (TER: 0 and up, less is better), and what was measured.

    name: "BLEU", "chrF2", "chrF2++", "TER"; signature: sacrebleu's, with the version of mtqc; segments: the score of each
    segment of a corpus, empty if they were not asked for.
    """

    name: str
    score: float
    signature: str
    segments: tuple[float, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}|{self.signature} = {self.score:.1f}"

    def __float__(self) -> float:
        return self.score


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two systems compare (see <mtqc/metric.h>): scores of the corpus; p_value, how probable a difference at least as
    large is if the systems are equally good; means and half widths of the 95 % ranges, NaN but for "bootstrap"."""

    baseline: float
    system: float
    p_value: float
    baseline_mean: float
    baseline_interval: float
    system_mean: float
    system_interval: float


class Metric:
    """A metric, by its settings: "bleu", "bleu:tok=intl,case=lc", "chrf", "chrf++", "ter:norm=yes", or a signature with its
    name in front ("chrF2++|nc:6|nw:2"); all of them are in <mtqc/metric.h>. Raises Error (EARGUMENT: unfit settings).

    It adds up statistics of what `add` is given, so memory does not grow with the number of segments. One thread at a time.
    """

    def __init__(self, settings: str = "bleu") -> None:
        error = c.mtqc_error()
        pointer = lib.mtqc_metric_new(name_of(settings), byref(error))
        if not pointer:
            raise failure(error)
        self._settings, self._handle = settings, Handle(pointer, lib.mtqc_metric_free)

    @property
    def name(self) -> str:
        """ "BLEU", "chrF2", "chrF2++", "TER"."""
        return text(lib.mtqc_metric_name(self._handle.pointer))

    @property
    def signature(self) -> str:
        """sacrebleu's signature for the corpus added so far."""
        return text(lib.mtqc_metric_signature(self._handle.pointer))

    @property
    def score(self) -> float:
        """Score of the corpus added so far; NaN without any segment."""
        return float(lib.mtqc_metric_corpus(self._handle.pointer))

    def __len__(self) -> int:
        """Segments added so far."""
        return int(lib.mtqc_metric_segment_count(self._handle.pointer))

    def _call(self, function: Any, hypothesis: Given, references: Sequence[Given | None]) -> float:
        pieces = [encode(hypothesis), *(encode(r) for r in references if r is not None)]
        table = (c.mtqc_text * len(pieces))(*[c.mtqc_text(address(piece), len(piece)) for piece in pieces])
        score, error = c_double(), c.mtqc_error()
        others = byref(table, c.mtqc_text.size.size + c.mtqc_text.size.offset)
        if function(self._handle.pointer, table[0], others, len(pieces) - 1, byref(score), byref(error)):
            raise failure(error)
        return score.value

    def add(self, hypothesis: Given, references: Sequence[Given | None]) -> float:
        """Adds a segment to the corpus and gives its own score. A reference that is None does not exist. Raises Error
        (EARGUMENT: no reference; ELIMIT: a text over 16 MiB)."""
        return self._call(lib.mtqc_metric_add, hypothesis, references)

    def sentence_score(self, hypothesis: Given, references: Sequence[Given | None]) -> Score:
        """Score of one segment; nothing is added up. Raises as `add`."""
        score = self._call(lib.mtqc_metric_segment, hypothesis, references)
        return Score(self.name, score, text(lib.mtqc_metric_segment_signature(self._handle.pointer)))

    def corpus_score(
        self, hypotheses: Iterable[Given], references: Sequence[Iterable[Given | None]], *, segments: bool = False
    ) -> Score:
        """Score of a corpus by itself, whatever was added before. references: streams, one reference for each hypothesis;
        segments: also the score of each. Raises ValueError (streams of different length) and as `add`."""
        corpus = Metric(self._settings)
        each = [corpus.add(hypothesis, row) for hypothesis, *row in zip(hypotheses, *references, strict=True)]
        return Score(corpus.name, corpus.score, corpus.signature, tuple(each) if segments else ())

    def compare(
        self,
        baseline: Iterable[Given],
        system: Iterable[Given],
        references: Sequence[Sequence[Given | None]],
        *,
        method: str = "bootstrap",
        samples: int = 1000,
        seed: int = 12345,
        jobs: int = 1,
    ) -> Comparison:
        """Whether two translations of the same segments differ by chance: "bootstrap" (usual: 1000 samples) or
        "randomisation" (10000). The same seed gives the same result whatever `jobs`. Raises Error (EARGUMENT)."""
        error, made = c.mtqc_error(), []
        for hypotheses in (baseline, system):
            metric = Metric(self._settings)
            if lib.mtqc_metric_keep(metric._handle.pointer, byref(error)):
                raise failure(error)
            for hypothesis, *row in zip(hypotheses, *references, strict=True):
                metric.add(hypothesis, row)
            made.append(metric)
        out, first, second = c.mtqc_comparison(), made[0]._handle, made[1]._handle
        how = name_of(method), samples, seed, jobs
        if lib.mtqc_metric_compare(first.pointer, second.pointer, *how, byref(out), byref(error)):
            raise failure(error)
        return Comparison(*(getattr(out, name) for name in [field.name for field in fields(Comparison)]))


def _corpus(
    settings: str, options: dict[str, object], hypotheses: Iterable[Given], references: Sequence[Iterable[Given | None]]
) -> Score:
    """Options become settings: tok="intl" is "tok=intl", punct=False is "punct=no"."""
    shown = {True: "yes", False: "no"}
    fields = [f"{key}={shown[value] if isinstance(value, bool) else value}" for key, value in options.items()]
    return Metric(f"{settings}:{','.join(fields)}" if fields else settings).corpus_score(hypotheses, references)


def bleu(hypotheses: Iterable[Given], references: Sequence[Iterable[Given | None]], **options: object) -> Score:
    """BLEU of a corpus, as sacrebleu.corpus_bleu; options: tok, smooth, eff, case (see Metric)."""
    return _corpus("bleu", options, hypotheses, references)


def chrf(hypotheses: Iterable[Given], references: Sequence[Iterable[Given | None]], **options: object) -> Score:
    """chrF of a corpus, as sacrebleu.corpus_chrf; options: nc, nw (2: chrF++), beta, space, eff, case (see Metric)."""
    return _corpus("chrf", options, hypotheses, references)


def ter(hypotheses: Iterable[Given], references: Sequence[Iterable[Given | None]], **options: object) -> Score:
    """TER of a corpus, as sacrebleu.corpus_ter; options: norm, punct, asian, case (see Metric)."""
    return _corpus("ter", options, hypotheses, references)
