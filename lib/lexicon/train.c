/* Training word-translation probabilities from pairs of segments.
 *
 * IBM Model 1 (Brown, Della Pietra, Della Pietra, Mercer: The Mathematics of Statistical Machine Translation, 1993) on
 * stems, in both directions, with an empty source word. For one direction, p(y | x) is a sparse matrix: row x holds the
 * words y that ever stand in a pair with x. The place of every (x, y) of every pair in its row is computed once, so
 * that a round of expectation maximisation is two sweeps over flat arrays:
 *
 *   1. by pairs:  norm[pair, y] = 1 / sum over x of prior(x, y) * p(y | x)
 *   2. by rows:   count(x, y) = sum over pairs of prior(x, y) * p(y | x) * norm[pair, y];
 *                 p(y | x) = count(x, y) / sum over y
 *
 * The prior is 1, or with a diagonal of strength d that of fast_align (Dyer, Chahuneau, Smith: A Simple, Fast, and
 * Effective Reparameterization of IBM Model 2, 2013): exp(-d * |difference of the relative places of x and y|), and 8 %
 * of all for the empty word.
 *
 * Both sweeps write only what is theirs and add in a fixed order, so the result does not depend on the number of
 * threads. Memory: 8 bytes for each co-occurrence of two tokens plus 16 for each distinct one: 5 KB a pair on average
 * over 200 000 pairs of manuals, messages and news of 11 words. */
#include "base/array.h"
#include "base/parallel.h"
#include "base/error.h"
#include "text/text.h"

#include <mtqc/lexicon.h>

#include <math.h>
#include <stdlib.h>

enum { CHUNK = 512, MOST_TOKENS = 100, STEPS = 256 };

/* What is kept: both probabilities' geometric mean, and how often the two were seen together (expected). */
static const double least_strength = 0.03, least_count = 0.8;

static const double empty_share = 0.08; /* of the prior, with a diagonal */

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
  double *total;       /* by row: expected count of the last round, so that count(x, y) = p * total */
  double **scratch;    /* by worker: counts of the row at hand */
  float *norm;         /* by token of y */
  uint8_t *positions;  /* by use: of the token in its segment */
  float *empty_prior;  /* by token of y: of the empty word, beside those of x */
  float closeness[STEPS + 1]; /* prior by difference of relative places, in steps */
  bool diagonal;
} direction;

typedef struct training {
  const char *language[2];
  const mtqc_text *texts[2];
  size_t count;
  unsigned rounds, jobs;
  double diagonal;
  mtqc_progress progress;
  mtqc_sink sink;
  void *payload;
} training;

/* --- reading the corpus --------------------------------------------------------------------------------------- */

