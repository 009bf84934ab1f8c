/* The table of options, those of single checks behind it, and a set of values. Every value is checked when it is set, so reading one cannot fail. */
#include "options.h"

#include <stdlib.h>

static const mq_option_row table[MQ_OPTION_COUNT] = {
    [MQ_OPTION_DATA] = {"data", "", "folder of language packs (default: $MTQC_DATA, then the installed ones)", MQ_PATH, 0, 0},
    [MQ_OPTION_PROFILE] = {"profile", "default", "which checks run, by kind of text", MQ_PROFILE_NAME, 0, 0},
    [MQ_OPTION_ONLY] = {"only", "", "run only this check", MQ_CHECK_NAME, 0, 0},
    [MQ_OPTION_ENABLE] = {"enable", "", "run this check though the profile leaves it out", MQ_CHECK_NAME, 0, 0},
    [MQ_OPTION_DISABLE] = {"disable", "", "do not run this check", MQ_CHECK_NAME, 0, 0},
    [MQ_OPTION_SEVERITY] = {"severity", "", "severity of a check's findings, as CHECK=LEVEL", MQ_CHECK_LEVEL, 0, 0},
    [MQ_OPTION_MIN_CONFIDENCE] = {"min-confidence", "",
                                  "report findings of this confidence and above (0 to 1); empty: as the profile does", MQ_SCORE, 0, 1},
    [MQ_OPTION_FAIL_ON] = {"fail-on", "major", "least severity that fails: none, minor, major or critical", MQ_LEVEL, 0, 0},
    [MQ_OPTION_MIN_SCORE] = {"min-score", "", "least calibrated MQM score; empty: none", MQ_SCORE, -1e9, 100},
    [MQ_OPTION_LEXICON] = {"lexicon", "yes", "use language packs", MQ_YES_NO, 0, 0},
    [MQ_OPTION_USER_WORDS] = {"user-words", "", "file of words of the translation's language that are right, one a line", MQ_PATH, 0, 0},
    [MQ_OPTION_MAX_BEAD] = {"max-bead", "4", "most segments of one side in a bead (1 to 4)", MQ_WHOLE, 1, 4},
    [MQ_OPTION_ONE_TO_ONE] = {"one-to-one", "no", "align one segment with one segment or none", MQ_YES_NO, 0, 0},
    [MQ_OPTION_PARAGRAPHS] = {"paragraphs", "no", "let no bead reach over the end of a paragraph", MQ_YES_NO, 0, 0},
    [MQ_OPTION_ANCHORS] = {"anchors", "", "file of segments that begin together, a source and a target number a line, from 0",
                           MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_ANCHOR_PATTERN] = {"anchor-pattern", "", "regular expression of headings, the n-th of which belong together",
                                  MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_LEARNT] = {"learnt", "", "table of word pairs that other alignments have learnt", MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_JOBS] = {"jobs", "1", "threads that check segments (1 to 256)", MQ_WHOLE, 1, 256},
    [MQ_OPTION_MQM_WEIGHTS] = {"mqm-weights", "mqm", "penalty points: mqm or wmt, and rows [CATEGORY:]SEVERITY=POINTS behind a comma",
                               MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_MQM_PASS] = {"mqm-pass", "80", "score with which a text just passes (0 to 99.9)", MQ_SHARE, 0, 99.9},
    [MQ_OPTION_MQM_TOLERATED] = {"mqm-tolerated", "25", "penalty points in 1000 words with which a text just passes", MQ_SHARE,
                                 .001, 100000},
    [MQ_OPTION_MQM_TOLERATED_BRIEF] = {"mqm-tolerated-brief", "5", "the same in 100 words", MQ_SHARE, .001, 100000},
    [MQ_OPTION_ESTIMATE] = {"estimate", "no", "estimate the quality of every pair that is checked", MQ_YES_NO, 0, 0},
    [MQ_OPTION_ESTIMATE_WEIGHTS] = {"estimate-weights", "", "file of weights of the estimate (default: those of the pack)",
                                    MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_TOKEN_WEIGHTS] = {"token-weights", "", "file of weights of the odds of tokens (default: those of the pack)",
                                 MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_INPUT_FORMAT] = {"input-format", "", "format of the files read (default: by their names)", MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_ENCODING] = {"encoding", "", "encoding of the files read, e.g. windows-1251 (default: declared or detected)", MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_SOURCE_COLUMN] = {"source-column", "", "column (TSV) or key (JSON Lines) of the source: name or number", MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_TARGET_COLUMN] = {"target-column", "", "column (TSV) or key (JSON Lines) of the translation", MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_BASELINE] = {"baseline", "", "file of findings that are known and fail no more (see mtqc/suppress.h)", MQ_PATH, 0, 0},
    [MQ_OPTION_IGNORE_LIST] = {"ignore-list", "", "file of findings that are accepted, with reasons", MQ_PATH, 0, 0},
    [MQ_OPTION_SOURCE_NAME] = {"source-name", "source", "name of the source text in reports", MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_TARGET_NAME] = {"target-name", "target", "name of the translation in reports", MQ_ANY_TEXT, 0, 0},
    [MQ_OPTION_COLOUR] = {"colour", "no", "colour the text report", MQ_YES_NO, 0, 0},
    [MQ_OPTION_WHERE] = {"where", "", "condition on the pairs that the format pairs writes: mqm >= 90 and not major", MQ_ANY_TEXT, 0, 0},
};

