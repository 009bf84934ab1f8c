/* Units: filled by readers, asked by callers. */
#include "reader.h"

void mq_unit_new(mtqc_bitext *bitext) {
  mtqc_unit *unit = &bitext->unit;
  unit->number++;
  unit->width = bitext->input.width;
  unit->state = MTQC_UNIT_TRANSLATED;
  unit->anchors = (mq_anchors){0};
  mq_buf_clear(&unit->state_word);
  mq_buf_clear(&unit->id);
  mq_buf_clear(&unit->note);
  mq_passage_clear(&unit->side[MTQC_SOURCE]);
  mq_passage_clear(&unit->side[MTQC_TARGET]);
}

/* --- passages --- */

void mq_passage_clear(mq_passage *passage) {
  mq_buf_clear(&passage->text);
  passage->points.count = 0;
}

static void add_point(mq_passage *passage, mq_place place, bool copied) {
  *mq_push(passage->text.arena, &passage->points) = (mq_point){place, (uint32_t)passage->text.size, copied, 0};
}

void mq_passage_copy(mq_passage *passage, mq_input *input, mq_str piece) {
  mq_input_copied(input, passage->text.arena, &passage->points, passage->text.size, piece);
  mq_buf_str(&passage->text, piece);
}

void mq_passage_put(mq_passage *passage, mq_input *input, const char *from, const char *to, mq_str text) {
  add_point(passage, mq_input_place(input, from), false);
  mq_buf_str(&passage->text, text);
  add_point(passage, mq_input_place(input, to), true);
}

void mq_passage_add(mq_passage *passage, const mq_passage *other) {
  for (size_t i = 0; i < other->points.count; i++) {
    mq_point *point = mq_push(passage->text.arena, &passage->points);
    *point = other->points.at[i];
    point->text += (uint32_t)passage->text.size;
  }
  mq_buf_str(&passage->text, mq_buf_view(&other->text));
}

/* --- what callers ask --- */

static const char *text_of(const mq_buf *buf) { return buf->size ? buf->at : ""; }

uint64_t mtqc_unit_number(const mtqc_unit *unit) { return unit->number; }

mtqc_text mtqc_unit_text(const mtqc_unit *unit, mtqc_side side) {
  return (mtqc_text){unit->side[side].text.at, unit->side[side].text.size};
}

int mtqc_unit_state_of(const mtqc_unit *unit) { return unit->state; }
const char *mtqc_unit_state_word(const mtqc_unit *unit) { return text_of(&unit->state_word); }
const char *mtqc_unit_id(const mtqc_unit *unit) { return text_of(&unit->id); }
const char *mtqc_unit_note(const mtqc_unit *unit) { return text_of(&unit->note); }

void mtqc_unit_place(const mtqc_unit *unit, mtqc_side side, size_t start, size_t end, uint64_t *start_byte,
                     uint64_t *end_byte, size_t *line, size_t *column) {
  const mq_places places = {mq_buf_view(&unit->side[side].text), unit->side[side].points.at,
                            unit->side[side].points.count, unit->width};
  mq_place first = {0, 1, 1}, last = {0, 1, 1};
  if (places.count) {
    first = mq_places_start(&places, start);
    last = end > start ? mq_places_end(&places, end) : first;
  }
  if (start_byte) *start_byte = first.byte;
  if (end_byte) *end_byte = last.byte;
  if (line) *line = first.line;
  if (column) *column = first.column;
}
