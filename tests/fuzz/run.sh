#!/bin/sh
# Fuzzes every target for so many minutes each, with clang's libFuzzer and the address and undefined-behaviour sanitizers, and
# prints a row for each: executions, slowest one, crashes. New inputs and crashes are left in build-fuzz/<target>.
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
  MTQC_DATA=$data DICPATH=$dictionaries "build-fuzz/fuzz-$target" -max_total_time=$((minutes * 60)) -max_len=4096 -timeout=60 \
    -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$folder/" "$folder" "tests/fuzz/corpus/$target" $seeds \
    >"$folder.log" 2>&1 && crashes=none || { crashes=$(grep -a -m 1 'SUMMARY' "$folder.log" || echo 'one, see the log') status=1; }
  awk -v target="$target" -v crashes="$crashes" '/executed_units/ { runs = $2 } /slowest_unit/ { slowest = $2 }
    END { printf "%-14s %12d executions, slowest %d s, crashes: %s\n", target, runs, slowest, crashes }' "$folder.log"
done
exit $status
