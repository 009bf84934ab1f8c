/* Agreed pivots: a word of the first language and one of the second that are both a translation of one word of a third
 * language (the pivot), in two or more pivot languages. A single pivot is wrong most of the time, English nine times in
 * ten; what two or more agree on is right mostly (weights.h). Only head words of one word count, and words of the pivot
 * with many translations say nothing. */
#include "build_pair.h"

#include "text/text.h"
#include "weights.h"

#include <stdlib.h>

enum { MOST_TRANSLATIONS = 12, PIVOTS = 32 };

/* A word of the pivot and the word of one language that translates it. */
typedef struct half {
  uint32_t pivot, form;
} half;

typedef struct meeting {
  uint32_t stem[2], form[2];
  uint32_t pivot; /* which language */
} meeting;

typedef struct reader {
  mq_build *build;
  mq_pair_builder *builder;
  mq_map pivots; /* words of the pivot language */
  MQ_ARRAY(half) halves[2];
  int side;
  bool swapped; /* the dictionary has the pivot first */
  MQ_ARRAY(meeting) meetings;
} reader;

static void add_half(void *payload, const mq_import_pair *pair) {
  reader *r = payload;
  mq_str pivot, word;
  if (!pair->headword || mq_cut_words(r->swapped ? pair->first : pair->second, &pivot, 1) != 1 ||
      mq_cut_words(r->swapped ? pair->second : pair->first, &word, 1) != 1)
    return;
  bool added;
  uint32_t *id = mq_map_add(&r->pivots, mq_fold(r->build->arena, pivot), &added);
  if (added) *id = (uint32_t)r->pivots.count - 1;
  const uint32_t form = mq_pair_form(&r->builder->sides[r->side], word);
  *mq_push(r->build->arena, &r->halves[r->side]) = (half){*id, form};
}

/* Whether a dictionary has these two languages, in either order. */
static bool is_of(const mq_dictionary *d, mq_str one, mq_str other, bool *swapped) {
  *swapped = mq_str_equal(d->first, other) && mq_str_equal(d->second, one);
  return *swapped || (mq_str_equal(d->first, one) && mq_str_equal(d->second, other));
}

static int by_pivot(const void *a, const void *b) {
  const half *x = a, *y = b;
  if (x->pivot != y->pivot) return x->pivot < y->pivot ? -1 : 1;
  return (x->form > y->form) - (x->form < y->form);
}

/* Sorted, none twice. */
static void sort_halves(half *list, size_t *count) {
  size_t kept = 0;
  if (*count) qsort(list, *count, sizeof *list, by_pivot);
  for (size_t i = 0; i < *count; i++)
    if (!kept || by_pivot(&list[kept - 1], &list[i]) != 0) list[kept++] = list[i];
  *count = kept;
}

static size_t run_of(const half *list, size_t count, size_t from) {
  size_t end = from;
  while (end < count && list[end].pivot == list[from].pivot) end++;
  return end;
}

/* Joins what both languages say of the words of one pivot. */
static void meet(reader *r, uint32_t pivot) {
  const mq_pair_side *sides = r->builder->sides;
  const half *a = r->halves[0].at, *b = r->halves[1].at;
  for (int s = 0; s < 2; s++) sort_halves(r->halves[s].at, &r->halves[s].count);
  for (size_t i = 0, j = 0; i < r->halves[0].count && j < r->halves[1].count;) {
    const size_t i_end = run_of(a, r->halves[0].count, i), j_end = run_of(b, r->halves[1].count, j);
    if (a[i].pivot == b[j].pivot && i_end - i <= MOST_TRANSLATIONS && j_end - j <= MOST_TRANSLATIONS)
      for (size_t x = i; x < i_end; x++)
        for (size_t y = j; y < j_end; y++)
          *mq_push(r->build->arena, &r->meetings) =
              (meeting){{sides[0].forms.at[a[x].form].stem, sides[1].forms.at[b[y].form].stem},
                        {a[x].form, b[y].form}, pivot};
    const uint32_t left = a[i].pivot, right = b[j].pivot;
    if (left <= right) i = i_end;
    if (right <= left) j = j_end;
  }
}

