/* Types: tokens become numbers, and segments become bags of them.
 *
 * What is one type: words by stem, numbers by their digits (separators differ between languages), punctuation by what
 * it does (every opening quotation mark is one, so is every full stop), all else by its form. Keys are hashes, so
 * types of two vocabularies can be compared; a collision of 64-bit hashes costs one wrong link. */
#include "inner.h"

#include "base/map.h"

#include <math.h>

/* Marks that do the same, first code point given stands for all. Punctuation is not the knowledge of a language: the
 * marks of all scripts are here side by side. */
static const char *const mark_families[] = {
    "\" “ ” „ ‟ « » 「 」 『 』 〝 〞 〟 ＂ ‹ › ‘ ’ ‚ '",
    ". 。 ． ｡ । ۔ ։ ።",
    ", ， 、 ､ ، ፣ ՝",
    "? ？ ؟ ;",
    "! ！ ¡",
    ": ： ፥",
    "; ； ؛ ፤",
    "( （ ﹙ 〔 [ ［ 【",
    ") ） ﹚ 〕 ] ］ 】",
    "- – — ― ‒ − － 〜 ～",
    "... … …… .... ⋯",
    "% ％ ٪ ﹪",
    "/ ／",
    "· ・ • ‧ ･",
    "《 〈", "》 〉",
};

static mq_map *mark_map(mq_arena *arena) {
  mq_map *map = mq_arena_alloc(arena, sizeof *map);
  map->arena = arena;
  for (size_t i = 0; i < sizeof mark_families / sizeof *mark_families; i++) {
    mq_str rest = mq_str_of(mark_families[i]), mark;
    while (mq_str_split(&rest, ' ', &mark)) *mq_map_add(map, mark, NULL) = (uint32_t)i + 1;
  }
  return map;
}

static uint64_t number_key(mq_str fold) {
  char digits[64];
  size_t size = 0;
  for (size_t i = 0; i < fold.size && size < sizeof digits; i++)
    if (!memchr(".,' ", fold.at[i], 4)) digits[size++] = fold.at[i];
  return mq_hash((mq_str){digits, size}) ^ 0x9e3779b97f4a7c15ull;
}

static uint64_t key_of(const mq_map *marks, const mq_word *word) {
  switch (word->kind) {
    case MQ_WORD: return word->stem_hash;
    case MQ_NUMBER: return number_key(word->fold);
    case MQ_PUNCTUATION:
    case MQ_SYMBOL: {
      const uint32_t *family = mq_find_fold(marks, word);
      return family ? *family : word->fold_hash;
    }
    default: return word->fold_hash;
  }
}

/* Number of a type by its key: open addressing over the types themselves. */
typedef struct type_index {
  uint32_t *slots; /* type + 1 */
  size_t slot_count;
} type_index;

static size_t find_slot(const type_index *index, const mq_type *types, uint64_t key) {
  size_t i = (key ^ key >> 29) & (index->slot_count - 1);
  while (index->slots[i] && types[index->slots[i] - 1].key != key) i = (i + 1) & (index->slot_count - 1);
  return i;
}

static void number_types(mq_arena *arena, mq_bags *bags) {
  const mq_map *marks = mark_map(arena);
  type_index index = {.slot_count = 16};
  while (index.slot_count < bags->word_count * 2) index.slot_count *= 2;
  index.slots = mq_arena_array(arena, index.slot_count, sizeof *index.slots);
  bags->types = mq_arena_array(arena, bags->word_count, sizeof *bags->types);
  bags->type_of_word = mq_arena_array(arena, bags->word_count, sizeof *bags->type_of_word);
  for (size_t id = 0; id < bags->word_count; id++) {
    if (!bags->words[id]) continue;
    const uint64_t key = key_of(marks, bags->words[id]);
    const size_t slot = find_slot(&index, bags->types, key);
    if (!index.slots[slot]) {
      bags->types[bags->type_count] = (mq_type){.word = bags->words[id], .key = key};
      index.slots[slot] = (uint32_t)++bags->type_count;
    }
    bags->type_of_word[id] = index.slots[slot] - 1;
  }
}

