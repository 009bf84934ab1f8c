"""The package and the command say the same."""

import json
import subprocess
import sys

import pytest

import mtqc


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, check=False)


@pytest.mark.parametrize("format", ["jsonl", "json"])
def test_same_bytes(checker, command, root, article, format):
    names = [str(root / "examples/seed" / f"article.{name}.txt") for name in ("reconstructed.ru", "de")]
    done = run(command, "check", "-s", "ru", "-t", "de", "--format", format, *names)
    assert done.returncode == 1, done.stderr
    report = checker.check(*article)
    assert report.write(format, source_name=names[0], target_name=names[1]) == done.stdout
    alone = run(command, "check", "-t", "de", "--target-only", "--format", format, names[1])
    with mtqc.Checker(None, "de") as target:
        assert target.check(None, article[1]).write(format, target_name=names[1]) == alone.stdout


def test_records_equal_json_lines(checker, article):
    report = checker.check(*article)
    lines = [json.loads(line) for line in report.to_jsonl().splitlines()]
    assert len(lines) == len(report.findings) > 3
    for line, finding in zip(lines, report.findings):
        record = finding.to_dict()
        for side in ("target", "source"):
            for name in ("start", "end") if record[side] else ():
                del record[side][name]
        assert line.pop("document") == "target"
        record["confidence"] = pytest.approx(record["confidence"], abs=0.006)
        assert line == record
        assert json.loads(finding.to_json())["check"] == finding.check


def test_aligned_lines_equal_pairs(checker, command, pairs, tmp_path):
    for name, lines in zip("st", pairs):
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    arguments = ["check", "-s", "ru", "-t", "de", "--aligned", "--format", "jsonl", "--fail-on", "none"]
    done = run(command, *arguments, str(tmp_path / "s"), str(tmp_path / "t"))
    assert done.returncode == 0, done.stderr
    rows = [(row["segment"], row["check"], row["fingerprint"]) for row in map(json.loads, done.stdout.splitlines())]
    assert rows == [(p.index + 1, f.check, f.fingerprint) for p in checker.check_pairs(*pairs) for f in p.findings]


def test_module_is_the_command(command):
    done = run(sys.executable, "-m", "mtqc", "--version")
    assert done.returncode == 0 and done.stdout == run(command, "--version").stdout
    assert run(sys.executable, "-m", "mtqc", "check", "--nonsense").returncode == 2
