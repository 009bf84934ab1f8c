/* What the odds weigh for every token of the translations: the input of tokens.py, which fits them.
 *
 *   tokens SOURCE-LANGUAGE TARGET-LANGUAGE < PAIRS        PAIRS: lines of source TAB translation
 *
 * Prints a line a token: number of its line, its first byte and the one behind its last, then the features, and first of all
 * the names of the features. Pairs of which nothing is known print nothing. */
#include "base/file.h"
#include "checker/checker.h"
#include "checker/view.h"

#include <mtqc/check.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct bench {
  const mtqc_checker *checker;
  mq_arena *keep, *scratch;
  mq_vocab *vocab[2];
  mq_lookup *lookup;
} bench;

static mq_text whole(const bench *b, int side, mq_str bytes, mq_segment *segment) {
  *segment = (mq_segment){.end = (uint32_t)bytes.size};
  mq_text text = {.language = &b->checker->language[side],
                  .bytes = bytes,
                  .segments = segment,
                  .segment_count = 1,
                  .paragraph_count = 1};
  mq_text_tokenize(b->scratch, &text, b->vocab[side], 0, 1);
  return text;
}

static void print_tokens(const mq_facts *facts, double estimate, size_t line) {
  const mq_odds_pair pair = mq_odds_pair_of(facts, estimate);
  double features[MQ_ODDS_COUNT];
  for (size_t i = 0; i < facts->view->target_count; i++) {
    const mq_token *token = &facts->view->target[i];
    mq_odds_features(facts, &pair, i, features);
    printf("%zu\t%u\t%u", line, token->start, token->end);
    for (size_t f = 0; f < MQ_ODDS_COUNT; f++) printf("\t%.7g", features[f]);
    putchar('\n');
  }
}

static void read_pair(bench *b, mq_str line, size_t number) {
  mq_segment segments[2];
  mq_str source = {0};
  if (!mq_str_split(&line, '\t', &source)) return;
  const mq_text s = whole(b, MTQC_SOURCE, source, &segments[0]), t = whole(b, MTQC_TARGET, line, &segments[1]);
  const mq_bead bead = {0, 1, 0, 1, 1, 0};
  mq_view view = mq_view_make(b->scratch, &s, &t, &bead, 0);
  mq_view_link(b->scratch, b->lookup, &view);
  const mq_language *const languages[2] = {&b->checker->language[MTQC_SOURCE], &b->checker->language[MTQC_TARGET]};
  const mq_facts facts = mq_facts_of(b->scratch, &view, languages);
  double features[MQ_FEATURE_COUNT];
  mq_features_of(&facts, features);
  if (view.source_count && view.target_count)
    print_tokens(&facts, mq_estimate(&b->checker->weights, features, NULL), number);
  mq_arena_clear(b->scratch);
}

int main(int count, char **arguments) {
  mtqc_error error = {0};
  mtqc_checker *checker = count == 3 ? mtqc_checker_new(arguments[1], arguments[2], NULL, &error) : NULL;
  bench b = {.checker = checker, .keep = mq_arena_new(), .scratch = mq_arena_new()};
  if (!checker || !b.keep || !b.scratch || mq_arena_try(b.keep) || mq_arena_try(b.scratch)) {
    fprintf(stderr, "usage: tokens SOURCE-LANGUAGE TARGET-LANGUAGE < PAIRS %s\n", error.text);
    return 2;
  }
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) b.vocab[side] = mq_vocab_new(b.keep, &checker->language[side]);
  b.lookup = mq_lookup_new(b.keep, checker->lexicon, b.vocab[MTQC_SOURCE], b.vocab[MTQC_TARGET]);
  printf("line\tstart\tend");
  for (size_t f = 0; f < MQ_ODDS_COUNT; f++) printf("\t%s", mq_odds_names[f]);
  putchar('\n');
  char *line = NULL;
  size_t room = 0;
  ssize_t size;
  for (size_t number = 0; (size = getline(&line, &room, stdin)) >= 0; number++)
    read_pair(&b, mq_str_trim((mq_str){line, (size_t)size}), number);
  free(line);
  mq_arena_free(b.scratch);
  mq_arena_free(b.keep);
  mtqc_checker_free(checker);
  return 0;
}
