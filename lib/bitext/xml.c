#include "xml.h"

#include <stdio.h>

void mq_xml_start(mq_xml *xml, mq_arena *arena, mq_input *input) {
  *xml = (mq_xml){.input = input, .names = {.arena = arena}};
}

/* An error at `offset` bytes behind what was taken. */
static int fail_at(mq_xml *x, size_t offset, const char *what) {
  return mq_input_error(x->input, mq_input_place(x->input, x->input->at + x->input->next + offset), x->error, "%s",
                        what);
}

uint64_t mq_xml_start_byte(const mq_xml *xml) { return mq_input_place(xml->input, xml->raw.at).byte; }
uint64_t mq_xml_end_byte(const mq_xml *xml) { return mq_input_place(xml->input, xml->raw.at + xml->raw.size).byte; }

int mq_xml_error(mq_xml *xml, mtqc_error *error, const char *format, ...) {
  char text[sizeof error->text];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  return mq_input_error(xml->input, mq_input_place(xml->input, xml->raw.at), error, "%s", text);
}

bool mq_xml_is(const mq_xml *xml, const char *name) {
  const char *colon = memchr(xml->name.at, ':', xml->name.size);
  const size_t prefix = colon ? (size_t)(colon + 1 - xml->name.at) : 0;
  return mq_str_equal((mq_str){xml->name.at + prefix, xml->name.size - prefix}, mq_str_of(name));
}

/* --- the window --- */

static mq_str window(const mq_xml *x) {
  return (mq_str){x->input->at + x->input->next, x->input->size - x->input->next};
}

/* Makes `size` bytes stand in the window: 1, 0 if the file ends before, or an error. */
static int need(mq_xml *x, size_t size) {
  while (x->input->size - x->input->next < size) {
    const int more = mq_input_more(x->input, x->error);
    if (more != 1) return more;
  }
  return 1;
}

/* Finds `mark` from an offset on: 1 and its offset, 0 if the file ends before, or an error. */
static int find(mq_xml *x, size_t from, mq_str mark, size_t *found) {
  for (;;) {
    const mq_str w = window(x);
    while (from + mark.size <= w.size) {
      const char *at = memchr(w.at + from, mark.at[0], w.size - mark.size + 1 - from);
      if (!at) from = w.size - mark.size + 1;
      else if (memcmp(at, mark.at, mark.size) == 0) return *found = (size_t)(at - w.at), 1;
      else from = (size_t)(at - w.at) + 1;
    }
    const int more = mq_input_more(x->input, x->error);
    if (more != 1) return more;
  }
}

/* --- characters --- */

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':' ||
         c == '-' || c == '.' || (unsigned char)c >= 0x80;
}

static bool begins_name(char c) { return is_name_byte(c) && !(c >= '0' && c <= '9') && c != '-' && c != '.'; }

