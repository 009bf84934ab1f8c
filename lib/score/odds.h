/* The odds that a word of the target is wrong, and that a word of the source is missing in the target: logistic regression
 * on what the facts of the token, of its neighbours and of its pair say. One set of features (odds.def) serves both sides. */
#ifndef MQ_ODDS_H
#define MQ_ODDS_H

#include "estimate.h"

enum {
  MQ_ODDS_COUNT = 0
#define PLACE(name, value) +1
#include "odds.def"
#undef PLACE
};

extern const char *const mq_odds_names[MQ_ODDS_COUNT];

/* Weights of a side. */
typedef struct mq_odds {
  bool known; /* there are some */
  double base;
  struct {
    double mean, deviation, weight;
  } of[MQ_ODDS_COUNT];
} mq_odds;

/* Weights by mtqc_side: from the file at `path`, if it is not empty; else from the table "tokens.tsv" of the pair, which is passed
 * over if it holds something else. 0, MTQC_EIO, MTQC_EINPUT. */
int mq_odds_load(mq_arena *arena, const mq_lexicon *lexicon, const char *path, mq_odds out[2], mtqc_error *error);

/* The tokens of one side of a pair, and what all of them share. */
typedef struct mq_odds_side {
  const mq_facts *facts;
  int side;
  const mq_token *tokens;
  const mq_link *links, *other_links;
  size_t count;
  uint32_t *callers;   /* by token of the other side: how many tokens of this one are linked to it */
  double estimate;     /* of the pair */
  double log_words;    /* natural logarithm of the words of this side */
  double unknown;      /* share of them that the n-gram model does not know */
  double unsupported;  /* share of the content words of the other side without a link worth the name */
} mq_odds_side;

mq_odds_side mq_odds_side_of(mq_arena *arena, const mq_facts *facts, int side, double estimate);

/* What is weighed for a token. */
void mq_odds_features(const mq_odds_side *places, size_t index, double *out);

/* Probability that a judge marks the token, 0..1; NaN without weights. */
double mq_odds_at(const mq_odds *odds, const mq_odds_side *places, size_t index);

#endif
