/* Classes of invisible characters by code point, and by general category where Unicode leaves a place empty. */
#include "invisible.h"

#include "unicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

static mq_invisible class_of(int32_t c) {
  if (c < 0xa0)
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c != 0x85) ? MQ_INVISIBLE_CONTROL
                                                                                         : MQ_VISIBLE;
  if (c == 0xad) return MQ_INVISIBLE_HYPHEN;
  if (c < 0x115f) return MQ_VISIBLE;
  if (c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0) return MQ_INVISIBLE_SPACE;
  if (c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0x180e) return MQ_INVISIBLE_SPACE;
  if (c == 0x200c || c == 0x200d) return MQ_INVISIBLE_JOINER;
  if (c == 0x200e || c == 0x200f || c == 0x61c) return MQ_INVISIBLE_MARK;
  if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) return MQ_INVISIBLE_BIDI;
  if (c == 0x2028 || c == 0x2029) return MQ_INVISIBLE_SEPARATOR;
  if (c < 0xe000 && c > 0x206f) return MQ_VISIBLE; /* holes of scripts that are not assigned yet are no accident of a text */
  const int8_t type = u_charType(c);
  return type == U_PRIVATE_USE_CHAR || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef) ||
                 (c >= 0xe0000 && c <= 0xe007f)
             ? MQ_INVISIBLE_UNASSIGNED
             : MQ_VISIBLE;
}

mq_invisible mq_invisible_next(mq_str text, size_t *i, int32_t *code) {
  *code = mq_next(text.at, i, text.size);
  return *code < 0 ? MQ_VISIBLE : class_of(*code);
}

bool mq_script_is_right_to_left(const mq_language *language) {
  return uscript_isRightToLeft((UScriptCode)language->script);
}

/* Scripts without case that are not written in separate blocks: those of the Arabic and the Indic families, Khmer, ... */
bool mq_script_needs_joiners(const mq_language *language) {
  const UScriptCode script = (UScriptCode)language->script;
  return script != USCRIPT_COMMON && !uscript_isCased(script) && script != USCRIPT_HAN &&
         script != USCRIPT_KATAKANA_OR_HIRAGANA;
}
