/* Links between types, before anything is aligned.
 *
 * Kinds, by falling trust: the same form, number or mark on both sides; words of number and month names by value; what
 * the pair pack knows; what it knows of the parts of compounds; words of similar Latin skeleton (names, cognates).
 * Types meet by hash or by bucket, never all with all. */
#include "inner.h"

#include "base/map.h"

#include <stdlib.h>

/* Types of one side by a 64-bit key: a sorted array, several types may share a key. */
typedef struct keyed {
  uint64_t key;
  uint32_t type;
} keyed;
typedef MQ_ARRAY(keyed) keyed_list;

static int by_key(const void *a, const void *b) {
  const keyed *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->type > y->type) - (x->type < y->type);
}

static void sort_keys(keyed_list *list) {
  if (list->count) qsort(list->at, list->count, sizeof *list->at, by_key);
}

typedef struct collector {
  mq_arena *arena;
  const mq_bags *source, *target;
  mq_lookup *lookup;
  mq_raw_links *out;
} collector;

static void link_types(collector *c, uint32_t source, uint32_t target, float strength) {
  *mq_push(c->arena, c->out) = (mq_raw_link){source, target, strength};
}

static float equal_strength(const mq_word *word) {
  switch (word->kind) {
    case MQ_NUMBER: return MQ_STRENGTH_NUMBER;
    case MQ_PUNCTUATION:
    case MQ_SYMBOL: return MQ_STRENGTH_MARK;
    default: return MQ_STRENGTH_EQUAL;
  }
}

/* Calls link for every pair of types with one key, up to `most` types of a key a side. */
static void join(collector *c, keyed_list *source, keyed_list *target, size_t most,
                 void (*link)(collector *c, uint32_t source, uint32_t target)) {
  sort_keys(source);
  sort_keys(target);
  for (size_t s = 0, t = 0; s < source->count && t < target->count;) {
    const uint64_t key = source->at[s].key;
    if (key != target->at[t].key) {
      if (key < target->at[t].key) s++;
      else t++;
      continue;
    }
    size_t s_end = s, t_end = t;
    while (s_end < source->count && source->at[s_end].key == key) s_end++;
    while (t_end < target->count && target->at[t_end].key == key) t_end++;
    for (size_t x = s; x < s_end && x < s + most; x++)
      for (size_t y = t; y < t_end && y < t + most; y++) link(c, source->at[x].type, target->at[y].type);
    s = s_end;
    t = t_end;
  }
}

static void link_equal(collector *c, uint32_t source, uint32_t target) {
  link_types(c, source, target, equal_strength(c->source->types[source].word));
}

/* Keys of types, and of all their forms: stemmers of two languages cut the same name differently. */
static keyed_list form_keys(mq_arena *arena, const mq_bags *bags) {
  keyed_list list = {0};
  for (size_t t = 0; t < bags->type_count; t++) *mq_push(arena, &list) = (keyed){bags->types[t].key, (uint32_t)t};
  for (size_t w = 0; w < bags->word_count; w++)
    if (bags->words[w] && bags->words[w]->kind == MQ_WORD && bags->words[w]->fold_hash != bags->words[w]->stem_hash)
      *mq_push(arena, &list) = (keyed){bags->words[w]->fold_hash, bags->type_of_word[w]};
  return list;
}

static void link_value(collector *c, uint32_t source, uint32_t target) {
  if (c->source->types[source].word->kind == MQ_NUMBER && c->target->types[target].word->kind == MQ_NUMBER) return;
  link_types(c, source, target, MQ_STRENGTH_NUMBER);
}

/* Numbers spelled out and months meet digits and each other by value. */
static keyed_list value_keys(mq_arena *arena, const mq_bags *bags) {
  keyed_list list = {0};
  const mq_language *language = bags->text->language;
  for (size_t w = 0; w < bags->word_count; w++) {
    const mq_word *word = bags->words[w];
    if (!word) continue;
    if (word->kind == MQ_NUMBER && word->fold.size < 4) {
      uint64_t value = 0;
      bool digits = true;
      for (size_t i = 0; i < word->fold.size; i++) {
        digits = digits && word->fold.at[i] >= '0' && word->fold.at[i] <= '9';
        value = value * 10 + (uint64_t)(word->fold.at[i] - '0');
      }
      if (digits) *mq_push(arena, &list) = (keyed){value, bags->type_of_word[w]};
    }
    if (word->kind != MQ_WORD) continue;
    const uint32_t *numeral = mq_find_fold(&language->numerals, word);
    if (numeral) {
      const mq_numeral value = language->numeral_values[*numeral];
      if (value.kind != MQ_NUMERAL_ARTICLE && value.value >= 0 && value.value < 1e9)
        *mq_push(arena, &list) = (keyed){(uint64_t)value.value, bags->type_of_word[w]};
    }
    const uint32_t *month = mq_find_fold(&language->months, word);
    if (month) *mq_push(arena, &list) = (keyed){UINT64_MAX - *month, bags->type_of_word[w]};
  }
  return list;
}

