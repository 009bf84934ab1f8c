#!/bin/sh
# Files of pairs from the command line: what is read, what is said about it, where findings point. Prints TAP.
# usage: bitext.sh MTQC
. "$(dirname "$0")/tap.sh"

run() {
  "$mtqc" check -s en -t de --only number-mismatch "$@" >out 2>err </dev/null
  code=$?
}

refused() { [ "$code" -eq 2 ] && [ "$(wc -l <err)" -eq 1 ] && grep -q "^mtqc: .*$1" err; }

# The bytes that the first finding points at, read from the file.
pointed() {
  start=$(sed -n '1s/.*"target":{"start_byte":\([0-9]*\).*/\1/p' out)
  end=$(sed -n '1s/.*"target":{"start_byte":[0-9]*,"end_byte":\([0-9]*\).*/\1/p' out)
  [ "$(tail -c +$((start + 1)) "$1" | head -c $((end - start)))" = "$2" ]
}

good='Nine wagons of 12 came.\tNeun von 12 Wagen kamen.\n'
printf "$good"'The train has 12 wagons.\tDer Zug hat 21 Wagen.\n' >pairs.tsv
run pairs.tsv;                   try "TSV" printed 1 '^pairs.tsv:2:38: major: .*number-mismatch'
run --format jsonl pairs.tsv;    try "bytes point into the file" pointed pairs.tsv 21
try "the number of the pair" printed 1 '"segment":2,'
gzip -k pairs.tsv
run pairs.tsv.gz;                try "gzipped TSV" printed 1 '^pairs.tsv.gz:2:38: major'
head -c 60 pairs.tsv.gz >cut.tsv.gz
run cut.tsv.gz;                  try "damaged gzip data" refused 'cut.tsv.gz: damaged gzip data'
python3 -c 'import gzip; gzip.GzipFile("../../evil.tsv", "wb", fileobj=open("named.tsv.gz", "wb")).write(open("pairs.tsv", "rb").read())'
run named.tsv.gz;                try "the name inside a gzip file is not followed" eval 'printed 1 "^named.tsv.gz:2:38: major" && [ ! -e ../../evil.tsv ]'
cp pairs.tsv pairs
run --input-format tsv pairs;    try "--input-format" printed 1 '^pairs:2:38'
run --input-format tsv --columns 2,1 pairs
try "columns by number" printed 1 '^pairs:2:15'
printf '{"source":"The train has 12 wagons.","target":"Der \\"Zug\\" hat 21 Wagen."}\n{"source":1}\n' >pairs.jsonl
run --format jsonl pairs.jsonl;  try "what stands before a fault is reported" grep -q '"text":"21"' out
try "the fault is told" refused 'pairs.jsonl:2:11: a string is needed here'
try "bytes behind an escape" pointed pairs.jsonl 21
echo '{"source":"Twelve.","target":null}' >none.jsonl
run none.jsonl;                  try "untranslated units are left out, and told" grep -q '1 unit left out: untranslated' err

# --- formats of translation tools ---
cat >pairs.tmx <<'XML'
<?xml version="1.0"?><tmx version="1.4"><header srclang="en"/><body>
<tu tuid="x1"><tuv xml:lang="en"><seg>The <ph>%s</ph> &amp; 12 wagons.</seg></tuv><tuv xml:lang="de"><seg>Der <ph>%s</ph> &amp; 21 Wagen.</seg></tuv></tu>
</body></tmx>
XML
run --format jsonl pairs.tmx;    try "TMX" pointed pairs.tmx 21
try "the id of the unit" printed 1 '"id":"x1"'
cat >pairs.xlf <<'XML'
<xliff version="1.2"><file source-language="en" target-language="de"><body><trans-unit id="a"><source>12 &lt;wagons&gt;</source>
<target>Die 21 &lt;Wagen&gt;</target></trans-unit></body></file></xliff>
XML
run --format jsonl pairs.xlf;    try "XLIFF" pointed pairs.xlf 21
printf 'msgid "The \"train\" has 12 wagons."\nmsgstr ""\n"Der \"Zug\" "\n"hat 21 Wagen."\n' >pairs.po
run --format jsonl pairs.po;     try "PO" pointed pairs.po 21
run pairs.po;                    try "line and column behind continued strings" printed 1 '^pairs.po:4:6: '
(cat pairs.po; printf '\nmsgid "x"\nmsgstr y\n') >broken.po
run broken.po;                   try "findings before a fault are reported" grep -q '^broken.po:4:6: ' out
try "and the fault is told" refused 'broken.po:7:8: a quoted string is needed here'
printf '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><tmx>&b;</tmx>' >laughs.tmx
run laughs.tmx;                  try "entities are not expanded" refused 'laughs.tmx:1:[0-9]*: &b; is not known'

# --- documents of formats ---
cat >source.md <<'MD'
# Trains

The train has **12 wagons**, runs `code 5`
and is late.

```
code 77
```

