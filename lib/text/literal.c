/* One small scanner a kind; each looks at no more than ROOM bytes and demands a boundary on the left. */
#include "literal.h"

#include "ascii.h"

enum { ROOM = 256 };

static bool is_boundary(mq_str text, size_t at) {
  const char c = mq_byte_before(text, at);
  return !c || mq_is_one_of(c, " \t\n\"'`([{=,;");
}

static bool is_name(char c) { return mq_is_alnum(c) || mq_is_one_of(c, "_-.+@%") || (c & 0x80); }

/* Full stops and the like at the end belong to the sentence. */
static size_t trim(mq_str text, size_t at, size_t end) {
  while (end > at && mq_is_one_of(text.at[end - 1], ".-+%@")) end--;
  return end - at;
}

/* Two steps at least ("/etc/hosts"), or one behind "~" or ".": "and/or", "/news" are none. */
static size_t scan_unix_path(mq_str text, size_t at) {
  size_t i = at, steps = 0;
  bool letter = false;
  if (mq_is_one_of(mq_byte_at(text, i), "~.")) i++, steps++;
  if (mq_byte_at(text, i) == '.') i++;
  while (mq_byte_at(text, i) == '/' && is_name(mq_byte_at(text, i + 1)) && i < at + ROOM) {
    i++, steps++;
    for (; is_name(mq_byte_at(text, i)) && i < at + ROOM; i++) letter = letter || mq_is_alpha(text.at[i]);
  }
  if (mq_byte_at(text, i) == '/') i++;
  return steps >= 2 && letter ? trim(text, at, i) : 0;
}

static size_t scan_drive_path(mq_str text, size_t at) {
  if (!mq_is_alpha(mq_byte_at(text, at)) || mq_byte_at(text, at + 1) != ':' || mq_byte_at(text, at + 2) != '\\')
    return 0;
  size_t i = at + 3;
  while ((is_name(mq_byte_at(text, i)) || mq_byte_at(text, i) == '\\') && i < at + ROOM) i++;
  return trim(text, at, i);
}

static size_t scan_option(mq_str text, size_t at) {
  if (mq_byte_at(text, at + 1) != '-' || !mq_is_alpha(mq_byte_at(text, at + 2))) return 0;
  size_t i = at + 2;
  while ((is_name(mq_byte_at(text, i)) || mq_byte_at(text, i) == '=') && i < at + ROOM) i++;
  return i > at + 3 ? trim(text, at, i) : 0;
}

/* Four numbers up to 255, and what is left of a prefix length or a port stays outside. */
static size_t scan_address(mq_str text, size_t at) {
  size_t i = at;
  for (int part = 0; part < 4; part++) {
    int value = 0;
    const size_t start = i;
    if (part && mq_byte_at(text, i++) != '.') return 0;
    const size_t digits = i;
    while (i < digits + 4 && mq_is_decimal(mq_byte_at(text, i))) value = value * 10 + (text.at[i++] - '0');
    if (i == digits || value > 255 || i == start) return 0;
  }
  return mq_is_alnum(mq_byte_at(text, i)) || (mq_byte_at(text, i) == '.' && mq_is_decimal(mq_byte_at(text, i + 1)))
             ? 0
             : i - at;
}

static size_t scan_call(mq_str text, size_t at) {
  size_t i = at;
  while ((mq_is_alnum(mq_byte_at(text, i)) || mq_is_one_of(mq_byte_at(text, i), "_:.")) && i < at + ROOM) i++;
  return i > at + 1 && mq_byte_at(text, i) == '(' && mq_byte_at(text, i + 1) == ')' ? i + 2 - at : 0;
}

size_t mq_literal_at(mq_str text, size_t at, mq_literal *kind) {
  if (!is_boundary(text, at)) return 0;
  const char c = mq_byte_at(text, at);
  size_t size = 0;
  if (c == '/' || c == '~' || c == '.') size = scan_unix_path(text, at), *kind = MQ_LITERAL_PATH;
  else if (c == '-') size = scan_option(text, at), *kind = MQ_LITERAL_OPTION;
  else if (mq_is_decimal(c)) size = scan_address(text, at), *kind = MQ_LITERAL_ADDRESS;
  else if (mq_is_alpha(c) || c == '_') {
    size = scan_drive_path(text, at), *kind = MQ_LITERAL_PATH;
    if (!size) size = scan_call(text, at), *kind = MQ_LITERAL_CALL;
  }
  return size;
}
