/* The pack of a pair: every source gives evidence for pairs of stems; evidence for the same pair is merged to
 * one link.
 *
 *   own tables, names       strength of the layer
 *   dictionary, 1:1         strength of the layer, less for words with very many translations
 *   trained                 from the two translation probabilities
 *   agreed pivots           by the number of pivot languages
 *   multi-word entries      root of the cosine of the occurrences: how often the two words stand in such
 *                           entries together, in proportion to how often each does at all
 *
 * Merging takes the strongest layer's name and 1 - product of (1 - strength) over the layers. */
#include "build_pair.h"

#include "lookup.h"
#include "weights.h"

#include <math.h>
#include <stdlib.h>

#define NO_FORM UINT32_MAX

uint32_t mq_pair_form(mq_pair_side *side, mq_str surface) {
  const mq_built_word *word = mq_words_get(&side->words, surface);
  uint32_t *known = mq_map_find(&side->form_ids, surface);
  if (!known) {
    known = mq_map_add(&side->form_ids, mq_str_copy(side->words.arena, surface), NULL);
    *known = (uint32_t)side->forms.count;
    *mq_push(side->words.arena, &side->forms) =
        (mq_pair_form_entry){side->form_ids.entries[side->form_ids.count - 1].key, word->stem_id, 0, 0};
  }
  side->forms.at[*known].uses++;
  return *known;
}

void mq_pair_evidence_add(mq_pair_builder *b, uint32_t first, uint32_t second, mq_layer layer,
                          double strength) {
  *mq_push(b->arena, &b->evidence) =
      (mq_evidence){{first, second}, {NO_FORM, NO_FORM}, (float)strength, (uint8_t)layer};
}

void mq_pair_words_add(mq_pair_builder *b, mq_str first, mq_str second, mq_layer layer, double strength) {
  mq_evidence e = {.strength = (float)strength, .layer = (uint8_t)layer};
  e.form[0] = mq_pair_form(&b->sides[0], first);
  e.form[1] = mq_pair_form(&b->sides[1], second);
  for (int s = 0; s < 2; s++) e.stem[s] = b->sides[s].forms.at[e.form[s]].stem;
  *mq_push(b->arena, &b->evidence) = e;
}

enum { MOST_WORDS = 12 };

/* Stems of the content words of a phrase, none twice; 0 if it has too many. */
static size_t content_stems(mq_words *words, const mq_str *parts, size_t count, uint32_t *out) {
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    const mq_built_word *word = mq_words_get(words, parts[i]);
    bool again = word->function_word;
    for (size_t k = 0; k < kept; k++) again |= out[k] == word->stem_id;
    if (again) continue;
    if (kept == MQ_WEIGHT_PHRASE_WORDS) return 0;
    out[kept++] = word->stem_id;
  }
  return kept;
}

static void count_occurrence(mq_pair_builder *b, mq_pair_side *side, uint32_t stem) {
  while (side->occurrences.count <= stem) *mq_push(b->arena, &side->occurrences) = 0;
  side->occurrences.at[stem]++;
}

static void add_phrase(mq_pair_builder *b, mq_str *const parts[2], const size_t counts[2]) {
  uint32_t stems[2][MQ_WEIGHT_PHRASE_WORDS];
  size_t n[2];
  for (int s = 0; s < 2; s++) {
    n[s] = content_stems(&b->sides[s].words, parts[s], counts[s], stems[s]);
    if (n[s] == 0) return;
  }
  for (int s = 0; s < 2; s++)
    for (size_t i = 0; i < n[s]; i++) count_occurrence(b, &b->sides[s], stems[s][i]);
  const double share = 1.0 / (double)(n[0] > n[1] ? n[0] : n[1]);
  for (size_t i = 0; i < n[0]; i++)
    for (size_t k = 0; k < n[1]; k++)
      mq_pair_evidence_add(b, stems[0][i], stems[1][k], MQ_LAYER_PHRASE, share);
}