<!-- mtqc:off number-mismatch -->
It has 7 doors.
<!-- mtqc:on -->
MD
sed 's/12 wagons/21 Wagen/; s/The train has/Der Zug hat/; s/code 77/code 78/; s/7 doors/8 Türen/; s/It has/Er hat/' source.md >target.md
run --format jsonl source.md target.md;  try "Markdown" pointed target.md 21
try "code is left out, and what is marked is ignored" [ "$(grep -c '"state":"new"' out)" -eq 1 -a "$(wc -l <out)" -le 2 ]
cat >source.html <<'HTML'
<title>Trains</title><style>p { top: 3 }</style><p>The train &amp; the
  <b>12 wagons</b> are here.</p><pre>5</pre><!-- mtqc:off --><p>It has 7 doors.</p><!-- mtqc:on --><script>9 < 10</script>
HTML
sed 's/12 wagons/21 Wagen/; s/The train/Der Zug/; s/5/6/; s/7 doors/8 Türen/; s/It has/Er hat/; s/9 </8 </' source.html >target.html
run --format jsonl source.html target.html; try "HTML" pointed target.html 21
try "scripts and code are left out, what is marked is ignored" [ "$(grep -c '"state":"new"' out)" -eq 1 ]
printf '1\n00:00:01,000 --> 00:00:02,000\nThe train has\n12 wagons\n\n2\n00:00:03,000 --> 00:00:04,000\nand is late.\n' >source.srt
sed 's/12 wagons/21 Wagen/' source.srt >target.srt
run --format jsonl source.srt target.srt; try "SRT" pointed target.srt 21
try "a sentence runs over cues" printed 1 '"segment":1,"target":{"start_byte":46'
(echo WEBVTT; echo; sed -e 's/^\(00:00:0.\),/\1./' -e 's/ 00:00:0\(.\),/ 00:00:0\1./' source.srt) >source.vtt
sed 's/12 wagons/21 Wagen/' source.vtt >target.vtt
run --format jsonl source.vtt target.vtt; try "WebVTT" pointed target.vtt 21
printf '1\n00:00:01 -> 2\nx\n' >bad.srt
run source.srt bad.srt;                  try "a broken time" refused 'bad.srt:2:1: a time'
told() { [ "$code" -eq 2 ] && grep -qe "$1" out && grep -q "^mtqc: .*$2" err; }
sed 's/^2$/two/; s/03,000/03/' source.srt | sed '1i 0\nno time\n' >slips.srt
run slips.srt target.srt;                try "what can be read of broken subtitles is checked" told number-mismatch 'slips.srt:2:1: a time'
seq 2000 | sed 's/.*/Wagon & has 12 seats./' >seats.txt
sed 's/Wagon 7 has 12/Wagon 7 has 21/' seats.txt >seats2.txt
gzip -c seats2.txt | head -c 3000 >cut.txt.gz
run --aligned seats.txt cut.txt.gz;      try "lines are not paired with those of a damaged file" eval '[ "$code" -eq 2 ] && grep -q "2000 lines in the source" err'
run seats.txt cut.txt.gz;                try "a document is checked up to where it is damaged" told '^cut.txt.gz:7:13: ' 'cut.txt.gz:[0-9]*:[0-9]*: damaged gzip data'
(cat seats2.txt; printf 'a\0b\n') >nul.txt
run seats.txt nul.txt;                   try "a document is checked up to a NUL" told '^nul.txt:7:13: ' 'nul.txt:2001:2: NUL byte'
code=0
"$mtqc" align -s en -t de source.srt slips.srt >out 2>err || code=$?
try "what can be read is aligned" told '0' 'slips.srt:2:1: a time'
code=0
"$mtqc" segment -t de slips.srt >out 2>err || code=$?
try "what can be read is segmented" told wagons 'slips.srt:2:1: a time'
code=0
"$mtqc" lexicon train -s en -t de -o x.tsv source.srt slips.srt >out 2>err || code=$?
try "what is read in part is not trained on" eval '[ "$code" -eq 2 ] && [ ! -e x.tsv ] && grep -q "slips.srt:2:1: a time" err'
gzip -k target.md
run source.md target.md.gz;              try "gzipped Markdown" printed 1 '^target.md.gz:3:'
iconv -t UTF-16 target.md >wide.md
run --format jsonl source.md wide.md;    try "UTF-16" printed 1 '"target":{"start_byte":[0-9]*,"end_byte":[0-9]*,"line":3,"column":15,"text":"21"}'
{ printf '#, mtqc-off:number-mismatch\n'; cat pairs.po; } >off.po
run off.po;                              try "a flag in PO switches a check off" printed 0 '^1 ignored$'
sed 's/<target>/<note>mtqc:off<\/note><target>/' pairs.xlf >off.xlf
run off.xlf;                             try "a note in XLIFF switches checks off" printed 0 '^1 ignored$'
run --disable calque off.xlf;            try "also beside other options" printed 0 '^1 ignored$'

