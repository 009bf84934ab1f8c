/* The edits of TER, by tercom's search in sacrebleu's version (lib_ter).
 *
 * Again and again, of all shifts of a phrase of the hypothesis to where the reference has it, the one that
 * lessens the edit distance most is made (of equal ones the longest, then the earliest in the hypothesis,
 * then the earliest target), until none does or MOST_TRIALS have been tried. Each shift is one edit; the edit
 * distance that remains is added.
 *
 * The edit distance is computed in a beam around the diagonal of the table. That is part of the definition:
 * with very different texts the beam gives a larger figure than the full table. The table with its operations
 * is needed once per round, to see which words are in error. For the trials only the distance matters, and it
 * comes from the bit-parallel algorithm (Myers 1999, Hyyrö 2003) over the full table when that is known to be
 * the same: a path of cost d between texts whose lengths differ by l is nowhere farther than (d + l) / 2 from
 * the line along which the beam runs. Otherwise, and for references over 64 words, it comes from the beam.
 * Either starts at the first word that the shift has changed. */
#include "edits.h"

#include <math.h>
#include <string.h>

enum { LONGEST_SHIFT = 10, FARTHEST_SHIFT = 50, BEAM = 25, MOST_TRIALS = 1000, WORD_BITS = 64 };
enum { INFINITE = 1 << 29 };
enum { KEEP, SUBSTITUTE, DELETE, INSERT, UNKNOWN };

/* One pair of texts. */
typedef struct pair {
  mq_edits *edits;
  const uint32_t *reference;
  size_t length, reference_length; /* of the hypothesis; a shift does not change it */
  double ratio;
  size_t beam;
  size_t trials;
  int32_t distance; /* of edits->words */
} pair;

typedef struct shift {
  int32_t gain;
  size_t length, start, target;
} shift;

/* --- room --- */

static void *room_for(mq_arena *arena, void *old, size_t *room, size_t count, size_t size) {
  if (count <= *room) return old;
  void *bigger = mq_arena_array(arena, count * 2, size);
  *room = count * 2;
  return bigger;
}

static void reserve(mq_edits *e, const pair *p, size_t word_count) {
  e->rows = room_for(e->arena, e->rows, &e->row_room, p->length + 1, sizeof *e->rows);
  e->states = room_for(e->arena, e->states, &e->state_room, p->length + 1, sizeof *e->states);
  e->places = room_for(e->arena, e->places, &e->place_room, word_count, sizeof *e->places);
  e->buffer =
      room_for(e->arena, e->buffer, &e->buffer_room, 2 * (p->reference_length + 1), sizeof *e->buffer);
  if (p->length + 1 > e->word_room) {
    const size_t room = 2 * (p->length + 1);
    e->words = mq_arena_array(e->arena, room, sizeof *e->words);
    e->trial = mq_arena_array(e->arena, room, sizeof *e->trial);
    e->wrong_words = mq_arena_array(e->arena, room, sizeof *e->wrong_words);
    e->word_room = room;
  }
  if (p->reference_length + 1 > e->reference_room) {
    const size_t room = 2 * (p->reference_length + 1);
    e->aligned = mq_arena_array(e->arena, room, sizeof *e->aligned);
    e->wrong_reference = mq_arena_array(e->arena, room, sizeof *e->wrong_reference);
    e->reference_room = room;
  }
}

/* The columns of every row that lie in the beam, the last row to its end; row 0 is full. */
static void lay_out_rows(pair *p) {
  mq_edits *e = p->edits;
  const size_t columns = p->reference_length + 1;
  size_t cells = columns;
  e->rows[0] = (mq_edit_row){0, columns, 0};
  for (size_t i = 1; i <= p->length; i++) {
    const size_t diagonal = (size_t)floor((double)i * p->ratio);
    const size_t first = diagonal > p->beam ? diagonal - p->beam : 0, end = diagonal + p->beam;
    const size_t last = i == p->length || end > columns ? columns : end;
    e->rows[i] = (mq_edit_row){first, last, cells};
    cells += last - first;
  }
  if (cells <= e->cell_room) return;
  e->cells = mq_arena_array(e->arena, cells * 2, sizeof *e->cells);
  e->operations = mq_arena_array(e->arena, cells * 2, 1);
  e->cell_room = cells * 2;
}

/* --- distances in the beam --- */

/* Cell of a row, infinite outside of it. */
static inline int32_t cell(const int32_t *cells, mq_edit_row row, size_t column) {
  return column >= row.first && column < row.last ? cells[column - row.first] : INFINITE;
}

/* Row i from row i - 1, with the operations if they are wanted. Of equal costs: keep or substitute, then
 * delete, insert. */
