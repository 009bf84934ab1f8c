/* Text that was decoded with the wrong charset. */
#ifndef MQ_MOJIBAKE_H
#define MQ_MOJIBAKE_H

#include "base/str.h"

typedef struct mq_mojibake {
  size_t start, end;  /* bytes of the damaged run */
  char meant[8];      /* UTF-8 of the character that was meant, NUL-terminated; "" if it is lost */
  bool certain;       /* running text cannot show this by accident */
} mq_mojibake;

/* The next damaged character at or after byte `from`; false if there is none. Finds UTF-8 that was read as Windows-1252 or
 * Latin-1 ("Ã¼"), UTF-8 read as Windows-1251 ("Рї"), Windows-1251 read as Windows-1252 ("ïðèâåò"), and U+FFFD. */
bool mq_mojibake_find(mq_str text, size_t from, mq_mojibake *out);

#endif
