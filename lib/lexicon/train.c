/* Training word-translation probabilities from pairs of segments.
 *
 * IBM Model 1 (Brown, Della Pietra, Della Pietra, Mercer: The Mathematics of Statistical Machine Translation, 1993) on
 * stems, in both directions, with an empty source word. For one direction, p(y | x) is a sparse matrix: row x holds the
 * words y that ever stand in a pair with x. The place of every (x, y) of every pair in its row is computed once, so that a
 * round of expectation maximisation is two sweeps over flat arrays:
 *
 *   1. by pairs:  norm[pair, y] = 1 / sum over x of p(y | x)
 *   2. by rows:   count(x, y) = sum over pairs of p(y | x) * norm[pair, y]; p(y | x) = count(x, y) / sum over y
 *
 * Both write only what is theirs and add in a fixed order, so the result does not depend on the number of threads.
 * Memory: 8 bytes for each co-occurrence of two tokens plus 8 for each distinct one, about 4 KB for a pair of 20 words. */
#include "base/array.h"
#include "base/parallel.h"
#include "base/error.h"
#include "text/text.h"

#include <mtqc/lexicon.h>

#include <math.h>
#include <stdlib.h>

enum { CHUNK = 512, MOST_TOKENS = 200 };

/* What is kept: both probabilities' geometric mean, and how often the two were seen together (expected). */
static const double least_strength = 0.03, least_count = 0.8;

/* One side of all pairs: the stems of pair i are ids[starts[i] .. starts[i + 1]). */
typedef struct corpus_side {
  uint32_t *ids;
  size_t *starts;
  mq_map stems; /* stem -> id, from 0 in order of arrival */
} corpus_side;

/* p(y | x) for all x and y, and the flat arrays that train it. Row 0 is the empty word. */
typedef struct direction {
  const corpus_side *x, *y;
  size_t pair_count, row_count;
  size_t *uses_start;  /* by row: its uses[] */
  uint32_t *uses;      /* pairs in which the row's word stands, in order, once a token */
  size_t *places_start;/* by use: its places[] */
  uint32_t *places;    /* for each token of the other side of the pair: index in the row */
  size_t *place_by_token; /* by token of x (empty words first: pair_count of them): index of its first place */
  size_t *row_start;   /* by row */
  uint32_t *columns;   /* y of each entry */
  float *p;
  double *count;       /* expected, of the last round */
  float *norm;         /* by token of y */
} direction;

/* --- reading the corpus --------------------------------------------------------------------------------------- */

static void read_side(mq_arena *arena, mq_arena *work, const mq_language *language, const mtqc_text *texts, size_t count,
                      corpus_side *side) {
  MQ_ARRAY(uint32_t) ids = {0};
  mq_vocab *vocab = mq_vocab_new(work, language);
  side->stems.arena = arena;
  side->starts = mq_arena_array(arena, count + 1, sizeof *side->starts);
  for (size_t i = 0; i < count; i++) {
    mq_segment segment = {.end = (uint32_t)texts[i].size};
    mq_text text = {.language = language, .bytes = {texts[i].bytes, texts[i].size}, .segments = &segment, .segment_count = 1};
    mq_text_tokenize(work, &text, vocab, 0, 1);
    size_t kept = 0;
    for (size_t t = 0; t < segment.token_count && kept < MOST_TOKENS; t++) {
      if (segment.tokens[t].kind != MQ_WORD) continue;
      bool fresh;
      uint32_t *id = mq_map_add(&side->stems, segment.tokens[t].word->stem, &fresh);
      if (fresh) *id = (uint32_t)side->stems.count - 1;
      *mq_push(arena, &ids) = *id;
      kept++;
    }
    side->starts[i + 1] = ids.count;
  }
  side->ids = ids.at;
}

/* --- laying out one direction ----------------------------------------------------------------------------------- */

static size_t row_of(const corpus_side *x, size_t token) { return x->ids[token] + 1; }

