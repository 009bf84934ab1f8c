#!/bin/sh
# Baselines and ignore lists: what is known or accepted does not fail, what is new does; lists that are out of date are told.
# usage: suppress.sh MTQC
. "$(dirname "$0")/tap.sh"

printf 'The train leaves at 9.\nIt has 12 wagons.\nIt has 12 wagons.\n' >source.en
printf 'Der Zug fährt um 8 ab.\nEr hat 21 Wagen.\nEr hat 21 Wagen.\n' >target.de
check="check --only number-mismatch -s en -t de --aligned"

# --- baseline ---
run $check source.en target.de;                              try "three findings fail" quiet 1
run $check --write-baseline known.tsv source.en target.de;   try "writing a baseline fails on nothing" quiet 0
try "one line a finding" [ "$(grep -vc '^#' known.tsv)" -eq 3 ]
run $check --baseline known.tsv source.en target.de;         try "what is known does not fail" quiet 0
try "and is counted" grep -q '^3 known from the baseline$' out
{ printf 'A new line.\n'; cat source.en; } >moved.en
{ printf 'Eine neue Zeile.\n'; cat target.de; } >moved.de
run $check --baseline known.tsv moved.en moved.de;           try "it is known in another line too" quiet 0
sed 's/Wagen/blaue Wagen/' target.de >edited.de
run $check --baseline known.tsv source.en edited.de;         try "and when words around it change" quiet 0
printf 'It has 12 wagons.\n' >>source.en; printf 'Er hat 21 Wagen.\n' >>target.de
run $check --baseline known.tsv source.en target.de;         try "the same fault once more is new" quiet 1
try "and is the only one shown" [ "$(grep -c 'number-mismatch' out)" -eq 1 ]
run $check --baseline known.tsv --format sarif source.en target.de
try "SARIF keeps all, with their states" [ "$(grep -c '"baselineState":"unchanged"' out)" -eq 3 -a "$(grep -c '"baselineState":"new"' out)" -eq 1 ]
run $check --baseline known.tsv --format gitlab source.en target.de
try "GitLab gets new ones only" [ "$(grep -c check_name out)" -eq 1 ]
run $check --baseline known.tsv --write-baseline known.tsv source.en target.de
try "a baseline can be written over itself" [ "$(grep -vc '^#' known.tsv)" -eq 4 ]
sed 's/8/9/' target.de >mended.de
run $check --baseline known.tsv source.en mended.de
try "lines that are not needed are told" [ "$code" -eq 0 -a "$(grep -c 'not needed: known.tsv:2: number-mismatch: ' err)" -eq 1 ]
run $check --baseline no-such-file source.en target.de;      try "no baseline there" refused 'no-such-file'
echo nonsense >broken.tsv
run $check --baseline broken.tsv source.en target.de;        try "a broken baseline" refused 'broken.tsv:1: not a line'

# --- ignore list ---
printf '# accepted\nnumber-mismatch\t21\tthe train was shortened\n' >ignored.tsv
run $check --ignore-list ignored.tsv source.en target.de;    try "by text: the other still fails" quiet 1
try "ignored ones are counted" grep -q '^3 ignored$' out
run $check --ignore-list ignored.tsv --format json source.en target.de
try "with their reason" grep -q '"state":"ignored","reason":"the train was shortened"' out
run $check --ignore-list ignored.tsv --format jsonl source.en target.de
print=$(sed -n 's/.*"fingerprint":"\([0-9a-f]*\)".*/\1/p' out | head -n 1)
printf '*\t%s\tby fingerprint\n*\t21\tby text\n' "$print" >ignored.tsv
run $check --ignore-list ignored.tsv source.en target.de;    try "by fingerprint, of any check" quiet 0
try "ignored findings cost nothing" grep -q 'penalty 0 over' out
printf 'number-mismatch\t*\tall of them\n' >ignored.tsv
run $check --ignore-list ignored.tsv source.en target.de;    try "all of one check" quiet 0
printf 'number-mismatch\t7\tnever there\n' >ignored.tsv
run $check --fail-on none --ignore-list ignored.tsv source.en target.de
try "a rule that fits nothing is told" grep -q 'not needed: ignored.tsv:1: number-mismatch: 7' err
printf 'number-mismatch\t21\n' >ignored.tsv
run $check --ignore-list ignored.tsv source.en target.de;    try "a rule without a reason" refused 'ignored.tsv:1: .*REASON'
printf 'nubmer-mismatch\t21\twhy\n' >ignored.tsv
run $check --ignore-list ignored.tsv source.en target.de;    try "a rule for no check" refused "there is no check 'nubmer-mismatch'"

finish
