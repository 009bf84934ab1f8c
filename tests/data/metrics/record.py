#!/usr/bin/env python3
"""Records what sacrebleu says of texts written or generated here: segments.tsv and golden.tsv beside this file.

usage: record.py     (Python with sacrebleu 2.x; the tests themselves need only the two files)

segments.tsv    group TAB hypothesis TAB reference [TAB reference]...   backslash escapes \\t \\n \\\\; \\0 alone: no reference
golden.tsv      settings TAB group TAB signature of the corpus TAB its score TAB scores of the segments, parted by spaces

Settings are written as mtqc_metric_new takes them. Scores are the shortest decimals that give the same double again.
"""

import os
import random

from sacrebleu.metrics import BLEU, CHRF, TER

HERE = os.path.dirname(os.path.abspath(__file__))

WRITTEN = [
    ("Der Zug nach Erfurt fährt heute von Gleis 9 ab.", "Der Zug nach Erfurt fährt heute auf Gleis 9 ab."),
    ("Sie sagte, dass sie morgen nicht kommt.", "Sie sagte, sie komme morgen nicht."),
    ("Die Kosten stiegen um 3,5 % auf 1.200,50 Euro.", "Die Kosten sind um 3,5 % auf 1.200,50 Euro gestiegen."),
    ("The U.S. delegation arrived at 10:30 p.m. on Friday.", "The US delegation arrived on Friday at 10:30 p.m."),
    ("It cost $1,000.00 (about £800).", "It cost about £800 ($1,000.00)."),
    ("\"Nobody knows,\" he said, \"what's next.\"", "“Nobody knows what is next,” he said."),
    ("state-of-the-art well-known e-mail 2020-2021 5-10", "state of the art, well known e-mail from 2020-2021"),
    ("Tom &amp; Jerry &quot;ran&quot; &lt;away&gt;", "Tom & Jerry \"ran\" <away>"),
    ("Вчера в городе открыли новый мост.", "Новый мост в городе был открыт вчера."),
    ("Он не пришёл, потому что заболел.", "Он не пришел: заболел."),
    ("Le train part à 8 h 15 : dépêche-toi !", "Le train part à 8h15, dépêchez-vous !"),
    ("¿Cuándo llega el próximo autobús?", "¿A qué hora llega el siguiente autobús?"),
    ("昨天我们去了城外的湖边。", "我们昨天去了城外的一个湖。"),
    ("他说:“价格是12.50元。”", "他说价格为12.50元。"),
    ("昨日、私たちは湖へ行きました。", "私たちは昨日、湖に行った。"),
    ("カタカナとｶﾀｶﾅとABC１２３。", "カタカナと半角とABC123。"),
    ("어제 우리는 호수에 갔다.", "우리는 어제 호수로 갔다."),
    ("وصل القطار في الساعة الثامنة.", "وصل القطار الساعة 8."),
    ("A B C D E F G H", "H G F E D C B A"),
    ("the the the the the the the", "the cat is on the mat"),
    ("a b c d e f g h i j k l m n o p", "i j k l m n o p a b c d e f g h"),
    ("ALL CAPS HERE", "all caps here"),
    ("Straße GRÖSSE İstanbul ﬁn ΣΟΦΟΣ", "STRASSE größe istanbul fin σοφος"),
]

ODD = [
    ("", "A reference that is there."),
    ("A hypothesis that is there.", ""),
    ("", ""),
    (" ", "   "),
    ("word", "word"),
    ("word", "other"),
    ("a b", "a b"),
    ("a b c", "a b d"),
    ("...", "!!!"),
    (". . .", "..."),
    ("?!", "?!"),
    ("  leading and   inner\tspaces  ", "leading and inner spaces"),
    ("trailing space ", "trailing space"),
    ("no\u00a0break\u2009spaces\u3000here", "no break spaces here"),
    ("soft\u00adhyphen zero\u200bwidth joi\u200dner", "softhyphen zerowidth joiner"),
    ("👍🏽 👩‍👩‍👧 🇩🇪 well done 🎉", "👍 👩‍👩‍👧 🇩🇪 well done 🎉🎉"),
    ("cafe\u0301 nai\u0308ve", "café naïve"),
    ("<skipped> text <b>bold</b> -\nnext", "text bold next"),
    ("line one\nline two", "line one line two"),
    ("1.5 1,5 .5 5. 1.2.3 a.b A.B. 3-4 x-3", "1.5 1,5 0.5 5 1.2.3 a.b A.B 3 - 4 x - 3"),
    ("https://example.org/a?b=c&d=e user@example.org", "https://example.org/a?b=c user@example.com"),
    ("{curly} [square] (round) ~ ` ^ _ | \\ / # $ % * + = @", "curly square round ~ ` ^ _ | \\ / # $ % * + = @"),
    ("«Quote» „Zitat“ ‚x‘ ‘y’ – — … § ° ′ ″", "\"Quote\" \"Zitat\" 'x' 'y' - - ... § ° ' \""),
    ("𝒜𝓁𝓅𝒽𝒶 𐐀𐐨", "Alpha 𐐨𐐀"),
    ("ab", "a"),
    ("x", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
    ("¡Hola! ¿qué? a¡b", "Hola que a b"),
    ("9-year-old -5 5- 5-5", "9 year old - 5 5 - 5 - 5"),
    ("中文English混合text", "中文 English 混合 text"),
    ("。、！？「」", "。、!?\"\""),
    ("\ufeffmark", "mark"),
    ("I can't, won't; didn't: o'clock", "I cannot, will not; did not: o'clock"),
]

SYLLABLES = "ba ke lo min tor u schei en ver gra po li".split()


def vocabulary(rng):
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(300)]


