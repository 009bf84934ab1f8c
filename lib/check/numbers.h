/* The numbers of one side of a bead while they are matched, and the reasons why a number may rightly stand on one side only. */
#ifndef MQ_NUMBERS_H
#define MQ_NUMBERS_H

#include "check.h"

/* Beads with more numbers than this are compared through a window, so that the work stays linear. */
enum { MQ_NUMBERS_FEW = 64 };

typedef struct mq_numbers {
  const mq_quantity *at;
  size_t count;
  const mq_token *tokens;
  const mq_link *links; /* one a token */
  size_t token_count;
  const mq_text *text;
  const mq_language *language;
  bool *used; /* matched, explained or reported */
} mq_numbers;

mq_str mq_numbers_text(const mq_numbers *side, size_t i);

/* Whether number i of one side is said on the other in a way that matching by value does not see: said again, in parts of a
 * date or time, as a Roman numeral, inside a word, or (designations) with the same characters. */
bool mq_number_explained(const mq_numbers *side, size_t i, const mq_numbers *other);

/* Marks numbers as used whose units were converted: the ratio is that of two units, and what follows the numbers is not
 * linked. Returns whether there were any. */
bool mq_numbers_convert(mq_numbers *source, mq_numbers *target);

/* Whether two numbers may be one hour of the day on clocks of twelve and of 24 hours. */
bool mq_number_same_hour(const mq_quantity *a, const mq_quantity *b);

#endif
