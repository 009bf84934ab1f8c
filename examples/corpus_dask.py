#!/usr/bin/env python3
"""Cleans a parallel corpus with Dask: keeps the pairs without a serious finding.

usage: corpus_dask.py -s en -t de [options] CORPUS FOLDER

CORPUS is .tsv or .jsonl (also .gz; "-" reads TSV from standard input) or .parquet, for which pandas needs pyarrow or
fastparquet; Debian 12 has neither, so take them from elsewhere (pip install pandas pyarrow) or convert. It is cut into parts, which the workers check; FOLDER gets one file of kept pairs and one of dropped pairs, with the reason, for each part,
and summary.json. A part is written under another name and renamed when it is whole, so a run that was broken off goes on
where it stopped when it is started again, and a worker that dies loses nothing: its part is given to another one.

  -s, --source-lang TAG    -t, --target-lang TAG
  --source-field, --target-field NAME    keys or columns (default source, target); TSV: the first two columns
  --drop-at LEVEL          drop pairs with a finding of minor, major (default) or critical severity or above
  --part N                 pairs in a part (default 50000)
  --workers N              processes on this machine (default: one for each core); or
  --scheduler ADDRESS      a Dask scheduler that runs already
"""

import argparse
import gzip
import io
import json
import os
import sys
import time
from itertools import islice
from pathlib import Path

from distributed import Client, LocalCluster, as_completed

from mtqc.dask import checker


def rows(path, fields):
    """Pairs of the corpus, one by one."""
    if path.endswith(".parquet"):
        try:
            import pandas

            frame = pandas.read_parquet(path, columns=list(fields))
        except ImportError:
            sys.exit(f"{path}: reading Parquet needs the Python modules pandas and pyarrow; or convert it to .tsv or .jsonl")
        yield from zip(frame[fields[0]], frame[fields[1]])
        return
    opened = sys.stdin.buffer if path == "-" else gzip.open(path) if path.endswith(".gz") else open(path, "rb")
    with io.TextIOWrapper(opened, encoding="utf-8", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\r\n")
            if ".jsonl" in path:
                row = json.loads(line)
                yield str(row[fields[0]]), str(row[fields[1]])
            else:
                pair = line.split("\t")
                if len(pair) < 2:
                    sys.exit(f"{path}:{number}: two columns are needed")
                yield pair[0], pair[1]


def write(path, lines):
    """A gzipped file, the same bytes for the same lines; it has its name only when it is whole."""
    partial = f"{path}.{os.getpid()}.partial"
    with open(partial, "wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        packed.write("".join(line + "\n" for line in lines).encode("utf-8", "replace"))
    os.replace(partial, path)


def clean_part(pairs, folder, number, languages, drop_at):
    """Checks one part and writes it; runs in a worker. Gives the numbers of pairs read and kept."""
    kept, dropped = [], []
    for pair in checker(*languages).check_pairs(*zip(*pairs)):
        reasons = sorted({f"{f.check}({f.severity.name.lower()})" for f in pair.findings if f.severity >= drop_at})
        line = f"{pair.source}\t{pair.target}"
        if reasons:
            dropped.append(f"{line}\t{' '.join(reasons)}")
        else:
            kept.append(line)
    write(f"{folder}/dropped-{number:06}.tsv.gz", dropped)
    write(f"{folder}/kept-{number:06}.tsv.gz", kept)  # last: a part with this file is done
    return len(pairs), len(kept)


def count_lines(path):
    with gzip.open(path) as file:
        return sum(1 for _ in file)


def show(done, kept, total, start):
    if sys.stderr.isatty():
        rate = done / max(time.monotonic() - start, 1e-9)
        print(f"\r{total} pairs read, {done} checked, {kept} kept, {rate:.0f} pairs/s ", end="", file=sys.stderr)


def clean(client, pairs, folder, languages, drop_at, part):
    """Cleans all pairs; at most two parts a worker are in memory. Gives the numbers of pairs read and kept."""
    running, pairs, start, most = as_completed(), iter(pairs), time.monotonic(), 2 * len(client.ncores()) or 2
    number = done = kept = total = 0

    def take():
        nonlocal done, kept
        read, good = next(running).result()
        done, kept = done + read, kept + good
        show(done, kept, total, start)

    while piece := list(islice(pairs, part)):
        total += len(piece)
        if (whole := Path(folder, f"kept-{number:06}.tsv.gz")).exists():
            done, kept = done + len(piece), kept + count_lines(whole)
        else:
            if running.count() >= most:
                take()
            running.add(client.submit(clean_part, piece, str(folder), number, languages, drop_at, pure=False, retries=3))
        number += 1
    while running.count():
        take()
    for partial in Path(folder).glob("*.partial"):  # of a worker that died
        partial.unlink()
    return total, kept


def prepare(folder, settings):
    """Parts of another run with other settings would be taken for done: they are refused."""
    folder.mkdir(parents=True, exist_ok=True)
    path, mine = folder / "settings.json", json.dumps(settings, sort_keys=True)
    if path.exists() and path.read_text() != mine:
        sys.exit(f"{folder} holds parts of a run with other settings: {path.read_text()}")
    path.write_text(mine)


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("-s", "--source-lang", required=True)
    parser.add_argument("-t", "--target-lang", required=True)
    parser.add_argument("--source-field", default="source")
    parser.add_argument("--target-field", default="target")
    parser.add_argument("--drop-at", choices=["minor", "major", "critical"], default="major")
    parser.add_argument("--part", type=int, default=50000)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--scheduler")
    parser.add_argument("corpus")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    folder, languages = options.folder.resolve(), (options.source_lang, options.target_lang)
    drop_at = ["neutral", "minor", "major", "critical"].index(options.drop_at)
    prepare(folder, [options.corpus, *languages, drop_at, options.part])
    cluster = options.scheduler or LocalCluster(n_workers=options.workers, threads_per_worker=1)
    with Client(cluster) as client:
        print(f"{len(client.ncores())} workers, dashboard: {client.dashboard_link}", file=sys.stderr)
        pairs = rows(options.corpus, (options.source_field, options.target_field))
        try:
            total, kept = clean(client, pairs, folder, languages, drop_at, options.part)
        except (OSError, EOFError, json.JSONDecodeError) as error:  # of the corpus; what was done stays
            sys.exit(f"{options.corpus}: {error}")
    summary = {"pairs": total, "kept": kept, "dropped": total - kept}
    (folder / "summary.json").write_text(json.dumps(summary) + "\n")
    print(f"{total} pairs, {kept} kept, {total - kept} dropped", file=sys.stderr)


if __name__ == "__main__":
    main()
