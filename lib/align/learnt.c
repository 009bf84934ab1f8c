/* Learnt links that outlive the document: a table of stems, to be read before the next one.
 *
 * The table is text, one pair a line: source stem, target stem, strength (0 to 1), tab-separated. A pair that several
 * documents teach keeps its greatest strength. */
#include "inner.h"

#include "base/table.h"

#include <stdlib.h>

static int by_hash(const void *a, const void *b) {
  const mq_learnt_pair *x = a, *y = b;
  if (x->source_hash != y->source_hash) return x->source_hash < y->source_hash ? -1 : 1;
  return (x->target_hash > y->target_hash) - (x->target_hash < y->target_hash);
}

/* "0.000" to "1.000"; negative if it is something else. */
static float read_strength(mq_str text) {
  if (mq_str_equal(text, MQ_STR("1.000"))) return 1;
  if (text.size != 5 || !mq_str_starts(text, MQ_STR("0."))) return -1;
  int thousandths = 0;
  for (size_t i = 2; i < text.size; i++) {
    if (text.at[i] < '0' || text.at[i] > '9') return -1;
    thousandths = thousandths * 10 + (text.at[i] - '0');
  }
  return (float)thousandths / 1000;
}

int mq_learnt_read(mq_arena *arena, mq_str text, const char *path, mq_learnt *out, mtqc_error *error) {
  const mq_table table = mq_table_parse(arena, text);
  mq_learnt_pair *pairs = mq_arena_array(arena, table.rows, sizeof *pairs);
  for (size_t row = 0; row < table.rows; row++) {
    const mq_str source = mq_table_field(&table, row, 0), target = mq_table_field(&table, row, 1);
    const float strength = read_strength(mq_table_field(&table, row, 2));
    if (!source.size || !target.size || strength < 0)
      return mq_error_at(error, MTQC_EINPUT, path, (uint32_t)table.lines[row], 0,
                         "a learnt pair is a source stem, a target stem and a strength with three decimals");
    pairs[row] = (mq_learnt_pair){source, target, mq_hash(source), mq_hash(target), strength};
  }
  if (table.rows) qsort(pairs, table.rows, sizeof *pairs, by_hash);
  *out = (mq_learnt){pairs, table.rows};
  return MTQC_OK;
}

/* First pair of a source stem. */
static size_t find_source(const mq_learnt *learnt, uint64_t hash) {
  size_t low = 0, high = learnt->count;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (learnt->pairs[middle].source_hash < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

typedef struct place {
  uint64_t key;
  uint32_t type;
} place;

static int by_key(const void *a, const void *b) {
  const place *x = a, *y = b;
  return (x->key > y->key) - (x->key < y->key);
}

void mq_learnt_link(mq_arena *arena, const mq_learnt *learnt, const mq_bags *source, const mq_bags *target,
                    mq_raw_links *out) {
  if (!learnt->count || !target->type_count) return;
  place *places = mq_arena_array(arena, target->type_count, sizeof *places);
  for (size_t t = 0; t < target->type_count; t++) places[t] = (place){target->types[t].key, (uint32_t)t};
  qsort(places, target->type_count, sizeof *places, by_key);
  for (size_t s = 0; s < source->type_count; s++) {
    const uint64_t hash = source->types[s].key;
    for (size_t k = find_source(learnt, hash); k < learnt->count && learnt->pairs[k].source_hash == hash; k++) {
      const place *found =
          bsearch(&(place){learnt->pairs[k].target_hash, 0}, places, target->type_count, sizeof *places, by_key);
      if (found) *mq_push(arena, out) = (mq_raw_link){(uint32_t)s, found->type, learnt->pairs[k].strength};
    }
  }
}

static int by_stems(const void *a, const void *b) {
  const mq_learnt_pair *x = a, *y = b;
  int order = mq_str_compare(x->source, y->source);
  if (!order) order = mq_str_compare(x->target, y->target);
  return order ? order : (x->strength < y->strength) - (x->strength > y->strength);
}

mq_learnt mq_learnt_keep(mq_arena *keep, const mq_learnt *before, const mq_bags *source, const mq_bags *target,
                         const mq_raw_links *links) {
  mq_learnt_pair *all = mq_arena_array(keep, before->count + links->count, sizeof *all);
  size_t count = before->count, kept = 0;
  if (count) memcpy(all, before->pairs, count * sizeof *all);
  for (size_t k = 0; k < links->count; k++) {
    const mq_raw_link *link = &links->at[k];
    const mq_word *s = source->types[link->source].word, *t = target->types[link->target].word;
    if (link->strength < MQ_LEAST_KEPT || s->kind != MQ_WORD || t->kind != MQ_WORD) continue;
    all[count++] = (mq_learnt_pair){mq_str_copy(keep, s->stem), mq_str_copy(keep, t->stem), 0, 0, link->strength};
  }
  if (count) qsort(all, count, sizeof *all, by_stems);
  for (size_t k = 0; k < count; k++) {
    const mq_learnt_pair *last = kept ? &all[kept - 1] : NULL;
    if (last && mq_str_equal(last->source, all[k].source) && mq_str_equal(last->target, all[k].target)) continue;
    all[kept++] = all[k];
  }
  return (mq_learnt){all, kept};
}
