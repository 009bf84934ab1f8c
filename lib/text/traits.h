/* Traits of a text: which kinds of bytes occur in it.
 *
 * One pass over the bytes, before any check runs, so that a check of something rare (placeholders, markup, control
 * characters, double spaces) can tell at once that there is nothing to do. */
#ifndef MQ_TRAITS_H
#define MQ_TRAITS_H

#include "base/str.h"

enum {
  MQ_T_PERCENT = 1 << 0,
  MQ_T_BRACE = 1 << 1,      /* { or } */
  MQ_T_DOLLAR = 1 << 2,
  MQ_T_ANGLE = 1 << 3,      /* < or > */
  MQ_T_AMPERSAND = 1 << 4,
  MQ_T_BACKSLASH = 1 << 5,
  MQ_T_UNDERSCORE = 1 << 6,
  MQ_T_AT = 1 << 7,
  MQ_T_HASH = 1 << 8,
  MQ_T_BACKTICK = 1 << 9,
  MQ_T_STAR = 1 << 10,
  MQ_T_SQUARE = 1 << 11,    /* [ or ] */
  MQ_T_TILDE = 1 << 12,
  MQ_T_SLASH = 1 << 13,
  MQ_T_COLON = 1 << 14,
  MQ_T_DIGIT = 1 << 15,
  MQ_T_CONTROL = 1 << 16,   /* C0 controls other than tab, line feed, carriage return; delete; the first byte of C1 */
  MQ_T_TAB = 1 << 17,
  MQ_T_BREAK = 1 << 18,     /* line feed or carriage return */
  MQ_T_LATIN = 1 << 19,     /* first byte of U+0080..U+017F: what most mojibake is made of */
  MQ_T_GENERAL = 1 << 20,   /* first byte of U+2000..U+2FFF: spaces, dashes, quotation marks, direction controls */
  MQ_T_FORM = 1 << 21,      /* first byte of U+E000..U+FFFF: private use, replacement character, byte order mark */
  MQ_T_COMPOSING = 1 << 22, /* first bytes of the blocks that hold combining marks or are decomposed by NFC */
  MQ_T_WIDE_SPACE = 1 << 23,     /* two white spaces side by side (the last byte of a no-break space counts, and of à), or a tab */
  MQ_T_SPACED_MARK = 1 << 24,    /* a space before one of , . ; : ! ? ) ] */
  MQ_T_REPEATED_MARK = 1 << 25,  /* one of , . ; : ! ? after another */
  MQ_T_QUESTION = 1 << 26,
  MQ_T_CYRILLIC = 1 << 27,        /* first byte of the Cyrillic capitals and of half the small letters */
  MQ_T_HYPHENS = 1 << 28,        /* two hyphens side by side */
  MQ_T_SPACED_HYPHEN = 1 << 29,  /* a hyphen after a space */
  MQ_T_DOUBTFUL = 1 << 30        /* first bytes of scripts and planes that need their joiners and marks */
};

uint32_t mq_traits_of(mq_str text);

#endif
