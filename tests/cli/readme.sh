#!/bin/sh
# README tells the truth: its table of checks is the registry's, and its program compiles, runs and finds the wrong number.
# usage: readme.sh README MTQC INCLUDE_FOLDER LIBRARY      UPDATE=1 writes the table into README
set -eu
readme=$1 mtqc=$2 include=$3 library=$4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

{
  echo '| check | severity | by default | meaning |'
  echo '|---|---|---|---|'
  "$mtqc" checks | sed -E 's/^[0-9]+ +([a-z-]+) +([a-z]+) +(on|off) +(.*)$/| `\1` | \2 | \3 | \4 |/'
} >"$folder/table"
if [ "${UPDATE:-0}" = 1 ]; then
  sed -e '/<!-- checks:/r '"$folder/table" -e '/<!-- checks:/,/<!-- \/checks -->/{/<!--/!d}' "$readme" >"$folder/readme"
  cp "$folder/readme" "$readme"
fi
sed -n '/<!-- checks:/,/<!-- \/checks -->/p' "$readme" | grep -v '^<!--' >"$folder/shown"
echo 1..2
if diff "$folder/table" "$folder/shown" >"$folder/diff"; then
  echo 'ok 1 - the table of checks'
else
  sed 's/^/# /' "$folder/diff"
  echo 'not ok 1 - the table of checks (UPDATE=1 writes it anew)'
fi

sed -n '/^```c$/,/^```$/p' "$readme" | grep -v '^```' >"$folder/program.c"
if ${CC:-cc} ${CFLAGS:-} -I"$include" "$folder/program.c" "$library" -Wl,-rpath,"$(dirname "$library")" -o "$folder/program" &&
  "$folder/program" >"$folder/output" && grep -q 61 "$folder/output"; then
  echo 'ok 2 - the program'
else
  sed 's/^/# /' "$folder/output" 2>/dev/null || true
  echo 'not ok 2 - the program'
fi
