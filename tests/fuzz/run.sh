#!/bin/sh
# Fuzzes every target for so many minutes each, with clang's libFuzzer and the address and undefined-behaviour sanitizers.
# usage: sh tests/fuzz/run.sh [MINUTES] [TARGET...]     new inputs and crashes are left in build-fuzz/<target>
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
for target; do
  folder=build-fuzz/$target
  mkdir -p "$folder"
  source=$target
  case $target in
  read-html | read-markdown | read-srt | read-vtt) source=document ;;
  read-*) source=read ;;
  esac
  # shellcheck disable=SC2086,SC2046
  clang -g -O1 $flags -fsanitize=fuzzer -Iinclude -Ilib "-DFORMAT=\"${target#read-}\"" "tests/fuzz/$source.c" build-fuzz/lib/libmtqc-internal.a \
    $(pkg-config --libs icu-uc icu-i18n hunspell zlib libxml-2.0 libcmark) -lstemmer -lpthread -lm -o "build-fuzz/fuzz-$target"
  echo "== $target, $minutes minutes"
  MTQC_DATA=$data "build-fuzz/fuzz-$target" -max_total_time=$((minutes * 60)) -max_len=4096 -timeout=20 -rss_limit_mb=4096 \
    -print_final_stats=1 -artifact_prefix="$folder/" "$folder" "tests/fuzz/corpus/$target" 2>&1 | tail -n 12
done
