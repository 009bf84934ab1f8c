/* Importers: foreign dictionaries, whatever is in them. Input: a byte that chooses the kind, then the dictionary; for kinds of
 * two files the first line is the index or the affix file, with "|" for its line ends. */
#include "fuzz.h"

#include "lexicon/import.h"

static size_t seen;

static void see_pair(void *payload, const mq_import_pair *pair) {
  (void)payload;
  seen += mq_hash(pair->first) ^ mq_hash(pair->second);
}

static void see_word(void *payload, mq_str word, int16_t frequency) {
  (void)payload;
  seen += mq_hash(word) ^ (size_t)frequency;
}

/* Cuts the first line off, its "|" turned into line ends. */
static mq_str take_first_file(mq_arena *arena, mq_str *text) {
  mq_str line = {"", 0};
  if (!mq_str_split(text, '\n', &line)) return line;
  char *copy = mq_arena_copy(arena, line.at, line.size);
  for (size_t i = 0; i < line.size; i++)
    if (copy[i] == '|') copy[i] = '\n';
  if (!text->at) *text = (mq_str){"", 0};
  return (mq_str){copy, line.size};
}

static void import(mq_arena *arena, unsigned kind, mq_str text) {
  const mq_import_sink pairs = {see_pair, NULL};
  const mq_word_sink words = {see_word, NULL};
  const mq_str first = kind < 3 ? take_first_file(arena, &text) : text;
  switch (kind) {
  case 0: mq_import_freedict(arena, first, text, pairs); break;
  case 1: mq_import_mueller(arena, first, text, pairs); break;
  case 2: mq_import_hunspell(arena, first, text, words); break;
  case 3: mq_import_ding(arena, text, pairs); break;
  case 4: mq_import_tsv(arena, text, pairs); break;
  case 5: mq_import_csv(arena, text, pairs); break;
  case 6: mq_import_mo(arena, text, pairs); break;
  case 7: mq_import_words(text, words); break;
  default: mq_import_thesaurus(arena, text, words);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mq_arena *arena = mq_arena_new();
  if (!size || !arena || mq_arena_try(arena)) {
    mq_arena_free(arena);
    return 0;
  }
  import(arena, data[0] % 9, (mq_str){(const char *)data + 1, size - 1});
  mq_arena_free(arena);
  return 0;
}
