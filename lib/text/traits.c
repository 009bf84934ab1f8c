/* The bits of every byte by table, and those of pairs of neighbours by a table of their classes. */
#include "traits.h"

/* Classes of bytes for pairs. */
enum { OTHER, SPACE, MARK, HYPHEN, CLOSE, CLASSES };

static const uint8_t classes[256] = {
    [' '] = SPACE, ['\t'] = SPACE, [','] = MARK,   ['.'] = MARK,   [';'] = MARK,  [':'] = MARK,
    ['!'] = MARK,  ['?'] = MARK,   ['-'] = HYPHEN, [0xa0] = SPACE, [')'] = CLOSE, [']'] = CLOSE};

static const uint32_t pairs[CLASSES][CLASSES] = {
    [SPACE][SPACE] = MQ_T_WIDE_SPACE,  [SPACE][MARK] = MQ_T_SPACED_MARK,     [SPACE][CLOSE] = MQ_T_SPACED_MARK,
    [MARK][MARK] = MQ_T_REPEATED_MARK, [SPACE][HYPHEN] = MQ_T_SPACED_HYPHEN, [HYPHEN][HYPHEN] = MQ_T_HYPHENS};

/* Runs of bytes that share their bits. */
#define TWO(x) x, x
#define FOUR(x) TWO(x), TWO(x)
#define EIGHT(x) FOUR(x), FOUR(x)
#define TEN(x) EIGHT(x), TWO(x)

static const uint32_t bits[256] = {
    [0x00] = EIGHT(MQ_T_CONTROL), MQ_T_CONTROL,
    ['\t'] = MQ_T_TAB | MQ_T_WIDE_SPACE,
    ['\n'] = MQ_T_BREAK,
    [0x0b] = TWO(MQ_T_CONTROL),
    ['\r'] = MQ_T_BREAK,
    [0x0e] = TEN(MQ_T_CONTROL), EIGHT(MQ_T_CONTROL),
    ['#'] = MQ_T_HASH,
    ['$'] = MQ_T_DOLLAR,
    ['%'] = MQ_T_PERCENT,
    ['&'] = MQ_T_AMPERSAND,
    ['*'] = MQ_T_STAR,
    ['/'] = MQ_T_SLASH,
    ['0'] = TEN(MQ_T_DIGIT),
    [':'] = MQ_T_COLON,
    ['<'] = MQ_T_ANGLE,
    ['>'] = MQ_T_ANGLE,
    ['?'] = MQ_T_QUESTION,
    ['@'] = MQ_T_AT,
    ['['] = MQ_T_SQUARE,
    ['\\'] = MQ_T_BACKSLASH,
    [']'] = MQ_T_SQUARE,
    ['_'] = MQ_T_UNDERSCORE,
    ['`'] = MQ_T_BACKTICK,
    ['{'] = MQ_T_BRACE,
    ['}'] = MQ_T_BRACE,
    ['~'] = MQ_T_TILDE,
    [0x7f] = MQ_T_CONTROL,
    [0xc2] = MQ_T_LATIN | MQ_T_CONTROL,
    [0xc3] = TWO(MQ_T_LATIN), MQ_T_LATIN,
    [0xcc] = TWO(MQ_T_COMPOSING),
    [0xd0] = MQ_T_CYRILLIC,
    [0xd6] = TEN(MQ_T_COMPOSING | MQ_T_DOUBTFUL),
    [0xe0] = TWO(MQ_T_COMPOSING | MQ_T_DOUBTFUL),
    [0xe2] = MQ_T_GENERAL,
    [0xe3] = MQ_T_COMPOSING,
    [0xee] = MQ_T_FORM,
    [0xef] = MQ_T_FORM | MQ_T_COMPOSING,
    [0xf0] = EIGHT(MQ_T_DOUBTFUL | MQ_T_COMPOSING), EIGHT(MQ_T_DOUBTFUL | MQ_T_COMPOSING),
};

uint32_t mq_traits_of(mq_str text) {
  uint32_t traits = 0;
  uint8_t before = OTHER;
  for (size_t i = 0; i < text.size; i++) {
    const uint8_t byte = (uint8_t)text.at[i], class = classes[byte];
    traits |= bits[byte] | pairs[before][class];
    before = class;
  }
  return traits;
}
