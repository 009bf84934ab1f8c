/* The tokenizer of TER.
 *
 * Tercom's Normalizer as sacrebleu reads it. As in mteval.c, most substitutions put spaces around single
 * characters; the possessive 's gets one before it only. Removal of punctuation comes last, so without
 * normalisation it joins what the punctuation stood between ("1.5" becomes 15), and with it only where the
 * rules left the stop in place. Two oddities are kept: the range that begins with the enclosed ideographs
 * runs on to U+3F22, and the rules for runs of kana never match, because the line begins with a space. */
#include "tercom.h"

#include "mteval.h"

static bool in(uint32_t c, uint32_t first, uint32_t last) {
  return c >= first && c <= last;
}

static bool is_ideograph(uint32_t c) {
  return in(c, 0x2e80, 0x2eff) || in(c, 0x31c0, 0x31ef) || in(c, 0x3200, 0x3f22) || in(c, 0x3400, 0x4dbf) ||
         in(c, 0x4e00, 0x9fff) || in(c, 0xf900, 0xfaff) || in(c, 0xfe30, 0xfe4f);
}

static bool is_asian_punctuation(uint32_t c) {
  switch (c) {
  case 0x3001:
  case 0x3002:
  case 0x30fb:
  case 0xff01:
  case 0xff02:
  case 0xff08:
  case 0xff09:
  case 0xff0c:
  case 0xff0e:
  case 0xff1a:
  case 0xff1b:
  case 0xff1f:
    return true;
  default:
    return in(c, 0x3008, 0x3011) || in(c, 0x3014, 0x301f) || in(c, 0xff61, 0xff65);
  }
}

static bool is_punctuation(uint32_t c) {
  return c < 128 && c && strchr(".,?:;!\"()", (int)c);
}

static bool is_removed(const mq_tercom *settings, uint32_t c) {
  return settings->no_punct && (is_punctuation(c) || (settings->asian && is_asian_punctuation(c)));
}

static uint32_t char_at(const mq_chars *chars, size_t i) {
  return i < chars->count ? chars->at[i] : ' ';
}

static void replace_markup(mq_chars *chars, size_t from) {
  mq_chars_replace(chars, from, "\n-", "");
  mq_chars_replace(chars, from, "\n", " ");
  mq_chars_replace(chars, from, "&quot;", "\"");
  mq_chars_replace(chars, from, "&amp;", "&");
  mq_chars_replace(chars, from, "&lt;", "<");
  mq_chars_replace(chars, from, "&gt;", ">");
}

static bool is_possessive(const mq_chars *chars, size_t i) {
  return chars->at[i] == '\'' && char_at(chars, i + 1) == 's' &&
         mq_mteval_is_separated(char_at(chars, i + 2));
}

/* Writes the text from `from` on to `out` with spaces put in and punctuation left out. */
static void rewrite(const mq_tercom *settings, const mq_chars *chars, size_t from, mq_chars *out) {
  size_t matched = SIZE_MAX;
  for (size_t i = from; i < chars->count; i++) {
    const uint32_t c = chars->at[i];
    const bool alone =
        settings->normalized && (mq_mteval_separates(chars, from, i, ' ', &matched) ||
                                 (settings->asian && (is_ideograph(c) || is_asian_punctuation(c))));
    if (alone || (settings->normalized && is_possessive(chars, i))) out->at[out->count++] = ' ';
    if (!is_removed(settings, c)) out->at[out->count++] = c;
    if (alone) out->at[out->count++] = ' ';
  }
}

void mq_tercom_words(const mq_tercom *settings, mq_chars *chars, size_t from, mq_chars *spare,
                     mq_ranges *words) {
  mq_chars_strip_end(chars, from);
  if (!settings->case_sensitive) mq_chars_lower(chars, from);
  if (settings->normalized) replace_markup(chars, from);
  if (settings->normalized || settings->no_punct) {
    spare->count = 0;
    mq_chars_reserve(spare, 3 * (chars->count - from));
    rewrite(settings, chars, from, spare);
    chars->count = from;
    mq_chars_reserve(chars, spare->count);
    if (spare->count) memcpy(chars->at + from, spare->at, spare->count * sizeof *spare->at);
    chars->count = from + spare->count;
  }
  mq_chars_split(chars, from, words);
}
