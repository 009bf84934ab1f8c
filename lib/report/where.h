/* Conditions on a pair of segments: "mqm >= 90 and not major". */
#ifndef MQ_WHERE_H
#define MQ_WHERE_H

#include "base/arena.h"

#include <mtqc/score.h>
#include <stdbool.h>

typedef struct mq_where mq_where;

/* Reads a condition:
 *
 *   condition   term { "or" term }
 *   term        factor { "and" factor }
 *   factor      "not" factor | "(" condition ")" | name | name relation number
 *   relation    < <= > >= = !=
 *
 * A name is that of a score (mtqc/score.h), a severity (the pair has findings of it or worse), a check (it has findings of
 * it), or "findings"; before a relation it stands for the score or the number of such findings. A score that is not rated
 * is in no relation. The empty text holds always. In the arena; NULL with MTQC_EARGUMENT and the place of the fault. */
mq_where *mq_where_read(mq_arena *arena, const char *text, mtqc_error *error);

/* Whether it holds for a bead whose findings are the `count` from index `first` on. Ignored findings do not count. */
bool mq_where_holds(const mq_where *where, const mtqc_report *report, size_t bead, size_t first, size_t count);

#endif