static bool is_character(uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

/* Size of the character at `i` beyond ASCII, or 0 if it is malformed or not allowed. */
static size_t character_size(mq_str text, size_t i) {
  static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  const unsigned char lead = (unsigned char)text.at[i];
  const size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (size == 0 || lead > 0xf4 || i + size > text.size) return 0;
  uint32_t c = lead & (0xffu >> (size + 1));
  for (size_t k = 1; k < size; k++) {
    const unsigned char byte = (unsigned char)text.at[i + k];
    if ((byte & 0xc0) != 0x80) return 0;
    c = c << 6 | (byte & 0x3f);
  }
  return c >= least[size] && is_character(c) ? size : 0;
}

/* Whether all characters are allowed in a document; else *bad is the offset of the first that is not. */
static bool all_characters(mq_str text, size_t *bad) {
  for (size_t i = 0; i < text.size;) {
    const unsigned char c = (unsigned char)text.at[i];
    const size_t size = c >= 0x80 ? character_size(text, i) : c >= 0x20 || is_space((char)c);
    if (size == 0) return *bad = i, false;
    i += size;
  }
  return true;
}

/* --- references --- */

static uint32_t read_number(mq_str digits, unsigned base) {
  uint32_t value = 0;
  if (digits.size == 0 || digits.size > 8) return 0;
  for (size_t i = 0; i < digits.size; i++) {
    const char c = digits.at[i];
    const unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
                           : (c | 32) >= 'a'    ? (unsigned)((c | 32) - 'a' + 10)
                                                : 99;
    if (digit >= base) return 0;
    value = value * base + digit;
  }
  return value;
}

/* Size in UTF-8 of what "&...;" stands for, written to `out`; 0 if that is unknown or no character. */
static size_t resolve(mq_str reference, char *out) {
  static const struct {
    mq_str name;
    char value;
  } known[] = {
      {{"&amp;", 5}, '&'}, {{"&lt;", 4}, '<'}, {{"&gt;", 4}, '>'}, {{"&quot;", 6}, '"'}, {{"&apos;", 6}, '\''}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
    if (mq_str_equal(reference, known[i].name)) return out[0] = known[i].value, 1;
  if (reference.size < 4 || reference.at[1] != '#') return 0;
  const bool hex = reference.at[2] == 'x';
  const size_t start = hex ? 3 : 2;
  const uint32_t c = read_number((mq_str){reference.at + start, reference.size - start - 1}, hex ? 16 : 10);
  return is_character(c) ? mq_utf8_put(out, c) : 0;
}

enum { LONGEST_REFERENCE = 64 };

/* The reference at an offset of the window: its size with '&' and ';', or 0 if it does not end. */
static size_t reference_size(mq_str text) {
  size_t i = 1;
  while (i < text.size && i < LONGEST_REFERENCE && (is_name_byte(text.at[i]) || text.at[i] == '#')) i++;
  return i > 1 && i < text.size && text.at[i] == ';' ? i + 1 : 0;
}

static int bad_reference(mq_xml *x, size_t offset, mq_str reference) {
  if (reference.size == 0) return fail_at(x, offset, "'&' begins no reference");
  return mq_input_error(x->input, mq_input_place(x->input, reference.at), x->error,
                        reference.at[1] == '#' ? "%.*s is no character"
                                               : "%.*s is not known; entities of a DTD are not expanded",
                        MQ_FMT(reference));
}

static int read_reference(mq_xml *x) {
  const int status = need(x, LONGEST_REFERENCE);
  if (status < 0) return status;
  const mq_str w = window(x);
  x->raw = (mq_str){w.at, reference_size(w)};
  const size_t size = x->raw.size ? resolve(x->raw, x->character) : 0;
  if (size == 0) return bad_reference(x, 0, x->raw);
  if (x->depth == 0) return fail_at(x, 0, "text outside of the root element");
  x->value = (mq_str){x->character, size};
  x->input->next += x->raw.size;
  return x->kind = MQ_XML_REFERENCE;
}

/* --- tags --- */

/* Size of the tag at the front of the window, with '<' and '>'; 0 if the file ends before, or an error. */
static int64_t tag_size(mq_xml *x) {
  char quote = 0;
  for (size_t i = 1;; i++) {
    if (i >= x->input->size - x->input->next) {
      const int more = need(x, i + 1);
      if (more != 1) return more;
    }
    const char c = window(x).at[i];
    if (quote) quote = c == quote ? 0 : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (c == '>') return (int64_t)i + 1;
    else if (c == '<') return fail_at(x, i, "'<' inside a tag");
  }
}

static size_t skip_space(mq_str tag, size_t i) {
  while (is_space(tag.at[i])) i++;
  return i;
}

static size_t skip_name(mq_str tag, size_t i) {
  if (!begins_name(tag.at[i])) return i;
  while (is_name_byte(tag.at[i])) i++;
  return i;
}

static int check_value(mq_xml *x, mq_str tag, mq_str value) {
  const size_t offset = (size_t)(value.at - tag.at);
  char unused[4];
  for (size_t i = 0; i < value.size; i++) {
    if (value.at[i] == '<') return fail_at(x, offset + i, "'<' inside an attribute");
    if (value.at[i] != '&') continue;
    const mq_str reference = {value.at + i, reference_size((mq_str){value.at + i, value.size - i})};
    if (reference.size == 0 || resolve(reference, unused) == 0) return bad_reference(x, offset + i, reference);
  }
  return MTQC_OK;
}

/* The attribute at offset *i of the tag, which moves behind it. */
static int read_attribute(mq_xml *x, mq_str tag, size_t *i) {
  const size_t name_end = skip_name(tag, *i);
  if (name_end == *i) return fail_at(x, *i, "an attribute is needed here");
  const mq_str name = {tag.at + *i, name_end - *i};
  for (size_t k = 0; k < x->attribute_count; k++)
    if (mq_str_equal(x->attributes[k].name, name)) return fail_at(x, *i, "an attribute is given twice");
  if (x->attribute_count == MQ_XML_ATTRIBUTES) return fail_at(x, *i, "more than 256 attributes");
  size_t at = skip_space(tag, name_end);
  if (tag.at[at] != '=') return fail_at(x, at, "'=' is needed here");
  at = skip_space(tag, at + 1);
  const char quote = tag.at[at];
  if (quote != '"' && quote != '\'') return fail_at(x, at, "a quotation mark is needed here");
  const char *end = memchr(tag.at + at + 1, quote, tag.size - at - 1);
  const mq_str value = {tag.at + at + 1, (size_t)(end - tag.at) - at - 1};
  x->attributes[x->attribute_count++] = (mq_xml_attribute){name, value};
  *i = (size_t)(end - tag.at) + 1;
  return check_value(x, tag, value);
}

static int read_attributes(mq_xml *x, mq_str tag, size_t i) {
  x->attribute_count = 0;
  for (;;) {
    const size_t next = skip_space(tag, i);
    if (next == tag.size - 1 || (next == tag.size - 2 && tag.at[next] == '/')) {
      x->empty = next == tag.size - 2;
      return MTQC_OK;
    }
    if (next == i) return fail_at(x, i, "a space or '>' is needed here");
    i = next;
    const int status = read_attribute(x, tag, &i);
    if (status) return status;
  }
}

static void push_name(mq_xml *x) {
  x->starts[x->depth++] = (uint32_t)x->names.size;
  mq_buf_str(&x->names, x->name);
}

/* The innermost open element, which is closed. */
static mq_str pop_name(mq_xml *x) {
  const uint32_t start = x->starts[--x->depth];
  const mq_str name = {x->names.at + start, x->names.size - start};
  x->names.size = start;
  return name;
}

static int read_open(mq_xml *x, mq_str tag) {
  const size_t name_end = skip_name(tag, 1);
  if (name_end == 1) return fail_at(x, 1, "the name of an element is needed here");
  if (x->depth == 0 && x->had_root) return fail_at(x, 0, "second root element");
  x->had_root = true;
  const int status = read_attributes(x, tag, name_end);
  if (status) return status;
  if (x->depth == MQ_XML_DEPTH) return fail_at(x, 0, "nested deeper than 256 elements");
  x->name = (mq_str){tag.at + 1, name_end - 1};
  push_name(x);
  return x->kind = MQ_XML_OPEN;
}

static int read_close(mq_xml *x, mq_str tag) {
  const size_t name_end = skip_name(tag, 2);
  const mq_str name = {tag.at + 2, name_end - 2};
  if (name.size == 0) return fail_at(x, 2, "the name of an element is needed here");
  if (skip_space(tag, name_end) != tag.size - 1) return fail_at(x, name_end, "'>' is needed here");
  if (x->depth == 0) return fail_at(x, 0, "no element is open");
  const mq_str open = pop_name(x);
  if (!mq_str_equal(open, name))
    return mq_input_error(x->input, mq_input_place(x->input, tag.at), x->error, "</%.*s> where <%.*s> is open",
                          MQ_FMT(name), MQ_FMT(open));
  x->name = name;
  return x->kind = MQ_XML_CLOSE;
}

static int read_tag(mq_xml *x) {
  const int64_t size = tag_size(x);
  if (size == 0) return fail_at(x, 0, "tag without end");
  if (size < 0) return (int)size;
  const mq_str tag = x->raw = (mq_str){window(x).at, (size_t)size};
  size_t bad;
  if (!all_characters(tag, &bad)) return fail_at(x, bad, "a character that XML forbids");
  x->empty = false;
  const int kind = tag.at[1] == '/' ? read_close(x, tag) : read_open(x, tag);
  if (kind > 0) x->input->next += tag.size;
  return kind;
}

/* --- what is no content --- */

/* Takes "<!--...-->" and the like: what begins with `open` bytes and ends with `close`. */
static int skip_to(mq_xml *x, size_t open, mq_str close, const char *without_end) {
  size_t end, bad;
  const int found = find(x, open, close, &end);
  if (found == 0) return fail_at(x, 0, without_end);
  if (found < 0) return found;
  if (!all_characters((mq_str){window(x).at, end}, &bad)) return fail_at(x, bad, "a character that XML forbids");
  mq_input_place(x->input, window(x).at);
  x->input->next += end + close.size;
  return MTQC_OK;
}

/* A document type declaration with its internal subset, unread: quoted text and comments in it may hold anything. */
static int skip_doctype(mq_xml *x) {
  char quote = 0;
  size_t depth = 0;
  if (x->had_root) return fail_at(x, 0, "a document type behind the root element");
  for (size_t i = 2;; i++) {
    const int more = need(x, i + 4);
    if (more < 0) return more;
    const mq_str w = window(x);
    if (i >= w.size) return fail_at(x, 0, "document type without end");
    const char c = w.at[i];
    if (quote) quote = c == quote ? 0 : quote;
    else if (mq_str_starts((mq_str){w.at + i, w.size - i}, MQ_STR("<!--"))) {
      const int found = find(x, i + 4, MQ_STR("-->"), &i);
      if (found < 0) return found;
      if (found == 0) return fail_at(x, 0, "document type without end");
      i += 2;
    } else if (c == '"' || c == '\'') quote = c;
    else if (c == '[' || c == '<') depth++;
    else if (c == ']' || (c == '>' && depth)) depth -= depth > 0;
    else if (c == '>') return x->input->next += i + 1, MTQC_OK;
  }
}

/* CDATA is text; an empty one is nothing. */
static int read_cdata(mq_xml *x) {
  enum { OPEN = 9, CLOSE = 3 };
  size_t end, bad;
  const int found = find(x, OPEN, MQ_STR("]]>"), &end);
  if (found == 0) return fail_at(x, 0, "CDATA without end");
  if (found < 0) return found;
  if (x->depth == 0) return fail_at(x, 0, "text outside of the root element");
  const mq_str w = window(x);
  if (!all_characters((mq_str){w.at, end}, &bad)) return fail_at(x, bad, "a character that XML forbids");
  x->raw = (mq_str){w.at + OPEN, end - OPEN};
  x->input->next += end + CLOSE;
  return end > OPEN ? (int)(x->kind = MQ_XML_TEXT) : 0;
}

/* What begins with '<': a token, 0 for what is none, or an error. */
static int read_markup(mq_xml *x) {
  const int status = need(x, 9);
  if (status < 0) return status;
  const mq_str w = window(x);
  if (mq_str_starts(w, MQ_STR("<!--"))) return skip_to(x, 4, MQ_STR("-->"), "comment without end");
  if (mq_str_starts(w, MQ_STR("<?"))) return skip_to(x, 2, MQ_STR("?>"), "processing instruction without end");
  if (mq_str_starts(w, MQ_STR("<![CDATA["))) return read_cdata(x);
  if (mq_str_starts(w, MQ_STR("<!DOCTYPE"))) return skip_doctype(x);
  if (mq_str_starts(w, MQ_STR("<!"))) return fail_at(x, 0, "unknown markup");
  return read_tag(x);
}

/* --- text --- */

/* End of the text at the front of the window that can be handed out: whole characters, CRLF not cut. */
static size_t text_end(const mq_xml *x) {
  const mq_str w = window(x);
  const char *tag = memchr(w.at, '<', w.size);
  size_t end = tag ? (size_t)(tag - w.at) : w.size;
  const char *reference = memchr(w.at, '&', end);
  if (reference) return (size_t)(reference - w.at);
  if (tag || x->input->ended) return end;
  while (end && ((unsigned char)w.at[end - 1] & 0xc0) == 0x80) end--;
  if (end && ((unsigned char)w.at[end - 1] >= 0xc0 || w.at[end - 1] == '\r')) end--;
  return end;
}

static int read_text(mq_xml *x) {
  size_t end = text_end(x), bad;
  while (end == 0) {
    const int more = mq_input_more(x->input, x->error);
    if (more < 0) return more;
    end = text_end(x);
  }
  x->raw = (mq_str){window(x).at, end};
  if (!all_characters(x->raw, &bad)) return fail_at(x, bad, "a character that XML forbids");
  if (x->depth == 0 && mq_str_trim(x->raw).size)
    return fail_at(x, (size_t)(mq_str_trim(x->raw).at - x->raw.at), "text outside of the root element");
  x->input->next += end;
  return x->depth ? (int)(x->kind = MQ_XML_TEXT) : 0;
}

static int read_end(mq_xml *x) {
  const mq_str w = window(x);
  x->raw = (mq_str){w.at, 0};
  if (x->depth) {
    const mq_str open = pop_name(x);
    return mq_input_error(x->input, mq_input_place(x->input, w.at), x->error, "<%.*s> is not closed", MQ_FMT(open));
  }
  return x->had_root ? (int)(x->kind = MQ_XML_END) : fail_at(x, 0, "no element");
}

/* A byte order mark is no text. */
static int skip_mark(mq_xml *x) {
  const int status = need(x, 3);
  if (status == 1 && mq_str_starts(window(x), MQ_STR("\xef\xbb\xbf"))) x->input->next += 3;
  return status < 0 ? status : MTQC_OK;
}

int mq_xml_next(mq_xml *xml, mtqc_error *error) {
  xml->error = error;
  if (xml->kind == MQ_XML_OPEN && xml->empty) {
    xml->empty = false;
    xml->raw = (mq_str){xml->raw.at + xml->raw.size, 0};
    xml->name = pop_name(xml);
    return xml->kind = MQ_XML_CLOSE;
  }
  if (xml->input->next == 0 && xml->input->place.byte == 0 && !xml->had_root) {
    const int status = skip_mark(xml);
    if (status) return status;
  }
  for (;;) {
    const int more = need(xml, 1);
    if (more < 0) return more;
    if (more == 0) return read_end(xml);
    const char c = *window(xml).at;
    const int kind = c == '<' ? read_markup(xml) : c == '&' ? read_reference(xml) : read_text(xml);
    if (kind != 0) return kind;
  }
}

bool mq_xml_attribute_value(const mq_xml *xml, const char *name, mq_buf *value) {
  size_t i = 0;
  while (i < xml->attribute_count && !mq_str_equal(xml->attributes[i].name, mq_str_of(name))) i++;
  if (i == xml->attribute_count) return false;
  const mq_str raw = xml->attributes[i].value;
  char character[4];
  for (size_t k = 0; k < raw.size;) {
    const mq_str rest = {raw.at + k, raw.size - k};
    const size_t size = raw.at[k] == '&' ? reference_size(rest) : 1;
    if (raw.at[k] == '&') mq_buf_add(value, character, resolve((mq_str){rest.at, size}, character));
    else mq_buf_char(value, raw.at[k]);
    k += size;
  }
  return true;
}
