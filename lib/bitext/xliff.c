/* XLIFF 1.2 and 2.x: bilingual files of tools.
 *
 * 1.2: a unit is a <trans-unit>, or, where its source and target are cut into the same segments, each <mrk mtype="seg">. 2.x: a unit is a <segment>; what a <unit> says (id,
 * notes) goes to all of its segments. How far a translation is comes from the state of the target or the segment, and from
 * its being there at all. Notes of a unit stand before its segments in 2.x and behind them in 1.2. */
#include "inline.h"

/* A segment inside a source or target of 1.2. */
typedef struct piece {
  mq_buf mid;
  mq_passage text;
  uint64_t name; /* byte behind "<mrk" */
} piece;

typedef struct piece_list {
  MQ_ARRAY(piece) made; /* used again by the next unit */
  size_t count;
} piece_list;

typedef struct xliff {
  mq_xml xml;
  bool checked_root;
  bool version2;
  size_t unit_depth;  /* of the open trans-unit or unit, or 0 */
  uint64_t unit_open; /* byte behind its start tag */
  size_t pair_depth;  /* of the element that holds source and target, or 0 */
  size_t skip_depth;  /* of an element whose content is not read, or 0 */
  int side;           /* of the open source or target, or -1 */
  bool in_note, locked, has_target;
  mq_buf id, note, word; /* of the unit; word: the state of the target */
  mq_buf attribute;      /* the last one asked for */
  mq_inline content;
  piece_list pieces[2];  /* by mtqc_side */
  size_t piece_depth;    /* of the open segment, or 0 */
  mq_inline piece_content;
  size_t given, to_give; /* segments of the unit that were given out, and that will be; 0: the unit is whole */
  mq_anchors anchors;    /* of that unit */
} xliff;

/* --- states --- */

static const struct {
  const char *word;
  mtqc_unit_state state;
} states[] = {
    {"new", MTQC_UNIT_UNTRANSLATED},           {"needs-translation", MTQC_UNIT_UNTRANSLATED},
    {"needs-adaptation", MTQC_UNIT_UNSURE},    {"needs-l10n", MTQC_UNIT_UNSURE},
    {"needs-review-adaptation", MTQC_UNIT_UNSURE}, {"needs-review-l10n", MTQC_UNIT_UNSURE},
    {"needs-review-translation", MTQC_UNIT_UNSURE}, {"initial", MTQC_UNIT_UNSURE},
};

static mtqc_unit_state state_of(const mtqc_bitext *bitext, const xliff *x) {
  if (x->locked) return MTQC_UNIT_LOCKED;
  if (!x->has_target || bitext->unit.side[MTQC_TARGET].text.size == 0) return MTQC_UNIT_UNTRANSLATED;
  for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
    if (mq_str_equal(mq_buf_view(&x->word), mq_str_of(states[i].word))) return states[i].state;
  return MTQC_UNIT_TRANSLATED;
}

/* --- elements --- */

static void declare(mtqc_bitext *bitext, xliff *x, mtqc_side side, const char *attribute) {
  mq_buf_clear(&x->attribute);
  if (mq_xml_attribute_value(&x->xml, attribute, &x->attribute) && x->attribute.size && !bitext->language[side])
    bitext->language[side] = mq_arena_copy(bitext->arena, x->attribute.at, x->attribute.size);
}

static int open_root(mtqc_bitext *bitext, xliff *x, mtqc_error *error) {
  x->checked_root = true;
  if (!mq_xml_is(&x->xml, "xliff"))
    return mq_xml_error(&x->xml, error, "<%.*s> where <xliff> is needed", MQ_FMT(x->xml.name));
  mq_xml_attribute_value(&x->xml, "version", &x->attribute);
  const char version = x->attribute.size ? x->attribute.at[0] : '\0';
  x->version2 = version == '2';
  if (version != '1' && version != '2')
    return mq_xml_error(&x->xml, error, "XLIFF of a version other than 1 and 2");
  declare(bitext, x, MTQC_SOURCE, "srcLang");
  declare(bitext, x, MTQC_TARGET, "trgLang");
  return MTQC_OK;
}

static void open_pair(mtqc_bitext *bitext, xliff *x) {
  mq_unit_new(bitext);
  x->pair_depth = x->xml.depth;
  x->has_target = false;
  x->pieces[MTQC_SOURCE].count = x->pieces[MTQC_TARGET].count = 0;
  bitext->unit.anchors.open = x->unit_open;
  mq_buf_clear(&x->word);
  mq_buf_str(&bitext->unit.id, mq_buf_view(&x->id));
  if (!x->version2) return;
  mq_buf_str(&bitext->unit.note, mq_buf_view(&x->note));
  mq_xml_attribute_value(&x->xml, "state", &x->word);
  mq_buf_clear(&x->attribute);
  if (!mq_xml_attribute_value(&x->xml, "id", &x->attribute)) return;
  if (bitext->unit.id.size) mq_buf_char(&bitext->unit.id, '/');
  mq_buf_str(&bitext->unit.id, mq_buf_view(&x->attribute));
}

