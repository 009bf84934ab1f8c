#!/bin/sh
# mtqc lexicon from outside: a pack is built from made-up tables, described, and asked. Prints TAP.
# usage: lexicon.sh MTQC
. "$(dirname "$0")/tap.sh"

run() {
  "$mtqc" lexicon "$@" >out 2>err </dev/null
  code=$?
}

printed() { [ "$code" -eq 0 ] && [ ! -s err ] && grep -q "$(printf "$1")" out; }
silent() { [ "$code" -eq 0 ] && [ ! -s err ] && [ ! -s out ]; }

mkdir -p dicts/de dicts/en-de system
printf 'nicht\tstrong\n' >dicts/de/negation.txt
printf 'words\tde\t-\t/system/list\tmade-up\tnone\nding\tde\ten\t/system/ding\tmade-up\tnone\nwords\tde\t-\t/none\tabsent\tnone\n' \
  >dicts/sources.tsv
printf 'Leuchtturm\nKahn\n' >system/list
printf 'Kahn {m} | Kähne {pl} :: boat; barge | boats\nFluss {m} :: river\n' >system/ding

run --help;                        try "--help" printed '^usage: mtqc lexicon build'
run;                               try "no action" refused 'build, import, info, lookup or train'
run frobnicate;                    try "unknown action" refused "no action 'frobnicate'"
run build --frob de;               try "unknown option" refused 'no option --frob'
run build -o;                      try "option without its value" refused 'needs a value'
run build;                         try "build without a name" refused 'one name is needed'
run build deutsch-;                try "build of no language" refused 'neither a language'
run build --system-root "$box" de; try "build de" silent
run build --system-root "$box" -o pair en-de; try "build en-de" silent
run info de.mtqcpack;              try "info of a language" printed '^language pack de, format 3'
run info de.mtqcpack;              try "info names what is missing" printed '^missing: absent'
run info pair;                     try "info of a pair" printed '^links, dictionary: 3$'
run lookup de.mtqcpack Leuchtturm; try "attested" printed '^form\tleuchtturm\tattested$'
run lookup de.mtqcpack Kahnturm;   try "not attested" printed '^form\tkahnturm\tnot attested$'
run lookup pair Kähne;             try "lookup, one direction" printed '^de\tbarge\tdictionary\t0\\.'
run lookup pair boats;             try "lookup, the other direction" printed '^en\tKahn\tdictionary\t0\\.'
run lookup pair xyzzy;             try "a word that is not there" silent
run lookup pair;                   try "lookup without a word" refused 'a word'
run info dicts/sources.tsv;        try "info of something else" refused 'not a language pack'
run info no/such.mtqcpack;         try "info of nothing" refused 'cannot read'
head -c 300 de.mtqcpack >cut.mtqcpack
run info cut.mtqcpack;             try "a pack cut off" refused 'cut off or damaged'
MTQC_DATA=$box run lookup de Kahn; try "a pack by its name" printed '^form\tkahn\tattested$'
cp pair en-de.mtqcpack
MTQC_DATA=$box run lookup de-en river; try "a pair by its name turned round" printed '^en\tFluss\t'
printf 'nicht\tstrong\nk\377in\tstrong\n' >dicts/de/negation.txt
run build de;                      try "malformed table" refused 'negation.txt:2'

run import --from ding system/ding; try "import" printed '^Kahn\tbarge$'
run import --from words system/list; try "import of words" printed '^Leuchtturm$'
run import --from dnig system/ding; try "import of a mistyped kind" refused 'did you mean ding'
run import --from mo system/ding;  try "import of another kind" refused 'cannot be read as mo'
printf '<tbx><conceptEntry><langSec xml:lang="de"><term>Kahn</term><term>Boot</term></langSec><langSec xml:lang="en"><term>boat</term>' >terms
printf '</langSec></conceptEntry></tbx>' >>terms
run import --from tbx -s de -t en terms; try "import of a termbase" printed '^Kahn; Boot\tboat$'
run import --from tmx terms;       try "import of another file of pairs" silent
printf '<tbx>' >broken
run import --from tbx broken;      try "import of a broken file of pairs" refused 'broken:1'
run import --from csv none.csv;    try "import of nothing" refused 'none.csv: cannot read'
run import system/ding;            try "import without a kind" refused '(--from)'
run import --from tsv;             try "import without a file" refused 'one dictionary'

