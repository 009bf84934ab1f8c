/* A segment in another language than it should be.
 *
 * Function words tell languages apart in a few words of text: they are a third to a half of any prose, and each language
 * has its own. If those of the other side's language stand there and hardly any of the own, the segment is in that
 * language; if there are none and most of the words are unknown to the own language, it is in a third one. A script that
 * neither language has tells it at once. */
#include "marks.h"

enum { COMMON = -600 }; /* centibels: one in a million words; rarer forms may be names and quotations */
enum { LEAST_WORDS = 6, LEAST_FOREIGN = 3, THIRD_WORDS = 10, MOST_READ = 100 };

/* A third language: most of its function words and of its known words, as shares. The other side's language, where the function
 * words of the own one are not known: least share of it; related languages share many. */
static const double most_own = .05, most_known = .25, least_other = .4;

typedef struct evidence {
  size_t words, own, other; /* words; function words of the own language; those of the other side's alone */
  size_t asked, known;      /* longer words in small letters; those of them that the own language has */
  size_t scripted;          /* words in a script of neither language */
} evidence;

static bool is_small(const mq_word *word) { return !(word->shape & (MQ_CAPITALISED | MQ_ALL_CAPS | MQ_HAS_DIGIT)); }

static bool is_third_script(const mq_word *word, const mq_language *own, const mq_language *other) {
  return word->script && own->script && word->script != own->script && word->script != MQ_SCRIPT_LATIN &&
         (!other || word->script != other->script);
}

static evidence read_side(const mq_context *context, const mq_view *view, mtqc_side side) {
  const mq_language *own = context->language[side], *other = context->language[1 - side];
  const mq_token *tokens = side == MTQC_SOURCE ? view->source : view->target;
  const size_t count = side == MTQC_SOURCE ? view->source_count : view->target_count;
  evidence e = {0};
  for (size_t i = 0; i < count && e.words < MOST_READ; i++) {
    const mq_word *word = tokens[i].word;
    if (tokens[i].kind != MQ_WORD) continue;
    const bool function = (word->shape & MQ_STOPWORD) != 0;
    e.words++;
    e.own += function;
    e.other += !function && other && mq_find_fold(&other->stopwords, word);
    e.scripted += is_third_script(word, own, other);
    if (word->letters < 4 || !is_small(word)) continue;
    const mq_entry *entry = mq_lookup_entry(view->lookup, side, word);
    e.asked++;
    e.known += entry->frequency == MQ_FREQUENCY_UNKNOWN ? entry->attested : entry->frequency >= COMMON;
  }
  return e;
}

static void report(mq_context *context, const mq_view *view, mtqc_side side, const evidence *e, float confidence,
                   const char *message) {
  const bool source = side == MTQC_SOURCE;
  const mq_span span = source ? (mq_span){view->source_start, view->source_end}
                              : (mq_span){view->target_start, view->target_end};
  mq_finding *finding = source ? mq_find_source(context, view, span) : mq_find_target(context, view, span);
  if (source) finding->severity = MTQC_MINOR;
  finding->confidence = confidence;
  mq_finding_message(context, finding, "%s", message);
  if (context->language[side]->stopwords.count)
    mq_finding_evidence(context, finding, "%zu of %zu words are function words of the language it should have", e->own,
                        e->words);
  if (e->other) mq_finding_evidence(context, finding, "%zu are function words of the other language", e->other);
}

static void check_side(mq_context *context, const mq_view *view, mtqc_side side) {
  if (context->language[side]->spaceless) return;
  const bool listed = context->language[side]->stopwords.count;
  const evidence e = read_side(context, view, side);
  if (e.words < LEAST_WORDS) return;
  if (e.scripted * 2 > e.words)
    report(context, view, side, &e, .9f, "The segment is written in the script of a third language");
  else if (e.other >= LEAST_FOREIGN && e.other > 3 * e.own && (listed || (double)e.other >= least_other * (double)e.words))
    report(context, view, side, &e, e.own ? .75f : .9f,
           side == MTQC_SOURCE ? "The source is in the language of the translation"
                               : "The translation is in the language of the source");
  else if (listed && e.words >= THIRD_WORDS && e.asked * 2 >= e.words / 2 && (double)e.own <= most_own * (double)e.words &&
           (double)e.known <= most_known * (double)e.asked)
    report(context, view, side, &e, .75f, "The segment is in a language that is neither source nor target");
}

static void segment(mq_context *context, const mq_view *view) {
  if (view->target_count) check_side(context, view, MTQC_TARGET);
  if (!view->no_source && view->source_count) check_side(context, view, MTQC_SOURCE);
}

const mq_check mq_check_wrong_language = {
    .segment = segment,
    .explanation = "The function words of a segment are those of the other language, or there are none of its own and most "
                   "of its words are unknown, or its script belongs to neither language.\n"
                   "Needs the lists of function words of the languages (language packs); segments of fewer than six words "
                   "are left alone."};
