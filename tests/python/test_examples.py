"""The programs of examples/ in Python do what they say. (corpus_dask.py: test_dask.py.)"""

import subprocess
import sys


def run(root, name, *arguments, **options):
    return subprocess.run([sys.executable, str(root / "examples" / name), *arguments], capture_output=True, timeout=600, **options)


def test_notebook(root, tmp_path):
    seed = [str(root / "examples/seed" / f"article.{name}.txt") for name in ("reconstructed.ru", "de")]
    done = run(root, "notebook.py", "ru", "de", *seed, cwd=tmp_path, text=True)
    assert done.returncode == 0, done.stderr
    assert all(text in done.stdout for text in ("critical 0.", "accuracy/mistranslation", "calque ", "worst: "))
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")


GOOD = "The bridge is 12 metres long.\tDie Brücke ist 12 Meter lang.\trow 1\n".encode()
BAD = "The bridge is 12 metres long.\tDie Brücke ist 21 Meter lang.\r\n".encode()


def test_filter(root, tmp_path):
    dropped = tmp_path / "dropped"
    done = run(root, "filter_pairs.py", "-s", "en", "-t", "de", "--dropped", str(dropped), input=GOOD + BAD + GOOD)
    assert done.returncode == 0, done.stderr
    assert done.stdout == GOOD + GOOD
    assert dropped.read_bytes() == b"number-mismatch\t" + BAD
    assert done.stderr == b"3 pairs, 2 kept, 1 dropped\n"
    done = run(root, "filter_pairs.py", "-s", "en", "-t", "de", "--min-estimate", "101", input=GOOD)
    assert (done.stdout, done.stderr) == (b"", b"1 pairs, 0 kept, 1 dropped\n")
    done = run(root, "filter_pairs.py", "-s", "en", "-t", "de", input=GOOD + b"alone\n")
    assert done.returncode == 1 and b"no two columns: b'alone" in done.stderr


def test_ci(root, tmp_path):
    for name, text in (("a.en.md", GOOD.split(b"\t")[0]), ("a.de.md", BAD.split(b"\t")[1]), ("b.en.md", b"Alone.")):
        (tmp_path / name).write_bytes(text)
    known = tmp_path / "known"
    check = ["ci_check.py", "-s", "en", "-t", "de", "--known", str(known), str(tmp_path)]
    first = run(root, *check, text=True)
    assert first.returncode == 1, first.stderr
    place = f"file={tmp_path / 'a.de.md'},line=1,col=16"
    assert first.stdout == f"::error {place},title=number-mismatch::12 in the source, 21 in the translation\n"
    assert run(root, *check, "--write-known").returncode == 0
    (tmp_path / "a.de.md").write_bytes("Die Brücke ist 21 Meter lang.".encode())
    again = run(root, *check, text=True)
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "1 documents, 1 findings, 1 of them known, 0 new ones are grave\n"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(root, *check[:-1], str(empty)).returncode == 1