i=0
while [ $i -lt 20 ]; do printf 'the boat\nthe river\n' >>s; printf 'der Kahn\nder Fluss\n' >>t; i=$((i + 1)); done
run train -s en -t de s t;         try "train" printed '^boat\tkahn\t'
cp pair whole.mtqcpack
run train -s de -t en --add-to whole.mtqcpack t s; try "train into a pack" silent
run info whole.mtqcpack;           try "what was added is told" printed '^added: table'
run lookup whole.mtqcpack boat;    try "its links grow stronger" printed '^en\tKahn\tdictionary\t0\.98'
run lookup whole.mtqcpack barge;   try "its links stay" printed '^en\tKahn\tdictionary\t0\.8'
printf 'Nebel\tfog\n' >glossary
run import --from tsv --add-to pair -s de -o more.mtqcpack glossary; try "import into a pack" silent
run lookup more.mtqcpack fog;      try "a pack with a glossary" printed '^en\tNebel\tdictionary'
run lookup pair fog;               try "the old pack is left alone" silent
run import --from tsv --add-to pair -s fr glossary; try "a pack of other languages" refused "'fr' is no language"
run import --from tsv --add-to de.mtqcpack glossary; try "no pack of a pair" refused 'only an n-gram model'
cp de.mtqcpack model.mtqcpack
run train --ngrams -t de --cut-offs 1,1,1 --add-to model.mtqcpack t; try "n-grams into a pack" silent
run info model.mtqcpack;           try "a pack with n-grams" printed '^added: n-gram model'
run train -s en -t de s system/list; try "train on different numbers of lines" refused 'has 40 lines'
run train s t;                     try "train without languages" refused 'languages are needed'
run train -s en -t de s;           try "train on one text" refused 'line by line'
run train -s en -t de;             try "train on nothing" refused 'files of pairs'
paste s t >memory.tsv
run train -s en -t de memory.tsv;  try "train on a file of pairs" printed '^boat\tkahn\t'
run train -s en -t de memory.tsv s t memory.tsv; try "train on several files" printed '^boat\tkahn\t'
run train -s en -t de s memory.tsv; try "train on a text and something else" refused 's is no file of pairs'
run train -s en -t de none.tsv;    try "train on a missing file of pairs" refused 'none.tsv'
run train -s en -t de --diagonal memory.tsv; try "train with a diagonal" printed '^boat\tkahn\t'
printf 'nicht\tstrong\n' >dicts/de/negation.txt
run train --ngrams -t de --cut-offs 1,1,1 -o dicts/de/ngrams.bin t; try "train n-grams" silent
run train --ngrams -t de;            try "n-grams of nothing" refused 'one text is needed'
run train --ngrams t;                try "n-grams without a language" refused 'language of the text'
run train --ngrams -t de --cut-offs 2,x,1 t; try "cut-offs that are none" refused "'2,x,1'"
run train --ngrams -t de --cut-offs 2,3,1 t; try "cut-offs out of order" refused 'cut-offs must be'
run build --system-root "$box" de;   try "build with n-grams" silent
run info de.mtqcpack;                try "info of n-grams" printed '^n-grams: fingerprints (de/ngrams.bin)'
printf 'no model' >dicts/de/ngrams.bin
run build --system-root "$box" de;   try "build with damaged n-grams" refused 'no n-gram model'
rm dicts/de/ngrams.bin
run train -j many -s en -t de s t; try "jobs that are no number" refused "'many'"

finish
