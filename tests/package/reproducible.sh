#!/bin/sh
# Two builds of the same sources give the same bytes: library, command, packs, Python files, pages. Both are made in a folder of
# the same name, one after the other; the sources are those that are committed. Takes two builds; no part of
# the test suite. usage: sh tests/package/reproducible.sh        files that differ are named, exit 1
set -eu
cd "$(dirname "$0")/../.."
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
unset MTQC_DATA
export CCACHE_DISABLE=1 # what was compiled before would only be copied
mkdir "$box/mtqc"
git archive HEAD | tar -C "$box/mtqc" -x
for time in first second; do
  meson setup "$box/build" "$box/mtqc" --buildtype=release >"$box/log" || { tail -n 20 "$box/log"; exit 1; }
  ninja -C "$box/build" >"$box/log" || { tail -n 40 "$box/log"; exit 1; }
  DESTDIR="$box/$time" meson install -C "$box/build" --no-rebuild >"$box/log"
  rm -rf "$box/build"
done
files=$(cd "$box/first" && find . -type f | sort)
[ "$files" = "$(cd "$box/second" && find . -type f | sort)" ] || { echo "not the same files"; exit 1; }
status=0
for file in $files; do
  cmp -s "$box/first/$file" "$box/second/$file" || { echo "differs: $file"; status=1; }
done
echo "$(echo "$files" | wc -l) files compared"
exit $status
