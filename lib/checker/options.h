/* Options as the checker reads them. */
#ifndef MQ_OPTIONS_H
#define MQ_OPTIONS_H

#include "check/check.h"

#include <mtqc/options.h>

/* Rows of the option table (options.c). */
enum {
  MQ_OPTION_DATA,
  MQ_OPTION_PROFILE,
  MQ_OPTION_ONLY,
  MQ_OPTION_ENABLE,
  MQ_OPTION_DISABLE,
  MQ_OPTION_SEVERITY,
  MQ_OPTION_MIN_CONFIDENCE,
  MQ_OPTION_FAIL_ON,
  MQ_OPTION_MIN_SCORE,
  MQ_OPTION_LEXICON,
  MQ_OPTION_USER_WORDS,
  MQ_OPTION_MAX_BEAD,
  MQ_OPTION_ONE_TO_ONE,
  MQ_OPTION_PARAGRAPHS,
  MQ_OPTION_ANCHORS,
  MQ_OPTION_ANCHOR_PATTERN,
  MQ_OPTION_LEARNT,
  MQ_OPTION_JOBS,
  MQ_OPTION_MQM_WEIGHTS,
  MQ_OPTION_MQM_PASS,
  MQ_OPTION_MQM_TOLERATED,
  MQ_OPTION_MQM_TOLERATED_BRIEF,
  MQ_OPTION_ESTIMATE,
  MQ_OPTION_ESTIMATE_WEIGHTS,
  MQ_OPTION_TOKEN_WEIGHTS,
  MQ_OPTION_INPUT_FORMAT,
  MQ_OPTION_ENCODING,
  MQ_OPTION_SOURCE_COLUMN, /* by side: the target's follows */
  MQ_OPTION_TARGET_COLUMN,
  MQ_OPTION_BASELINE,
  MQ_OPTION_IGNORE_LIST,
  MQ_OPTION_SOURCE_NAME,
  MQ_OPTION_TARGET_NAME,
  MQ_OPTION_COLOUR,
  MQ_OPTION_WHERE,
  MQ_OPTION_COUNT /* options of single checks follow, in the order of the registry */
};

/* A default may be asked of NULL options. */
const char *mq_option(const mtqc_options *options, size_t row);
bool mq_option_yes(const mtqc_options *options, size_t row);
double mq_option_number(const mtqc_options *options, size_t row);

/* Strength that a finding must have (checker/reliability.h): the profile's, or 0 if a confidence is asked for. */
double mq_option_least_strength(const mtqc_options *options);

/* Whether a check is switched on: those of `only`, or of the profile and enabled by name, less those disabled by name. */
bool mq_option_check_enabled(const mtqc_options *options, size_t check);

/* The severity that findings of a check are to have, or -1: as the check says. */
int mq_option_check_severity(const mtqc_options *options, size_t check);

/* The values of the options of one check. Strings are copied into the arena. */
const char *const *mq_option_settings(mq_arena *arena, const mtqc_options *options, size_t check);

#endif