static void fill_row(const pair *p, size_t i, uint32_t word, const int32_t *above, int32_t *out,
                     uint8_t *operations) {
  const mq_edit_row row = p->edits->rows[i], previous = p->edits->rows[i - 1];
  int32_t left = INFINITE;
  for (size_t j = row.first; j < row.last; j++) {
    int32_t best = INFINITE;
    uint8_t operation = UNKNOWN;
    const int32_t deleted = cell(above, previous, j) + 1;
    if (j == 0) {
      best = deleted;
      operation = DELETE;
    } else {
      const bool same = word == p->reference[j - 1];
      const int32_t kept = cell(above, previous, j - 1) + !same;
      if (kept < best) best = kept, operation = same ? KEEP : SUBSTITUTE;
      if (deleted < best) best = deleted, operation = DELETE;
      if (left + 1 < best) best = left + 1, operation = INSERT;
    }
    out[j - row.first] = left = best;
    if (operations) operations[j - row.first] = operation;
  }
}

/* The table of edits->words from word `same` on. */
static void fill_table(pair *p, size_t same) {
  mq_edits *e = p->edits;
  for (size_t j = 0; same == 0 && j <= p->reference_length; j++) {
    e->cells[j] = (int32_t)j;
    e->operations[j] = INSERT;
  }
  for (size_t i = same + 1; i <= p->length; i++)
    fill_row(p, i, e->words[i - 1], e->cells + e->rows[i - 1].at, e->cells + e->rows[i].at,
             e->operations + e->rows[i].at);
  p->distance = cell(e->cells + e->rows[p->length].at, e->rows[p->length], p->reference_length);
}

/* Distance of edits->trial, which begins as edits->words does for `same` words. */
static int32_t beam_distance(const pair *p, size_t same) {
  const mq_edits *e = p->edits;
  const int32_t *above = e->cells + e->rows[same].at;
  for (size_t i = same + 1; i <= p->length; i++) {
    int32_t *row = e->buffer + i % 2 * (p->reference_length + 1);
    fill_row(p, i, e->trial[i - 1], above, row, NULL);
    above = row;
  }
  return cell(above, e->rows[p->length], p->reference_length);
}

/* --- distances by bits --- */

static inline mq_edit_state advance(mq_edit_state s, uint64_t places, uint64_t top) {
  const uint64_t vertical = places | s.down;
  const uint64_t diagonal = (((places & s.up) + s.up) ^ s.up) | places;
  uint64_t more = s.down | ~(diagonal | s.up), less = s.up & diagonal;
  s.distance += ((more & top) != 0) - ((less & top) != 0);
  more = more << 1 | 1;
  less <<= 1;
  s.up = less | ~(vertical | more);
  s.down = more & vertical;
  return s;
}

static void fill_states(pair *p, size_t word_count) {
  mq_edits *e = p->edits;
  memset(e->places, 0, word_count * sizeof *e->places);
  for (size_t j = 0; j < p->reference_length; j++) e->places[p->reference[j]] |= (uint64_t)1 << j;
}

/* The states along edits->words from word `same` on. */
static void update_states(pair *p, size_t same) {
  mq_edits *e = p->edits;
  const uint64_t top = (uint64_t)1 << (p->reference_length - 1);
  if (same == 0) e->states[0] = (mq_edit_state){UINT64_MAX, 0, (int32_t)p->reference_length};
  for (size_t i = same; i < p->length; i++)
    e->states[i + 1] = advance(e->states[i], e->places[e->words[i]], top);
}

/* Whether a distance in the full table is known to be the distance in the beam. */
static bool is_in_beam(const pair *p, int32_t distance) {
  const size_t difference =
      p->length > p->reference_length ? p->length - p->reference_length : p->reference_length - p->length;
  return ((size_t)distance + difference) / 2 + 2 < BEAM;
}

static int32_t trial_distance(const pair *p, size_t same) {
  const mq_edits *e = p->edits;
  if (p->reference_length <= WORD_BITS) {
    const uint64_t top = (uint64_t)1 << (p->reference_length - 1);
    mq_edit_state state = e->states[same];
    for (size_t i = same; i < p->length; i++) state = advance(state, e->places[e->trial[i]], top);
    if (is_in_beam(p, state.distance)) return state.distance;
  }
  return beam_distance(p, same);
}

/* --- shifts --- */

/* Walks the operations back to see which words are in error and where each word of the reference belongs. */
static void find_errors(const pair *p) {
  mq_edits *e = p->edits;
  size_t i = p->length, j = p->reference_length;
  while (i > 0 || j > 0) {
    const mq_edit_row row = e->rows[i];
    uint8_t operation = j >= row.first && j < row.last ? e->operations[row.at + j - row.first] : UNKNOWN;
    if (operation == UNKNOWN || (operation <= SUBSTITUTE && (i == 0 || j == 0)))
      operation = i > 0 ? DELETE : INSERT;
    if (operation == DELETE) {
      e->wrong_words[--i] = 1;
      continue;
    }
    e->aligned[--j] = (int32_t)i - 1;
    e->wrong_reference[j] = operation != KEEP;
    if (operation != INSERT) e->wrong_words[--i] = operation != KEEP;
  }
}

static bool any(const uint32_t *flags, size_t start, size_t length) {
  for (size_t i = start; i < start + length; i++)
    if (flags[i]) return true;
  return false;
}

/* Writes words with [start, start + length) moved so that they stand before what was at `target`; behind them
 * where the target is inside of the phrase. Gives the number of words at the beginning that stay as they are.
 */
