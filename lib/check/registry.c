/* The tables of checks and profiles, made from checks.def and profiles.def, and their public face. */
#include "check.h"

#define CHECK(number, symbol, name, category, severity, needs, profiles, meaning)                                      \
  extern const mq_check mq_check_##symbol;
#include "checks.def"
#undef CHECK

#define CHECK(number, symbol, name, category, severity, needs, profiles, meaning) \
  {number, name, category, severity, needs, profiles, meaning, &mq_check_##symbol},
const mq_check_row mq_checks[] = {
#include "checks.def"
  {0},
};
#undef CHECK
const size_t mq_checks_count = sizeof mq_checks / sizeof mq_checks[0] - 1;
_Static_assert(sizeof mq_checks / sizeof mq_checks[0] <= MQ_CHECKS_MOST, "there are more checks than room is kept for");

#define PROFILE(symbol, name, least_strength, meaning) {name, meaning, least_strength},
const mq_profile mq_profiles[] = {
#include "profiles.def"
};
#undef PROFILE

static const mq_check_row *row_at(size_t index) { return index < mq_checks_count ? &mq_checks[index] : NULL; }

size_t mtqc_check_count(void) { return mq_checks_count; }
uint32_t mtqc_check_number(size_t index) { return row_at(index) ? row_at(index)->number : 0; }
const char *mtqc_check_name(size_t index) { return row_at(index) ? row_at(index)->name : NULL; }
const char *mtqc_check_category(size_t index) { return row_at(index) ? row_at(index)->category : NULL; }
int mtqc_check_severity(size_t index) { return row_at(index) ? row_at(index)->severity : 0; }
const char *mtqc_check_meaning(size_t index) { return row_at(index) ? row_at(index)->meaning : NULL; }
const char *mtqc_check_explanation(size_t index) { return row_at(index) ? row_at(index)->check->explanation : NULL; }

int mtqc_check_in_profile(size_t index, size_t profile) {
  return row_at(index) && profile < MQ_PROFILE_COUNT && row_at(index)->profiles >> profile & 1;
}

static const mq_option_row *option_at(size_t index, size_t option) {
  const mq_option_row *options = row_at(index) ? row_at(index)->check->options : NULL;
  for (size_t i = 0; options && options[i].name; i++)
    if (i == option) return &options[i];
  return NULL;
}

const char *mtqc_check_option(size_t index, size_t option) {
  const mq_option_row *row = option_at(index, option);
  return row ? row->name : NULL;
}

size_t mtqc_profile_count(void) { return MQ_PROFILE_COUNT; }
const char *mtqc_profile_name(size_t index) { return index < MQ_PROFILE_COUNT ? mq_profiles[index].name : NULL; }
const char *mtqc_profile_meaning(size_t index) { return index < MQ_PROFILE_COUNT ? mq_profiles[index].meaning : NULL; }

const char *mtqc_severity_name(int severity) {
  static const char *const names[] = {"neutral", "minor", "major", "critical"};
  return severity >= MTQC_NEUTRAL && severity <= MTQC_CRITICAL ? names[severity] : NULL;
}