/* What was asked of one check. */
typedef struct wish {
  bool only, enabled, disabled;
  int8_t severity; /* -1: as the check says */
} wish;

struct mtqc_options {
  char **values; /* by row; NULL: the default */
  wish *wishes;  /* by check */
  bool any_only;
};

static size_t count_own(size_t check) {
  const mq_option_row *own = mq_checks[check].check->options;
  size_t count = 0;
  while (own && own[count].name) count++;
  return count;
}

/* Row of the first option of a check; behind the last check: the number of rows. */
static size_t first_own(size_t check) {
  size_t row = MQ_OPTION_COUNT;
  for (size_t i = 0; i < check; i++) row += count_own(i);
  return row;
}

static const mq_option_row *row_at(size_t row) {
  if (row < MQ_OPTION_COUNT) return &table[row];
  row -= MQ_OPTION_COUNT;
  for (size_t check = 0; check < mq_checks_count; check++) {
    if (row < count_own(check)) return &mq_checks[check].check->options[row];
    row -= count_own(check);
  }
  return NULL;
}

mtqc_options *mtqc_options_new(void) {
  const size_t values = mtqc_option_count() * sizeof(char *);
  mtqc_options *options = mq_malloc(sizeof *options + values + mq_checks_count * sizeof(wish));
  if (!options) return NULL;
  memset(options, 0, sizeof *options + values);
  options->values = (char **)(options + 1);
  options->wishes = (wish *)((char *)(options + 1) + values);
  for (size_t i = 0; i < mq_checks_count; i++) options->wishes[i] = (wish){.severity = -1};
  return options;
}

void mtqc_options_free(mtqc_options *options) {
  if (!options) return;
  for (size_t i = 0; row_at(i); i++) mq_free(options->values[i]);
  mq_free(options);
}

static const mq_option_row *find_row(const char *key, size_t *index) {
  const mq_option_row *row;
  for (*index = 0; (row = row_at(*index)); ++*index)
    if (strcmp(row->name, key) == 0) return row;
  return NULL;
}

static size_t find_profile(const char *name) {
  size_t profile = 0;
  while (profile < MQ_PROFILE_COUNT && strcmp(mq_profiles[profile].name, name) != 0) profile++;
  return profile;
}

/* The check whose name is the first `size` bytes. */
static size_t find_check(const char *name, size_t size) {
  size_t check = 0;
  while (check < mq_checks_count && !mq_str_equal(mq_str_of(mq_checks[check].name), (mq_str){name, size})) check++;
  return check;
}

static int find_severity(const char *name) {
  for (int severity = MTQC_NEUTRAL; severity <= MTQC_CRITICAL; severity++)
    if (strcmp(mtqc_severity_name(severity), name) == 0) return severity;
  return -1;
}

/* strtod reads the decimal point of the process's locale; values are always written with a full stop. */
static bool read_number(const char *text, double *out) {
  double value = 0, unit = 1;
  const bool negative = *text == '-';
  const char *const digits = text + negative, *p = digits;
  for (; *p >= '0' && *p <= '9'; p++) value = value * 10 + (*p - '0');
  if (*p == '.')
    for (p++; *p >= '0' && *p <= '9'; p++) value += (*p - '0') * (unit /= 10);
  *out = negative ? -value : value;
  return p != digits && *p == '\0';
}

static int check_number(const mq_option_row *row, const char *value, mtqc_error *error) {
  double number;
  if (read_number(value, &number) && number >= row->least && number <= row->most &&
      (row->kind != MQ_WHOLE || number == (double)(long)number))
    return MTQC_OK;
  return mq_error_set(error, MTQC_EARGUMENT, "option %s: '%s' is not a number from %g to %g", row->name, value,
                      row->least, row->most);
}

static int check_check(const mq_option_row *row, const char *value, size_t size, mtqc_error *error) {
  if (find_check(value, size) < mq_checks_count) return MTQC_OK;
  return mq_error_set(error, MTQC_EARGUMENT, "option %s: there is no check '%.*s'", row->name, (int)size, value);
}

static int check_level(const mq_option_row *row, const char *value, mtqc_error *error) {
  const char *equals = strchr(value, '=');
  if (!equals) return mq_error_set(error, MTQC_EARGUMENT, "option %s: '%s' is not CHECK=LEVEL", row->name, value);
  if (find_severity(equals + 1) >= 0) return check_check(row, value, (size_t)(equals - value), error);
  return mq_error_set(error, MTQC_EARGUMENT, "option %s: '%s' is not neutral, minor, major or critical", row->name,
                      equals + 1);
}

