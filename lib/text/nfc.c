#include "nfc.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { LARGEST = 64 * 1024 };

mq_str mq_nfc(mq_arena *arena, mq_str text) {
  if (text.size > LARGEST) return text;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  const int32_t room = (int32_t)text.size * 3 + 8; /* NFC lengthens a text at most threefold */
  UChar *one = mq_arena_array(arena, (size_t)room, sizeof *one),
        *two = mq_arena_array(arena, (size_t)room, sizeof *two);
  int32_t size = 0, bytes = 0;
  u_strFromUTF8(one, room, &size, text.at, (int32_t)text.size, &status);
  if (U_FAILURE(status) || unorm2_quickCheck(nfc, one, size, &status) == UNORM_YES) return text;
  size = unorm2_normalize(nfc, one, size, two, room, &status);
  char *out = mq_arena_alloc(arena, (size_t)size * 3 + 1);
  u_strToUTF8(out, size * 3 + 1, &bytes, two, size, &status);
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
  return U_FAILURE(status) ? text : (mq_str){out, (size_t)bytes};
}
