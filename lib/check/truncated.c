/* A translation that breaks off: its last word is one with which no sentence ends - an article, a preposition, a
 * conjunction (dicts/<lang>/never-last.txt).
 *
 * Segments that are pieces of sentences end so too; then the source ends with such a word as well, and where there is
 * none, a full stop must stand behind the word. */
#include "marks.h"
#include "odd.h"
#include "sides.h"

enum { LEAST_WORDS = 4 };

typedef struct prepared {
  mq_map last[2]; /* fold, by mtqc_side */
} prepared;

static bool load_side(mq_map *map, const mq_setup *setup, mq_pack_kind kind) {
  return mq_language_words(setup->arena, map, setup->lexicon, kind, "never-last");
}

static void *prepare(const mq_setup *setup) {
  prepared *p = mq_arena_alloc(setup->arena, sizeof *p);
  if (setup->source) load_side(&p->last[MTQC_SOURCE], setup, MQ_PACK_SOURCE);
  return load_side(&p->last[MTQC_TARGET], setup, MQ_PACK_TARGET) ? p : NULL;
}

/* The last word if nothing but marks that end a sentence stands behind it, else NULL; *ended tells whether one does. */
static const mq_token *last_word(const mq_token *tokens, size_t count, bool *ended) {
  *ended = false;
  while (count && mq_ends_sentence(mq_mark_of(&tokens[count - 1]))) {
    *ended = true;
    count--;
  }
  const bool quoted = count > 1 && mq_mark_of(&tokens[count - 2]) >= MQ_MARK_QUOTE; /* "the letter «а»" */
  return count && tokens[count - 1].kind == MQ_WORD && !quoted && !mq_token_glued(tokens, count, count - 1)
             ? &tokens[count - 1]
             : NULL;
}

static bool breaks_off(const mq_map *last, const mq_token *word) {
  return word && !(word->word->shape & MQ_CAPITALISED) && mq_find_fold(last, word->word);
}

static void segment(mq_context *context, const mq_view *view) {
  const prepared *p = context->prepared;
  bool ended, source_ended;
  const mq_token *word = last_word(view->target, view->target_count, &ended);
  if (!breaks_off(&p->last[MTQC_TARGET], word) || mq_count_words(view->target, view->target_count) < LEAST_WORDS)
    return;
  const mq_token *source_word = last_word(view->source, view->source_count, &source_ended);
  if (breaks_off(&p->last[MTQC_SOURCE], source_word) || (!ended && !source_ended)) return;
  mq_finding *finding = mq_find_target(context, view, (mq_span){word->start, word->end});
  finding->confidence = view->no_source ? .7f : .8f;
  mq_finding_message(context, finding, "The translation breaks off: no sentence ends with \"%.*s\"",
                     MQ_FMT(word->word->surface));
  if (source_ended) mq_finding_evidence(context, finding, "the source is a whole sentence");
}

const mq_check mq_check_truncated = {
    .prepare = prepare,
    .segment = segment,
    .explanation = "The last word of the segment is one with which no sentence ends: \"… in der Nähe von.\"\n"
                   "Nothing is reported if the source ends so too (a piece of a sentence), or if neither side ends a sentence."};
