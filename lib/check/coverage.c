/* Omission and addition are one question asked of either side.
 *
 * Within a bead the evidence is a logistic regression over the logarithm of the length ratio, the shares of
 * content words without a link on both sides, and the densest gap: the stretch with the greatest sum when an
 * unlinked content word counts +1 and a linked one LINKED (Kadane's algorithm, linear). The weights were
 * fitted on good human translations and the same cut off in the middle (NTREX-128, first half of the
 * development documents; en-de, en-ru, ru-de). Without a pair pack hardly anything is linked, and
 * the length alone is judged. Null beads are reported if the aligner is sure of them and most of the document
 * is aligned. */
#include "coverage.h"

#include "sides.h"

#include <math.h>
#include <stdlib.h>

#define SPACELESS_RATIO   3.0  /* letters of an alphabet per character of a script without spaces */
#define PRIOR_BEADS       4.0  /* weight of the expected ratio against the document's own */
#define KNOWN_PRIOR_BEADS 40.0 /* the same where the tables give the lengths of both languages */
#define LINKED            (-1.5)
#define LEAST_STRENGTH    .05f
#define LEAST_LETTERS     30.0
#define MOST_NULLS        .3  /* share of null beads above which the alignment itself is doubted */
#define MOST_SKEW         .35 /* farthest that a document's log ratio may be from the expected one */
#define KNOWN_MOST_SKEW   .12
#define ALONE_MOST_SKEW   .06 /* the same where the length is all that is judged */
#define ODDS_OMISSION     .62
#define ODDS_OMISSION_SURE 2.5 /* from here on major */
#define ODDS_ADDITION_SURE 3.5
#define ODDS_ADDITION     1.5 /* explanations are more often added than content is left out */

enum { NULL_WORDS = 4, CONTENT_WORDS = 4, OTHER_CONTENT = 3, REST_CONTENT = 4 };

typedef struct prepared {
  bool linked;     /* there is a pair pack */
  bool known;      /* the tables give the relative lengths of both languages */
  double expected; /* log of the length ratio */
} prepared;

/* Letters for one letter of English; 0 if the table of the language does not say. */
static double relative_length(const mq_setup *setup, mq_pack_kind kind) {
  const mq_str s = mq_language_fact(setup->arena, setup->lexicon, kind, "relative-length");
  double value = 0, place = 0;
  for (size_t i = 0; i < s.size && (s.at[i] == '.' || (s.at[i] >= '0' && s.at[i] <= '9')); i++) {
    if (s.at[i] == '.') place = 1;
    else if (place > 0) value += (s.at[i] - '0') * (place /= 10);
    else value = value * 10 + (s.at[i] - '0');
  }
  return value;
}

void *mq_coverage_prepare(const mq_setup *setup) {
  const mq_language *source = setup->source, *target = setup->target;
  prepared *p = mq_arena_alloc(setup->arena, sizeof *p);
  p->linked = mq_lexicon_has(setup->lexicon, MQ_PACK_PAIR);
  if (!source) return p;
  const double s = relative_length(setup, MQ_PACK_SOURCE),
               t = relative_length(setup, MQ_PACK_TARGET);
  p->known = s > 0 && t > 0;
  if (p->known) p->expected = log(t / s);
  else if (source->spaceless != target->spaceless)
    p->expected = log(source->spaceless ? SPACELESS_RATIO : 1 / SPACELESS_RATIO);
  return p;
}

static bool is_content(const mq_token *token) {
  return token->kind == MQ_WORD && !(token->word->shape & MQ_STOPWORD) && token->word->letters > 2;
}

static bool is_linked(const mq_link *link) {
  return link->other != MQ_NO_ID && link->strength >= LEAST_STRENGTH;
}

static void measure(const mq_token *tokens, size_t count, mq_coverage *c, int side) {
  for (size_t i = 0; i < count; i++) {
    c->words[side] += tokens[i].kind == MQ_WORD;
    if (tokens[i].kind <= MQ_NUMBER) c->letters[side] += tokens[i].word->letters;
  }
}

