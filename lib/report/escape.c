#include "escape.h"

#include "text/display.h"

#include <math.h>

static const mq_str replacement = {"\xef\xbf\xbd", 3};

static bool is_plain(unsigned char c) {
  return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

static void put_json_code(mq_buf *buf, int32_t code, mq_str bytes) {
  switch (code) {
  case -1:
    mq_buf_str(buf, replacement);
    return;
  case '"':
    mq_buf_text(buf, "\\\"");
    return;
  case '\\':
    mq_buf_text(buf, "\\\\");
    return;
  case '\n':
    mq_buf_text(buf, "\\n");
    return;
  case '\r':
    mq_buf_text(buf, "\\r");
    return;
  case '\t':
    mq_buf_text(buf, "\\t");
    return;
  default:
    break;
  }
  /* C1 controls and the separators that JavaScript once took for line ends are escaped too, so that a line of
   * JSON Lines is one line to every reader. */
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029)
    mq_buf_format(buf, "\\u%04x", (unsigned)code);
  else mq_buf_str(buf, bytes);
}

void mq_put_json(mq_buf *buf, mq_str text) {
  mq_buf_char(buf, '"');
  for (size_t at = 0; at < text.size;) {
    const size_t start = at;
    while (at < text.size && is_plain((unsigned char)text.at[at])) at++;
    mq_buf_add(buf, text.at + start, at - start);
    if (at == text.size) break;
    const size_t first = at;
    const int32_t code = mq_utf8_next(text, &at);
    put_json_code(buf, code, (mq_str){text.at + first, at - first});
  }
  mq_buf_char(buf, '"');
}

static size_t put_escape(mq_buf *buf, int32_t code) {
  const size_t before = buf->size;
  mq_buf_format(buf, code < 0x100 ? "\\x%02x" : "\\u{%x}", (unsigned)code);
  return buf->size - before;
}

static size_t put_visible_code(mq_buf *buf, int32_t code, mq_str bytes) {
  if (code < 0) {
    mq_buf_str(buf, replacement);
    return 1;
  }
  if (code == '\t') {
    mq_buf_char(buf, ' ');
    return 1;
  }
  if (code == '\n' || code == '\r') {
    mq_buf_text(buf, "\u21b5");
    return 1;
  }
  const int width = mq_display_width(code);
  if (width < 0) return put_escape(buf, code);
  mq_buf_str(buf, bytes);
  return (size_t)width;
}

size_t mq_put_visible(mq_buf *buf, mq_str text) {
  size_t columns = 0;
  for (size_t at = 0; at < text.size;) {
    const size_t first = at;
    const int32_t code = mq_utf8_next(text, &at);
    if (code == '\r' && at < text.size && text.at[at] == '\n') at++;
    columns += put_visible_code(buf, code, (mq_str){text.at + first, at - first});
  }
  return columns;
}

static const char *xml_reference(int32_t code) {
  switch (code) {
  case '&': return "&amp;";
  case '<': return "&lt;";
  case '>': return "&gt;";
  case '"': return "&quot;";
  case '\'': return "&#39;";
  case '\t': return "&#9;";
  case '\n': return "&#10;";
  case '\r': return "&#13;";
  default: return NULL;
  }
}

/* https://www.w3.org/TR/xml/#charsets, and of what it allows not the C1 controls, which no text means. */
static bool is_xml_character(int32_t code) {
  return code >= 0x20 && !(code >= 0x7f && code < 0xa0) && code != 0xfffe && code != 0xffff;
}

void mq_put_xml(mq_buf *buf, mq_str text) {
  for (size_t at = 0; at < text.size;) {
    const size_t first = at;
    const int32_t code = mq_utf8_next(text, &at);
    const char *reference = xml_reference(code);
    if (reference) mq_buf_text(buf, reference);
    else if (!is_xml_character(code)) mq_buf_str(buf, replacement);
    else mq_buf_add(buf, text.at + first, at - first);
  }
}

static bool is_space(int32_t code) {
  return code == '\t' || code == '\n' || code == '\r' || code == 0x0b || code == 0x0c || code == 0x85 ||
         code == 0x2028 || code == 0x2029;
}

void mq_put_field(mq_buf *buf, mq_str text) {
  for (size_t at = 0; at < text.size;) {
    const size_t first = at;
    const int32_t code = mq_utf8_next(text, &at);
    if (is_space(code)) mq_buf_char(buf, ' ');
    else if (!is_xml_character(code)) mq_buf_str(buf, replacement);
    else mq_buf_add(buf, text.at + first, at - first);
  }
}

void mq_put_markdown(mq_buf *buf, mq_str text) {
  for (size_t at = 0; at < text.size;) {
    const size_t first = at;
    const int32_t code = mq_utf8_next(text, &at);
    if (is_space(code)) mq_buf_char(buf, ' ');
    else if (code == '&' || code == '<' || code == '>') mq_buf_text(buf, xml_reference(code));
    else if (code == '@') mq_buf_text(buf, "&#64;"); /* names nobody */
    else if (code > 0 && code < 0x80 && strchr("\\`*_{}[]()#+-.!|~:", code)) mq_buf_format(buf, "\\%c", (char)code);
    else if (!is_xml_character(code)) mq_buf_str(buf, replacement);
    else mq_buf_add(buf, text.at + first, at - first);
  }
}

/* https://github.com/actions/toolkit, packages/core/src/command.ts */
void mq_put_command(mq_buf *buf, mq_str text, bool property) {
  for (size_t at = 0; at < text.size;) {
    const size_t first = at;
    const int32_t code = mq_utf8_next(text, &at);
    if (code == '%' || code == '\r' || code == '\n' || (property && (code == ':' || code == ',')))
      mq_buf_format(buf, "%%%02X", (unsigned)code);
    else if (code == '\t') mq_buf_char(buf, ' ');
    else if (!is_xml_character(code)) mq_buf_str(buf, replacement);
    else mq_buf_add(buf, text.at + first, at - first);
  }
}

void mq_put_number(mq_buf *buf, double value, int decimals) {
  long long unit = 1;
  for (int i = 0; i < decimals; i++) unit *= 10;
  const long long scaled = llround(fabs(value) * (double)unit);
  if (value < 0 && scaled > 0) mq_buf_char(buf, '-');
  mq_buf_format(buf, "%lld", scaled / unit);
  if (decimals > 0) mq_buf_format(buf, ".%0*lld", decimals, scaled % unit);
}
