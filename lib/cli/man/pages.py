#!/usr/bin/env python3
"""Makes a man page from its text and from what the command itself says of its usage and options, so that the two agree.

usage: pages.py MTQC TEMPLATE OUTPUT      a template mtqc-NAME.1.in is for the subcommand NAME
"""

import os
import re
import subprocess
import sys


def roff(text):
    """Text that means nothing to the formatter."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def option(line):
    """The letter, name, argument and meaning in a line of help, or None."""
    match = re.fullmatch(r" {2}(?:-(\w), | {4})--([\w-]+)(?: (\S+))? +(.*)", line)
    return match and match.groups()


def options(lines):
    for letter, name, argument, meaning in filter(None, map(option, lines)):
        left = (f"\\fB\\-{letter}\\fR, " if letter else "") + f"\\fB\\-\\-{roff(name)}\\fR"
        yield f".TP\n{left}" + (f" \\fI{roff(argument)}\\fR" if argument else "")
        yield roff(meaning[:1].upper() + meaning[1:] + ("" if meaning.endswith(".") else "."))


def synopsis(lines):
    for line in lines:
        if not (match := re.match(r"(?:usage: | {7})(mtqc( \w+)?)(.*)", line)):
            break
        yield f".B {match[1]}\n{roff(match[3].strip())}\n.br" if match[3] else f".B {match[1]}\n.br"


def about(lines):
    """What stands between usage and options."""
    body = lines[next(i for i, line in enumerate(lines) if not line) + 1 :]
    yield from (roff(line) or ".PP" for line in body[: next(i for i, line in enumerate(body) if option(line)) - 1])


def commands(lines):
    for match in filter(None, (re.fullmatch(r" {2}([a-z]+) +(.*)", line) for line in lines)):
        if match[1] != "mtqc":
            yield f".TP\n\\fB{match[1]}\\fR\n{roff(match[2][:1].upper() + match[2][1:])}. See\n.BR mtqc\\-{match[1]} (1)."


def keys(lines):
    for name, standard, meaning in (line.split("\t") for line in lines):
        yield f".TP\n\\fB{roff(name)}\\fR" + (f" (default: {roff(standard)})" if standard else "")
        yield roff(meaning[:1].upper() + meaning[1:]) + "."


def main(mtqc, template, output):
    def ask(*arguments):
        return subprocess.run([mtqc, *arguments], capture_output=True, check=True, text=True).stdout.splitlines()

    command = re.match(r"mtqc-?(\w*)", os.path.basename(template))[1]
    lines = ask(command, "--help") if command else ask("--help")
    makers = {"SYNOPSIS": synopsis, "OPTIONS": options, "ABOUT": about, "COMMANDS": commands}
    with open(template, encoding="utf-8") as file:
        text = file.read()
    for name in re.findall(r"^@(\w+)@$", text, flags=re.M):
        made = keys(ask("config", "--keys")) if name == "KEYS" else makers[name](lines)
        text = text.replace(f"@{name}@", "\n".join(made))
    with open(output, "w", encoding="utf-8") as file:
        file.write(text)


main(*sys.argv[1:])
