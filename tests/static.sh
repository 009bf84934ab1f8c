#!/bin/sh
# Static analysis of lib/ with gcc -fanalyzer and cppcheck, each where it is installed. It takes some minutes, so it is no part
# of the test suite.
# usage: sh tests/static.sh [FILE...]        exit 1 when there is something new to look at
set -u
cd "$(dirname "$0")/.."
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(git ls-files 'lib/*.c')
status=0
flags="-std=gnu17 -O1 -Iinclude -Ilib -Ilib/cli $(pkg-config --cflags libxml-2.0)"

# Looked at, and right as they are; each with its reason:
#   decode.c      a cell inside the corridor has a node
#   matches.c     without tokens nothing is read
#   build_pair.c  a phrase of one word has a first word
#   options.c     rows are asked for by numbers of the table
#   str.h         (from escape.c) the three characters that are asked for have references
#   write.c       nothing is added when making the writer has failed
#   pairs.c       there is room for a text that is not empty
known='lib/align/decode.c:.*null-dereference
lib/align/matches.c:.*null-dereference
lib/lexicon/build_pair.c:.*use-of-uninitialized-value
lib/checker/options.c:.*null-dereference
lib/base/str.h:.*null-argument
lib/report/write.c:.*null-dereference
lib/cli/pairs.c:.*null-argument'

# Arenas are freed as a whole, and left by longjmp: the analyzer follows neither, so what it says about leaks is not looked at.
if command -v gcc >/dev/null; then
  echo "== gcc -fanalyzer"
  for file; do
    case $file in lib/report/html/*) continue ;; esac # includes a file that the build makes
    # shellcheck disable=SC2086
    gcc $flags -fanalyzer -Wno-analyzer-malloc-leak -Wno-analyzer-file-leak -DMQ_DATA_FOLDER='""' -DMQ_VERSION='""' \
      -DMQ_BUILD_INFO='""' -c "$file" -o /dev/null 2>&1
  done | grep -E 'warning:|error:' | grep -v "$known" && status=1
fi

# readdir is safe on a stream of one's own; output.c closes what it opened and flushes what it did not; an array given to the
# function that fills it counts as read (negation.c: its count says how much of it is; nonce_compound.c); patterns end with NUL.
if command -v cppcheck >/dev/null; then
  echo "== cppcheck"
  cppcheck --quiet --enable=warning,performance,portability --std=c11 --library=posix --error-exitcode=1 -Iinclude -Ilib \
    --suppress=readdirCalled --suppress=useClosedFile:lib/cli/output.c --suppress=uninitvar:lib/check/negation.c \
    --suppress=legacyUninitvar:lib/check/nonce_compound.c --suppress=arrayIndexThenCheck:lib/text/latin.c "$@" || status=1
fi
exit $status
