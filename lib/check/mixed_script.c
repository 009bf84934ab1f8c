/* Words with letters of another script that only look right: "Kasаchstan" with a Cyrillic а.
 *
 * Such a word cannot be found, spelled or read aloud. It is reported if all its foreign letters have a look-alike in the
 * script of the language, or a word of the language stands there once they are replaced. A word wholly in another script is
 * reported only if every letter has a look-alike, and the source does not have it. Compounds such as "COVID-пандемия" are
 * several tokens and no mixture. */
#include "marks.h"
#include "text/confusable.h"

enum { ROOM = 256, MOST_TRIED = 200, LONGEST_NAME = 4 };

static void *prepare(const mq_setup *setup) { return (void *)mq_confusables_new(setup->arena, setup->target); }

static bool in_source(const mq_view *view, const mq_word *word) {
  for (size_t i = 0; i < view->source_count; i++)
    if (mq_str_equal(view->source[i].word->surface, word->surface)) return true;
  return false;
}

/* Whether the word before and the one behind are of the language's script: a quotation in another script is none. */
static bool stands_among_own(const mq_view *view, size_t i, uint8_t script) {
  const bool before = i == 0 || view->target[i - 1].kind != MQ_WORD || view->target[i - 1].word->script == script;
  const bool behind =
      i + 1 == view->target_count || view->target[i + 1].kind != MQ_WORD || view->target[i + 1].word->script == script;
  return before && behind;
}

/* Whether a word that stands wholly in another script was meant in the script of the language: the lexicon knows it with those
 * letters; a single one is a word of the grammar ("c" for "с"); and it is no short foreign name ("Max", "ATP", "X"). */
static bool is_meant(mq_context *context, const mq_token *token, mq_str level) {
  const mq_word *word = token->word;
  const mq_str fold = mq_fold(context->scratch, level);
  if (word->letters == 1 && !mq_map_find(&context->language[MTQC_TARGET]->stopwords, fold)) return false;
  const bool capital = word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS);
  const bool opens = word->letters == 1 && token->flags & MQ_SENTENCE_START;
  if (capital && !opens && word->letters <= LONGEST_NAME) return false;
  return mq_lookup_text(context->lookup, MTQC_TARGET, fold).attested;
}

static void report(mq_context *context, const mq_view *view, size_t i, mq_str level, bool mixed) {
  const mq_word *word = view->target[i].word;
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, i, 1));
  finding->confidence = mixed ? .95f : .7f;
  mq_finding_message(context, finding,
                     mixed ? "\"%.*s\" mixes letters of two scripts"
                           : "\"%.*s\" is written in letters of another script",
                     MQ_FMT(word->surface));
  mq_finding_evidence(context, finding, "each of the foreign letters looks like one of the script of the language");
  mq_finding_suggest(context, finding, level);
}

static void segment(mq_context *context, const mq_view *view) {
  const mq_confusables *confusables = context->prepared;
  const uint8_t script = context->language[MTQC_TARGET]->script;
  if (!confusables) return;
  size_t tried = 0;
  for (size_t i = 0; i < view->target_count && tried < MOST_TRIED; i++) {
    const mq_word *word = view->target[i].word;
    const bool mixed = word->shape & MQ_MIXED_SCRIPT;
    if (word->kind != MQ_WORD || !(mixed || (word->script != script && mq_script_has_case(word->script)))) continue;
    char level[ROOM];
    tried++;
    size_t size;
    if (!mq_confusables_level(confusables, word->surface, level, sizeof level, &size) || in_source(view, word))
      continue;
    if (word->letters == 1 && word->script == MQ_SCRIPT_GREEK) continue; /* a formula */
    if (mixed || (stands_among_own(view, i, script) && is_meant(context, &view->target[i], (mq_str){level, size})))
      report(context, view, i, (mq_str){level, size}, mixed);
  }
}

const mq_check mq_check_mixed_script = {
    .prepare = prepare,
    .segment = segment,
    .explanation = "A word that mixes letters of two scripts, or is wholly in another one, and whose foreign letters all look like letters of the\n"
                   "script of the language (Unicode's table of confusables): \"Kasаchstan\" with a Cyrillic а, \"c\" for the Russian \"с\". The word in\n"
                   "its own letters is suggested. Formulas, brand names with other letters, and words that the source has too are left alone."};
