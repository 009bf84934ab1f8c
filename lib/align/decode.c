/* From scores to beads: forward-backward over the corridor, then the path that has the most beads right.
 *
 * Every path from (0, 0) to (n, m) is a row of beads and has a probability proportional to exp(score). Forward and
 * backward sums (Rabiner 1989) give each bead its posterior, which is its confidence, and the path printed is the one
 * with the greatest sum of posterior - MQ_TOLL over its beads: the expected number of right beads against the number
 * printed, which is what an F-measure over beads rewards. The best-scoring path as such would be less often right.
 *
 * The sums are taken twice: beads that are probable by the first ones also get the evidence of word order, which is dear.
 *
 * A null bead after a null bead of the same side costs less than the first one, since what is missing is mostly
 * missing in one piece; so a node has three states: after a bead, after a null bead of the source, after one of the
 * target.
 *
 * Long documents are worked off in pieces of rows: each piece is decoded with some rows more than are kept, and the
 * next one begins where the last kept bead ends. Memory is that of one piece, whatever the length of the document. */
#include "inner.h"

#include <math.h>

enum {
  PIECE_NODES = 400000, /* about 50 MB */
  PIECE_ROWS = 128,     /* at least, whatever their width */
  PIECE_OVERLAP = 48    /* rows decoded but not kept */
};

const mq_shape mq_shapes[MQ_SHAPES] = {{1, 1, 0},     {1, 2, -2.7f}, {2, 1, -2.7f}, {2, 2, -4},    {1, 3, -4.5f},
                                       {3, 1, -4.5f}, {1, 4, -6},    {4, 1, -6},    {2, 3, -6.5f}, {3, 2, -6.5f},
                                       {3, 3, -9},    {2, 4, -9},    {4, 2, -9}};

/* How a node was reached: a shape, or one of these. */
enum { NULL_SOURCE = MQ_SHAPES, NULL_TARGET, MOVES };

enum { PLAIN, AFTER_SOURCE, AFTER_TARGET, STATES };

typedef struct node {
  double here[STATES]; /* forward: log sum of all paths to here that end in the state */
  double any;          /* the same of all states */
  double rest[STATES]; /* backward: log sum of all paths from here on, in each state */
  double best;
  float scores[MQ_SHAPES];       /* of the beads that end here */
  uint8_t move;
} node;

typedef struct piece {
  mq_arena *arena;
  const mq_bags *source, *target;
  const mq_corridor *corridor;
  const mq_score_model *model;
  mq_evidence *evidence;
  mq_order *order;
  node *nodes;
  size_t room;
  size_t *starts;     /* row i has its nodes at starts[i - first] */
  size_t rows_room;
  size_t first, last; /* node rows, both counted in */
  bool final;         /* ends at (n, m) */
  double total;       /* log sum of all paths */
} piece;

static node *node_at(const piece *p, size_t i, size_t j) {
  if (i < p->first || i > p->last || j < p->corridor->lo[i] || j > p->corridor->hi[i]) return NULL;
  return &p->nodes[p->starts[i - p->first] + (j - p->corridor->lo[i])];
}

/* Sums leave out what does not change a float. */
enum { NEGLIGIBLE = 17 };

static double log_sum(double a, double b) {
  const double high = a > b ? a : b, low = a > b ? b : a;
  return low > high - NEGLIGIBLE ? high + (double)log1pf(expf((float)(low - high))) : high;
}

static double log_sum_of(const double *values, size_t count) {
  double high = -INFINITY;
  for (size_t k = 0; k < count; k++)
    if (values[k] > high) high = values[k];
  if (high == -INFINITY) return high;
  float sum = 0;
  for (size_t k = 0; k < count; k++)
    if (values[k] > high - NEGLIGIBLE) sum += values[k] < high ? expf((float)(values[k] - high)) : 1;
  return sum > 1 ? high + (double)logf(sum) : high;
}

/* Paragraphs, or stretches between fixed points, that begin on both sides. */
static bool starts_groups(const piece *p, size_t i, size_t j) {
  const uint32_t *s = p->source->group, *t = p->target->group;
  return s && t && i && j && s[i] != s[i - 1] && t[j] != t[j - 1];
}

