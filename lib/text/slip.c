/* Whether two spellings are one slip apart: an edit distance of one, with the exchange of neighbours as one edit (Damerau 1964, "A
 * technique for computer detection and correction of spelling errors"). What the two have in common at either end is cut off; what is
 * left tells. */
#include "slip.h"

static bool goes_on(mq_str s, size_t i) {
  return i < s.size && ((unsigned char)s.at[i] & 0xc0) == 0x80;
}

static size_t letters_in(mq_str s) {
  size_t letters = 0;
  for (size_t i = 0; i < s.size; i++) letters += !goes_on(s, i);
  return letters;
}

/* Bytes of the whole letters that the two begin with. */
static size_t common_start(mq_str a, mq_str b) {
  size_t n = 0;
  while (n < a.size && n < b.size && a.at[n] == b.at[n]) n++;
  while (n && (goes_on(a, n) || goes_on(b, n))) n--;
  return n;
}

static size_t common_end(mq_str a, mq_str b) {
  size_t n = 0;
  while (n < a.size && n < b.size && a.at[a.size - 1 - n] == b.at[b.size - 1 - n]) n++;
  while (n && goes_on(a, a.size - n)) n--;
  return n;
}

static mq_str cut(mq_str s, size_t start, size_t end) {
  return (mq_str){s.at + start, s.size - start - end};
}

/* "xy" and "yx". */
static bool exchanged(mq_str a, mq_str b) {
  size_t first = 1;
  while (goes_on(a, first)) first++;
  return a.size == b.size && letters_in(a) == 2 && mq_str_starts(b, cut(a, first, 0)) &&
         mq_str_ends(b, (mq_str){a.at, first});
}

bool mq_one_slip(mq_str a, mq_str b, mq_slip *where) {
  const size_t start = common_start(a, b), end = common_end(cut(a, start, 0), cut(b, start, 0));
  const mq_str x = cut(a, start, end), y = cut(b, start, end);
  const size_t longer = x.size > y.size ? letters_in(x) : letters_in(y), both = letters_in(x) + letters_in(y);
  const bool one = both && both <= 2 && longer == 1;
  if (!one && !(longer == 2 && exchanged(x, y))) return false;
  if (where) *where = (mq_slip){letters_in((mq_str){a.at, start}), letters_in(cut(a, a.size - end, 0))};
  return true;
}