static void read_side(mq_arena *arena, mq_arena *work, const mq_language *language, const mtqc_text *texts,
                      size_t count, corpus_side *side) {
  MQ_ARRAY(uint32_t) ids = {0};
  mq_vocab *vocab = mq_vocab_new(arena, language);
  side->stems.arena = arena;
  side->starts = mq_arena_array(arena, count + 1, sizeof *side->starts);
  for (size_t i = 0; i < count; i++) {
    mq_segment segment = {.end = (uint32_t)texts[i].size};
    mq_text text = {
        .language = language, .bytes = {texts[i].bytes, texts[i].size}, .segments = &segment, .segment_count = 1};
    mq_arena_clear(work);
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
  side->ids = ids.count ? ids.at : mq_arena_array(arena, 1, sizeof *ids.at); /* never NULL */
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
  d->positions = mq_arena_array(arena, uses, sizeof *d->positions);
  size_t *use_of_token = mq_arena_array(arena, uses, sizeof *use_of_token);
  for (size_t i = 0; i < d->pair_count; i++) {
    use_of_token[i] = d->uses_start[1];
    d->uses[d->uses_start[1]++] = (uint32_t)i;
  }
  for (size_t i = 0; i < d->pair_count; i++)
    for (size_t t = d->x->starts[i]; t < d->x->starts[i + 1]; t++) {
      size_t *next = &d->uses_start[row_of(d->x, t) + 1];
      use_of_token[d->pair_count + t] = *next;
      d->positions[*next] = (uint8_t)(t - d->x->starts[i]);
      d->uses[(*next)++] = (uint32_t)i;
    }
  d->places_start = mq_arena_array(arena, uses + 1, sizeof *d->places_start);
  for (size_t u = 0; u < uses; u++) d->places_start[u + 1] = d->places_start[u] + width(d->y, d->uses[u]);
  d->places = mq_arena_array(arena, d->places_start[uses], sizeof *d->places);
  for (size_t t = 0; t < uses; t++) use_of_token[t] = d->places_start[use_of_token[t]];
  d->place_by_token = use_of_token;
}

/* Numbers the places of a row by the order in which its distinct words are first seen; notes them in `columns` if that
 * is given. Returns their number. `seen` and `place` are by word; `mark` differs for every call. */
static uint32_t number_row(const direction *d, size_t row, uint32_t mark, uint32_t *seen, uint32_t *place,
                           uint32_t *columns) {
  uint32_t distinct = 0;
  for (size_t u = d->uses_start[row]; u < d->uses_start[row + 1]; u++) {
    const uint32_t *y = d->y->ids + d->y->starts[d->uses[u]];
    for (size_t j = 0; j < width(d->y, d->uses[u]); j++) {
      if (seen[y[j]] != mark) {
        seen[y[j]] = mark;
        if (columns) columns[distinct] = y[j];
        place[y[j]] = distinct++;
      }
      d->places[d->places_start[u] + j] = place[y[j]];
    }
  }
  return distinct;
}

/* Distinct words beside each row's word: counted first, so that the arrays are as long as they must be. */
static void lay_out_rows(mq_arena *arena, direction *d) {
  const size_t types = d->y->stems.count;
  uint32_t *seen = mq_arena_array(arena, types, sizeof *seen), *place = mq_arena_array(arena, types, sizeof *place);
  d->row_start = mq_arena_array(arena, d->row_count + 1, sizeof *d->row_start);
  for (size_t row = 0; row < d->row_count; row++)
    d->row_start[row + 1] = d->row_start[row] + number_row(d, row, (uint32_t)row + 1, seen, place, NULL);
  const size_t entries = d->row_start[d->row_count];
  d->columns = mq_arena_array(arena, entries, sizeof *d->columns);
  memset(seen, 0, types * sizeof *seen);
  for (size_t row = 0; row < d->row_count; row++)
    number_row(d, row, (uint32_t)row + 1, seen, place, d->columns + d->row_start[row]);
  d->p = mq_arena_array(arena, entries, sizeof *d->p);
  d->total = mq_arena_array(arena, d->row_count, sizeof *d->total);
  d->norm = mq_arena_array(arena, d->y->starts[d->pair_count], sizeof *d->norm);
  for (size_t i = 0; i < entries; i++) d->p[i] = 1.0f / (float)types;
}

/* Prior of the token at place i of m for the one at place j of n. */
static float prior(const direction *d, size_t i, size_t m, size_t j, size_t n) {
  const float difference = ((float)i + .5f) / (float)m - ((float)j + .5f) / (float)n;
  return d->closeness[(size_t)(fabsf(difference) * STEPS)];
}

static void lay_out_prior(mq_arena *arena, direction *d, double strength) {
  d->diagonal = strength > 0;
  if (!d->diagonal) return;
  for (size_t step = 0; step <= STEPS; step++) d->closeness[step] = (float)exp(-strength * (double)step / STEPS);
  d->empty_prior = mq_arena_array(arena, d->y->starts[d->pair_count], sizeof *d->empty_prior);
  for (size_t pair = 0; pair < d->pair_count; pair++) {
    const size_t m = width(d->x, pair), n = width(d->y, pair);
    for (size_t j = 0; j < n; j++) {
      double sum = m == 0;
      for (size_t i = 0; i < m; i++) sum += (double)prior(d, i, m, j, n);
      d->empty_prior[d->y->starts[pair] + j] = (float)(sum * empty_share / (1 - empty_share));
    }
  }
}

static void lay_out(mq_arena *arena, direction *d, const corpus_side *x, const corpus_side *y, const training *in) {
  *d = (direction){.x = x, .y = y, .pair_count = in->count, .row_count = x->stems.count + 1};
  lay_out_uses(arena, d);
  lay_out_rows(arena, d);
  lay_out_prior(arena, d, in->diagonal);
  d->scratch = mq_arena_array(arena, in->jobs, sizeof *d->scratch);
  for (unsigned i = 0; i < in->jobs; i++) d->scratch[i] = mq_arena_array(arena, y->stems.count, sizeof **d->scratch);
}

/* --- rounds ------------------------------------------------------------------------------------------------------ */

/* Adds what row `row`, standing at place i (i == m: the empty word), gives to each token y of a pair. */
static void add_row(const direction *d, size_t row, size_t first_place, size_t pair, size_t i) {
  const float *p = d->p + d->row_start[row];
  const uint32_t *places = d->places + first_place;
  const size_t y_first = d->y->starts[pair], n = width(d->y, pair), m = width(d->x, pair);
  float *norm = d->norm + y_first;
  if (!d->diagonal)
    for (size_t j = 0; j < n; j++) norm[j] += p[places[j]];
  else if (i == m)
    for (size_t j = 0; j < n; j++) norm[j] += d->empty_prior[y_first + j] * p[places[j]];
  else
    for (size_t j = 0; j < n; j++) norm[j] += prior(d, i, m, j, n) * p[places[j]];
}

static void sum_pairs(void *payload, unsigned worker, size_t first, size_t last) {
  (void)worker;
  const direction *d = payload;
  for (size_t i = first; i < last; i++) {
    const size_t x_first = d->x->starts[i], x_last = d->x->starts[i + 1], n = width(d->y, i);
    float *norm = d->norm + d->y->starts[i];
    memset(norm, 0, n * sizeof *norm);
    add_row(d, 0, d->place_by_token[i], i, x_last - x_first);
    for (size_t t = x_first; t < x_last; t++)
      add_row(d, row_of(d->x, t), d->place_by_token[d->pair_count + t], i, t - x_first);
    for (size_t j = 0; j < n; j++) norm[j] = 1 / norm[j];
  }
}

/* Adds the expected counts of one use of a row. */
static void count_use(const direction *d, size_t row, size_t use, double *count) {
  const size_t pair = d->uses[use], y_first = d->y->starts[pair], n = width(d->y, pair), m = width(d->x, pair);
  const float *p = d->p + d->row_start[row], *norm = d->norm + y_first;
  const uint32_t *places = d->places + d->places_start[use];
  if (!d->diagonal)
    for (size_t j = 0; j < n; j++) count[places[j]] += (double)(p[places[j]] * norm[j]);
  else if (row == 0)
    for (size_t j = 0; j < n; j++) count[places[j]] += (double)(d->empty_prior[y_first + j] * p[places[j]] * norm[j]);
  else
    for (size_t j = 0; j < n; j++)
      count[places[j]] += (double)(prior(d, d->positions[use], m, j, n) * p[places[j]] * norm[j]);
}

static void count_rows(void *payload, unsigned worker, size_t first, size_t last) {
  const direction *d = payload;
  double *count = d->scratch[worker];
  for (size_t row = first; row < last; row++) {
    const size_t size = d->row_start[row + 1] - d->row_start[row];
    float *p = d->p + d->row_start[row];
    double total = 0;
    memset(count, 0, size * sizeof *count);
    for (size_t u = d->uses_start[row]; u < d->uses_start[row + 1]; u++) count_use(d, row, u, count);
    for (size_t i = 0; i < size; i++) total += count[i];
    for (size_t i = 0; i < size; i++) p[i] = total > 0 ? (float)(count[i] / total) : 0;
    d->total[row] = total;
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
      if ((double)forward->p[i] >= least_strength * least_strength &&
          (double)forward->p[i] * forward->total[x + 1] >= least_count)
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
    for (size_t e = backward->row_start[y + 1]; e < backward->row_start[y + 2]; e++)
      q[backward->columns[e]] = backward->p[e];
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
    mq_buf_format(&line, "%.*s\t%.*s\t%ld\t%ld\n", MQ_FMT(row->x_text), MQ_FMT(row->y_text),
                  lround((double)row->p * 1000), lround((double)row->q * 1000));
    if (sink(payload, line.at, line.size)) return mq_error_set(error, MTQC_EIO, "the output cannot be written");
  }
  return MTQC_OK;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

/* Shares of the whole work that are done after reading and laying out; of the rest every half round is alike. */
static const double read_share = .15, laid_out_share = .35;

static int tell(const training *in, double share, mtqc_error *error) {
  if (in->progress && in->progress(in->payload, share)) return mq_error_set(error, MTQC_EIO, "stopped");
  return MTQC_OK;
}

static int read_sides(mq_arena *arena, mq_arena *work, const training *in, corpus_side sides[2], mtqc_error *error) {
  for (int side = 0; side < 2; side++) {
    mq_language *language = mq_arena_alloc(arena, sizeof *language);
    int status = mq_language_parse(language, in->language[side], error);
    if (status == MTQC_OK) status = tell(in, side * read_share / 2, error);
    if (status != MTQC_OK) return status;
    mq_language_load(arena, language, NULL, NULL);
    read_side(arena, work, language, in->texts[side], in->count, &sides[side]);
  }
  return tell(in, read_share, error);
}

static int run_rounds(const training *in, direction ways[2], mtqc_error *error) {
  for (unsigned half = 0; half < 2 * in->rounds; half++) {
    direction *way = &ways[half % 2];
    const int status = tell(in, laid_out_share + (1 - laid_out_share) * half / (2.0 * in->rounds), error);
    if (status != MTQC_OK) return status;
    mq_parallel(in->jobs, in->count, CHUNK, sum_pairs, way);
    mq_parallel(in->jobs, way->row_count, CHUNK, count_rows, way);
  }
  return tell(in, 1, error);
}

static int train(mq_arena *arena, mq_arena *work, const training *in, mtqc_error *error) {
  corpus_side sides[2] = {0};
  direction ways[2];
  int status = read_sides(arena, work, in, sides, error);
  for (int way = 0; status == MTQC_OK && way < 2; way++) {
    lay_out(arena, &ways[way], &sides[way], &sides[!way], in);
    status = tell(in, read_share + (laid_out_share - read_share) * (way + 1) / 2, error);
  }
  if (status == MTQC_OK) status = run_rounds(in, ways, error);
  if (status != MTQC_OK) return status;
  candidates list = {0};
  collect(arena, &ways[0], &list);
  complete(arena, &ways[1], &list);
  return write_table(arena, &list, in->sink, in->payload, error);
}

int mtqc_lexicon_train(const char *source_language, const char *target_language, const mtqc_text *sources,
                       const mtqc_text *targets, size_t count, unsigned rounds, double diagonal, unsigned jobs,
                       mtqc_progress progress, mtqc_sink sink, void *payload, mtqc_error *error) {
  const training in = {{source_language, target_language}, {sources, targets}, count, rounds, jobs ? jobs : 1, diagonal,
                       progress, sink, payload};
  mq_arena *arena = mq_arena_new(), *work = mq_arena_new();
  int status;
  if (!arena || !work || mq_arena_try(arena) || mq_arena_try(work))
    status = mq_error_memory(error);
  else if (count >= UINT32_MAX)
    status = mq_error_set(error, MTQC_ELIMIT, "more than %u pairs", UINT32_MAX - 1);
  else if (!(diagonal >= 0 && diagonal <= 1000))
    status = mq_error_set(error, MTQC_EARGUMENT, "a diagonal of %g is not between 0 and 1000", diagonal);
  else
    status = train(arena, work, &in, error);
  mq_arena_free(work);
  mq_arena_free(arena);
  return status;
}
