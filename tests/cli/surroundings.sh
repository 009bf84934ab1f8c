#!/bin/sh
# The command in surroundings that are not the usual ones: locales, umask, no home, folders that cannot be written, a full
# disk, a closed pipe, signals. What is written appears whole or not at all. Prints TAP.
# usage: surroundings.sh MTQC
. "$(dirname "$0")/tap.sh"

printf 'The train leaves at 9 with 12 wagons.\nIt is late.\n' >source.en
printf 'Der Zug fährt um 9 mit 21 Wagen ab.\nEr ist verspätet.\n' >target.de
check='check --only number-mismatch -s en -t de --fail-on none'
formats=$("$mtqc" check --help | sed -n '/^Formats: /,/^$/{s/Formats: //;s/(default)//;s/[,.]/ /g;p}')

# --- locale, home ---
run $check --format json source.en target.de; cp out usual
for locale in C POSIX tr_TR.UTF-8 xx_YY; do
  LC_ALL=$locale run $check --format json source.en target.de; try "LC_ALL=$locale changes nothing" same 0 out usual
done
HOME=/nonexistent run $check --format json source.en target.de; try "no home" same 0 out usual
LC_ALL=C run check -s en -t de --frmat x;   try "a message without a locale" refused 'did you mean --format?'

# --- rights ---
(umask 077; "$mtqc" $check --format json -o private source.en target.de)
try "umask is obeyed" [ "$(stat -c %a private)" = 600 ]
try "-o FILE is what is printed" cmp -s private usual
mkdir locked && chmod 500 locked
if [ "$(id -u)" -ne 0 ]; then
  run $check -o locked/report source.en target.de;  try "a folder that cannot be written" refused 'locked/report: cannot write'
fi
try "a working folder that cannot be written" sh -c "cd locked && '$mtqc' $check --format json ../source.en ../target.de >../out && [ -s ../out ]"
run $check -o missing/report source.en target.de;   try "a folder that is not there" refused 'missing/report: cannot write'

# --- full disk: every format, standard output and file ---
for format in $formats; do
  "$mtqc" $check --format "$format" source.en target.de >/dev/full 2>err; code=$?; : >out
  try "full disk, standard output, $format" refused 'cannot write: No space left'
done
run $check -o /dev/full source.en target.de;        try "full disk, file" refused '/dev/full: cannot write: No space left'
run $check --report json=/dev/full source.en target.de; try "full disk, second report" [ "$code" -eq 2 ]
for command in "align -s en -t de source.en target.de" "segment source.en" checks "explain loop" --help --version; do
  # shellcheck disable=SC2086
  "$mtqc" $command >/dev/full 2>err; code=$?; : >out
  try "full disk, $command" refused 'cannot write'
done
# A limit on the size of files stands for a disk that gets full in the middle: the file of before stays, nothing is beside it.
echo before >report
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do cat source.en source.en >>long.en; cat target.de target.de >>long.de; done
(trap '' XFSZ; ulimit -f 1; "$mtqc" $check --aligned --format html -o report long.en long.de 2>limited; echo $? >code)
cp limited err; code=$(cat code)
try "disk full in the middle" grep -q 'report: cannot write: File too large' err
try "  is an error" [ "$code" -eq 2 ]
try "  the report of before is still there" [ "$(cat report)" = before ]
try "  and no part of the new one" [ -z "$(ls | grep tmp)" ]

# --- a reader that leaves, and signals ---
(trap - PIPE; "$mtqc" $check --format json source.en target.de 2>err; echo $? >code) | true
try "a closed pipe is silent" [ ! -s err ]
mkfifo never
echo before >report
"$mtqc" $check --aligned -o report source.en never 2>err & child=$!
exec 9<>never
sleep 1
kill -TERM $child
wait $child 2>/dev/null; code=$?
exec 9>&-
try "a signal ends it" [ "$code" -eq 143 ]
try "  and leaves the report of before" [ "$(cat report)" = before ]
try "  and nothing beside it" [ -z "$(ls | grep tmp)" ]

finish
