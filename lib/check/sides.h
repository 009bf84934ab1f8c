/* What checks share that read the same table on both sides and compare what they found. */
#ifndef MQ_SIDES_H
#define MQ_SIDES_H

#include "check.h"

#define MQ_LINKED 0.4f /* strength from which a link makes two words counterparts */

/* One side of a view. */
typedef struct mq_side {
  mtqc_side which;
  const mq_token *tokens;
  const mq_link *links; /* one a token */
  size_t count;
} mq_side;

mq_side mq_side_of(const mq_view *view, mtqc_side which);

/* Language and pack of a side; the language of the source is NULL without one. */
static inline const mq_language *mq_side_language(const mq_setup *setup, mtqc_side which) {
  return which == MTQC_SOURCE ? setup->source : setup->target;
}
static inline mq_pack_kind mq_side_pack(mtqc_side which) {
  return which == MTQC_SOURCE ? MQ_PACK_SOURCE : MQ_PACK_TARGET;
}

/* Value of a key in the table "language" of a pack; empty if it is not there. */
mq_str mq_language_fact(mq_arena *arena, const mq_lexicon *lexicon, mq_pack_kind kind, const char *key);

/* Adds the first column of the table `name` of a pack, folded, to a map; false if there is no such table. */
bool mq_language_words(mq_arena *arena, mq_map *words, const mq_lexicon *lexicon, mq_pack_kind kind, const char *name);

/* The `prepare` of such a check: an array of two records of `size` bytes (zeroed), by mtqc_side, that `load` filled from the
 * tables of their language; NULL without a source or if `load` found no table for one of them. */
void *mq_prepare_sides(const mq_setup *setup, size_t size,
                       bool (*load)(void *record, const mq_setup *setup, mtqc_side which));

/* A word that is neither a function word nor a negation. */
bool mq_is_content(const mq_token *token);

static inline bool mq_is_linked(const mq_link *link) { return link->other != MQ_NO_ID && link->strength >= MQ_LINKED; }

/* Token of the other side where what stands at token `i` is expected: the weighted median of what the nearest content words
 * link to, or the same share of the way if none of them is linked. */
double mq_expected_place(const mq_side *side, const mq_side *other, size_t i);

#endif