static size_t width(const corpus_side *side, size_t pair) { return side->starts[pair + 1] - side->starts[pair]; }

/* Uses of each row, and where the places of each use begin. Counts are put two rows ahead, so that after summing up,
 * uses_start[row + 1] is where the row begins, and, once the row is filled, where it ends. */
static void lay_out_uses(mq_arena *arena, direction *d) {
  const size_t tokens = d->x->starts[d->pair_count], uses = tokens + d->pair_count;
  d->uses_start = mq_arena_array(arena, d->row_count + 2, sizeof *d->uses_start);
  for (size_t i = 0; i < d->pair_count; i++) d->uses_start[2]++;
  for (size_t t = 0; t < tokens; t++) d->uses_start[row_of(d->x, t) + 2]++;
  for (size_t r = 2; r < d->row_count + 2; r++) d->uses_start[r] += d->uses_start[r - 1];
  d->uses = mq_arena_array(arena, uses, sizeof *d->uses);
  size_t *use_of_token = mq_arena_array(arena, uses, sizeof *use_of_token);
  for (size_t i = 0; i < d->pair_count; i++) {
    use_of_token[i] = d->uses_start[1];
    d->uses[d->uses_start[1]++] = (uint32_t)i;
  }
  for (size_t i = 0; i < d->pair_count; i++)
    for (size_t t = d->x->starts[i]; t < d->x->starts[i + 1]; t++) {
      size_t *next = &d->uses_start[row_of(d->x, t) + 1];
      use_of_token[d->pair_count + t] = *next;
      d->uses[(*next)++] = (uint32_t)i;
    }
  d->places_start = mq_arena_array(arena, uses + 1, sizeof *d->places_start);
  for (size_t u = 0; u < uses; u++) d->places_start[u + 1] = d->places_start[u] + width(d->y, d->uses[u]);
  d->places = mq_arena_array(arena, d->places_start[uses], sizeof *d->places);
  for (size_t t = 0; t < uses; t++) use_of_token[t] = d->places_start[use_of_token[t]];
  d->place_by_token = use_of_token;
}

/* Distinct words beside each row's word: numbers the places and collects the columns. */
static void lay_out_rows(mq_arena *arena, direction *d) {
  const size_t types = d->y->stems.count;
  uint32_t *seen_row = mq_arena_array(arena, types, sizeof *seen_row), *place = mq_arena_array(arena, types, sizeof *place);
  MQ_ARRAY(uint32_t) columns = {0};
  d->row_start = mq_arena_array(arena, d->row_count + 1, sizeof *d->row_start);
  for (size_t row = 0; row < d->row_count; row++) {
    uint32_t distinct = 0;
    for (size_t u = d->uses_start[row]; u < d->uses_start[row + 1]; u++) {
      const uint32_t *y = d->y->ids + d->y->starts[d->uses[u]];
      for (size_t j = 0; j < width(d->y, d->uses[u]); j++) {
        if (seen_row[y[j]] != row + 1) {
          seen_row[y[j]] = (uint32_t)row + 1;
          place[y[j]] = distinct++;
          *mq_push(arena, &columns) = y[j];
        }
        d->places[d->places_start[u] + j] = place[y[j]];
      }
    }
    d->row_start[row + 1] = columns.count;
  }
  d->columns = columns.at;
  d->p = mq_arena_array(arena, columns.count, sizeof *d->p);
  d->count = mq_arena_array(arena, columns.count, sizeof *d->count);
  d->norm = mq_arena_array(arena, d->y->starts[d->pair_count], sizeof *d->norm);
  for (size_t i = 0; i < columns.count; i++) d->p[i] = 1.0f / (float)types;
}

static void lay_out(mq_arena *arena, direction *d, const corpus_side *x, const corpus_side *y, size_t pair_count) {
  *d = (direction){.x = x, .y = y, .pair_count = pair_count, .row_count = x->stems.count + 1};
  lay_out_uses(arena, d);
  lay_out_rows(arena, d);
}

