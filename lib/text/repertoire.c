#include "repertoire.h"

#include "unicode.h"

#include <unicode/ucnv.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

enum { PATTERN_ROOM = 1024 };

struct mq_repertoire {
  USet *set; /* frozen */
};

static void release(void *set) { uset_close(set); }

static const mq_repertoire *keep(mq_arena *arena, USet *set) {
  mq_arena_defer(arena, release, set);
  mq_repertoire *repertoire = mq_arena_alloc(arena, sizeof *repertoire);
  uset_freeze(set);
  repertoire->set = set;
  return repertoire;
}

const mq_repertoire *mq_repertoire_of_pattern(mq_arena *arena, const char *option, const char *pattern,
                                              mtqc_error *error) {
  UChar text[PATTERN_ROOM];
  int32_t size = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(text, PATTERN_ROOM, &size, pattern, -1, &status);
  USet *set = U_SUCCESS(status) ? uset_openPattern(text, size, &status) : NULL;
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
  if (U_SUCCESS(status)) return keep(arena, set);
  mq_error_set(error, MTQC_EARGUMENT, "option %s: '%.80s' is not a set of characters such as [a-z\\p{P}]", option,
               pattern);
  return NULL;
}

const mq_repertoire *mq_repertoire_of_charset(mq_arena *arena, const char *option, const char *name,
                                              mtqc_error *error) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  USet *set = uset_openEmpty();
  if (U_SUCCESS(status)) ucnv_getUnicodeSet(converter, set, UCNV_ROUNDTRIP_SET, &status);
  if (converter) ucnv_close(converter);
  if (!set || status == U_MEMORY_ALLOCATION_ERROR) {
    uset_close(set);
    mq_arena_fail(arena);
  }
  if (U_SUCCESS(status)) return keep(arena, set);
  uset_close(set);
  mq_error_set(error, MTQC_EARGUMENT, "option %s: there is no charset '%.80s'", option, name);
  return NULL;
}

bool mq_repertoire_has(const mq_repertoire *repertoire, int32_t c) { return uset_contains(repertoire->set, c); }

bool mq_repertoire_next(const mq_repertoire *repertoire, bool outside, mq_str text, size_t *i, size_t *end) {
  for (size_t at = *i; at < text.size;) {
    const size_t start = at;
    const int32_t c = mq_next(text.at, &at, text.size);
    if (c < 0 || mq_repertoire_has(repertoire, c) == outside) continue;
    *i = start;
    *end = at;
    return true;
  }
  return false;
}
