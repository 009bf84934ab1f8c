/* Characters that nobody sees. */
#ifndef MQ_INVISIBLE_H
#define MQ_INVISIBLE_H

#include "language.h"

typedef enum mq_invisible {
  MQ_VISIBLE,
  MQ_INVISIBLE_CONTROL,  /* C0 and C1 controls other than tab and line ends */
  MQ_INVISIBLE_BIDI,     /* embeddings, overrides, isolates: text is shown in another order than it is stored */
  MQ_INVISIBLE_MARK,     /* left-to-right and right-to-left mark */
  MQ_INVISIBLE_SPACE,    /* zero-width space, word joiner, byte order mark inside a text, Hangul fillers */
  MQ_INVISIBLE_JOINER,   /* zero-width joiner and non-joiner: letters of some scripts and emoji need them */
  MQ_INVISIBLE_HYPHEN,   /* soft hyphen */
  MQ_INVISIBLE_SEPARATOR, /* line and paragraph separator */
  MQ_INVISIBLE_UNASSIGNED, /* private use, noncharacters, not assigned, tags */
} mq_invisible;

/* What the next character at byte *i is; *i moves behind it. *code is the code point. */
mq_invisible mq_invisible_next(mq_str text, size_t *i, int32_t *code);

/* Whether the language is written from right to left, or in a script whose letters need joiners. */
bool mq_script_is_right_to_left(const mq_language *language);
bool mq_script_needs_joiners(const mq_language *language);

#endif
