/* A run: from two texts to a report. The one place that knows the order of the stages.
 *
 *   texts -> segments -> beads            once, for documents
 *         -> tokens -> views -> findings  by workers, piece by piece
 *         -> document checks -> ranking -> scores -> report
 *
 * Each worker has a vocabulary and a look-up of its own, so nothing is locked. A document that mtqc aligns itself has one
 * worker, since alignment wants all tokens in one vocabulary; given pairs are spread over the checker's jobs. */
#include "report.h"

#include "base/parallel.h"
#include "pairs.h"
#include "prior.h"
#include "rank.h"
#include "score/weights.h"
#include "view.h"

#include <mtqc/check.h>

#include <math.h>

enum { CHUNK = 128 };

typedef struct worker {
  mq_arena *keep;    /* findings; lives as long as the report */
  mq_arena *work;    /* tokens, vocabularies, look-ups; until the end of the run */
  mq_arena *scratch; /* until the next bead */
  mq_vocab *vocab[2];
  mq_context context;
  bool failed; /* out of memory */
} worker;

typedef struct run {
  const mtqc_checker *checker;
  mq_arena *keep, *work;
  mq_text text[2];
  bool has_source, aligned_by_us;
  mq_places places[2];       /* where the bytes of each text stand in its file */
  mq_off_list off[2];        /* where the texts themselves switch checks off */
  const mq_pair_name *names; /* of pairs that were read from a file, else NULL */
  mq_bead *beads;
  size_t bead_count;
  mq_aligned aligned;  /* what the aligner says beside them */
  const mq_watch *watch; /* NULL: nobody */
  int status;            /* of the stages that can fail */
  mtqc_error *error;
  mq_view *views;
  mq_grade *grades; /* by bead; NULL: nothing is estimated */
  worker *workers;
  unsigned worker_count;
} run;

/* --- workers ---------------------------------------------------------------------------------------------------- */

static void worker_start(run *r, worker *w) {
  if (w->context.checker) return;
  const mtqc_checker *checker = r->checker;
  for (int side = r->has_source ? MTQC_SOURCE : MTQC_TARGET; side <= MTQC_TARGET; side++)
    w->vocab[side] = mq_vocab_new(w->work, &checker->language[side]);
  w->context = (mq_context){
      .arena = w->keep,
      .work = w->work,
      .scratch = w->scratch,
      .checker = checker,
      .language = {checker->has_source ? &checker->language[MTQC_SOURCE] : NULL, &checker->language[MTQC_TARGET]},
      .text = {r->has_source ? &r->text[MTQC_SOURCE] : NULL, &r->text[MTQC_TARGET]},
      .lookup = mq_lookup_new(w->work, checker->lexicon, w->vocab[MTQC_SOURCE], w->vocab[MTQC_TARGET]),
      .notes = mq_arena_array(w->work, mq_checks_count, sizeof(mq_notes)),
  };
}

/* Calls `stage` with the worker's arenas ready to escape; a failed worker does nothing more. */
static void worker_do(run *r, unsigned number, size_t first, size_t last,
                      void (*stage)(run *r, worker *w, size_t first, size_t last)) {
  worker *w = &r->workers[number];
  if (w->failed) return;
  w->failed = true;
  if (mq_arena_try(w->keep)) return;
  if (mq_arena_try(w->work)) return;
  if (mq_arena_try(w->scratch)) return;
  worker_start(r, w);
  stage(r, w, first, last);
  w->failed = false;
}

static void tokenize(run *r, worker *w, size_t first, size_t last) {
  if (r->has_source) mq_text_tokenize(w->work, &r->text[MTQC_SOURCE], w->vocab[MTQC_SOURCE], first, last);
  mq_text_tokenize(w->work, &r->text[MTQC_TARGET], w->vocab[MTQC_TARGET], first, last);
}

