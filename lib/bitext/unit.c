/* Units: filled by readers, asked by callers. */
#include "reader.h"

void mq_unit_new(mtqc_bitext *bitext) {
  mtqc_unit *unit = &bitext->unit;
  unit->number++;
  unit->width = bitext->input.width;
  unit->state = MTQC_UNIT_TRANSLATED;
  mq_buf_clear(&unit->state_word);
  mq_buf_clear(&unit->id);
  mq_buf_clear(&unit->note);
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    mq_buf_clear(&unit->side[side].text);
    unit->side[side].points.count = 0;
  }
}

static void add_point(mtqc_unit *unit, mtqc_side side, mq_place place, bool copied) {
  *mq_push(unit->arena, &unit->side[side].points) = (mq_point){place, (uint32_t)unit->side[side].text.size, copied};
}

void mq_unit_copy(mtqc_bitext *bitext, mtqc_side side, mq_str piece) {
  mtqc_unit *unit = &bitext->unit;
  mq_buf *text = &unit->side[side].text;
  mq_places_copied(unit->arena, &unit->side[side].points, text->size, piece, mq_input_place(&bitext->input, piece.at),
                   unit->width);
  mq_buf_str(text, piece);
}

void mq_unit_put(mtqc_bitext *bitext, mtqc_side side, const char *from, const char *to, mq_str text) {
  mtqc_unit *unit = &bitext->unit;
  add_point(unit, side, mq_input_place(&bitext->input, from), false);
  mq_buf_str(&unit->side[side].text, text);
  add_point(unit, side, mq_input_place(&bitext->input, to), true);
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
  const mq_places places = {mq_buf_view(&unit->side[side].text), unit->side[side].points.at, unit->side[side].points.count,
                            unit->width};
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
