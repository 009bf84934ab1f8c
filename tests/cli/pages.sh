#!/bin/sh
# Man pages and completions say what the command says: every option of --help is in its page and the other way round, pages are
# sound, every shell that is installed completes.
# usage: pages.sh MTQC FOLDER
folder=$(cd "$2" && pwd)
. "$(dirname "$0")/tap.sh"
PATH=$(dirname "$mtqc"):$PATH
export PATH

# The long options in what is read.
options() { grep -o -- '--[a-z][a-z-]*' | sort -u; }

"$mtqc" --help | sed -n 's/^  \([a-z]*\) .*/\1/p' | grep -v '^mtqc$' >commands
try "commands are listed" [ "$(wc -l <commands)" -ge 8 ]
for command in $(cat commands); do
  page=$folder/mtqc-$command.1
  "$mtqc" $command --help | sed -n '/^  *-/p' | sed 's/^\(  *\(-., \)\{0,1\}--[a-z-]*\).*/\1/' | options >told
  sed -n '/^\.SH OPTIONS/,/^\.SH /p' "$page" | grep -A1 '^\.TP' | sed 's/\\-/-/g' | options >written
  try "mtqc-$command(1) has the options of --help" cmp -s told written
  try "mtqc(1) names mtqc-$command(1)" grep -q "^\.BR mtqc\\\\-$command (1)" "$folder/mtqc.1"
done
"$mtqc" check --help | sed -n '/^Formats: /,/^$/{s/Formats: //;s/(default)//;s/[,.]/ /g;p}' | xargs -n 1 | sort >told
sed -n '/^\.SH FORMATS/,/^\.SH SUPP/{s/\\fR//g;s/\\fB//g;s/,/ /g;s/^\.B //p}' "$folder/mtqc-check.1" | xargs -n 1 | sort >written
try "mtqc-check(1) tells of every format" cmp -s told written
"$mtqc" config --keys | cut -f 1 >keys
sed -n '/^\.SH KEYS/,/^\.SH EX/p' "$folder/mtqc.ini.5" | sed -n 's/^\\fB\(.*\)\\fR.*/\1/p' | sed 's/\\-/-/g' >written
try "mtqc.ini(5) has every key" cmp -s keys written
sed -n '/^\.SH EXAMPLE/,/^\.fi/p' "$folder/mtqc.ini.5" | grep -v '^\.' | sed 's/\\-/-/g' >example.ini
run config --config example.ini;  try "its example is a configuration" quiet 0
if command -v groff >/dev/null; then
  for page in "$folder"/*.[15]; do
    try "$(basename "$page") is sound" [ -z "$(groff -man -ww -z -k -Tutf8 "$page" 2>&1)" ]
  done
fi

# --- completions ---
# complete_bash WORD...: what bash offers for the last word.
complete_bash() {
  bash -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mtqc; printf "%s\n" "${COMPREPLY[@]}"' - "$folder/mtqc" "$@" >out 2>err
  code=$?
}
if command -v bash >/dev/null; then
  complete_bash mtqc ch;                          try "bash: commands" [ "$(tr '\n' ' ' <out)" = "check checks " ]
  complete_bash mtqc check --min-s;               try "bash: options" [ "$(cat out)" = --min-score ]
  complete_bash mtqc check --format sa;           try "bash: formats" [ "$(cat out)" = sarif ]
  complete_bash mtqc check --disable number-;     try "bash: checks" grep -qx number-mismatch out
  complete_bash mtqc explain number-;             try "bash: explain" grep -qx number-mismatch out
fi
if command -v zsh >/dev/null; then
  zsh -f -n "$folder/_mtqc" >out 2>err; code=$?;  try "zsh: syntax" quiet 0
  # Stand-ins for the functions of the completion system tell what they are given.
  zsh -f -c '_describe() { print -l $commands }; _arguments() { print -l -- "$@" }; words=("${(@)argv[2,-1]}"); CURRENT=$#words
    . "$1"' - "$folder/_mtqc" mtqc ch >out 2>err; code=$?
  try "zsh: commands" grep -q '^check:' out
  zsh -f -c '_describe() { print -l $commands }; _arguments() { print -l -- "$@" }; words=("${(@)argv[2,-1]}"); CURRENT=$#words
    . "$1"' - "$folder/_mtqc" mtqc check -- >out 2>err; code=$?
  try "zsh: options and checks" [ "$(grep -c -- '^--min-score=\|^--disable=\|^number-mismatch$' out)" -gt 3 ]
fi
if command -v fish >/dev/null; then
  export HOME="$box"
  # complete_fish LINE: what fish offers at the end of the line.
  complete_fish() { fish --no-config -c "source $folder/mtqc.fish; complete -C '$1'" >out 2>err; code=$?; }
  complete_fish "mtqc ch";                        try "fish: commands" grep -q '^checks' out
  complete_fish "mtqc check --min-s";             try "fish: options" grep -q '^--min-score' out
  complete_fish "mtqc check --disable number-";   try "fish: checks" grep -q '^number-mismatch' out
  complete_fish "mtqc check --format sa";         try "fish: formats" grep -q '^sarif' out
fi

finish
