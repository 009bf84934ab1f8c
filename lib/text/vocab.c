/* The vocabulary: every surface form once, with all that depends on the form alone.
 *
 * A small cache, addressed by hash, stands before the map: a few thousand forms make up most of a text. Invariant: words
 * never move, so tokens may point to them. */
#include "vocab.h"

#include "base/array.h"
#include "fold.h"
#include "unicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { CACHE_SIZE = 4096 };

struct mq_vocab {
  mq_arena *arena;
  const mq_language *language;
  struct sb_stemmer *stemmer;
  mq_breaker *breaker;
  mq_map map; /* surface -> id */
  MQ_ARRAY(mq_word *) words;
  const mq_word *cache[CACHE_SIZE];
};

static void release_stemmer(void *stemmer) { sb_stemmer_delete(stemmer); }

mq_vocab *mq_vocab_new(mq_arena *arena, const mq_language *language) {
  mq_vocab *vocab = mq_arena_alloc(arena, sizeof *vocab);
  vocab->arena = vocab->map.arena = arena;
  vocab->language = language;
  vocab->stemmer = sb_stemmer_new(language->code, "UTF_8");
  if (vocab->stemmer) mq_arena_defer(arena, release_stemmer, vocab->stemmer);
  return vocab;
}

const mq_language *mq_vocab_language(const mq_vocab *vocab) { return vocab->language; }
size_t mq_vocab_count(const mq_vocab *vocab) { return vocab->words.count; }
const mq_word *mq_vocab_at(const mq_vocab *vocab, size_t id) { return vocab->words.at[id]; }

mq_breaker *mq_vocab_breaker(mq_vocab *vocab) {
  if (!vocab->breaker) vocab->breaker = mq_breaker_new(vocab->arena, UBRK_WORD, vocab->language->locale);
  return vocab->breaker;
}

/* What a walk over the letters of a form gathers. */
typedef struct survey {
  uint32_t letters, upper;
  bool lower_seen;
  uint16_t shape;
  UScriptCode script; /* of the first letter; Common before it */
} survey;

static void survey_letter(survey *s, UChar32 c) {
  if (u_isUUppercase(c) || u_istitle(c)) {
    if (s->letters == 0) s->shape |= MQ_CAPITALISED;
    if (s->lower_seen) s->shape |= MQ_MIXED_CASE;
    s->upper++;
  } else {
    s->lower_seen = true;
  }
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) return;
  if (s->script == USCRIPT_COMMON) s->script = script;
  else if (script != s->script && !uscript_breaksBetweenLetters(script)) s->shape |= MQ_MIXED_SCRIPT;
}

static survey survey_of(mq_str surface) {
  survey s = {.script = USCRIPT_COMMON};
  uint32_t digits = 0;
  for (size_t i = 0; i < surface.size;) {
    const int32_t c = mq_next(surface.at, &i, surface.size);
    const mq_class class = mq_class_of(c);
    if (class == MQ_C_BAD) s.shape |= MQ_MALFORMED;
    if (class == MQ_C_DIGIT) s.shape |= MQ_HAS_DIGIT, digits++;
    if (class != MQ_C_LETTER && class != MQ_C_SPACELESS) continue;
    survey_letter(&s, c);
    s.letters++;
  }
  if (s.letters >= 2 && s.upper == s.letters) s.shape |= MQ_ALL_CAPS;
  s.letters += digits;
  return s;
}

static uint16_t table_shape(const mq_language *language, mq_str fold) {
  uint16_t shape = 0;
  if (mq_map_find(&language->stopwords, fold)) shape |= MQ_STOPWORD;
  const uint32_t *negation = mq_map_find(&language->negations, fold);
  if (negation) shape |= *negation == 2 ? MQ_NEGATION_STRONG : MQ_NEGATION_WEAK;
  return shape;
}

static mq_word *new_word(mq_vocab *vocab, mq_str surface, mq_token_kind kind) {
  mq_word *word = mq_arena_alloc(vocab->arena, sizeof *word);
  const survey found = survey_of(surface);
  word->id = (uint32_t)vocab->words.count;
  word->kind = (uint8_t)kind;
  word->letters = found.letters;
  word->script = (uint8_t)(found.script > 255 ? 255 : found.script);
  word->surface = mq_str_copy(vocab->arena, surface);
  const mq_str fold = found.shape & MQ_MALFORMED ? word->surface : mq_fold(vocab->arena, surface);
  word->fold = mq_str_equal(fold, word->surface) ? word->surface : fold;
  const mq_str bare = mq_unelided(vocab->language, word->fold);
  word->stem = kind == MQ_WORD ? mq_stem_with(vocab->arena, vocab->stemmer, bare) : word->fold;
  word->fold_hash = mq_hash(word->fold);
  word->stem_hash = mq_hash(word->stem);
  word->shape = found.shape | table_shape(vocab->language, bare);
  return word;
}

const mq_word *mq_vocab_word(mq_vocab *vocab, mq_str surface, mq_token_kind kind) {
  const mq_word **cached = &vocab->cache[mq_hash(surface) % CACHE_SIZE];
  if (*cached && mq_str_equal((*cached)->surface, surface)) return *cached;
  const uint32_t *id = mq_map_find(&vocab->map, surface);
  if (!id) {
    mq_word *word = new_word(vocab, surface, kind);
    *mq_push(vocab->arena, &vocab->words) = word;
    *mq_map_add(&vocab->map, word->surface, NULL) = word->id;
    return *cached = word;
  }
  return *cached = vocab->words.at[*id];
}
