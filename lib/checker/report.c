/* The getters of a report. */
#include "report.h"

#include <mtqc/estimate.h>

#include <math.h>

void mtqc_report_free(mtqc_report *report) {
  if (!report) return;
  /* The report itself and the list of arenas lie in the first one. */
  mq_arena *first = report->arenas[0];
  for (size_t i = 1; i < report->arena_count; i++) mq_arena_free(report->arenas[i]);
  mq_arena_free(first);
}

const mtqc_alignment *mtqc_report_alignment(const mtqc_report *report) { return report->alignment; }

mtqc_text mtqc_report_text(const mtqc_report *report, mtqc_side side) {
  return (mtqc_text){report->text[side].at, report->text[side].size};
}

const char *mtqc_report_language(const mtqc_report *report, mtqc_side side) {
  return report->language[side][0] ? report->language[side] : NULL;
}

void mtqc_report_place(const mtqc_report *report, mtqc_side side, size_t start, size_t end, uint64_t *start_byte,
                       uint64_t *end_byte, size_t *line, size_t *column) {
  const mq_places *places = &report->places[side];
  mq_place first = {start, 1, 1}, last = {end, 1, 1};
  if (places->points) {
    first = mq_places_start(places, start);
    last = end > start ? mq_places_end(places, end) : first;
  } else if (line || column) {
    mq_place_move(&first, (mq_str){places->text.at, start}, MQ_WIDTH_UTF8);
    first.byte = start;
  }
  if (start_byte) *start_byte = first.byte;
  if (end_byte) *end_byte = last.byte;
  if (line) *line = first.line;
  if (column) *column = first.column;
}

uint64_t mtqc_report_segment(const mtqc_report *report, size_t bead) {
  return report->names ? report->names[bead].number : bead + 1;
}

const char *mtqc_report_segment_id(const mtqc_report *report, size_t bead) {
  return report->names ? report->names[bead].id.at : "";
}

size_t mtqc_report_finding_count(const mtqc_report *report) { return report->finding_count; }

const mtqc_finding *mtqc_report_finding(const mtqc_report *report, size_t index) {
  return index < report->finding_count ? &report->findings[index] : NULL;
}

const char *mtqc_finding_check(const mtqc_finding *finding) { return mq_checks[finding->check].name; }
const char *mtqc_finding_category(const mtqc_finding *finding) { return mq_checks[finding->check].category; }
int mtqc_finding_severity(const mtqc_finding *finding) { return finding->severity; }
double mtqc_finding_confidence(const mtqc_finding *finding) { return (double)finding->confidence; }
size_t mtqc_finding_bead(const mtqc_finding *finding) { return finding->bead; }
const char *mtqc_finding_message(const mtqc_finding *finding) { return finding->message; }
size_t mtqc_finding_evidence_count(const mtqc_finding *finding) { return finding->evidence_count; }

const char *mtqc_finding_evidence(const mtqc_finding *finding, size_t index) {
  return index < finding->evidence_count ? finding->evidence[index] : NULL;
}

size_t mtqc_finding_suggestion_count(const mtqc_finding *finding) { return finding->suggestion_count; }

const char *mtqc_finding_suggestion(const mtqc_finding *finding, size_t index) {
  return index < finding->suggestion_count ? finding->suggestions[index] : NULL;
}

uint64_t mtqc_finding_fingerprint(const mtqc_finding *finding) { return finding->fingerprint; }

const char *mtqc_state_name(int state) {
  static const char *const names[] = {[MTQC_NEW] = "new", [MTQC_KNOWN] = "known", [MTQC_IGNORED] = "ignored"};
  return state >= MTQC_NEW && state <= MTQC_IGNORED ? names[state] : NULL;
}

int mtqc_report_has_baseline(const mtqc_report *report) { return report->has_baseline; }

int mtqc_finding_state(const mtqc_finding *finding) { return finding->state; }
const char *mtqc_finding_reason(const mtqc_finding *finding) { return finding->reason; }

int mtqc_finding_span(const mtqc_finding *finding, mtqc_side side, size_t *start_byte, size_t *end_byte, size_t *line,
                      size_t *column) {
  if (!(side == MTQC_SOURCE ? finding->has_source : finding->has_target)) return 0;
  if (start_byte) *start_byte = finding->start_byte[side];
  if (end_byte) *end_byte = finding->end_byte[side];
  if (line) *line = finding->line[side];
  if (column) *column = finding->column[side];
  return 1;
}

mtqc_text mtqc_finding_text(const mtqc_finding *finding, mtqc_side side) {
  return (mtqc_text){finding->text[side].at, finding->text[side].size};
}

const char *mtqc_report_skipped_check(const mtqc_report *report, size_t index) {
  return index < report->skipped_count ? report->skipped_checks[index] : NULL;
}

const char *mtqc_report_skipped_reason(const mtqc_report *report, size_t index) {
  return index < report->skipped_count ? report->skipped_reasons[index] : NULL;
}

const mtqc_tally *mtqc_report_tally(const mtqc_report *report) { return report->tally; }

double mtqc_report_score(const mtqc_report *report, const char *name) { return mtqc_tally_score(report->tally, name); }

const char *mtqc_report_estimate_signature(const mtqc_report *report) {
  return report->grades ? report->signature : NULL;
}

size_t mtqc_report_suspect_count(const mtqc_report *report, size_t bead) {
  return report->grades && bead < report->bead_count ? report->grades[bead].suspect_count : 0;
}

double mtqc_report_suspect(const mtqc_report *report, size_t bead, size_t suspect, size_t *start_byte,
                           size_t *end_byte) {
  const mq_suspect *found = &report->grades[bead].suspects[suspect];
  if (start_byte) *start_byte = found->start;
  if (end_byte) *end_byte = found->end;
  return (double)found->wrong;
}

double mtqc_report_bead_score(const mtqc_report *report, size_t bead, const char *name) {
  if (bead >= report->bead_count) return (double)NAN;
  size_t findings[MQ_CHECKS_MOST][4] = {{0}};
  mtqc_tally tally = {.model = report->tally->model, .findings = findings};
  mq_tally_beads(&tally, report, bead, bead + 1);
  return mtqc_tally_score(&tally, name);
}
