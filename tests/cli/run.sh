#!/bin/sh
# The command from outside: exit codes, messages, bad input, output to files, pipes. Prints TAP.
# usage: run.sh MTQC
. "$(dirname "$0")/tap.sh"

printf 'The train leaves at 9 with 12 wagons.\nIt is late.\n' >source.en
printf 'Der Zug fährt um 9 mit 21 Wagen ab.\nEr ist verspätet.\n' >target.de
printf 'Der Zug fährt um 9 mit 12 Wagen ab.\nEr ist verspätet.\n' >good.de
numbers='--only number-mismatch -s en -t de'

# --- help and version ---
run --help;              try "--help fits a screen" fits_screen 24
run --version;           try "--version names libraries" printed 0 '^ICU [0-9].*hunspell'
run --version;           try "--version tells the version" printed 0 '^mtqc [0-9]*\.[0-9]*\.[0-9]*$'
for command in check align segment checks explain config lexicon; do
  run $command --help;   try "$command --help" printed 0 "^usage: mtqc $command"
  try "$command --help fits a large screen" fits_screen 50
done
run checks --profile software; try "a profile leaves checks out" printed 0 '  broken-line  *minor  *off '
run checks;              try "checks lists the registry" printed 0 '^[0-9]*  number-mismatch '
for check in $("$mtqc" checks | awk '{print $2}'); do
  run explain "$check"
  try "explain $check has something to say" [ "$(wc -w <out)" -gt 40 ]
done

# --- usage errors ---
run;                                        try "no command" refused 'mtqc --help'
run chekc;                                  try "mistyped command" refused 'did you mean check?'
run explain nubmer-mismatch;                try "mistyped check" refused 'did you mean number-mismatch?'
run explain zzzzzzzzzzzzzzzz;               try "unknown check" refused 'see mtqc checks'
run explain;                                try "explain without a name" refused 'one check'
run check --frmat text;                     try "mistyped option" refused 'did you mean --format?'
run check -q;                               try "unknown letter" refused 'there is no option -q'
run check --format;                         try "missing value" refused '--format needs a value'
run check -s;                               try "missing value of a letter" refused '-s needs a value'
run check --segmented;                      try "option of another command" refused 'there is no option --segmented'
run check $numbers --format jsn source.en target.de;    try "mistyped format" refused 'did you mean json?'
run check --enable nubmer-mismatch;         try "mistyped check to enable" refused 'did you mean number-mismatch?'
run check --only nubmer-mismatch;           try "mistyped check to run" refused 'did you mean number-mismatch?'
run check --profile newz;                   try "mistyped profile" refused 'did you mean news?'
run check --severity calque;                try "severity without a level" refused 'not CHECK=LEVEL'
run check --severity calque=huge;           try "no such severity" refused 'minor, major or critical'
run check --set colour;                     try "setting without a value" refused 'not KEY=VALUE'
run check --min-confidence 2 x;             try "confidence out of range" refused '0 to 1'
run check --jobs 0 x;                       try "no threads" refused "'0'"
run check --fail-on serious x;              try "unknown level" refused 'minor, major or critical'
run check --min-score 8o x;                 try "a score that is no number" refused 'not a number'
run check -t de;                            try "no files" refused 'a source and a translation'
run check -s en -t de source.en;            try "one file" refused '--target-only'
run check -s en -t de missing.tsv.gz;       try "missing bilingual file" refused 'missing.tsv.gz: cannot read'
run check -s en -t de --input-format txm x; try "unknown input format" refused "no input format 'txm'"
run check --columns 3 a.tsv;                try "one column" refused "'3' is not two columns"
run check -s en -t de --aligned a.tsv;      try "pairs need no --aligned" refused 'holds pairs'
run check -t de --target-only a b;          try "two files where one is meant" refused 'takes one file'
run check -t de source.en target.de;        try "no source language" refused 'for example --source-lang'
run check -s en source.en target.de;        try "no target language" refused 'for example --target-lang'
run check $numbers - -;                     try "standard input twice" refused 'only one of the files'
run check -s en -t 'de de' source.en target.de; try "malformed language tag" refused "de de"
run check --aligned --target-only -t de target.de;      try "options that exclude each other" refused 'exclude'
run align -s en -t de --format xml source.en target.de; try "unknown format of align" refused 'align --help'
run segment;                                try "segment without a file" refused 'one file'

