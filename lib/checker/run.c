/* A run: from two texts to a report. The one place that knows the order of the stages.
 *
 *   texts -> segments -> beads            once, for documents
 *         -> tokens -> views -> findings  by workers, piece by piece
 *         -> document checks -> ranking -> scores -> report (conclude.c)
 *
 * Each worker has a vocabulary and a look-up of its own, so nothing is locked. A document that mtqc aligns itself has one
 * worker, since alignment wants all tokens in one vocabulary; given pairs are spread over the checker's jobs. */
#include "run.h"

#include "grade.h"
#include "view.h"

enum { CHUNK = 128 };

/* --- workers ---------------------------------------------------------------------------------------------------- */

static void worker_start(mq_run *r, mq_worker *w) {
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
static void worker_do(mq_run *r, unsigned number, size_t first, size_t last,
                      void (*stage)(mq_run *r, mq_worker *w, size_t first, size_t last)) {
  mq_worker *w = &r->workers[number];
  if (w->failed) return;
  w->failed = true;
  if (mq_arena_try(w->keep)) return;
  if (mq_arena_try(w->work)) return;
  if (mq_arena_try(w->scratch)) return;
  worker_start(r, w);
  stage(r, w, first, last);
  w->failed = false;
}

static void tokenize(mq_run *r, mq_worker *w, size_t first, size_t last) {
  if (r->has_source) mq_text_tokenize(w->work, &r->text[MTQC_SOURCE], w->vocab[MTQC_SOURCE], first, last);
  mq_text_tokenize(w->work, &r->text[MTQC_TARGET], w->vocab[MTQC_TARGET], first, last);
}

static void check_bead(mq_run *r, mq_worker *w, size_t index) {
  mq_view *view = &r->views[index];
  *view = mq_view_make(w->work, r->has_source ? &r->text[MTQC_SOURCE] : NULL, &r->text[MTQC_TARGET], &r->beads[index], index);
  mq_view_link(w->work, w->context.lookup, view);
  const size_t first = w->context.findings.count;
  mq_grading grading = {{NULL, NULL}};
  if (r->grades) grading = mq_grade_bead(&w->context, w->keep, view, &r->grades[index]);
  for (size_t i = 0; i < mq_checks_count; i++) {
    const mq_check_row *row = &mq_checks[i];
    if (!r->checker->enabled[i] || !row->check->segment || ((row->needs & MQ_NEEDS_SOURCE) && !r->has_source)) continue;
    w->context.check = (uint16_t)i;
    w->context.prepared = r->checker->prepared[i];
    row->check->segment(&w->context, view);
  }
  mq_grade_findings(&w->context, view, &grading, first);
  mq_arena_clear(w->scratch);
}

static void check_beads(mq_run *r, mq_worker *w, size_t first, size_t last) {
  if (!r->aligned_by_us) tokenize(r, w, first, last);
  for (size_t i = first; i < last; i++) check_bead(r, w, i);
}

static void check_piece(void *payload, unsigned number, size_t first, size_t last) {
  worker_do(payload, number, first, last, check_beads);
}

mq_finding *mq_run_findings(const mq_run *r, mq_arena *arena, size_t *count) {
  *count = 0;
  for (unsigned i = 0; i < r->worker_count; i++) *count += r->workers[i].context.findings.count;
  mq_finding *all = mq_arena_array(arena, *count, sizeof *all), *next = all;
  for (unsigned i = 0; i < r->worker_count; i++) {
    const mq_context *context = &r->workers[i].context;
    if (context->findings.count) memcpy(next, context->findings.at, context->findings.count * sizeof *next);
    next += context->findings.count;
  }
  return all;
}

/* What all workers have noted for a check, in order of the text: each worker's notes are, so they are merged. */
static const mq_note *gather_notes(mq_run *r, mq_worker *w, size_t check, size_t *count) {
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

static void check_document(mq_run *r, mq_worker *w, size_t first, size_t last) {
  (void)first;
  (void)last;
  /* Document checks ask the look-ups of all workers, which allocate in their arenas. */
  for (unsigned i = 1; i < r->worker_count; i++)
    if (mq_arena_try(r->workers[i].work)) {
      r->workers[1].failed = true;
      return;
    }
  size_t finding_count;
  const mq_finding *findings = mq_run_findings(r, w->work, &finding_count);
  mq_document document = {.source = w->context.text[MTQC_SOURCE],
                          .target = w->context.text[MTQC_TARGET],
                          .views = r->views,
                          .view_count = r->bead_count,
                          .aligned_by_us = r->aligned_by_us || !r->has_source,
                          .findings = findings,
                          .finding_count = finding_count};
  const size_t late = w->context.findings.count;
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
  if (r->grades) mq_grade_late_findings(&w->context, r->views, late);
}

/* --- beads ------------------------------------------------------------------------------------------------------ */

static void align_document(mq_run *r, mq_worker *w, size_t first, size_t last) {
  (void)first;
  (void)last;
  mq_text_tokenize(w->work, &r->text[MTQC_SOURCE], w->vocab[MTQC_SOURCE], 0, r->text[MTQC_SOURCE].segment_count);
  mq_text_tokenize(w->work, &r->text[MTQC_TARGET], w->vocab[MTQC_TARGET], 0, r->text[MTQC_TARGET].segment_count);
  r->status = mq_align(w->work, &r->text[MTQC_SOURCE], &r->text[MTQC_TARGET], w->context.lookup, &r->checker->align,
                       r->watch, &r->aligned, r->error);
  r->beads = r->aligned.beads;
  r->bead_count = r->aligned.count;
}

/* One bead per target segment, with the source segment of the same number if there is a source. */
static void pair_segments(mq_run *r) {
  r->bead_count = r->text[MTQC_TARGET].segment_count;
  r->beads = mq_arena_array(r->work, r->bead_count, sizeof *r->beads);
  for (uint32_t i = 0; i < r->bead_count; i++)
    r->beads[i] = (mq_bead){r->has_source ? i : 0, r->has_source, i, 1, 1, 0};
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static void make_workers(mq_run *r) {
  const unsigned jobs = r->aligned_by_us ? 1 : r->checker->jobs;
  r->workers = mq_arena_array(r->work, jobs, sizeof *r->workers);
  for (unsigned i = 0; i < jobs; i++) {
    mq_worker *w = &r->workers[i];
    r->worker_count = i + 1;
    w->keep = mq_arena_new();
    w->work = mq_arena_new();
    w->scratch = mq_arena_new();
    if (!w->keep || !w->work || !w->scratch) mq_arena_fail(r->work);
  }
}

static bool any_failed(const mq_run *r) {
  for (unsigned i = 0; i < r->worker_count; i++)
    if (r->workers[i].failed) return true;
  return false;
}

void *mq_make_alignment(mq_run *r) {
  mtqc_alignment *alignment =
      mq_alignment_new(r->keep, &r->text[MTQC_SOURCE], &r->text[MTQC_TARGET], r->beads, r->bead_count);
  mq_alignment_explain(r->keep, alignment, &r->aligned, &r->checker->language[MTQC_SOURCE],
                       &r->checker->language[MTQC_TARGET]);
  alignment->arena = r->keep;
  return alignment;
}

void *mq_make_report(mq_run *r) {
  r->views = mq_arena_array(r->work, r->bead_count, sizeof *r->views);
  if (r->has_source && r->checker->estimate) r->grades = mq_arena_array(r->keep, r->bead_count, sizeof *r->grades);
  if (!mq_parallel_watched(r->worker_count, r->bead_count, r->aligned_by_us ? r->bead_count : CHUNK, check_piece, r,
                           r->watch)) {
    r->status = mq_error_set(r->error, MTQC_EIO, "stopped");
    return NULL;
  }
  if (!any_failed(r)) worker_do(r, 0, 0, 0, check_document);
  if (any_failed(r)) mq_arena_fail(r->work);
  return mq_conclude(r);
}

/* Frees what the product of `made` (NULL: there is none) does not need. */
static void clean_up(mq_run *r, mq_maker made) {
  for (unsigned i = 0; i < r->worker_count; i++) {
    mq_arena_free(r->workers[i].scratch);
    mq_arena_free(r->workers[i].work);
    if (made != mq_make_report) mq_arena_free(r->workers[i].keep);
  }
  mq_arena_free(r->work);
  if (!made) mq_arena_free(r->keep);
}

static void *do_run(mq_run *r, mq_cutter cut, const void *input, mq_maker make, mtqc_error *error, int *status) {
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

int mq_run_start(const mtqc_checker *checker, mq_cutter cut, const void *input, mq_maker make, void **out,
                 mtqc_error *error) {
  mq_run r = {.checker = checker, .keep = mq_arena_new(), .work = mq_arena_new()};
  mq_run *volatile shared = &r;
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
