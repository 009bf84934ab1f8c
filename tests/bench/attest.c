/* How many long words of a text the pack of its language attests, by the form itself, by its stem, or as a compound whose parts
 * it knows; the rest is unknown.
 *
 *   attest [--packs FOLDER] LANGUAGE TEXT */
#include "base/file.h"
#include "lexicon/lookup.h"

#include <stdio.h>

enum { LONG = 12 };

/* Tables of a language come out of its pack. */
typedef struct tables {
  mq_arena *arena;
  const mq_lexicon *lexicon;
} tables;

static bool table(void *payload, const char *name, mq_table *out) {
  const tables *t = payload;
  return mq_lexicon_table(t->arena, t->lexicon, MQ_PACK_TARGET, name, out, NULL);
}

static void read_tables(mq_arena *arena, const mq_lexicon *lexicon, mq_language *language) {
  tables t = {arena, lexicon};
  mq_language_load(arena, language, table, &t);
}

static void report(mq_lookup *lookup, const mq_text *text) {
  size_t words = 0, longs = 0, by_form = 0, by_stem = 0, by_parts = 0;
  for (size_t i = 0; i < text->segment_count; i++)
    for (size_t k = 0; k < text->segments[i].token_count; k++) {
      const mq_token *token = &text->segments[i].tokens[k];
      if (token->kind != MQ_WORD) continue;
      words++;
      if (token->word->letters < LONG) continue;
      const mq_entry *entry = mq_lookup_entry(lookup, MTQC_TARGET, token->word);
      longs++;
      if (entry->attested && entry->frequency != MQ_FREQUENCY_UNKNOWN) by_form++;
      else if (entry->attested) by_stem++;
      else by_parts += mq_lookup_compound(lookup, MTQC_TARGET, token->word)->count > 0;
    }
  const double all = longs ? (double)longs : 1;
  printf("%zu words, %zu of %d letters and more: attested %.1f %% (with a frequency %.1f %%), else compounds %.1f %%, "
         "unknown %.1f %%\n", words, longs, LONG, 100 * (double)(by_form + by_stem) / all, 100 * (double)by_form / all,
         100 * (double)by_parts / all, 100 * (double)(longs - by_form - by_stem - by_parts) / all);
}

int main(int argc, char **argv) {
  const char *packs = NULL;
  if (argc > 2 && strcmp(argv[1], "--packs") == 0) packs = argv[2], argv += 2, argc -= 2;
  if (argc != 3) return fprintf(stderr, "usage: attest [--packs FOLDER] LANGUAGE TEXT\n"), 2;
  mq_arena *arena = mq_arena_new();
  mq_language language;
  mq_str bytes;
  mtqc_error error = {0};
  if (!arena || mq_arena_try(arena)) return 2;
  const mq_lexicon *lexicon = NULL;
  if (mq_language_parse(&language, argv[1], &error) == MTQC_OK) lexicon = mq_lexicon_open(arena, NULL, &language, packs, &error);
  if (!lexicon || mq_file_map(arena, argv[2], &bytes, &error)) return fprintf(stderr, "attest: %s\n", error.text), 2;
  read_tables(arena, lexicon, &language);
  mq_vocab *vocab = mq_vocab_new(arena, &language);
  mq_text text = mq_text_lines(arena, &language, bytes);
  mq_text_tokenize(arena, &text, vocab, 0, text.segment_count);
  report(mq_lookup_new(arena, lexicon, NULL, vocab), &text);
  mq_arena_free(arena);
  return 0;
}
