/* Two sides with a table each.
 *
 * Where a word of one side should stand on the other is asked of its neighbours: the median of the places that the nearest
 * content words link to, the nearer ones with more weight, is right even if one of the links is wrong. */
#include "sides.h"

#include <stdlib.h>

enum { PLACE_LINKS = 4, PLACE_REACH = 12 };

mq_side mq_side_of(const mq_view *view, mtqc_side which) {
  return which == MTQC_SOURCE ? (mq_side){which, view->source, view->source_links, view->source_count}
                              : (mq_side){which, view->target, view->target_links, view->target_count};
}

mq_str mq_language_fact(mq_arena *arena, const mq_lexicon *lexicon, mq_pack_kind kind, const char *key) {
  mq_table table;
  if (mq_lexicon_table(arena, lexicon, kind, "language", &table, NULL))
    for (size_t row = 0; row < table.rows; row++)
      if (mq_str_equal(mq_table_field(&table, row, 0), mq_str_of(key))) return mq_table_field(&table, row, 1);
  return (mq_str){"", 0};
}

bool mq_language_words(mq_arena *arena, mq_map *words, const mq_lexicon *lexicon, mq_pack_kind kind, const char *name) {
  mq_table table;
  words->arena = arena;
  if (!mq_lexicon_table(arena, lexicon, kind, name, &table, NULL)) return false;
  for (size_t row = 0; row < table.rows; row++) mq_map_add(words, mq_fold(arena, mq_table_field(&table, row, 0)), NULL);
  return true;
}

void *mq_prepare_sides(const mq_setup *setup, size_t size,
                       bool (*load)(void *record, const mq_setup *setup, mtqc_side which)) {
  char *records = mq_arena_array(setup->arena, 2, size);
  const bool both = setup->source && load(records + MTQC_SOURCE * size, setup, MTQC_SOURCE) &&
                    load(records + MTQC_TARGET * size, setup, MTQC_TARGET);
  return both ? records : NULL;
}

bool mq_is_content(const mq_token *token) {
  return token->kind == MQ_WORD && !(token->word->shape & (MQ_STOPWORD | MQ_NEGATION_STRONG));
}

/* Where a neighbour links to, and how much that says. */
typedef struct vote {
  double place, weight;
} vote;

static int by_place(const void *a, const void *b) {
  const double x = ((const vote *)a)->place, y = ((const vote *)b)->place;
  return (x > y) - (x < y);
}

/* The weighted median: where half of the weight lies on either side. */
static double middle(vote *votes, size_t count) {
  double sum = 0, below = 0;
  qsort(votes, count, sizeof *votes, by_place);
  for (size_t k = 0; k < count; k++) sum += votes[k].weight;
  for (size_t k = 0; k + 1 < count; k++) {
    below += votes[k].weight;
    if (below > sum / 2) return votes[k].place;
    if (below == sum / 2) return (votes[k].place + votes[k + 1].place) / 2;
  }
  return votes[count - 1].place;
}

double mq_expected_place(const mq_side *side, const mq_side *other, size_t i) {
  vote votes[PLACE_LINKS];
  size_t count = 0;
  for (size_t d = 1; d <= PLACE_REACH; d++)
    for (int sign = -1; sign <= 1 && count < PLACE_LINKS; sign += 2) {
      const size_t k = sign < 0 ? i - d : i + d; /* wraps round below the first token */
      if (k < side->count && mq_is_content(&side->tokens[k]) && mq_is_linked(&side->links[k]))
        votes[count++] = (vote){side->links[k].other, 1 / (double)d};
    }
  return count ? middle(votes, count) : ((double)i + .5) / (double)side->count * (double)other->count;
}