# --- findings written back ---
segments() { "$mtqc" check -s en -t de --only number-mismatch --format jsonl --fail-on none "$1" 2>/dev/null | sed 's/.*"segment":\([0-9]*\).*"message":"\([^"]*\)".*/\1 \2/'; }
well_formed() { python3 -c 'import sys, xml.dom.minidom as x; x.parse(sys.argv[1])' "$1"; }
cat >pairs2.xlf <<'XML'
<xliff version="2.0" srcLang="en" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit id="u"><segment id="1"><source>12 "wagons"</source>
<target>21 "Wagen"</target></segment><segment id="2"><source>5</source><target>5</target></segment></unit></file></xliff>
XML
for file in pairs.tmx pairs.xlf pairs2.xlf; do
  run --annotate annotated.${file##*.} $file;  try "$file is written back" [ "$code" -eq 1 ]
  try "$file stays well-formed" well_formed annotated.${file##*.}
  segments $file >before; segments annotated.${file##*.} >after
  try "$file has the same units and findings" cmp -s before after
  sed -e 's/<prop type="x-mtqc[^>]*>[^<]*<\/prop>//g' -e 's/<its:locQualityIssues .*<\/its:locQualityIssues>//' -e 's/ xmlns:its="[^"]*" its:version="2.0" its:locQ[^>]*"#mtqc-1"//' \
    -e 's/<mrk id="mtqc-m1"[^>]*>//; s/<\/mrk>//' annotated.${file##*.} >stripped
  try "$file is otherwise as it was" cmp -s $file stripped
done
run --annotate annotated.tmx pairs.tmx
try "TMX: findings are properties" grep -q '<tu tuid="x1"><prop type="x-mtqc-number-mismatch">major 0.90: 12 in the source, 21 in the translation</prop><tuv' annotated.tmx
run --annotate annotated.xlf pairs.xlf
try "XLIFF: findings are issues of ITS" grep -q '<its:locQualityIssue locQualityIssueType="numbers" locQualityIssueSeverity="67" locQualityIssueComment="\[number-mismatch\] 12 in' annotated.xlf
try "XLIFF: the target refers to them" grep -q '<target xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0" its:locQualityIssuesRef="#mtqc-1">' annotated.xlf
for file in annotated.tmx annotated.xlf; do
  run --annotate twice.${file##*.} $file; try "$file is not written into twice" refused 'holds findings of mtqc already'
  try "and no ${file##*.} is left" [ ! -e twice.${file##*.} ]
done
sed 's/<xliff/<?xml version="1.0" encoding="ISO-8859-1"?><xliff/; s/Die 21/Für 21/' pairs.xlf | iconv -f UTF-8 -t ISO-8859-1 >latin1.xlf
run --annotate x.xlf latin1.xlf;         try "findings are written back in UTF-8 only" refused 'latin1.xlf: findings can be written back into files in UTF-8 only'
try "and are reported in any encoding" grep -q '^latin1.xlf:2:13: .*number-mismatch' out
run --annotate x.po pairs.po;            try "PO cannot be annotated" refused 'TMX and XLIFF files only'
run --annotate x.tmx source.md target.md; try "nor can two documents" refused 'takes one file that holds both'

cat >parts.xlf <<'XML'
<xliff version="1.2"><file source-language="en" target-language="de"><body><trans-unit id="a"><source>12 cars. 7 doors.</source><seg-source><mrk mtype="seg" mid="1">12 cars.</mrk> <mrk mtype="seg" mid="2">7 doors.</mrk></seg-source>
<target><mrk mtype="seg" mid="1">21 Wagen.</mrk> <mrk mtype="seg" mid="2">8 Türen.</mrk></target></trans-unit></body></file></xliff>
XML
run --annotate annotated.xlf parts.xlf
try "XLIFF: segments are units" printed 1 'parts.xlf:2:34: .*number-mismatch'
try "XLIFF: each segment refers to its issues" [ "$(grep -o '<mrk xmlns:its="[^"]*" its:version="2.0" its:locQualityIssuesRef="#mtqc-[12]" mtype' annotated.xlf | wc -l)" -eq 2 ]
try "XLIFF with segments stays well-formed" well_formed annotated.xlf
segments parts.xlf >before; segments annotated.xlf >after
try "XLIFF with segments has the same findings" cmp -s before after

seq 20003 | sed 's/.*/Wagon & came.\tWagen & kam./' >big.tsv
run --format junit big.tsv
try "the parts of a big file have names of their own" [ "$(grep -o '<testsuite name="[^"]*"' out | sort -u | wc -l)" -eq 2 ]
try "and are numbered on" grep -q '<testsuite name="big.tsv, from segment 20001" tests="3"' out
run --format html big.tsv;               try "in the page, too" [ "$(grep -c '<h2><bdi>big.tsv, from segment 20001<' out)" -eq 1 ]

only_good() { [ "$code" -eq 0 ] && printf "$good" | cmp -s - out; }
run --where 'not major' pairs.tsv; try "a filter keeps what fits" only_good
code=0
"$mtqc" check -s en -t de --only number-mismatch --input-format tsv --where 'not major' - <pairs.tsv >out 2>err || code=$?
try "a filter reads standard input" only_good
run --where 'findings' --fail-on minor pairs.tsv; try "a filter that judges" printed 1 '^The train'
run --where 'elegance > 3' pairs.tsv; try "no such name" refused "no score, severity or check of the name at character 1"

finish
