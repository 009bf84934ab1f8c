/* Nouns without their capital, in languages that write nouns with one ("das alte haus ist").
 *
 * The spelling dictionary tells capitals apart: a form that it knows with a capital and not without one is a noun. It is
 * asked only where a noun is due: behind a word that opens a group of words (table `noun-openers`), at the end of the group of words. */
#include "marks.h"
#include "odd.h"
#include "sides.h"

enum { SHORTEST = 4, MOST_BETWEEN = 2, MOST_REPORTS = 16, MOST_SEARCHED = 2000 };

static bool is_plain(const mq_token *token) {
  const unsigned odd =
      MQ_CAPITALISED | MQ_ALL_CAPS | MQ_MIXED_CASE | MQ_HAS_DIGIT | MQ_STOPWORD | MQ_MIXED_SCRIPT | MQ_MALFORMED;
  return token->kind == MQ_WORD && !(token->word->shape & odd) && token->word->letters >= SHORTEST;
}

static bool in_source(const mq_view *view, const mq_word *word) {
  for (size_t i = 0; i < view->source_count && i < MOST_SEARCHED; i++)
    if (mq_str_equal(view->source[i].word->fold, word->fold)) return true;
  return false;
}

static void *prepare(const mq_setup *setup) {
  mq_map *openers = mq_arena_alloc(setup->arena, sizeof *openers);
  mq_language_words(setup->arena, openers, setup->lexicon, MQ_PACK_TARGET, "noun-openers");
  return openers;
}

/* A word that opens a group stands before the word, with at most two words between, all small: "das alte haus". */
static bool after_opener(const mq_map *openers, const mq_token *tokens, size_t i) {
  for (size_t back = 1; back <= MOST_BETWEEN + 1 && back <= i; back++) {
    const mq_token *before = &tokens[i - back];
    if (before->kind != MQ_WORD) return false;
    if (mq_find_fold(openers, before->word)) return true;
    if (before->word->shape & (MQ_CAPITALISED | MQ_STOPWORD)) return false;
  }
  return false;
}

/* No noun follows: the word is the last of its group. */
static bool ends_group(const mq_token *tokens, size_t count, size_t i) {
  return i + 1 == count || tokens[i + 1].kind == MQ_PUNCTUATION || (tokens[i + 1].word->shape & MQ_STOPWORD);
}

static void report(mq_context *context, const mq_view *view, const mq_token *token) {
  mq_finding *finding = mq_find_target(context, view, (mq_span){token->start, token->end});
  finding->confidence = .8f;
  mq_finding_message(context, finding, "The noun \"%.*s\" has no capital", MQ_FMT(token->word->surface));
  mq_finding_evidence(context, finding, "the spelling dictionary knows the form only with a capital");
  char capital[128];
  const size_t size = mq_capitalise(token->word->surface, capital, sizeof capital);
  if (size) mq_finding_suggest(context, finding, (mq_str){capital, size});
}

/* What costs most is asked last. */
static void segment(mq_context *context, const mq_view *view) {
  if (!context->language[MTQC_TARGET]->noun_capitals) return;
  const size_t most = context->findings.count + MOST_REPORTS;
  for (size_t i = 1; i < view->target_count; i++)
    if (is_plain(&view->target[i]) && ends_group(view->target, view->target_count, i) &&
        after_opener(context->prepared, view->target, i) && !mq_token_glued(view->target, view->target_count, i) &&
        mq_lookup_is_noun(context->lookup, MTQC_TARGET, view->target[i].word) &&
        !in_source(view, view->target[i].word)) {
      report(context, view, &view->target[i]);
      if (context->findings.count >= most) return;
    }
}

const mq_check mq_check_noun_capital = {
    .prepare = prepare,
    .segment = segment,
    .explanation = "A small word at the end of a group that an article or another opener begins, which the spelling dictionary of a language\n"
                   "with noun capitals (German) knows only with a capital: \"das alte haus ist\". Words of the source, parts of compounds with\n"
                   "hyphens and short words are left alone. Needs a hunspell dictionary of the target language."};
