/* A phrase that comes again and again, as neural translation does when it loses its place.
 *
 * Two signs, each relative to the source, which may be a song: a piece of some words repeated at once, and a row
 * of four words that stands in the translation more often than any does in the source, by two at least (the top n-gram
 * count of Raunak, Menezes and Junczys-Dowmunt, "The Curious Case of Hallucinations in Neural Machine Translation",
 * 2021). */
#include "repeats.h"

enum { GRAM = 4, GRAM_MARGIN = 2, LEAST_TOKENS = GRAM * (1 + GRAM_MARGIN) };

/* --- at once
 * ---------------------------------------------------------------------------------------------------- */

/* The most times that a piece is repeated at once. */
static double most_times(mq_arena *arena, const mq_token *tokens, size_t count) {
  const mq_repeat_list list = mq_repeats_find(arena, tokens, count);
  double most = 1;
  for (size_t i = 0; i < list.runs.count; i++)
    if (mq_repeat_times(&list.runs.at[i]) > most) most = mq_repeat_times(&list.runs.at[i]);
  return most;
}

static float confidence_of(const mq_repeat *run) {
  const double times = mq_repeat_times(run);
  return times >= 4 ? .95f : times >= 3 ? .9f : run->period > 3 ? .8f : .7f;
}

static mq_finding *report(mq_context *context, const mq_view *view, size_t first, size_t last, float confidence) {
  mq_finding *finding = mq_find_target(context, view, (mq_span){view->target[first].start, view->target[last].end});
  finding->confidence = confidence;
  return finding;
}

/* "more and more and": two words come twice in good text. */
static bool is_usual(const mq_repeat *run) { return run->period == 1 || (run->period == 2 && run->count < 6); }

/* Whether something was reported. */
static bool look_for_runs(mq_context *context, const mq_view *view) {
  const mq_repeat_list list = mq_repeats_find(context->scratch, view->target, view->target_count);
  double forgiven = 0; /* times that the source repeats something; 0: not counted yet */
  bool found = false;
  for (size_t i = 0; i < list.runs.count; i++) {
    const mq_repeat *run = &list.runs.at[i];
    if (is_usual(run)) continue;
    if (forgiven < 1) forgiven = most_times(context->scratch, view->source, view->source_count);
    if (forgiven >= 2 && mq_repeat_times(run) < forgiven + 1) continue;
    mq_finding *finding = report(context, view, run->first, run->last, confidence_of(run));
    mq_finding_message(context, finding, "%u words are repeated %.0f times in a row", (unsigned)run->period,
                       mq_repeat_times(run));
    found = true;
  }
  return found;
}

/* --- here and there
 * --------------------------------------------------------------------------------------------- */

/* The most frequent row of GRAM words. */
typedef struct gram {
  size_t count;
  uint32_t first, last; /* token at which it begins first, and at which it ends last */
} gram;

static gram top_gram(mq_arena *arena, const mq_token *tokens, size_t count) {
  gram top = {0};
  gram *grams = mq_arena_array(arena, count, sizeof *grams);
  uint64_t *keys = mq_arena_array(arena, count + 1, sizeof *keys);
  uint32_t recent[GRAM] = {0};
  mq_map seen = {.arena = arena};
  size_t words = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (tokens[i].kind != MQ_WORD) continue;
    recent[words++ % GRAM] = i;
    if (words < GRAM) continue;
    for (size_t k = 0; k < GRAM; k++) keys[i] = keys[i] * 31 + tokens[recent[(words + k) % GRAM]].word->fold_hash;
    bool added;
    uint32_t *place = mq_map_add(&seen, (mq_str){(const char *)&keys[i], sizeof keys[i]}, &added);
    if (added) *place = (uint32_t)seen.count - 1, grams[*place].first = recent[words % GRAM];
    gram *here = &grams[*place];
    here->last = i;
    if (++here->count > top.count) top = *here;
  }
  return top;
}

static void look_for_grams(mq_context *context, const mq_view *view) {
  if (view->target_count < LEAST_TOKENS) return;
  const gram target = top_gram(context->scratch, view->target, view->target_count);
  if (target.count < 1 + GRAM_MARGIN) return;
  const gram source = top_gram(context->scratch, view->source, view->source_count);
  const size_t usual = source.count > 1 || view->no_source ? source.count : 1;
  if (target.count < usual + GRAM_MARGIN) return;
  mq_finding *finding = report(context, view, target.first, target.last, target.count >= usual + 3 ? .85f : .7f);
  mq_finding_message(context, finding, "the same %d words stand %zu times in one segment", GRAM, target.count);
  if (!view->no_source)
    mq_finding_evidence(context, finding, "in the source no %d words stand more than %zu times", GRAM, usual);
}

static void segment(mq_context *context, const mq_view *view) {
  if (!look_for_runs(context, view)) look_for_grams(context, view);
}

const mq_check mq_check_loop = {
    .segment = segment,
    .explanation = "A phrase of three or more words is repeated at once, or two words are three times, or the same four words stand in a segment at least "
                   "two times more often than any four words do in its source: the translation has run in a circle.\n"
                   "What the source repeats too (a refrain, a list) is left alone."};
