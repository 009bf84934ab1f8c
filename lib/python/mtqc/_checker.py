"""The checker, and the functions that need one only for a moment."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from ctypes import byref, c_size_t, c_void_p, sizeof
from itertools import accumulate, islice
from typing import Any

from . import _declarations as c
from ._estimate import Estimate, estimates
from ._library import Handle, address, data_folder, failure, lib, listed, name_of, text
from ._offsets import Given, Offsets, encode, encode_all
from ._report import Alignment, PairsReport, Report, _Owner, set_options
from ._types import Check, Finding, Pair, Segment, Severity

WORD = next(code for code in "QLI" if array(code).itemsize == sizeof(c_size_t))


def _table(pieces: Sequence[bytes]) -> tuple[int, Any]:
    """Address of an array of mtqc_text over `pieces`, and what must live as long as it is used."""
    joined = b"".join(pieces)
    sizes = array(WORD, map(len, pieces))
    starts = array(WORD, accumulate(sizes, initial=address(joined) or 0))
    table = array(WORD, bytes(2 * sizes.itemsize * len(sizes)))
    table[0::2] = starts[:-1]
    table[1::2] = sizes
    return table.buffer_info()[0], (joined, table)


class _Watch:
    """A call of the library that Python can interrupt: made by a thread, while this one waits where signals reach it."""

    def __init__(self, progress: Callable[[float], object] | None) -> None:
        self.progress = progress
        self.raised: BaseException | None = None
        self.stopped = False

    def tell(self, _payload: int | None, share: float) -> int:
        try:
            if self.progress and not self.stopped:
                self.progress(share)
        except BaseException as error:  # it cannot pass through C
            self.raised, self.stopped = error, True
        return self.stopped

    def call(self, function: Any, *arguments: Any) -> int:
        """Status of function(*arguments[:-2], the callback, NULL, *arguments[-2:])."""
        callback = c.mtqc_progress(self.tell)
        with ThreadPoolExecutor(1, "mtqc") as pool:
            try:
                status: int = pool.submit(function, *arguments[:-2], callback, None, *arguments[-2:]).result()
            except BaseException:
                self.stopped = True
                raise
        if self.raised:
            raise self.raised
        return status


class Checker(_Owner):
    """Checks translations from one language to another.

    source_language, target_language: BCP 47 tags ("ru", "de-CH", "zh-Hant"); source_language may be None if translations
    will be checked without their source. options: see `mtqc.options()`, with `_` for `-`; bool for yes and no, and lists of
    names for `only`, `enable`, `disable` and `severity`: Checker("ru", "de", min_confidence=0.7, disable=["calque"]).

    Raises Error: EARGUMENT (malformed tag, unknown option, unfit value), EDATA (damaged language pack). Missing packs are no
    error: see `missing` and Report.skipped.

    A checker is loaded once and never changes; any number of threads may use it at a time, and the interpreter lock is free
    while the library works. Texts are str or UTF-8 bytes, of at most 1 GiB.
    """

    def __init__(self, source_language: str | None, target_language: str, **options: Any) -> None:
        folder = data_folder()
        if folder:
            options.setdefault("data", folder)
        error = c.mtqc_error()
        settings = set_options(options)
        source = None if source_language is None else name_of(source_language)
        pointer = lib.mtqc_checker_new(source, name_of(target_language), settings.pointer, byref(error))
        if not pointer:
            raise failure(error)
        self._handle: Handle | None = Handle(pointer, lib.mtqc_checker_free)

    @property
    def missing(self) -> tuple[str, ...]:
        """What the checker wanted and did not find ("language pack kk")."""
        handle = self._pointer()
        return tuple(listed(lib.mtqc_checker_missing, handle.pointer))

    def check(self, source: Given | None, target: Given) -> Report:
        """Checks a document against its source; both are segmented and aligned first. With source None the target is checked
        alone. Raises Error (ELIMIT; EARGUMENT: a source, but no source language)."""
        return self._check(lib.mtqc_check, source, target)

    def check_lines(self, source: Given, target: Given) -> Report:
        """Checks texts in which line i of one is the translation of line i of the other. Raises Error (EINPUT: different
        numbers of lines; as `check`)."""
        return self._check(lib.mtqc_check_lines, source, target)

    def _check(self, function: Any, source: Given | None, target: Given) -> Report:
        handle = self._pointer()
        first = None if source is None else encode(source)
        second = encode(target)
        out, error = c_void_p(), c.mtqc_error()
        if function(handle.pointer, first, len(first or b""), second, len(second), byref(out), byref(error)):
            raise failure(error)
        return Report(Handle(out.value or 0, lib.mtqc_report_free), source, target, (first, second))

    def check_segments(
        self, sources: Iterable[Given], targets: Iterable[Given], *, progress: Callable[[float], object] | None = None
    ) -> Report:
        """Checks pairs of segments in one call of the library, for one report with scores over all of them.

        Offsets count from the start of each segment; Finding.bead is the number of the pair. Some checks compare a segment
        with the others of the same call (the usual ratio of lengths, for one). progress(share) is told now and then how much is
        done, 0..1, by another thread; an exception that it raises, and KeyboardInterrupt here, end the check and are raised. Raises
        ValueError if there are more of one side than of the other, Error (ELIMIT: more than 1 GiB on one side).
        """
        watch = _Watch(progress)
        return self._check_segments(list(zip(sources, targets, strict=True)), watch)

    def _check_segments(self, pairs: list[tuple[Given, Given]], watch: _Watch | None = None) -> PairsReport:
        handle = self._pointer()
        encoded = encode_all(source for source, _ in pairs), encode_all(target for _, target in pairs)
        (sources, keep_sources), (targets, keep_targets) = map(_table, encoded)
        out, error = c_void_p(), c.mtqc_error()
        given = handle.pointer, sources, targets, len(pairs), byref(out), byref(error)
        status = watch.call(lib.mtqc_check_segments_watched, *given) if watch else lib.mtqc_check_segments(*given)
        del keep_sources, keep_targets  # not earlier: the library has read them now
        if status:
            raise failure(error)
        return PairsReport(Handle(out.value or 0, lib.mtqc_report_free), pairs, list(zip(*encoded)))

    def _check_batch(self, first: int, pairs: list[tuple[Given, Given]]) -> list[Pair]:
        found: dict[int, list[Finding]] = {}
        with self._check_segments(pairs) as report:
            for finding in report.findings:
                found.setdefault(finding.bead, []).append(finding)
        nothing: tuple[Finding, ...] = ()
        return [
            Pair(first + i, source, target, tuple(found[i]) if i in found else nothing)
            for i, (source, target) in enumerate(pairs)
        ]

    def check_pairs(
        self, sources: Iterable[Given], targets: Iterable[Given], *, jobs: int = 1, batch: int = 16384
    ) -> Iterator[Pair]:
        """Checks pairs of segments as they come, and yields each with its findings, in their order.

        sources, targets: lists, columns of a table, files, generators; read `batch` pairs at a time, so memory stays bounded.
        One call of the library checks a batch; jobs: how many batches are checked at a time, by threads. The result does not
        depend on jobs; it may on batch, where a check compares a segment with its neighbours (see check_segments). At most
        jobs + 1 batches are read ahead of what was yielded; closing the iterator or KeyboardInterrupt ends the work within a batch.
        Finding.bead is the number of the pair in its batch, Pair.index that of all. Raises as check_segments.
        """
        if jobs < 1 or batch < 1:
            raise ValueError("jobs and batch are at least 1")
        self._pointer()
        return self._batches(zip(sources, targets, strict=True), jobs, batch)

    def _batches(self, pairs: Iterator[tuple[Given, Given]], jobs: int, batch: int) -> Iterator[Pair]:
        starts = range(0, 1 << 62, batch)
        pieces = zip(starts, iter(lambda: list(islice(pairs, batch)), []))
        if jobs == 1:
            for first, piece in pieces:
                yield from self._check_batch(first, piece)
            return
        waiting: deque[Future[list[Pair]]] = deque()
        with ThreadPoolExecutor(jobs, "mtqc") as pool:
            try:
                for first, piece in pieces:
                    waiting.append(pool.submit(self._check_batch, first, piece))
                    if len(waiting) > jobs:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:
                pool.shutdown(cancel_futures=True)

    def score(self, source: Given, target: Given) -> Estimate:
        """Estimates how good the translation of one segment is, without a reference. Raises Error (ELIMIT; EARGUMENT: no
        source language)."""
        return self._score([(source, target)])[0]

    def score_segments(
        self,
        sources: Iterable[Given],
        targets: Iterable[Given],
        *,
        tokens: bool = True,
        progress: Callable[[float], object] | None = None,
    ) -> list[Estimate]:
        """Estimates pairs of segments in one call of the library, on as many threads as the option `jobs` says. tokens: with the
        probabilities of tokens, which take a third of the time; NaN without. progress, and what ends the work: as for
        check_segments. Raises ValueError if there are more of one side than of the other, and as `score`."""
        watch = _Watch(progress)
        return self._score(list(zip(sources, targets, strict=True)), watch, tokens)

    def _score(self, pairs: list[tuple[Given, Given]], watch: _Watch | None = None, tokens: bool = True) -> list[Estimate]:
        handle = self._pointer()
        encoded = encode_all(source for source, _ in pairs), encode_all(target for _, target in pairs)
        error = c.mtqc_error()
        pointer = lib.mtqc_scorer_new(handle.pointer, byref(error))
        if not pointer:
            raise failure(error)
        scorer, out = Handle(pointer, lib.mtqc_scorer_free), c_void_p()
        lib.mtqc_scorer_want_tokens(scorer.pointer, tokens)
        (first, keep_first), (second, keep_second) = map(_table, encoded)
        given = scorer.pointer, first, second, len(pairs), byref(out), byref(error)
        status = watch.call(lib.mtqc_scorer_score_watched, *given) if watch else lib.mtqc_scorer_score(*given)
        del keep_first, keep_second  # not earlier: the library has read them now
        if status:
            raise failure(error)
        scores = Handle(out.value or 0, lib.mtqc_scores_free)
        signature = text(lib.mtqc_scorer_signature(scorer.pointer))
        sides = [[(pair[side], one) for pair, one in zip(pairs, encoded[side], strict=True)] for side in (0, 1)]
        return estimates(scores.pointer, signature, *sides)

    def align(
        self, source: Given, target: Given, *, lines: bool = False, progress: Callable[[float], object] | None = None
    ) -> Alignment:
        """Aligns two documents; lines: every line is a segment already. progress, and what ends the work: as for
        check_segments. Raises Error (ELIMIT; EARGUMENT: no source language)."""
        handle = self._pointer()
        first, second = encode(source), encode(target)
        out, error = c_void_p(), c.mtqc_error()
        given = handle.pointer, first, len(first), second, len(second), lines, byref(out), byref(error)
        if _Watch(progress).call(lib.mtqc_align_watched, *given):
            raise failure(error)
        return Alignment(Handle(out.value or 0, lib.mtqc_alignment_free), source, target)

    def segment(self, given: Given, *, source: bool = False) -> list[Segment]:
        """Cuts a document of the target language (or of the source language) into segments. They come in order, do not
        overlap and hold everything but white space. Raises Error (ELIMIT; EARGUMENT: no source language)."""
        handle = self._pointer()
        encoded, error = encode(given), c.mtqc_error()
        side = c.Side.SOURCE if source else c.Side.TARGET
        pointer = lib.mtqc_segment(handle.pointer, side, encoded, len(encoded), byref(error))
        if not pointer:
            raise failure(error)
        segments = Handle(pointer, lib.mtqc_segments_free)
        offsets, result = Offsets(given, encoded), []
        start, end, paragraph = c_size_t(), c_size_t(), c_size_t()
        for index in range(lib.mtqc_segments_count(pointer)):
            lib.mtqc_segments_get(segments.pointer, index, byref(start), byref(end), byref(paragraph))
            first, last, piece = offsets.slice(start.value, end.value)
            result.append(Segment(index, start.value, end.value, first, last, piece, paragraph.value))
        return result


def align(
    source_language: str, target_language: str, source: Given, target: Given, *, lines: bool = False, **options: Any
) -> Alignment:
    """Aligns two documents: `Checker(source_language, target_language, **options).align(source, target, lines=lines)`."""
    with Checker(source_language, target_language, **options) as checker:
        alignment: Alignment = checker.align(source, target, lines=lines)
        return alignment


def score(
    source_language: str, target_language: str, sources: Iterable[Given], targets: Iterable[Given], **options: Any
) -> list[Estimate]:
    """Estimates pairs of segments: `Checker(source_language, target_language, **options).score_segments(sources, targets)`."""
    with Checker(source_language, target_language, **options) as checker:
        scored: list[Estimate] = checker.score_segments(sources, targets)
        return scored


def segment(language: str, given: Given, **options: Any) -> list[Segment]:
    """Cuts a text into segments: `Checker(None, language, **options).segment(given)`."""
    with Checker(None, language, **options) as checker:
        segments: list[Segment] = checker.segment(given)
        return segments


def checks() -> tuple[Check, ...]:
    """The registry of checks."""
    return tuple(
        Check(
            lib.mtqc_check_number(i),
            text(lib.mtqc_check_name(i)),
            text(lib.mtqc_check_category(i)),
            Severity(lib.mtqc_check_severity(i)),
            text(lib.mtqc_check_meaning(i)),
            text(lib.mtqc_check_explanation(i)),
            tuple(name for k, name in enumerate(profiles()) if lib.mtqc_check_in_profile(i, k)),
            tuple(listed(lib.mtqc_check_option, i)),
        )
        for i in range(lib.mtqc_check_count())
    )


def profiles() -> tuple[str, ...]:
    """Names of the profiles, for the option `profile`; the default one first."""
    return tuple(listed(lib.mtqc_profile_name))


def options() -> dict[str, tuple[str, str]]:
    """The options of the library by name: default value and help."""
    return {
        text(lib.mtqc_option_name(i)): (text(lib.mtqc_option_default(i)), text(lib.mtqc_option_help(i)))
        for i in range(lib.mtqc_option_count())
    }


def formats() -> tuple[str, ...]:
    """The formats of Report.write."""
    return tuple(listed(lib.mtqc_report_format_name))


def version() -> str:
    """Version of the library, "MAJOR.MINOR.PATCH"."""
    return text(lib.mtqc_version())


def build_info() -> str:
    """The libraries that it was built with."""
    return text(lib.mtqc_build_info())
