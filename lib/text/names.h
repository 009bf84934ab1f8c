/* Names that CLDR has in every language: countries, languages, currencies and the cities of the time zones.
 */
#ifndef MQ_NAMES_H
#define MQ_NAMES_H

#include "base/str.h"

/* The name of one thing in two languages; the texts are good during the call only. */
typedef void mq_name_sink(void *payload, mq_str first, mq_str second);

/* Sends all names that are known in both languages (codes such as "de"), in a fixed order. Names that ICU
 * only spells as a code or borrows from another language are left out where it says so. */
void mq_names_send(mq_arena *arena, const char *first, const char *second, mq_name_sink *sink, void *payload);

#endif
