/* The table of options, and a set of values. Every value is checked when it is set, so reading one cannot fail. */
#include "options.h"

#include <stdlib.h>

typedef enum value_kind { ANY_TEXT, YES_NO, WHOLE, SHARE, CHECK_NAME } value_kind;

static const struct {
  const char *name, *standard, *help;
  value_kind kind;
  double least, most; /* of a number */
} table[MQ_OPTION_COUNT] = {
    [MQ_OPTION_DATA] = {"data", "", "folder of language packs (default: $MTQC_DATA, then the installed ones)", ANY_TEXT, 0, 0},
    [MQ_OPTION_ENABLE] = {"enable", "", "run only the checks enabled by name", CHECK_NAME, 0, 0},
    [MQ_OPTION_DISABLE] = {"disable", "", "do not run this check", CHECK_NAME, 0, 0},
    [MQ_OPTION_MIN_CONFIDENCE] = {"min-confidence", "0.5", "leave out findings below this confidence (0 to 1)", SHARE, 0, 1},
    [MQ_OPTION_LEXICON] = {"lexicon", "yes", "use language packs", YES_NO, 0, 0},
    [MQ_OPTION_MAX_BEAD] = {"max-bead", "4", "most segments of one side in a bead (1 to 4)", WHOLE, 1, 4},
    [MQ_OPTION_ONE_TO_ONE] = {"one-to-one", "no", "align one segment with one segment or none", YES_NO, 0, 0},
    [MQ_OPTION_JOBS] = {"jobs", "1", "threads that check segments (1 to 256)", WHOLE, 1, 256},
    [MQ_OPTION_SOURCE_NAME] = {"source-name", "source", "name of the source text in reports", ANY_TEXT, 0, 0},
    [MQ_OPTION_TARGET_NAME] = {"target-name", "target", "name of the translation in reports", ANY_TEXT, 0, 0},
    [MQ_OPTION_COLOUR] = {"colour", "no", "colour the text report", YES_NO, 0, 0},
};

struct mtqc_options {
  char *values[MQ_OPTION_COUNT]; /* NULL: the default */
  bool any_enabled;
  bool *enabled, *disabled; /* by check row */
};

mtqc_options *mtqc_options_new(void) {
  mtqc_options *options = mq_malloc(sizeof *options + 2 * mq_checks_count);
  if (!options) return NULL;
  memset(options, 0, sizeof *options + 2 * mq_checks_count);
  options->enabled = (bool *)(options + 1);
  options->disabled = options->enabled + mq_checks_count;
  return options;
}

void mtqc_options_free(mtqc_options *options) {
  if (!options) return;
  for (size_t i = 0; i < MQ_OPTION_COUNT; i++) mq_free(options->values[i]);
  mq_free(options);
}

static size_t find_row(const char *key) {
  size_t row = 0;
  while (row < MQ_OPTION_COUNT && strcmp(table[row].name, key) != 0) row++;
  return row;
}

static size_t find_check(const char *name) {
  size_t check = 0;
  while (check < mq_checks_count && strcmp(mq_checks[check].name, name) != 0) check++;
  return check;
}

/* strtod reads the decimal point of the process's locale; values are always written with a full stop. */
static bool read_number(const char *text, double *out) {
  double value = 0, unit = 1;
  const char *p = text;
  for (; *p >= '0' && *p <= '9'; p++) value = value * 10 + (*p - '0');
  if (*p == '.')
    for (p++; *p >= '0' && *p <= '9'; p++) value += (*p - '0') * (unit /= 10);
  *out = value;
  return p != text && *p == '\0';
}

static int check_value(size_t row, const char *value, mtqc_error *error) {
  const char *name = table[row].name;
  double number;
  switch (table[row].kind) {
  case YES_NO:
    if (strcmp(value, "yes") == 0 || strcmp(value, "no") == 0) return MTQC_OK;
    return mq_error_set(error, MTQC_EARGUMENT, "option %s: '%s' is not yes or no", name, value);
  case WHOLE:
  case SHARE:
    if (read_number(value, &number) && number >= table[row].least && number <= table[row].most &&
        (table[row].kind == SHARE || number == (double)(long)number))
      return MTQC_OK;
    return mq_error_set(error, MTQC_EARGUMENT, "option %s: '%s' is not a number from %g to %g", name, value,
                        table[row].least, table[row].most);
  case CHECK_NAME:
    if (find_check(value) < mq_checks_count) return MTQC_OK;
    return mq_error_set(error, MTQC_EARGUMENT, "option %s: there is no check '%s'", name, value);
  case ANY_TEXT: break;
  }
  return MTQC_OK;
}

int mtqc_options_set(mtqc_options *options, const char *key, const char *value, mtqc_error *error) {
  const size_t row = find_row(key);
  if (row == MQ_OPTION_COUNT) return mq_error_set(error, MTQC_EARGUMENT, "there is no option '%s'", key);
  const int status = check_value(row, value, error);
  if (status) return status;
  char *copy = mq_malloc(strlen(value) + 1);
  if (!copy) return mq_error_memory(error);
  strcpy(copy, value);
  mq_free(options->values[row]);
  options->values[row] = copy;
  if (row == MQ_OPTION_ENABLE) options->enabled[find_check(value)] = options->any_enabled = true;
  if (row == MQ_OPTION_DISABLE) options->disabled[find_check(value)] = true;
  return MTQC_OK;
}

const char *mtqc_options_get(const mtqc_options *options, const char *key) {
  const size_t row = find_row(key);
  return row < MQ_OPTION_COUNT ? mq_option(options, row) : NULL;
}

const char *mq_option(const mtqc_options *options, size_t row) {
  return options && options->values[row] ? options->values[row] : table[row].standard;
}

bool mq_option_yes(const mtqc_options *options, size_t row) { return strcmp(mq_option(options, row), "yes") == 0; }

double mq_option_number(const mtqc_options *options, size_t row) {
  double number = 0;
  read_number(mq_option(options, row), &number);
  return number;
}

bool mq_option_check_enabled(const mtqc_options *options, size_t check) {
  if (!options) return true;
  return (!options->any_enabled || options->enabled[check]) && !options->disabled[check];
}

size_t mtqc_option_count(void) { return MQ_OPTION_COUNT; }
const char *mtqc_option_name(size_t index) { return index < MQ_OPTION_COUNT ? table[index].name : NULL; }
const char *mtqc_option_help(size_t index) { return index < MQ_OPTION_COUNT ? table[index].help : NULL; }
const char *mtqc_option_default(size_t index) { return index < MQ_OPTION_COUNT ? table[index].standard : NULL; }
