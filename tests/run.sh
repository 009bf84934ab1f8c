#!/bin/sh
# Installs what mtqc needs on Debian 12, builds it with gcc and with clang and sanitizers, runs every test,
# has the sources read by static analysis and a sample run by valgrind.
# usage: sh tests/run.sh
set -eu
cd "$(dirname "$0")/.."
sh examples/install.sh tests

# One build folder and its tests, without the suites named first.
build_and_test() {
  folder=$1
  without=$2
  shift 2
  echo "== $folder"
  rm -rf "$folder"
  meson setup "$folder" --werror "$@" >"$folder.log" 2>&1 || { cat "$folder.log"; exit 1; }
  rm -f "$folder.log"
  ninja -C "$folder" >"$folder/ninja.log" 2>&1 || { tail -n 60 "$folder/ninja.log"; exit 1; }
  # shellcheck disable=SC2086  # options, not one word
  meson test -C "$folder" --no-rebuild --print-errorlogs $without || status=1
}

status=0
build_and_test build-test ''
# The sanitizers stop at the first fault they see. Cases of the specs run in the suite "recorded", too; a browser reads the same
# bytes again.
CC=clang CXX=clang++ ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
  build_and_test build-sanitize '--no-suite spec --no-suite browser' -Db_sanitize=address,undefined -Db_lundef=false

# One program more, with the thread sanitizer; packs are those of the first build.
echo "== build-threads"
rm -rf build-threads
meson setup build-threads --werror -Db_sanitize=thread -Db_lundef=false >/dev/null
ninja -C build-threads tests/unit/test-threads >build-threads/ninja.log 2>&1 || { tail -n 60 build-threads/ninja.log; exit 1; }
if MTQC_DATA="$PWD/build-test/dicts" TSAN_OPTIONS=halt_on_error=1 build-threads/tests/unit/test-threads; then
  echo "no race"
else
  status=1
fi

sh tests/static.sh || status=1
sh tests/memcheck.sh build-test || status=1

python3 - build-test/meson-logs/testlog.json build-sanitize/meson-logs/testlog.json <<'PY'
import json, sys
results = [json.loads(line)["result"] for path in sys.argv[1:] for line in open(path, encoding="utf-8")]
passed, skipped = results.count("OK") + results.count("EXPECTEDFAIL"), results.count("SKIP")
print("%d passed, %d failed, %d skipped" % (passed, len(results) - passed - skipped, skipped))
PY
exit $status