def sentence(rng, words, length):
    out = [words[min(int(rng.expovariate(0.02)), len(words) - 1)] for _ in range(length)]
    for i in range(len(out)):
        chance = rng.random()
        out[i] += "," if chance < 0.08 else " 1.234" if chance < 0.11 else " (x)" if chance < 0.13 else ""
    return " ".join(out).capitalize() + rng.choice([".", "!", "?", ""])


def changed(rng, words, text):
    """The text after some edits of the kinds that TER counts: words put in, left out, replaced, and phrases moved."""
    out = text.split(" ")
    for _ in range(rng.randint(0, 2 + len(out) // 5)):
        kind, i = rng.randrange(5), rng.randrange(len(out)) if out else 0
        if kind == 0:
            out.insert(i, rng.choice(words))
        elif kind == 1 and len(out) > 1:
            del out[i]
        elif kind == 2 and out:
            out[i] = rng.choice(words)
        elif out:
            size, to = rng.randint(1, 6), rng.randrange(len(out))
            phrase = out[i : i + size]
            del out[i : i + size]
            out[to:to] = phrase
    return " ".join(out)


def groups():
    rng = random.Random(20)
    words = vocabulary(rng)
    yield "written", [(h, [r]) for h, r in WRITTEN]
    yield "odd", [(h, [r]) for h, r in ODD]
    references = [sentence(rng, words, rng.randint(1, 40)) for _ in range(90)]
    yield "generated", [(changed(rng, words, r), [r]) for r in references]
    yield "three", [(changed(rng, words, r), [r, changed(rng, words, r), sentence(rng, words, 12)]) for r in references[:40]]
    several = [(changed(rng, words, r), [r, changed(rng, words, r) if i % 3 else None]) for i, r in enumerate(references[40:70])]
    yield "varying", several
    long = [sentence(rng, words, 400) for _ in range(3)]
    yield "long", [(changed(rng, words, r), [r]) for r in long] + [(sentence(rng, words, 300), [sentence(rng, words, 120)])]


METRICS = {
    "bleu": (BLEU, dict()),
    "bleu:tok=intl": (BLEU, dict(tokenize="intl")),
    "bleu:tok=zh": (BLEU, dict(tokenize="zh")),
    "bleu:tok=char": (BLEU, dict(tokenize="char")),
    "bleu:tok=none": (BLEU, dict(tokenize="none")),
    "bleu:case=lc": (BLEU, dict(lowercase=True)),
    "bleu:smooth=floor": (BLEU, dict(smooth_method="floor")),
    "bleu:smooth=floor[0.01]": (BLEU, dict(smooth_method="floor", smooth_value=0.01)),
    "bleu:smooth=add-k": (BLEU, dict(smooth_method="add-k")),
    "bleu:smooth=add-k[2.5]": (BLEU, dict(smooth_method="add-k", smooth_value=2.5)),
    "bleu:smooth=none": (BLEU, dict(smooth_method="none")),
    "bleu:eff=yes": (BLEU, dict(effective_order=True)),
    "chrf": (CHRF, dict()),
    "chrf++": (CHRF, dict(word_order=2)),
    "chrf:nw=1": (CHRF, dict(word_order=1)),
    "chrf:nc=4": (CHRF, dict(char_order=4)),
    "chrf1": (CHRF, dict(beta=1)),
    "chrf3:nw=2": (CHRF, dict(beta=3, word_order=2)),
    "chrf:space=yes": (CHRF, dict(whitespace=True)),
    "chrf:eff=no": (CHRF, dict(eps_smoothing=True)),
    "chrf:case=lc": (CHRF, dict(lowercase=True)),
    "ter": (TER, dict()),
    "ter:case=mixed": (TER, dict(case_sensitive=True)),
    "ter:norm=yes": (TER, dict(normalized=True)),
    "ter:punct=no": (TER, dict(no_punct=True)),
    "ter:norm=yes,asian=yes": (TER, dict(normalized=True, asian_support=True)),
    "ter:norm=yes,punct=no,asian=yes": (TER, dict(normalized=True, no_punct=True, asian_support=True)),
}


def escape(text):
    return "\\0" if text is None else text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def scores(kind, options, segments):
    """Signature and score of the corpus, and the scores of the segments."""
    hypotheses = [h for h, _ in segments]
    count = max(len(references) for _, references in segments)
    streams = [[references[k] for _, references in segments] for k in range(count)]
    metric = kind(**options)
    corpus = metric.corpus_score(hypotheses, streams)
    # Segments of BLEU are scored with effective order, as sacrebleu advises; the corpus is not.
    single = kind(**{**options, "effective_order": True}) if kind is BLEU else kind(**options)
    each = [single.sentence_score(h, [r for r in references if r is not None]).score for h, references in segments]
    return metric.get_signature(), corpus.score, each


def main():
    with open(os.path.join(HERE, "segments.tsv"), "w", encoding="utf-8") as out:
        for name, segments in groups():
            for hypothesis, references in segments:
                out.write("\t".join([name, escape(hypothesis), *map(escape, references)]) + "\n")
    with open(os.path.join(HERE, "golden.tsv"), "w", encoding="utf-8") as out:
        for settings, (kind, options) in METRICS.items():
            for name, segments in groups():
                signature, corpus, each = scores(kind, options, segments)
                out.write("\t".join([settings, name, str(signature), repr(float(corpus)), " ".join(repr(float(s)) for s in each)]) + "\n")


main()
