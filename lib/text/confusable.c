/* Skeletons of all letters of the three scripts, made once: two letters look alike if their skeletons are equal. ICU gives
 * the skeleton of a Cyrillic "а" as Latin "a"; the table turns that round for languages whose script is not Latin. */
#include "confusable.h"

#include "unicode.h"

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

/* Letters looked at: Latin, Greek, Cyrillic without their extensions. */
enum { FIRST = 0x41, LAST = 0x4ff, COUNT = LAST - FIRST + 1 };

struct mq_confusables {
  UScriptCode script;
  USet *exemplars; /* letters of the language, frozen */
  uint16_t alike[COUNT]; /* letter of the script that looks like FIRST + i; 0: none */
};

static bool is_letter_of(int32_t c, UScriptCode script) {
  UErrorCode status = U_ZERO_ERROR;
  return u_isalpha(c) && uscript_getScript(c, &status) == script;
}

/* The skeleton of a letter if it is one code point; else 0. */
static int32_t skeleton_of(const USpoofChecker *checker, int32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  UChar in[2], out[8];
  int32_t in_size = 0;
  U16_APPEND_UNSAFE(in, in_size, c);
  const int32_t size = uspoof_getSkeleton(checker, 0, in, in_size, out, 8, &status);
  return U_SUCCESS(status) && size == 1 ? out[0] : 0;
}

static void fill(mq_confusables *all, const USpoofChecker *checker) {
  int32_t skeletons[COUNT];
  for (int32_t i = 0; i < COUNT; i++) skeletons[i] = u_isalpha(FIRST + i) ? skeleton_of(checker, FIRST + i) : 0;
  for (int32_t i = 0; i < COUNT; i++) {
    if (!skeletons[i] || is_letter_of(FIRST + i, all->script)) continue;
    for (int32_t k = 0; k < COUNT && !all->alike[i]; k++)
      if (skeletons[k] == skeletons[i] && uset_contains(all->exemplars, FIRST + k) &&
          is_letter_of(FIRST + k, all->script) && (u_isUUppercase(FIRST + k) != 0) == (u_isUUppercase(FIRST + i) != 0))
        all->alike[i] = (uint16_t)(FIRST + k);
  }
}

static void release(void *checker) { uspoof_close(checker); }
static void release_set(void *set) { uset_close(set); }

/* Letters of a language in both cases, and those of ASCII where it is written in Latin: names need them. */
static USet *exemplars_of(mq_arena *arena, const mq_language *language) {
  UErrorCode status = U_ZERO_ERROR;
  ULocaleData *data = ulocdata_open(language->locale, &status);
  USet *set = ulocdata_getExemplarSet(data, NULL, USET_CASE_INSENSITIVE, ULOCDATA_ES_STANDARD, &status);
  ulocdata_close(data);
  if (!set || U_FAILURE(status)) mq_arena_fail(arena);
  mq_arena_defer(arena, release_set, set);
  if (language->script == USCRIPT_LATIN) uset_addRange(set, 'a', 'z'), uset_addRange(set, 'A', 'Z');
  uset_freeze(set);
  return set;
}

const mq_confusables *mq_confusables_new(mq_arena *arena, const mq_language *language) {
  const UScriptCode script = (UScriptCode)language->script;
  if (script != USCRIPT_LATIN && script != USCRIPT_CYRILLIC && script != USCRIPT_GREEK) return NULL;
  mq_confusables *all = mq_arena_alloc(arena, sizeof *all);
  all->script = script;
  all->exemplars = exemplars_of(arena, language);
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *checker = uspoof_open(&status);
  if (status == U_MEMORY_ALLOCATION_ERROR) mq_arena_fail(arena);
  if (U_FAILURE(status)) return NULL;
  mq_arena_defer(arena, release, checker);
  fill(all, checker);
  return all;
}

bool mq_confusables_level(const mq_confusables *confusables, mq_str word, char *out, size_t room, size_t *size) {
  int32_t to = 0;
  bool changed = false;
  if (word.size * 2 + U8_MAX_LENGTH > room) return false;
  for (size_t i = 0; i < word.size;) {
    int32_t c = mq_next(word.at, &i, word.size);
    if (c < 0) return false;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    if (script != confusables->script && script != USCRIPT_COMMON && script != USCRIPT_INHERITED) {
      const uint16_t alike = c >= FIRST && c <= LAST ? confusables->alike[c - FIRST] : 0;
      if (!alike) return false;
      c = alike;
      changed = true;
    }
    U8_APPEND_UNSAFE((uint8_t *)out, to, c);
  }
  *size = (size_t)to;
  return changed;
}
