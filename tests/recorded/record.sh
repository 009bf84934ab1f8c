#!/bin/sh
# Records anew what checks find and what the aligner does; `git diff` then shows what is different.
# usage: record.sh BUILD_FOLDER [CHECK|beads]...     all of them without a name
set -eu
build=$(cd "$1" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../spec" # where the files lie that cases name
ninja -C "$build" tests/recorded/findings tests/recorded/beads >/dev/null
export MTQC_DATA="${MTQC_DATA:-$build/dicts}"
[ $# -gt 0 ] || set -- beads $(sed -n '/^CHECK(/s/^[^"]*"\([^"]*\)".*/\1/p' "$here/../../lib/check/checks.def")
for name; do
  if [ "$name" = beads ]; then
    "$build/tests/recorded/beads" "$here/texts.txt" "$here/beads.txt" >"$here/records/beads.txt"
  else
    "$build/tests/recorded/findings" "$name" "$name.txt" "$here/texts.txt" "$here/pairs.txt" >"$here/records/$name.txt"
  fi
done
