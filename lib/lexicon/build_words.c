/* Words of one language during a build. */
#include "build.h"

#include "lookup.h"
#include "weights.h"

enum { LONGEST_STEM = 255 }; /* bytes; packs hold no longer one */

/* Bytes of the separator at the start of `text`, or 0: ASCII other than letters, digits and the apostrophe;
 * general punctuation (U+2010..U+205F) other than the apostrophe U+2019; guillemets, the no-break space and
 * the soft hyphen. */
static size_t separator_size(mq_str text) {
  const unsigned char *p = (const unsigned char *)text.at;
  const bool word =
      (p[0] >= 'a' && p[0] <= 'z') || (p[0] >= 'A' && p[0] <= 'Z') || (p[0] >= '0' && p[0] <= '9');
  if (p[0] < 0x80) return word || p[0] == '\'' ? 0 : 1;
  if (p[0] == 0xc2 && text.size > 1 && (p[1] == 0xab || p[1] == 0xbb || p[1] == 0xa0 || p[1] == 0xad))
    return 2;
  const bool general = p[0] == 0xe2 && text.size > 2 && (p[1] == 0x80 || p[1] == 0x81);
  return general && !(p[1] == 0x80 && p[2] == 0x99) ? 3 : 0;
}

static size_t apostrophe_size(mq_str text) {
  if (text.at[0] == '\'') return 1;
  return mq_str_starts(text, MQ_STR("\u2019")) ? 3 : 0;
}

static mq_str without_outer_apostrophes(mq_str word) {
  for (size_t n; word.size && (n = apostrophe_size(word));) word.at += n, word.size -= n;
  while (word.size && word.at[word.size - 1] == '\'') word.size--;
  while (mq_str_ends(word, MQ_STR("\u2019"))) word.size -= 3;
  return word;
}

size_t mq_cut_words(mq_str phrase, mq_str *out, size_t room) {
  size_t count = 0, start = 0;
  for (size_t i = 0; i <= phrase.size;) {
    const size_t gap = i < phrase.size ? separator_size((mq_str){phrase.at + i, phrase.size - i}) : 1;
    if (gap == 0) {
      i++;
      continue;
    }
    const mq_str word = without_outer_apostrophes((mq_str){phrase.at + start, i - start});
    if (word.size) {
      if (count < room) out[count] = word;
      count++;
    }
    i += gap;
    start = i;
  }
  return count;
}

static void add_function_word(void *payload, mq_str word, int16_t frequency) {
  mq_words *words = payload;
  if (frequency != MQ_FREQUENCY_UNKNOWN && frequency >= MQ_WEIGHT_FUNCTION_WORD)
    *mq_map_add(&words->function_words, mq_fold(words->arena, word), NULL) = 1;
}

int mq_words_init(mq_build *build, mq_words *words, mq_str code, mtqc_error *error) {
  mq_arena *arena = build->arena;
  *words = (mq_words){.arena = arena,
                      .scratch = mq_import_scratch(arena),
                      .surfaces = {.arena = arena},
                      .stems = {.arena = arena},
                      .function_words = {.arena = arena}};
  int status = mq_language_parse(&words->language, mq_str_copy(arena, code).at, error);
  if (status != MTQC_OK) return status;
  mq_str text;
  const char *name = mq_format(arena, "%.*s/frequency.tsv", MQ_FMT(code));
  if (mq_build_read_table(build, name, &text, &status, error))
    mq_import_words(text, (mq_word_sink){add_function_word, words});
  return status;
}

uint32_t mq_words_stem(mq_words *words, mq_str stem) {
  if (stem.size > LONGEST_STEM) stem.size = LONGEST_STEM;
  const uint32_t *known = mq_map_find(&words->stems, stem);
  if (known) return *known;
  const uint32_t id = (uint32_t)words->stems.count;
  *mq_map_add(&words->stems, mq_str_copy(words->arena, stem), NULL) = id;
  return id;
}

uint32_t mq_words_add(mq_words *words, mq_str surface) {
  const uint32_t *known = mq_map_find(&words->surfaces, surface);
  if (known) return *known;
  mq_arena_clear(words->scratch);
  const mq_str fold = mq_fold(words->scratch, surface),
               stem = mq_stem(words->scratch, &words->language, fold);
  const uint32_t index = (uint32_t)words->list.count;
  mq_built_word *word = mq_push(words->arena, &words->list);
  word->fold = mq_str_copy(words->arena, fold);
  word->stem_id = mq_words_stem(words, stem.size ? stem : surface);
  word->stem = words->stems.entries[word->stem_id].key;
  word->function_word = mq_map_find(&words->function_words, fold) != NULL;
  *mq_map_add(&words->surfaces, mq_str_copy(words->arena, surface), NULL) = index;
  return index;
}

const mq_built_word *mq_words_get(mq_words *words, mq_str surface) {
  const uint32_t index = mq_words_add(words, surface);
  return &words->list.at[index];
}