void mq_pair_read(void *payload, const mq_import_pair *pair) {
  mq_pair_builder *b = payload;
  mq_str first[MOST_WORDS], second[MOST_WORDS];
  mq_str *const parts[2] = {first, second};
  const mq_str texts[2] = {b->swapped ? pair->second : pair->first, b->swapped ? pair->first : pair->second};
  size_t counts[2];
  for (int s = 0; s < 2; s++) {
    counts[s] = mq_cut_words(texts[s], parts[s], MOST_WORDS);
    if (counts[s] == 0 || counts[s] > MOST_WORDS) return;
  }
  if (counts[0] > 1 || counts[1] > 1) {
    add_phrase(b, parts, counts);
  } else if (pair->headword) {
    mq_pair_words_add(b, first[0], second[0], MQ_LAYER_DICTIONARY, MQ_WEIGHT_DICTIONARY);
  } else {
    const uint32_t a = mq_words_get(&b->sides[0].words, first[0])->stem_id;
    const uint32_t c = mq_words_get(&b->sides[1].words, second[0])->stem_id;
    mq_pair_evidence_add(b, a, c, MQ_LAYER_DICTIONARY, MQ_WEIGHT_DICTIONARY);
  }
}

static void ignore_word(void *payload, mq_str word, int16_t frequency) {
  (void)payload;
  (void)word;
  (void)frequency;
}

static void read_dictionaries(mq_build *build, mq_pair_builder *b) {
  for (size_t i = 0; i < build->dictionary_count; i++) {
    const mq_dictionary *d = &build->dictionaries[i];
    const bool same = mq_str_equal(d->first, b->codes[0]) && mq_str_equal(d->second, b->codes[1]);
    b->swapped = mq_str_equal(d->first, b->codes[1]) && mq_str_equal(d->second, b->codes[0]);
    if (same || b->swapped)
      mq_build_dictionary(build, "dictionary", d, &(mq_import_out){{mq_pair_read, b}, {ignore_word, b}});
  }
}

typedef struct name_reader {
  mq_pair_builder *builder;
  mq_buf clean[2];
} name_reader;

static void add_name(void *payload, mq_str first, mq_str second) {
  name_reader *r = payload;
  mq_str one[2], words[2];
  mq_import_clean(&r->clean[0], first);
  mq_import_clean(&r->clean[1], second);
  for (int s = 0; s < 2; s++) words[s] = mq_buf_view(&r->clean[s]);
  if (mq_cut_words(words[0], &one[0], 1) == 1 && mq_cut_words(words[1], &one[1], 1) == 1)
    mq_pair_words_add(r->builder, one[0], one[1], MQ_LAYER_NAME, MQ_WEIGHT_NAME);
  else mq_pair_read(r->builder, &(mq_import_pair){words[0], words[1], false});
}

static void read_names(mq_build *build, mq_pair_builder *b) {
  const char *codes[2];
  name_reader r = {.builder = b, .clean = {{.arena = b->arena}, {.arena = b->arena}}};
  b->swapped = false;
  for (int s = 0; s < 2; s++) codes[s] = mq_str_copy(b->arena, b->codes[s]).at;
  mq_build_names(build, codes[0], codes[1], add_name, &r);
}

static int by_pair(const void *a, const void *b) {
  const mq_evidence *x = a, *y = b;
  for (int s = 0; s < 2; s++)
    if (x->stem[s] != y->stem[s]) return x->stem[s] < y->stem[s] ? -1 : 1;
  if (x->layer != y->layer) return x->layer < y->layer ? -1 : 1;
  if (x->form[0] != y->form[0]) return x->form[0] < y->form[0] ? -1 : 1;
  if (x->form[1] != y->form[1]) return x->form[1] < y->form[1] ? -1 : 1;
  return (x->strength < y->strength) - (x->strength > y->strength);
}

static bool same_pair(const mq_evidence *a, const mq_evidence *b) {
  return a->stem[0] == b->stem[0] && a->stem[1] == b->stem[1];
}

/* Translations of each stem in the dictionary layer. */
static void count_fans(mq_pair_builder *b) {
  for (int s = 0; s < 2; s++)
    b->sides[s].fans = mq_arena_array(b->arena, b->sides[s].words.stems.count, sizeof(uint32_t));
  const mq_evidence *last = NULL;
  for (size_t i = 0; i < b->evidence.count; i++) {
    const mq_evidence *e = &b->evidence.at[i];
    if (e->layer != MQ_LAYER_DICTIONARY || (last && same_pair(last, e))) continue;
    last = e;
    for (int s = 0; s < 2; s++) b->sides[s].fans[e->stem[s]]++;
  }
}

