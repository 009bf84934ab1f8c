#!/bin/sh
# Compares what a program prints with its record. Prints TAP.
# More checks that could not run than in the record: this machine has fewer dictionaries, and there is nothing to compare.
# usage: compare.sh RECORD PROGRAM ARGUMENT...
record=$1
shift
name=$(basename "$record" .txt)
now=$(mktemp)
trap 'rm -f "$now"' EXIT
echo 1..1
if ! "$@" >"$now"; then
  echo "not ok 1 - $name"
elif [ "$(grep -c '^skipped: ' "$now")" -gt "$(grep -c '^skipped: ' "$record")" ]; then
  echo "ok 1 - $name # SKIP dictionaries are missing"
elif diff -u "$record" "$now" >"$now.diff"; then
  echo "ok 1 - $name"
else
  echo "not ok 1 - $name is not as recorded"
  sed 's/^/# /' "$now.diff" | head -n 60
  echo "# What digests are of: $* with --show as the first argument, from the build before and from this one"
  echo "# Look at each difference; if all are wanted, record anew and commit: sh tests/recorded/record.sh BUILD_FOLDER $name"
fi
rm -f "$now.diff"
