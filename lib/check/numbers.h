/* The numbers of one side of a bead while they are matched, and the reasons why a number may rightly stand on
 * one side only. */
#ifndef MQ_NUMBERS_H
#define MQ_NUMBERS_H

#include "sides.h"
#include "text/phrase.h"

#include <math.h>

/* Beads with more numbers than FEW are compared through a window, those with more than MOST not at all;
 * explanations are looked for in the first TOKENS tokens. So the work stays linear in hostile texts too. */
enum { MQ_NUMBERS_FEW = 64, MQ_NUMBERS_MOST = 512, MQ_NUMBERS_TOKENS = 4096 };

/* Phrases with numbers that other languages say in another way (dicts/<lang>/number-idioms.txt), or NULL. */
mq_phrases *mq_number_idioms_load(const mq_setup *setup, mtqc_side side);

typedef struct mq_numbers {
  const mq_quantity *at;
  size_t count;
  const mq_token *tokens;
  size_t token_count;
  const mq_text *text;
  const mq_language *language;
  const struct mq_units *units; /* units.h */
  bool *used;  /* matched, explained or reported */
  bool *idiom; /* part of a phrase that other languages say with another number or none; NULL: none is */
} mq_numbers;

static inline size_t mq_numbers_few(const mq_numbers *side) {
  return side->count < MQ_NUMBERS_FEW ? side->count : MQ_NUMBERS_FEW;
}

static inline size_t mq_numbers_tokens(const mq_numbers *side) {
  return side->token_count < MQ_NUMBERS_TOKENS ? side->token_count : MQ_NUMBERS_TOKENS;
}

static inline bool mq_is_near(double a, double b) { return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b)); }

/* Marks the numbers of a side that are part of an idiom. */
void mq_numbers_mark_idioms(mq_arena *arena, mq_numbers *side, const mq_phrases *idioms);

mq_str mq_numbers_text(const mq_numbers *side, size_t i);

/* Whether number i of one side is said on the other in a way that matching by value does not see: as a Roman
 * numeral, with the same characters or a two-digit year (designations), and, unless `strict`, said again, in
 * parts of a date or time, or inside a word. */
bool mq_number_explained(const mq_numbers *side, size_t i, const mq_numbers *other, bool strict);

/* Whether a date matches its partner on the other side but for a year or a day that stands nowhere there. */
bool mq_number_date_part_lost(const mq_quantity *date, const mq_quantity *partner, const mq_numbers *other);

/* Whether two numbers may be one hour of the day on clocks of twelve and of 24 hours. */
bool mq_number_same_hour(const mq_quantity *a, const mq_quantity *b);

#endif
