/* A code point is turned back into the byte that the wrong charset had made of it; bytes that form UTF-8 of a letter or a
 * mark of typography show what was meant. Which runs are certain: those that no language writes ("Ã¼", "â€œ"), unlike
 * an accented capital before a guillemet ("IRMÃ»") or "Рё" in a Russian word. */
#include "mojibake.h"

#include "unicode.h"

enum { MANY_ACCENTS = 4 };

/* Windows-1252, 0x80 to 0x9f; 0: not used, then Latin-1's control character. */
static const uint16_t cp1252[32] = {0x20ac, 0,      0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
                                    0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0,      0x17d,  0,
                                    0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                    0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0,      0x17e,  0x178};

/* Windows-1251, 0x80 to 0xbf; above that 0x410 and on. */
static const uint16_t cp1251[64] = {
    0x402, 0x403,  0x201a, 0x453, 0x201e, 0x2026, 0x2020, 0x2021, 0x20ac, 0x2030, 0x409,  0x2039, 0x40a,
    0x40c, 0x40b,  0x40f,  0x452, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x98,   0x2122,
    0x459, 0x203a, 0x45a,  0x45c, 0x45b,  0x45f,  0xa0,   0x40e,  0x45e,  0x408,  0xa4,   0x490,  0xa6,
    0xa7,  0x401,  0xa9,   0x404, 0xab,   0xac,   0xad,   0xae,   0x407,  0xb0,   0xb1,   0x406,  0x456,
    0x491, 0xb5,   0xb6,   0xb7,  0x451,  0x2116, 0x454,  0xbb,   0x458,  0x405,  0x455,  0x457};

/* The byte that a charset reads as c, or -1. */
static int byte_in_1252(int32_t c) {
  if (c >= 0x80 && c <= 0xff) return c;
  for (int i = 0; i < 32; i++)
    if (cp1252[i] == c) return 0x80 + i;
  return -1;
}

static int byte_in_1251(int32_t c) {
  if (c >= 0x410 && c <= 0x44f) return c - 0x410 + 0xc0;
  for (int i = 0; i < 64; i++)
    if (cp1251[i] == c) return 0x80 + i;
  return -1;
}

/* The code point whose UTF-8 the code points from *i on are in a charset, or -1; *i moves behind them. */
static int32_t undo(mq_str text, size_t *i, int (*byte_of)(int32_t)) {
  size_t at = *i;
  const int lead = byte_of(mq_next(text.at, &at, text.size));
  const int more = lead >= 0xc2 && lead <= 0xdf   ? 1
                   : lead >= 0xe0 && lead <= 0xef ? 2
                   : lead >= 0xf0 && lead <= 0xf4 ? 3
                                                  : 0;
  if (!more) return -1;
  int32_t c = lead & (0x3f >> more);
  for (int k = 0; k < more; k++) {
    const int byte = at < text.size ? byte_of(mq_next(text.at, &at, text.size)) : -1;
    if (byte < 0x80 || byte > 0xbf) return -1;
    c = c << 6 | (byte & 0x3f);
  }
  *i = at;
  return c;
}

/* Letters of Latin, Greek and Cyrillic, typographic marks, emoji: what somebody may have meant. */
static bool is_likely(int32_t c) {
  return (c >= 0xa0 && c <= 0x17f) || (c >= 0x391 && c <= 0x3c9) || (c >= 0x400 && c <= 0x45f) ||
         (c >= 0x2010 && c <= 0x203a) || c == 0x20ac || c == 0x2122 || (c >= 0x1f300 && c <= 0x1f9ff) ||
         (c >= 0x2190 && c <= 0x21ff) || c == 0xfeff;
}

/* Marks that may follow a capital in good text: "PERÚ»", "À…", "É’s". */
static bool may_follow(int32_t c) {
  return c == 0xbb || c == 0xab || c == 0xa0 || c == 0xb0 || c == 0xb7 || c == 0x2013 || c == 0x2014 || c == 0x2026 ||
         (c >= 0x2018 && c <= 0x201e) || c == 0x2039 || c == 0x203a || c == 0x2122 || c == 0x20ac;
}

