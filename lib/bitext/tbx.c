/* TBX (ISO 30042, in the dialects of 2008 and 2019): concepts with terms in several languages.
 *
 * A concept is a unit; its sides are the terms of the two languages, several of them separated by "; ". The languages are
 * those asked for, else the first two of each concept; a section in the very language takes the place of one that is only
 * near ("de-AT" of "de"). */
#include "inline.h"

typedef struct tbx {
  mq_xml xml;
  mq_buf language; /* of the section */
  int fit[2];      /* of the section that a side holds: 0 none, 1 near, 2 right */
  bool in_concept, in_term;
  int side;        /* of the section, or -1: not wanted */
} tbx;

static bool is_concept(const mq_xml *xml) { return mq_xml_is(xml, "conceptEntry") || mq_xml_is(xml, "termEntry"); }
static bool is_section(const mq_xml *xml) { return mq_xml_is(xml, "langSec") || mq_xml_is(xml, "langSet"); }

/* The side that a section goes to, or -1. */
static int side_of(mtqc_bitext *bitext, tbx *t) {
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    const char *wanted = bitext->wanted[side];
    const int fit = wanted ? mq_language_match(t->language.at, wanted) : t->fit[side] == 0;
    if (fit <= t->fit[side]) continue;
    t->fit[side] = fit;
    mq_passage_clear(&bitext->unit.side[side]);
    if (!bitext->language[side])
      bitext->language[side] = mq_arena_copy(bitext->arena, t->language.at, t->language.size);
    return side;
  }
  return -1;
}

static int open_element(mtqc_bitext *bitext, tbx *t, mtqc_error *error) {
  if (is_concept(&t->xml)) {
    if (t->in_concept) return mq_xml_error(&t->xml, error, "a concept inside a concept");
    mq_unit_new(bitext);
    t->in_concept = true;
    t->fit[MTQC_SOURCE] = t->fit[MTQC_TARGET] = 0;
    mq_xml_attribute_value(&t->xml, "id", &bitext->unit.id);
  } else if (t->in_concept && is_section(&t->xml)) {
    mq_buf_clear(&t->language);
    if (!mq_xml_attribute_value(&t->xml, "xml:lang", &t->language) || t->language.size == 0)
      return mq_xml_error(&t->xml, error, "a section without xml:lang");
    t->side = side_of(bitext, t);
  } else if (t->side >= 0 && mq_xml_is(&t->xml, "term")) {
    t->in_term = true;
    if (bitext->unit.side[t->side].text.size)
      mq_unit_put(bitext, (mtqc_side)t->side, t->xml.raw.at, t->xml.raw.at + t->xml.raw.size, MQ_STR("; "));
  }
  return MTQC_OK;
}

/* 1: the unit is complete. */
static int close_element(mtqc_bitext *bitext, tbx *t) {
  if (mq_xml_is(&t->xml, "term")) t->in_term = false;
  if (is_section(&t->xml)) t->side = -1;
  if (!is_concept(&t->xml)) return 0;
  t->in_concept = false;
  if (!t->fit[MTQC_SOURCE] || !t->fit[MTQC_TARGET]) bitext->unit.state = MTQC_UNIT_UNTRANSLATED;
  return 1;
}

static int next(mtqc_bitext *bitext, mtqc_error *error) {
  tbx *t = bitext->own;
  for (;;) {
    const int kind = mq_xml_next(&t->xml, error);
    int status = 0;
    if (kind <= 0) return kind;
    if (kind == MQ_XML_OPEN) status = open_element(bitext, t, error);
    else if (kind == MQ_XML_CLOSE) status = close_element(bitext, t);
    else if (t->side < 0 || !t->in_term) continue;
    else if (kind == MQ_XML_TEXT) mq_unit_copy(bitext, (mtqc_side)t->side, t->xml.raw);
    else mq_unit_put(bitext, (mtqc_side)t->side, t->xml.raw.at, t->xml.raw.at + t->xml.raw.size, t->xml.value);
    if (status) return status;
  }
}

static int start(mtqc_bitext *bitext, mtqc_error *error) {
  (void)error;
  tbx *t = bitext->own = mq_arena_alloc(bitext->arena, sizeof *t);
  t->language.arena = bitext->arena;
  t->side = -1;
  mq_xml_start(&t->xml, bitext->arena, &bitext->input);
  return MTQC_OK;
}

const mq_reader mq_reader_tbx = {
    .name = "tbx", .endings = {".tbx"}, .encoding = MQ_ENCODING_DECLARED, .start = start, .next = next};
