/* MQM's scoring models. With APT the penalty total, EWC the words evaluated, MSV the maximum score, RWC the reference word
 * count, PT the pass threshold and APP the acceptable penalty:
 *
 *   raw        = MSV * (1 - APT / EWC)
 *   calibrated = MSV - APT / EWC * RWC * SF,  SF = (MSV - PT) / APP            (both: themqm.org, scoring models)
 *   non-linear = MSV - (MSV - PT) * APT / E(EWC),  E(x) = a * ln(1 + b * x)   (Gladkoff et al., arXiv 2511.13467)
 *
 * What readers tolerate grows with the logarithm of the length, so the linear scores are too hard on short texts and too
 * mild on long ones. a and b are chosen so that E is APP at RWC words and another penalty at a short text of
 * MQ_BRIEF_WORDS; at RWC words the calibrated and the non-linear score are the same.
 *
 * None is cut off at zero: a bad text and a worse one stay distinguishable. */
#include "mqm.h"

#include "base/str.h"
#include "weights.h"

#include <math.h>
#include <mtqc/score.h>
#include <string.h>

/* --- weights ---------------------------------------------------------------------------------------------------- */

static const struct {
  const char *name;
  double severity[4];
  mq_mqm_row rows[2];
  size_t row_count;
} presets[] = {
    {"mqm", {MQ_PENALTY_NEUTRAL, MQ_PENALTY_MINOR, MQ_PENALTY_MAJOR, MQ_PENALTY_CRITICAL}, {{"", 0, 0}}, 0},
    {"wmt",
     {MQ_PENALTY_NEUTRAL, MQ_PENALTY_MINOR, MQ_PENALTY_MAJOR, MQ_WMT_CRITICAL},
     {{"linguistic-conventions/punctuation", MTQC_MINOR, MQ_WMT_MINOR_PUNCTUATION}},
     1},
};

static int take_preset(mq_mqm_model *model, mq_str name, mtqc_error *error) {
  for (size_t i = 0; i < sizeof presets / sizeof presets[0]; i++) {
    if (!mq_str_equal(name, mq_str_of(presets[i].name))) continue;
    memcpy(model->severity, presets[i].severity, sizeof model->severity);
    memcpy(model->rows, presets[i].rows, presets[i].row_count * sizeof *model->rows);
    model->row_count = presets[i].row_count;
    return MTQC_OK;
  }
  return mq_error_set(error, MTQC_EARGUMENT, "weights: there is no preset '%.*s'; mqm and wmt are known", MQ_FMT(name));
}

static int read_severity(mq_str name) {
  for (int severity = MTQC_NEUTRAL; severity <= MTQC_CRITICAL; severity++)
    if (mq_str_equal(name, mq_str_of(mtqc_severity_name(severity)))) return severity;
  return -1;
}

static bool read_points(mq_str text, double *out) {
  double value = 0, unit = 1;
  size_t i = 0;
  for (; i < text.size && text.at[i] >= '0' && text.at[i] <= '9'; i++) value = value * 10 + (text.at[i] - '0');
  if (i && i < text.size && text.at[i] == '.')
    for (i++; i < text.size && text.at[i] >= '0' && text.at[i] <= '9'; i++) value += (text.at[i] - '0') * (unit /= 10);
  *out = value;
  return text.size && i == text.size && value <= MQ_PENALTY_MOST;
}

/* "[CATEGORY:]SEVERITY=POINTS". */
static int take_row(mq_mqm_model *model, mq_str text, mtqc_error *error) {
  mq_str points = text, left, category;
  double value;
  if (!mq_str_split(&points, '=', &left) || !points.at || !read_points(points, &value))
    return mq_error_set(error, MTQC_EARGUMENT,
                        "weights: '%.*s' is not [CATEGORY:]SEVERITY=POINTS with points from 0 to %g", MQ_FMT(text),
                        MQ_PENALTY_MOST);
  mq_str severity = left;
  mq_str_split(&severity, ':', &category);
  const bool general = !severity.at;
  const int level = read_severity(general ? left : severity);
  if (level < 0)
    return mq_error_set(error, MTQC_EARGUMENT, "weights: '%.*s' is not neutral, minor, major or critical",
                        MQ_FMT(general ? left : severity));
  if (general) {
    model->severity[level] = value;
    return MTQC_OK;
  }
  if (model->row_count == MQ_MQM_ROWS || category.size == 0 || category.size >= MQ_MQM_CATEGORY)
    return mq_error_set(error, MTQC_EARGUMENT, "weights: '%.*s': no such category, or too many rows", MQ_FMT(text));
  mq_mqm_row *row = &model->rows[model->row_count++];
  *row = (mq_mqm_row){.severity = level, .points = value};
  memcpy(row->category, category.at, category.size);
  return MTQC_OK;
}

