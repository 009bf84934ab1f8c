/* Two tables, one of notations between an opening and a closing text, one of notations that only begin in their own way,
 * and the grammar of printf. The first row that fits wins. */
#include "placeholder.h"

#include "ascii.h"

enum { ROOM = 96 }; /* longest placeholder in bytes */

/* open, then a name that begins with a letter, digit, underscore or one of `first`, goes on with those or one of `also`,
 * then close. */
typedef struct enclosed {
  unsigned dialect;
  const char *open, *close, *first, *also;
} enclosed;

static const enclosed enclosed_rows[] = {
    {MQ_PH_PERCENT_NAME, "%{", "}", "", "._-"},
    {MQ_PH_DOUBLE_BRACE, "{{", "}}", " #/^&>$", " ._-[]()|:$#/'\","},
    {MQ_PH_FLUENT, "{ $", " }", "", "._-"},
    {MQ_PH_FLUENT, "{ -", " }", "", "._-"},
    {MQ_PH_BRACE, "{", "}", "$:!@", "._-[]:!$#@,>^+*?%"},
    {MQ_PH_BRACE, "{", "}", "", "._-[]:!$#@,>^+*?% "}, /* with spaces: only behind a comma, see is_prose */
    {MQ_PH_DOLLAR_BRACE, "${", "}", "", "._-:[]()"},
    {MQ_PH_DOLLAR_BRACE, "#{", "}", "@", "._-[]()"},
    {MQ_PH_NESTED, "$t(", ")", "", "._-:, {}"},
    {MQ_PH_NESTED, "@:(", ")", "", "._-"},
    {MQ_PH_UNDERSCORES, "__", "__", "", ""},
    {MQ_PH_PERCENT_NAME, "%", "%", "", "._-"},
};

/* open, then a name of letters, digits, underscores and `also`, of at least `least` bytes, that begins with a letter (or a
 * digit, where `digits`); before it stands no letter, digit or one of `not_after`. */
typedef struct prefixed {
  unsigned dialect;
  const char *open, *also, *not_after;
  size_t least;
  bool digits;
} prefixed;

static const prefixed prefixed_rows[] = {
    {MQ_PH_NESTED, "@:", "._-", "", 2, false},
    {MQ_PH_QT, "%L", "", "%", 1, true},
    {MQ_PH_QT, "%", "", "%", 1, true},
    {MQ_PH_DOLLAR, "$", "", "$\\", 2, false},
    {MQ_PH_COLON, ":", "", ":.", 2, false},
    {MQ_PH_AT, "@", "", "@.", 2, false},
    {MQ_PH_AT, "!", "", "!.", 2, false},
};

bool mq_placeholder_begins(char c) { return mq_is_one_of(c, "%{$#@_:!~"); }

/* Names may be of any alphabet: a translated one is still a placeholder. */
static bool is_name(char c) { return mq_is_alnum(c) || c == '_' || (c & 0x80); }

static bool starts_at(mq_str text, size_t at, const char *prefix) {
  return mq_str_starts(mq_str_from(text, at), mq_str_of(prefix));
}

/* Words between braces are prose, unless a comma or colon makes them a format. */
static bool is_prose(mq_str name) {
  for (size_t i = 0; i < name.size; i++) {
    if (name.at[i] == ',' || name.at[i] == ':') return false;
    if (name.at[i] == ' ') return true;
  }
  return false;
}

static size_t scan_enclosed(const enclosed *row, mq_str text, size_t at) {
  const size_t name = at + strlen(row->open), close = strlen(row->close);
  char c = mq_byte_at(text, name);
  if (!is_name(c) && !mq_is_one_of(c, row->first)) return 0;
  if (row->dialect == MQ_PH_PERCENT_NAME && row->open[1] == '\0' && !mq_is_alpha(c)) return 0;
  const bool words = row->dialect == MQ_PH_BRACE && mq_is_one_of(' ', row->also);
  for (size_t i = name + 1; i < at + ROOM && i < text.size; i++) {
    if (starts_at(text, i, row->close))
      return words && is_prose((mq_str){text.at + name, i - name}) ? 0 : i + close - at;
    c = text.at[i];
    if (!is_name(c) && !mq_is_one_of(c, row->also)) return 0;
  }
  return 0;
}

static size_t scan_prefixed(const prefixed *row, mq_str text, size_t at) {
  const char before = mq_byte_before(text, at);
  if (mq_is_alnum(before) || before == '_' || (unsigned char)before >= 0x80 || mq_is_one_of(before, row->not_after))
    return 0;
  const size_t name = at + strlen(row->open);
  size_t i = name;
  if (row->digits) {
    while (mq_is_decimal(mq_byte_at(text, i))) i++;
    if (i == name && row->open[1] == '\0' && mq_byte_at(text, i) == 'n') i++;
    return i > name && i <= name + 2 && !mq_is_alpha(mq_byte_at(text, i)) ? i - at : 0;
  }
  if (!mq_is_alpha(mq_byte_at(text, name))) return 0;
  while (i < at + ROOM && (mq_is_alnum(mq_byte_at(text, i)) || mq_byte_at(text, i) == '_' ||
                           (mq_is_one_of(mq_byte_at(text, i), row->also) && mq_is_alnum(mq_byte_at(text, i + 1)))))
    i++;
  if (i < name + row->least || mq_byte_at(text, i) == row->open[0]) return 0; /* ":smile:" */
  return i - at;
}

