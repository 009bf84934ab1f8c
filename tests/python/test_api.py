"""The package as its users meet it."""

import copy
import dataclasses
import json
import math
import pickle
import subprocess
import sys
import threading

import pytest

import mtqc


def test_front_door(checker):
    report = checker.check("Встреча назначена на 17 мая.", "Das Treffen ist für den 71. Mai angesetzt. 😀")
    finding = next(f for f in report.findings if f.check == "number-mismatch")
    assert finding.severity is mtqc.Severity.MAJOR
    assert finding.target.text == "71" and finding.source.text == "17 мая"
    assert finding.category == "accuracy/mistranslation"
    assert 0 < finding.confidence <= 1
    assert len(finding.fingerprint) == 16
    assert report.severity >= mtqc.Severity.MAJOR
    assert report.scores["words"] == 5 and math.isnan(report.scores["mqm-calibrated"])


def test_good_translation_has_no_finding(checker):
    assert checker.check("Дети играли во дворе.", "Die Kinder spielten auf dem Hof.").findings == ()


def test_offsets_in_both_units(checker):
    source, target = "😀 Ёж ел 12 груш.", "😀 Der Igel fraß – äh – 21 Birnen."
    for given in (lambda text: text, lambda text: text.encode()):
        report = checker.check(given(source), given(target))
        span = next(f for f in report.findings if f.check == "number-mismatch").target
        assert span.text == "21"
        assert target.encode()[span.start_byte : span.end_byte] == b"21"
        piece = given(target)[span.start : span.end]
        assert piece in ("21", b"21")
    assert span.start == span.start_byte
    report = checker.check(source, target)
    span = next(f for f in report.findings if f.check == "number-mismatch").target
    assert span.start < span.start_byte


def test_target_alone(checker):
    report = checker.check(None, "Der Ausschuss (tagte gestern.")
    assert [f.check for f in report.findings] == ["unbalanced-quotes"]
    assert report.findings[0].source is None
    assert all(bead.source == () for bead in report.beads)
    with mtqc.Checker(None, "de") as alone:
        assert alone.check(None, "Der Ausschuss (tagte gestern.").findings == report.findings
        with pytest.raises(mtqc.Error) as caught:
            alone.check("Комитет", "Der Ausschuss")
        assert caught.value.code == mtqc.Status.EARGUMENT


def test_lines(checker, pairs):
    sources, targets = pairs
    report = checker.check_lines("\n".join(sources), "\n".join(targets))
    assert {f.bead for f in report.findings} >= {3, 4, 5}
    assert not {f.bead for f in report.findings} & {0, 1, 2}
    assert [b.target[0].text for b in report.beads] == targets
    with pytest.raises(mtqc.Error) as caught:
        checker.check_lines("один\nдва", "eins")
    assert caught.value.code == mtqc.Status.EINPUT and "2 lines" in str(caught.value)


def test_segments_and_pairs_agree(checker, pairs):
    report = checker.check_segments(*pairs)
    for jobs in (1, 3):
        found = list(checker.check_pairs(*map(iter, pairs), jobs=jobs))
        assert [pair.index for pair in found] == list(range(6))
        assert [f for pair in found for f in pair.findings] == list(report.findings)
    for finding in report.findings:
        assert pairs[1][finding.bead][finding.target.start : finding.target.end] == finding.target.text
    assert [pair.severity for pair in found[:3]] == [None] * 3
    assert found[3].severity == mtqc.Severity.MAJOR
    assert [bead.source[0].text for bead in report.beads] == pairs[0]


def test_batch_equals_single(checker, pairs):
    whole = [[dataclasses.replace(f, bead=0) for f in p.findings] for p in checker.check_pairs(*pairs)]
    single = [list(next(checker.check_pairs([s], [t])).findings) for s, t in zip(*pairs)]
    assert whole == single
    for batch in (1, 2, 5):
        pieces = list(checker.check_pairs(*pairs, batch=batch, jobs=2))
        assert [[dataclasses.replace(f, bead=0) for f in p.findings] for p in pieces] == whole
        assert [p.index for p in pieces] == list(range(6))


def test_pairs_are_read_as_they_are_asked_for(checker):
    read = 0

    def endless(text):
        nonlocal read
        while True:
            read += 1
            yield text

    stream = checker.check_pairs(endless("Да."), endless("Ja."), batch=10, jobs=2)
    for _ in range(25):
        next(stream)
    stream.close()
    assert read <= 2 * 10 * 6


