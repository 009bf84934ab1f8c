#!/bin/sh
# Valgrind over a sample of what the command does: what is read before it is written, in our code and in the libraries, which
# the address sanitizer does not see. Half a minute. usage: sh tests/memcheck.sh BUILD_FOLDER
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
export MTQC_DATA="${MTQC_DATA:-$build/dicts}"
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
cd "$box"
status=0

check() {
  valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite "$build/mtqc" "$@" >out 2>err && code=0 || code=$?
  [ $code -le 1 ] || { echo "exit $code: mtqc $*"; head -n 40 err; status=1; }
}

printf 'The train to Oxford leaves at 9.30 with 12 wagons.\nNobody was hurt, Helen Marchbank said.\nSee https://example.org/a.\n' >source
printf 'Der Zug nach Oxford fährt um 9.30 Uhr mit 21 Wagen ab.\nHelen sagte, dass dass jemand verletzt wurde.\n' >target
printf 'source\ttarget\nHe left.\tEr ging  .\n' >pairs.tsv
printf '<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>Go &amp; see</seg></tuv><tuv xml:lang="de"><seg>Geh</seg></tuv></tu></body></tmx>' >pairs.tmx
printf 'msgid "Open %%s"\nmsgstr "Öffne %%d"\n' >pairs.po
check check -s en -t de --fail-on none --format json --profile strict source target
check check -s en -t de --fail-on none --format html --estimate pairs.tsv
check check -s en -t de --fail-on none --format sarif pairs.tmx
check check -s en -t de --fail-on none --format mqm pairs.po
check align -s en -t de --format jsonl source target
check segment -t en source
head -n 2 source >same
check score --reference target -s en -t de --aligned same target
[ $status = 0 ] && echo "valgrind: nothing"
exit $status
