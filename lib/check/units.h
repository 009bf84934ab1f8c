/* Units of measurement that stand at numbers: which they are, and whether one side converted them. */
#ifndef MQ_UNITS_H
#define MQ_UNITS_H

#include "numbers.h"

/* Units of measurement of one language (dicts/<lang>/units.tsv). */
typedef struct mq_units {
  mq_map forms; /* fold -> index into list */
  const struct mq_unit *list;
} mq_units;

typedef struct mq_unit {
  uint64_t dimension; /* hash of its name */
  double size;        /* in the base unit of the dimension; of a currency its number */
} mq_unit;

/* Reads the table of a side's language, or what CLDR has instead; no units if there is neither. */
mq_units mq_units_load(const mq_setup *setup, mtqc_side side);

bool mq_unit_is_currency(const mq_unit *unit);

/* The unit that stands at number i, or NULL. */
const mq_unit *mq_number_unit(const mq_numbers *side, size_t i);

/* Marks numbers as used that were converted to another unit of the same dimension. */
void mq_numbers_convert(mq_numbers *source, mq_numbers *target);

#endif