/* Strength of one layer's evidence [first, last) for one pair. */
static double layer_strength(const mq_pair_builder *b, const mq_evidence *first, const mq_evidence *last) {
  double strength = first->strength;
  if (first->layer == MQ_LAYER_DICTIONARY) {
    const double fan = sqrt((double)b->sides[0].fans[first->stem[0]] * b->sides[1].fans[first->stem[1]]);
    return fan > MQ_WEIGHT_FAN ? strength * sqrt(MQ_WEIGHT_FAN / fan) : strength;
  }
  if (first->layer != MQ_LAYER_PHRASE) {
    for (const mq_evidence *e = first; e < last; e++)
      strength = e->strength > strength ? e->strength : strength;
    return strength;
  }
  double together = 0;
  for (const mq_evidence *e = first; e < last; e++) together += e->strength;
  const double apart =
      sqrt((double)b->sides[0].occurrences.at[first->stem[0]] * b->sides[1].occurrences.at[first->stem[1]]);
  return MQ_WEIGHT_PHRASE * sqrt(together / apart);
}

/* The forms that most of the evidence of a pair names. */
static void choose_forms(const mq_evidence *first, const mq_evidence *last, uint32_t out[2]) {
  out[0] = out[1] = NO_FORM;
  size_t most = 0, run = 0;
  for (const mq_evidence *e = first; e < last; e++) {
    if (e->form[0] == NO_FORM) continue;
    const bool again = e > first && e[-1].form[0] == e->form[0] && e[-1].form[1] == e->form[1];
    run = again ? run + 1 : 1;
    if (run <= most) continue;
    most = run;
    out[0] = e->form[0];
    out[1] = e->form[1];
  }
}

/* Evidence [first, last) of one pair becomes one link; false if it is too weak. */
static bool merge_pair(const mq_pair_builder *b, const mq_evidence *first, const mq_evidence *last,
                       mq_pair_link *out) {
  double doubt = 1;
  out->layer = MQ_LAYER_NONE;
  for (const mq_evidence *start = first, *end; start < last; start = end) {
    for (end = start; end < last && end->layer == start->layer;) end++;
    const double strength = layer_strength(b, start, end);
    if (strength < MQ_WEIGHT_PHRASE_LEAST) continue;
    if (out->layer == MQ_LAYER_NONE) out->layer = start->layer;
    doubt *= 1 - fmin(strength, MQ_WEIGHT_LARGEST);
  }
  if (out->layer == MQ_LAYER_NONE) return false;
  out->stem[0] = first->stem[0];
  out->stem[1] = first->stem[1];
  out->strength = (uint8_t)lround(255 * fmin(1 - doubt, MQ_WEIGHT_LARGEST));
  choose_forms(first, last, out->form);
  return true;
}

void mq_pair_merge(mq_pair_builder *b) {
  if (b->evidence.count == 0) return;
  const mq_evidence *at = b->evidence.at, *end = at + b->evidence.count;
  qsort(b->evidence.at, b->evidence.count, sizeof *at, by_pair);
  count_fans(b);
  for (const mq_evidence *next; at < end; at = next) {
    mq_pair_link link;
    for (next = at + 1; next < end && same_pair(at, next);) next++;
    if (merge_pair(b, at, next, &link)) *mq_push(b->arena, &b->links) = link;
  }
}

int mq_pair_builder_new(mq_build *build, mq_str first, mq_str second, mq_pair_builder **out, mtqc_error *error) {
  mq_pair_builder *b = mq_arena_alloc(build->arena, sizeof *b);
  b->arena = build->arena;
  b->codes[0] = first;
  b->codes[1] = second;
  *out = b;
  for (int s = 0; s < 2; s++) {
    b->sides[s].form_ids.arena = build->arena;
    const int status = mq_words_init(build, &b->sides[s].words, b->codes[s], error);
    if (status != MTQC_OK) return status;
  }
  return MTQC_OK;
}

int mq_build_pair(mq_build *build, mq_str first, mq_str second, mtqc_error *error) {
  mq_pair_builder *b;
  int status = mq_pair_builder_new(build, first, second, &b, error);
  for (int swapped = 0; status == MTQC_OK && swapped < 2; swapped++) status = mq_pair_tables(build, b, swapped, error);
  if (status != MTQC_OK) return status;
  read_dictionaries(build, b);
  read_names(build, b);
  mq_pair_pivots(build, b);
  mq_pair_merge(b);
  if (b->links.count) mq_pair_write(build, b);
  return MTQC_OK;
}
