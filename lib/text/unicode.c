/* Classes of code points: a table for ASCII, general category and script of ICU for the rest. */
#include "unicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#define S MQ_C_SPACE
#define B MQ_C_BREAK
#define L MQ_C_LETTER
#define D MQ_C_DIGIT
#define P MQ_C_PUNCTUATION
#define Y MQ_C_SYMBOL
const uint8_t mq_ascii_class[128] = {
    Y, Y, Y, Y, Y, Y, Y, Y, Y, S, B, B, B, B, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, Y, /* controls */
    S, P, P, P, Y, P, P, P, P, P, P, Y, P, P, P, P, D, D, D, D, D, D, D, D, D, D, P, P, Y, Y, Y, P, /* space to ? */
    P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, P, P, P, Y, P, /* @ to _ */
    Y, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, P, Y, P, Y, Y, /* ` to delete */
};
#undef S
#undef B
#undef L
#undef D
#undef P
#undef Y

static bool is_variation_selector(int32_t c) {
  return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || (c >= 0x180b && c <= 0x180d);
}

/* Scripts whose lines may break between any two letters have no spaces between words. None lies below Thai. */
static bool is_spaceless(int32_t c) {
  if (c < 0xe00) return false;
  if (c == 0x30fc || c == 0xff70) return true; /* the long-vowel mark, script Common */
  UErrorCode status = U_ZERO_ERROR;
  return uscript_breaksBetweenLetters(uscript_getScript(c, &status));
}

mq_class mq_class_beyond_ascii(int32_t c) {
  if (c < 0) return MQ_C_BAD;
  if (c == 0x200b) return MQ_C_SPACE;
  switch (u_charType(c)) {
  case U_UPPERCASE_LETTER:
  case U_LOWERCASE_LETTER:
  case U_TITLECASE_LETTER:
    return MQ_C_LETTER;
  case U_MODIFIER_LETTER:
  case U_OTHER_LETTER:
  case U_LETTER_NUMBER:
    return is_spaceless(c) ? MQ_C_SPACELESS : MQ_C_LETTER;
  case U_NON_SPACING_MARK:
  case U_COMBINING_SPACING_MARK:
    return is_variation_selector(c) ? MQ_C_IGNORED : MQ_C_MARK;
  case U_DECIMAL_DIGIT_NUMBER:
    return MQ_C_DIGIT;
  case U_SPACE_SEPARATOR:
    return MQ_C_SPACE;
  case U_LINE_SEPARATOR:
  case U_PARAGRAPH_SEPARATOR:
    return MQ_C_BREAK;
  case U_FORMAT_CHAR:
    return MQ_C_IGNORED;
  case U_CONTROL_CHAR:
    return c == 0x85 ? MQ_C_BREAK : MQ_C_SYMBOL;
  case U_DASH_PUNCTUATION:
  case U_START_PUNCTUATION:
  case U_END_PUNCTUATION:
  case U_CONNECTOR_PUNCTUATION:
  case U_OTHER_PUNCTUATION:
  case U_INITIAL_PUNCTUATION:
  case U_FINAL_PUNCTUATION:
    return MQ_C_PUNCTUATION;
  default:
    return MQ_C_SYMBOL;
  }
}