static void note_suspects(run *r, worker *w, const mq_facts *facts, mq_grade *grade) {
  mq_suspect *suspects = mq_arena_array(w->scratch, facts->view->target_count, sizeof *suspects);
  for (size_t t = 0; t < facts->view->target_count; t++) {
    const double wrong = mq_odds_wrong(&r->checker->odds, facts, t, grade->estimate);
    const mq_token *token = &facts->view->target[t];
    if (wrong >= MQ_SUSPECT) suspects[grade->suspect_count++] = (mq_suspect){token->start, token->end, (float)wrong};
  }
  if (grade->suspect_count) {
    const size_t size = grade->suspect_count * sizeof *suspects;
    grade->suspects = memcpy(mq_arena_alloc(w->keep, size), suspects, size);
  }
}

static void estimate_bead(run *r, worker *w, const mq_view *view, mq_grade *grade) {
  grade->estimate = (double)NAN;
  if (!view->source_count || !view->target_count) return;
  const mq_facts facts = mq_facts_of(w->scratch, view, w->context.language);
  if (!facts.has_pair && !facts.has_ngrams[MTQC_TARGET]) return;
  double features[MQ_FEATURE_COUNT];
  mq_features_of(&facts, features);
  grade->estimate = mq_estimate(&r->checker->weights, features, NULL);
  if (r->checker->odds.known) note_suspects(r, w, &facts, grade);
}

static void check_bead(run *r, worker *w, size_t index) {
  mq_view *view = &r->views[index];
  *view = mq_view_make(w->work, r->has_source ? &r->text[MTQC_SOURCE] : NULL, &r->text[MTQC_TARGET], &r->beads[index], index);
  mq_view_link(w->work, w->context.lookup, view);
  if (r->grades) estimate_bead(r, w, view, &r->grades[index]);
  for (size_t i = 0; i < mq_checks_count; i++) {
    const mq_check_row *row = &mq_checks[i];
    if (!r->checker->enabled[i] || !row->check->segment || ((row->needs & MQ_NEEDS_SOURCE) && !r->has_source)) continue;
    w->context.check = (uint16_t)i;
    w->context.prepared = r->checker->prepared[i];
    row->check->segment(&w->context, view);
  }
  mq_arena_clear(w->scratch);
}

static void check_beads(run *r, worker *w, size_t first, size_t last) {
  if (!r->aligned_by_us) tokenize(r, w, first, last);
  for (size_t i = first; i < last; i++) check_bead(r, w, i);
}

static void check_piece(void *payload, unsigned number, size_t first, size_t last) {
  worker_do(payload, number, first, last, check_beads);
}

/* What all workers have found. */
static const mq_finding *gather_findings(run *r, worker *w, size_t *count) {
  *count = 0;
  for (unsigned i = 0; i < r->worker_count; i++) *count += r->workers[i].context.findings.count;
  mq_finding *all = mq_arena_array(w->work, *count, sizeof *all), *next = all;
  for (unsigned i = 0; i < r->worker_count; i++) {
    const mq_context *context = &r->workers[i].context;
    if (context->findings.count) memcpy(next, context->findings.at, context->findings.count * sizeof *next);
    next += context->findings.count;
  }
  return all;
}

/* What all workers have noted for a check, in order of the text: each worker's notes are, so they are merged. */
static const mq_note *gather_notes(run *r, worker *w, size_t check, size_t *count) {
  mq_notes *left = mq_arena_array(w->scratch, r->worker_count, sizeof *left);
  *count = 0;
  for (unsigned i = 0; i < r->worker_count; i++) {
    if (r->workers[i].context.notes) left[i] = r->workers[i].context.notes[check];
    *count += left[i].count;
  }
  mq_note *all = mq_arena_array(w->scratch, *count, sizeof *all);
  for (size_t n = 0; n < *count; n++) {
    mq_notes *first = NULL;
    for (unsigned i = 0; i < r->worker_count; i++)
      if (left[i].count && (!first || left[i].at->view < first->at->view)) first = &left[i];
    all[n] = *first->at++;
    first->count--;
  }
  return all;
}

