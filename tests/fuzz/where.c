/* Conditions on pairs (--where): any text is refused with one clear error or read, and what is read can be asked of any pair;
 * "not" before it in brackets turns the answer round.
 * Input: a condition. */
#include "fuzz.h"

#include "report/where.h"

#include <mtqc/mtqc.h>

#include <stdlib.h>
#include <string.h>

enum { PAIRS = 3 };

/* The first pair is good, the second has a wrong number, the third lacks its stop too. */
static mtqc_report *make_report(void) {
  static const char *const texts[2][PAIRS] = {{"The cat sleeps.", "He has 12 dogs.", "It has 14 windows."},
                                              {"Die Katze schläft.", "Er hat 13 Hunde.", "Es hat 15 Fenster"}};
  mtqc_text sides[2][PAIRS];
  for (size_t i = 0; i < 2 * PAIRS; i++) sides[i / PAIRS][i % PAIRS] = (mtqc_text){texts[i / PAIRS][i % PAIRS], strlen(texts[i / PAIRS][i % PAIRS])};
  mtqc_options *options = mtqc_options_new();
  mtqc_options_set(options, "only", "number-mismatch", NULL);
  mtqc_options_set(options, "only", "end-punctuation", NULL);
  mtqc_checker *checker = mtqc_checker_new("en", "de", options, NULL);
  mtqc_report *report = NULL;
  if (!checker || mtqc_check_segments(checker, sides[0], sides[1], PAIRS, &report, NULL)) abort();
  mtqc_checker_free(checker);
  mtqc_options_free(options);
  return report;
}

/* Bit i: whether the condition holds for pair i. */
static unsigned answers(const mq_where *where, const mtqc_report *report) {
  unsigned bits = 0;
  const size_t count = mtqc_report_finding_count(report);
  for (size_t pair = 0, first = 0, end; pair < PAIRS; pair++, first = end) {
    for (end = first; end < count && mtqc_finding_bead(mtqc_report_finding(report, end)) == pair;) end++;
    bits |= (unsigned)mq_where_holds(where, report, pair, first, end - first) << pair;
  }
  return bits;
}

static const mq_where *read_negated(mq_arena *arena, const char *condition, mtqc_error *error) {
  const size_t size = strlen(condition);
  char *negated = mq_arena_alloc(arena, size + sizeof "not()");
  memcpy(negated, "not(", 4);
  memcpy(negated + 4, condition, size);
  memcpy(negated + 4 + size, ")", 2);
  return mq_where_read(arena, negated, error);
}

static void read_and_ask(mq_arena *arena, const uint8_t *data, size_t size, const mtqc_report *report) {
  const char *condition = mq_arena_copy(arena, (const char *)data, size);
  mtqc_error error = {0};
  const mq_where *where = mq_where_read(arena, condition, &error);
  if (!where && (error.code != MTQC_EARGUMENT || !error.text[0])) abort();
  if (!where || condition[strspn(condition, " \t\r\n")] == '\0') return;
  const mq_where *negated = read_negated(arena, condition, &error); /* NULL when it gets too long or too deep */
  const unsigned all = (1U << PAIRS) - 1, held = answers(where, report);
  if (negated && answers(negated, report) != (all & ~held)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static mtqc_report *report;
  if (!report) report = make_report();
  mq_arena *arena = mq_arena_new();
  if (mq_arena_try(arena)) abort();
  read_and_ask(arena, data, size, report);
  mq_arena_free(arena);
  return 0;
}
