"""The quality estimate: how good translations probably are, without a reference (<mtqc/estimate.h>)."""

from __future__ import annotations

from ctypes import byref, c_double, c_size_t
from dataclasses import dataclass

from ._library import lib, text
from ._offsets import Given, Offsets


@dataclass(frozen=True, slots=True)
class Feature:
    """What one feature says of a pair: its name and group, its value (NaN: the data for it are missing), and the points that
    it adds to the estimate."""

    name: str
    group: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """A token of a translation or of its source, where it stands (indices of the text as given), and the probability, 0..1, that
    a judge would mark it as wrong or, of the source, as missing; NaN if the pair of languages has no weights for it, or
    it was not wanted."""

    start: int
    end: int
    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Estimate of a pair, 0..100: the rank that a judge would probably give it among machine translations.

    low, high: four of five judgements lie between; difficulty: how many of the points come from the source alone; features:
    the points one by one; tokens: those of the translation, in order; source_tokens: those of the source; signature: the
    model. Estimates compare only if their signatures are equal.
    """

    score: float
    low: float
    high: float
    difficulty: float
    features: tuple[Feature, ...]
    tokens: tuple[Doubt, ...]
    source_tokens: tuple[Doubt, ...]
    signature: str

    def __float__(self) -> float:
        return self.score


def _features(scores: int, index: int) -> tuple[Feature, ...]:
    return tuple(
        Feature(
            text(lib.mtqc_feature_name(i)),
            text(lib.mtqc_feature_group(i)),
            lib.mtqc_scores_feature(scores, index, i),
            lib.mtqc_scores_points(scores, index, i),
        )
        for i in range(lib.mtqc_feature_count())
    )


def _tokens(scores: int, index: int, given: Given, encoded: bytes, of_source: bool) -> tuple[Doubt, ...]:
    count = lib.mtqc_scores_source_token_count if of_source else lib.mtqc_scores_token_count
    token_at = lib.mtqc_scores_source_token if of_source else lib.mtqc_scores_token
    offsets, tokens = Offsets(given, encoded), []
    start, end = c_size_t(), c_size_t()
    for token in range(count(scores, index)):
        probability = token_at(scores, index, token, byref(start), byref(end))
        tokens.append(Doubt(*offsets.slice(start.value, end.value), probability))
    return tuple(tokens)


def estimates(
    scores: int, signature: str, sources: list[tuple[Given, bytes]], targets: list[tuple[Given, bytes]]
) -> list[Estimate]:
    """What the library's scores of some pairs say; their sources and targets as given and as encoded."""
    low, high = c_double(), c_double()
    made: list[Estimate] = []
    for index, (source, target) in enumerate(zip(sources, targets)):
        lib.mtqc_scores_interval(scores, index, byref(low), byref(high))
        score, difficulty = lib.mtqc_scores_estimate(scores, index), lib.mtqc_scores_difficulty(scores, index)
        parts = _features(scores, index), _tokens(scores, index, *target, False), _tokens(scores, index, *source, True)
        made.append(Estimate(score, low.value, high.value, difficulty, *parts, signature))
    return made
