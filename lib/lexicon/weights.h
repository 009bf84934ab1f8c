/* Strengths of links by where they come from, and the limits that decide what becomes a link. All strengths are shares of 1 and
 * comparable between layers: about the probability that two linked words of a true pair of sentences do translate each other. */
#ifndef MQ_LEXICON_WEIGHTS_H
#define MQ_LEXICON_WEIGHTS_H

/* Own tables are reviewed by hand. */
#define MQ_WEIGHT_OWN 0.90

/* One word to one word in a dictionary: on human translations (news, en-de, en-ru, ru-de) such links are 15 to 40 times as
 * frequent in true pairs as in random ones. */
#define MQ_WEIGHT_DICTIONARY 0.90

/* A word with many translations says less by each of them. Beyond this many (geometric mean of both words) the strength falls
 * with the fourth root. */
#define MQ_WEIGHT_FAN 8.0

/* Part of a multi-word entry: only about 1.5 times as frequent in true pairs as in random ones when every word counts, so the
 * strength is this constant times the root of the cosine of the two words' occurrences in such entries. */
#define MQ_WEIGHT_PHRASE 0.50
#define MQ_WEIGHT_PHRASE_LEAST 0.02

/* Trained tables: strength = sqrt(factor * sqrt(p * q)), at most 1, p and q the translation probabilities of both directions.
 * True pairs have such links 30 to 40 times as often as random ones from sqrt(p * q) = 0.3 up, and still 8 times below 0.1;
 * without the outer root the weak ones count for too little. */
#define MQ_WEIGHT_TRAINED_FACTOR 2.5

#define MQ_WEIGHT_NAME 0.95

/* No evidence reaches certainty. */
#define MQ_WEIGHT_LARGEST 0.99

/* A word with at least this share of running text (centibels: 10^-3 is -300) is a function word: in multi-word entries it links
 * to nothing. */
#define MQ_WEIGHT_FUNCTION_WORD (-300)

/* Longer entries (content words on one side) are examples rather than terms. */
#define MQ_WEIGHT_PHRASE_WORDS 3

/* Stems of attested forms are kept from this many letters: shorter ones are shared by too many words. */
#define MQ_WEIGHT_STEM_LETTERS 5

#endif
