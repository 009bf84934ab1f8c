#include "special.h"

#include "ascii.h"
#include "unicode.h"

/* Longest local part and domain of RFC 5321; the bounds of the others are generous. */
enum { LOCAL_ROOM = 64, DOMAIN_ROOM = 255, TAG_ROOM = 2048, ENTITY_ROOM = 32 };

static bool starts_without_case(mq_str s, const char *lower) {
  for (size_t i = 0; lower[i]; i++)
    if ((mq_byte_at(s, i) | (mq_is_alpha(mq_byte_at(s, i)) ? 0x20 : 0)) != lower[i]) return false;
  return true;
}

static size_t url_prefix(mq_str s) {
  static const char *const prefixes[] = {"http://", "https://", "ftp://", "www."};
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (starts_without_case(s, prefixes[i])) return strlen(prefixes[i]);
  return 0;
}

static bool ends_url(int32_t c, bool spaceless) {
  switch (mq_class_of(c)) {
  case MQ_C_SPACE:
  case MQ_C_BREAK:
  case MQ_C_BAD:
    return true;
  case MQ_C_SPACELESS:
    return spaceless;
  case MQ_C_PUNCTUATION:
    return c >= 0x3000 || c == '"' || mq_is_quote(c) || c == '`';
  default:
    return c < ' ' || c == '<' || c == '>' || c == 0x7f;
  }
}

/* Closing punctuation does not belong to a URL; a closing bracket does if it was opened inside. */
static size_t trim_url(mq_str s, size_t size, size_t least) {
  int32_t open = 0;
  for (size_t i = 0; i < size; i++) open += (s.at[i] == '(') - (s.at[i] == ')');
  while (size > least) {
    size_t before = size;
    const int32_t c = mq_previous(s.at, 0, &before);
    if (c == ')') {
      if (open >= 0) break;
      open++;
    } else if (c == '/' || c == '#' || c == '-' || c == '_' || c == '%' || c == '&' || c == '@' ||
               mq_class_of(c) != MQ_C_PUNCTUATION) {
      break;
    }
    size = before;
  }
  return size;
}

size_t mq_scan_url(mq_str s, bool spaceless) {
  const size_t prefix = url_prefix(s);
  if (!prefix) return 0;
  size_t size = prefix;
  while (size < s.size) {
    size_t next = size;
    if (ends_url(mq_next(s.at, &next, s.size), spaceless)) break;
    size = next;
  }
  size = trim_url(s, size, prefix);
  return size > prefix ? size : 0;
}

static size_t scan_domain(mq_str s) {
  size_t size = 0, label = 0, dots = 0;
  while (size < DOMAIN_ROOM &&
         (mq_is_alnum(mq_byte_at(s, size)) || mq_byte_at(s, size) == '-' || mq_byte_at(s, size) == '.')) {
    if (mq_byte_at(s, size) == '.') {
      if (size == label || !mq_is_alnum(mq_byte_at(s, size + 1))) break;
      label = size + 1;
      dots++;
    }
    size++;
  }
  while (size > label && mq_byte_at(s, size - 1) == '-') size--;
  return dots && size >= label + 2 && mq_is_alpha(mq_byte_at(s, size - 1)) ? size : 0;
}

size_t mq_scan_email(mq_str s) {
  size_t local = 0;
  while (local <= LOCAL_ROOM && (mq_is_alnum(mq_byte_at(s, local)) || mq_is_one_of(mq_byte_at(s, local), "._%+-")))
    local++;
  if (local == 0 || local > LOCAL_ROOM || mq_byte_at(s, local) != '@' || mq_byte_at(s, local - 1) == '.') return 0;
  const size_t domain = scan_domain((mq_str){s.at + local + 1, s.size - local - 1});
  return domain ? local + 1 + domain : 0;
}

static size_t skip_name(mq_str s, size_t i) {
  while (i < TAG_ROOM && (mq_is_alnum(mq_byte_at(s, i)) || mq_is_one_of(mq_byte_at(s, i), ":_.-"))) i++;
  return i;
}

static size_t skip_space(mq_str s, size_t i) {
  while (i < TAG_ROOM && mq_is_one_of(mq_byte_at(s, i), " \t\r\n")) i++;
  return i;
}

/* The place after name=value, or 0. */
static size_t skip_attribute(mq_str s, size_t i) {
  const size_t name_end = skip_name(s, i);
  if (name_end == i || mq_byte_at(s, name_end) != '=') return 0;
  i = name_end + 1;
  const char quote = mq_byte_at(s, i);
  if (quote == '"' || quote == '\'') {
    for (i++; i < TAG_ROOM && i < s.size && s.at[i] != quote; i++) continue;
    return mq_byte_at(s, i) == quote ? i + 1 : 0;
  }
  while (i < TAG_ROOM && i < s.size && !mq_is_one_of(s.at[i], " \t\r\n<>\"'")) i++;
  return i;
}

static size_t scan_tag(mq_str s) {
  size_t i = mq_byte_at(s, 1) == '/' ? 2 : 1;
  if (!mq_is_alnum(mq_byte_at(s, i))) return 0;
  const bool numbered = mq_is_decimal(mq_byte_at(s, i)); /* <1>, </1>: inline codes of translation tools */
  i = skip_name(s, i);
  for (;;) {
    const size_t next = skip_space(s, i);
    if (mq_byte_at(s, next) == '>') return next + 1;
    if (mq_byte_at(s, next) == '/' && mq_byte_at(s, next + 1) == '>') return next + 2;
    if (next == i || numbered || next >= TAG_ROOM) return 0;
    i = skip_attribute(s, next);
    if (!i) return 0;
  }
}

static size_t scan_comment(mq_str s) {
  for (size_t i = 4; i < TAG_ROOM && i + 2 < s.size; i++)
    if (memcmp(s.at + i, "-->", 3) == 0) return i + 3;
  return 0;
}

static size_t scan_entity(mq_str s) {
  size_t i = 1;
  const bool number = mq_byte_at(s, i) == '#';
  if (number) i++;
  const size_t name = i;
  while (i < ENTITY_ROOM && mq_is_alnum(mq_byte_at(s, i))) i++;
  if (i < name + (number ? 1 : 2) || mq_byte_at(s, i) != ';' || (!number && !mq_is_alpha(mq_byte_at(s, name))))
    return 0;
  return i + 1;
}

size_t mq_scan_markup(mq_str s) {
  if (mq_byte_at(s, 0) == '&') return scan_entity(s);
  if (mq_byte_at(s, 0) != '<') return 0;
  return mq_str_starts(s, MQ_STR("<!--")) ? scan_comment(s) : scan_tag(s);
}
