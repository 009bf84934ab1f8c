/* One ICU converter for each direction, and a buffer in between; "UTF-8" itself is copied. Words are short,
 * so whatever does not fit the buffer of UTF-16 units is refused. */
#include "charset.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

enum { UNITS = 512 };

struct mq_charset {
  UConverter *converter; /* NULL: UTF-8 */
  UChar units[UNITS];
};

static void close_converter(void *converter) {
  ucnv_close(converter);
}

static bool is_utf8(const char *name) {
  return ucnv_compareNames(name, "UTF-8") == 0;
}

mq_charset *mq_charset_open(mq_arena *arena, const char *name) {
  static const char vendor[] = "microsoft-";
  if (strncmp(name, vendor, sizeof vendor - 1) == 0) name += sizeof vendor - 1;
  mq_charset *charset = mq_arena_alloc(arena, sizeof *charset);
  if (is_utf8(name)) return charset;
  UErrorCode status = U_ZERO_ERROR;
  charset->converter = ucnv_open(name, &status);
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
  if (U_FAILURE(status)) return NULL;
  mq_arena_defer(arena, close_converter, charset->converter);
  /* A character that the encoding lacks must not become a question mark. */
  ucnv_setFromUCallBack(charset->converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  return U_SUCCESS(status) ? charset : NULL;
}

bool mq_charset_convert(mq_charset *charset, mq_str text, char *out, size_t room) {
  if (text.size >= room || text.size > UNITS || (text.size && memchr(text.at, '\0', text.size))) return false;
  UErrorCode status = U_ZERO_ERROR;
  int32_t count = 0;
  u_strFromUTF8(charset->units, UNITS, &count, text.at, (int32_t)text.size, &status);
  if (U_FAILURE(status)) return false;
  if (!charset->converter) {
    if (text.size) memcpy(out, text.at, text.size);
    out[text.size] = '\0';
    return true;
  }
  const int32_t size =
      ucnv_fromUChars(charset->converter, out, (int32_t)(room - 1), charset->units, count, &status);
  if (U_FAILURE(status)) return false;
  out[size] = '\0';
  return true;
}
