#include "display.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

int32_t mq_utf8_next(mq_str text, size_t *at) {
  /* ICU counts in 32 bits; a code point has at most four bytes, so a short window is enough. */
  const uint8_t *bytes = (const uint8_t *)text.at + *at;
  const size_t left = text.size - *at;
  const int32_t size = left < U8_MAX_LENGTH ? (int32_t)left : U8_MAX_LENGTH;
  int32_t used = 0, code;
  U8_NEXT(bytes, used, size, code);
  *at += (size_t)used;
  return code < 0 ? -1 : code;
}

/* Joiners are invisible too, but scripts and emoji need them. */
static bool is_joiner(int32_t code) {
  return code == 0x200c || code == 0x200d;
}

static bool is_hidden(int32_t code, int category) {
  switch (category) {
  case U_CONTROL_CHAR:
  case U_LINE_SEPARATOR:
  case U_PARAGRAPH_SEPARATOR:
  case U_SURROGATE:
    return true;
  case U_FORMAT_CHAR:
    return !is_joiner(code) && u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
  case U_UNASSIGNED:
    return U_IS_UNICODE_NONCHAR(code);
  default:
    return false;
  }
}

int mq_display_width(int32_t code) {
  if (code >= 0x20 && code < 0x7f) return 1;
  const int category = u_charType(code);
  if (is_hidden(code, category)) return -1;
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || is_joiner(code)) return 0;
  const int hangul = u_getIntPropertyValue(code, UCHAR_HANGUL_SYLLABLE_TYPE);
  if (hangul == U_HST_VOWEL_JAMO || hangul == U_HST_TRAILING_JAMO) return 0;
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}
