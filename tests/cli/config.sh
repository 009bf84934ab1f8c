#!/bin/sh
# The configuration: where it is found, what it sets and for which files, what goes before it, and what is wrong with it.
# usage: config.sh MTQC
. "$(dirname "$0")/tap.sh"

printf 'It has 12 wagons.\n' >source.en
mkdir -p project/docs/deep
cp source.en project/docs/deep/
printf 'Er hat 21 Wagen.\n' >project/docs/deep/target.de
cd project || exit 1
deep=docs/deep
check="check $deep/source.en $deep/target.de"

# config TEXT: the configuration of the project.
config() { printf "$1" >.mtqc.ini; }
languages='source-lang = en\ntarget-lang = de\n'

# --- found upwards; the command line goes before it ---
run $check;                              try "no configuration, no languages" refused 'language of the translation is not known'
config "; a note\n# another\n$languages"
run $check;                              try "languages" quiet 1
(cd $deep && "$mtqc" check source.en target.de >out 2>err); code=$?
try "found from a folder below" [ "$code" -eq 1 ]
config "${languages}fail-on = critical\n"
run $check;                              try "fail level" quiet 0
run $check --fail-on minor;              try "the command line goes before it" quiet 1
run $check --no-config;                  try "--no-config" refused 'language of the translation is not known'
mv .mtqc.ini ../other.ini
run $check --config ../other.ini;        try "--config" quiet 0
run $check --config no-such.ini;         try "--config of no file" refused 'no-such.ini: cannot read'

# --- checks ---
config "${languages}[number-mismatch]\nseverity = minor\n"
run $check;                              try "severity of a check" [ "$code" -eq 0 -a "$(grep -c ': minor: ' out)" -eq 1 ]
config "${languages}[number-mismatch]\nenabled = no\n"
run $check;                              try "a check that is off" quiet 0
config "${languages}disable = loop,\n  number-mismatch\n"
run $check;                              try "a list over two lines" quiet 0
config "${languages}profile = software\nonly = end-punctuation\n"
run config;                              try "profile and only" grep -q '^only = end-punctuation *; line 4$' out

# --- files ---
config "$languages[files *.fr]\ntarget-lang = fr\n[files docs/*.de]\nfail-on = none\n"
run $check;                              try "by path below the configuration" quiet 0
cp $deep/target.de $deep/target.fr
run config $deep/target.fr;              try "by name" grep -q '^target-lang = fr *; line 4, for \*.fr$' out
run config $deep/target.de;              try "others are not touched" grep -q '^target-lang = de *; line 2$' out
run config;                              try "without a file: what is for all" grep -q '^fail-on = major *; default$' out

for name in de-a de-b fr-a; do cp $deep/source.en $deep/$name.en.txt; done
cp $deep/target.de $deep/de-a.tr.txt && cp $deep/target.de $deep/de-b.tr.txt && printf 'Il y a 21 wagons.\n' >$deep/fr-a.tr.txt
config 'source-lang = en\nonly = number-mismatch\n[files de-*]\ntarget-lang = de\n[files fr-*]\ntarget-lang = fr\n[files *b.tr.txt]\nseverity = number-mismatch=minor\n'
run check --pair '{name}.en.txt:{name}.tr.txt' --format json docs
try "many files: each with its languages" [ "$(grep -c '"language":"de"' out)$(grep -c '"language":"fr"' out)" = 21 ]
try "and its severities" [ "$(grep -c '"severity":"minor"' out)$(grep -c '"severity":"major"' out)" = 12 ]

# --- paths ---
printf 'number-mismatch\t21\tagreed\n' >$deep/ignored.tsv
config "${languages}ignore-list = docs/deep/ignored.tsv\n"
(cd $deep && "$mtqc" check source.en target.de >out 2>err); code=$?
try "paths count from the configuration" [ "$code" -eq 0 ]

# --- mtqc config ---
run config;                              try "it names its file" [ "$(head -n 1 out)" = "; $(pwd -P)/.mtqc.ini" ]
cp out printed.ini
run config --config printed.ini
sed 's/ *;.*//' printed.ini >a; sed 's/ *;.*//' out >b
try "what it prints is a configuration" cmp -s a b
run config a b;                          try "one file at most" refused 'one translation'

# --- what is wrong ---
config "profil = news\n";                run $check; try "mistyped key" refused ".mtqc.ini:1: there is no key 'profil'; did you mean profile?"
config "\n[calqe]\nseverity = minor\n";  run $check; try "mistyped section" refused ".mtqc.ini:3: there is no section 'calqe'; did you mean calque?"
config "[calque]\nseverty = minor\n";    run $check; try "mistyped key of a check" refused ".mtqc.ini:2: this check has no option 'severty'; did you mean severity?"
config "[calque]\nseverity = grave\n";   run $check; try "no such severity" refused ".mtqc.ini:2: .*'grave'"
config "[calque]\nenabled = maybe\n";    run $check; try "neither yes nor no" refused ".mtqc.ini:2: .*'maybe'"
config "enable = nubmer-mismatch\n";     run $check; try "mistyped check" refused ".mtqc.ini:1: .*did you mean number-mismatch?"
config "min-confidence = high\n";        run $check; try "a value that does not fit" refused ".mtqc.ini:1: .*'high'"
config "[files *.xx]\nfail-on = x\n";    run $check; try "wrong, though not for this file" refused ".mtqc.ini:2: .*'x'"
config "colour = yes\n";                 run $check; try "what only a run sets" refused "there is no key 'colour'"
config "a line of no form\n";            run $check; try "neither section nor setting" refused '.mtqc.ini:1: neither'
config "[calque\n";                      run $check; try "a section without an end" refused '.mtqc.ini:1: neither'
config "data = $(printf '%0300d' 0)\n";  run $check; try "a line that is too long" refused '.mtqc.ini:1: a line of more than'
rm .mtqc.ini; mkdir .mtqc.ini
run $check;                              try "a folder of that name" refused '.mtqc.ini'

finish