static void check_document(run *r, worker *w, size_t first, size_t last) {
  (void)first;
  (void)last;
  /* Document checks ask the look-ups of all workers, which allocate in their arenas. */
  for (unsigned i = 1; i < r->worker_count; i++)
    if (mq_arena_try(r->workers[i].work)) {
      r->workers[1].failed = true;
      return;
    }
  size_t finding_count;
  const mq_finding *findings = gather_findings(r, w, &finding_count);
  mq_document document = {.source = w->context.text[MTQC_SOURCE],
                          .target = w->context.text[MTQC_TARGET],
                          .views = r->views,
                          .view_count = r->bead_count,
                          .aligned_by_us = r->aligned_by_us || !r->has_source,
                          .findings = findings,
                          .finding_count = finding_count};
  for (size_t i = 0; i < mq_checks_count; i++) {
    const mq_check_row *row = &mq_checks[i];
    if (!r->checker->enabled[i] || !row->check->document || ((row->needs & MQ_NEEDS_SOURCE) && !r->has_source))
      continue;
    w->context.check = (uint16_t)i;
    w->context.prepared = r->checker->prepared[i];
    document.notes = gather_notes(r, w, i, &document.note_count);
    row->check->document(&w->context, &document);
    mq_arena_clear(w->scratch);
  }
}

/* --- beads ------------------------------------------------------------------------------------------------------ */

static void align_document(run *r, worker *w, size_t first, size_t last) {
  (void)first;
  (void)last;
  mq_text_tokenize(w->work, &r->text[MTQC_SOURCE], w->vocab[MTQC_SOURCE], 0, r->text[MTQC_SOURCE].segment_count);
  mq_text_tokenize(w->work, &r->text[MTQC_TARGET], w->vocab[MTQC_TARGET], 0, r->text[MTQC_TARGET].segment_count);
  r->status = mq_align(w->work, &r->text[MTQC_SOURCE], &r->text[MTQC_TARGET], w->context.lookup, &r->checker->align,
                       &r->aligned, r->error);
  r->beads = r->aligned.beads;
  r->bead_count = r->aligned.count;
}

/* One bead per target segment, with the source segment of the same number if there is a source. */
static void pair_segments(run *r) {
  r->bead_count = r->text[MTQC_TARGET].segment_count;
  r->beads = mq_arena_array(r->work, r->bead_count, sizeof *r->beads);
  for (uint32_t i = 0; i < r->bead_count; i++)
    r->beads[i] = (mq_bead){r->has_source ? i : 0, r->has_source, i, 1, 1, 0};
}

/* --- from findings to report -------------------------------------------------------------------------------------- */

/* Words of the source, or of the target if there is no source. */
static uint32_t count_words(const run *r, const mq_view *view) {
  const mq_token *tokens = r->has_source ? view->source : view->target;
  const size_t count = r->has_source ? view->source_count : view->target_count;
  uint32_t words = 0;
  for (size_t t = 0; t < count; t++) words += tokens[t].kind == MQ_WORD || tokens[t].kind == MQ_NUMBER;
  return words;
}

static void collect_findings(run *r, mtqc_report *report) {
  size_t count = 0;
  for (unsigned i = 0; i < r->worker_count; i++) count += r->workers[i].context.findings.count;
  report->findings = mq_arena_array(r->keep, count, sizeof *report->findings);
  count = 0;
  for (unsigned i = 0; i < r->worker_count; i++) {
    const mq_context *context = &r->workers[i].context;
    if (context->findings.count)
      memcpy(report->findings + count, context->findings.at, context->findings.count * sizeof *report->findings);
    count += context->findings.count;
  }
  for (size_t i = 0; i < count; i++) {
    const int8_t wanted = r->checker->severity[report->findings[i].check];
    if (wanted >= 0) report->findings[i].severity = (uint8_t)wanted;
  }
  if (r->aligned_by_us || !r->has_source) {
    size_t words = 0;
    for (size_t i = 0; i < r->bead_count; i++) words += count_words(r, &r->views[i]);
    mq_prior_apply(r->work, report->findings, count, words);
  }
  report->finding_count = mq_rank_findings(r->work, report->findings, count, r->checker->min_confidence);
  report->finding_count = mq_rank_bound(r->keep, report->findings, report->finding_count);
  const mq_located in = {.text = {r->has_source ? &r->text[MTQC_SOURCE] : NULL, &r->text[MTQC_TARGET]},
                         .beads = r->beads,
                         .places = report->places};
  mq_rank_locate(r->work, report->findings, report->finding_count, &in);
  mq_off_apply(report->findings, report->finding_count, r->off);
}