static int compare(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double unlinked_share(const mq_coverage *c, int side) {
  return ((double)c->unlinked[side] + 1) / ((double)c->content[side] + 2);
}

/* Beads that lost something on one side say nothing about the usual length: both sides must be covered about
 * equally. */
static bool is_even(const mq_coverage *c) {
  return fabs(unlinked_share(c, MTQC_SOURCE) - unlinked_share(c, MTQC_TARGET)) < .15;
}

/* Letters of the target per letter of the source: the median bead, drawn to the expected ratio. */
static double length_ratio(mq_arena *scratch, const mq_document *document, const prepared *p) {
  double *ratios = mq_arena_array(scratch, document->view_count, sizeof *ratios);
  size_t count = 0;
  for (size_t i = 0; i < document->view_count; i++) {
    const mq_coverage *c = &document->views[i].coverage;
    const double s = c->letters[MTQC_SOURCE], t = c->letters[MTQC_TARGET];
    if (s >= LEAST_LETTERS && t > 0 && is_even(c)) ratios[count++] = log(t / s);
  }
  qsort(ratios, count, sizeof *ratios, compare);
  const double median = count ? ratios[count / 2] : p->expected, weight = (double)count;
  const double prior = p->known ? KNOWN_PRIOR_BEADS : PRIOR_BEADS,
               skew = !p->known ? MOST_SKEW : p->linked ? KNOWN_MOST_SKEW : ALONE_MOST_SKEW;
  const double drawn = (median * weight + p->expected * prior) / (weight + prior);
  return exp(fmin(fmax(drawn, p->expected - skew), p->expected + skew));
}

static void find_gap(const mq_token *tokens, const mq_link *links, size_t count, mq_coverage *c, int side) {
  double sum = 0;
  size_t first = 0, content = 0, unlinked = 0;
  for (size_t i = 0; i < count; i++) {
    if (!is_content(&tokens[i])) continue;
    const bool linked = is_linked(&links[i]);
    c->content[side]++;
    c->unlinked[side] += !linked;
    if (sum <= 0) sum = 0, first = i, content = 0, unlinked = 0;
    sum += linked ? LINKED : 1;
    content++;
    unlinked += !linked;
    if (sum <= c->gap[side].sum) continue;
    c->gap[side].sum = sum;
    c->gap[side].first = first;
    c->gap[side].last = i + 1;
    c->gap[side].content = content;
    c->gap[side].unlinked = unlinked;
  }
}

mq_coverage mq_coverage_of(const mq_view *view) {
  mq_coverage c = {0};
  measure(view->source, view->source_count, &c, MTQC_SOURCE);
  measure(view->target, view->target_count, &c, MTQC_TARGET);
  find_gap(view->source, view->source_links, view->source_count, &c, MTQC_SOURCE);
  find_gap(view->target, view->target_links, view->target_count, &c, MTQC_TARGET);
  return c;
}

/* Length of the target over the expected one. */
static double relative_to(const mq_coverage *c, double expected_ratio) {
  return (c->letters[MTQC_TARGET] + 1) / (c->letters[MTQC_SOURCE] * expected_ratio + 1);
}

/* Log odds that content of `side` has no counterpart on the other. */
static double loss_of(const mq_view *view, mtqc_side side, double relative_length) {
  const mq_coverage *c = &view->coverage;
  const size_t tokens = side == MTQC_SOURCE ? view->source_count : view->target_count;
  const double length = side == MTQC_SOURCE ? log(relative_length) : -log(relative_length);
  const double reach = c->gap[side].sum > 0 ? c->gap[side].last / (double)tokens : 0; /* a cut-off end */
  return -7.3 - 10.7 * length + 4.0 * unlinked_share(c, side) - 9.0 * unlinked_share(c, 1 - side) +
         2.6 * sqrt(c->gap[side].sum) + 3.6 * reach - 1.6 * log(1 + (double)c->content[side]);
}

/* --- length alone
 * ------------------------------------------------------------------------------------------------- */

/* Without links the logarithm of the length ratio is judged in standard deviations, which are wider for short segments. Explanations make a translation longer more often than cuts make it shorter. */
#define SPREAD        .16 /* of long segments of news: .13 to .17 in seven pairs of languages */
#define LETTER_SPREAD 1.0 /* variance that one letter adds, divided by the letters */
#define SHORT_ERRORS  2.6
#define LONG_ERRORS   3.6

static double length_errors(double relative_length, double letters) {
  return log(relative_length) / sqrt(SPREAD * SPREAD + LETTER_SPREAD / letters);
}

/* --- the checks
 * --------------------------------------------------------------------------------------------------- */

static size_t words_of(const mq_token *tokens, size_t count) {
  size_t words = 0;
  for (size_t i = 0; i < count; i++) words += tokens[i].kind == MQ_WORD || tokens[i].kind == MQ_NUMBER;
  return words;
}

static mq_finding *find(mq_context *context, const mq_view *view, mtqc_side side, mq_span span,
                        double confidence) {
  mq_finding *finding =
      side == MTQC_SOURCE ? mq_find_source(context, view, span) : mq_find_target(context, view, span);
  finding->confidence = confidence < .95 ? (float)confidence : .95f;
  return finding;
}

static void report_null(mq_context *context, const mq_view *view, mtqc_side side, double confidence) {
  const bool source = side == MTQC_SOURCE;
  const mq_span span = source ? (mq_span){view->source_start, view->source_end}
                              : (mq_span){view->target_start, view->target_end};
  mq_finding *finding = find(context, view, side, span, confidence);
  mq_finding_message(context, finding,
                     source ? "The segment has no translation" : "The segment has no source");
}

/* Whether the rest of the side is linked well enough to say that the gap is one, and no free translation of the whole. */
static bool rest_is_linked(const mq_coverage *c, mtqc_side side) {
  const size_t content = c->content[side] - c->gap[side].content, unlinked = c->unlinked[side] - c->gap[side].unlinked;
  return content >= REST_CONTENT && unlinked * 2 <= content;
}

static void report_gap(mq_context *context, const mq_view *view, mtqc_side side, double relative_length,
                       double confidence, bool sure) {
  const mq_coverage *c = &view->coverage;
  const bool source = side == MTQC_SOURCE;
  const size_t first = c->gap[side].first, last = c->gap[side].last;
  const mq_token *tokens = source ? view->source : view->target;
  const size_t count = source ? view->source_count : view->target_count;
  const mq_span span =
      last > first ? mq_tokens_span(tokens, first, last - first) : mq_tokens_span(tokens, 0, count);
  mq_finding *finding = find(context, view, side, span, confidence);
  finding->severity = sure && rest_is_linked(c, side) ? MTQC_MAJOR : MTQC_MINOR;
  mq_finding_message(context, finding,
                     source ? "Part of the source seems to be missing in the translation"
                            : "Part of the translation seems to have no source");
  mq_finding_evidence(context, finding, "the translation has %.0f %% of the expected length", 100 * relative_length);
  mq_finding_evidence(context, finding,
                      "%zu of %zu content words here have no counterpart (%zu of %zu in the whole segment)",
                      c->gap[side].unlinked, c->gap[side].content, c->unlinked[side], c->content[side]);
}

/* A document without a single segment: one finding says it, for all that the other side holds. */
static bool check_empty(mq_context *context, const mq_document *document, mtqc_side side) {
  const mq_text *other = side == MTQC_SOURCE ? document->target : document->source;
  if (!document->aligned_by_us || other->segment_count) return false;
  for (size_t i = 0; i < document->view_count; i++) {
    const mq_view *view = &document->views[i];
    const bool words =
        side == MTQC_SOURCE ? words_of(view->source, view->source_count) : words_of(view->target, view->target_count);
    if (!words) continue;
    report_null(context, view, side, .95);
    mq_finding_message(context, &context->findings.at[context->findings.count - 1],
                       side == MTQC_SOURCE ? "The translation is empty" : "The source is empty");
    break;
  }
  return true;
}

/* How far null beads are to be believed: 1, or less if a great part of the side is in them. */
static double trust_in_nulls(const mq_document *document) {
  size_t nulls = 0;
  for (size_t i = 0; i < document->view_count; i++)
    nulls += !document->views[i].source_count || !document->views[i].target_count;
  return (double)nulls > MOST_NULLS * (double)document->view_count ? .5 : 1;
}

static void check_null(mq_context *context, const mq_document *document, const mq_view *view, mtqc_side side,
                       double trust) {
  const size_t words = side == MTQC_SOURCE ? words_of(view->source, view->source_count)
                                           : words_of(view->target, view->target_count);
  if (!document->aligned_by_us) {
    if (words) report_null(context, view, side, .95);
  } else if (words >= NULL_WORDS) {
    report_null(context, view, side, trust * (.3 + .6 * view->bead->confidence));
  }
}

static void check_bead(mq_context *context, const mq_view *view, mtqc_side side, double ratio) {
  const mq_coverage *c = &view->coverage;
  const double letters = c->letters[side], length = relative_to(c, ratio);
  if (c->content[side] < CONTENT_WORDS || letters < LEAST_LETTERS) return;
  if (side == MTQC_TARGET && c->content[MTQC_SOURCE] < OTHER_CONTENT) return; /* "UN" may become five words */
  if (((const prepared *)context->prepared)->linked) {
    const double loss = loss_of(view, side, length);
    const double sure = side == MTQC_SOURCE ? ODDS_OMISSION_SURE : ODDS_ADDITION_SURE;
    if (loss >= (side == MTQC_SOURCE ? ODDS_OMISSION : ODDS_ADDITION))
      report_gap(context, view, side, length, 1 / (1 + exp(-.7 * loss)), loss >= sure);
    return;
  }
  const double errors = length_errors(length, letters) * (side == MTQC_SOURCE ? -1 : 1);
  const double least = side == MTQC_SOURCE ? SHORT_ERRORS : LONG_ERRORS;
  if (errors >= least) report_gap(context, view, side, length, .6 + .1 * fmin(errors - least, 3), errors >= least + 1);
}

void mq_coverage_check(mq_context *context, const mq_document *document, mtqc_side side) {
  if (!document->source || check_empty(context, document, side)) return;
  const double ratio = length_ratio(context->scratch, document, context->prepared),
               trust = trust_in_nulls(document);
  for (size_t i = 0; i < document->view_count; i++) {
    const mq_view *view = &document->views[i];
    const size_t here = side == MTQC_SOURCE ? view->source_count : view->target_count;
    const size_t there = side == MTQC_SOURCE ? view->target_count : view->source_count;
    if (here && !there) check_null(context, document, view, side, trust);
    else if (here) check_bead(context, view, side, ratio);
  }
}
