#!/bin/sh
# How much of lib/ the tests reach: a build of its own with gcov's counters, all quick suites, lines by file. It takes some
# minutes, so it is no part of the test suite.
# usage: sh tests/coverage.sh [BUILD-FOLDER]        exit 1 when less than nine lines in ten are reached
set -eu
cd "$(dirname "$0")/.."
folder=${1:-build-coverage}
[ -d "$folder" ] || meson setup "$folder" -Db_coverage=true --buildtype=debug >/dev/null
ninja -C "$folder" >"$folder/ninja.log" 2>&1 || { tail -n 60 "$folder/ninja.log"; exit 1; }
find "$folder" -name '*.gcda' -delete
meson test -C "$folder" --no-rebuild --no-suite browser --no-suite pathological --timeout-multiplier 4 >"$folder/test.log" 2>&1 || tail -n 12 "$folder/test.log"
# Sources are compiled once for the library and once for the command: of a line's counts the sum is taken.
gcovr --root . --filter 'lib/' --exclude-throw-branches --gcov-ignore-parse-errors --sort-percentage \
  --fail-under-line 90 --txt "$folder/coverage.txt" "$folder" && status=0 || status=$?
sed -n '/^lib/p;/^TOTAL/p' "$folder/coverage.txt"
[ $status = 0 ]
