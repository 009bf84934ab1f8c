/* Cognates and names: types whose Latin skeletons are similar.
 *
 * Types are put into buckets by the first letters of their skeletons, and only types of one bucket are compared. The
 * number of letters is the smallest that keeps the number of comparisons within a budget, so short documents are
 * searched thoroughly and long ones in time that does not grow. */
#include "inner.h"

#include "text/latin.h"

#include <stdlib.h>

enum {
  SKELETON_ROOM = 32,
  SHORTEST = 4,          /* letters of a skeleton worth comparing */
  LONGEST_PREFIX = 8,
  COMPARISONS = 1000000
};

typedef struct skeleton {
  char letters[SKELETON_ROOM];
  uint8_t size;
  uint32_t type;
} skeleton;

typedef struct skeletons {
  skeleton *at;
  size_t count;
} skeletons;

static int by_letters(const void *a, const void *b) {
  const skeleton *x = a, *y = b;
  const int order = memcmp(x->letters, y->letters, SKELETON_ROOM);
  return order ? order : (x->type > y->type) - (x->type < y->type);
}

static skeletons find_skeletons(mq_arena *arena, const mq_bags *bags) {
  skeletons list = {mq_arena_array(arena, bags->type_count, sizeof *list.at), 0};
  for (size_t t = 0; t < bags->type_count; t++) {
    const mq_word *word = bags->types[t].word;
    if (word->kind != MQ_WORD || word->letters < SHORTEST || (word->shape & MQ_STOPWORD)) continue;
    skeleton *next = &list.at[list.count];
    next->size = (uint8_t)mq_skeleton(word->fold, next->letters, SKELETON_ROOM);
    next->type = (uint32_t)t;
    if (next->size >= SHORTEST) list.count++;
    else *next = (skeleton){0};
  }
  if (list.count) qsort(list.at, list.count, sizeof *list.at, by_letters);
  return list;
}

typedef void (*pair_action)(void *payload, const skeleton *source, const skeleton *target);

/* Steps through the buckets of a prefix length; gives the number of pairs, and acts on each if there is an action. */
static size_t for_pairs(const skeletons *source, const skeletons *target, size_t prefix, pair_action act,
                        void *payload) {
  size_t pairs = 0;
  for (size_t s = 0, t = 0; s < source->count && t < target->count;) {
    const char *key = source->at[s].letters;
    const int order = memcmp(key, target->at[t].letters, prefix);
    if (order) {
      if (order < 0) s++;
      else t++;
      continue;
    }
    size_t s_end = s, t_end = t;
    while (s_end < source->count && !memcmp(source->at[s_end].letters, key, prefix)) s_end++;
    while (t_end < target->count && !memcmp(target->at[t_end].letters, key, prefix)) t_end++;
    pairs += (s_end - s) * (t_end - t);
    for (size_t x = s; act && x < s_end; x++)
      for (size_t y = t; y < t_end; y++) act(payload, &source->at[x], &target->at[y]);
    s = s_end;
    t = t_end;
  }
  return pairs;
}

typedef struct cognate_sink {
  mq_arena *arena;
  mq_raw_links *out;
} cognate_sink;

static void compare(void *payload, const skeleton *source, const skeleton *target) {
  const cognate_sink *sink = payload;
  const unsigned longer = source->size > target->size ? source->size : target->size;
  const unsigned shorter = source->size + target->size - longer;
  if (shorter * 2 < longer) return;
  const double similarity =
      mq_skeleton_similarity((mq_str){source->letters, source->size}, (mq_str){target->letters, target->size});
  if (similarity < MQ_LEAST_SIMILARITY) return;
  const double share = (similarity - MQ_LEAST_SIMILARITY) / (1 - MQ_LEAST_SIMILARITY);
  *mq_push(sink->arena, sink->out) = (mq_raw_link){source->type, target->type, MQ_STRENGTH_COGNATE * (float)share};
}

void mq_links_cognates(mq_arena *arena, const mq_bags *source, const mq_bags *target, mq_raw_links *out) {
  const skeletons s = find_skeletons(arena, source), t = find_skeletons(arena, target);
  size_t prefix = 2;
  while (prefix < LONGEST_PREFIX && for_pairs(&s, &t, prefix, NULL, NULL) > COMPARISONS) prefix++;
  if (for_pairs(&s, &t, prefix, NULL, NULL) > 8 * (size_t)COMPARISONS) return; /* one word in thousands of spellings */
  cognate_sink sink = {arena, out};
  for_pairs(&s, &t, prefix, compare, &sink);
}