/* "50 %d'entre eux": a sign behind a number is a per cent sign. */
static bool is_per_cent(mq_str text, size_t at) {
  while (at && (text.at[at - 1] == ' ' || (unsigned char)text.at[at - 1] == 0xa0 ||
                (unsigned char)text.at[at - 1] == 0xaf || (unsigned char)text.at[at - 1] == 0x80 ||
                (unsigned char)text.at[at - 1] == 0xc2 || (unsigned char)text.at[at - 1] == 0xe2))
    at--;
  return mq_is_decimal(mq_byte_before(text, at));
}

static size_t skip_set(mq_str text, size_t i, size_t end, const char *set) {
  while (i < end && mq_is_one_of(mq_byte_at(text, i), set)) i++;
  return i;
}

/* %[n$][flags][width][.precision][length]conversion of the C standard with the lengths and conversions of other languages;
 * the space flag is left out, for "5 % der". A letter may follow only the plainest ones ("%ds"). */
static size_t scan_conversion(mq_str text, size_t at, size_t i) {
  const size_t end = at + ROOM;
  static const char digits[] = "0123456789";
  const size_t number = skip_set(text, i, end, digits);
  const bool numbered = number > i && mq_is_one_of(mq_byte_at(text, number), "$:");
  if (numbered) i = number + 1;
  i = skip_set(text, i, end, "-+#0'");
  i = skip_set(text, i, end, "0123456789*");
  if (mq_byte_at(text, i) == '.') i = skip_set(text, i + 1, end, "0123456789*");
  if (mq_byte_at(text, i) == 't' || mq_byte_at(text, i) == 'T') /* dates of Java: %tY, %1$tm */
    if (mq_is_one_of(mq_byte_at(text, i + 1), "HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc") &&
        !mq_is_alnum(mq_byte_at(text, i + 2)))
      return i + 2 - at;
  i = skip_set(text, i, end, "hlLqjztw");
  if (!mq_is_one_of(mq_byte_at(text, i), "diouxXeEfFgGaAcCsSpnqb@")) return 0;
  const bool plain = i == at + 1 && mq_is_one_of(text.at[i], "sd");
  return mq_is_alnum(mq_byte_at(text, i + 1)) && !plain && !numbered ? 0 : i + 1 - at;
}

static size_t scan_printf(mq_str text, size_t at) {
  const char next = mq_byte_at(text, at + 1);
  if (mq_byte_before(text, at) == '%' || next == '%') return 0;
  if (next != '(' && next != '<') {
    const size_t size = scan_conversion(text, at, at + 1);
    return size && is_per_cent(text, at) && !mq_is_decimal(next) ? 0 : size;
  }
  size_t i = at + 2;
  while (i < at + ROOM && (is_name(mq_byte_at(text, i)) || mq_is_one_of(mq_byte_at(text, i), ".- "))) i++;
  if (i == at + 2 || mq_byte_at(text, i) != (next == '(' ? ')' : '>')) return 0;
  const size_t size = scan_conversion(text, at, i + 1);
  return size ? size : mq_is_alpha(mq_byte_at(text, i + 1)) && next == '(' ? i + 2 - at : i + 1 - at;
}

static size_t scan_tilde(mq_str text, size_t at) {
  const char c = mq_byte_at(text, at + 1);
  return mq_is_one_of(c, "asdAS%") && !mq_is_alnum(mq_byte_at(text, at + 2)) && !mq_is_alnum(mq_byte_before(text, at))
             ? 2
             : 0;
}

size_t mq_placeholder_at(mq_str text, size_t at, unsigned dialects, unsigned *dialect) {
  const char c = mq_byte_at(text, at);
  unsigned found = 0;
  size_t size = 0;
  if (c == '%' && dialects & (MQ_PH_PRINTF | MQ_PH_PERCENT_NAME)) {
    size = scan_printf(text, at);
    found = size && mq_is_one_of(text.at[at + 1], "(<") ? MQ_PH_PERCENT_NAME : MQ_PH_PRINTF;
  }
  if (c == '{' && dialects & MQ_PH_BRACE && mq_byte_at(text, at + 1) == '}') size = 2, found = MQ_PH_BRACE;
  if (c == '~' && dialects & MQ_PH_TILDE) size = scan_tilde(text, at), found = MQ_PH_TILDE;
  for (size_t i = 0; !size && i < sizeof enclosed_rows / sizeof *enclosed_rows; i++)
    if (enclosed_rows[i].open[0] == c && enclosed_rows[i].dialect & dialects &&
        starts_at(text, at, enclosed_rows[i].open))
      size = scan_enclosed(&enclosed_rows[i], text, at), found = enclosed_rows[i].dialect;
  for (size_t i = 0; !size && i < sizeof prefixed_rows / sizeof *prefixed_rows; i++)
    if (prefixed_rows[i].open[0] == c && prefixed_rows[i].dialect & dialects &&
        starts_at(text, at, prefixed_rows[i].open))
      size = scan_prefixed(&prefixed_rows[i], text, at), found = prefixed_rows[i].dialect;
  if (dialect) *dialect = size ? found : 0;
  return size;
}
