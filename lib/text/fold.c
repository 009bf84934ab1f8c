/* Fold and stem of a form: what makes two spellings of one word equal.
 *
 * Fold: lower case by the root locale, NFC, invisible characters off, curly apostrophes straight, ё as е, and off with the
 * marks that only show stress (an acute or grave on a Cyrillic letter that has no composed form with it) or that lower case
 * leaves behind (the dot of İ). The trained tables are made of the same forms. Stem: snowball's, of the fold. */
#include "fold.h"

#include "unicode.h"

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { SMALL = 512, LARGEST = 64 * 1024 };

static bool is_ascii(mq_str s) {
  unsigned char all = 0;
  for (size_t i = 0; i < s.size; i++) all |= (unsigned char)s.at[i];
  return all < 128;
}

static mq_str fold_ascii(mq_arena *arena, mq_str surface) {
  char *copy = mq_arena_copy(arena, surface.at, surface.size);
  for (size_t i = 0; i < surface.size; i++)
    if (copy[i] >= 'A' && copy[i] <= 'Z') copy[i] = (char)(copy[i] + ('a' - 'A'));
  return (mq_str){copy, surface.size};
}

static bool is_cyrillic(UChar c) { return c >= 0x400 && c <= 0x52f; }

static bool is_dropped(UChar32 c, UChar before) {
  if ((c == 0x300 || c == 0x301) && is_cyrillic(before)) return true;
  if (c == 0x307 && before == 'i') return true;
  return c != 0x200c && c != 0x200d && c >= 0xad && mq_class_beyond_ascii(c) == MQ_C_IGNORED;
}

/* Writes over `text` itself: the result is never longer. */
static int32_t level(UChar *text, int32_t size) {
  int32_t to = 0;
  for (int32_t from = 0; from < size;) {
    UChar32 c;
    const int32_t start = from;
    U16_NEXT(text, from, size, c);
    if (is_dropped(c, to ? text[to - 1] : 0)) continue;
    if (c == 0x2019) c = '\'';
    if (c == 0x451) c = 0x435;
    if (c < 0x10000) text[to++] = (UChar)c;
    else
      for (int32_t i = start; i < from; i++) text[to++] = text[i];
  }
  return to;
}

/* Lower case and NFC both may lengthen a text, each at most threefold. */
static mq_str fold_with(mq_arena *arena, mq_str surface, UChar *one, UChar *two, int32_t room) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = 0;
  u_strFromUTF8WithSub(one, room, &size, surface.at, (int32_t)surface.size, 0xfffd, NULL, &status);
  size = u_strToLower(two, room, one, size, "", &status);
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  size = unorm2_normalize(nfc, two, size, one, room, &status);
  if (U_FAILURE(status)) return mq_str_copy(arena, surface);
  size = level(one, size);
  char *out = mq_arena_alloc(arena, (size_t)size * 3 + 1);
  int32_t out_size = 0;
  u_strToUTF8(out, size * 3 + 1, &out_size, one, size, &status);
  return U_FAILURE(status) ? mq_str_copy(arena, surface) : (mq_str){out, (size_t)out_size};
}

mq_str mq_fold(mq_arena *arena, mq_str surface) {
  if (is_ascii(surface)) return fold_ascii(arena, surface);
  if (surface.size > LARGEST) return mq_str_copy(arena, surface);
  if (surface.size <= SMALL) {
    UChar one[SMALL * 4], two[SMALL * 4];
    return fold_with(arena, surface, one, two, SMALL * 4);
  }
  const size_t room = surface.size * 4;
  return fold_with(arena, surface, mq_arena_array(arena, room, sizeof(UChar)),
                   mq_arena_array(arena, room, sizeof(UChar)), (int32_t)room);
}

/* Writes the stem of `fold`; returns its size, or 0 where the fold itself is to be used. */
static size_t stem_into(struct sb_stemmer *stemmer, mq_str fold, char *place, size_t room) {
  if (fold.size == 0 || fold.size > SMALL) return 0;
  const sb_symbol *stem = sb_stemmer_stem(stemmer, (const sb_symbol *)fold.at, (int)fold.size);
  const int size = sb_stemmer_length(stemmer);
  if (!stem || size <= 0 || (size_t)size > room) return 0;
  memcpy(place, stem, (size_t)size);
  return (size_t)size;
}

mq_str mq_stem_with(mq_arena *arena, struct sb_stemmer *stemmer, mq_str fold) {
  char stem[SMALL * 2];
  const size_t size = stemmer ? stem_into(stemmer, fold, stem, sizeof stem) : 0;
  const bool same = size == 0 || (size == fold.size && memcmp(stem, fold.at, size) == 0);
  return same ? fold : mq_str_copy(arena, (mq_str){stem, size});
}

mq_str mq_unelided(const mq_language *language, mq_str fold) {
  mq_str list = language->elisions;
  for (mq_str elision; mq_str_split(&list, ';', &elision);)
    if (fold.size > elision.size && elision.size && mq_str_starts(fold, elision))
      return (mq_str){fold.at + elision.size, fold.size - elision.size};
  return fold;
}

mq_str mq_stem(mq_arena *arena, const mq_language *language, mq_str fold) {
  fold = mq_unelided(language, fold);
  /* The stemmer is gone before the arena can escape. */
  char stem[SMALL * 2];
  struct sb_stemmer *stemmer = sb_stemmer_new(language->code, "UTF_8");
  const size_t size = stemmer ? stem_into(stemmer, fold, stem, sizeof stem) : 0;
  sb_stemmer_delete(stemmer);
  return size ? mq_str_copy(arena, (mq_str){stem, size}) : fold;
}
