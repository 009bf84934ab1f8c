#!/bin/sh
# Many files in one run: rules for pairs, folders, patterns, threads, what changed in git. Prints TAP.
# usage: many.sh MTQC
. "$(dirname "$0")/tap.sh"

run() {
  "$mtqc" check -s en -t de --only number-mismatch "$@" >out 2>err </dev/null
  code=$?
}

files() { sed -n 's/^\([^ ]*\):[0-9]*:[0-9]*: major: .*/\1/p' out | sort -u | tr '\n' ' '; }
found() { [ "$code" -eq "$1" ] && [ "$(files)" = "$2" ]; }
refused() { [ "$code" -eq 2 ] && grep -q "^mtqc: .*$1" err; }

mkdir -p site/docs/deep site/en site/de
i=1
while [ $i -le 40 ]; do
  printf 'The train has %d wagons.\n' $i >site/docs/p$i.en.md
  printf 'Der Zug hat %d Wagen.\n' $i >site/docs/p$i.de.md
  i=$((i + 1))
done
printf 'Der Zug hat 99 Wagen.\n' >site/docs/p7.de.md
printf 'It has 3 doors.\n' >site/docs/deep/q.en.md
printf 'Er hat 4 Türen.\n' >site/docs/deep/q.de.md
printf 'Nobody translated the 5.\n' >site/docs/alone.en.md
printf 'It has 3 doors.\n' >site/en/a.txt
printf 'Er hat 4 Türen.\n' >site/de/a.txt
printf 'msgid "12 doors"\nmsgstr "21 Türen"\n' >site/a.po
printf '12 doors\t21 Türen\n' >site/b.tsv
printf '12 doors\t12 Türen\n' >site/c.tsv

run --pair '{name}.en.md:{name}.de.md' site
try "a rule finds pairs in folders" found 1 'site/docs/deep/q.de.md site/docs/p7.de.md '
try "one summary" [ "$(grep -c 'findings: ' out)" -eq 1 ]
try "what has no translation is told" grep -q '1 source without a translation' err
cp out one
run --jobs 4 --pair '{name}.en.md:{name}.de.md' site; try "threads change nothing" cmp -s out one
run --pair 'en/{name}.txt:de/{name}.txt' site; try "a rule over folders" found 1 'site/de/a.txt '
(cd site && "$mtqc" check -s en -t de --only number-mismatch --pair '{name}.en.md:{name}.de.md' >../out 2>../err); code=$?
try "the current folder" found 1 'docs/deep/q.de.md docs/p7.de.md '
run --pair '{name}.en.md:{name}.de.md' 'site/docs/p[67]*.en.md' 
try "a pattern" found 1 'site/docs/p7.de.md '
run site;                                try "folders of files that hold both sides" found 1 'site/a.po site/b.tsv '
run site/b.tsv site/c.tsv;               try "several such files" found 1 'site/b.tsv '
run --format sarif site
try "one SARIF file" [ "$(grep -o '"ruleId"' out | wc -l)" -eq 2 ]
printf 'x' >site/d.tsv
run site;                                try "a broken file does not stop the others" found 2 'site/a.po site/b.tsv '
try "and is told" refused 'site/d.tsv:1:2: 1 column'
rm site/d.tsv
run --pair 'x:y' site;                   try "a rule without a name" refused 'is not SOURCE:TARGET'
run --pair '{name}.en:{name}.de' site;   try "a rule that finds nothing" refused 'no files were found'
run missing;                             try "a folder that is not there" refused 'a source and a translation'

if command -v git >/dev/null; then
  cd site || exit 1
  git init -q . && git add -A && git -c user.name=a -c user.email=a@b commit -q -m a
  printf 'Er hat 5 Türen.\n' >docs/deep/q.de.md
  cd .. || exit 1
  (cd site && "$mtqc" check -s en -t de --only number-mismatch --changed-since HEAD --pair '{name}.en.md:{name}.de.md' >../out 2>../err)
  code=$?
  try "only what changed since a revision" found 1 'docs/deep/q.de.md '
  (cd site && printf '1 door\t2 Türen\n' >new.tsv && "$mtqc" check -s en -t de --only number-mismatch --changed-since HEAD . >../out 2>../err)
  code=$?
  try "a file that git does not know" found 1 'new.tsv '
  (cd site && "$mtqc" check -s en -t de --changed-since nowhere . >../out 2>../err)
  code=$?
  try "a revision that is not there" refused 'git failed'
fi

finish
