"""What reports are made of: plain, immutable records. They hold no memory of the library and may be kept, compared and
pickled at will.

Offsets come in two kinds. `start_byte` and `end_byte` count bytes of UTF-8; `start` and `end` index what was given, so that
`given[start:end] == span.text` for a str (they count code points). If bytes were given, both kinds are the same. All
ranges are half-open. Lines and columns count from 1, columns in code points.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from ._declarations import Severity as Severity
from ._declarations import Status as Status


class Error(Exception):
    """A call failed.

    code: why, a Status (EARGUMENT: unknown language tag, option, format; EINPUT: the texts do not fit together; ELIMIT: a
    text of more than 1 GiB; EDATA: a damaged language pack; EIO; ENOMEM). text: one line. file, line (from 1), byte: where,
    as far as that is known, else "", 0 and 0.
    """

    def __init__(self, code: Status, text: str, file: str = "", line: int = 0, byte: int = 0) -> None:
        super().__init__(code, text, file, line, byte)
        self.code, self.text, self.file, self.line, self.byte = code, text, file, line, byte

    def __str__(self) -> str:
        where = f"{self.file}:" if self.file else ""
        where += f"{self.line}:" if self.line else ""
        return f"{where} {self.text}" if where else self.text


@dataclass(frozen=True, slots=True)
class Span:
    """A flagged piece of one side."""

    start_byte: int
    end_byte: int
    start: int
    end: int
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence-sized piece of a text. `index` counts from 0, `paragraph` too (0 where paragraphs are not known)."""

    index: int
    start_byte: int
    end_byte: int
    start: int
    end: int
    text: str
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """Two tokens by which a bead holds together, with their places in the texts as given. strength: of the link, 0..1."""

    source: str
    target: str
    source_start: int
    source_end: int
    target_start: int
    target_end: int
    strength: float


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that are translations of each other.

    confidence: 0..1; flags: "null" (one side is empty), "merged" (several segments on a side), "low" (more likely wrong than
    right); matches: the most telling pairs of tokens, at most six (none in the beads of a report).
    """

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    confidence: float
    flags: frozenset[str] = frozenset()
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One flagged span: an unconfirmed MQM issue.

    check: its id ("number-mismatch"); category: of MQM ("accuracy/mistranslation"); confidence: 0..1, how probable it is
    that a reader would agree; bead: index from 0 (of the bead, line or pair); target, source: the spans, None where there is
    none; fingerprint: 16 hexadecimal digits, of check and texts without positions; state: "new", "known" (in a baseline) or
    "ignored", with the reason for that.
    """

    check: str
    category: str
    severity: Severity
    confidence: float
    bead: int
    target: Span | None
    source: Span | None
    message: str
    suggestions: tuple[str, ...]
    evidence: tuple[str, ...]
    fingerprint: str
    state: str = "new"
    reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values under the keys of the command's JSON Lines, with the offsets in `given` added to the spans."""
        spans = {"target": self.target, "source": self.source}
        return {
            "check": self.check,
            "category": self.category,
            "severity": self.severity.name.lower(),
            "confidence": self.confidence,
            "segment": self.bead + 1,
            **{side: span and asdict(span) for side, span in spans.items()},
            "message": self.message,
            "suggestions": list(self.suggestions),
            "evidence": list(self.evidence),
            "fingerprint": self.fingerprint,
            "state": self.state,
            "reason": self.reason,
        }

    def to_json(self) -> str:
        """`to_dict` in one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that could not run for want of data, and why."""

    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Check:
    """A row of the registry of checks; `number` never changes its meaning, `severity` is the default one."""

    number: int
    name: str
    category: str
    severity: Severity
    meaning: str
    explanation: str
    profiles: tuple[str, ...]
    """Names of the profiles that run it without being asked."""
    options: tuple[str, ...]
    """Names of its own options; see `mtqc.options()`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of segments after its check: what was given and what was found. `index` counts the pairs from 0."""

    index: int
    source: str | bytes
    target: str | bytes
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity | None:
        """The worst severity found, None if nothing was."""
        return max((finding.severity for finding in self.findings), default=None)