static void collect_words(mq_arena *arena, mq_bags *bags) {
  for (size_t s = 0; s < bags->segments; s++) {
    const mq_segment *segment = &bags->text->segments[s];
    for (size_t t = 0; t < segment->token_count; t++)
      if (segment->tokens[t].word->id >= bags->word_count) bags->word_count = segment->tokens[t].word->id + 1;
  }
  bags->words = mq_arena_array(arena, bags->word_count, sizeof *bags->words);
  for (size_t s = 0; s < bags->segments; s++) {
    const mq_segment *segment = &bags->text->segments[s];
    for (size_t t = 0; t < segment->token_count; t++) {
      const mq_word *word = segment->tokens[t].word;
      bags->words[word->id] = word;
    }
  }
}

/* `place[type]` is where the type stands in the bag being filled, if that is not before the bag. */
static void fill_bags(mq_arena *arena, mq_bags *bags) {
  size_t tokens = 0;
  for (size_t s = 0; s < bags->segments; s++) tokens += bags->text->segments[s].token_count;
  bags->items = mq_arena_array(arena, tokens, sizeof *bags->items);
  size_t *place = mq_arena_array(arena, bags->type_count, sizeof *place);
  size_t filled = 0;
  for (size_t s = 0; s < bags->segments; s++) {
    const mq_segment *segment = &bags->text->segments[s];
    bags->starts[s] = filled;
    for (size_t t = 0; t < segment->token_count; t++) {
      const uint32_t type = bags->type_of_word[segment->tokens[t].word->id];
      if (place[type] <= bags->starts[s]) {
        bags->items[filled] = (mq_bag_item){.type = type};
        place[type] = ++filled; /* one more than the place, so that 0 is free to mean none */
      }
      bags->items[place[type] - 1].count++;
      bags->types[type].count++;
    }
    bags->tokens[s + 1] = bags->tokens[s] + segment->token_count;
    bags->length[s + 1] = bags->length[s] + segment->length;
  }
  bags->starts[bags->segments] = filled;
}

/* What a short text has once or twice is mostly rarer in the language than in the text: to the text are added
 * MQ_USUAL_TOKENS tokens of usual text, in which words are as frequent as in the language, and marks as in this text. */
static float share_of(const mq_type *type, uint64_t tokens, mq_lookup *lookup, mtqc_side side) {
  const bool mark = type->word->kind == MQ_PUNCTUATION || type->word->kind == MQ_SYMBOL;
  double usual = MQ_USUAL_LEAST;
  if (mark) usual = (double)type->count / (double)tokens;
  else if (type->word->kind == MQ_WORD)
    usual = fmax(usual, pow(10, mq_lookup_entry(lookup, side, type->word)->frequency / 100.0));
  return (float)((type->count + MQ_USUAL_TOKENS * usual) / ((double)tokens + MQ_USUAL_TOKENS));
}

mq_bags mq_bags_make(mq_arena *arena, const mq_text *text, mtqc_side side, mq_lookup *lookup) {
  mq_bags bags = {.text = text, .side = side, .segments = text->segment_count};
  bags.starts = mq_arena_array(arena, bags.segments + 1, sizeof *bags.starts);
  bags.tokens = mq_arena_array(arena, bags.segments + 1, sizeof *bags.tokens);
  bags.length = mq_arena_array(arena, bags.segments + 1, sizeof *bags.length);
  collect_words(arena, &bags);
  number_types(arena, &bags);
  fill_bags(arena, &bags);
  bags.share = mq_arena_array(arena, bags.type_count, sizeof *bags.share);
  for (size_t t = 0; t < bags.type_count; t++)
    bags.share[t] = share_of(&bags.types[t], bags.tokens[bags.segments], lookup, side);
  return bags;
}
