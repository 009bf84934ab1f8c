#!/usr/bin/env python3
"""Continuous integration in Python: checks every translated document of a project, and fails on what is grave and new.

usage: ci_check.py -s en -t de [--known FILE] [--write-known] FOLDER

Documents are pairs NAME.en.md and NAME.de.md (any ending) below FOLDER. FILE keeps the fingerprints of findings that are known:
they stay when lines move, and only other findings fail. Messages are those that GitHub shows beside the code. `mtqc check --pair`
does the same without Python; this is the place for a policy of your own.
"""

import argparse
import sys
from pathlib import Path

import mtqc

LEVELS = ["notice", "warning", "error", "error"]  # by mtqc.Severity


def documents(folder, source, target):
    """Paths of a document and its translation."""
    for path in sorted(folder.rglob(f"*.{source}.*")):
        translation = path.with_name(path.name.replace(f".{source}.", f".{target}."))
        if translation.exists():
            yield path, translation


def escaped(text):
    """A message of a workflow command: one line."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def show(path, finding):
    place = finding.target or finding.source
    where = f"file={path},line={place.line},col={place.column}" if finding.target else f"file={path},line=1"
    print(f"::{LEVELS[finding.severity]} {where},title={finding.check}::{escaped(finding.message)}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    parser.add_argument("-s", "--source-lang", required=True)
    parser.add_argument("-t", "--target-lang", required=True)
    parser.add_argument("--known", type=Path)
    parser.add_argument("--write-known", action="store_true")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    known = set(options.known.read_text().split()) if options.known and options.known.exists() else set()
    count, grave, seen = 0, 0, set()
    with mtqc.Checker(options.source_lang, options.target_lang) as checker:
        for source, target in documents(options.folder, options.source_lang, options.target_lang):
            count += 1
            for finding in checker.check(source.read_bytes(), target.read_bytes()).findings:
                seen.add(finding.fingerprint)
                if finding.fingerprint not in known:
                    show(target, finding)
                    grave += finding.severity >= mtqc.Severity.MAJOR
    if count == 0:
        sys.exit(f"{options.folder}: no pairs of documents")
    if options.write_known:
        options.known.write_text("\n".join(sorted(seen)) + "\n")
    print(f"{count} documents, {len(seen)} findings, {len(seen & known)} of them known, {grave} new ones are grave", file=sys.stderr)
    return grave > 0 and not options.write_known


if __name__ == "__main__":
    sys.exit(main())
