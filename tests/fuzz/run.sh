#!/bin/sh
# Fuzzes every target for so many minutes of processor time each (on a busy machine that takes longer, at most ten times as long), with
# clang's libFuzzer and the address and undefined-behaviour sanitizers, and prints a row for each: processor time, executions, slowest
# one, crashes. New inputs and crashes are left in build-fuzz/<target>.
# usage: sh tests/fuzz/run.sh [MINUTES] [TARGET...]                                    exit 1 when something crashed or hung
set -eu
cd "$(dirname "$0")/../.."
minutes=${1:-1}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- align check import metric options pack segment tables where read-jsonl read-po read-tbx read-tmx read-tsv read-xliff read-html read-markdown read-srt read-vtt
flags='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all'
[ -d build-fuzz ] || CC=clang CXX=clang++ meson setup build-fuzz -Dc_args="$flags" -Dc_link_args='-fsanitize=address,undefined' \
  -Db_lundef=false >/dev/null
ninja -C build-fuzz lib/libmtqc-internal.a >/dev/null
data=${MTQC_DATA:-build/dicts}
status=0

# State and processor seconds of a child; the state Z is of one that has ended.
look_at() {
  awk -v ticks="$(getconf CLK_TCK)" '{ print $3, int(($14 + $15) / ticks) }' "/proc/$1/stat" 2>/dev/null
}

for target; do
  folder=build-fuzz/$target
  mkdir -p "$folder"
  source=$target dictionaries='' seeds=''
  case $target in
  check) python3 tests/fuzz/seeds.py tests/spec build-fuzz/seeds && seeds=build-fuzz/seeds ;;
  options | tables) dictionaries=$PWD/tests/fuzz/dictionaries ;;
  read-html | read-markdown | read-srt | read-vtt) source=document ;;
  read-*) source=read ;;
  esac
  # shellcheck disable=SC2086,SC2046
  clang -g -O1 $flags -fsanitize=fuzzer -Iinclude -Ilib "-DFORMAT=\"${target#read-}\"" "tests/fuzz/$source.c" build-fuzz/lib/libmtqc-internal.a \
    $(pkg-config --libs icu-uc icu-i18n hunspell zlib libxml-2.0 libcmark) -lstemmer -lpthread -lm -o "build-fuzz/fuzz-$target"
  # shellcheck disable=SC2086
  MTQC_DATA=$data DICPATH=$dictionaries "build-fuzz/fuzz-$target" -max_total_time=$((minutes * 600)) -max_len=4096 -timeout=60 \
    -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$folder/" "$folder" "tests/fuzz/corpus/$target" $seeds \
    >"$folder.log" 2>&1 &
  child=$!
  while look=$(look_at $child) && spent=${look#* } && [ "${look% *}" != Z ]; do
    [ "$spent" -lt $((minutes * 60)) ] || kill -USR1 $child # the end, with figures
    sleep 1
  done
  wait $child && crashes=none || { crashes=$(grep -a -m 1 'SUMMARY' "$folder.log" || echo 'one, see the log') status=1; }
  awk -v target="$target" -v crashes="$crashes" -v spent="$spent" '/executed_units/ { runs = $2 } /slowest_unit/ { slowest = $2 }
    END { printf "%-14s %5.1f processor minutes, %12d executions, slowest %d s, crashes: %s\n", target, spent / 60, runs, slowest, crashes }' "$folder.log"
done
exit $status