/* --- rounds ------------------------------------------------------------------------------------------------------ */

static void add_row(const direction *d, size_t row, size_t first_place, size_t y_first, size_t y_count) {
  const float *p = d->p + d->row_start[row];
  for (size_t j = 0; j < y_count; j++) d->norm[y_first + j] += p[d->places[first_place + j]];
}

static void sum_pairs(void *payload, unsigned worker, size_t first, size_t last) {
  (void)worker;
  const direction *d = payload;
  for (size_t i = first; i < last; i++) {
    const size_t y_first = d->y->starts[i], y_count = width(d->y, i);
    memset(d->norm + y_first, 0, y_count * sizeof *d->norm);
    add_row(d, 0, d->place_by_token[i], y_first, y_count);
    for (size_t t = d->x->starts[i]; t < d->x->starts[i + 1]; t++)
      add_row(d, row_of(d->x, t), d->place_by_token[d->pair_count + t], y_first, y_count);
    for (size_t j = 0; j < y_count; j++) d->norm[y_first + j] = 1 / d->norm[y_first + j];
  }
}

static void count_rows(void *payload, unsigned worker, size_t first, size_t last) {
  (void)worker;
  const direction *d = payload;
  for (size_t row = first; row < last; row++) {
    const size_t start = d->row_start[row], size = d->row_start[row + 1] - start;
    double *count = d->count + start, total = 0;
    float *p = d->p + start;
    memset(count, 0, size * sizeof *count);
    for (size_t u = d->uses_start[row]; u < d->uses_start[row + 1]; u++) {
      const float *norm = d->norm + d->y->starts[d->uses[u]];
      const uint32_t *places = d->places + d->places_start[u];
      for (size_t j = 0; j < width(d->y, d->uses[u]); j++) count[places[j]] += (double)(p[places[j]] * norm[j]);
    }
    for (size_t i = 0; i < size; i++) total += count[i];
    for (size_t i = 0; i < size; i++) p[i] = total > 0 ? (float)(count[i] / total) : 0;
  }
}

/* --- the result -------------------------------------------------------------------------------------------------- */

typedef struct candidate {
  uint32_t x, y;
  mq_str x_text, y_text;
  float p, q;
} candidate;

static int by_y(const void *left, const void *right) {
  const candidate *a = left, *b = right;
  return a->y != b->y ? (a->y > b->y) - (a->y < b->y) : (a->x > b->x) - (a->x < b->x);
}

static int by_text(const void *left, const void *right) {
  const candidate *a = left, *b = right;
  const int order = mq_str_compare(a->x_text, b->x_text);
  return order ? order : mq_str_compare(a->y_text, b->y_text);
}

typedef MQ_ARRAY(candidate) candidates;

/* Entries that may reach the least strength, since q is at most 1. */
static void collect(mq_arena *arena, const direction *forward, candidates *out) {
  for (uint32_t x = 0; x + 1 < forward->row_count; x++)
    for (size_t i = forward->row_start[x + 1]; i < forward->row_start[x + 2]; i++)
      if ((double)forward->p[i] >= least_strength * least_strength && forward->count[i] >= least_count)
        *mq_push(arena, out) = (candidate){.x = x,
                                           .y = forward->columns[i],
                                           .x_text = forward->x->stems.entries[x].key,
                                           .y_text = forward->y->stems.entries[forward->columns[i]].key,
                                           .p = forward->p[i]};
}