static void open_unit(mtqc_bitext *bitext, xliff *x) {
  x->unit_depth = x->xml.depth;
  x->unit_open = mq_xml_end_byte(&x->xml);
  mq_buf_clear(&x->id);
  mq_buf_clear(&x->note);
  mq_xml_attribute_value(&x->xml, "id", &x->id);
  mq_buf_clear(&x->attribute);
  x->locked = mq_xml_attribute_value(&x->xml, "translate", &x->attribute) &&
              mq_str_equal(mq_buf_view(&x->attribute), MQ_STR("no"));
  if (!x->version2) open_pair(bitext, x);
}

/* Behind the name of the element, where attributes can be added; 0 if it has some of ITS. */
static uint64_t room_for_issues(const xliff *x) {
  for (size_t i = 0; i < x->xml.attribute_count; i++) {
    const mq_str name = x->xml.attributes[i].name;
    if (mq_str_starts(name, MQ_STR("its:")) || mq_str_equal(name, MQ_STR("xmlns:its"))) return 0;
  }
  return mq_xml_start_byte(&x->xml) + 1 + x->xml.name.size;
}

static void open_side(mtqc_bitext *bitext, xliff *x, int side) {
  x->side = side;
  x->pieces[side].count = 0;
  x->content = (mq_inline){.bitext = bitext, .passage = &bitext->unit.side[side]};
  mq_passage_clear(x->content.passage);
  if (side != MTQC_TARGET) return;
  x->has_target = true;
  bitext->unit.anchors.name = room_for_issues(x);
  bitext->unit.anchors.target_open = mq_xml_end_byte(&x->xml);
  if (!x->version2) mq_xml_attribute_value(&x->xml, "state", &x->word);
}

/* The source once more, cut into segments: what is outside of them is not read again. */
static void open_segmented_source(mtqc_bitext *bitext, xliff *x) {
  x->side = MTQC_SOURCE;
  x->pieces[MTQC_SOURCE].count = 0;
  x->content = (mq_inline){.bitext = bitext};
}

static void open_piece(mtqc_bitext *bitext, xliff *x) {
  piece_list *list = &x->pieces[x->side];
  if (list->count == list->made.count) {
    piece *fresh = mq_push(bitext->arena, &list->made);
    *fresh = (piece){.mid = {.arena = bitext->arena}, .text = {.text = {.arena = bitext->arena}}};
  }
  piece *p = &list->made.at[list->count++];
  mq_buf_clear(&p->mid);
  mq_passage_clear(&p->text);
  mq_xml_attribute_value(&x->xml, "mid", &p->mid);
  p->name = room_for_issues(x);
  x->piece_depth = x->xml.depth;
  x->piece_content = (mq_inline){.bitext = bitext, .passage = &p->text};
}

static bool begins_piece(xliff *x) {
  if (x->version2 || x->piece_depth || !mq_xml_is(&x->xml, "mrk")) return false;
  mq_buf_clear(&x->attribute);
  return mq_xml_attribute_value(&x->xml, "mtype", &x->attribute) &&
         mq_str_equal(mq_buf_view(&x->attribute), MQ_STR("seg"));
}

/* A token inside of a source or target; `depth` is that of its element. */
static void take_content(mtqc_bitext *bitext, xliff *x, int kind, size_t depth) {
  mq_inline_take(&x->content, &x->xml);
  if (kind == MQ_XML_CLOSE && depth == x->piece_depth) x->piece_depth = 0;
  else if (x->piece_depth) mq_inline_take(&x->piece_content, &x->xml);
  else if (kind == MQ_XML_OPEN && begins_piece(x)) open_piece(bitext, x);
}

static int open_element(mtqc_bitext *bitext, xliff *x, mtqc_error *error) {
  if (!x->checked_root) return open_root(bitext, x, error);
  const mq_xml *xml = &x->xml;
  if (mq_xml_is(xml, "file")) {
    declare(bitext, x, MTQC_SOURCE, "source-language");
    declare(bitext, x, MTQC_TARGET, "target-language");
  } else if (mq_xml_is(xml, x->version2 ? "unit" : "trans-unit")) {
    if (x->unit_depth) return mq_xml_error(&x->xml, error, "a unit inside a unit");
    open_unit(bitext, x);
  } else if (!x->unit_depth) return MTQC_OK;
  else if (x->version2 && mq_xml_is(xml, "segment") && !x->pair_depth) open_pair(bitext, x);
  else if (x->pair_depth && xml->depth == x->pair_depth + 1 && mq_xml_is(xml, "source"))
    open_side(bitext, x, MTQC_SOURCE);
  else if (x->pair_depth && xml->depth == x->pair_depth + 1 && mq_xml_is(xml, "target"))
    open_side(bitext, x, MTQC_TARGET);
  else if (!x->version2 && xml->depth == x->pair_depth + 1 && mq_xml_is(xml, "seg-source"))
    open_segmented_source(bitext, x);
  else if (mq_xml_is(xml, "note")) x->in_note = true;
  else if (!mq_xml_is(xml, "notes")) x->skip_depth = xml->depth;
  return MTQC_OK;
}