static int check_value(const mq_option_row *row, const char *value, mtqc_error *error) {
  switch (row->kind) {
  case MQ_YES_NO:
    if (strcmp(value, "yes") == 0 || strcmp(value, "no") == 0) return MTQC_OK;
    return mq_error_set(error, MTQC_EARGUMENT, "option %s: '%s' is not yes or no", row->name, value);
  case MQ_PROFILE_NAME:
    if (find_profile(value) < MQ_PROFILE_COUNT) return MTQC_OK;
    return mq_error_set(error, MTQC_EARGUMENT, "option %s: there is no profile '%s'", row->name, value);
  case MQ_WHOLE:
  case MQ_SHARE: return check_number(row, value, error);
  case MQ_CHECK_NAME: return check_check(row, value, strlen(value), error);
  case MQ_CHECK_LEVEL: return check_level(row, value, error);
  case MQ_LEVEL:
    if (strcmp(value, "none") == 0 || find_severity(value) > MTQC_NEUTRAL) return MTQC_OK;
    return mq_error_set(error, MTQC_EARGUMENT, "option %s: '%s' is not none, minor, major or critical", row->name,
                        value);
  case MQ_SCORE: return *value ? check_number(row, value, error) : MTQC_OK;
  case MQ_PATH:
  case MQ_ANY_TEXT: break;
  }
  return MTQC_OK;
}

static void wish_for(mtqc_options *options, size_t row, const char *value) {
  if (row != MQ_OPTION_ONLY && row != MQ_OPTION_ENABLE && row != MQ_OPTION_DISABLE && row != MQ_OPTION_SEVERITY) return;
  const size_t name = strcspn(value, "=");
  wish *of_check = &options->wishes[find_check(value, name)];
  if (row == MQ_OPTION_ONLY) of_check->only = options->any_only = true;
  if (row == MQ_OPTION_ENABLE) of_check->enabled = true;
  if (row == MQ_OPTION_DISABLE) of_check->disabled = true;
  if (row == MQ_OPTION_SEVERITY) of_check->severity = (int8_t)find_severity(value + name + 1);
}

int mtqc_options_set(mtqc_options *options, const char *key, const char *value, mtqc_error *error) {
  size_t index;
  const mq_option_row *row = find_row(key, &index);
  if (!row) return mq_error_set(error, MTQC_EARGUMENT, "there is no option '%s'", key);
  const int status = check_value(row, value, error);
  if (status) return status;
  char *copy = mq_malloc(strlen(value) + 1);
  if (!copy) return mq_error_memory(error);
  strcpy(copy, value);
  mq_free(options->values[index]);
  options->values[index] = copy;
  wish_for(options, index, value);
  return MTQC_OK;
}

const char *mtqc_options_get(const mtqc_options *options, const char *key) {
  size_t index;
  return find_row(key, &index) ? mq_option(options, index) : NULL;
}

const char *mtqc_options_help(const char *key) {
  size_t index;
  const mq_option_row *row = find_row(key, &index);
  return row ? row->help : NULL;
}

static size_t profile_of(const mtqc_options *options) { return find_profile(mq_option(options, MQ_OPTION_PROFILE)); }

const char *mq_option(const mtqc_options *options, size_t row) {
  if (options && options->values[row]) return options->values[row];
  return row_at(row)->standard;
}

double mq_option_least_strength(const mtqc_options *options) {
  return *mq_option(options, MQ_OPTION_MIN_CONFIDENCE) ? 0 : mq_profiles[profile_of(options)].least_strength;
}

bool mq_option_yes(const mtqc_options *options, size_t row) { return strcmp(mq_option(options, row), "yes") == 0; }

double mq_option_number(const mtqc_options *options, size_t row) {
  double number = 0;
  read_number(mq_option(options, row), &number);
  return number;
}

bool mq_option_check_enabled(const mtqc_options *options, size_t check) {
  const bool in_profile = mtqc_check_in_profile(check, profile_of(options));
  if (!options) return in_profile;
  const wish *wanted = &options->wishes[check];
  return (options->any_only ? wanted->only : in_profile || wanted->enabled) && !wanted->disabled;
}

int mq_option_check_severity(const mtqc_options *options, size_t check) {
  return options ? options->wishes[check].severity : -1;
}

const char *const *mq_option_settings(mq_arena *arena, const mtqc_options *options, size_t check) {
  const size_t count = count_own(check), first = first_own(check);
  const char **settings = mq_arena_array(arena, count, sizeof *settings);
  for (size_t i = 0; i < count; i++) {
    const char *value = mq_option(options, first + i);
    settings[i] = mq_arena_copy(arena, value, strlen(value));
  }
  return settings;
}

size_t mtqc_option_count(void) { return first_own(mq_checks_count); }
const char *mtqc_option_name(size_t index) { return row_at(index) ? row_at(index)->name : NULL; }
const char *mtqc_option_help(size_t index) { return row_at(index) ? row_at(index)->help : NULL; }
int mtqc_option_is_path(size_t index) { return row_at(index) && row_at(index)->kind == MQ_PATH; }
const char *mtqc_option_default(size_t index) { return row_at(index) ? row_at(index)->standard : NULL; }