/* Fills q from the other direction, one of its rows at a time, and drops what is too weak. */
static void complete(mq_arena *arena, const direction *backward, candidates *list) {
  if (list->count) qsort(list->at, list->count, sizeof *list->at, by_y);
  float *q = mq_arena_array(arena, backward->y->stems.count, sizeof *q);
  size_t kept = 0;
  for (size_t i = 0; i < list->count;) {
    const uint32_t y = list->at[i].y;
    for (size_t e = backward->row_start[y + 1]; e < backward->row_start[y + 2]; e++) q[backward->columns[e]] = backward->p[e];
    for (; i < list->count && list->at[i].y == y; i++) {
      list->at[i].q = q[list->at[i].x];
      if (sqrt((double)list->at[i].p * (double)list->at[i].q) >= least_strength) list->at[kept++] = list->at[i];
    }
    for (size_t e = backward->row_start[y + 1]; e < backward->row_start[y + 2]; e++) q[backward->columns[e]] = 0;
  }
  list->count = kept;
  if (kept) qsort(list->at, kept, sizeof *list->at, by_text);
}

static int write_table(mq_arena *arena, const candidates *list, mtqc_sink sink, void *payload, mtqc_error *error) {
  mq_buf line = {.arena = arena};
  for (size_t i = 0; i < list->count; i++) {
    const candidate *row = &list->at[i];
    mq_buf_clear(&line);
    mq_buf_format(&line, "%.*s\t%.*s\t%ld\t%ld\n", MQ_FMT(row->x_text), MQ_FMT(row->y_text), lround((double)row->p * 1000),
                  lround((double)row->q * 1000));
    if (sink(payload, line.at, line.size)) return mq_error_set(error, MTQC_EIO, "the output cannot be written");
  }
  return MTQC_OK;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

typedef struct training {
  const char *language[2];
  const mtqc_text *texts[2];
  size_t count;
  unsigned rounds, jobs;
  mtqc_progress progress;
  mtqc_sink sink;
  void *payload;
} training;

static int train(mq_arena *arena, mq_arena *work, const training *in, mtqc_error *error) {
  corpus_side sides[2] = {0};
  for (int side = 0; side < 2; side++) {
    mq_language *language = mq_arena_alloc(arena, sizeof *language);
    const int status = mq_language_parse(language, in->language[side], error);
    if (status) return status;
    mq_language_load(arena, language, NULL, NULL);
    read_side(arena, work, language, in->texts[side], in->count, &sides[side]);
  }
  direction ways[2];
  lay_out(arena, &ways[0], &sides[0], &sides[1], in->count);
  lay_out(arena, &ways[1], &sides[1], &sides[0], in->count);
  for (unsigned round = 0; round < in->rounds; round++)
    for (int way = 0; way < 2; way++) {
      if (in->progress && in->progress(in->payload, (round * 2 + way) / (2.0 * in->rounds)))
        return mq_error_set(error, MTQC_EIO, "stopped");
      mq_parallel(in->jobs, in->count, CHUNK, sum_pairs, &ways[way]);
      mq_parallel(in->jobs, ways[way].row_count, CHUNK, count_rows, &ways[way]);
    }
  candidates list = {0};
  collect(arena, &ways[0], &list);
  complete(arena, &ways[1], &list);
  return write_table(arena, &list, in->sink, in->payload, error);
}

int mtqc_lexicon_train(const char *source_language, const char *target_language, const mtqc_text *sources,
                       const mtqc_text *targets, size_t count, unsigned rounds, unsigned jobs, mtqc_progress progress,
                       mtqc_sink sink, void *payload, mtqc_error *error) {
  const training in = {{source_language, target_language}, {sources, targets}, count, rounds, jobs, progress, sink, payload};
  mq_arena *arena = mq_arena_new(), *work = mq_arena_new();
  int status;
  if (!arena || !work || mq_arena_try(arena) || mq_arena_try(work))
    status = mq_error_memory(error);
  else if (count >= UINT32_MAX)
    status = mq_error_set(error, MTQC_ELIMIT, "more than %u pairs", UINT32_MAX - 1);
  else
    status = train(arena, work, &in, error);
  mq_arena_free(work);
  mq_arena_free(arena);
  return status;
}
