"""Reports and alignments: what the library made of two texts, read piece by piece when it is asked for.

Both hold an object of the library and read it on demand, once; checking a text whose findings nobody looks at costs no
Python work. Readers may be called from many threads at once (two of them may read the same, which does no harm). After
`close`, or outside a `with`, what was read stays and the rest raises ValueError.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from ctypes import byref, c_size_t
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from . import _declarations as c
from ._library import Handle, address, collect, failure, lib, listed, name_of, text
from ._offsets import Given, Offsets, encode
from ._types import Bead, Finding, Match, Segment, Severity, Skipped, Span

if TYPE_CHECKING:
    from types import TracebackType

Sides = tuple[Offsets | None, Offsets]

SEVERITIES = {int(severity): severity for severity in Severity}
STATES = {int(state): text(lib.mtqc_state_name(state)) for state in c.State}


def set_options(options: dict[str, Any]) -> Handle:
    """A set of options of the library. `_` in names is read as `-`, True and False as yes and no, lists one by one."""
    handle = Handle(lib.mtqc_options_new(), lib.mtqc_options_free)
    error = c.mtqc_error()
    for name, value in options.items():
        for one in value if isinstance(value, (list, tuple, set, frozenset)) else [value]:
            shown = {True: "yes", False: "no"}[one] if isinstance(one, bool) else str(one)
            if lib.mtqc_options_set(handle.pointer, name_of(name.replace("_", "-")), name_of(shown), byref(error)):
                raise failure(error)
    return handle


class _Owner:
    """Holds an object of the library until closed."""

    _handle: Handle | None

    def _pointer(self) -> Handle:
        handle = self._handle
        if handle is None:
            raise ValueError(f"this {type(self).__name__} is closed")
        return handle

    def close(self) -> None:
        """Gives the memory of the library back, when no other thread is using it any more. May be called twice."""
        self._handle = None

    def __enter__(self) -> Any:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> Any:
        raise TypeError(f"a {type(self).__name__} belongs to its process; pass its records or its JSON on instead")


def _spans(sides: Sides, finding: int, out: list[c_size_t], refs: list[Any]) -> Iterator[Span | None]:
    start, end, line, column = out
    for side, offsets in zip((c.Side.SOURCE, c.Side.TARGET), sides):
        if offsets is None or not lib.mtqc_finding_span(finding, side, *refs):
            yield None
        else:
            yield offsets.span(start.value, end.value, line.value, column.value)


def read_findings(report: int, sides_of: Callable[[int], Sides]) -> Iterator[Finding]:
    """Findings of the report at address `report`; `sides_of` gives the texts that offsets in a bead refer to."""
    out = [c_size_t() for _ in range(4)]
    refs = [byref(value) for value in out]
    for index in range(lib.mtqc_report_finding_count(report)):
        finding = lib.mtqc_report_finding(report, index)
        bead = lib.mtqc_finding_bead(finding)
        source, target = _spans(sides_of(bead), finding, out, refs)
        suggestions = range(lib.mtqc_finding_suggestion_count(finding))
        evidence = range(lib.mtqc_finding_evidence_count(finding))
        yield Finding(
            text(lib.mtqc_finding_check(finding)),
            text(lib.mtqc_finding_category(finding)),
            SEVERITIES[lib.mtqc_finding_severity(finding)],
            round(lib.mtqc_finding_confidence(finding), 6),  # single precision in the library
            bead,
            target,
            source,
            text(lib.mtqc_finding_message(finding)),
            tuple([text(lib.mtqc_finding_suggestion(finding, i)) for i in suggestions]),
            tuple([text(lib.mtqc_finding_evidence(finding, i)) for i in evidence]),
            f"{lib.mtqc_finding_fingerprint(finding):016x}",
            STATES[lib.mtqc_finding_state(finding)],
            None if (reason := lib.mtqc_finding_reason(finding)) is None else text(reason),
        )


def _read_segments(alignment: int, side: c.Side, offsets: Offsets | None) -> tuple[Segment, ...]:
    if offsets is None:
        return ()
    start, end = c_size_t(), c_size_t()
    segments = []
    for index in range(lib.mtqc_alignment_segment_count(alignment, side)):
        lib.mtqc_alignment_segment(alignment, side, index, byref(start), byref(end))
        first, last, piece = offsets.slice(start.value, end.value)
        segments.append(Segment(index, start.value, end.value, first, last, piece))
    return tuple(segments)


def _read_flags(alignment: int, index: int) -> frozenset[str]:
    flags = lib.mtqc_alignment_flags(alignment, index)
    return frozenset(flag.name.removeprefix("BEAD_").lower() for flag in c.Bead_Flag if flags & flag)


def _read_matches(alignment: int, index: int, sides: Sides) -> Iterator[Match]:
    source, target = sides
    if source is None:
        return
    ends = c_size_t(), c_size_t(), c_size_t(), c_size_t()
    for match in range(lib.mtqc_alignment_match_count(alignment, index)):
        strength = lib.mtqc_alignment_match(alignment, index, match, *map(byref, ends))
        source_start, source_end, source_text = source.slice(ends[0].value, ends[1].value)
        target_start, target_end, target_text = target.slice(ends[2].value, ends[3].value)
        yield Match(source_text, target_text, source_start, source_end, target_start, target_end, strength)


def _read_beads(alignment: int, segments: Sequence[tuple[Segment, ...]], texts: Sides) -> tuple[Bead, ...]:
    first, last = c_size_t(), c_size_t()
    beads = []
    for index in range(lib.mtqc_alignment_bead_count(alignment)):
        sides = []
        for side in (c.Side.SOURCE, c.Side.TARGET):
            lib.mtqc_alignment_bead(alignment, index, side, byref(first), byref(last))
            sides.append(segments[side][first.value : last.value])
        confidence, flags = lib.mtqc_alignment_confidence(alignment, index), _read_flags(alignment, index)
        beads.append(Bead(sides[0], sides[1], confidence, flags, tuple(_read_matches(alignment, index, texts))))
    return tuple(beads)


def _text_of(encoded: bytes) -> c.mtqc_text:
    return c.mtqc_text(address(encoded), len(encoded))


class Alignment(_Owner):
    """Which segments of two texts belong together: `source` and `target` segments, and `beads` over them in order."""

    def __init__(self, handle: Handle, source: Given, target: Given) -> None:
        encoded = encode(source), encode(target)
        self._handle: Handle | None = handle
        self._encoded = encoded
        sides = Offsets(source, encoded[0]), Offsets(target, encoded[1])
        self.source = _read_segments(handle.pointer, c.Side.SOURCE, sides[0])
        self.target = _read_segments(handle.pointer, c.Side.TARGET, sides[1])
        self.beads = _read_beads(handle.pointer, (self.source, self.target), sides)

    def __len__(self) -> int:
        return len(self.beads)

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    def write(self, format: str = "beads") -> bytes:
        """The alignment as the command writes it: "beads", "tsv", "jsonl", "json", "tmx", "html" or "learnt". Raises Error (EARGUMENT)."""
        handle = self._pointer()
        texts = [_text_of(encoded) for encoded in self._encoded]

        def write(sink: Any, error: c.mtqc_error) -> int:
            return int(lib.mtqc_alignment_write(handle.pointer, name_of(format), *texts, sink, None, byref(error)))

        return collect(write)


class Report(_Owner):
    """What a check found: `findings` in the order of the target, `beads`, `scores`, `skipped` checks; and writers."""

    def __init__(self, handle: Handle, source: Given | None, target: Given, encoded: tuple[bytes | None, bytes]) -> None:
        self._handle: Handle | None = handle
        self._given = source, target
        self._encoded = encoded  # the library reads them as long as the report lives
        self._findings: tuple[Finding, ...] | None = None
        self._beads: tuple[Bead, ...] | None = None

    def _sides(self) -> Sides:
        (source, target), (source_bytes, target_bytes) = self._given, self._encoded
        first = None if source is None or source_bytes is None else Offsets(source, source_bytes)
        return first, Offsets(target, target_bytes)

    def _read_findings(self, report: int) -> Iterator[Finding]:
        sides = self._sides()
        return read_findings(report, lambda bead: sides)

    def _read_beads(self, report: int) -> tuple[Bead, ...]:
        source, target = self._sides()
        alignment = lib.mtqc_report_alignment(report)
        return _read_beads(
            alignment,
            (_read_segments(alignment, c.Side.SOURCE, source), _read_segments(alignment, c.Side.TARGET, target)),
            (source, target),
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Unconfirmed issues, in the order of the target text."""
        if self._findings is None:
            handle = self._pointer()
            self._findings = tuple(self._read_findings(handle.pointer))
        return self._findings

    @property
    def beads(self) -> tuple[Bead, ...]:
        """The alignment that the findings refer to. Without a source every bead has an empty source."""
        if self._beads is None:
            handle = self._pointer()
            self._beads = self._read_beads(handle.pointer)
        return self._beads

    @property
    def scores(self) -> dict[str, float]:
        """Scores by name (see <mtqc/score.h>), resting on unconfirmed findings; NaN: not rated, the text is too short."""
        handle = self._pointer()
        return {name: lib.mtqc_report_score(handle.pointer, name.encode()) for name in listed(lib.mtqc_score_name)}

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Checks that could not run for want of data."""
        handle = self._pointer()
        rows: list[Skipped] = []
        while (name := lib.mtqc_report_skipped_check(handle.pointer, len(rows))) is not None:
            rows.append(Skipped(text(name), text(lib.mtqc_report_skipped_reason(handle.pointer, len(rows)))))
        return tuple(rows)

    @property
    def severity(self) -> Severity | None:
        """The worst severity found, None if nothing was."""
        return max((finding.severity for finding in self.findings), default=None)

    def write(self, format: str, **options: object) -> bytes:
        """The report as the command writes it ("text", "json", "sarif", ...; see `formats`), UTF-8.

        Options: source_name, target_name (to show), colour (bool). Raises Error (EARGUMENT: unknown format or option).
        """
        handle, settings = self._pointer(), set_options(options)

        def write(sink: Any, error: c.mtqc_error) -> int:
            name, options = name_of(format), settings.pointer
            return int(lib.mtqc_report_write(handle.pointer, name, options, sink, None, byref(error)))

        return collect(write)

    def to_json(self, **options: object) -> str:
        """The whole report as one JSON object."""
        return self.write("json", **options).decode()

    def to_jsonl(self, **options: object) -> str:
        """One finding a line."""
        return self.write("jsonl", **options).decode()

    def to_sarif(self, **options: object) -> str:
        """SARIF 2.1.0, as GitHub and editors read it."""
        return self.write("sarif", **options).decode()

    def to_html(self, **options: object) -> str:
        """A page with everything in it, for a browser."""
        return self.write("html", **options).decode()

    def to_pandas(self) -> Any:
        """Findings as a pandas.DataFrame, one a row, spans spread over columns ("target.start_byte"). Needs pandas."""
        import pandas

        columns = [field.name for field in fields(Finding) if field.name not in ("target", "source")]
        spans = [(side, field.name) for side in ("target", "source") for field in fields(Span)]
        data: dict[str, list[Any]] = {name: [getattr(f, name) for f in self.findings] for name in columns}
        data["severity"] = [finding.severity.name.lower() for finding in self.findings]
        for side, name in spans:
            cells = [(span := getattr(f, side)) and getattr(span, name) for f in self.findings]
            data[f"{side}.{name}"] = pandas.array(cells, dtype="string" if name == "text" else "Int64")
        return pandas.DataFrame(data)

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __repr__(self) -> str:
        if self._handle is None and self._findings is None:
            return "<mtqc.Report, closed>"
        return f"<mtqc.Report: {len(self.findings)} unconfirmed findings>"

    def _repr_html_(self) -> str:
        rows = []
        for finding in self.findings:
            texts = [span.text if span else "" for span in (finding.target, finding.source)]
            cells = [finding.severity.name.lower(), finding.check, *texts, finding.message]
            cells += ["; ".join(finding.suggestions), f"{finding.confidence:.2f}"]
            rows.append("".join(f"<td>{html.escape(cell)}</td>" for cell in cells))
        heads = ("severity", "check", "translation", "source", "message", "suggestions", "confidence")
        head = "".join(f"<th>{name}</th>" for name in heads)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return (
            f"<table><caption>{len(rows)} unconfirmed findings</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


class PairsReport(Report):
    """The report of pairs of segments. Offsets count from the start of each segment, `bead` is the number of the pair."""

    def pair_scores(self, name: str) -> list[float]:
        """One score for each pair; names are those of `scores`."""
        handle, key = self._pointer(), name_of(name)
        return [lib.mtqc_report_bead_score(handle.pointer, index, key) for index in range(len(self._pairs))]

    def __init__(self, handle: Handle, pairs: Sequence[tuple[Given, Given]], encoded: Sequence[tuple[bytes, bytes]]) -> None:
        super().__init__(handle, None, "", (None, b""))
        self._pairs, self._pieces = pairs, encoded

    def _read_findings(self, report: int) -> Iterator[Finding]:
        seen, sides = -1, self._sides()

        def sides_of(bead: int) -> Sides:
            nonlocal seen, sides
            if bead != seen:
                (source, target), (source_bytes, target_bytes) = self._pairs[bead], self._pieces[bead]
                seen, sides = bead, (Offsets(source, source_bytes), Offsets(target, target_bytes))
            return sides

        return read_findings(report, sides_of)

    def _read_beads(self, report: int) -> tuple[Bead, ...]:
        alignment = lib.mtqc_report_alignment(report)
        beads = []
        for index, (given, encoded) in enumerate(zip(self._pairs, self._pieces)):
            source, target = (
                Segment(index, 0, len(piece), 0, len(whole), Offsets(whole, piece).slice(0, len(piece))[2])
                for whole, piece in zip(given, encoded)
            )
            confidence, flags = lib.mtqc_alignment_confidence(alignment, index), _read_flags(alignment, index)
            beads.append(Bead((source,), (target,), confidence, flags))
        return tuple(beads)
