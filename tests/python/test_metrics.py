"""BLEU, chrF and TER from Python: the recorded figures of sacrebleu, in its shapes."""

import math

import pytest

import mtqc

HYPOTHESES = ["Der Zug fährt um acht ab.", "Sie kommt heute nicht.", ""]
REFERENCES = [["Der Zug fährt um 8 Uhr ab.", "Sie kommt heute nicht.", "Nichts."], ["Abfahrt ist um acht.", None, None]]


@pytest.fixture(scope="module")
def recorded(root):
    """Groups of segments and, by settings and group, what was recorded (see record.py there)."""
    folder = root / "tests/data/metrics"
    unescape = lambda field: None if field == "\\0" else field.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
    groups, golden = {}, {}
    for line in (folder / "segments.tsv").read_text("utf-8").splitlines():
        name, *fields = line.split("\t")
        groups.setdefault(name, []).append([unescape(field) for field in fields])
    for line in (folder / "golden.tsv").read_text("utf-8").splitlines():
        settings, name, signature, corpus, each = line.split("\t")
        golden[settings, name] = signature.split("|version:")[0], float(corpus), [float(score) for score in each.split()]
    return groups, golden


@pytest.mark.parametrize("settings", ["bleu", "bleu:tok=zh", "chrf++", "ter:norm=yes"])
@pytest.mark.parametrize("group", ["written", "three", "varying"])
def test_figures_are_those_of_sacrebleu(recorded, settings, group):
    groups, golden = recorded
    hypotheses, *references = zip(*groups[group])
    signature, corpus, each = golden[settings, group]
    score = mtqc.Metric(settings).corpus_score(hypotheses, references, segments=True)
    assert score.score == corpus and list(score.segments) == each
    assert score.signature.split("|version:")[0] == signature


def test_functions_take_options():
    assert mtqc.bleu(HYPOTHESES, REFERENCES).name == "BLEU"
    assert float(mtqc.chrf(HYPOTHESES, REFERENCES, nw=2)) == mtqc.Metric("chrf++").corpus_score(HYPOTHESES, REFERENCES).score
    assert "punct:no" in mtqc.ter(HYPOTHESES, REFERENCES, punct=False).signature
    assert "tok:intl" in str(mtqc.bleu(HYPOTHESES, REFERENCES, tok="intl"))
    with pytest.raises(mtqc.Error) as caught:
        mtqc.bleu(HYPOTHESES, REFERENCES, tok="klingon")
    assert caught.value.code == mtqc.Status.EARGUMENT


def test_a_metric_adds_up():
    metric = mtqc.Metric("chrf")
    assert math.isnan(metric.score) and len(metric) == 0
    alone = metric.sentence_score(HYPOTHESES[0], [REFERENCES[0][0]])
    assert len(metric) == 0
    assert metric.add(HYPOTHESES[0], [REFERENCES[0][0]]) == alone.score
    assert len(metric) == 1 and metric.score == alone.score
    metric.add(HYPOTHESES[1].encode(), [REFERENCES[0][1].encode()])
    assert "nrefs:1" in metric.signature and metric.name == "chrF2"
    with pytest.raises(mtqc.Error):
        metric.add("ein Satz", [])
    with pytest.raises(TypeError):
        metric.add(None, ["ein Satz"])
    with pytest.raises(ValueError):
        metric.corpus_score(["a", "b"], [["a"]])


def test_systems_are_compared():
    good = [f"Satz Nummer {i} steht hier in aller Ruhe." for i in range(60)]
    bad = [line.replace("Ruhe", "Eile") if i % 2 else line for i, line in enumerate(good)]
    one = mtqc.Metric("bleu").compare(bad, good, [good], seed=3)
    two = mtqc.Metric("bleu").compare(bad, good, [good], seed=3, jobs=2)
    assert one == two and one.system > one.baseline and one.p_value < 0.01
    assert one.baseline_mean == pytest.approx(one.baseline, abs=2)
    same = mtqc.Metric("bleu").compare(good, good, [good], method="randomisation", samples=100)
    assert same.p_value == 1 and math.isnan(same.system_mean)
    with pytest.raises(mtqc.Error):
        mtqc.Metric("bleu").compare(bad, good, [good], method="t-test")