static double bead_score(const piece *p, size_t i, size_t j, unsigned shape) {
  const unsigned a = mq_shapes[shape].a, b = mq_shapes[shape].b;
  double lexical;
  if (a > p->model->max_bead || b > p->model->max_bead || i < a || j < b || !node_at(p, i - a, j - b) ||
      !mq_bags_one_group(p->source, i - a, a) || !mq_bags_one_group(p->target, j - b, b) ||
      !mq_evidence_bead(p->evidence, i, j, a, b, &lexical))
    return -INFINITY;
  const uint64_t tokens = mq_bags_tokens(p->source, i - a, a) + mq_bags_tokens(p->target, j - b, b);
  const double length = mq_score_model_length(p->model, (double)mq_bags_length(p->source, i - a, a),
                                              (double)mq_bags_length(p->target, j - b, b));
  const double prior = mq_shapes[shape].prior + (starts_groups(p, i - a, j - b) ? MQ_GROUP_START : 0);
  return prior + MQ_WEIGHT_EVIDENCE * (lexical + (double)tokens * log(MQ_SMOOTHING) - length);
}

/* Log prior of a null bead of a segment: `next` if it follows another one on the same side. */
static double null_prior(const piece *p, int state, size_t segment, bool next) {
  const mq_bags *bags = state == AFTER_SOURCE ? p->source : p->target;
  if (mq_bags_length(bags, segment, 1) == 0) return MQ_NULL_SCRAP;
  return next ? p->model->null_next : p->model->null_first;
}

/* All paths that come to a node by a null bead, `state` telling its side, from the node before. */
static double null_step(const piece *p, const node *from, int state, size_t segment) {
  if (!from) return -INFINITY;
  const double elsewhere = log_sum(from->here[PLAIN], from->here[AFTER_SOURCE + AFTER_TARGET - state]);
  return log_sum(elsewhere + null_prior(p, state, segment, false),
                 from->here[state] + null_prior(p, state, segment, true));
}

static void find_scores(piece *p) {
  mq_evidence_begin(p->evidence, p->first);
  for (size_t i = p->first; i <= p->last; i++) {
    if (i > p->first) mq_evidence_row(p->evidence, i - 1);
    for (size_t j = p->corridor->lo[i]; j <= p->corridor->hi[i]; j++)
      for (unsigned s = 0; s < MQ_SHAPES; s++)
        node_at(p, i, j)->scores[s] = i > p->first ? (float)bead_score(p, i, j, s) : -INFINITY;
  }
}

static void go_forward(piece *p, size_t start) {
  for (size_t i = p->first; i <= p->last; i++) {
    for (size_t j = p->corridor->lo[i]; j <= p->corridor->hi[i]; j++) {
      node *at = node_at(p, i, j);
      double sums[MQ_SHAPES];
      for (unsigned s = 0; s < MQ_SHAPES; s++)
        sums[s] = at->scores[s] > -INFINITY ? node_at(p, i - mq_shapes[s].a, j - mq_shapes[s].b)->any + at->scores[s]
                                            : -INFINITY;
      at->here[PLAIN] = i == p->first && j == start ? 0 : log_sum_of(sums, MQ_SHAPES);
      at->here[AFTER_SOURCE] = i > p->first ? null_step(p, node_at(p, i - 1, j), AFTER_SOURCE, i - 1) : -INFINITY;
      at->here[AFTER_TARGET] = j > 0 ? null_step(p, node_at(p, i, j - 1), AFTER_TARGET, j - 1) : -INFINITY;
      at->any = log_sum_of(at->here, STATES);
    }
  }
}

