/* The negations of one side of a bead: the words that negate, and what may answer a negation of the other side.
 *
 * Words that negate by themselves are strong; those of one clause are one negation ("никто ничего не"). Others only
 * answer: words with a negation in their meaning ("without", "fail"), words that restrict or turn away ("too", "away"),
 * words with a negating affix ("unlikely"), phrases that either language likes to say with a negation ("not least")
 * or that negate without a word that does ("rather than"). A particle ("ne") or a word of negative concord ("никогда")
 * needs another negation near; where it stands alone, one was lost there.
 *
 * Knowledge is data of the language: negation.txt, negation-phrases.txt, negation-affixes.txt. */
#ifndef MQ_NEGATIONS_H
#define MQ_NEGATIONS_H

#include "sides.h"
#include "text/phrase.h"

enum { MQ_NEGATIONS_MOST = 32, MQ_NEGATION_LISTED = 16 };

/* Few forms; one with an apostrophe at its end stands for every word that begins so ("n'"). */
typedef struct mq_negation_list {
  mq_str at[MQ_NEGATION_LISTED];
  size_t count;
} mq_negation_list;

/* The tables of a language. */
typedef struct mq_negation_words {
  mq_map implicit, weak; /* stems */
  mq_map written;        /* folds */
  mq_map paired;         /* folds that negate beside a particle */
  mq_map concord;        /* folds that need another negation in their sentence */
  mq_map prefixes;       /* to an mq_prefix */
  size_t longest_prefix; /* bytes */
  mq_negation_list particles, companions, suffixes;
  mq_phrases *usual;
  mq_phrases *implied; /* phrases that negate what follows: "unable to" */
  double rate; /* percentage of sentences with a strong negation; 0: unknown */
} mq_negation_words;

/* The `load` of mq_prepare_sides: whether the language has a table of negations. */
bool mq_negations_load(void *record, const mq_setup *setup, mtqc_side which);

typedef enum mq_answer { MQ_BY_MEANING, MQ_BY_WORD, MQ_BY_AFFIX, MQ_BY_PHRASE, MQ_ANSWERS } mq_answer;

typedef struct mq_negations {
  mq_side of;
  const mq_negation_words *words;
  uint32_t strong[MQ_NEGATIONS_MOST];  /* tokens */
  uint8_t clause[MQ_NEGATIONS_MOST];   /* number of the clause with a strong one, for each of them */
  uint32_t answers[MQ_NEGATIONS_MOST]; /* tokens */
  uint8_t how[MQ_NEGATIONS_MOST];      /* an mq_answer for each of them */
  size_t strong_count, clause_count, answer_count;
  bool particle_alone, concord_alone;
} mq_negations;

mq_negations mq_negations_read(const mq_view *view, mtqc_side which, const mq_negation_words *words);

#endif