/* Ids of the pair pack -> types of a side. */
static keyed_list pair_ids(const collector *c, const mq_bags *bags) {
  keyed_list list = {0};
  for (size_t t = 0; t < bags->type_count; t++) {
    const mq_entry *entry = mq_lookup_entry(c->lookup, bags->side, bags->types[t].word);
    if (entry->pair_id != MQ_NO_ID) *mq_push(c->arena, &list) = (keyed){entry->pair_id, (uint32_t)t};
  }
  sort_keys(&list);
  return list;
}

static size_t first_of_key(const keyed_list *list, uint64_t key) {
  size_t low = 0, high = list->count;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (list->at[middle].key < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Links a type of `side` with the types of the other side whose ids are in `others`. */
static void link_translation(collector *c, mtqc_side side, uint32_t type, const mq_translation *translation,
                             const keyed_list *others, double worth) {
  const float strength = (float)(MQ_STRENGTH_TRANSLATION * worth) * translation->strength;
  for (size_t k = first_of_key(others, translation->other); k < others->count; k++) {
    if (others->at[k].key != translation->other) break;
    if (side == MTQC_SOURCE) link_types(c, type, others->at[k].type, strength);
    else link_types(c, others->at[k].type, type, strength);
  }
}

/* A compound is rendered part by part, mostly by several words, each of which it explains by its share of the letters.
 * A word that has translations of its own is no good witness by its parts. */
static void link_parts(collector *c, mtqc_side side, uint32_t type, const mq_word *word, const keyed_list *others) {
  if (word->kind != MQ_WORD || (word->shape & MQ_STOPWORD)) return;
  const mq_compound *compound = mq_lookup_compound(c->lookup, side, word);
  const bool known = mq_lookup_entry(c->lookup, side, word)->translation_count;
  for (size_t p = 0; p < compound->count; p++) {
    const mq_entry part = mq_lookup_text(c->lookup, side, compound->parts[p].fold);
    const double share = (double)(compound->parts[p].end - compound->parts[p].start) / (double)word->surface.size;
    const double worth = MQ_WORTH_PART * share * (known ? MQ_WORTH_PART_KNOWN : 1);
    for (size_t k = 0; k < part.translation_count; k++)
      if (part.translations[k].strength >= MQ_LEAST_PART)
        link_translation(c, side, type, &part.translations[k], others, worth);
  }
}

static void link_lexicon(collector *c) {
  const mq_bags *sides[2] = {c->source, c->target};
  const keyed_list ids[2] = {pair_ids(c, c->source), pair_ids(c, c->target)};
  if (!ids[MTQC_SOURCE].count || !ids[MTQC_TARGET].count) return;
  for (uint32_t t = 0; t < c->source->type_count; t++) {
    const mq_entry *entry = mq_lookup_entry(c->lookup, MTQC_SOURCE, c->source->types[t].word);
    for (size_t k = 0; k < entry->translation_count; k++)
      link_translation(c, MTQC_SOURCE, t, &entry->translations[k], &ids[MTQC_TARGET], 1);
  }
  for (int side = 0; side < 2; side++)
    for (uint32_t t = 0; t < sides[side]->type_count; t++)
      link_parts(c, (mtqc_side)side, t, sides[side]->types[t].word, &ids[!side]);
}

void mq_links_collect(mq_arena *arena, const mq_bags *source, const mq_bags *target, mq_lookup *lookup,
                      mq_raw_links *out) {
  collector c = {arena, source, target, lookup, out};
  keyed_list s = form_keys(arena, source), t = form_keys(arena, target);
  join(&c, &s, &t, 8, link_equal);
  s = value_keys(arena, source);
  t = value_keys(arena, target);
  join(&c, &s, &t, 16, link_value);
  if (lookup) link_lexicon(&c);
  mq_links_cognates(arena, source, target, out);
}

static int by_types(const void *a, const void *b) {
  const mq_raw_link *x = a, *y = b;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  if (x->target != y->target) return x->target < y->target ? -1 : 1;
  return (x->strength < y->strength) - (x->strength > y->strength);
}

mq_type_links mq_links_index(mq_arena *arena, size_t source_types, const mq_raw_links *known,
                             const mq_raw_links *learnt) {
  const size_t all = known->count + learnt->count;
  mq_raw_link *sorted = mq_arena_array(arena, all, sizeof *sorted);
  if (known->count) memcpy(sorted, known->at, known->count * sizeof *sorted);
  if (learnt->count) memcpy(sorted + known->count, learnt->at, learnt->count * sizeof *sorted);
  if (all) qsort(sorted, all, sizeof *sorted, by_types);
  mq_type_link *links = mq_arena_array(arena, all, sizeof *links);
  uint32_t *starts = mq_arena_array(arena, source_types + 1, sizeof *starts);
  uint32_t count = 0;
  for (size_t k = 0; k < all; k++) {
    const mq_raw_link *link = &sorted[k];
    if (!(link->strength > 0)) continue; /* says nothing; evidence.c takes a sum of 0 for a token that has no link yet */
    if (k && link->source == link[-1].source && link->target == link[-1].target) {
      links[count - 1].strength = 1 - (1 - links[count - 1].strength) * (1 - link->strength);
      continue;
    }
    links[count++] = (mq_type_link){link->target, link->strength};
    starts[link->source + 1] = count;
  }
  for (size_t s = 0; s < source_types; s++)
    if (starts[s + 1] < starts[s]) starts[s + 1] = starts[s];
  return (mq_type_links){links, starts, count};
}