def test_estimates_without_tokens():
    with mtqc.Checker("en", "de") as checker:
        whole, plain = (checker.score_segments(["He froze."], ["Er fror."], tokens=wanted) for wanted in (True, False))
    assert [e.score for e in whole] == [e.score for e in plain]
    assert all(t.probability != t.probability for e in plain for t in e.tokens) and any(t.probability > 0 for e in whole for t in e.tokens)


def lasting(checker, sources, targets):
    """Calls that tell how far they are, with what there is to compare of their results."""
    return {
        "check": lambda **options: checker.check_segments(sources, targets, **options).findings,
        "score": lambda **options: [e.score for e in checker.score_segments(sources, targets, **options)],
        "align": lambda **options: checker.align("\n".join(sources), "\n".join(targets), lines=True, **options).write(),
    }


@pytest.mark.parametrize("call", ["check", "score", "align"])
def test_progress(checker, pairs, call):
    seen = []
    run = lasting(checker, *(list(side) * 300 for side in pairs))[call]
    whole = run(progress=seen.append)
    assert len(seen) > 1 and seen == sorted(seen) and 0 < seen[0] and seen[-1] == 1
    assert whole == run()

    def stop(share):
        raise LookupError(share)

    with pytest.raises(LookupError) as stopped:
        run(progress=stop)
    assert stopped.value.args[0] < 1