static void go_backward(piece *p) {
  for (size_t i = p->last + 1; i-- > p->first;) {
    for (size_t j = (size_t)p->corridor->hi[i] + 1; j-- > p->corridor->lo[i];) {
      node *at = node_at(p, i, j);
      double sums[MQ_SHAPES + 1];
      for (unsigned s = 0; s < MQ_SHAPES; s++) {
        const node *to = node_at(p, i + mq_shapes[s].a, j + mq_shapes[s].b);
        sums[s] = to && to->scores[s] > -INFINITY ? to->scores[s] + to->rest[PLAIN] : -INFINITY;
      }
      const bool end = i == p->last && (!p->final || j == p->corridor->hi[i]);
      sums[MQ_SHAPES] = end ? 0 : -INFINITY;
      const double beads = log_sum_of(sums, MQ_SHAPES + 1);
      const node *down = node_at(p, i + 1, j), *right = node_at(p, i, j + 1);
      for (int state = PLAIN; state < STATES; state++) {
        const double source =
            down ? down->rest[AFTER_SOURCE] + null_prior(p, AFTER_SOURCE, i, state == AFTER_SOURCE) : -INFINITY;
        const double target =
            right ? right->rest[AFTER_TARGET] + null_prior(p, AFTER_TARGET, j, state == AFTER_TARGET) : -INFINITY;
        at->rest[state] = log_sum(beads, log_sum(source, target));
      }
    }
  }
}

/* The node a move came from; NULL outside the corridor. */
static const node *origin(const piece *p, size_t i, size_t j, unsigned move) {
  if (move == NULL_SOURCE) return i ? node_at(p, i - 1, j) : NULL;
  if (move == NULL_TARGET) return j ? node_at(p, i, j - 1) : NULL;
  const unsigned a = mq_shapes[move].a, b = mq_shapes[move].b;
  return i >= a && j >= b ? node_at(p, i - a, j - b) : NULL;
}

/* Logarithm of the probability of the bead that comes to (i, j) by a move. */
static double log_posterior(const piece *p, size_t i, size_t j, unsigned move) {
  const node *at = node_at(p, i, j), *from = origin(p, i, j, move);
  if (!from) return -INFINITY;
  const int state = move == NULL_SOURCE ? AFTER_SOURCE : AFTER_TARGET;
  const size_t segment = state == AFTER_SOURCE ? i - 1 : j - 1; /* that a null move leaves alone */
  const double log_of = move < MQ_SHAPES ? from->any + at->scores[move] + at->rest[PLAIN]
                                         : null_step(p, from, state, segment) + at->rest[state];
  return log_of - p->total;
}

static double posterior(const piece *p, size_t i, size_t j, unsigned move) {
  const double log_of = log_posterior(p, i, j, move);
  return log_of > -NEGLIGIBLE ? (double)expf((float)fmin(log_of, 0)) : 0;
}

static void sum_paths(piece *p, size_t start) {
  go_forward(p, start);
  go_backward(p);
  p->total = node_at(p, p->first, start)->rest[PLAIN];
}

/* Adds to the scores of probable beads what the order of their words says; false if it says nothing of any. */
static bool add_order(piece *p) {
  const double least = log(MQ_PROBABLE);
  bool said = false;
  for (size_t i = p->first + 1; i <= p->last; i++) {
    for (size_t j = p->corridor->lo[i]; j <= p->corridor->hi[i]; j++) {
      node *at = node_at(p, i, j);
      for (unsigned s = 0; s < MQ_SHAPES; s++) {
        const unsigned a = mq_shapes[s].a, b = mq_shapes[s].b;
        if (at->scores[s] == -INFINITY || log_posterior(p, i, j, s) <= least) continue;
        const double order = mq_order_bead(p->order, i - a, a, j - b, b);
        at->scores[s] += (float)(MQ_WEIGHT_EVIDENCE * order);
        said |= fabs(order) > 0;
      }
    }
  }
  return said;
}

static void find_best(piece *p, size_t start) {
  for (size_t i = p->first; i <= p->last; i++) {
    for (size_t j = p->corridor->lo[i]; j <= p->corridor->hi[i]; j++) {
      node *at = node_at(p, i, j);
      at->best = i == p->first && j == start ? 0 : -INFINITY;
      at->move = MOVES;
      for (unsigned move = 0; move < MOVES; move++) {
        const node *from = origin(p, i, j, move);
        if (!from || from->best == -INFINITY || (move < MQ_SHAPES && at->scores[move] == -INFINITY)) continue;
        const double value = from->best + posterior(p, i, j, move) - MQ_TOLL;
        if (value <= at->best) continue;
        at->best = value;
        at->move = (uint8_t)move;
      }
    }
  }
}

