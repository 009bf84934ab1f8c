/* From findings to the report: severities that the user wants, the prior of the document, ranking, places, scores. */
#include "run.h"

#include "prior.h"
#include "rank.h"
#include "reliability.h"

/* Words of the source, or of the target if there is no source. */
static uint32_t count_words(const mq_run *r, const mq_view *view) {
  const mq_token *tokens = r->has_source ? view->source : view->target;
  const size_t count = r->has_source ? view->source_count : view->target_count;
  uint32_t words = 0;
  for (size_t t = 0; t < count; t++) words += tokens[t].kind == MQ_WORD || tokens[t].kind == MQ_NUMBER;
  return words;
}

static void collect_findings(mq_run *r, mtqc_report *report) {
  size_t count;
  report->findings = mq_run_findings(r, r->keep, &count);
  for (size_t i = 0; i < count; i++) {
    const int8_t wanted = r->checker->severity[report->findings[i].check];
    if (wanted >= 0) report->findings[i].severity = (uint8_t)wanted;
  }
  if (r->aligned_by_us || !r->has_source) {
    size_t words = 0;
    for (size_t i = 0; i < r->bead_count; i++) words += report->words[i];
    mq_prior_apply(r->work, report->findings, count, words);
  }
  count = mq_reliability_apply(report->findings, count, r->has_source, r->checker->least_strength);
  report->finding_count = mq_rank_findings(r->work, report->findings, count, r->checker->min_confidence);
  report->finding_count = mq_rank_bound(r->keep, report->findings, report->finding_count);
  const mq_located in = {.text = {r->has_source ? &r->text[MTQC_SOURCE] : NULL, &r->text[MTQC_TARGET]},
                         .beads = r->beads,
                         .places = report->places};
  mq_rank_locate(r->work, report->findings, report->finding_count, &in);
  mq_off_apply(report->findings, report->finding_count, r->off);
}

static void note_skipped(mq_run *r, mtqc_report *report) {
  report->skipped_checks = mq_arena_array(r->keep, mq_checks_count, sizeof *report->skipped_checks);
  report->skipped_reasons = mq_arena_array(r->keep, mq_checks_count, sizeof *report->skipped_reasons);
  for (size_t i = 0; i < mq_checks_count; i++) {
    const char *reason = r->checker->reasons[i];
    if (!reason || ((mq_checks[i].needs & MQ_NEEDS_SOURCE) && !r->has_source)) continue;
    report->skipped_checks[report->skipped_count] = mq_checks[i].name;
    report->skipped_reasons[report->skipped_count++] = mq_arena_copy(r->keep, reason, strlen(reason));
  }
}

mtqc_report *mq_conclude(mq_run *r) {
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
  report->bead_count = r->bead_count;
  report->words = mq_arena_array(r->keep, r->bead_count, sizeof *report->words);
  for (size_t i = 0; i < r->bead_count; i++) report->words[i] = count_words(r, &r->views[i]);
  collect_findings(r, report);
  note_skipped(r, report);
  report->grades = r->grades;
  if (r->grades) memcpy(report->signature, r->checker->weights.signature, sizeof report->signature);
  report->tally = mq_tally_make(r->keep, &r->checker->mqm);
  mq_tally_report(report);
  return report;
}
