#!/bin/sh
# Counts the instructions that fixed inputs take, so that a regression of one per cent is visible on a machine whose clock is
# not to be trusted. Every row is run with so many lines and with twice as many: their difference is what the lines cost
# without start-up. Numbers are of one compiler and one set of dictionaries: compare them with those of another commit
# on the same machine. It takes half a minute of processor time and needs valgrind; no part of the test suite.
# usage: sh tests/bench/instructions.sh MTQC [EARLIER]     EARLIER: what this printed before; exit 1 when a row costs 3 % more
set -eu
mtqc=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
earlier=${2:+$(cd "$(dirname "$2")" && pwd)/$(basename "$2")}
box=$(mktemp -d)
trap 'rm -rf "$box"' EXIT
cd "$box"
export LC_ALL=C.UTF-8
lines=200

# text LANGUAGE LINES: sentences with names, numbers and markup; some of the translations are wrong.
text() {
  awk -v language="$1" -v lines="$2" 'BEGIN {
    en = "The committee met on Monday and adopted %d resolutions.\nPress <b>Save</b> before you leave page %d.\n" \
         "Heavy rain is expected in the north of the country until %d March.\nShe paid %d.50 euros for the old bicycle.\n" \
         "The engine of the train failed %d kilometres from the station, and nobody was hurt.\n" \
         "Nobody in the village had seen the %d wolves that the newspaper wrote about."
    de = "Der Ausschuss trat am Montag zusammen und nahm %d Entschließungen an.\nDrücken Sie <b>Sichern, bevor Sie Seite %d verlassen.\n" \
         "Bis zum %d. März wird im Norden des Landes starker Regen erwartet.\nSie zahlte für das alte Fahrrad %d,50 Euro Euro.\n" \
         "Die Lokomotive des Zuges versagte %d Kilometer vor dem Bahnhof; verletzt wurde niemand.\n" \
         "Im Dorf hatte jemand die %d Wölfe gesehen, von denen die Zeitung schrieb."
    n = split(language == "en" ? en : de, sentence, "\n")
    for (i = 0; i < lines; i++) printf sentence[i % n + 1] "\n", i % 27 + 2
  }'
}

tsv() { text en "$1" >tsv.en && text de "$1" | paste tsv.en -; }
tmx() {
  echo '<?xml version="1.0"?><tmx version="1.4"><header srclang="en" segtype="sentence" datatype="xml"/><body>'
  tsv "$1" | sed 's/<[^>]*>//g; s,^\(.*\)\t\(.*\)$,<tu><tuv xml:lang="en"><seg>\1</seg></tuv><tuv xml:lang="de"><seg>\2</seg></tuv></tu>,'
  echo '</body></tmx>'
}

for n in $lines $((2 * lines)); do
  text en $n >$n.en && text de $n >$n.de && tsv $n >$n.tsv && tmx $n >$n.tmx
done

# instructions ARGUMENT...: of one run.
instructions() {
  valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null --log-file=log "$mtqc" "$@" >out 2>err || [ $? -eq 1 ]
  sed -n 's/,//g;s/.*I *refs: *//p' log
}

# row NAME ARGUMENT...: N in the arguments stands for the number of lines.
row() {
  name=$1
  shift
  # shellcheck disable=SC2046  # no argument has blanks
  few=$(instructions $(echo "$@" | sed "s/N\./$lines./g"))
  # shellcheck disable=SC2046
  many=$(instructions $(echo "$@" | sed "s/N\./$((2 * lines))./g"))
  printf '%s\t%d\t%d\n' "$name" $(((many - few) / lines)) $((few - (many - few)))
}

{
  printf 'what\tinstructions a line\tat the start\n'
  row check check -s en -t de --aligned N.en N.de
  row "check of the target" check -t de --target-only N.de
  row align align -s en -t de --segmented N.en N.de
  row "align without packs" align -s en -t de --no-lexicon --segmented N.en N.de
  row estimate score -s en -t de --aligned N.en N.de
  row metrics score --reference N.de N.en
  row segment segment N.de
  row "read TSV" check --only length-limit -s en -t de N.tsv
  row "read TMX" check --only length-limit -s en -t de N.tmx
} >table
cat table

[ -z "$earlier" ] || awk -F'\t' 'NR == FNR { before[$1] = $2; next }
  FNR > 1 && before[$1] > 0 && $2 > 1.03 * before[$1] { printf "%s: %.1f %% more\n", $1, 100 * ($2 / before[$1] - 1); worse = 1 }
  END { exit worse }' "$earlier" table
