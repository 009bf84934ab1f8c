"""Any text goes in, a report comes out, and its offsets hold."""

import pytest

import mtqc

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

settings.register_profile("short", deadline=None, max_examples=120, derandomize=True, database=None)
settings.load_profile("short")

# Whole words make findings likely; single characters of all planes, lone surrogates and NUL make trouble likely.
WORDS = st.sampled_from(["Haus", "дом", "12", "(", "„", "\n", "\n\n", " ", ".", "https://a.example/b", "😀", "é", "\u200d"])
TEXTS = st.lists(st.one_of(WORDS, WORDS, st.text(st.characters(), max_size=4)), max_size=30).map(" ".join)
CHECKERS = {tags: mtqc.Checker(*tags) for tags in [("ru", "de"), ("en", "ja"), ("und", "zh-Hant")]}


def hold(span, given):
    if span is None:
        return
    encoded = given.encode("utf-8", "surrogatepass")
    assert 0 <= span.start_byte <= span.end_byte <= len(encoded)
    assert 0 <= span.start <= span.end <= len(given)
    assert given[span.start : span.end] == span.text
    assert encoded[span.start_byte : span.end_byte] == span.text.encode("utf-8", "surrogatepass")
    assert given[: span.start].encode("utf-8", "surrogatepass") == encoded[: span.start_byte]


@given(st.sampled_from(sorted(CHECKERS)), st.one_of(st.none(), TEXTS), TEXTS)
def test_documents(tags, source, target):
    report = CHECKERS[tags].check(source, target)
    for finding in report.findings:
        hold(finding.target, target)
        hold(finding.source, source)
        assert finding.bead < len(report.beads)
    for bead in report.beads:
        for segment in bead.source:
            hold(segment, source)
        for segment in bead.target:
            hold(segment, target)
    assert CHECKERS[tags].check(source, target).to_json() == report.to_json()
    report._repr_html_()


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=6), st.integers(1, 3))
def test_pairs(pairs, batch):
    checker = CHECKERS["ru", "de"]
    sources, targets = [s for s, _ in pairs], [t for _, t in pairs]
    for pair in checker.check_pairs(sources, targets, batch=batch):
        assert (pair.source, pair.target) == pairs[pair.index]
        for finding in pair.findings:
            hold(finding.target, pair.target)
            hold(finding.source, pair.source)


@given(TEXTS, TEXTS)
def test_lines(source, target):
    try:
        report = CHECKERS["ru", "de"].check_lines(source, target)
    except mtqc.Error as error:
        assert error.code == mtqc.Status.EINPUT
        return
    for finding in report.findings:
        hold(finding.target, target)
        hold(finding.source, source)


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_bytes(source, target):
    for finding in CHECKERS["ru", "de"].check(source, target).findings:
        for span, text in ((finding.target, target), (finding.source, source)):
            if span:
                assert (span.start, span.end) == (span.start_byte, span.end_byte)
                assert text[span.start : span.end].decode("utf-8", "replace") == span.text


@given(TEXTS)
def test_segments_hold_everything(text):
    segments = mtqc.Checker.segment(CHECKERS["ru", "de"], text)
    for segment in segments:
        hold(segment, text)
    for before, after in zip(segments, segments[1:]):
        assert before.end <= after.start
