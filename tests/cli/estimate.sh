#!/bin/sh
# mtqc score without a reference, from outside: estimates, what they are made of, training. Prints TAP.
# usage: estimate.sh MTQC
. "$(dirname "$0")/tap.sh"

run() {
  "$mtqc" score "$@" >out 2>err </dev/null
  code=$?
}

printed() { [ "$code" -eq 0 ] && [ ! -s err ] && grep -q "$(printf "$1")" out; }
# The estimate of line $1 is above that of line $2.
above() { awk -v a="$1" -v b="$2" -F '\t' 'NR > 1 { e[$1] = $2 } END { exit !(e[a] > e[b]) }' out; }
json_lines() { [ "$code" -eq 0 ] && python3 -c "import json; d = [json.loads(x) for x in open('out')]; assert $1, d"; }
json() { [ "$code" -eq 0 ] && python3 -c "import json; d = json.load(open('out')); assert $1, d"; }

printf 'The harbour froze early that winter.\nThe harbour froze early that winter.\n' >s
printf 'Der Hafen fror in jenem Winter früh zu.\nDer harbour froze früh that Winter.\n' >t

run -s en -t de --aligned --format tsv s t; try "table" printed '^segment\testimate$'
try "the better translation is above the worse" above 1 2
run -s en -t de --aligned s t;              try "text" printed '^estimate|version:1|pair:en-de|weights:[0-9a-f]* = [0-9.]*$'
run -s en -t de --aligned --format json s t
try "JSON" json 'd["segment_count"] == 2 and d["corpus"]["estimate"]["signature"].startswith("estimate|version:1|")'
try "intervals" json 'all(0 <= x["low"] <= x["estimate"] <= x["high"] <= 100 for x in d["segments"])'
run -s en -t de --aligned --explain s t;    try "explanation" printed 'copied.*: harbour, froze, that$'
run -s en -t de --aligned --explain --format json s t
try "explanation as JSON" json '[f["words"] for f in d["segments"][1]["features"] if f["name"] == "copied"] == [["harbour", "froze", "that"]]'
run -s en -t de --aligned --tokens s t
try "tokens" printed '^{"segment": 2, .*"text": "harbour", "wrong": 0\\.[0-9]*}'
try "words of the source" json_lines 'd[1]["source_tokens"][1]["text"] == "harbour" and all(0 < t["missing"] < 1 for x in d for t in x["source_tokens"])'
try "a line a segment" [ "$(wc -l <out)" -eq 2 ]
run -s en -t de --aligned -r t --format tsv s t; try "beside metrics" printed '^segment\testimate\tbleu\t'
run --aligned -r t --format tsv s t;        try "no languages, no estimate" printed '^segment\tbleu\t'
run -s pl -t tr --data . --aligned s t
try "no packs: default weights" [ "$code" -eq 0 -a "$(grep -c 'weights:default-' out)" -eq 1 -a "$(wc -l <err)" -eq 3 ]
i=0
while [ $i -lt 700 ]; do cat s; i=$((i + 1)); done >many.s
i=0
while [ $i -lt 700 ]; do cat t; i=$((i + 1)); done >many.t
run -s en -t de --aligned -r many.t --format tsv many.s many.t; cp out one
run -s en -t de --aligned -r many.t --format tsv --jobs 3 many.s many.t
try "threads change nothing" cmp -s out one
"$mtqc" score -s en -t de --aligned --tokens many.s - <many.t >out 2>err; code=$?
try "a stream of more lines than are held" json_lines '[x["segment"] for x in d] == list(range(1, 1401))'
echo x >>many.t
run -s en -t de --aligned many.s many.t;    try "one line too many" refused 'many.s: it has only 1400 lines, fewer than many.t'
run -s en -t de --jobs 0 --aligned s t;     try "no threads" refused 'jobs'
run --aligned s t;                          try "languages are needed" refused 'languages are needed'
run -s en -t de t;                          try "a source is needed" refused 'a source'
run -s en -t de --aligned s /dev/null;      try "files of different length" refused 'more than the 0 lines'
run -s en -t '?' --aligned s t;             try "no language" refused "'?'"

