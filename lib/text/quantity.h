/* Quantities: numbers, dates and times by value, whatever their spelling. */
#ifndef MQ_QUANTITY_H
#define MQ_QUANTITY_H

#include "token.h"

typedef enum mq_quantity_kind {
  MQ_QUANTITY_NUMBER,  /* 16; 1.234,5; 10 тыс.; zwei Millionen; dritte */
  MQ_QUANTITY_PERCENT, /* 5 %, 5 Prozent */
  MQ_QUANTITY_DATE,    /* 16. Januar 2022, 16.01.2022, 16 января, January 16 */
  MQ_QUANTITY_TIME,    /* 10:30, 10.30 Uhr */
  MQ_QUANTITY_CODE     /* digits inside a designation: Il-76, COVID-19, A320, version 1.2.3 */
} mq_quantity_kind;

typedef struct mq_quantity {
  uint32_t first, count; /* tokens of the segment */
  uint8_t kind;
  bool spelled; /* no digit in it */
  bool ordinal;
  bool article; /* "ein", "один": counts as a number only if the other side has 1 */
  double value;       /* number or percent; minutes since midnight of a time; 0 for dates */
  double alternative; /* the reading under the other separator convention, or NaN: "1.234" is 1234 or 1.234 */
  int16_t year;       /* of a date; 0 if unknown */
  int8_t month, day;  /* 0 if unknown */
} mq_quantity;

/* Appends the quantities of one segment's tokens to `out` (room for `count` of them) and returns how many. */
size_t mq_quantities_find(const mq_language *language, const mq_token *tokens, size_t count, mq_quantity *out);

/* Whether two quantities say the same, across kinds where that is usual (a date's day beside a bare number, 0.5 and 50 %
 * are not the same; year-less dates match dates with a year; two-digit years match). */
bool mq_quantity_equal(const mq_quantity *a, const mq_quantity *b);

#endif