/* --- the curve -------------------------------------------------------------------------------------------------- */

/* How many times more a reference text may cost than a brief one, by the rate of the curve; falls from the ratio of their
 * lengths (at 0: a straight line) towards 1. */
static double tolerance_ratio(double rate) { return log1p(rate * MQ_REFERENCE_WORDS) / log1p(rate * MQ_BRIEF_WORDS); }

static int fit_curve(mq_mqm_model *model, double brief, mtqc_error *error) {
  const double wanted = model->tolerated / brief;
  double low = 1e-9, high = 1e9;
  if (!(wanted < tolerance_ratio(low) && wanted > tolerance_ratio(high)))
    return mq_error_set(error, MTQC_EARGUMENT,
                        "tolerated penalty: %g in %g words and %g in %g words are no curve that flattens; the second must be "
                        "more than its share of the first, and less than twice that of a curve that is almost flat",
                        model->tolerated, MQ_REFERENCE_WORDS, brief, MQ_BRIEF_WORDS);
  for (int step = 0; step < 200; step++) {
    const double middle = sqrt(low * high);
    if (tolerance_ratio(middle) > wanted) low = middle;
    else high = middle;
  }
  model->rate = low;
  model->scale = model->tolerated / log1p(low * MQ_REFERENCE_WORDS);
  return MTQC_OK;
}

int mq_mqm_model_make(mq_mqm_model *model, const char *weights, double pass, double tolerated, double brief,
                      mtqc_error *error) {
  *model = (mq_mqm_model){.pass = pass, .tolerated = tolerated};
  mq_str rest = mq_str_of(weights), piece;
  int status = mq_str_split(&rest, ',', &piece) ? take_preset(model, piece, error) : MTQC_OK;
  while (!status && mq_str_split(&rest, ',', &piece)) status = take_row(model, piece, error);
  return status ? status : fit_curve(model, brief, error);
}

/* --- scores ----------------------------------------------------------------------------------------------------- */

static bool is_below(const char *category, const char *above) {
  const size_t size = strlen(above);
  return strncmp(category, above, size) == 0 && (category[size] == '\0' || category[size] == '/');
}

double mq_mqm_points(const mq_mqm_model *model, const char *category, int severity) {
  for (size_t i = model->row_count; i-- > 0;)
    if (model->rows[i].severity == severity && is_below(category, model->rows[i].category))
      return model->rows[i].points;
  return model->severity[severity];
}

mq_mqm mq_mqm_score(const mq_mqm_model *model, double penalty, size_t words) {
  mq_mqm score = {.words = words, .penalty = penalty, .raw = NAN, .calibrated = NAN, .nonlinear = NAN};
  if (words == 0) return score;
  const double per_word = penalty / (double)words, margin = MQ_SCORE_MAXIMUM - model->pass;
  score.raw = MQ_SCORE_MAXIMUM * (1 - per_word);
  if (words >= MQ_RATED_WORDS)
    score.calibrated = MQ_SCORE_MAXIMUM - per_word * MQ_REFERENCE_WORDS * margin / model->tolerated;
  score.nonlinear = MQ_SCORE_MAXIMUM - margin * penalty / (model->scale * log1p(model->rate * (double)words));
  return score;
}

const char *mtqc_score_name(size_t index) {
  static const char *const names[] = {"words", "penalty", "mqm", "mqm-calibrated", "mqm-nonlinear", "estimate"};
  return index < sizeof names / sizeof names[0] ? names[index] : NULL;
}
