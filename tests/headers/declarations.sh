#!/bin/sh
# What the public headers declare, one declaration a line, without comments: the form of previous.h.
# usage: declarations.sh HEADER_FOLDER      the compiler is $CC
set -eu
# Headers in the order in which mtqc.h includes them.
sed -n 's/^#include <mtqc\/\(.*\)>$/\1/p' "$1/mtqc.h" | while read -r header; do cat "$1/$header"; done |
  grep -v '^ *#' | ${CC:-cc} -std=c17 -E -P -x c - | grep -v -e '^ *#' -e '^MTQC_BEGIN$' -e '^MTQC_END$' | tr -s ' \n' '  ' |
  awk -v RS='' '{
    depth = 0
    for (i = 1; i <= length($0); i++) {
      c = substr($0, i, 1)
      if (line == "" && c == " ") continue
      line = line c
      depth += (c == "{") - (c == "}")
      if (c == ";" && depth == 0) { print line; line = "" }
    }
  }'