static mq_bead bead_of(const piece *p, size_t i, size_t j, unsigned move) {
  const unsigned a = move == NULL_SOURCE ? 1 : move == NULL_TARGET ? 0 : mq_shapes[move].a;
  const unsigned b = move == NULL_SOURCE ? 0 : move == NULL_TARGET ? 1 : mq_shapes[move].b;
  const float score = move < MQ_SHAPES ? node_at(p, i, j)->scores[move] : 0;
  return (mq_bead){(uint32_t)(i - a), a, (uint32_t)(j - b), b, (float)posterior(p, i, j, move), score};
}

/* Appends the beads of the best path to (last, j), those that end beyond row `keep` left out. Returns where the last
 * one ends. */
static size_t trace(const piece *p, size_t start, size_t j, size_t keep, mq_beads *out, size_t *end_j) {
  const size_t before = out->count;
  size_t i = p->last, end_i = p->first;
  *end_j = start;
  while (i != p->first || j != start) {
    const mq_bead bead = bead_of(p, i, j, node_at(p, i, j)->move);
    if (i <= keep) {
      if (out->count == before) {
        end_i = i;
        *end_j = j;
      }
      *mq_push(p->arena, out) = bead;
    }
    i = bead.source_first;
    j = bead.target_first;
  }
  for (size_t x = before, y = out->count; x + 1 < y; x++) {
    y--;
    const mq_bead swap = out->at[x];
    out->at[x] = out->at[y];
    out->at[y] = swap;
  }
  return end_i;
}

/* Chooses the last row of the piece and makes room for it. */
static void lay_out(piece *p) {
  const size_t rows = p->corridor->rows;
  size_t nodes = 0, i = p->first;
  for (; i < rows; i++) {
    if (nodes > PIECE_NODES && i - p->first > PIECE_ROWS) break;
    if (i - p->first == p->rows_room)
      p->starts = mq_array_grow(p->arena, p->starts, p->rows_room, &p->rows_room, sizeof *p->starts);
    p->starts[i - p->first] = nodes;
    nodes += (size_t)p->corridor->hi[i] - p->corridor->lo[i] + 1;
  }
  p->last = i - 1;
  p->final = i == rows;
  if (nodes > p->room) {
    p->room = nodes + nodes / 4;
    p->nodes = mq_arena_array(p->arena, p->room, sizeof *p->nodes);
  }
}

/* The target segments used up at the end of the piece: all, or most probably. */
static size_t end_of(const piece *p) {
  size_t best = p->corridor->hi[p->last];
  if (p->final) return best;
  for (size_t j = p->corridor->lo[p->last]; j < p->corridor->hi[p->last]; j++)
    if (node_at(p, p->last, j)->any > node_at(p, p->last, best)->any) best = j;
  return best;
}

/* A fixed point at the first source segment leaves the target segments before it without a source. */
static size_t begin(const piece *p, mq_beads *out) {
  const uint32_t start = p->corridor->lo[0];
  for (uint32_t j = 0; j < start; j++) *mq_push(p->arena, out) = (mq_bead){0, 0, j, 1, 1, 0};
  return start;
}

mq_beads mq_decode(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links,
                   const mq_corridor *corridor, const mq_score_model *model, mq_advance *advance) {
  mq_beads beads = {0};
  piece p = {.arena = arena, .source = source, .target = target, .corridor = corridor, .model = model};
  p.evidence = mq_evidence_new(arena, source, target, links, corridor);
  p.order = mq_order_new(arena, source, target, links);
  size_t start = begin(&p, &beads);
  do {
    lay_out(&p);
    find_scores(&p);
    sum_paths(&p, start);
    if (add_order(&p)) sum_paths(&p, start);
    find_best(&p, start);
    p.first = trace(&p, start, end_of(&p), p.final ? p.last : p.last - PIECE_OVERLAP, &beads, &start);
  } while (mq_advance_tell(advance, p.final ? 1 : (double)p.first / (double)corridor->rows) && !p.final);
  advance->done++;
  return beads;
}