static void read_pivot(reader *r, mq_str code, uint32_t number) {
  const mq_import_out out = {.pairs = {add_half, r}};
  r->pivots = (mq_map){.arena = r->build->arena};
  for (int s = 0; s < 2; s++) {
    r->side = s;
    r->halves[s].count = 0;
    for (size_t i = 0; i < r->build->dictionary_count; i++)
      if (is_of(&r->build->dictionaries[i], r->builder->codes[s], code, &r->swapped))
        mq_build_dictionary(r->build, "pivot", &r->build->dictionaries[i], &out);
  }
  meet(r, number);
}

static int by_meeting(const void *a, const void *b) {
  const meeting *x = a, *y = b;
  for (int s = 0; s < 2; s++)
    if (x->stem[s] != y->stem[s]) return x->stem[s] < y->stem[s] ? -1 : 1;
  if (x->pivot != y->pivot) return x->pivot < y->pivot ? -1 : 1;
  for (int s = 0; s < 2; s++)
    if (x->form[s] != y->form[s]) return x->form[s] < y->form[s] ? -1 : 1;
  return 0;
}

/* Pairs of stems that two or more pivots agree on become evidence. */
static void keep_agreed(reader *r) {
  static const double weights[] = {0, 0, MQ_WEIGHT_PIVOT_TWO, MQ_WEIGHT_PIVOT_THREE};
  const meeting *at = r->meetings.at, *end = at + r->meetings.count;
  if (r->meetings.count) qsort(r->meetings.at, r->meetings.count, sizeof *at, by_meeting);
  for (const meeting *next; at < end; at = next) {
    size_t pivots = 1;
    for (next = at + 1; next < end && next->stem[0] == at->stem[0] && next->stem[1] == at->stem[1]; next++)
      pivots += next->pivot != next[-1].pivot;
    if (pivots < 2) continue;
    mq_pair_evidence_add(r->builder, at->stem[0], at->stem[1], MQ_LAYER_PIVOT, weights[pivots < 3 ? pivots : 3]);
    mq_evidence *e = &r->builder->evidence.at[r->builder->evidence.count - 1];
    for (int s = 0; s < 2; s++) e->form[s] = at->form[s];
  }
}

/* The language other than `code` of a dictionary of two; empty if there is none. */
static mq_str partner(const mq_dictionary *d, mq_str code) {
  if (mq_str_equal(d->second, MQ_STR("-")) || mq_str_equal(d->first, MQ_STR("*"))) return (mq_str){"", 0};
  if (mq_str_equal(d->first, code)) return d->second;
  return mq_str_equal(d->second, code) ? d->first : (mq_str){"", 0};
}

/* Languages that have dictionaries with both, in the order of the sources. */
static size_t find_pivots(const mq_build *build, const mq_str codes[2], mq_str out[PIVOTS]) {
  size_t count = 0;
  for (size_t i = 0; i < build->dictionary_count; i++) {
    const mq_str code = partner(&build->dictionaries[i], codes[0]);
    bool good = false, swapped, again = code.size == 0 || mq_str_equal(code, codes[1]);
    for (size_t k = 0; k < count; k++) again |= mq_str_equal(out[k], code);
    for (size_t k = 0; k < build->dictionary_count && !again; k++)
      good |= is_of(&build->dictionaries[k], codes[1], code, &swapped);
    if (good && count < PIVOTS) out[count++] = code;
  }
  return count;
}

void mq_pair_pivots(mq_build *build, mq_pair_builder *b) {
  mq_str codes[PIVOTS];
  const size_t count = find_pivots(build, b->codes, codes);
  if (count < 2) return;
  reader r = {.build = build, .builder = b};
  for (size_t i = 0; i < count; i++) read_pivot(&r, codes[i], (uint32_t)i);
  keep_agreed(&r);
}
