#!/bin/sh
# A text of 1 GiB (the most that one call reads) without a single line break: the command gives a report or one clear error, in
# so much memory at most, and says how long it took. No part of the test suite: it takes some minutes and 2 GB of disk.
# usage: sh tests/bench/gigabyte.sh MTQC [GIGABYTES OF MEMORY]
set -eu
mtqc=$1
memory=${2:-16}
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
status=0

# One sentence over and over, cut to the byte.
make() {
  awk -v sentence="$1 " 'BEGIN { for (i = 0; i < 1024; i++) block = block sentence; for (;;) printf "%s", block }' 2>/dev/null | head -c "$2"
}

try() {
  name=$1
  shift
  began=$(date +%s)
  code=0
  (ulimit -v $((memory * 1024 * 1024)) && exec "$mtqc" "$@") >"$box/out" 2>"$box/err" || code=$?
  echo "$name: exit $code after $(($(date +%s) - began)) s, $(wc -c <"$box/out") bytes written; $(head -n 1 "$box/err")"
  [ $code -le 1 ] || { [ $code -eq 2 ] && [ "$(wc -l <"$box/err")" -eq 1 ]; } || status=1
}

make 'The train to Oxford leaves at 9.30 and arrives at noon.' 1073741824 >"$box/sentences"
try "sentences" check --target-only -t en --fail-on none --format jsonl "$box/sentences"
make 'word' 1073741824 | tr -d ' \n' >"$box/word"
try "one word" check --target-only -t en --fail-on none --format jsonl "$box/word"
make 'x' 1073741825 >"$box/longer"
try "a byte too many" check --target-only -t en --fail-on none --format jsonl "$box/longer"
exit $status