@pytest.mark.parametrize("call", ["check_segments(S, S)", "check_pairs(S, S)", "check_pairs(S, S, jobs=2)", "score_segments(S, S)"])
def test_interrupt(call):
    """Control-C ends a check of hours within a second or two."""
    code = f"""
import mtqc, os, signal, threading, time
checker = mtqc.Checker("ru", "de")
S = ["Он купил 12 машин, но не приехал 5 мая 2021 года."] * 1000000
def send():
    global sent
    sent = time.monotonic()
    os.kill(os.getpid(), signal.SIGINT)
threading.Timer(4, send).start()
try:
    found = checker.{call}
    for pair in found: pass
except KeyboardInterrupt:
    print(time.monotonic() - sent)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600)
    assert float(done.stdout) < 60, done.stderr


def test_uneven_pairs(checker):
    with pytest.raises(ValueError):
        checker.check_segments(["а", "б"], ["a"])
    with pytest.raises(ValueError):
        list(checker.check_pairs(["а"], ["a", "b"]))
    with pytest.raises(ValueError):
        checker.check_pairs([], [], jobs=0)
    assert list(checker.check_pairs([], [])) == []
    assert checker.check_segments([], []).findings == ()


def test_wrong_arguments(checker):
    with pytest.raises(TypeError):
        checker.check("текст", 5)
    with pytest.raises(TypeError):
        checker.check("текст", None)
    for make in (
        lambda: mtqc.Checker("ru", "no tag"),
        lambda: mtqc.Checker("ru", "de\0"),
        lambda: mtqc.Checker("ru", "\ud800"),
        lambda: mtqc.Checker("ru", "de", colours=1),
        lambda: mtqc.Checker("ru", "de", min_confidence=2),
        lambda: mtqc.Checker("ru", "de", profile="novel"),
        lambda: mtqc.Checker("ru", "de", severity="calque=huge"),
        lambda: mtqc.Checker("ru", "de", disable=["no-such-check"]),
        lambda: checker.check(None, "Ja.").write("papyrus"),
        lambda: checker.align("Да.", "Ja.").write("papyrus"),
    ):
        with pytest.raises(mtqc.Error) as caught:
            make()
        assert caught.value.code == mtqc.Status.EARGUMENT
        assert caught.value.text


def test_damaged_pack(tmp_path):
    (tmp_path / "de.mtqcpack").write_bytes(b"not a pack" * 100)
    with pytest.raises(mtqc.Error) as caught:
        mtqc.Checker("ru", "de", data=tmp_path)
    assert caught.value.code == mtqc.Status.EDATA
    assert caught.value.file.endswith("de.mtqcpack")
    again = pickle.loads(pickle.dumps(caught.value))
    assert str(again) == str(caught.value) and again.file == caught.value.file


def test_missing_packs_are_told(tmp_path):
    checker = mtqc.Checker("ru", "de", data=tmp_path)
    assert any("de" in missing for missing in checker.missing)
    skipped = checker.check("Да.", "Ja.").skipped
    assert skipped and all(row.check and row.reason for row in skipped)


def test_options(pairs):
    only = mtqc.Checker("ru", "de", only=["end-punctuation"])
    assert {f.check for f in only.check_segments(*pairs).findings} == {"end-punctuation"}
    most = mtqc.Checker("ru", "de", disable=("end-punctuation", "number-mismatch"))
    assert not {f.check for f in most.check_segments(*pairs).findings} & {"end-punctuation", "number-mismatch"}
    assert mtqc.Checker("ru", "de", lexicon=False).missing
    assert mtqc.options()["min-confidence"][0] == ""
    light = mtqc.Checker("ru", "de", only="end-punctuation", severity=["end-punctuation=neutral"])
    assert {f.severity for f in light.check_segments(*pairs).findings} == {mtqc.Severity.NEUTRAL}


def test_registry():
    checks = mtqc.checks()
    assert len({check.number for check in checks}) == len(checks)
    assert {"number-mismatch", "omission"} <= {check.name for check in checks}
    assert all(check.explanation and check.meaning for check in checks)
    assert all("strict" in check.profiles for check in checks)
    assert {option for check in checks for option in check.options} <= mtqc.options().keys()
    assert "default" == mtqc.profiles()[0]
    assert mtqc.version() == mtqc.__version__ and "ICU" in mtqc.build_info()
    assert {"text", "json", "jsonl"} <= set(mtqc.formats())


def test_score():
    good, bad = mtqc.score(
        "ru", "de", ["Дети играли во дворе."] * 2, ["Die Kinder spielten auf dem Hof.", "Das Auto is 😀 kaputt."]
    )
    assert 0 <= bad.score < good.score <= 100 and good.low <= good.score <= good.high
    assert good.signature.startswith("estimate|version:1|pair:ru-de|")
    assert {feature.group for feature in good.features} >= {"fluency", "adequacy"}
    assert [token.text for token in bad.tokens] == ["Das", "Auto", "is", "😀", "kaputt", "."]
    assert [token.text for token in bad.source_tokens] == ["Дети", "играли", "во", "дворе", "."]
    assert all(math.isnan(token.probability) for token in bad.source_tokens)  # no weights for tokens of this pair
    (known,) = mtqc.score("en", "ru", ["Children played in the yard."], ["Дети играли."])
    assert known.tokens and all(0 <= token.probability <= 1 for token in known.tokens + known.source_tokens)
    assert all(bad.tokens[i].end <= bad.tokens[i + 1].start for i in range(5))
    with pytest.raises(ValueError), mtqc.Checker("ru", "de") as checker:
        checker.score_segments(["раз"], [])
    with pytest.raises(mtqc.Error), mtqc.Checker(None, "de") as checker:
        checker.score("раз", "eins")


def test_align():
    alignment = mtqc.align("ru", "de", "Утро. Пошёл дождь.\n", "Es ist Morgen. Regen setzte ein.\n")
    assert [len(bead.source) for bead in alignment] == [1, 1]
    assert alignment.beads[1].target[0].text == "Regen setzte ein."
    assert alignment.write().splitlines()[0].startswith(b"[0]:[0]:")
    rain = "Вечером над всей северной половиной страны ожидаются дожди, на побережье грозы, а в долинах густой туман."
    source = f"Саша видел 25 птиц.\nМарина купила 40 яблок.\nДиректор Петров открыл музей в 1987.\n{rain}\n"
    target = "Sascha sah 25 Vögel.\nMarina kaufte 40 Äpfel.\nDirektor Petrow eröffnete 1987 das Museum.\n"
    bird, *_, null = mtqc.align("ru", "de", source, target, lines=True, lexicon="no")
    assert ("null" in bird.flags, "null" in null.flags, null.matches) == (False, True, ())
    number = next(match for match in bird.matches if match.source == "25")
    assert source[number.source_start : number.source_end] == target[number.target_start : number.target_end] == "25"
    assert number.target == "25" and 0 < number.strength <= 1
    assert len(alignment.write("tsv").splitlines()) == len(alignment) == 2
    lines = mtqc.align("ru", "de", "раз\nдва\nтри\n", "eins\nzwei\ndrei\n", lines=True)
    assert [segment.text for segment in lines.target] == ["eins", "zwei", "drei"]


def test_segment():
    text = "Übrigens kam Dr. Kühn. Er blieb.\n\nNeuer Absatz."
    segments = mtqc.segment("de", text)
    assert [s.text for s in segments] == ["Übrigens kam Dr. Kühn.", "Er blieb.", "Neuer Absatz."]
    assert [s.paragraph for s in segments] == [0, 0, 1]
    assert [text[s.start : s.end] for s in segments] == [s.text for s in segments]


def test_closing(pairs):
    with mtqc.Checker("ru", "de") as checker:
        report = checker.check_segments(*pairs)
        unread = checker.check_segments(*pairs)
    with pytest.raises(ValueError):
        checker.check("Да.", "Ja.")
    assert unread.findings, "a report does not need its checker"
    with report:
        findings = report.findings
    assert report.findings == findings, "what was read stays"
    with pytest.raises(ValueError):
        report.to_json()
    report.close()
    for closed in (checker, report):
        with pytest.raises(TypeError):
            pickle.dumps(closed)


def test_findings_are_plain(checker, pairs):
    finding = checker.check_segments(*pairs).findings[0]
    assert pickle.loads(pickle.dumps(finding)) == copy.deepcopy(finding) == finding
    assert hash(finding) == hash(copy.deepcopy(finding))
    with pytest.raises(dataclasses.FrozenInstanceError):
        finding.check = "other"


def test_html_is_escaped(checker):
    report = checker.check(None, "Der <b>Ausschuss</b> (tagte & <script>x</script> gestern.")
    shown = report._repr_html_()
    assert report.findings and "<script>" not in shown and "<b>" not in shown


def test_pandas(checker, pairs):
    pytest.importorskip("pandas")
    report = checker.check_segments(*pairs)
    frame = report.to_pandas()
    assert list(frame["check"]) == [f.check for f in report.findings]
    assert list(frame["target.start"]) == [f.target.start for f in report.findings]
    assert checker.check("Да.", "Ja.").to_pandas().shape[0] == 0


def test_texts_of_a_report(checker, article):
    report = checker.check(*article)
    log = json.loads(report.to_sarif(target_name="a.txt"))
    assert len(log["runs"][0]["results"]) == len(report)
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a.txt"
    page = report.to_html(target_name="a <b>.txt")
    assert page.startswith("<!DOCTYPE html>") and "a &lt;b&gt;.txt" in page
    assert [json.loads(line)["check"] for line in report.to_jsonl().splitlines()] == [f.check for f in report]


def test_threads_share_a_checker(checker, article, pairs):
    """Eight threads, the same bytes; and a checker closed under their feet lives until they are done."""
    shared = mtqc.Checker("ru", "de")
    expected = checker.check(*article).to_json(), checker.check_segments(*pairs).to_jsonl()
    results, ready = [], threading.Barrier(9)

    def work():
        check, check_segments = shared.check, shared.check_segments
        first = check(*article)
        ready.wait()
        try:
            second = check_segments(*pairs).to_jsonl()
        except ValueError:
            second = expected[1]
        results.append((first.to_json(), second))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    ready.wait()
    shared.close()
    for thread in threads:
        thread.join()
    assert results == [expected] * 8


def test_command_without_binary(monkeypatch, capsysbinary, tmp_path, command):
    """python -m mtqc falls back on the library."""
    from mtqc import __main__ as module

    monkeypatch.setattr(module, "binary", lambda: None)
    (tmp_path / "s").write_text("Встреча назначена на 17 мая.\n", "utf-8")
    (tmp_path / "t").write_text("Das Treffen ist für den 71. Mai angesetzt.\n", "utf-8")
    arguments = ["check", "-s", "ru", "-t", "de", "--format", "jsonl", str(tmp_path / "s"), str(tmp_path / "t")]
    assert module.main(arguments) == 1
    assert b"number-mismatch" in capsysbinary.readouterr().out
    assert module.main([*arguments, "--fail-on", "none"]) == 0
    assert module.main(["check", "-t", "de", "--target-only", str(tmp_path / "missing")]) == 2
    script = tmp_path / "mtqc"
    script.write_text("#!/bin/sh\n")
    script.chmod(0o755)
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert module.binary() != str(script)


def test_the_example_of_the_readme(root, capsys):
    code = (root / "README.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    exec(compile(code, "README.md", "exec"), {})
    finding, estimate, bleu = capsys.readouterr().out.splitlines()
    assert finding.startswith("MAJOR 21 ") and 0 < float(estimate) < 100 and bleu.startswith("BLEU|nrefs:1|")