static size_t apply(const pair *p, const uint32_t *words, const shift *s, uint32_t *out) {
  const size_t n = p->length, end = s->start + s->length;
  if (s->target < s->start) {
    memcpy(out, words, s->target * sizeof *out);
    memcpy(out + s->target, words + s->start, s->length * sizeof *out);
    memcpy(out + s->target + s->length, words + s->target, (s->start - s->target) * sizeof *out);
    memcpy(out + end, words + end, (n - end) * sizeof *out);
    return s->target;
  }
  size_t behind =
      s->target > end ? s->target - end : s->target - s->start; /* words that come before the phrase */
  if (behind > n - end) behind = n - end;
  memcpy(out, words, s->start * sizeof *out);
  memcpy(out + s->start, words + end, behind * sizeof *out);
  memcpy(out + s->start + behind, words + s->start, s->length * sizeof *out);
  memcpy(out + end + behind, words + end + behind, (n - end - behind) * sizeof *out);
  return s->start;
}

static bool is_better(const shift *a, const shift *b) {
  if (b->length == 0) return true;
  if (a->gain != b->gain) return a->gain > b->gain;
  if (a->length != b->length) return a->length > b->length;
  if (a->start != b->start) return a->start < b->start;
  return a->target < b->target;
}

/* Tries a phrase at every place beside the words of the reference that match it, the one before them
 * included. */
static void try_phrase(pair *p, size_t start, size_t reference_start, size_t length, shift *best) {
  mq_edits *e = p->edits;
  if (!any(e->wrong_words, start, length) || !any(e->wrong_reference, reference_start, length)) return;
  const int32_t place = e->aligned[reference_start];
  if (place >= (int32_t)start && place < (int32_t)(start + length)) return;
  size_t tried = SIZE_MAX;
  for (size_t k = 0; k <= length; k++) {
    const size_t position =
        reference_start + k; /* the word of the reference behind which the phrase would come, plus 1 */
    if (position > p->reference_length) break;
    const size_t target = position == 0 ? 0 : (size_t)(e->aligned[position - 1] + 1);
    if (target == tried) continue;
    tried = target;
    shift s = {0, length, start, target};
    const size_t same = apply(p, e->words, &s, e->trial);
    s.gain = p->distance - trial_distance(p, same);
    p->trials++;
    if (is_better(&s, best)) *best = s;
  }
}

/* The phrases at two positions that match, shortest first. */
static void try_phrases(pair *p, size_t start, size_t reference_start, shift *best) {
  const uint32_t *words = p->edits->words + start, *reference = p->reference + reference_start;
  const size_t left = p->length - start, reference_left = p->reference_length - reference_start;
  size_t most = left < reference_left ? left : reference_left;
  if (most > LONGEST_SHIFT) most = LONGEST_SHIFT;
  for (size_t k = 0; k < most && words[k] == reference[k] && p->trials < MOST_TRIALS; k++)
    try_phrase(p, start, reference_start, k + 1, best);
}

static shift best_shift(pair *p) {
  shift best = {0};
  find_errors(p);
  for (size_t i = 0; i < p->length && p->trials < MOST_TRIALS; i++) {
    const size_t first = i > FARTHEST_SHIFT ? i - FARTHEST_SHIFT : 0;
    const size_t last =
        i + FARTHEST_SHIFT + 1 < p->reference_length ? i + FARTHEST_SHIFT + 1 : p->reference_length;
    for (size_t j = first; j < last; j++)
      if (p->edits->words[i] == p->reference[j]) try_phrases(p, i, j, &best);
  }
  return best;
}

static size_t shift_and_count(pair *p) {
  mq_edits *e = p->edits;
  const bool by_bits = p->reference_length <= WORD_BITS;
  size_t shifts = 0, same = 0;
  for (;;) {
    fill_table(p, same);
    if (by_bits) update_states(p, same);
    if (p->distance == 0) break;
    const shift best = best_shift(p);
    if (p->trials >= MOST_TRIALS || best.length == 0 || best.gain <= 0) break;
    same = apply(p, e->words, &best, e->trial);
    uint32_t *shifted = e->trial;
    e->trial = e->words;
    e->words = shifted;
    shifts++;
  }
  return shifts + (size_t)p->distance;
}

size_t mq_edits_count(mq_edits *edits, mq_sequence hypothesis, mq_sequence reference, size_t word_count) {
  if (reference.count == 0) return hypothesis.count;
  if (hypothesis.count == 0) return reference.count;
  pair p = {.edits = edits,
            .reference = reference.at,
            .length = hypothesis.count,
            .reference_length = reference.count};
  p.ratio = (double)reference.count / (double)hypothesis.count;
  p.beam = BEAM < p.ratio / 2 ? (size_t)ceil(p.ratio / 2 + BEAM) : BEAM;
  reserve(edits, &p, word_count);
  lay_out_rows(&p);
  memcpy(edits->words, hypothesis.at, hypothesis.count * sizeof *edits->words);
  if (p.reference_length <= WORD_BITS) fill_states(&p, word_count);
  return shift_and_count(&p);
}