static void note_skipped(run *r, mtqc_report *report) {
  report->skipped_checks = mq_arena_array(r->keep, mq_checks_count, sizeof *report->skipped_checks);
  report->skipped_reasons = mq_arena_array(r->keep, mq_checks_count, sizeof *report->skipped_reasons);
  for (size_t i = 0; i < mq_checks_count; i++) {
    const char *reason = r->checker->reasons[i];
    if (!reason || ((mq_checks[i].needs & MQ_NEEDS_SOURCE) && !r->has_source)) continue;
    report->skipped_checks[report->skipped_count] = mq_checks[i].name;
    report->skipped_reasons[report->skipped_count++] = mq_arena_copy(r->keep, reason, strlen(reason));
  }
}

static void *make_report(run *r) {
  mtqc_report *report = mq_arena_alloc(r->keep, sizeof *report);
  report->arenas = mq_arena_array(r->keep, r->worker_count + 1, sizeof *report->arenas);
  report->arenas[report->arena_count++] = r->keep;
  for (unsigned i = 0; i < r->worker_count; i++) report->arenas[report->arena_count++] = r->workers[i].keep;
  report->has_source = r->has_source;
  report->names = r->names;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    report->text[side] = r->text[side].bytes;
    report->places[side] = r->places[side];
    report->places[side].text = report->text[side];
    if (side == MTQC_TARGET || r->checker->has_source)
      memcpy(report->language[side], r->checker->language[side].tag, sizeof report->language[side]);
  }
  report->alignment = mq_alignment_new(r->keep, r->has_source ? &r->text[MTQC_SOURCE] : NULL, &r->text[MTQC_TARGET],
                                       r->beads, r->bead_count);
  collect_findings(r, report);
  note_skipped(r, report);
  report->bead_count = r->bead_count;
  report->words = mq_arena_array(r->keep, r->bead_count, sizeof *report->words);
  for (size_t i = 0; i < r->bead_count; i++) report->words[i] = count_words(r, &r->views[i]);
  report->grades = r->grades;
  if (r->grades) memcpy(report->signature, r->checker->weights.signature, sizeof report->signature);
  report->tally = mq_tally_make(r->keep, &r->checker->mqm);
  mq_tally_report(report);
  return report;
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static void make_workers(run *r) {
  const unsigned jobs = r->aligned_by_us ? 1 : r->checker->jobs;
  r->workers = mq_arena_array(r->work, jobs, sizeof *r->workers);
  for (unsigned i = 0; i < jobs; i++) {
    worker *w = &r->workers[i];
    r->worker_count = i + 1;
    w->keep = mq_arena_new();
    w->work = mq_arena_new();
    w->scratch = mq_arena_new();
    if (!w->keep || !w->work || !w->scratch) mq_arena_fail(r->work);
  }
}

static bool any_failed(const run *r) {
  for (unsigned i = 0; i < r->worker_count; i++)
    if (r->workers[i].failed) return true;
  return false;
}

/* Cuts the texts (mode by mode) before the common stages. 0 or an error. */
typedef int (*cutter)(run *r, const void *input, mtqc_error *error);

/* What a run is for: makes it, in r->keep, from texts and beads; NULL if r->status says why not. */
typedef void *(*maker)(run *r);

static void *make_alignment(run *r) {
  mtqc_alignment *alignment =
      mq_alignment_new(r->keep, &r->text[MTQC_SOURCE], &r->text[MTQC_TARGET], r->beads, r->bead_count);
  mq_alignment_explain(r->keep, alignment, &r->aligned, &r->checker->language[MTQC_SOURCE],
                       &r->checker->language[MTQC_TARGET]);
  alignment->arena = r->keep;
  return alignment;
}

