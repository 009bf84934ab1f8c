/* A word that stands twice in a row.
 *
 * Some words may rightly do so: a relative pronoun before an article ("die die Regierung"), two pronouns ("nous nous
 * trompons"), a separable prefix ("fing an an"). They are listed by language (dicts/<lang>/repeats.txt), and words that are
 * said twice for emphasis, which count where there is no source. So may a word that renders one which stands twice in the
 * source, for emphasis or because it is a name (Duran Duran). */
#include "repeats.h"
#include "sides.h"

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

/* Not "Nous Nous avons": the second word begins the sentence again. */
static bool is_exception(const exceptions *e, const mq_view *view, const mq_repeat *run) {
  const mq_token *first = &view->target[run->first], *last = &view->target[run->last];
  const uint32_t *kind = mq_find_fold(&e->words, first->word);
  const bool anew = (first->flags & MQ_SENTENCE_START) && (last->word->shape & MQ_CAPITALISED);
  return kind && !anew && (*kind == GRAMMAR || view->no_source);
}

/* Both with a capital: perhaps a name of two equal words. */
static bool is_name(const mq_token *tokens, const mq_repeat *run) {
  return (tokens[run->first].word->shape & MQ_CAPITALISED) && (tokens[run->last].word->shape & MQ_CAPITALISED) &&
         run->count == 2;
}

static bool is_doubled(const mq_repeat *run) { return run->period == 1; }

/* What stands twice in the source: for each token the number of its run, from 1 on, or 0. */
static uint32_t *doubled_in_source(mq_arena *arena, const mq_view *view, uint32_t *runs) {
  uint32_t *run_of = mq_arena_array(arena, view->source_count, sizeof *run_of);
  const mq_repeat_list list = mq_repeats_find(arena, view->source, view->source_count);
  for (size_t i = 0; i < list.runs.count; i++) {
    const mq_repeat *run = &list.runs.at[i];
    if (!is_doubled(run)) continue;
    ++*runs;
    for (uint32_t k = run->first; k <= run->last; k++) run_of[k] = *runs;
  }
  return run_of;
}

/* The run of the source that a run of the target renders, by their links, or 0. */
static uint32_t rendered_by(const mq_view *view, const mq_repeat *run, const uint32_t *run_of) {
  for (uint32_t i = run->first; i <= run->last && view->target_links; i++) {
    const mq_link *link = &view->target_links[i];
    if (mq_is_linked(link) && run_of[link->other]) return run_of[link->other];
  }
  return 0;
}

/* Whether something stands twice in the source that nothing of the target renders twice: any of what is left may. */
static bool has_unrendered(mq_arena *arena, const mq_view *view, const mq_repeat_list *target, const uint32_t *run_of,
                           uint32_t runs) {
  bool *rendered = mq_arena_array(arena, runs + 1, sizeof *rendered);
  uint32_t left = runs;
  for (size_t i = 0; i < target->runs.count; i++) {
    const uint32_t run = is_doubled(&target->runs.at[i]) ? rendered_by(view, &target->runs.at[i], run_of) : 0;
    if (!run || rendered[run]) continue;
    rendered[run] = true;
    left--;
  }
  return left > 0;
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
  if (!view->no_source) mq_finding_evidence(context, finding, "nothing that it renders is repeated in the source");
  mq_finding_suggest(context, finding, word);
}

static void segment(mq_context *context, const mq_view *view) {
  const exceptions *e = context->prepared;
  const mq_repeat_list list = mq_repeats_find(context->scratch, view->target, view->target_count);
  uint32_t *run_of = NULL, runs = 0;
  for (size_t i = 0; i < list.runs.count; i++) {
    const mq_repeat *run = &list.runs.at[i];
    if (!is_doubled(run) || view->target[run->first].kind != MQ_WORD || is_exception(e, view, run)) continue;
    if (!run_of) {
      run_of = doubled_in_source(context->scratch, view, &runs);
      if (has_unrendered(context->scratch, view, &list, run_of, runs)) return;
    }
    if (!rendered_by(view, run, run_of)) report(context, view, run);
  }
}

const mq_check mq_check_repeated_word = {
    .prepare = prepare,
    .segment = segment,
    .explanation =
        "A word stands twice in a row, as in \"he said that that that\".\n"
        "Words that may rightly do so are listed by language (German \"die die\", French \"nous nous\"). What may render a "
        "word that stands twice in the source is not reported: it is emphasis, or a name."};
