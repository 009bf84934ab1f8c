/* TBX: concepts, in them languages, in them terms with their administrative status.
 *
 * Elements are known by the names of both editions: termEntry/langSet (2008) and conceptEntry/langSec (2019); the status is a
 * note of type "administrativeStatus" or an element of that name. Everything else is passed over. Terms of a concept are kept
 * until it ends, then paired. */
#include "tbx_terms.h"

#include "base/array.h"
#include "inline.h"

enum { MOST_TERMS = 64 }; /* of one language in a concept; pairs are their product */

typedef struct term {
  mq_str text;
  const char *status; /* "" for none */
} term;

typedef struct tbx {
  mq_arena *arena;
  mq_xml xml;
  const char *language[2]; /* asked for; source may be NULL */
  MQ_ARRAY(term) terms[2];
  mq_buf text, attribute;
  int side; /* of the language section, or -1 */
  enum { TBX_NOTHING, TBX_TERM, TBX_STATUS } in;
} tbx;

static bool is_one_of(const mq_xml *xml, const char *first, const char *second) {
  return mq_xml_is(xml, first) || mq_xml_is(xml, second);
}

static bool has_attribute(tbx *t, const char *name) {
  mq_buf_clear(&t->attribute);
  return mq_xml_attribute_value(&t->xml, name, &t->attribute) && t->attribute.size;
}

static void open_language(tbx *t) {
  t->side = -1;
  if (!has_attribute(t, "xml:lang") && !has_attribute(t, "lang")) return;
  for (int side = 0; side < 2; side++)
    if (t->language[side] && mq_language_match(t->attribute.at, t->language[side])) t->side = side;
}

static void open_element(tbx *t) {
  if (is_one_of(&t->xml, "termEntry", "conceptEntry")) t->terms[0].count = t->terms[1].count = 0;
  else if (is_one_of(&t->xml, "langSet", "langSec")) open_language(t);
  else if (mq_xml_is(&t->xml, "term")) t->in = TBX_TERM;
  else if (mq_xml_is(&t->xml, "administrativeStatus")) t->in = TBX_STATUS;
  else if (mq_xml_is(&t->xml, "termNote") && has_attribute(t, "type") &&
           strcmp(t->attribute.at, "administrativeStatus") == 0)
    t->in = TBX_STATUS;
  else return;
  mq_buf_clear(&t->text);
}

/* "deprecatedTerm-admn-sts" and "deprecated" are the same. */
static const char *status_of(mq_str value) {
  static const char *const names[] = {"preferred", "admitted", "deprecated", "superseded", "forbidden"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (mq_str_starts(value, mq_str_of(names[i]))) return names[i];
  return "";
}

static void add_row(mq_buf *out, mq_str source, const term *target) {
  mq_buf_format(out, "%.*s\t%.*s\t%s\n", MQ_FMT(source), MQ_FMT(target->text), target->status);
}

static void close_concept(tbx *t, mq_buf *out) {
  for (size_t k = 0; k < t->terms[1].count; k++) {
    const term *target = &t->terms[1].at[k];
    for (size_t i = 0; i < t->terms[0].count; i++) add_row(out, t->terms[0].at[i].text, target);
    const bool unwanted = *target->status && *target->status != 'p' && *target->status != 'a';
    if (t->terms[0].count == 0 && unwanted) add_row(out, MQ_STR(""), target);
  }
}

static void close_text(tbx *t) {
  const mq_str text = mq_str_trim(mq_buf_view(&t->text));
  for (size_t i = 0; i < t->text.size; i++)
    if ((unsigned char)t->text.at[i] < ' ') t->text.at[i] = ' ';
  const bool wanted = t->side >= 0 && text.size;
  if (wanted && t->in == TBX_TERM && t->terms[t->side].count < MOST_TERMS)
    *mq_push(t->arena, &t->terms[t->side]) = (term){mq_str_copy(t->arena, text), ""};
  if (wanted && t->in == TBX_STATUS && t->terms[t->side].count)
    t->terms[t->side].at[t->terms[t->side].count - 1].status = status_of(text);
  t->in = TBX_NOTHING;
}

static void close_element(tbx *t, mq_buf *out) {
  if (is_one_of(&t->xml, "termEntry", "conceptEntry")) close_concept(t, out);
  else if (is_one_of(&t->xml, "langSet", "langSec")) t->side = -1;
  else if (mq_xml_is(&t->xml, "term") || is_one_of(&t->xml, "termNote", "administrativeStatus")) close_text(t);
}

int mq_tbx_terms(mq_arena *arena, const char *path, const char *source, const char *target, mq_buf *out,
                 mtqc_error *error) {
  mq_input input;
  tbx *t = mq_arena_alloc(arena, sizeof *t);
  *t = (tbx){.arena = arena, .language = {source, target}, .text = {.arena = arena}, .attribute = {.arena = arena}, .side = -1};
  int status = mq_input_open(&input, arena, path, error);
  if (!status) status = mq_input_detect(&input, MQ_ENCODING_DECLARED, "", error);
  if (status) return status;
  mq_xml_start(&t->xml, arena, &input);
  while ((status = mq_xml_next(&t->xml, error)) > 0) {
    if (status == MQ_XML_OPEN) open_element(t);
    else if (status == MQ_XML_CLOSE) close_element(t, out);
    else if (t->in != TBX_NOTHING) mq_buf_str(&t->text, status == MQ_XML_TEXT ? t->xml.raw : t->xml.value);
  }
  return status;
}
