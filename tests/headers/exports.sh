#!/bin/sh
# Functions that the headers declare = symbols that the library exports.
# usage: exports.sh LIBRARY HEADER_FOLDER
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
nm -D --defined-only "$1" | awk '$2 == "T" || $2 == "D" || $2 == "R" || $2 == "B" {sub(/@.*/, "", $3); print $3}' | grep -v '^__' | sort >"$folder/exported"
# Comments off; a declaration is a name followed by a parenthesis at the end of a return type.
cat "$2"/*.h | sed -e 's,/\*.*\*/,,' -e '/\/\*/,/\*\//d' | grep -v typedef | grep -oE '\bmtqc_[a-z_0-9]+\(' | tr -d '(' |
  sort -u >"$folder/declared"
diff "$folder/declared" "$folder/exported" && echo "$(wc -l <"$folder/exported") functions exported, all declared"
