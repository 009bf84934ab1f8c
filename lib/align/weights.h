/* The numbers of the aligner that were chosen and not measured on the document, with unit and reason.
 *
 * "Search" means random search over the development articles of text+berg (de-fr), checked on the gold sets of other
 * pairs; the optimum is flat, so the digits behind the first are not to be taken seriously. With each of 18 pieces of
 * gold left out (eight blocks of text+berg, the documents of pl-en, pl-de, hu-en and zh-en), the rest chooses among
 * MQ_JOIN .75 to 1.15, MQ_SMOOTHING .7 to .8, MQ_WEIGHT_EVIDENCE .36 to .5, MQ_STRENGTH_COGNATE .2 to .4 and
 * MQ_STRENGTH_LEARNT .35 to .65 the values here 17 or 18 times. Where a figure is given as "pieces", it is the mean strict
 * F1 of 54 pieces of about 50 beads of that gold (tests/bench/align_crossval.py). Scores are natural logarithms. */
#ifndef MQ_ALIGN_WEIGHTS_H
#define MQ_ALIGN_WEIGHTS_H

/* Strengths of links: about the share of a word's occurrences that the link explains, 0..1. */
#define MQ_STRENGTH_EQUAL       .6f /* the same word on both sides: names, loans, but also false friends */
#define MQ_STRENGTH_NUMBER      .7f
#define MQ_STRENGTH_MARK        .8f /* punctuation marks of one function */
#define MQ_STRENGTH_TRANSLATION .4f /* the strongest translation in the pair pack; weaker ones in proportion */
#define MQ_WORTH_PART           .6  /* of a translation of a part of a compound, beside one of the word (text+berg +.003); */
#define MQ_WORTH_PART_KNOWN     .6  /* and besides, if the word has translations of its own */
#define MQ_LEAST_PART           .2f /* weaker translations of a part say nothing (in the pair pack) */
#define MQ_STRENGTH_COGNATE     .3f /* the same Latin skeleton; less similar ones in proportion */
#define MQ_STRENGTH_LEARNT      .5f /* a pair that the document itself shows without exception */
#define MQ_LEAST_LEARNT         .02 /* weaker pairs are chance meetings */
#define MQ_LEAST_SIMILARITY     .5  /* of skeletons, 0..1; below it chance pairs prevail */
#define MQ_LEAST_ANCHOR         .2f /* strength of a link that may propose an anchor */
#define MQ_WEIGHT_PAIR          .3f /* of a rare pair of words as a proposal, in strengths of links */

/* Weight of lexical and length evidence against the priors: tokens of a sentence are far from independent, so each
 * counts for less than half a token. Search. */
#define MQ_WEIGHT_EVIDENCE .425

/* Share of a token's probability that needs no counterpart. High, since free translation leaves many words without a
 * link and must not be punished for it. Search; .45 costs two points of F1. */
#define MQ_SMOOTHING .75

/* Tokens of usual text that are added to a text to know how frequent its words are (a Dirichlet prior), and the least
 * share that a word has in it. Pieces .880 without, .889 at 500 and at 1000; with far more (5000), long texts and those
 * without a dictionary lose. */
#define MQ_USUAL_TOKENS 1000
#define MQ_USUAL_LEAST  1e-5

/* Word order: the share of links that keep to it, and how steeply they become rarer with the distance in relative place
 * (0..1), for words and numbers and for marks, which move less. Pieces .837 without, .852 at half the evidence of order,
 * .861 at a steepness of 4 for all, .875 at 8, .881 with places in letters, .893 with both steepnesses; text+berg .924 to
 * .939, zh-en .701 to .811. Beads less probable than MQ_PROBABLE are not asked. */
#define MQ_ORDER_SHARE .7
#define MQ_ORDER_WORDS 6
#define MQ_ORDER_MARKS 12
#define MQ_PROBABLE    1e-4

/* Letters of each side, at a ratio of 1, that count before the text's own do, between two alphabets. In 146 texts of
 * about seven ru-de beads (news, sentences left out, cut and joined) strict F1 is .917 without, .926 at 200, .935 at
 * 500 (without dictionary .882, .894, .903); longer texts do not notice. */
