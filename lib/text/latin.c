/* Names across scripts.
 *
 * A skeleton spells a word in sound classes: small letters as they are, and
 *   S sh sch š zh ž ш ж   C tsch tch ch č ч   X kh h х   J dzh dsch дж џ   s also z ts ц ß   i also y j й ы
 * v also w so that the transliteration systems in use (German press, BGN, ISO 9, Kazakh, Ukrainian and
 * Serbian Latin) fall together. They do not fall together everywhere: German "ch" is х and English "ch" is ч,
 * "ё" is o or e. The similarity therefore gives such neighbours (and e beside o) a low cost, and vowels half
 * the cost of consonants.
 *
 * First pass: every code point becomes its Latin letters (own table for letters that other alphabets spell in
 * several ways, Unicode decomposition for the rest). Second pass: groups of Latin letters become classes, the
 * longest group first. */
#include "latin.h"

#include <unicode/unorm2.h>
#include <unicode/utf8.h>

enum { WORD_ROOM = 256, MOST_COMPARED = 64 };

/* --- code points to letters
 * --------------------------------------------------------------------------------------- */

/* Cyrillic U+0430..U+045F. Capitals are classes already, so the second pass leaves them alone. */
static const char *const cyrillic[] = {
    "a", "b", "v", "g", "d", "e", "S", "s", "i", "i",  "k",  "l", "m", "n", "o",  "p",  /* а .. п */
    "r", "s", "t", "u", "f", "X", "s", "C", "S", "SC", "",   "i", "",  "e", "iu", "ia", /* р .. я */
    "e", "e", "J", "g", "e", "s", "i", "i", "i", "li", "ni", "C", "k", "i", "v",  "J"}; /* ѐ .. џ */

/* Greek U+03B1..U+03C9. */
static const char *const greek[] = {"a",  "v", "g", "d", "e", "s", "i", "t", "i", "k", "l",  "m", "n",
                                    "ks", "o", "p", "r", "s", "s", "t", "i", "f", "X", "ps", "o"};

typedef struct mapping {
  uint16_t code;
  char letters[4];
} mapping;

/* Letters that decomposition would give the wrong sound, or none; sorted. */
static const mapping special[] = {
    {0x00df, "s"}, {0x00e6, "ae"}, {0x00e7, "s"}, {0x00f0, "d"}, {0x00f8, "o"}, {0x00fe, "t"}, {0x0107, "C"},
    {0x010d, "C"}, {0x0111, "d"},  {0x0127, "X"}, {0x0131, "i"}, {0x0142, "l"}, {0x014b, "n"}, {0x0153, "oe"},
    {0x015b, "S"}, {0x015d, "SC"}, {0x015f, "S"}, {0x0161, "S"}, {0x0165, "t"}, {0x017c, "S"}, {0x017e, "S"},
    {0x0192, "f"}, {0x0219, "S"},  {0x0259, "a"}, {0x0491, "g"}, {0x0493, "g"}, {0x0497, "S"}, {0x0499, "s"},
    {0x049b, "k"}, {0x049d, "k"},  {0x04a3, "n"}, {0x04ab, "s"}, {0x04af, "u"}, {0x04b1, "u"}, {0x04b3, "X"},
    {0x04bb, "X"}, {0x04d9, "a"},  {0x04e9, "o"}, {0x04ef, "u"}, {0x1e9e, "s"}, {0x2019, ""}};

static const char *find_special(UChar32 c) {
  size_t low = 0, high = sizeof special / sizeof *special;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (special[middle].code == c) return special[middle].letters;
    if (special[middle].code < c) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

/* Base letter by decomposition, again and again ("ǖ" is ü is u); the code point itself if there is none. */
static UChar32 base_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  for (int depth = 0; depth < 4 && U_SUCCESS(status); depth++) {
    UChar parts[8];
    const int32_t size = unorm2_getRawDecomposition(nfc, c, parts, 8, &status);
    if (size <= 0 || U_FAILURE(status)) break;
    size_t i = 0;
    UChar32 first;
    U16_NEXT(parts, i, (size_t)size, first);
    c = first;
  }
  return c;
}

static const char *plain_letters(UChar32 c) {
  if (c >= 0x430 && c <= 0x45f) return cyrillic[c - 0x430];
  if (c >= 0x3b1 && c <= 0x3c9) return greek[c - 0x3b1];
  return find_special(c);
}