# --- bad input ---
: >empty
printf 'x\0y' >binary
printf '\377\376a\0b\0' >utf16le
printf '\376\377\0a\0b' >utf16be
printf '\377\376\0\0a\0\0\0' >utf32le
printf '\0\0\376\377\0\0\0a' >utf32be
printf '\357\273\277Der Zug.\n' >bom
printf 'kaputt \377\300\200 \355\240\200\n' >malformed
run check $numbers missing.txt target.de;   try "missing file" refused 'missing.txt: cannot read: No such file'
run check $numbers . target.de;             try "directory" refused 'is a directory'
run check $numbers source.en binary;        try "binary file" refused 'binary:1:[0-9]*: binary file'
for file in utf16le utf16be utf32le utf32be; do
  run segment $file;                        try "$file is decoded" quiet 0
done
printf '\377\376a' >halved
run segment halved;                         try "half a character" refused 'halved:1:[0-9]*: the file ends inside a character'
run check $numbers "$(printf 'a\nb\033[1m')" target.de; try "line end in a file name" refused 'a?b?\[1m'
run check $numbers empty empty;             try "empty files" printed 0 '^no findings$'
run check --target-only -t de empty;        try "empty target alone" printed 0 '^no findings$'
run check $numbers --aligned empty empty;   try "empty files, aligned" printed 0 '^no findings$'
run check -s en -t de --only omission source.en empty; try "empty translation" printed 1 'major: The translation is empty \[omission\]$'
run align -s en -t de empty target.de;      try "empty source" printed 0 '^\[\]:\['
run segment empty;                          try "empty text has no segments" quiet 0
run check --target-only -t de --fail-on none malformed; try "malformed UTF-8 is read" [ "$code" -eq 0 ]
run check --target-only -t de --fail-on none bom;       try "byte order mark is read" [ "$code" -eq 0 ]
run check --target-only -t qqq --fail-on none target.de; try "language nobody knows" printed 0 '^skipped (no language pack'
run check $numbers --aligned source.en bom; try "different numbers of lines" refused 'lines'

# --- no language packs ---
packs=${MTQC_DATA-}
MTQC_DATA=/nonexistent
export MTQC_DATA
run check -s en -t de --fail-on none source.en target.de
try "no packs: the report names what was skipped" printed 0 '^skipped (no language pack de'
run check -s en -t de --fail-on none --format jsonl source.en target.de
try "no packs: people are told beside jsonl" grep -q 'could not run' err
run check -s en -t de --strict --format jsonl source.en target.de
try "no packs: --strict fails" [ "$code" -eq 2 ]
run check $numbers --strict source.en good.de
try "no packs: --strict minds only checks that are switched on" quiet 0
run check -s en -t de --data /nonexistent --fail-on none source.en target.de
try "--data" printed 0 '^skipped (no language pack de'

if [ -n "$packs" ]; then MTQC_DATA=$packs; else unset MTQC_DATA; fi

# --- verdicts ---
run check $numbers source.en target.de;     try "a finding fails" quiet 1
try "place, severity, message, check" grep -q '^target.de:1:[0-9]*: [a-z]*: .* \[number-mismatch\]$' out
try "carets" grep -q '^ *^^$' out
try "no colour without a terminal" no_escape
run check $numbers source.en good.de;       try "nothing found" quiet 0
run check $numbers --fail-on none source.en target.de;  try "--fail-on none" quiet 0
run check $numbers --disable number-mismatch source.en target.de; try "--disable" quiet 0
run check $numbers --min-confidence 1 source.en target.de; try "--min-confidence" quiet 0
run check $numbers --fail-on none --min-score 99 source.en target.de
try "a short text has no score to fail" [ "$code" -eq 0 ]
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do cat source.en; done >long.en
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do cat target.de; done >long.de
run check $numbers --aligned --fail-on none --min-score 99 long.en long.de; try "--min-score" quiet 1
run check $numbers --aligned --fail-on none --min-score -100000 long.en long.de; try "--min-score reached" quiet 0
run check $numbers --aligned --fail-on none --jobs 4 --format json long.en long.de; cp out threads
run check $numbers --aligned --fail-on none --jobs 1 --format json long.en long.de
try "threads change nothing" same 0 out threads