#define MQ_RATIO_LETTERS 500

/* Squared difference of lengths per letter before it is measured (Gale and Church 1993 found 6.8 for whole corpora;
 * within one document translators are steadier), and the range and scale of what is measured. A median of squares is
 * .455 of the variance of a normal distribution; .7 of that, as the median bead is surer than the one in doubt. */
#define MQ_VARIANCE          1.5
#define MQ_VARIANCE_LEAST    .5
#define MQ_VARIANCE_MOST     10
#define MQ_MEDIAN_TO_VARIANCE (.7 / .455)
#define MQ_MEASURED_BEADS    10 /* fewer do not tell a variance */

/* Log prior of a segment without counterpart. After the first pass it follows the document: where sentences support
 * each other little (no dictionary, free translation), one without support says little. It is then MQ_NULL_BASE and
 * MQ_NULL_TIMES the lower quartile of the scores of the 1:1 beads, within limits, or MQ_NULL_USUAL where few are
 * believed. Against -12 for all documents: zh-en .726 to .735, blocks of 50 beads of zh-en .667 to .699 and of pl-en
 * .956 to .973; nothing lost elsewhere. */
#define MQ_NULL       -14
#define MQ_NULL_USUAL -12
#define MQ_NULL_BASE  -6
#define MQ_NULL_TIMES 1.5
#define MQ_NULL_LEAST -16
#define MQ_NULL_MOST  -10

/* That of the next one in a row, before and after the first pass, and of one without letter or digit: a row of stars,
 * what a scanner took for text. */
#define MQ_NULL_NEXT       -5
#define MQ_NULL_NEXT_LATER -3.5
#define MQ_NULL_SCRAP      -3

/* Bonus of a bead that starts a paragraph on both sides, log, in paragraph mode: most paragraphs of a translation are
 * those of its source. */
#define MQ_GROUP_START 1.5

/* What printing a bead costs, in right beads: a bead less probable than this does not pay, as F1 counts it. */
#define MQ_TOLL .4

/* Posterior from which a bead is taken for granted: to measure lengths, and to search little around it. */
#define MQ_BELIEVED .5f
#define MQ_SURE     .7f

/* From posteriors to confidences: log odds are scaled and lowered, since the evidence of one word is counted in several
 * beads and the model does not know what it does not know. Fitted by eye to ten bins over the gold of four language
 * pairs (tests/bench/align_reliability.py); the expected calibration error falls from .06 to .02. */
#define MQ_ODDS_SCALE .8
#define MQ_ODDS_SHIFT -.65
#define MQ_ODDS_MOST  9 /* a posterior nearer to 0 or 1 is a matter of rounding */

/* Repair. Support below MQ_LACKING (strength of a link) is none. MQ_JOIN is in links of words that occur once, found in
 * a bead of MQ_JOIN_TOKENS tokens a side. From .8 to 1 text+berg's development article, whole or in blocks of 50 or 120
 * beads, stays within .007 of its best; a threshold in log likelihood alone that suits the whole article costs blocks
 * of 50 two points. The confidence of a joined bead is e / (e + MQ_JOIN_DOUBT). */
#define MQ_LACKING     .1f
#define MQ_JOIN        .85
#define MQ_JOIN_TOKENS 25
#define MQ_JOIN_DOUBT  .2

/* Strength from which a learnt pair is worth keeping for other documents. */
#define MQ_LEAST_KEPT .1f

/* Doubts. The mean confidence was .39 to .58 in nine of eleven pairings of texts that have nothing to do with each other
 * (.65 in one of 60 lines), .67 to .99 in gold documents of five language pairs, and under .58 in two of their 54 pieces of 50
 * beads, of which hardly half were found. Languages are swapped if on both sides grammar words and letters of the other
 * language are more than MQ_DOUBT_TIMES those of the own one. */
#define MQ_DOUBT_MEAN  .58
#define MQ_DOUBT_BEADS 10 /* fewer say nothing */
#define MQ_DOUBT_TIMES 2
#define MQ_DOUBT_WORDS 5

#endif
