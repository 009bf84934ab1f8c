/* The tokenizers of BLEU.
 *
 * They are defined as substitutions made one after the other over the whole line (NIST's mteval scripts, in
 * sacrebleu's reading of them). All that the substitutions of 13a do is to put spaces around single
 * characters, so they come down to one question per character: does it stand alone?
 *
 *   1. ASCII punctuation other than ' , - . stands alone.
 *   2. A full stop or comma stands alone if something other than a digit stands before it. One match takes
 * both characters, so a stop that was matched cannot be the "something" of the stop behind it.
 *   3. Otherwise it stands alone if something other than a digit stands behind it. (The stop behind a stop
 * that rule 2 left alone is always taken by rule 2, so these matches never overlap.)
 *   4. A dash stands alone if a digit stands before it.
 *
 * The spaces put in by one rule count as "not a digit" for the next, as do the characters they stand beside.
 * 13a puts a space at both ends of the line, zh does not. The international tokenizer has rules 2 and 3 for
 * all punctuation and numbers of Unicode without the spaces at the ends, and then lets symbols stand alone.
 * Categories are those of the ICU in use. */
#include "mteval.h"

#include <unicode/uchar.h>

const char *mq_mteval_name(mq_mteval tokenizer) {
  static const char *const names[] = {"none", "13a", "intl", "char", "zh"};
  return (size_t)tokenizer < sizeof names / sizeof *names ? names[tokenizer] : NULL;
}

/* --- 13a --- */

enum { SEPARATED = 1, STOP = 2, DASH = 4, SPACE = 8, MARKUP = 16 };

/* clang-format off */
static const uint8_t kinds[128] = {
    ['\t'] = SPACE, ['\n'] = SPACE | MARKUP, ['\v'] = SPACE, ['\f'] = SPACE, ['\r'] = SPACE, [0x1c] = SPACE, [0x1d] = SPACE,
    [0x1e] = SPACE, [0x1f] = SPACE, [' '] = SEPARATED | SPACE, ['!'] = SEPARATED, ['"'] = SEPARATED, ['#'] = SEPARATED,
    ['$'] = SEPARATED, ['%'] = SEPARATED, ['&'] = SEPARATED | MARKUP, ['('] = SEPARATED, [')'] = SEPARATED, ['*'] = SEPARATED,
    ['+'] = SEPARATED, [','] = STOP, ['-'] = DASH, ['.'] = STOP, ['/'] = SEPARATED, [':'] = SEPARATED, [';'] = SEPARATED,
    ['<'] = SEPARATED | MARKUP, ['='] = SEPARATED, ['>'] = SEPARATED, ['?'] = SEPARATED, ['@'] = SEPARATED, ['['] = SEPARATED,
    ['\\'] = SEPARATED, [']'] = SEPARATED, ['^'] = SEPARATED, ['_'] = SEPARATED, ['`'] = SEPARATED, ['{'] = SEPARATED,
    ['|'] = SEPARATED, ['}'] = SEPARATED, ['~'] = SEPARATED};
/* clang-format on */

static inline uint8_t kind_of(uint32_t c) {
  return c < 128 ? kinds[c] : mq_char_is_space(c) ? SPACE : 0;
}
static inline bool is_digit(uint32_t c) {
  return c - '0' < 10u;
}

bool mq_mteval_is_separated(uint32_t c) {
  return kind_of(c) & SEPARATED;
}

/* The rules for stops and dashes. */
static bool stands_alone(const mq_chars *chars, size_t from, size_t i, uint32_t edge, size_t *matched) {
  const uint32_t before = i > from ? chars->at[i - 1] : edge;
  if (chars->at[i] == '-') return is_digit(before);
  if (before != MQ_NO_CHAR && !is_digit(before) && (i == from || *matched != i - 1)) {
    *matched = i;
    return true;
  }
  const uint32_t behind = i + 1 < chars->count ? chars->at[i + 1] : edge;
  return behind != MQ_NO_CHAR && !is_digit(behind);
}

bool mq_mteval_separates(const mq_chars *chars, size_t from, size_t i, uint32_t edge, size_t *matched) {
  const uint8_t kind = kind_of(chars->at[i]);
  return kind & (STOP | DASH) ? stands_alone(chars, from, i, edge, matched) : kind & SEPARATED;
}

/* --- words out of single characters --- */

/* The word that is being read, and where it goes. */
typedef struct reader {
  mq_ranges *words;
  size_t start; /* of the open word, or of nothing yet */
} reader;

static inline void end_word(reader *r, size_t i) {
  if (i > r->start) mq_ranges_add(r->words, r->start, i);
}

static inline void take(reader *r, size_t i, bool space, bool alone) {
  if (space) {
    end_word(r, i);
    r->start = i + 1;
  } else if (alone) {
    end_word(r, i);
    mq_ranges_add(r->words, i, i + 1);
    r->start = i + 1;
  }
}

