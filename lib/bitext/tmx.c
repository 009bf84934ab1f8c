/* TMX 1.4b: translation units of variants in several languages.
 *
 * The source is the variant in the language asked for, else in the language that the unit or the header names, else the
 * first; the target is the variant in the language asked for, else the first other one. A variant in the very language
 * takes the place of one that is only near ("de-AT" of "de"). */
#include "inline.h"

typedef struct tmx {
  mq_xml xml;
  mq_buf declared;   /* source language in the header */
  mq_buf srclang;    /* of the unit */
  mq_buf language;   /* of the variant */
  int fit[2];        /* of the variant that a side holds: 0 none, 1 near, 2 right */
  bool in_unit, in_segment, in_note;
  int side;          /* of the variant, or -1: not wanted */
  mq_inline content;
} tmx;

static void open_unit(mtqc_bitext *bitext, tmx *t) {
  mq_unit_new(bitext);
  t->in_unit = true;
  bitext->unit.anchors.open = mq_xml_end_byte(&t->xml);
  t->fit[MTQC_SOURCE] = t->fit[MTQC_TARGET] = 0;
  mq_buf_clear(&t->srclang);
  if (!mq_xml_attribute_value(&t->xml, "srclang", &t->srclang)) mq_buf_str(&t->srclang, mq_buf_view(&t->declared));
  mq_xml_attribute_value(&t->xml, "tuid", &bitext->unit.id);
}

/* How well a language fits a side of a unit. */
static int fit_of(const mtqc_bitext *bitext, const tmx *t, const char *language, int side) {
  const char *wanted = bitext->wanted[side], *declared = t->srclang.size ? t->srclang.at : "*all*";
  if (wanted) return mq_language_match(language, wanted);
  const bool any = strcmp(declared, "*all*") == 0;
  if (side == MTQC_SOURCE) return any ? t->fit[MTQC_SOURCE] == 0 : mq_language_match(language, declared);
  if (bitext->wanted[MTQC_SOURCE]) return mq_language_match(language, bitext->wanted[MTQC_SOURCE]) == 0;
  return any ? t->fit[MTQC_SOURCE] != 0 : mq_language_match(language, declared) == 0;
}

/* The side that a variant goes to, or -1. */
static int side_of(mtqc_bitext *bitext, tmx *t, const char *language) {
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    const int fit = fit_of(bitext, t, language, side);
    if (fit <= t->fit[side]) continue;
    t->fit[side] = fit;
    mq_passage_clear(&bitext->unit.side[side]);
    if (!bitext->language[side]) bitext->language[side] = mq_arena_copy(bitext->arena, language, strlen(language));
    return side;
  }
  return -1;
}

static int open_variant(mtqc_bitext *bitext, tmx *t, mtqc_error *error) {
  mq_buf_clear(&t->language);
  if (!mq_xml_attribute_value(&t->xml, "xml:lang", &t->language) &&
      !mq_xml_attribute_value(&t->xml, "lang", &t->language))
    return mq_xml_error(&t->xml, error, "a variant without xml:lang");
  if (t->language.size == 0) return mq_xml_error(&t->xml, error, "a variant with an empty xml:lang");
  t->side = side_of(bitext, t, t->language.at);
  return MTQC_OK;
}

static void open_segment(mtqc_bitext *bitext, tmx *t) {
  t->in_segment = true;
  t->content = (mq_inline){.bitext = bitext, .passage = t->side < 0 ? NULL : &bitext->unit.side[t->side]};
}

static int open_element(mtqc_bitext *bitext, tmx *t, mtqc_error *error) {
  if (mq_xml_is(&t->xml, "tu")) {
    if (t->in_unit) return mq_xml_error(&t->xml, error, "a unit inside a unit");
    open_unit(bitext, t);
  } else if (mq_xml_is(&t->xml, "header")) mq_xml_attribute_value(&t->xml, "srclang", &t->declared);
  else if (!t->in_unit) return MTQC_OK;
  else if (mq_xml_is(&t->xml, "tuv")) return open_variant(bitext, t, error);
  else if (mq_xml_is(&t->xml, "seg")) open_segment(bitext, t);
  else if (mq_xml_is(&t->xml, "note")) t->in_note = true;
  return MTQC_OK;
}

/* 1: the unit is complete. */
static int close_element(mtqc_bitext *bitext, tmx *t) {
  if (mq_xml_is(&t->xml, "seg")) t->in_segment = false;
  if (mq_xml_is(&t->xml, "note") && t->in_note) {
    t->in_note = false;
    mq_buf_char(&bitext->unit.note, '\n');
  }
  if (mq_xml_is(&t->xml, "tuv")) t->side = -1;
  if (!mq_xml_is(&t->xml, "tu")) return 0;
  t->in_unit = false;
  if (!t->fit[MTQC_SOURCE] || !t->fit[MTQC_TARGET]) bitext->unit.state = MTQC_UNIT_UNTRANSLATED;
  return 1;
}

static int next(mtqc_bitext *bitext, mtqc_error *error) {
  tmx *t = bitext->own;
  for (;;) {
    const int kind = mq_xml_next(&t->xml, error);
    if (kind <= 0) return kind;
    const bool content = t->in_segment && !(kind == MQ_XML_CLOSE && mq_xml_is(&t->xml, "seg"));
    int status = 0;
    if (content) mq_inline_take(&t->content, &t->xml);
    else if (kind == MQ_XML_OPEN) status = open_element(bitext, t, error);
    else if (kind == MQ_XML_CLOSE) status = close_element(bitext, t);
    else if (t->in_note) mq_buf_str(&bitext->unit.note, kind == MQ_XML_TEXT ? t->xml.raw : t->xml.value);
    if (status) return status;
  }
}

static int start(mtqc_bitext *bitext, mtqc_error *error) {
  (void)error;
  tmx *t = bitext->own = mq_arena_alloc(bitext->arena, sizeof *t);
  t->declared.arena = t->srclang.arena = t->language.arena = bitext->arena;
  t->side = -1;
  mq_xml_start(&t->xml, bitext->arena, &bitext->input);
  return MTQC_OK;
}

const mq_reader mq_reader_tmx = {
    .name = "tmx", .endings = {".tmx"}, .encoding = MQ_ENCODING_DECLARED, .start = start, .next = next};
