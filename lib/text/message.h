/* Messages in ICU MessageFormat with plurals or selections: "{count, plural, one {# file} other {# files}}". */
#ifndef MQ_MESSAGE_H
#define MQ_MESSAGE_H

#include "language.h"

/* Whether the text has an argument of type plural, selectordinal or select. */
bool mq_message_is_complex(mq_str text);

/* Whether ICU reads the text as a message. */
bool mq_message_is_valid(mq_arena *arena, const mq_language *language, mq_str text);

/* Plural categories as bits. */
enum {
  MQ_PLURAL_ZERO = 1 << 0,
  MQ_PLURAL_ONE = 1 << 1,
  MQ_PLURAL_TWO = 1 << 2,
  MQ_PLURAL_FEW = 1 << 3,
  MQ_PLURAL_MANY = 1 << 4,
  MQ_PLURAL_OTHER = 1 << 5,
  MQ_PLURAL_ALL = (1 << 6) - 1
};

const char *mq_plural_name(unsigned category);

/* Categories that a language tells apart in counting (or in ordinals); those of all numbers, also of rare fractions. */
unsigned mq_plural_categories(mq_arena *arena, const mq_language *language, bool ordinal);

typedef struct mq_argument {
  mq_str name, type;     /* type: "" for a plain argument */
  uint32_t start, end;   /* bytes of the name */
  unsigned categories;   /* of a plural or selectordinal argument: those it has a text for */
} mq_argument;

/* Arguments of a valid message in order, nested ones included; at most `room`. Returns how many. */
size_t mq_message_arguments(mq_str text, mq_argument *out, size_t room);

#endif
