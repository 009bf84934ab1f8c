/* Source content without a counterpart in the translation. */
#include "coverage.h"

static void document(mq_context *context, const mq_document *all) {
  mq_coverage_check(context, all, MTQC_SOURCE);
}

const mq_check mq_check_omission = {
    .prepare = mq_coverage_prepare,
    .document = document,
    .explanation =
        "A source segment that no target segment translates, an empty translation, or a translation that is "
        "too short while a "
        "stretch of the source's content words has no counterpart in it.\n"
        "Lengths are compared with the ratio that the document itself shows. Without a language pack for the "
        "pair no words "
        "can be linked, and a translation is reported that is far shorter than is usual for the two languages."};
