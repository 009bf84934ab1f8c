#!/usr/bin/env python3
"""Figures of the Python package and of the filter, as times of the clock and of the processor (user + system).

usage: python.py [--pairs N] [--filter N] [-s en] [-t de] SOURCE TARGET

SOURCE and TARGET are texts of which line i translates line i; they are repeated to N pairs (default 100000; of the filter
0: not measured). The package is that on PYTHONPATH, the command that of MTQC_COMMAND. On a machine with other work the
times of the processor are to be believed. Each figure is the best of three, that of Dask the only one.
"""

import argparse
import ctypes
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time

import mtqc.dask
from mtqc import _library

COMMAND = os.environ.get("MTQC_COMMAND", "mtqc")


def spent():
    """Seconds of the clock, and of the processor for this process and the children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return time.monotonic(), sum(u.ru_utime + u.ru_stime for u in used)


def measure(work):
    start = spent()
    work()
    return [after - before for before, after in zip(start, spent())]


def best(*works, times=3):
    """The best time of the clock and the best of the processor of each. They take turns, so that other work of the machine
    falls on all of them."""
    rounds = [[measure(work) for work in works] for _ in range(times)]
    return [[min(column) for column in zip(*results)] for results in zip(*rounds)]


def say(name, clock, processor, note=""):
    print(f"{name:42} {clock:8.2f} s  processor {processor:8.2f} s  {note}", flush=True)


def consume(iterator):
    return sum(len(pair.findings) for pair in iterator)


def pairs_against_command(options, sides):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("source", "target")]
        for path, lines in zip(paths, sides):
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(line + "\n" for line in lines)
        arguments = [COMMAND, "check", "--no-config", "-s", options.source_lang, "-t", options.target_lang, "--aligned",
                     "--fail-on", "none", "--format", "jsonl", "-o", os.path.join(folder, "out"), *paths]

        def run():
            subprocess.run(arguments, check=True, stderr=subprocess.DEVNULL)

        def check(jobs):
            with mtqc.Checker(options.source_lang, options.target_lang) as checker:
                consume(checker.check_pairs(*sides, jobs=jobs))

        command, one, two = best(run, lambda: check(1), lambda: check(2))
    say("command, 1 job", *command, f"{len(sides[0]) / command[1]:.0f} pairs/s")
    say("check_pairs, 1 job", *one, f"{one[1] / command[1]:.3f} of the command's processor time")
    say("check_pairs, 2 jobs", *two, f"{one[0] / two[0]:.2f} times as fast")


def threads_of_the_library(options, sides):
    checkers = [mtqc.Checker(options.source_lang, options.target_lang, jobs=jobs) for jobs in (1, 2)]
    times = best(*(lambda checker=checker: checker.check_segments(*sides).close() for checker in checkers))
    for jobs, (clock, processor) in enumerate(times, 1):
        say(f"check_segments, threads in C: {jobs}", clock, processor, f"{times[0][0] / clock:.2f} times as fast")


def one_call(options, sides):
    """check() of one short pair, and the bare call of the library."""
    source, target = min(zip(*sides), key=lambda pair: abs(len(pair[0]) - 60))
    first, second = source.encode(), target.encode()
    rounds = 2000
    with mtqc.Checker(options.source_lang, options.target_lang) as checker:
        pointer, out, error = checker._pointer().pointer, ctypes.c_void_p(), mtqc._declarations.mtqc_error()

        def bare():
            for _ in range(rounds):
                _library.lib.mtqc_check(pointer, first, len(first), second, len(second), ctypes.byref(out), ctypes.byref(error))
                _library.lib.mtqc_report_free(out)

        def full():
            for _ in range(rounds):
                checker.check(source, target).close()

        lower, upper = (processor for _, processor in best(bare, full, times=5))
    print(f"{'one call of check()':42} {upper / rounds * 1e6:8.1f} µs, of the library {lower / rounds * 1e6:.1f} µs: "
          f"{(upper - lower) / rounds * 1e6:.1f} µs on top")


def dask_workers(options, sides):
    import dask.bag
    from distributed import Client, LocalCluster, wait

    pairs, times = list(zip(*sides)), []
    for workers in (1, 2):
        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
            client.run(lambda *languages: mtqc.dask.checker(*languages) and None, options.source_lang, options.target_lang)
            bag = client.persist(dask.bag.from_sequence(pairs, npartitions=16))
            wait(bag)
            found = mtqc.dask.check_bag(bag, options.source_lang, options.target_lang).filter(lambda pair: pair["severity"] == "critical")
            before = client.run(time.process_time)
            clock = measure(lambda: found.count().compute())[0]  # once: the scheduler keeps results for a while
            busiest = max(after - before[worker] for worker, after in client.run(time.process_time).items())
        times.append((clock, busiest))
        say(f"Dask, workers: {workers}", clock, busiest, f"of the busiest worker; {times[0][0] / clock:.2f} times as fast, "
            f"by the processor {times[0][1] / busiest:.2f}")


def peak(process):
    """The most memory that a running process took, in megabytes. (What wait4 tells holds that of the process it was made by.)"""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM:")) / 1024


def stream(options, sides, count):
    """The command as a filter of `count` generated pairs: its rate, and the most memory it took."""
    arguments = [COMMAND, "check", "--no-config", "-s", options.source_lang, "-t", options.target_lang, "--input-format", "tsv",
                 "--where", "not major", "-"]
    lines = [f"{source}\t{target}\n" for source, target in zip(*sides)]
    block = "".join(itertools.islice(itertools.cycle(lines), 10000)).encode()
    start = time.monotonic()
    child = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(count // 10000):
        child.stdin.write(block)
    memory = peak(child)
    child.stdin.close()
    _, status, used = os.wait4(child.pid, 0)
    clock, processor = time.monotonic() - start, used.ru_utime + used.ru_stime
    say(f"filter, {count} pairs", clock, processor,
        f"{count / clock:.0f} pairs/s, {count / processor:.0f} a second of the processor, {memory:.0f} MB, status {status}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-s", "--source-lang", default="en")
    parser.add_argument("-t", "--target-lang", default="de")
    parser.add_argument("--pairs", type=int, default=100000)
    parser.add_argument("--filter", type=int, default=0)
    parser.add_argument("source")
    parser.add_argument("target")
    options = parser.parse_args()
    sides = []
    for path in (options.source, options.target):
        with open(path, encoding="utf-8") as file:
            sides.append(list(itertools.islice(itertools.cycle(file.read().splitlines()), options.pairs)))
    print(f"mtqc {mtqc.version()}, {len(sides[0])} pairs, load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    one_call(options, sides)
    pairs_against_command(options, sides)
    threads_of_the_library(options, sides)
    dask_workers(options, sides)
    for count in sorted({options.filter // 10, options.filter} - {0}):
        stream(options, sides, count)


if __name__ == "__main__":
    sys.exit(main())
