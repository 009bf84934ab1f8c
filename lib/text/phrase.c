/* Phrases found in tokens.
 *
 * A phrase is a row of stem hashes, 0 for the gap `…`. All phrases whose first word has the same stem hash
 * are a linked list; a table with open addressing leads from the hash to the list. Matching a phrase walks
 * the tokens once with at most one resume point, the last gap (as glob matching does with a star), so it is
 * linear in phrase length times gap width.
 *
 * Invariant: the table is never more than half full, so a probe for an absent stem ends. */
#include "phrase.h"

#include "base/array.h"

#define NO_PHRASE UINT32_MAX
enum { GAP_WORDS = 4 };

typedef struct phrase {
  uint32_t number;
  uint32_t next;        /* phrase with the same first stem, in order of adding */
  uint32_t first, size; /* parts */
} phrase;

typedef struct slot {
  uint64_t hash;
  uint32_t head, tail; /* phrases; head NO_PHRASE: empty */
} slot;

struct mq_phrases {
  mq_arena *arena;
  const mq_language *language;
  MQ_ARRAY(uint64_t) parts;
  MQ_ARRAY(phrase) list;
  slot *slots;
  size_t slot_count, used;
};

mq_phrases *mq_phrases_new(mq_arena *arena, const mq_language *language) {
  mq_phrases *phrases = mq_arena_alloc(arena, sizeof *phrases);
  phrases->arena = arena;
  phrases->language = language;
  return phrases;
}

static slot *slot_for(slot *slots, size_t slot_count, uint64_t hash) {
  size_t i = hash & (slot_count - 1);
  while (slots[i].head != NO_PHRASE && slots[i].hash != hash) i = (i + 1) & (slot_count - 1);
  return &slots[i];
}

static void grow(mq_phrases *phrases) {
  const size_t count = phrases->slot_count ? phrases->slot_count * 2 : 64;
  slot *slots = mq_arena_array(phrases->arena, count, sizeof *slots);
  for (size_t i = 0; i < count; i++) slots[i].head = NO_PHRASE;
  for (size_t i = 0; i < phrases->slot_count; i++)
    if (phrases->slots[i].head != NO_PHRASE)
      *slot_for(slots, count, phrases->slots[i].hash) = phrases->slots[i];
  phrases->slots = slots;
  phrases->slot_count = count;
}

static void link_phrase(mq_phrases *phrases, uint32_t index) {
  if (phrases->used * 2 >= phrases->slot_count) grow(phrases);
  const uint64_t hash = phrases->parts.at[phrases->list.at[index].first];
  slot *place = slot_for(phrases->slots, phrases->slot_count, hash);
  if (place->head == NO_PHRASE) {
    *place = (slot){hash, index, index};
    phrases->used++;
    return;
  }
  phrases->list.at[place->tail].next = index;
  place->tail = index;
}

/* The hash a token with this text would have; 0 is kept for the gap. */
static uint64_t part_of(mq_phrases *phrases, mq_str word) {
  const mq_str stem = mq_stem(phrases->arena, phrases->language, mq_fold(phrases->arena, word));
  const uint64_t hash = mq_hash(stem);
  return hash ? hash : 1;
}

static bool is_gap(mq_str word) {
  return mq_str_equal(word, MQ_STR("…")) || mq_str_equal(word, MQ_STR("..."));
}

/* Words that the tokenizer would cut at hyphens are cut here too: the hyphen is a part of its own. */
static void add_word(mq_phrases *phrases, mq_str word) {
  mq_str piece;
  for (bool first = true; mq_str_split(&word, '-', &piece); first = false) {
    if (!first) *mq_push(phrases->arena, &phrases->parts) = part_of(phrases, MQ_STR("-"));
    if (piece.size) *mq_push(phrases->arena, &phrases->parts) = part_of(phrases, piece);
  }
}

void mq_phrases_add(mq_phrases *phrases, mq_str text, uint32_t number) {
  const size_t first = phrases->parts.count;
  mq_str word;
  while (mq_str_split(&text, ' ', &word)) {
    if (!word.size) continue;
    if (!is_gap(word)) add_word(phrases, word);
    else if (phrases->parts.count > first && phrases->parts.at[phrases->parts.count - 1])
      *mq_push(phrases->arena, &phrases->parts) = 0;
  }
  while (phrases->parts.count > first && !phrases->parts.at[phrases->parts.count - 1]) phrases->parts.count--;
  if (phrases->parts.count == first) return;
  *mq_push(phrases->arena, &phrases->list) =
      (phrase){number, NO_PHRASE, (uint32_t)first, (uint32_t)(phrases->parts.count - first)};
  link_phrase(phrases, (uint32_t)phrases->list.count - 1);
}

/* A hyphen between two words belongs to the words, a slash to a phrase that has it ("24 / 7"); any other mark ends a match. */
static bool is_hyphen(const mq_token *token) {
  const mq_str s = token->word->surface;
  return mq_str_equal(s, MQ_STR("-")) || mq_str_equal(s, MQ_STR("‐")) || mq_str_equal(s, MQ_STR("‑"));
}

static bool ends_match(const mq_token *token) {
  return token->kind == MQ_PUNCTUATION && !is_hyphen(token) && !mq_str_equal(token->word->surface, MQ_STR("/"));
}

static bool fits(const mq_token *token, uint64_t part) {
  return token->word->stem_hash == part || (part == 1 && token->word->stem_hash == 0);
}

/* Number of tokens that the phrase covers from tokens[0], or 0. A hyphen in the text that the phrase does not
 * ask for is passed over. The resume point moves the last gap one token further. */
static size_t match(const mq_phrases *phrases, const phrase *p, const mq_token *tokens, size_t count) {
  const uint64_t *parts = phrases->parts.at + p->first;
  size_t part = 0, i = 0, gap_part = 0, gap_token = 0, skipped = 0;
  while (part < p->size) {
    if (!parts[part]) {
      gap_part = ++part;
      gap_token = i;
      skipped = 0;
      continue;
    }
    const bool readable = i < count && !ends_match(&tokens[i]);
    if (readable && fits(&tokens[i], parts[part])) {
      i++;
      part++;
    } else if (readable && part && i && is_hyphen(&tokens[i]) && part != gap_part) {
      i++;
    } else {
      if (!gap_part || gap_token >= count || ends_match(&tokens[gap_token])) return 0;
      if (!is_hyphen(&tokens[gap_token]) && ++skipped > GAP_WORDS) return 0;
      i = ++gap_token;
      part = gap_part;
    }
  }
  return i;
}

size_t mq_phrases_find(const mq_phrases *phrases, const mq_token *tokens, size_t count, mq_phrase_match *out,
                       size_t room) {
  size_t found = 0;
  if (!phrases->slot_count) return 0;
  for (size_t i = 0; i < count && found < room; i++) {
    const uint64_t hash = tokens[i].word->stem_hash;
    const slot *place = slot_for(phrases->slots, phrases->slot_count, hash ? hash : 1);
    for (uint32_t k = place->head; k != NO_PHRASE && found < room; k = phrases->list.at[k].next) {
      const size_t size = match(phrases, &phrases->list.at[k], tokens + i, count - i);
      if (size) out[found++] = (mq_phrase_match){phrases->list.at[k].number, (uint32_t)i, (uint32_t)size};
    }
  }
  return found;
}
