/* The frame of a unit test: one Check suite, run without forks when debugging (CK_FORK=no), TAP on standard output. */
#ifndef TEST_H
#define TEST_H

#include <check.h>
#include <stdlib.h>

#include "base/str.h"

#define ck_assert_str_is(value, text) ck_assert_msg(mq_str_equal((value), mq_str_of(text)), "%s:%d: '%.*s' is not '%s'", \
                                                    __FILE__, __LINE__, MQ_FMT(value), (text))

static inline int test_main(Suite *suite) {
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_ENV);
  const int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