static void replace_markup(mq_chars *chars, size_t from) {
  uint8_t kinds_seen = 0;
  for (size_t i = from; i < chars->count; i++) kinds_seen |= chars->at[i] < 128 ? kinds[chars->at[i]] : 0;
  if (!(kinds_seen & MARKUP)) return;
  mq_chars_replace(chars, from, "<skipped>", "");
  mq_chars_replace(chars, from, "-\n", "");
  mq_chars_replace(chars, from, "\n", " ");
  mq_chars_replace(chars, from, "&quot;", "\"");
  mq_chars_replace(chars, from, "&amp;", "&");
  mq_chars_replace(chars, from, "&lt;", "<");
  mq_chars_replace(chars, from, "&gt;", ">");
}

static void split_13a(mq_chars *chars, size_t from, mq_ranges *words) {
  replace_markup(chars, from);
  reader r = {words, from};
  size_t matched = SIZE_MAX;
  for (size_t i = from; i < chars->count; i++) {
    const uint8_t kind = kind_of(chars->at[i]);
    if (kind == 0) continue;
    const bool alone = kind & (STOP | DASH) ? stands_alone(chars, from, i, ' ', &matched) : kind & SEPARATED;
    take(&r, i, kind & SPACE, alone);
  }
  end_word(&r, chars->count);
}

/* --- zh --- */

/* sacrebleu's ranges; two of them look odd because it compares with texts such as "\u2000" "0" where U+20000
 * was meant. */
static bool is_chinese(uint32_t c) {
  static const uint16_t ranges[][2] = {{0x2001, 0x2a6d}, {0x2e80, 0x2eff}, {0x2f00, 0x2fdf}, {0x2ff0, 0x2fff},
                                       {0x3000, 0x303f}, {0x3100, 0x312f}, {0x31a0, 0x31bf}, {0x31c0, 0x31ef},
                                       {0x3200, 0x32ff}, {0x3300, 0x33ff}, {0x3400, 0x4db5}, {0x4e00, 0x9fbb},
                                       {0xf900, 0xfa2d}, {0xfa30, 0xfa6a}, {0xfa70, 0xfad9}, {0xfe10, 0xfe1f},
                                       {0xfe30, 0xfe4f}, {0xff00, 0xffef}};
  if (c < ranges[0][0]) return false;
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
  return false;
}

static void split_zh(const mq_chars *chars, size_t from, mq_ranges *words) {
  while (from < chars->count && mq_char_is_space(chars->at[from])) from++;
  reader r = {words, from};
  size_t matched = SIZE_MAX;
  for (size_t i = from; i < chars->count; i++) {
    const uint32_t c = chars->at[i];
    take(&r, i, mq_char_is_space(c),
         mq_mteval_separates(chars, from, i, MQ_NO_CHAR, &matched) || is_chinese(c));
  }
  end_word(&r, chars->count);
}

/* --- international --- */

enum { OTHER, NUMBER, PUNCTUATION, SYMBOL };

static int category(uint32_t c) {
  if (c < 128 && (c | 32) - 'a' < 26u) return OTHER; /* most of most texts */
  const uint32_t mask = U_MASK(u_charType((UChar32)c));
  return mask & U_GC_P_MASK ? PUNCTUATION : mask & U_GC_S_MASK ? SYMBOL : mask & U_GC_N_MASK ? NUMBER : OTHER;
}

static void split_international(const mq_chars *chars, size_t from, mq_ranges *words) {
  reader r = {words, from};
  bool was_separated = false;
  int previous = NUMBER, current = from < chars->count ? category(chars->at[from]) : OTHER;
  for (size_t i = from; i < chars->count; i++) {
    const bool last = i + 1 == chars->count;
    const int next = last ? NUMBER : category(chars->at[i + 1]);
    was_separated = current == PUNCTUATION && i > from && previous != NUMBER && !was_separated;
    take(&r, i, mq_char_is_space(chars->at[i]),
         current == SYMBOL || was_separated || (current == PUNCTUATION && next != NUMBER));
    previous = current;
    current = next;
  }
  end_word(&r, chars->count);
}

static void split_characters(const mq_chars *chars, size_t from, mq_ranges *words) {
  for (size_t i = from; i < chars->count; i++)
    if (!mq_char_is_space(chars->at[i])) mq_ranges_add(words, i, i + 1);
}

void mq_mteval_words(mq_mteval tokenizer, mq_chars *chars, size_t from, mq_ranges *words) {
  mq_chars_strip_end(chars, from);
  switch (tokenizer) {
  case MQ_MTEVAL_NONE:
    mq_chars_split(chars, from, words);
    break;
  case MQ_MTEVAL_13A:
    split_13a(chars, from, words);
    break;
  case MQ_MTEVAL_INTL:
    split_international(chars, from, words);
    break;
  case MQ_MTEVAL_CHAR:
    split_characters(chars, from, words);
    break;
  case MQ_MTEVAL_ZH:
    split_zh(chars, from, words);
    break;
  }
}