# --- formats ---
run check $numbers source.en target.de; cp out text.txt
run check $numbers --aligned --format jsonl source.en target.de; try "jsonl" same 1 out "$here/golden.jsonl"
for format in $("$mtqc" check --help | sed -n '/^Formats: /,/^$/{s/Formats: //;s/(default)//;s/[,.]/ /g;p}'); do
  run check $numbers --fail-on none --format $format source.en target.de; try "--format $format" quiet 0
done
run check $numbers --report sarif=a.sarif --report junit=b.xml source.en target.de
try "--report leaves the screen as it is" cmp -s out text.txt
"$mtqc" check $numbers --format sarif source.en target.de >out 2>err; code=$?; try "--report" same 1 out a.sarif
run check $numbers --report sarif source.en target.de; try "--report without a file" refused 'not FORMAT=FILE'
run check $numbers --report serif=x source.en target.de; try "--report of no format" refused 'did you mean sarif?'
export GITHUB_STEP_SUMMARY=summary.md; echo before >summary.md
run check $numbers --format github source.en target.de; try "github" printed 1 '^::error file=target.de,line=1,col=24,endColumn=26,'
try "the summary of a step goes behind what is there" [ "$(head -n 1 summary.md)" = before -a "$(grep -c number-mismatch summary.md)" -eq 1 ]
unset GITHUB_STEP_SUMMARY
run check $numbers --format json source.en target.de;  try "json" printed 1 '^"scores":{"status":"unconfirmed"'
run align -s en -t de source.en good.de;    try "beads" printed 0 '^\[[0-9, ]*\]:\[[0-9, ]*\]:[01]\.[0-9]*$'
run align -s en -t de --segmented --one-to-one source.en good.de; try "align --segmented" printed 0 '^\[0\]:\[0\]:'
for format in tsv jsonl json tmx html learnt; do
  run align -s en -t de --format $format source.en good.de; try "align --format $format" [ "$code" -eq 0 -a ! -s err ]
done
run align -s en -t de --format jsonl source.en good.de; try "evidence of a bead" printed 0 '"flags":\[.*"evidence":\['
printf 'One.\nTwo.\nThree.\nFour.\n' >four.en; printf 'Eins.\nZwei.\nDrei.\nVier.\n' >four.de; printf '2\t1\n' >anchors
run align -s en -t de --segmented --anchors anchors four.en four.de; try "align --anchors" printed 0 '^\[2[],]'
try "an anchor divides beads" [ "$(grep -cE '^\[[0-9, ]*1, 2|:\[[0-9, ]*0, 1' out)" -eq 0 ]
# Wherever the two begin together, nothing is lost and nothing reaches over.
every_anchor() {
  for source in 0 1 2 3; do
    for target in 0 1 2 3; do
      echo "$source $target" >anchors
      run align -s en -t de --segmented --anchors anchors four.en four.de
      sed 's/:[0-9.]*$//; s/^\(.*\):\(.*\)$/[\1, \2],/' out | python3 -c "
import sys
beads = eval('[' + sys.stdin.read() + ']')
for side, anchor in enumerate(($source, $target)):
    assert sum((bead[side] for bead in beads), []) == [0, 1, 2, 3], beads
    assert not any(min(bead[side], default=9) < anchor <= max(bead[side], default=0) for bead in beads), beads
" || return 1
    done
  done
}
try "anchors anywhere" every_anchor
printf '2 9\n' >far; run align -s en -t de --segmented --anchors far four.en four.de; try "an anchor outside" refused 'anchor 2 9'
printf '2 1\n1 2\n' >cross; run align -s en -t de --segmented --anchors cross four.en four.de; try "anchors cross" refused 'cross'
echo two >bad; run align -s en -t de --anchors bad four.en four.de; try "no anchor" refused 'bad:1'
run align -s en -t de --segmented --anchor-pattern '^(Three|Drei)' four.en four.de; try "--anchor-pattern" printed 0 '^\[2'
run align -s en -t de --anchor-pattern '(' four.en four.de; try "a pattern that is none" refused 'no regular expression'
run align -s en -t de --segmented --anchor-pattern 'T' four.en four.de; try "headings without counterpart" refused '2 source and in 0 target'
run align -s en -t de --segmented --learn pairs four.en four.de; try "--learn writes a table" [ "$code" -eq 0 -a -f pairs ]
printf 'green\tgrün\t0.400\n' >pairs; run align -s en -t de --segmented --learn pairs four.en four.de
try "--learn keeps what was there" grep -q '^green	grün	0.400$' pairs
printf 'A green clock.\nA green hat.\nTwo green hats.\n' >hat.en; printf 'Eine grüne Uhr.\nEin grüner Hut.\nZwei grüne Hüte.\n' >hat.de
rm -f set; run align -s en -t de --segmented --learn set four.en four.de hat.en hat.de; try "a set is learnt" [ "$code" -eq 0 -a -s set -a ! -s out ]
run align -s en -t de --segmented --learn set -o beads four.en four.de hat.en hat.de
try "a set is written" [ "$code" -eq 0 -a "$(wc -l <beads/four.de.beads)" -ge 1 -a "$(tail -n 1 beads/hat.de.beads | cut -c 1-8)" = '[2]:[2]:' ]
run align -s en -t de --learn set -o beads --format tsv four.en four.de hat.en hat.de; try "a set in a format" [ "$code" -eq 0 -a -s beads/hat.de.tsv ]
run align -s en -t de four.en four.de hat.en hat.de;              try "a set without --learn" refused 'needs --learn'
run align -s en -t de --learn set four.en four.de hat.en;          try "half a pair in a set" refused '3 files were'
run align -s en -t de --learn set four.en four.de - hat.de;        try "a set of standard input" refused 'read twice'
run align -s en -t de --learn set -o beads four.en four.de hat.en ./four.de; try "namesakes in a set" refused 'one name'
run align -s en -t de --learn set -o four.en four.de four.en hat.de hat.en;  try "a file for a folder" refused 'four.en'
echo green >pairs; run align -s en -t de --learn pairs four.en four.de; try "no learnt pair" refused 'pairs:1'
run segment -t de good.de;                  try "segment" [ "$(wc -l <out)" -eq 2 ]
run segment -t de --format tsv good.de;     try "segment --format tsv" printed 0 '^0	36	1	Der Zug'

