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

/* A keyword of a choice: "one" of a plural, "female" of a selection. */
typedef struct mq_keyword {
  mq_str name;
  uint32_t start, end; /* bytes */
  size_t argument;     /* index of the argument that chooses */
} mq_keyword;

enum { MQ_MOST_ARGUMENTS = 64, MQ_MOST_KEYWORDS = 128 };

/* What a message holds, in order, nested arguments and their keywords included; what has no room is left out. */
typedef struct mq_message {
  size_t argument_count, keyword_count;
  mq_argument arguments[MQ_MOST_ARGUMENTS];
  mq_keyword keywords[MQ_MOST_KEYWORDS];
} mq_message;

/* Reads a valid message. */
void mq_message_read(mq_str text, mq_message *out);

#endif
