/* Sequences of words that the grammar of a language does not allow, from the table `patterns` of the language.
 *
 * No parsing: each row names one construction that is wrong whatever stands around it (a clause without its auxiliary, a
 * genitive where a subject must stand, a preposition with the wrong case), with the confidence that it is. */
#include "check.h"
#include "text/token_pattern.h"

enum { COLUMN_NAME, COLUMN_PATTERN, COLUMN_CONFIDENCE, COLUMN_MESSAGE, COLUMN_UNLESS };

typedef struct grammar {
  mq_table table;
  const mq_patterns *patterns;
} grammar;

static void *prepare(const mq_setup *setup) {
  grammar *all = mq_arena_alloc(setup->arena, sizeof *all);
  if (!mq_lexicon_table(setup->arena, setup->lexicon, MQ_PACK_TARGET, "patterns", &all->table, NULL)) return NULL;
  all->patterns = mq_patterns_new(setup->arena, &all->table);
  return all;
}

static float hundredths(mq_str text) {
  float value = 0;
  for (size_t i = 0; i < text.size && text.at[i] >= '0' && text.at[i] <= '9'; i++)
    value = value * 10 + (float)(text.at[i] - '0');
  return value / 100;
}

static void report(mq_context *context, const mq_view *view, const mq_pattern_match *match) {
  const grammar *all = context->prepared;
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, match->first, match->count));
  finding->confidence = hundredths(mq_table_field(&all->table, match->row, COLUMN_CONFIDENCE));
  mq_finding_message(context, finding, "%.*s", MQ_FMT(mq_table_field(&all->table, match->row, COLUMN_MESSAGE)));
  mq_finding_evidence(context, finding, "the pattern \"%.*s\" of the language",
                      MQ_FMT(mq_table_field(&all->table, match->row, COLUMN_NAME)));
}

static void segment(mq_context *context, const mq_view *view) {
  const grammar *all = context->prepared;
  mq_pattern_match match;
  for (size_t i = 0; mq_patterns_find(all->patterns, view->target, view->target_count, i, &match);) {
    const mq_str unless = mq_table_field(&all->table, match.row, COLUMN_UNLESS);
    if (match.count &&
        !(unless.size && mq_patterns_sentence_has(all->patterns, view->target, view->target_count, match.end, unless)))
      report(context, view, &match);
    i = match.end > i ? match.end : i + 1;
  }
}

const mq_check mq_check_grammar_pattern = {
    .prepare = prepare,
    .segment = segment,
    .explanation = "Sequences of words that are wrong whatever stands around them, by the table of patterns of the target language: in German a\n"
                   "participle before a comma without its auxiliary, a genitive as subject of \"sagte\", \"mit des\", \"wegen ... haben worden\";\n"
                   "in French \"que il\", in Spanish \"de el\", in English \"a hour\". The table gives each pattern its confidence."};
