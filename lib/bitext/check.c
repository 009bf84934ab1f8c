/* Checking a file of pairs, one report after the other: each takes as many units as can be checked as one document in
 * bounded memory. A fault in the file ends the report before it; the bitext keeps the error for the next call. */
#include "extract.h"

enum { MOST_UNITS = 20000, MOST_BYTES = 4 << 20 };

typedef struct chunk {
  mtqc_bitext *bitext;
  size_t most;
} chunk;

/* Markers in the notes to a unit hold for its segments. */
static void add_markers(mq_pairs *pairs, mq_str notes) {
  mq_str note, checks;
  while (notes.size && mq_str_split(&notes, '\n', &note)) {
    if (!mq_off_marker(mq_str_trim(note), &checks)) continue;
    checks = mq_str_copy(pairs->arena, checks);
    for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
      const mq_segment *segment = &pairs->segments[side].at[pairs->segments[side].count - 1];
      *mq_push(pairs->arena, &pairs->off[side]) = (mq_off){segment->start, segment->end, checks};
    }
  }
}

static bool add_unit(mq_pairs *pairs, const mtqc_unit *unit) {
  *mq_push(pairs->arena, &pairs->names) = (mq_pair_name){
      unit->number, mq_str_copy(pairs->arena, mq_buf_view(&unit->id)), unit->anchors};
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    const mq_pair_side given = {mq_buf_view(&unit->side[side].text), unit->side[side].points.at,
                                unit->side[side].points.count};
    if (!mq_pairs_add(pairs, (mtqc_side)side, &given)) return false;
  }
  add_markers(pairs, mq_buf_view(&unit->note));
  return true;
}

static bool is_checked(const mtqc_unit *unit) {
  return unit->state == MTQC_UNIT_TRANSLATED || unit->state == MTQC_UNIT_UNSURE;
}

static int gather(void *payload, mq_pairs *pairs, mtqc_error *error) {
  const chunk *in = payload;
  const mtqc_unit *unit;
  int status = 1;
  while (pairs->names.count < in->most && pairs->text[MTQC_SOURCE].size + pairs->text[MTQC_TARGET].size < MOST_BYTES) {
    status = mtqc_bitext_next(in->bitext, &unit, NULL);
    if (status != 1) break;
    pairs->width = unit->width;
    if (is_checked(unit) && !add_unit(pairs, unit))
      return mq_error_set(error, MTQC_ELIMIT, "units larger than %zu bytes", MTQC_TEXT_MAX);
  }
  if (pairs->names.count) return MTQC_OK;
  return status < 0 ? mtqc_bitext_next(in->bitext, &unit, error) : MQ_NO_PAIRS;
}

int mtqc_check_bitext(const mtqc_checker *checker, mtqc_bitext *bitext, size_t most, mtqc_report **out,
                      mtqc_error *error) {
  chunk in = {bitext, most ? most : MOST_UNITS};
  return mq_check_pairs(checker, gather, &in, out, error);
}

static mq_given_text given_text(const mtqc_file *file) {
  return (mq_given_text){{file->text, file->passage.points.count ? file->passage.points.at : NULL,
                          file->passage.points.count, file->input.width},
                         file->off};
}

int mtqc_check_files(const mtqc_checker *checker, const mtqc_file *source, const mtqc_file *target, int lines,
                     mtqc_report **out, mtqc_error *error) {
  const mq_given_text target_text = given_text(target);
  if (!source) return mq_check_texts(checker, NULL, &target_text, false, out, error);
  const mq_given_text source_text = given_text(source);
  return mq_check_texts(checker, &source_text, &target_text, lines != 0, out, error);
}
