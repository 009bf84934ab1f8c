#!/bin/sh
# What a program was compiled against still holds: every declaration of previous.h is in the headers as it was, constants of
# enums by name and number; and previous.c, which knows that header only, builds, links and runs.
# usage: abi.sh LIBRARY HEADER_FOLDER       the compiler is $CC, with $CFLAGS
#
# A release records its headers. Until then a declaration that no release had may change: record it anew.
#   { sed '/^$/q' tests/headers/previous.h; sh tests/headers/declarations.sh include/mtqc; } >new && mv new tests/headers/previous.h
set -eu
here=$(dirname "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# One line a fact: enums by their constants, which may become more.
facts() {
  awk '/^typedef enum/ {
    name = $3
    sub(/^[^{]*\{ */, "")
    sub(/ *\}.*$/, "")
    count = split($0, constants, /, */)
    for (i = 1; i <= count; i++) print "enum " name ": " constants[i]
    next
  }
  { print }' | sort
}

sed '1,/^$/d' "$here/previous.h" | facts >"$folder/previous"
sh "$here/declarations.sh" "$2" | facts >"$folder/current"
comm -23 "$folder/previous" "$folder/current" >"$folder/gone"
if [ -s "$folder/gone" ]; then
  echo "programs that are there already count on:"
  cat "$folder/gone"
  exit 1
fi
# shellcheck disable=SC2086
${CC:-cc} ${CFLAGS-} -std=c99 -Wall -Wextra -Werror "$here/previous.c" "$1" -o "$folder/previous-program" -Wl,-rpath,"$(dirname "$(realpath "$1")")"
"$folder/previous-program" >"$folder/out" || { echo "the program of previous.c fails"; exit 1; }
# Symbols carry the version of the interface, so that two majors can live in one process.
readelf --dyn-syms --wide "$folder/previous-program" | grep -q 'mtqc_check@MTQC_0'
echo "$(wc -l <"$folder/previous") facts of the previous headers hold"