static size_t put(char *out, size_t size, size_t room, const char *letters, size_t count) {
  if (count > room - size) return room;
  memcpy(out + size, letters, count);
  return size + count;
}

/* Writes the letters of one code point; marks, hyphens and apostrophes leave nothing, other scripts stay as
 * they are. */
static size_t put_code(char *out, size_t size, size_t room, UChar32 c, const char *at, size_t bytes) {
  const char *letters = plain_letters(c);
  if (!letters) {
    const UChar32 base = base_of(c);
    const char ascii = (char)base;
    if (base >= 'a' && base <= 'z') return put(out, size, room, &ascii, 1);
    letters = base == c ? NULL : plain_letters(base);
    if (!letters && c >= 0x300 && c < 0x370) return size;
    if (!letters && c >= 0x2000 && c < 0x2070) return size;
    if (!letters) return put(out, size, room, at, bytes);
  }
  return put(out, size, room, letters, strlen(letters));
}

static size_t to_letters(mq_str fold, char *out, size_t room) {
  size_t size = 0;
  for (size_t p = 0; p < fold.size && size < room;) {
    const unsigned char byte = (unsigned char)fold.at[p];
    if (byte < 0x80) {
      if (byte >= 'A' && byte <= 'Z') out[size++] = (char)(byte + 32);
      else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) out[size++] = (char)byte;
      p++;
      continue;
    }
    const char *at = fold.at + p;
    UChar32 c;
    U8_NEXT(fold.at, p, fold.size, c);
    if (c >= 0) size = put_code(out, size, room, c, at, (size_t)(fold.at + p - at));
  }
  return size;
}

/* --- letters to classes
 * ------------------------------------------------------------------------------------------- */

typedef struct spelling {
  const char *from, *to;
} spelling;

/* By first letter; within one letter the longest first. */
static const spelling groups_c[] = {{"ch", "C"},  {"ck", "k"},  {"cz", "C"}, {"ce", "se"},
                                    {"ci", "si"}, {"cy", "si"}, {"c", "k"},  {0}};
static const spelling groups_d[] = {{"dsch", "J"}, {"dzh", "J"}, {"dsh", "J"}, {"dS", "J"}, {0}};
static const spelling groups_g[] = {{"gh", "g"}, {0}};
static const spelling groups_h[] = {{"h", "X"}, {0}};
static const spelling groups_k[] = {{"kh", "X"}, {0}};
static const spelling groups_o[] = {{"ou", "u"}, {0}};
static const spelling groups_p[] = {{"ph", "f"}, {0}};
static const spelling groups_q[] = {{"qu", "kv"}, {"q", "k"}, {0}};
static const spelling groups_s[] = {{"schtsch", "SC"}, {"shtsh", "SC"}, {"shch", "SC"}, {"szcz", "SC"},
                                    {"sch", "S"},      {"sh", "S"},     {"sz", "S"},    {0}};
static const spelling groups_t[] = {{"tsch", "C"}, {"tch", "C"}, {"tsh", "C"}, {"ts", "s"},
                                    {"tz", "s"},   {"th", "t"},  {0}};
static const spelling groups_x[] = {{"x", "ks"}, {0}};
static const spelling groups_z[] = {{"zh", "S"}, {"z", "s"}, {0}};
static const spelling groups_j[] = {{"j", "i"}, {0}};
static const spelling groups_w[] = {{"w", "v"}, {0}};
static const spelling groups_y[] = {{"y", "i"}, {0}};

static const spelling *const groups[26] = {
    ['c' - 'a'] = groups_c, ['d' - 'a'] = groups_d, ['g' - 'a'] = groups_g, ['h' - 'a'] = groups_h,
    ['j' - 'a'] = groups_j, ['k' - 'a'] = groups_k, ['o' - 'a'] = groups_o, ['p' - 'a'] = groups_p,
    ['q' - 'a'] = groups_q, ['s' - 'a'] = groups_s, ['t' - 'a'] = groups_t, ['w' - 'a'] = groups_w,
    ['x' - 'a'] = groups_x, ['y' - 'a'] = groups_y, ['z' - 'a'] = groups_z};

static size_t prefix_size(const char *at, size_t left, const char *pattern) {
  size_t n = 0;
  while (pattern[n] && n < left && at[n] == pattern[n]) n++;
  return pattern[n] ? 0 : n;
}

static bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/* Doubled letters are one, "ie" is e. */
static size_t put_class(char *out, size_t size, size_t room, char c) {
  if (size && out[size - 1] == c && (unsigned char)c < 0x80) return size;
  if (size && c == 'e' && out[size - 1] == 'i') {
    size--;
    if (size && out[size - 1] == 'e') return size;
  }
  if (size < room) out[size++] = c;
  return size;
}

/* An h that is only written: "Sohn", "Allah". */
static bool silent(const char *letters, size_t i, size_t size) {
  return letters[i] == 'h' && i && is_vowel(letters[i - 1]) && (i + 1 == size || !is_vowel(letters[i + 1]));
}

size_t mq_skeleton(mq_str fold, char *out, size_t room) {
  char letters[WORD_ROOM];
  const size_t count = to_letters(fold, letters, sizeof letters);
  size_t size = 0;
  for (size_t i = 0; i < count;) {
    const char c = letters[i];
    size_t used = 0;
    if (silent(letters, i, count)) {
      i++;
      continue;
    }
    const spelling *rule = c >= 'a' && c <= 'z' ? groups[c - 'a'] : NULL;
    for (; rule && rule->from; rule++) {
      used = prefix_size(letters + i, count - i, rule->from);
      if (!used) continue;
      for (const char *to = rule->to; *to; to++) size = put_class(out, size, room, *to);
      break;
    }
    if (!used) size = put_class(out, size, room, c);
    i += used ? used : 1;
  }
  return size;
}

/* --- comparing
 * ---------------------------------------------------------------------------------------------------- */

/* Costs in quarters of a consonant. */
enum { FULL = 4, HALF = 2, NEAR = 1 };

/* Classes that are mistaken for each other. Two classes of one group cost what their strongest common group
 * says. */
enum { E_O = 1, SIBILANT = 2, CH_KH = 4, THROAT = 8, LIP = 16, SOFT = 32, TOOTH = 64, STOP = 128 };

static const uint8_t group_of[256] = {['e'] = E_O,
                                      ['o'] = E_O,
                                      ['s'] = SIBILANT,
                                      ['S'] = SIBILANT | SOFT,
                                      ['C'] = SIBILANT | CH_KH | THROAT,
                                      ['J'] = SIBILANT | SOFT,
                                      ['X'] = CH_KH | THROAT,
                                      ['g'] = THROAT,
                                      ['k'] = THROAT,
                                      ['v'] = LIP,
                                      ['f'] = LIP,
                                      ['b'] = LIP | STOP,
                                      ['u'] = LIP,
                                      ['i'] = SOFT,
                                      ['t'] = TOOTH,
                                      ['d'] = TOOTH,
                                      ['p'] = STOP};

static unsigned replace_cost(char a, char b) {
  if (a == b) return 0;
  const unsigned common = group_of[(unsigned char)a] & group_of[(unsigned char)b];
  if (is_vowel(a) && is_vowel(b)) return common & E_O ? NEAR : HALF;
  return common & (SIBILANT | CH_KH) ? NEAR : common ? HALF : FULL;
}

static unsigned drop_cost(char c) { return is_vowel(c) ? HALF : FULL; }
static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

static unsigned distance(mq_str a, mq_str b) {
  unsigned row[MOST_COMPARED + 1];
  row[0] = 0;
  for (size_t j = 0; j < b.size; j++) row[j + 1] = row[j] + drop_cost(b.at[j]);
  for (size_t i = 0; i < a.size; i++) {
    unsigned corner = row[0];
    row[0] += drop_cost(a.at[i]);
    for (size_t j = 0; j < b.size; j++) {
      const unsigned replaced = corner + replace_cost(a.at[i], b.at[j]);
      corner = row[j + 1];
      row[j + 1] = least(replaced, least(corner + drop_cost(a.at[i]), row[j] + drop_cost(b.at[j])));
    }
  }
  return row[b.size];
}

double mq_skeleton_similarity(mq_str a, mq_str b) {
  if (a.size > MOST_COMPARED) a.size = MOST_COMPARED;
  if (b.size > MOST_COMPARED) b.size = MOST_COMPARED;
  const size_t longer = a.size > b.size ? a.size : b.size;
  if (!longer) return 0;
  const double similarity = 1 - (double)distance(a, b) / (FULL * (double)longer);
  return similarity > 0 ? similarity : 0;
}
