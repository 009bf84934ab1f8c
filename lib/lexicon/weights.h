/* Strengths of links by where they come from, and the limits that decide what becomes a link. All strengths
 * are shares of 1 and comparable between layers: about the share of such links in true pairs of sentences
 * that is not there by chance.
 *
 * Origin: human translations of news (NTREX-128, half of its documents: en-de, en-ru, ru-de), every line
 * against its translation, a random line of like length and the next line; tests/bench/links.c prints the
 * figures anew. */
#ifndef MQ_LEXICON_WEIGHTS_H
#define MQ_LEXICON_WEIGHTS_H

/* Own tables are reviewed by hand. */
#define MQ_WEIGHT_OWN 0.90

/* One word to one word in a dictionary: 3 % of such links in true pairs are there by chance (random pairs
 * have one where true ones have 25 to 37). */
#define MQ_WEIGHT_DICTIONARY 0.90

/* A word with many translations says less by each of them: of links of words with more than this many
 * translations (geometric mean of both sides) 20 to 60 % are there by chance. The strength falls with the
 * square root; with the fourth root the AUC of en-ru is .001 lower, elsewhere it is the same. */
#define MQ_WEIGHT_FAN 8.0

/* Part of a multi-word entry: when every word counts, such links are hardly more frequent in true pairs than
 * in random ones, so the strength is this constant times the root of the cosine of the two words' occurrences
 * in such entries. Weak ones are left out: with them the AUC is the same and the pack of en-de 4.5 MB larger.
 */
#define MQ_WEIGHT_PHRASE       0.50
#define MQ_WEIGHT_PHRASE_LEAST 0.20

/* Trained tables: strength = min(1, sqrt(factor * sqrt(p * q))), p and q the translation probabilities of
 * both directions. Where factor * sqrt(p * q) is .05, .15, .25, .5, the share by chance is about 35, 12, 8, 5
 * %. Against the same without the outer root the AUC of neighbouring pairs rises by .003 to .004 (ru-de),
 * .002 (en-ru), .0004 (en-de). */
#define MQ_WEIGHT_TRAINED_FACTOR 2.5

#define MQ_WEIGHT_NAME 0.95

/* Pairs that pivot languages agree on, German-Russian over English, French, Polish, Italian, Dutch and Swedish: of
 * those whose German word the direct dictionary has, it confirms 64 % at two pivots and 82 % at three or more. */
#define MQ_WEIGHT_PIVOT_TWO   0.60
#define MQ_WEIGHT_PIVOT_THREE 0.80

/* Words of similar skeletons in Latin letters. Equal skeletons are 30 to 200 times as frequent in true pairs as in
 * random ones; by the slope the strength is .5 at the least similarity, where they are 10 times as frequent between two
 * scripts. Both words have so many letters, and from MQ_WEIGHT_COGNATE_LONG on they need no capital to be
 * international. */
#define MQ_WEIGHT_COGNATE         .9
#define MQ_WEIGHT_COGNATE_SLOPE   2
#define MQ_WEIGHT_COGNATE_LEAST   .8
#define MQ_WEIGHT_COGNATE_LETTERS 4
#define MQ_WEIGHT_COGNATE_LONG    7

/* What a link through a part of a compound is worth beside one of the word, and besides if the word has translations of
 * its own, none of which is there; weaker translations of a part say nothing. */
#define MQ_WEIGHT_COMPOUND       .8
#define MQ_WEIGHT_COMPOUND_DOUBT .6
#define MQ_WEIGHT_PART_LEAST     .2f

/* A token whose link is weaker may find a better one by its parts or its skeleton. */
#define MQ_WEIGHT_WEAK .25f

/* No evidence reaches certainty. */
#define MQ_WEIGHT_LARGEST 0.99

/* A word with at least this share of running text (centibels: 10^-3 is -300) is a function word: in
 * multi-word entries it links to nothing. */
#define MQ_WEIGHT_FUNCTION_WORD (-300)

/* In the score of a pair a word weighs as many decades as it is rare, up to this many centibels; what no corpus has
 * counts as that rare. */
#define MQ_WEIGHT_RAREST (-700)

/* Longer entries (content words on one side) are examples rather than terms. */
#define MQ_WEIGHT_PHRASE_WORDS 3

/* Stems of attested forms are kept from this many letters: shorter ones are shared by too many words. */
#define MQ_WEIGHT_STEM_LETTERS 5

#endif
