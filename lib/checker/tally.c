/* Tallies: the one place where findings are counted for scores. A report keeps its own; scores of a bead and of a corpus
 * are those of the tally of its findings and words. */
#include "tally.h"

#include "report.h"

#include <math.h>

mtqc_tally *mq_tally_make(mq_arena *arena, const mq_mqm_model *model) {
  mtqc_tally *tally = mq_arena_alloc(arena, sizeof *tally);
  tally->model = *model;
  tally->findings = mq_arena_array(arena, mq_checks_count, sizeof *tally->findings);
  return tally;
}

/* Index of the first finding of bead `bead` or a later one; findings are in order of bead. */
static size_t first_finding(const mtqc_report *report, size_t bead) {
  size_t low = 0, high = report->finding_count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (report->findings[middle].bead < bead) low = middle + 1;
    else high = middle;
  }
  return low;
}

void mq_tally_beads(mtqc_tally *tally, const mtqc_report *report, size_t first, size_t last) {
  const size_t end = first_finding(report, last);
  for (size_t i = first_finding(report, first); i < end; i++)
    if (report->findings[i].state != MTQC_IGNORED)
      tally->findings[report->findings[i].check][report->findings[i].severity]++;
  for (size_t bead = first; bead < last; bead++) {
    tally->words += report->words[bead];
    if (!report->grades || isnan(report->grades[bead].estimate)) continue;
    tally->estimates += report->grades[bead].estimate;
    tally->estimated++;
  }
}

void mq_tally_report(mtqc_report *report) {
  report->tally->words = report->tally->estimated = 0;
  report->tally->estimates = 0;
  memset(report->tally->findings, 0, mq_checks_count * sizeof *report->tally->findings);
  mq_tally_beads(report->tally, report, 0, report->bead_count);
}

void mq_tally_join(mtqc_tally *tally, const mtqc_tally *other) {
  tally->words += other->words;
  tally->estimates += other->estimates;
  tally->estimated += other->estimated;
  for (size_t check = 0; check < mq_checks_count; check++)
    for (size_t s = 0; s < 4; s++) tally->findings[check][s] += other->findings[check][s];
}

mtqc_tally *mtqc_tally_new(const mtqc_checker *checker, mtqc_error *error) {
  mtqc_tally *tally = mq_malloc(sizeof *tally + mq_checks_count * sizeof *tally->findings);
  if (!tally) {
    mq_error_memory(error);
    return NULL;
  }
  memset(tally, 0, sizeof *tally + mq_checks_count * sizeof *tally->findings);
  tally->model = checker->mqm;
  tally->findings = (size_t(*)[4])(tally + 1);
  return tally;
}

void mtqc_tally_free(mtqc_tally *tally) { mq_free(tally); }

void mtqc_tally_add(mtqc_tally *tally, const mtqc_report *report) { mq_tally_join(tally, report->tally); }

/* --- questions -------------------------------------------------------------------------------------------------- */

static bool fits(size_t check, const char *category) {
  const char *own = mq_checks[check].category;
  const size_t size = category ? strlen(category) : 0;
  return !category || (strncmp(own, category, size) == 0 && (own[size] == '\0' || own[size] == '/'));
}

size_t mtqc_tally_findings(const mtqc_tally *tally, const char *category, int severity) {
  size_t count = 0;
  for (size_t check = 0; check < mq_checks_count; check++)
    for (int s = MTQC_NEUTRAL; s <= MTQC_CRITICAL; s++)
      if ((severity < 0 || s == severity) && fits(check, category)) count += tally->findings[check][s];
  return count;
}

double mtqc_tally_penalty(const mtqc_tally *tally, const char *category, int severity) {
  double sum = 0;
  for (size_t check = 0; check < mq_checks_count; check++)
    for (int s = MTQC_NEUTRAL; s <= MTQC_CRITICAL; s++)
      if ((severity < 0 || s == severity) && tally->findings[check][s] && fits(check, category))
        sum += (double)tally->findings[check][s] * mq_mqm_points(&tally->model, mq_checks[check].category, s);
  return sum;
}

const char *mtqc_tally_category(size_t index) {
  for (size_t check = 0; check < mq_checks_count; check++) {
    bool met = false;
    for (size_t before = 0; before < check && !met; before++)
      met = strcmp(mq_checks[before].category, mq_checks[check].category) == 0;
    if (!met && index-- == 0) return mq_checks[check].category;
  }
  return NULL;
}

double mtqc_tally_score(const mtqc_tally *tally, const char *name) {
  const mq_mqm mqm = mq_mqm_score(&tally->model, mtqc_tally_penalty(tally, NULL, -1), tally->words);
  const struct {
    const char *name;
    double value;
  } scores[] = {
      {"words", (double)mqm.words},       {"penalty", mqm.penalty},
      {"mqm", mqm.raw},                   {"mqm-calibrated", mqm.calibrated},
      {"mqm-nonlinear", mqm.nonlinear},   {"estimate", tally->estimated ? tally->estimates / (double)tally->estimated : (double)NAN},
  };
  for (size_t i = 0; i < sizeof scores / sizeof scores[0]; i++)
    if (strcmp(scores[i].name, name) == 0) return scores[i].value;
  return (double)NAN;
}