static void *check_and_report(run *r) {
  r->views = mq_arena_array(r->work, r->bead_count, sizeof *r->views);
  if (r->has_source && r->checker->estimate) r->grades = mq_arena_array(r->keep, r->bead_count, sizeof *r->grades);
  if (!mq_parallel_watched(r->worker_count, r->bead_count, r->aligned_by_us ? r->bead_count : CHUNK, check_piece, r,
                           r->watch)) {
    r->status = mq_error_set(r->error, MTQC_EIO, "stopped");
    return NULL;
  }
  if (!any_failed(r)) worker_do(r, 0, 0, 0, check_document);
  if (any_failed(r)) mq_arena_fail(r->work);
  return make_report(r);
}

/* Frees what the product of `made` (NULL: there is none) does not need. */
static void clean_up(run *r, maker made) {
  for (unsigned i = 0; i < r->worker_count; i++) {
    mq_arena_free(r->workers[i].scratch);
    mq_arena_free(r->workers[i].work);
    if (made != check_and_report) mq_arena_free(r->workers[i].keep);
  }
  mq_arena_free(r->work);
  if (!made) mq_arena_free(r->keep);
}

static void *do_run(run *r, cutter cut, const void *input, maker make, mtqc_error *error, int *status) {
  *status = cut(r, input, error);
  if (*status) return NULL;
  make_workers(r);
  r->error = error;
  if (r->aligned_by_us)
    worker_do(r, 0, 0, 0, align_document);
  else
    pair_segments(r);
  if (any_failed(r)) mq_arena_fail(r->work);
  void *product = r->status ? NULL : make(r);
  *status = r->status;
  return product;
}

/* Runs and cleans up; the product through `out` (NULL on failure). */
static int start_run(const mtqc_checker *checker, cutter cut, const void *input, maker make, void **out,
                     mtqc_error *error) {
  run r = {.checker = checker, .keep = mq_arena_new(), .work = mq_arena_new()};
  run *volatile shared = &r;
  *out = NULL;
  if (!r.keep || !r.work) {
    clean_up(&r, NULL);
    return mq_error_memory(error);
  }
  if (mq_arena_try(r.keep) || mq_arena_try(r.work)) {
    clean_up(shared, NULL);
    return mq_error_memory(error);
  }
  int status = MTQC_OK;
  *out = do_run(shared, cut, input, make, error, &status);
  clean_up(shared, *out ? make : NULL);
  return status;
}

/* --- the ways in -------------------------------------------------------------------------------------------------- */

typedef struct texts {
  mq_str text[2];
  bool has_source;
  const mq_given_text *given[2]; /* places and markers, or NULL */
} texts;

static int check_sizes(const texts *in, mtqc_error *error) {
  if (in->text[MTQC_SOURCE].size <= MTQC_TEXT_MAX && in->text[MTQC_TARGET].size <= MTQC_TEXT_MAX) return MTQC_OK;
  return mq_error_set(error, MTQC_ELIMIT, "text larger than %zu bytes", MTQC_TEXT_MAX);
}

typedef mq_text (*segmenter)(mq_arena *arena, const mq_language *language, mq_str bytes);

static int cut_texts(run *r, const texts *in, segmenter segment, mtqc_error *error) {
  const int status = check_sizes(in, error);
  if (status) return status;
  r->has_source = in->has_source;
  for (int side = in->has_source ? MTQC_SOURCE : MTQC_TARGET; side <= MTQC_TARGET; side++)
    r->text[side] = segment(r->work, &r->checker->language[side], in->text[side]);
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    if (!in->given[side]) continue;
    r->places[side] = in->given[side]->places;
    r->off[side] = in->given[side]->off;
  }
  return MTQC_OK;
}

static int cut_documents(run *r, const void *input, mtqc_error *error) {
  const int status = cut_texts(r, input, mq_text_segment, error);
  r->aligned_by_us = r->has_source;
  return status;
}

