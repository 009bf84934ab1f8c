#!/bin/sh
# Static analysis of lib/ with gcc -fanalyzer, clang-tidy and cppcheck, each where it is installed; a minute on two cores.
# usage: sh tests/static.sh [FILE...]        exit 1 when there is something new to look at
set -u
cd "$(dirname "$0")/.."
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(git ls-files 'lib/*.c' 2>/dev/null || find lib -name '*.c')
flags="-std=gnu17 -O1 -Iinclude -Ilib -Ilib/cli $(pkg-config --cflags libxml-2.0)"

# Looked at, and right as they are; each with its reason:
#   decode.c      a cell inside the corridor has a node
#   matches.c     without tokens nothing is read
#   build_pair.c  a phrase of one word has a first word
#   options.c     rows are asked for by numbers of the table
#   str.h         (from escape.c) the three characters that are asked for have references
#   write.c       nothing is added when making the writer has failed
#   pairs.c       there is room for a text that is not empty
#   corridor.c    half of an even number
#   tsv.c         the text is a short row of digits
#   regional_spelling.c  words were noted because they have an entry
#   run.c         as many notes are left as are counted
#   where.c       the reader refuses conditions that take more than they put
known='lib/align/decode.c:.*null-dereference
lib/align/matches.c:.*null-dereference
lib/lexicon/build_pair.c:.*use-of-uninitialized-value
lib/checker/options.c:.*null-dereference
lib/base/str.h:.*null-argument
lib/report/write.c:.*null-dereference
lib/cli/pairs.c:.*null-argument
lib/align/corridor.c:.*integer-division
lib/bitext/tsv.c:.*err34
lib/check/regional_spelling.c:.*null-dereference
lib/checker/run.c:.*null-dereference
lib/report/where.c:.*use-of-uninitialized-value'


# lib/report/html includes what the build makes, and is left to the compiler.
sources=$(printf '%s\n' "$@" | grep -v '^lib/report/html/')
found=$(mktemp)
trap 'rm -f "$found"' EXIT

# What a tool says of all files, several at a time.
look() {
  echo "== $1"
  shift
  printf '%s\n' "$sources" | xargs -P "$(nproc)" -n 16 "$@" 2>&1 | grep -E 'warning:|error:' | grep -v "$known" | sort -u | tee -a "$found"
}

# Arenas are freed as a whole, and left by longjmp: the analyzer follows neither, so what it says about leaks is not looked at.
# shellcheck disable=SC2016
if command -v gcc >/dev/null; then
  look 'gcc -fanalyzer' env FLAGS="$flags" sh -c 'for file; do
    gcc $FLAGS -DMQ_DATA_FOLDER=\"\" -DMQ_VERSION=\"\" -DMQ_BUILD_INFO=\"\" \
      -fanalyzer -Wno-analyzer-malloc-leak -Wno-analyzer-file-leak -c "$file" -o /dev/null; done' sh
fi

# What tends to be a bug, and of that not: arguments of one type side by side (most of ours are); letters computed in int and
# stored in char; products of small constants; macros of the system that begin with an underscore; rows of a table or chain of
# conditions that say the same; arrays of pointers; text that has a size and no NUL. Writing, making and reading numbers must
# be looked at; closing what was only read need not be.
if command -v clang-tidy >/dev/null; then
  checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-bugprone-reserved-identifier'
  checks="$checks,-bugprone-implicit-widening-of-multiplication-result,-bugprone-branch-clone,-bugprone-sizeof-expression"
  checks="$checks,-bugprone-not-null-terminated-result,cert-err34-c,cert-flp30-c,cert-str34-c,cert-pos47-c,misc-redundant-expression"
  calls='::fwrite;::fflush;::fread;::malloc;::calloc;::realloc;::rename;::read;::write;::pthread_create;::mkstemp;::strtol;::strtod'
  # shellcheck disable=SC2016
  look clang-tidy env FLAGS="$flags" CHECKS="$checks" CALLS="$calls" sh -c 'clang-tidy --quiet --checks="$CHECKS" \
    --config="{CheckOptions: [{key: bugprone-unused-return-value.CheckedFunctions, value: \"$CALLS\"}]}" "$@" -- $FLAGS \
    -DMQ_DATA_FOLDER=\"\" -DMQ_VERSION=\"\" -DMQ_BUILD_INFO=\"\"' sh
fi

# readdir is safe on a stream of one's own; output.c closes what it opened and flushes what it did not; patterns end with NUL
# (latin.c); mq_arena_fail does not return (speller.c), nor are there fewer notes than were counted (run.c); i and j are asked
# first (negation.c); nested initialisers have no side effects (xliff.c). An array that is given to the function that fills it
# counts as read: of uninitialized variables the other two tell better.
if command -v cppcheck >/dev/null; then
  look cppcheck cppcheck --quiet --template=gcc --enable=warning,performance,portability --std=c11 --library=posix -Iinclude -Ilib \
    --suppress=readdirCalled --suppress=uninitvar --suppress=legacyUninitvar --suppress=useClosedFile:lib/cli/output.c \
    --suppress=arrayIndexThenCheck:lib/text/latin.c --suppress=nullPointerRedundantCheck:lib/lexicon/speller.c \
    --suppress=nullPointer:lib/checker/run.c --suppress=negativeIndex:lib/check/negation.c \
    --suppress=unknownEvaluationOrder:lib/bitext/xliff.c
fi
[ ! -s "$found" ]
