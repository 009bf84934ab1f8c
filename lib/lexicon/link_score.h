/* How well two segments are covered by the links between them: one figure for a pair, and the same against the pairs
 * around it. Alignment, checks and the quality estimate ask here, so that they mean the same by it. */
#ifndef MQ_LINK_SCORE_H
#define MQ_LINK_SCORE_H

#include "lookup.h"

/* The tokens of a pair of segments (or of a bead), by mtqc_side. */
typedef struct mq_pair_tokens {
  const mq_token *tokens[2];
  size_t counts[2];
} mq_pair_tokens;

/* Share of a side that its links cover, 0..1: strengths, weighted by how rare the words are (in decades of frequency).
 * Only words and numbers that are no function words count; 0 if there are none. */
double mq_link_cover(mq_lookup *lookup, mtqc_side side, const mq_token *tokens, const mq_link *links, size_t count);

/* Harmonic mean of the shares of both sides, 0..1, from links that are there already; or linking the tokens first. */
double mq_link_score(mq_lookup *lookup, const mq_pair_tokens *pair, const mq_link *source_links,
                     const mq_link *target_links);
double mq_link_score_of(mq_lookup *lookup, const mq_pair_tokens *pair);

/* Score of the source of pair `i` with the target of pair `j`, less the mean score of the same two with the two
 * segments before and behind each other's place; -1..1, and far above 0 for a translation in its place. The figure
 * tells translations from shifted lines much better than the score; for a pair without a document it is the score
 * itself. Eight scores are taken, so it costs nine times as much. */
double mq_link_margin(mq_lookup *lookup, const mq_pair_tokens *pairs, size_t count, size_t i, size_t j);

#endif
