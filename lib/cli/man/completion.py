#!/usr/bin/env python3
"""Makes the completion of a shell from what the command says of its subcommands and options.

usage: completion.py MTQC bash|zsh|fish OUTPUT
"""

import re
import subprocess
import sys

CHECKS = "$(mtqc checks 2>/dev/null | awk '{print $2}')"
SEVERITIES = "neutral minor major critical"


def ask(mtqc, *arguments):
    return subprocess.run([mtqc, *arguments], capture_output=True, check=True, text=True).stdout


def commands(mtqc):
    return re.findall(r"^ {2}([a-z]+) +(.*)$", re.sub(r"^ +mtqc .*$", "", ask(mtqc, "--help"), flags=re.M), flags=re.M)


def options(mtqc, command):
    """(letter, name, argument, meaning) of each option."""
    return re.findall(r"^ {2}(?:-(\w), | {4})--([\w-]+)(?: ([A-Z]\S*))? +(.*)$", ask(mtqc, command, "--help"), flags=re.M)


def formats(mtqc, command):
    """The names behind "Formats:", and those in the line of --format itself."""
    text = ask(mtqc, command, "--help")
    match = re.search(r"^(?:.*)Formats: (.*?)\n\n", text, flags=re.M | re.S)
    if not match:
        return ""
    known = {"text", "json", "jsonl", "sarif", "github", "markdown", "gitlab", "junit", "checkstyle", "mqm", "html", "baseline", "beads", "tsv"}
    return " ".join(word for word in re.findall(r"[a-z]+", match[1]) if word in known)


def values(mtqc, command, name):
    """Words that an option takes, as a shell makes them; None: files."""
    fixed = {"fail-on": "none minor major critical", "profile": "default strict news software subtitles"}
    if name in fixed:
        return fixed[name]
    if name in ("only", "enable", "disable", "severity"):
        return CHECKS
    return formats(mtqc, command) if name == "format" else None


def bash(mtqc):
    yield "# Completion of mtqc for bash, made by completion.py."
    yield "_mtqc() {"
    yield '  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}'
    yield "  COMPREPLY=()"
    yield "  if [ \"$COMP_CWORD\" -eq 1 ]; then"
    yield f"    COMPREPLY=($(compgen -W '{' '.join(name for name, _ in commands(mtqc))} --help --version' -- \"$word\"))"
    yield "    return"
    yield "  fi"
    yield "  case $command/$before in"
    for command, _ in commands(mtqc):
        for _, name, argument, _ in options(mtqc, command):
            if argument and (words := values(mtqc, command, name)):
                yield f"  {command}/--{name}) COMPREPLY=($(compgen -W \"{words}\" -- \"$word\")); return ;;"
    yield f"  explain/explain) COMPREPLY=($(compgen -W \"{CHECKS}\" -- \"$word\")); return ;;"
    yield "  esac"
    yield "  case $command/$word in"
    for command, _ in commands(mtqc):
        names = " ".join(f"--{name}" for _, name, _, _ in options(mtqc, command))
        yield f"  {command}/-*) COMPREPLY=($(compgen -W '{names}' -- \"$word\")); return ;;"
    yield "  esac"
    yield "}"
    yield "complete -o default -F _mtqc mtqc"


def quoted(text, *marks):
    """Text inside single quotes; `marks` mean something to the shell's description language."""
    for mark in marks:
        text = text.replace(mark, "\\" + mark)
    return text.replace("'", "'\\''")


def zsh(mtqc):
    yield "#compdef mtqc"
    yield "# Completion of mtqc for zsh, made by completion.py."
    yield "_mtqc() {"
    yield "  local -a commands=("
    yield from (f"    '{name}:{quoted(meaning)}'" for name, meaning in commands(mtqc))
    yield "  )"
    yield "  if (( CURRENT == 2 )); then _describe command commands; return; fi"
    yield "  local command=$words[2]"
    yield "  shift words; (( CURRENT-- ))"
    yield "  case $command in"
    for command, _ in commands(mtqc):
        yield f"  {command}) _arguments \\"
        for letter, name, argument, meaning in options(mtqc, command):
            action = values(mtqc, command, name)
            spec = f"[{quoted(meaning, '[', ']')}]" + (f":{argument}:" + (f"({action})" if action else "_files") if argument else "")
            mark = "=" if argument else ""
            for form in [f"--{name}{mark}"] + ([f"-{letter}{'+' if argument else ''}"] if letter else []):
                end = f'"{form}{spec}"' if action and "$" in action else f"'{form}{spec}'"
                yield f"    {end} \\"
        yield f"    \"*:check:({CHECKS})\" ;;" if command == "explain" else "    '*:file:_files' ;;"
    yield "  esac"
    yield "}"
    yield '_mtqc "$@"'


def fish(mtqc):
    yield "# Completion of mtqc for fish, made by completion.py."
    for command, meaning in commands(mtqc):
        yield f"complete -c mtqc -f -n __fish_use_subcommand -a {command} -d '{quoted(meaning)}'"
    for command, _ in commands(mtqc):
        for letter, name, argument, meaning in options(mtqc, command):
            words = values(mtqc, command, name) if argument else None
            line = f"complete -c mtqc -n '__fish_seen_subcommand_from {command}' -l {name}" + (f" -s {letter}" if letter else "")
            if words:
                line += f" -x -a \"{words.replace('$(', '(').replace('$2', chr(92) + '$2')}\""
            elif argument:
                line += " -r"
            yield f"{line} -d '{quoted(meaning)}'"
    yield "complete -c mtqc -f -n '__fish_seen_subcommand_from explain' -a \"(mtqc checks 2>/dev/null | awk '{print \\$2}')\""


def main(mtqc, shell, output):
    with open(output, "w", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in {"bash": bash, "zsh": zsh, "fish": fish}[shell](mtqc))


main(*sys.argv[1:])