# --- where output goes ---
run check $numbers source.en target.de; cp out screen
run check $numbers -o file.txt source.en target.de
try "-o writes what the screen shows" cmp -s file.txt screen
try "-o leaves nothing else behind" [ "$(ls | grep -c file.txt)" -eq 1 ]
echo old >real.txt; ln -s real.txt link.txt
run check $numbers -o link.txt source.en target.de
try "-o follows links" [ -L link.txt -a -s real.txt ]
run check $numbers -o no/such/folder.txt source.en target.de; try "-o into no folder" refused 'cannot write'
run check $numbers -o /dev/null source.en target.de; try "-o onto a device" quiet 1
if [ -c /dev/full ]; then
  "$mtqc" check $numbers source.en target.de >/dev/full 2>err; code=$?; : >out
  try "full disk" refused 'standard output: cannot write: No space'
  "$mtqc" --help >/dev/full 2>err; code=$?
  try "full disk, --help" refused 'cannot write'
  run check $numbers -o /dev/full source.en target.de; try "-o onto a full disk" refused '/dev/full: cannot write'
fi
i=0; while [ $i -lt 12 ]; do cat long.de long.de long.de long.de >x; mv x long.de; i=$((i + 4)); done
{ "$mtqc" segment -t de long.de 2>err; } | head -n 1 >out; code=0
try "a reader that goes away is no error" [ ! -s err -a -s out ]
(trap '' PIPE; "$mtqc" segment -t de long.de 2>err) | head -n 1 >out
try "nor when the signal is ignored" [ ! -s err -a -s out ]

# --- standard input ---
"$mtqc" check $numbers source.en - <target.de >out 2>err; code=$?
try "standard input" printed 1 '^standard input:1:'
"$mtqc" check $numbers - target.de <source.en >out 2>err; code=$?
try "source from standard input" printed 1 '^target.de:1:'
cat target.de | "$mtqc" check --target-only -t de --fail-on none - >out 2>err; code=$?
try "a pipe" [ "$code" -eq 0 ]

# --- words of the user ---
printf 'Wir sahen gestern den schlompigen Hafen und die alte Mole.\n' >odd.de
printf '# ours\nschlompig\n' >words.txt
run check --target-only -t de --only unknown-word --fail-on minor odd.de
if grep -q '"schlompigen"' out; then
  run check --target-only -t de --only unknown-word --fail-on minor --user-words words.txt odd.de
  try "--user-words" quiet 0
fi
run check --target-only -t de --user-words no-such-file odd.de
try "--user-words that cannot be read" refused 'no-such-file'

finish
