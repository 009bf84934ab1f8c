/* The frame of a unit test: one Check suite, run without forks when debugging (CK_FORK=no), TAP on standard output. */
#ifndef TEST_H
#define TEST_H

#include <check.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/str.h"

#define ck_assert_str_is(value, text) ck_assert_msg(mq_str_equal((value), mq_str_of(text)), "%s:%d: '%.*s' is not '%s'", \
                                                    __FILE__, __LINE__, MQ_FMT(value), (text))

/* A test that does not end is ended by the processor time it takes, for on a busy machine all of them are slow; Check's own limits
 * are by the clock, and meson multiplies them. */
enum { MOST_SECONDS = 300 };

static inline int test_main(Suite *suite) {
  setrlimit(RLIMIT_CPU, &(struct rlimit){MOST_SECONDS, MOST_SECONDS});
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
