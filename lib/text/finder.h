/* Inside of the search for quantities: what the parts that read digits and the parts that read words share.
 */
#ifndef MQ_FINDER_H
#define MQ_FINDER_H

#include "quantity.h"

#include <math.h>

typedef struct mq_finder {
  const mq_language *language;
  const mq_token *tokens;
  uint32_t count;
  mq_quantity *out;
  size_t found;
  uint32_t month_used; /* token after the last month that belongs to a date already */
  double factor;       /* magnitude of the last quantity, 1 if none */
} mq_finder;

/* --- clusters (cluster.c)
 * --------------------------------------------------------------------------------------- */

enum { MQ_CLUSTER_ROOM = 96 };

/* Tokens without a space between them as a class string: a byte a code point, digits as they are, `a` and `A`
 * letters, `z` ideographs, `_` a space that groups thousands, `~` a dash, `<` `=` `>` quarters, separators as
 * themselves. */
typedef struct mq_cluster {
  char class[MQ_CLUSTER_ROOM + 4]; /* NUL-terminated */
  const char *at[MQ_CLUSTER_ROOM + 4];
  uint32_t token[MQ_CLUSTER_ROOM + 4];
  size_t size;
  uint32_t first, last; /* tokens [first, last) */
} mq_cluster;

/* The cluster that begins at token i; cut before the token that would not fit. */
void mq_cluster_read(const mq_finder *f, uint32_t i, mq_cluster *out);

/* --- the tokens around (finder.c)
 * ------------------------------------------------------------------------------- */

bool mq_finder_glued(const mq_finder *f,
                     uint32_t i); /* no space before token i, and there is a token before */
bool mq_finder_mark(const mq_finder *f, uint32_t i, char mark); /* token i is this character */
bool mq_finder_stopword(const mq_finder *f, uint32_t i);
double mq_finder_factor(const mq_finder *f, uint32_t i); /* of a magnitude word at token i; 0 if it is none */

/* Multiplies by a magnitude. Small ones ("2 dozen", "the 2-1 score") and single letters ("5m") leave the
 * plain value as the other reading; factors below one are per cent and per mille. */
void mq_finder_scale(mq_finder *f, mq_quantity *q, double factor, uint32_t letters);

/* Magnitude words at token `end` and behind, with their full stops: "10 тыс.". Returns the new end. */
uint32_t mq_finder_magnitudes(mq_finder *f, mq_quantity *q, uint32_t end);

/* Makes a date of the number q that ends before token `end`, if a month stands behind or before it. Returns
 * the new end. */
uint32_t mq_finder_month(mq_finder *f, mq_quantity *q, uint32_t end);

/* Whether month and day exist; then q is that date. Year 0: not given. */
bool mq_finder_set_date(mq_quantity *q, int year, int month, int day);

/* Adds q, which ends before token `end`, to the result, or to the last quantity if that had the greater
 * magnitude `factor_before` ("5 млн 300 тыс."). */
void mq_finder_emit(mq_finder *f, mq_quantity *q, uint32_t end, double factor_before);

/* --- numbers in words (words.c)
 * --------------------------------------------------------------------------------- */

/* Reads a number in words at token i; returns the token to go on with. */
uint32_t mq_finder_words(mq_finder *f, uint32_t i);

#endif