/* Whether both sides are cut into the same segments, two or more. */
static bool is_segmented(const xliff *x) {
  const piece_list *source = &x->pieces[MTQC_SOURCE], *target = &x->pieces[MTQC_TARGET];
  if (!x->has_target || source->count < 2 || source->count != target->count) return false;
  for (size_t i = 0; i < source->count; i++)
    if (!mq_str_equal(mq_buf_view(&source->made.at[i].mid), mq_buf_view(&target->made.at[i].mid))) return false;
  return true;
}

/* Makes the unit the next segment of the trans-unit. */
static int give_piece(mtqc_bitext *bitext, xliff *x) {
  const size_t i = x->given++;
  if (i) mq_unit_new(bitext);
  mtqc_unit *unit = &bitext->unit;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    mq_passage_clear(&unit->side[side]);
    mq_passage_add(&unit->side[side], &x->pieces[side].made.at[i].text);
  }
  const piece *target = &x->pieces[MTQC_TARGET].made.at[i];
  unit->anchors = x->anchors;
  unit->anchors.name = target->name;
  mq_buf_clear(&unit->id);
  mq_buf_format(&unit->id, "%.*s/%.*s", MQ_FMT(mq_buf_view(&x->id)), MQ_FMT(mq_buf_view(&target->mid)));
  mq_buf_clear(&unit->note);
  mq_buf_str(&unit->note, mq_buf_view(&x->note));
  mq_buf_clear(&unit->state_word);
  mq_buf_str(&unit->state_word, mq_buf_view(&x->word));
  unit->state = state_of(bitext, x);
  return 1;
}

/* 1: the pair is complete. */
static int close_pair(mtqc_bitext *bitext, xliff *x) {
  x->pair_depth = 0;
  if (!x->version2) bitext->unit.anchors.close = mq_xml_start_byte(&x->xml);
  if (!x->version2 && is_segmented(x)) {
    x->anchors = bitext->unit.anchors;
    x->given = 0;
    x->to_give = x->pieces[MTQC_TARGET].count;
    return give_piece(bitext, x);
  }
  if (!x->version2) mq_buf_str(&bitext->unit.note, mq_buf_view(&x->note));
  mq_buf_str(&bitext->unit.state_word, mq_buf_view(&x->word));
  bitext->unit.state = state_of(bitext, x);
  return 1;
}

static int close_element(mtqc_bitext *bitext, xliff *x) {
  const size_t depth = x->xml.depth + 1; /* of the element that is closed */
  if (mq_xml_is(&x->xml, "note") && x->in_note) {
    x->in_note = false;
    mq_buf_char(&x->note, '\n');
  }
  if (x->side == MTQC_TARGET) bitext->unit.anchors.target_close = mq_xml_start_byte(&x->xml);
  x->side = -1;
  const bool pair = x->pair_depth == depth;
  if (x->unit_depth == depth) x->unit_depth = 0;
  return pair ? close_pair(bitext, x) : 0;
}

static int take(mtqc_bitext *bitext, xliff *x, int kind, mtqc_error *error) {
  const size_t depth = x->xml.depth + (kind == MQ_XML_CLOSE);
  if (x->skip_depth) {
    if (kind == MQ_XML_CLOSE && depth == x->skip_depth) x->skip_depth = 0;
    return 0;
  }
  if (x->side >= 0 && !(kind == MQ_XML_CLOSE && depth == x->pair_depth + 1)) {
    take_content(bitext, x, kind, depth);
    return 0;
  }
  if (kind == MQ_XML_OPEN) return open_element(bitext, x, error);
  if (kind == MQ_XML_CLOSE) return close_element(bitext, x);
  if (x->in_note) mq_buf_str(&x->note, kind == MQ_XML_TEXT ? x->xml.raw : x->xml.value);
  return 0;
}

static int next(mtqc_bitext *bitext, mtqc_error *error) {
  xliff *x = bitext->own;
  if (x->given < x->to_give) return give_piece(bitext, x);
  x->given = x->to_give = 0;
  for (;;) {
    const int kind = mq_xml_next(&x->xml, error);
    if (kind <= 0) return kind;
    const int status = take(bitext, x, kind, error);
    if (status) return status;
  }
}

static int start(mtqc_bitext *bitext, mtqc_error *error) {
  (void)error;
  xliff *x = bitext->own = mq_arena_alloc(bitext->arena, sizeof *x);
  x->id.arena = x->note.arena = x->word.arena = x->attribute.arena = bitext->arena;
  x->side = -1;
  mq_xml_start(&x->xml, bitext->arena, &bitext->input);
  return MTQC_OK;
}

const mq_reader mq_reader_xliff = {
    .name = "xliff", .endings = {".xlf", ".xliff"}, .encoding = MQ_ENCODING_DECLARED, .start = start, .next = next};