# --- in a check ---
echo 'The harbour froze 7 times.' >>s
echo 'Der Hafen fror 8 Mal zu.' >>t
check() {
  "$mtqc" check -s en -t de --fail-on none --aligned "$@" s t >out 2>err </dev/null
  code=$?
}
page() { printed 'estimate [0-9]* of 100' && printed '<span class="suspect" title="probability of being wrong: [0-9]*.%%">froze</span>'; }
check;                                      try "a check makes none unless asked" [ "$code" -eq 0 -a -z "$(grep estimate out)" ]
check --estimate;                           try "a check with estimates" printed '^estimate without a reference: [0-9.]* of 100 (mean of 3 pairs, estimate|version:1'
check --estimate --format json
try "in JSON: beads, document, summary" json 'all(0 < x < 100 for x in [*[b["estimate"] for b in d["documents"][0]["beads"]], d["documents"][0]["scores"]["estimate"], d["summary"]["estimate"]])'
check --estimate --format jsonl;            try "in JSON Lines" printed '^{"document":.*"segment":3,"estimate":[0-9.]*,'
check --format html --only number-mismatch; try "in the page, with doubtful words" page
check --estimate --format json --only number-mismatch
try "as evidence" json 'any("with a probability of" in e for b in d["documents"][0]["findings"] for e in b["evidence"])'
echo 'The old harbour froze in January, and the fishermen of the village walked over the ice to the island.' >long
echo 'Der alte Hafen fror im Januar zu.' >short
"$mtqc" check -s en -t de --fail-on none --aligned --estimate --format json --only omission long short >out 2>err
try "as evidence of what is found in the whole document" json 'all("to be missing with a probability of" in b["evidence"][-1] for b in d["documents"][0]["findings"]) and d["documents"][0]["findings"]'
check --where 'estimate >= 45 and not findings';             try "as a condition" [ "$code" -eq 0 -a "$(cut -f 2 out)" = "$(head -n 1 t)" ]

i=0
while [ $i -lt 30 ]; do
  printf 'The harbour froze %d times.\tDer Hafen fror %d Mal zu.\t%d\n' $i $i $((90 + i % 3))
  printf 'The harbour froze %d times.\tDer harbour froze %d times.\t%d\t0.5\n' $i $i $((10 + i % 3))
  i=$((i + 1))
done >judged
run train -s en -t de -o weights judged;    try "train" [ "$code" -eq 0 -a ! -s err -a ! -s out ]
run -s en -t de --weights weights --aligned --format tsv s t; try "own weights" above 1 2
i=0
while [ $i -lt 40 ]; do
  printf 'The harbour froze.\tDer harbour fror zu.\t4-11\t4-11\nThe harbour froze.\tDer Hafen fror zu.\t\t\n'
  i=$((i + 1))
done >marked
run train --tokens -s en -t de -o odds marked; try "train on marks" [ "$code" -eq 0 -a ! -s err -a "$(grep -c 'base' odds)" -eq 2 ]
run -s en -t de --token-weights odds --tokens --aligned s t
try "own odds" json_lines '[t["wrong"] > .3 for t in d[1]["tokens"]][:2] == [False, True]'
printf 'a b\tc d\t0-9\n' >outside
run train --tokens -s en -t de outside;     try "marks outside the text" refused 'pair 1: not stretches'
head -n 2 marked >few
run train --tokens -s en -t de few;         try "marks of too few" refused 'at least 200'
run -s en -t de --token-weights marked --tokens --aligned s t; try "odds that are none" refused 'marked:1: not weights'
run train -s en -t de;                      try "train on nothing" refused 'one file of judgements'
run train judged;                           try "train without languages" refused 'languages are needed'
head -n 9 judged >few
run train -s en -t de few;                  try "train on too little" refused 'at least 20'
printf 'a\tb\tgood\n' >wrong
run train -s en -t de wrong;                try "a judgement that is no number" refused 'wrong:1: not source'
run -s en -t de --weights judged --aligned s t; try "weights that are none" refused 'judged:1: not weights'
run -s en -t de --weights none --aligned s t;   try "weights that are not there" refused 'none'

finish
