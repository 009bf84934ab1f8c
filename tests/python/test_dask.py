"""Corpora over several processes: order, equality with a single process, a worker that is killed, a run that goes on."""

import gzip
import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")

import dask.bag  # noqa: E402
import dask.dataframe  # noqa: E402
import pandas  # noqa: E402

import mtqc  # noqa: E402
import mtqc.dask  # noqa: E402

COUNT = 1200


def corpus(count):
    """Every third pair has a wrong number."""
    for i in range(count):
        wrong = 7 * (i % 3 == 0)
        yield f"The bridge is {i + 20} metres long.", f"Die Brücke ist {i + 20 + wrong} Meter lang."


@pytest.fixture(scope="module")
def example(root):
    """The program in examples/, as a module that workers can import, too."""
    sys.path.insert(0, str(root / "examples"))
    yield importlib.import_module("corpus_dask")
    sys.path.pop(0)


@pytest.fixture(scope="module")
def client(example, root):
    os.environ["PYTHONPATH"] = f"{root / 'examples'}:{os.environ['PYTHONPATH']}"
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with distributed.Client(cluster) as client:
        yield client
    cluster.close()


def test_bag(client):
    pairs = list(corpus(90))
    bag = dask.bag.from_sequence(pairs, npartitions=4)
    found = mtqc.dask.check_bag(bag, "en", "de", disable=["calque"]).compute()
    assert [(row["source"], row["target"]) for row in found] == pairs
    assert [row["severity"] for row in found] == ["major" if i % 3 == 0 else None for i in range(90)]
    assert found[0]["findings"][0]["check"] == "number-mismatch"
    dicts = dask.bag.from_sequence([{"source": s, "target": t} for s, t in pairs], npartitions=2)
    assert mtqc.dask.check_bag(dicts, "en", "de", batch=7).pluck("severity").compute() == [row["severity"] for row in found]


def test_frame(client):
    frame = pandas.DataFrame(corpus(50), columns=["src", "mt"])
    lazy = dask.dataframe.from_pandas(frame, npartitions=3)
    scored = mtqc.dask.score_frame(lazy, "en", "de", source="src", target="mt")
    assert list(scored.columns) == list(scored.compute().columns)
    done = scored.compute()
    assert done["mt"].tolist() == frame["mt"].tolist()
    assert done["mtqc.severity"].tolist() == ["major" if i % 3 == 0 else "" for i in range(50)]
    assert done["mtqc.penalty"].tolist() == [5.0 if i % 3 == 0 else 0.0 for i in range(50)]
    assert done["mtqc.findings"].sum() == 17
    assert len(scored.loc[90:].compute()) == 0


def test_a_process_has_one_checker():
    assert mtqc.dask.checker("en", "de", disable=["calque"]) is mtqc.dask.checker("en", "de", disable=["calque"])
    assert mtqc.dask.checker("en", "de") is not mtqc.dask.checker("en", "fr")


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.gz"))}


def test_a_killed_worker_loses_nothing(client, example, tmp_path):
    folders = [tmp_path / name for name in ("calm", "disturbed")]
    for folder in folders:
        folder.mkdir()
    calm = example.clean(client, corpus(COUNT), folders[0], ("en", "de"), 2, 100)
    assert calm == (COUNT, COUNT * 2 // 3)
    victim = next(iter(client.run(os.getpid).values()))
    killer = threading.Thread(target=lambda: wait_for_parts(folders[1], 2) and os.kill(victim, signal.SIGKILL))
    killer.start()
    disturbed = example.clean(client, slowly(corpus(COUNT)), folders[1], ("en", "de"), 2, 100)
    killer.join()
    with pytest.raises(OSError):
        os.kill(victim, 0)
    assert disturbed == calm
    assert contents(folders[0]) == contents(folders[1])
    assert not list(folders[1].glob("*.partial"))


def slowly(pairs):
    """So that parts are still to be checked when the first ones are done."""
    for i, pair in enumerate(pairs):
        if i % 100 == 0:
            time.sleep(0.05)
        yield pair


def wait_for_parts(folder, count, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if len(list(folder.glob("kept-*.gz"))) >= count:
            return True
        time.sleep(0.01)
    return False


def test_the_command_goes_on_where_it_stopped(root, tmp_path):
    path, folder = tmp_path / "corpus.tsv.gz", tmp_path / "out"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(f"{s}\t{t}\n" for s, t in corpus(300))
    command = [sys.executable, str(root / "examples/corpus_dask.py"), "-s", "en", "-t", "de", "--part", "60", "--workers", "3"]
    done = subprocess.run([*command, str(path), str(folder)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "\n3 workers, dashboard: " in "\n" + done.stderr
    assert json.loads((folder / "summary.json").read_text()) == {"pairs": 300, "kept": 200, "dropped": 100}
    whole = contents(folder)
    assert len(whole) == 10
    (folder / "kept-000002.tsv.gz").unlink()
    first = (folder / "kept-000000.tsv.gz").stat().st_mtime_ns
    again = subprocess.run([*command, str(path), str(folder)], capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert contents(folder) == whole
    assert (folder / "kept-000000.tsv.gz").stat().st_mtime_ns == first
    other = subprocess.run([*command, "--drop-at", "minor", str(path), str(folder)], capture_output=True, text=True)
    assert other.returncode == 1 and "other settings" in other.stderr
    with gzip.open(folder / "dropped-000000.tsv.gz", "rt", encoding="utf-8") as file:
        assert next(file).endswith("\tnumber-mismatch(major)\n")
    gone = subprocess.run([*command, str(tmp_path / "gone.tsv"), str(tmp_path / "none")], capture_output=True, text=True)
    # Workers that take long to stop write behind the message.
    assert gone.returncode == 1 and f"No such file or directory: '{tmp_path / 'gone.tsv'}'\n" in gone.stderr
