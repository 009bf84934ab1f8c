#include "special.h"

#include "unicode.h"

/* Longest local part and domain of RFC 5321; the bounds of the others are generous. */
enum { LOCAL_ROOM = 64, DOMAIN_ROOM = 255, TAG_ROOM = 2048, ENTITY_ROOM = 32, PLACEHOLDER_ROOM = 64 };

static bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_alnum(char c) { return is_alpha(c) || is_digit(c); }
static bool is_one_of(char c, const char *set) { return c && strchr(set, c) != NULL; }

/* The byte at i, or 0 beyond the end. */
static char at(mq_str s, size_t i) { return i < s.size ? s.at[i] : 0; }

static bool starts_without_case(mq_str s, const char *lower) {
  for (size_t i = 0; lower[i]; i++)
    if ((at(s, i) | (is_alpha(at(s, i)) ? 0x20 : 0)) != lower[i]) return false;
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
  while (size < DOMAIN_ROOM && (is_alnum(at(s, size)) || at(s, size) == '-' || at(s, size) == '.')) {
    if (at(s, size) == '.') {
      if (size == label || !is_alnum(at(s, size + 1))) break;
      label = size + 1;
      dots++;
    }
    size++;
  }
  while (size > label && at(s, size - 1) == '-') size--;
  return dots && size >= label + 2 && is_alpha(at(s, size - 1)) ? size : 0;
}

size_t mq_scan_email(mq_str s) {
  size_t local = 0;
  while (local <= LOCAL_ROOM && (is_alnum(at(s, local)) || is_one_of(at(s, local), "._%+-"))) local++;
  if (local == 0 || local > LOCAL_ROOM || at(s, local) != '@' || at(s, local - 1) == '.') return 0;
  const size_t domain = scan_domain((mq_str){s.at + local + 1, s.size - local - 1});
  return domain ? local + 1 + domain : 0;
}

static size_t skip_name(mq_str s, size_t i) {
  while (i < TAG_ROOM && (is_alnum(at(s, i)) || is_one_of(at(s, i), ":_.-"))) i++;
  return i;
}

static size_t skip_space(mq_str s, size_t i) {
  while (i < TAG_ROOM && is_one_of(at(s, i), " \t\r\n")) i++;
  return i;
}

/* The place after name=value, or 0. */
static size_t skip_attribute(mq_str s, size_t i) {
  const size_t name_end = skip_name(s, i);
  if (name_end == i || at(s, name_end) != '=') return 0;
  i = name_end + 1;
  const char quote = at(s, i);
  if (quote == '"' || quote == '\'') {
    for (i++; i < TAG_ROOM && i < s.size && s.at[i] != quote; i++) continue;
    return at(s, i) == quote ? i + 1 : 0;
  }
  while (i < TAG_ROOM && i < s.size && !is_one_of(s.at[i], " \t\r\n<>\"'")) i++;
  return i;
}

static size_t scan_tag(mq_str s) {
  size_t i = at(s, 1) == '/' ? 2 : 1;
  if (!is_alnum(at(s, i))) return 0;
  const bool numbered = is_digit(at(s, i)); /* <1>, </1>: inline codes of translation tools */
  i = skip_name(s, i);
  for (;;) {
    const size_t next = skip_space(s, i);
    if (at(s, next) == '>') return next + 1;
    if (at(s, next) == '/' && at(s, next + 1) == '>') return next + 2;
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
  const bool number = at(s, i) == '#';
  if (number) i++;
  const size_t name = i;
  while (i < ENTITY_ROOM && is_alnum(at(s, i))) i++;
  if (i < name + (number ? 1 : 2) || at(s, i) != ';' || (!number && !is_alpha(at(s, name)))) return 0;
  return i + 1;
}

size_t mq_scan_markup(mq_str s) {
  if (at(s, 0) == '&') return scan_entity(s);
  if (at(s, 0) != '<') return 0;
  return mq_str_starts(s, MQ_STR("<!--")) ? scan_comment(s) : scan_tag(s);
}

/* Up to `close` over characters of identifiers, or 0. Returns the place after `close`. */
static size_t skip_identifier(mq_str s, size_t i, const char *close, const char *also) {
  const size_t start = i, size = strlen(close);
  while (i < PLACEHOLDER_ROOM && (is_alnum(at(s, i)) || is_one_of(at(s, i), also))) i++;
  if (i == start || i + size > s.size || memcmp(s.at + i, close, size) != 0) return 0;
  return i + size;
}

/* A conversion of printf. A space flag is left out, for "5 % der"; so is whatever goes on as a word. */
static size_t scan_conversion(mq_str s, size_t i) {
  const size_t digits = i;
  while (i < PLACEHOLDER_ROOM && is_digit(at(s, i))) i++;
  if (i > digits && at(s, i) == '$') i++;
  else i = digits;
  while (i < PLACEHOLDER_ROOM && is_one_of(at(s, i), "-+#0")) i++;
  while (i < PLACEHOLDER_ROOM && (is_digit(at(s, i)) || at(s, i) == '.' || at(s, i) == '*')) i++;
  while (i < PLACEHOLDER_ROOM && is_one_of(at(s, i), "hlLqjzt")) i++;
  if (!is_one_of(at(s, i), "diouxXeEfFgGcsSpaAn@")) return 0;
  return is_alnum(at(s, i + 1)) ? 0 : i + 1;
}

static size_t scan_percent(mq_str s) {
  if (at(s, 1) == '{') return skip_identifier(s, 2, "}", "_.");
  if (at(s, 1) != '(') return scan_conversion(s, 1);
  const size_t name = skip_identifier(s, 2, ")", "_.- ");
  if (!name) return 0;
  const size_t conversion = scan_conversion(s, name);
  return conversion ? conversion : is_alpha(at(s, name)) ? name + 1 : name;
}

static size_t scan_brace(mq_str s) {
  if (at(s, 1) == '}') return 2;
  if (at(s, 1) == '{') return skip_identifier(s, 2, "}}", "_.-[]() |:$#/");
  return skip_identifier(s, 1, "}", "_.-[]:!$#");
}

size_t mq_scan_placeholder(mq_str s) {
  switch (at(s, 0)) {
  case '%':
    return scan_percent(s);
  case '{':
    return scan_brace(s);
  case '$':
    return at(s, 1) == '{' ? skip_identifier(s, 2, "}", "_.-:") : 0;
  default:
    return 0;
  }
}
