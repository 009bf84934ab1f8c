/* The table of checks, made from checks.def, and its public face. */
#include "check.h"

#define CHECK(number, symbol, name, category, severity, needs, meaning) extern const mq_check mq_check_##symbol;
#include "checks.def"
#undef CHECK

#define CHECK(number, symbol, name, category, severity, needs, meaning) \
  {number, name, category, severity, needs, meaning, &mq_check_##symbol},
const mq_check_row mq_checks[] = {
#include "checks.def"
  {0},
};
#undef CHECK
const size_t mq_checks_count = sizeof mq_checks / sizeof mq_checks[0] - 1;

static const mq_check_row *row_at(size_t index) { return index < mq_checks_count ? &mq_checks[index] : NULL; }

size_t mtqc_check_count(void) { return mq_checks_count; }
uint32_t mtqc_check_number(size_t index) { return row_at(index) ? row_at(index)->number : 0; }
const char *mtqc_check_name(size_t index) { return row_at(index) ? row_at(index)->name : NULL; }
const char *mtqc_check_category(size_t index) { return row_at(index) ? row_at(index)->category : NULL; }
int mtqc_check_severity(size_t index) { return row_at(index) ? row_at(index)->severity : 0; }
const char *mtqc_check_meaning(size_t index) { return row_at(index) ? row_at(index)->meaning : NULL; }
const char *mtqc_check_explanation(size_t index) { return row_at(index) ? row_at(index)->check->explanation : NULL; }

const char *mtqc_severity_name(int severity) {
  static const char *const names[] = {"neutral", "minor", "major", "critical"};
  return severity >= MTQC_NEUTRAL && severity <= MTQC_CRITICAL ? names[severity] : NULL;
}
