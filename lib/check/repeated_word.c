/* A word that stands twice in a row.
 *
 * Some words may rightly do so: a relative pronoun before an article ("die die Regierung"), two pronouns ("nous nous
 * trompons"), a separable prefix ("fing an an"). They are listed by language (dicts/<lang>/repeats.txt), and words that are said twice for emphasis, which count
 * where there is no source. So may any word where the source says something twice, for emphasis or because it is a name (Duran Duran). */
#include "repeats.h"

enum { GRAMMAR = 1, EMPHASIS };

typedef struct exceptions {
  mq_map words; /* fold -> GRAMMAR or EMPHASIS */
} exceptions;

static void *prepare(const mq_setup *setup) {
  mq_arena *arena = setup->arena;
  exceptions *e = mq_arena_alloc(arena, sizeof *e);
  e->words.arena = arena;
  mq_table table;
  if (!mq_lexicon_table(arena, setup->lexicon, MQ_PACK_TARGET, "repeats", &table, NULL)) return e;
  for (size_t row = 0; row < table.rows; row++)
    *mq_map_add(&e->words, mq_fold(arena, mq_table_field(&table, row, 0)), NULL) =
        mq_str_equal(mq_table_field(&table, row, 1), MQ_STR("emphasis")) ? EMPHASIS : GRAMMAR;
  return e;
}

static bool is_exception(const exceptions *e, const mq_view *view, const mq_token *token) {
  const uint32_t *kind = mq_find_fold(&e->words, token->word);
  return kind && (*kind == GRAMMAR || view->no_source);
}

/* Both with a capital: perhaps a name of two equal words. */
static bool is_name(const mq_token *tokens, const mq_repeat *run) {
  return (tokens[run->first].word->shape & MQ_CAPITALISED) && (tokens[run->last].word->shape & MQ_CAPITALISED) &&
         run->count == 2;
}

static bool any_doubled(mq_arena *arena, const mq_token *tokens, size_t count) {
  const mq_repeat_list list = mq_repeats_find(arena, tokens, count);
  for (size_t i = 0; i < list.runs.count; i++)
    if (list.runs.at[i].period == 1) return true;
  return false;
}

/* A name of two words is one in the source too. */
static float confidence_of(const mq_view *view, const mq_repeat *run) {
  if (is_name(view->target, run)) return view->no_source ? .4f : .7f;
  return run->count > 2 ? .85f : .8f;
}

static void report(mq_context *context, const mq_view *view, const mq_repeat *run) {
  const mq_span span = {view->target[run->first].start, view->target[run->last].end};
  mq_finding *finding = mq_find_target(context, view, span);
  finding->confidence = confidence_of(view, run);
  const mq_str word = view->target[run->first].word->surface;
  mq_finding_message(context, finding, "\"%.*s\" stands %s in a row", MQ_FMT(word),
                     run->count == 2 ? "twice" : "several times");
  if (!view->no_source) mq_finding_evidence(context, finding, "no word of the source is repeated");
  mq_finding_suggest(context, finding, word);
}

static void segment(mq_context *context, const mq_view *view) {
  const exceptions *e = context->prepared;
  const mq_repeat_list list = mq_repeats_find(context->scratch, view->target, view->target_count);
  for (size_t i = 0, found = 0; i < list.runs.count; i++) {
    const mq_repeat *run = &list.runs.at[i];
    const mq_token *token = &view->target[run->first];
    if (run->period != 1 || token->kind != MQ_WORD || is_exception(e, view, token)) continue;
    if (!found++ && any_doubled(context->scratch, view->source, view->source_count)) return;
    report(context, view, run);
  }
}

const mq_check mq_check_repeated_word = {
    .prepare = prepare,
    .segment = segment,
    .explanation =
        "A word stands twice in a row, as in \"he said that that that\".\n"
        "Words that may rightly do so are listed by language (German \"die die\", French \"nous nous\"). Where the source "
        "repeats a word, nothing is reported: it is emphasis, or a name."};
