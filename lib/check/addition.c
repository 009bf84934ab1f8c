/* Content of the translation that the source does not have. */
#include "coverage.h"

static void document(mq_context *context, const mq_document *all) {
  mq_coverage_check(context, all, MTQC_TARGET);
}

const mq_check mq_check_addition = {.prepare = mq_coverage_prepare,
                                    .document = document,
                                    .explanation =
                                        "A target segment that translates no source segment, or a "
                                        "translation that is too long while a stretch of its content "
                                        "words has no counterpart in the source.\n"
                                        "Lengths are compared with the ratio that the document itself shows. "
                                        "Without a language pack for the pair no words "
                                        "can be linked, and a translation is reported that is far longer than is usual for the two languages."};
