#include "inline.h"

#include <ctype.h>

/* Elements whose content is native code (TMX 1.4, XLIFF 1.2). */
static bool holds_code(const mq_xml *xml) {
  static const char *const names[] = {"bpt", "ept", "it", "ph", "ut"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (mq_xml_is(xml, names[i])) return true;
  return false;
}

/* Annotations, and text inside a code. */
static bool is_mark(const mq_xml *xml) {
  static const char *const names[] = {"mrk", "sm", "em", "sub", "cp"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (mq_xml_is(xml, names[i])) return true;
  return false;
}

static void open_code(mq_inline *in, const mq_xml *xml) {
  in->code_depth = xml->depth;
  in->code_text = in->passage->text.size;
  in->code_points = in->passage->points.count;
  in->code_filled = false;
}

/* Content of a code takes the place of its tag. */
static void fill_code(mq_inline *in) {
  if (!in->code_depth || in->code_filled) return;
  in->code_filled = true;
  in->passage->text.size = in->code_text;
  in->passage->points.count = in->code_points;
}

void mq_inline_take(mq_inline *in, const mq_xml *xml) {
  if (!in->passage) return;
  mq_input *input = &in->bitext->input;
  const bool in_code = in->code_depth != 0;
  switch (xml->kind) {
  case MQ_XML_TEXT:
    fill_code(in);
    mq_passage_copy(in->passage, input, xml->raw);
    return;
  case MQ_XML_REFERENCE:
    fill_code(in);
    mq_passage_put(in->passage, input, xml->raw.at, xml->raw.at + xml->raw.size, xml->value);
    return;
  case MQ_XML_OPEN:
    if (in_code || is_mark(xml)) return;
    if (holds_code(xml)) open_code(in, xml);
    mq_passage_copy(in->passage, input, xml->raw);
    return;
  case MQ_XML_CLOSE:
    if (in_code && xml->depth + 1 == in->code_depth) in->code_depth = 0;
    else if (!in_code && !is_mark(xml) && xml->raw.size) mq_passage_copy(in->passage, input, xml->raw);
    return;
  case MQ_XML_END: return;
  }
}

static char plain(char c) { return c == '_' ? '-' : (char)tolower((unsigned char)c); }

int mq_language_match(const char *tag, const char *wanted) {
  size_t i = 0;
  while (tag[i] && plain(tag[i]) == plain(wanted[i])) i++;
  if (!tag[i] && !wanted[i]) return 2;
  while (i > 0 && !(tag[i] == '\0' || plain(tag[i]) == '-')) i--;
  const bool tag_ends = tag[i] == '\0' || plain(tag[i]) == '-',
             wanted_ends = wanted[i] == '\0' || plain(wanted[i]) == '-';
  return i > 0 && tag_ends && wanted_ends;
}