/* Lines that are segments, still to be aligned. */
static int cut_segmented(run *r, const void *input, mtqc_error *error) {
  const int status = cut_texts(r, input, mq_text_lines, error);
  r->aligned_by_us = true;
  return status;
}

/* Line i belongs to line i. */
static int cut_lines(run *r, const void *input, mtqc_error *error) {
  const int status = cut_texts(r, input, mq_text_lines, error);
  const size_t source = r->text[MTQC_SOURCE].segment_count, target = r->text[MTQC_TARGET].segment_count;
  if (status || source == target) return status;
  return mq_error_set(error, MTQC_EINPUT, "%zu lines in the source, %zu in the translation", source, target);
}

typedef struct given_pairs {
  const mtqc_text *texts[2];
  size_t count;
} given_pairs;

/* Pairs from the caller's arrays. */
static int gather_given(void *payload, mq_pairs *pairs, mtqc_error *error) {
  const given_pairs *in = payload;
  for (size_t i = 0; i < in->count; i++)
    for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
      const mq_pair_side given = {.text = {in->texts[side][i].bytes, in->texts[side][i].size}};
      if (!mq_pairs_add(pairs, (mtqc_side)side, &given))
        return mq_error_set(error, MTQC_ELIMIT, "segments of one side larger than %zu bytes", MTQC_TEXT_MAX);
    }
  return MTQC_OK;
}

typedef struct pair_source {
  mq_gather gather;
  void *payload;
  const mq_watch *watch;
} pair_source;

static int cut_pairs(run *r, const void *input, mtqc_error *error) {
  const pair_source *in = input;
  mq_pairs *pairs = mq_arena_alloc(r->keep, sizeof *pairs);
  *pairs = mq_pairs_new(r->keep);
  const int status = in->gather(in->payload, pairs, error);
  if (status) return status;
  r->has_source = true;
  r->names = pairs->names.at;
  r->watch = in->watch;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    r->text[side] = (mq_text){.language = &r->checker->language[side],
                              .bytes = mq_buf_view(&pairs->text[side]),
                              .segments = pairs->segments[side].at,
                              .segment_count = pairs->segments[side].count,
                              .paragraph_count = pairs->segments[side].count};
    r->off[side] = pairs->off[side];
    r->places[side] = (mq_places){r->text[side].bytes, pairs->points[side].at, pairs->points[side].count, pairs->width};
  }
  return MTQC_OK;
}

/* A checker made without a source language cannot read a source. */
static int needs_source_language(const mtqc_checker *checker, mtqc_error *error) {
  if (checker->has_source) return MTQC_OK;
  return mq_error_set(error, MTQC_EARGUMENT, "the checker has no source language");
}

static int check_with(const mtqc_checker *checker, cutter cut, const void *input, bool has_source, mtqc_report **out,
                      mtqc_error *error) {
  void *product = NULL;
  int status = has_source ? needs_source_language(checker, error) : MTQC_OK;
  if (!status) status = start_run(checker, cut, input, check_and_report, &product, error);
  *out = product;
  return status;
}

int mtqc_check(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
               size_t target_size, mtqc_report **out, mtqc_error *error) {
  const texts in = {{{source, source ? source_size : 0}, {target, target_size}}, source != NULL, {NULL, NULL}};
  return check_with(checker, cut_documents, &in, in.has_source, out, error);
}

int mtqc_check_lines(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                     size_t target_size, mtqc_report **out, mtqc_error *error) {
  const texts in = {{{source, source_size}, {target, target_size}}, true, {NULL, NULL}};
  return check_with(checker, cut_lines, &in, true, out, error);
}

int mq_check_texts(const mtqc_checker *checker, const mq_given_text *source, const mq_given_text *target, bool lines,
                   mtqc_report **out, mtqc_error *error) {
  const texts in = {
      {source ? source->places.text : (mq_str){NULL, 0}, target->places.text}, source != NULL, {source, target}};
  return check_with(checker, lines ? cut_lines : cut_documents, &in, in.has_source, out, error);
}

