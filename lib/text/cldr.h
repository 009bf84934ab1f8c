/* Tables of a language that has none of its own, as CLDR gives them. */
#ifndef MQ_CLDR_H
#define MQ_CLDR_H

#include "language.h"

/* The table "numbers", "magnitudes" or "units" of a language, of the shape of those in dicts/ (see there); false if it is not
 * one of these or CLDR does not know the language. In the arena. */
bool mq_cldr_table(mq_arena *arena, const mq_language *language, const char *name, mq_table *out);

#endif
