/* Repair: neighbouring beads that have what the other one lacks are joined.
 *
 * The decoder takes two sentences against two for two 1:1 beads even where a clause of the first is rendered in the
 * second, since a joined bead dilutes the support of all its words by its length. Here only the words are asked that
 * find nothing in their own bead: how much likelier the other half of the neighbour makes them. A clause that moved
 * does so in one direction; words that miss each other in both directions are chance, so the weaker direction counts
 * against the stronger one. A null bead joins its neighbour on the same evidence. */
#include "inner.h"

#include <math.h>

/* The types of one side of a bead, with the strongest link each has within the bead. */
typedef struct half {
  const mq_bags *bags;
  uint32_t *bead; /* by type: number of the bead the entry of `own` is for */
  float *own;
} half;

typedef struct sheet {
  half source, target;
  mq_bead bead;
  uint32_t number; /* from 1; 0: not filled */
} sheet;

typedef struct repair {
  mq_arena *arena;
  const mq_type_links *links;
  const mq_score_model *model;
  double unit;     /* of evidence: see unit_of */
  uint32_t filled; /* sheets so far */
} repair;

static half half_new(mq_arena *arena, const mq_bags *bags) {
  return (half){bags, mq_arena_array(arena, bags->type_count, sizeof(uint32_t)),
                mq_arena_array(arena, bags->type_count, sizeof(float))};
}

static void enter_types(half *h, uint32_t number, size_t first, size_t count) {
  for (size_t at = h->bags->starts[first]; at < h->bags->starts[first + count]; at++) {
    h->bead[h->bags->items[at].type] = number;
    h->own[h->bags->items[at].type] = 0;
  }
}

static void fill(repair *r, sheet *s, mq_bead bead) {
  s->bead = bead;
  s->number = ++r->filled;
  enter_types(&s->source, s->number, bead.source_first, bead.source_count);
  enter_types(&s->target, s->number, bead.target_first, bead.target_count);
  const mq_bags *bags = s->source.bags;
  for (size_t at = bags->starts[bead.source_first]; at < bags->starts[bead.source_first + bead.source_count]; at++) {
    const uint32_t type = bags->items[at].type;
    for (uint32_t l = r->links->starts[type]; l < r->links->starts[type + 1]; l++) {
      const mq_type_link link = r->links->links[l];
      if (s->target.bead[link.target] != s->number) continue;
      s->source.own[type] = fmaxf(s->source.own[type], link.strength);
      s->target.own[link.target] = fmaxf(s->target.own[link.target], link.strength);
    }
  }
}

/* Content words and numbers without support in their own bead. */
static bool lacks(const half *h, uint32_t type) {
  const mq_word *word = h->bags->types[type].word;
  return h->own[type] < MQ_LACKING && (word->kind == MQ_WORD || word->kind == MQ_NUMBER) &&
         !(word->shape & MQ_STOPWORD);
}

/* How much likelier a link makes both its words in a bead of `tokens` on either side. */
static double gain(const half *source, uint32_t s, const half *target, mq_type_link link, double tokens) {
  const double scale = (1 - MQ_SMOOTHING) / MQ_SMOOTHING * link.strength / tokens;
  return log1p(scale / source->bags->share[s]) + log1p(scale / target->bags->share[link.target]);
}

/* What the source of one bead finds in the target of the other. */
static double crossing(const repair *r, const sheet *one, const sheet *other, double tokens) {
  const mq_bags *bags = one->source.bags;
  const size_t first = one->bead.source_first;
  double sum = 0;
  for (size_t at = bags->starts[first]; at < bags->starts[first + one->bead.source_count]; at++) {
    const uint32_t type = bags->items[at].type;
    if (!lacks(&one->source, type)) continue;
    double best = 0;
    for (uint32_t l = r->links->starts[type]; l < r->links->starts[type + 1]; l++) {
      const mq_type_link link = r->links->links[l];
      if (other->target.bead[link.target] == other->number && lacks(&other->target, link.target))
        best = fmax(best, gain(&one->source, type, &other->target, link, tokens));
    }
    sum += best;
  }
  return sum;
}

static mq_bead joined(const mq_bead *x, const mq_bead *y) {
  return (mq_bead){x->source_first, x->source_count + y->source_count, x->target_first,
                   x->target_count + y->target_count, 0, 0};
}

static bool is_null(const mq_bead *bead) { return !bead->source_count || !bead->target_count; }

static double length_cost(const repair *r, const sheet *s, const mq_bead *bead) {
  const double source = (double)mq_bags_length(s->source.bags, bead->source_first, bead->source_count);
  const double target = (double)mq_bags_length(s->target.bags, bead->target_first, bead->target_count);
  return mq_score_model_length(r->model, source, target);
}

/* What two words that occur once gain by their link in a usual bead. In a long text they are rarer and gain more, and
 * so do chance meetings; measured by it, evidence means the same in texts of any length. */
static double unit_of(const mq_bags *source, const mq_bags *target) {
  const double scale = (1 - MQ_SMOOTHING) / MQ_SMOOTHING * (double)MQ_STRENGTH_LEARNT / MQ_JOIN_TOKENS;
  const double s = (double)mq_bags_tokens(source, 0, source->segments),
               t = (double)mq_bags_tokens(target, 0, target->segments);
  return log1p(scale * (s + MQ_USUAL_TOKENS)) + log1p(scale * (t + MQ_USUAL_TOKENS));
}

/* Evidence that the beads are one, in units; 0 if they cannot be. */
static double evidence(const repair *r, const sheet *x, const sheet *y) {
  const mq_bead both = joined(&x->bead, &y->bead);
  if (!mq_bags_one_group(x->source.bags, both.source_first, both.source_count) ||
      !mq_bags_one_group(x->target.bags, both.target_first, both.target_count))
    return 0;
  if ((is_null(&x->bead) && is_null(&y->bead)) || both.source_count > r->model->max_bead ||
      both.target_count > r->model->max_bead)
    return 0;
  const double apart = length_cost(r, x, &x->bead) + length_cost(r, y, &y->bead);
  if (length_cost(r, x, &both) > apart + 1) return 0;
  const uint64_t tokens = mq_bags_tokens(x->source.bags, both.source_first, both.source_count) +
                          mq_bags_tokens(x->target.bags, both.target_first, both.target_count);
  const double down = crossing(r, x, y, (double)tokens / 2), up = crossing(r, y, x, (double)tokens / 2);
  return (fmax(down, up) - 2 * fmin(down, up)) / r->unit;
}

void mq_repair(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links,
               const mq_score_model *model, mq_beads *beads) {
  repair r = {arena, links, model, unit_of(source, target), 0};
  sheet sheets[2] = {{.source = half_new(arena, source), .target = half_new(arena, target)},
                     {.source = half_new(arena, source), .target = half_new(arena, target)}};
  sheet *last = &sheets[0], *next = &sheets[1];
  size_t kept = 0;
  for (size_t b = 0; b < beads->count; b++) {
    fill(&r, next, beads->at[b]);
    const double found = b ? evidence(&r, last, next) : 0;
    if (found > MQ_JOIN) {
      beads->at[kept - 1] = joined(&last->bead, &next->bead);
      beads->at[kept - 1].confidence = (float)(found / (found + MQ_JOIN_DOUBT));
      fill(&r, last, beads->at[kept - 1]);
      continue;
    }
    beads->at[kept++] = beads->at[b];
    sheet *const swap = last;
    last = next;
    next = swap;
  }
  beads->count = kept;
}