static bool accept(mq_mojibake *out, mq_str text, size_t start, size_t end, int32_t meant, bool certain) {
  int32_t size = 0;
  *out = (mq_mojibake){.start = start, .end = end, .certain = certain};
  if (meant > 0) U8_APPEND_UNSAFE((uint8_t *)out->meant, size, meant);
  return text.size >= end;
}

static bool read_latin(mq_str text, size_t i, mq_mojibake *out) {
  size_t end = i, second = i;
  const int32_t meant = undo(text, &end, byte_in_1252);
  if (meant < 0 || !is_likely(meant)) return false;
  mq_next(text.at, &second, text.size);
  const int32_t follower = mq_peek(text.at, second, text.size);
  return accept(out, text, i, end, meant, meant > 0x7ff || !may_follow(follower));
}

static bool read_cyrillic(mq_str text, size_t i, mq_mojibake *out) {
  size_t end = i, second = i;
  const int32_t meant = undo(text, &end, byte_in_1251);
  if (meant < 0x400 || meant > 0x45f) return false;
  mq_next(text.at, &second, text.size);
  const int32_t follower = mq_peek(text.at, second, text.size);
  /* Letters that Slavic languages write behind Р and С, and marks that may stand behind a capital. */
  const bool usual = may_follow(follower) || (follower >= 0x400 && follower <= 0x45f);
  return accept(out, text, i, end, meant, !usual);
}

static bool is_accented(mq_str text, size_t i) {
  return i + 1 < text.size && text.at[i] == '\xc3' && text.at[i + 1] != '\x97' && text.at[i + 1] != '\xb7'; /* not × and ÷ */
}

/* U+00C0 to U+00FF as bits, those of German left out: "ÄÖÜäöüß" is a list that people write. */
static uint64_t accent(mq_str text, size_t i) {
  const unsigned char byte = (unsigned char)text.at[i + 1] & 0x3f;
  const bool german = (byte & 0x1f) == 0x04 || (byte & 0x1f) == 0x16 || (byte & 0x1f) == 0x1c || byte == 0x1f;
  return german ? 0 : (uint64_t)1 << byte;
}

/* One of MANY_ACCENTS accented letters in a row, three of them different: no language writes them, Windows-1251 does when it
 * is read as Windows-1252 ("ïðèâåò"). Looks no further than needed to either side. */
static bool read_single_byte(mq_str text, size_t i, mq_mojibake *out) {
  if (!is_accented(text, i)) return false;
  size_t start = i, end = i;
  while (i - start < 2 * (MANY_ACCENTS - 1) && start >= 2 && is_accented(text, start - 2)) start -= 2;
  while (end - i < 2 * MANY_ACCENTS && is_accented(text, end)) end += 2;
  if (end - start < 2 * MANY_ACCENTS) return false;
  uint64_t seen = 0;
  for (size_t k = start; k < end; k += 2) seen |= accent(text, k);
  seen &= seen - 1; /* one less; what is left must be two at least */
  if (!(seen & (seen - 1))) return false;
  return accept(out, text, i, i + 2, 0x410 + ((unsigned char)text.at[i + 1] & 0x3f), true);
}

bool mq_mojibake_find(mq_str text, size_t from, mq_mojibake *out) {
  for (size_t i = from; i < text.size;) {
    const unsigned char byte = (unsigned char)text.at[i];
    if (byte == 0xef && mq_str_starts((mq_str){text.at + i, text.size - i}, MQ_STR("\xef\xbf\xbd"))) {
      size_t end = i + 3;
      while (mq_str_starts((mq_str){text.at + end, text.size - end}, MQ_STR("\xef\xbf\xbd"))) end += 3;
      return accept(out, text, i, end, 0, true);
    }
    if ((byte == 0xc3 || byte == 0xc2) && read_latin(text, i, out)) return true;
    if (byte == 0xc3 && read_single_byte(text, i, out)) return true;
    if (byte == 0xd0 && i + 1 < text.size &&
        ((unsigned char)text.at[i + 1] == 0xa0 || (unsigned char)text.at[i + 1] == 0xa1) && read_cyrillic(text, i, out))
      return true;
    i++;
  }
  return false;
}
