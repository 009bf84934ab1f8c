#!/bin/sh
# Installs what mtqc needs on Debian 12, builds it with gcc and with clang and sanitizers, runs every test,
# has the sources read by static analysis and a sample run by valgrind.
# usage: sh tests/run.sh
set -eu
cd "$(dirname "$0")/.."
sh examples/install.sh tests

# One build folder and its tests. The sanitizers stop at the first fault they see.
build_and_test() {
  folder=$1
  shift
  echo "== $folder"
  rm -rf "$folder"
  meson setup "$folder" --werror "$@" >"$folder.log" 2>&1 || { cat "$folder.log"; exit 1; }
  rm -f "$folder.log"
  ninja -C "$folder" >"$folder/ninja.log" 2>&1 || { tail -n 60 "$folder/ninja.log"; exit 1; }
  meson test -C "$folder" --no-rebuild --print-errorlogs || status=1
}

status=0
build_and_test build-test
CC=clang CXX=clang++ ASAN_OPTIONS=detect_stack_use_after_return=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
  build_and_test build-sanitize -Db_sanitize=address,undefined -Db_lundef=false

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
