/* A translation that belongs to another source.
 *
 * The share of content words that have a counterpart on the other side, weighted by the strength of the link, is compared
 * with what is to be expected: a share of the words that the pair pack knows, or the median of the document if that is
 * less. True pairs of news reach .5 to .75; of random ones half have no link at all, and 95 in 100 less than .12. Where
 * little can be expected (no pack, thin pack) the check is silent. Measured on translations of news, every line against a
 * random one. */
#include "sides.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_WORDS = 9, SURE_WORDS = 14, LEAST_PAIRS = 5 };

/* Expected share of links below which a segment is not judged, and is not sure; what part of the known words is linked in good
 * translations, cautiously; part of the expected share that a surely unrelated pair reaches. */
static const double least_expected = .35, linked_of_known = .65, sure_expected = .5, sure_part = .1;

/* A true pair is about as long as the others of the text are for their source, a random one seldom: then more is needed, or
 * less. In logarithms of letters. */
#define EVEN .25
enum { LENGTHS = 40 }; /* letters that a side is taken to have more, for short ones vary more */

/* What makes an unrelated pair: linked at most this part of the expected share, and this many standard errors below it. */
typedef struct limits {
  double part, errors;
} limits;
static const limits of_even = {.12, 3}, of_uneven = {.22, 1.7};

typedef struct share {
  double linked, known; /* 0..1 */
  double length;        /* logarithm of the ratio of letters, target to source */
  size_t words;
} share;

static bool is_content(const mq_token *token) {
  return token->kind == MQ_NUMBER ||
         (token->kind == MQ_WORD && !(token->word->shape & MQ_STOPWORD) && token->word->letters > 2);
}

/* Returns the letters of the side. */
static double add_side(share *s, mq_lookup *lookup, mq_side side) {
  double letters = 0;
  for (size_t i = 0; i < side.count; i++) {
    letters += side.tokens[i].word->letters;
    if (!is_content(&side.tokens[i])) continue;
    s->words++;
    s->known += mq_lookup_entry(lookup, side.which, side.tokens[i].word)->translation_count > 0;
    if (side.links[i].other != MQ_NO_ID) s->linked += (double)side.links[i].strength;
  }
  return letters;
}

/* False if there are too few words to tell. */
static bool find_share(const mq_view *view, share *s) {
  if (!view->source_count || !view->target_count) return false;
  const double source = add_side(s, view->lookup, mq_side_of(view, MTQC_SOURCE)),
               target = add_side(s, view->lookup, mq_side_of(view, MTQC_TARGET));
  if (s->words < LEAST_WORDS) return false;
  s->length = log((target + LENGTHS) / (source + LENGTHS));
  s->linked /= (double)s->words;
  s->known /= (double)s->words;
  return true;
}

static int by_value(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Share and length of the usual segment of the document; zeros if there are too few. */
static share usual_share(mq_arena *scratch, const mq_note *notes, size_t count) {
  if (count < LEAST_PAIRS) return (share){0};
  double *linked = mq_arena_array(scratch, count, sizeof *linked),
         *lengths = mq_arena_array(scratch, count, sizeof *lengths);
  for (size_t i = 0; i < count; i++) {
    const share *s = notes[i].data;
    linked[i] = s->linked;
    lengths[i] = s->length;
  }
  qsort(linked, count, sizeof *linked, by_value);
  qsort(lengths, count, sizeof *lengths, by_value);
  return (share){.linked = linked[count / 2], .length = lengths[count / 2]};
}

static void report(mq_context *context, const mq_view *view, share s, double expected) {
  const bool sure = s.linked < sure_part * expected && s.words >= SURE_WORDS && expected >= sure_expected;
  mq_finding *finding = mq_find_target(context, view, (mq_span){view->target_start, view->target_end});
  finding->has_source = true;
  finding->source = (mq_span){view->source_start, view->source_end};
  finding->severity = sure ? MTQC_MAJOR : MTQC_MINOR;
  finding->confidence = sure ? .9f : .7f;
  mq_finding_message(context, finding, "The translation seems to belong to another source");
  mq_finding_evidence(context, finding, "%.0f %% of its words and those of the source have a counterpart (%zu words)",
                      100 * s.linked, s.words);
  mq_finding_evidence(context, finding, "to be expected: %.0f %%", 100 * expected);
}

/* What is to be expected of a segment. A median that is less, but not as little as in a text where all is mixed up, shows
 * that the pack links less than it knows. */
static double expected_share(const share *s, double median) {
  const double expected = linked_of_known * s->known;
  return median > expected / 2 ? fmin(median, fmax(expected, least_expected)) : expected;
}

static bool is_unrelated(const share *s, const share *usual, double expected) {
  if (expected < least_expected) return false;
  const limits most = fabs(s->length - usual->length) < EVEN ? of_even : of_uneven;
  const double error = sqrt(expected * (1 - expected) / (double)s->words);
  return s->linked < most.part * expected && expected - s->linked >= most.errors * error;
}

static void segment(mq_context *context, const mq_view *view) {
  share s = {0};
  if (find_share(view, &s)) mq_note_add(context, view, 0, &s, sizeof s);
}

static void document(mq_context *context, const mq_document *all) {
  const share usual = usual_share(context->scratch, all->notes, all->note_count);
  for (size_t i = 0; i < all->note_count; i++) {
    const share *s = all->notes[i].data;
    const double expected = expected_share(s, usual.linked);
    if (is_unrelated(s, &usual, expected)) report(context, all->notes[i].view, *s, expected);
  }
}

const mq_check mq_check_unrelated = {
    .segment = segment,
    .document = document,
    .explanation = "Hardly a word of the translation has a counterpart in its source, far fewer than is usual in the text: "
                   "the segments were mixed up, or the translation was invented.\n"
                   "Where little can be linked at all (no language pack, few names and numbers) nothing is reported."};
