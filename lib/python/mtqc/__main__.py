"""python -m mtqc: the mtqc command; without its binary, `check` alone.

The binary is looked for beside Python's own commands (a wheel), at $MTQC_COMMAND, in the build folder and on the PATH.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from . import Checker, Error, Report, Severity, formats
from ._library import HERE, data_folder, path


def binary() -> str | None:
    """Path of the command, None if it is not there. A script of this name (which would call us again) does not count."""
    for candidate in (Path(sys.prefix, "bin", "mtqc"), os.environ.get("MTQC_COMMAND"), HERE.parents[2] / "mtqc", shutil.which("mtqc")):
        if candidate and os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            with open(candidate, "rb") as file:
                if file.read(2) != b"#!":
                    return str(candidate)
    return None


def run_binary(command: str, arguments: list[str]) -> None:
    """Becomes the command. It finds the library and the packs that this package found."""
    environment = dict(os.environ)
    folders = [os.path.dirname(path), environment.get("LD_LIBRARY_PATH", "")]
    environment["LD_LIBRARY_PATH"] = ":".join(filter(None, folders))
    if folder := data_folder():
        environment["MTQC_DATA"] = folder
    sys.stdout.flush()
    os.execve(command, [command, *arguments], environment)


def read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def run_check(options: argparse.Namespace) -> int:
    source = None if options.target_only else read(options.files[0])
    target = read(options.files[-1])
    with Checker(None if options.target_only else options.source_lang, options.target_lang) as checker:
        report: Report = checker.check_lines(source or b"", target) if options.aligned else checker.check(source, target)
    names = {"target_name": options.files[-1]} | ({} if source is None else {"source_name": options.files[0]})
    sys.stdout.buffer.write(report.write(options.format, **names))
    levels = {"none": 4} | {severity.name.lower(): severity for severity in Severity}
    return int(report.severity is not None and report.severity >= levels[options.fail_on])


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; 0: nothing serious found, 1: findings, 2: usage or input error."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if command := binary():
        run_binary(command, arguments)
    parser = argparse.ArgumentParser("mtqc", description="Checks machine-translated text (without the mtqc binary).")
    check = parser.add_subparsers(dest="command", required=True).add_parser("check")
    check.add_argument("-s", "--source-lang")
    check.add_argument("-t", "--target-lang", required=True)
    check.add_argument("--aligned", action="store_true", help="line i of one file is the translation of line i of the other")
    check.add_argument("--target-only", action="store_true", help="there is no source")
    check.add_argument("--format", choices=formats(), default="text")
    check.add_argument("--fail-on", choices=["none", "minor", "major", "critical"], default="major")
    check.add_argument("files", nargs="+")
    options = parser.parse_args(arguments)
    if len(options.files) != (1 if options.target_only else 2):
        parser.error("a source and a translation are needed, or --target-only and a translation")
    try:
        return run_check(options)
    except (Error, OSError) as error:
        print(f"mtqc: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