int mq_check_pairs(const mtqc_checker *checker, mq_gather gather, void *payload, mtqc_report **out, mtqc_error *error) {
  const pair_source in = {gather, payload, NULL};
  const int status = check_with(checker, cut_pairs, &in, true, out, error);
  return status == MQ_NO_PAIRS ? MTQC_OK : status;
}

int mtqc_check_segments(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                        mtqc_report **out, mtqc_error *error) {
  return mtqc_check_segments_watched(checker, sources, targets, count, NULL, NULL, out, error);
}

int mtqc_check_segments_watched(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets,
                                size_t count, mtqc_progress progress, void *payload, mtqc_report **out,
                                mtqc_error *error) {
  given_pairs given = {{sources, targets}, count};
  const mq_watch watch = {progress, payload};
  const pair_source in = {gather_given, &given, progress ? &watch : NULL};
  return check_with(checker, cut_pairs, &in, true, out, error);
}

static int align_with(const mtqc_checker *checker, cutter cut, const void *in, mtqc_alignment **out,
                      mtqc_error *error) {
  void *product = NULL;
  int status = needs_source_language(checker, error);
  if (!status) status = start_run(checker, cut, in, make_alignment, &product, error);
  *out = product;
  return status;
}

int mtqc_align(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
               size_t target_size, mtqc_alignment **out, mtqc_error *error) {
  const texts in = {{{source, source_size}, {target, target_size}}, true, {NULL, NULL}};
  return align_with(checker, cut_documents, &in, out, error);
}

int mtqc_align_lines(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                     size_t target_size, mtqc_alignment **out, mtqc_error *error) {
  const texts in = {{{source, source_size}, {target, target_size}}, true, {NULL, NULL}};
  return align_with(checker, cut_segmented, &in, out, error);
}

/* Segments given one by one, each side with its own number of them. */
typedef struct segment_lists {
  const mtqc_text *texts[2]; /* by mtqc_side */
  size_t count[2];
} segment_lists;

static int join_segments(run *r, const segment_lists *in, int side, mtqc_error *error) {
  mq_buf bytes = {.arena = r->work};
  mq_segment *segments = mq_arena_array(r->work, in->count[side], sizeof *segments);
  for (size_t i = 0; i < in->count[side]; i++) {
    const mq_str piece = {in->texts[side][i].bytes, in->texts[side][i].size};
    if (piece.size >= MTQC_TEXT_MAX - bytes.size)
      return mq_error_set(error, MTQC_ELIMIT, "segments of one side larger than %zu bytes", MTQC_TEXT_MAX);
    const mq_str trimmed = mq_str_trim(piece);
    segments[i].start = (uint32_t)(bytes.size + (trimmed.size ? (size_t)(trimmed.at - piece.at) : 0));
    segments[i].end = segments[i].start + (uint32_t)trimmed.size;
    segments[i].paragraph = (uint32_t)i;
    if (piece.size) mq_buf_str(&bytes, piece);
    mq_buf_char(&bytes, '\n');
  }
  r->text[side] = (mq_text){.language = &r->checker->language[side],
                            .bytes = mq_buf_view(&bytes),
                            .segments = segments,
                            .segment_count = in->count[side],
                            .paragraph_count = in->count[side]};
  return MTQC_OK;
}

static int cut_segment_lists(run *r, const void *input, mtqc_error *error) {
  r->has_source = r->aligned_by_us = true;
  const int status = join_segments(r, input, MTQC_SOURCE, error);
  return status ? status : join_segments(r, input, MTQC_TARGET, error);
}

int mtqc_align_segments(const mtqc_checker *checker, const mtqc_text *sources, size_t source_count,
                        const mtqc_text *targets, size_t target_count, mtqc_alignment **out, mtqc_error *error) {
  const segment_lists in = {{sources, targets}, {source_count, target_count}};
  return align_with(checker, cut_segment_lists, &in, out, error);
}
