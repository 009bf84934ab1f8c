/* What the document itself teaches: IBM model 1 over the beads of a first pass.
 *
 * Brown et al. (1993), five rounds, in both directions; the strength of a link is the geometric mean of the two
 * probabilities, times n / (n + 1) for n expected meetings, so that a pair seen once counts half. Beads are weighted by
 * their confidence. Long documents teach from a part of their beads, spread evenly: the work is bounded, and what is
 * frequent enough to be learnt is in every part. */
#include "inner.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 5, MEETINGS = 2000000, LONGEST_BEAD = 200 /* types a side */ };

/* A pair of types that meet in a bead. */
typedef struct pair {
  uint32_t source, target;
  float forward, backward; /* p(target | source), p(source | target) */
  float forward_count, backward_count;
} pair;

/* One bead as bags. The meetings of its types lie in row order in `meetings`: index of the pair. */
typedef struct lesson {
  size_t source, target;             /* first items */
  uint32_t source_count, target_count;
  size_t meetings;
  float weight;
} lesson;

typedef struct school {
  mq_arena *arena;
  MQ_ARRAY(mq_bag_item) items;
  MQ_ARRAY(lesson) lessons;
  size_t meeting_count;
  uint32_t *meetings;
  pair *pairs;
  size_t pair_count;
} school;

static size_t add_bag(school *s, const mq_bags *bags, size_t first, size_t count) {
  const size_t before = s->items.count;
  for (size_t at = bags->starts[first]; at < bags->starts[first + count]; at++)
    *mq_push(s->arena, &s->items) = bags->items[at];
  return before;
}

static size_t bag_size(const mq_bags *bags, size_t first, size_t count) {
  return bags->starts[first + count] - bags->starts[first];
}

/* Takes every step-th bead with both sides. */
static void take_lessons(school *s, const mq_bags *source, const mq_bags *target, const mq_bead *beads, size_t count) {
  size_t all = 0;
  for (size_t b = 0; b < count; b++)
    all += bag_size(source, beads[b].source_first, beads[b].source_count) *
           bag_size(target, beads[b].target_first, beads[b].target_count);
  const size_t step = all / MEETINGS + 1;
  for (size_t b = 0; b < count; b += step) {
    const mq_bead *bead = &beads[b];
    lesson next = {.weight = bead->confidence, .meetings = s->meeting_count};
    const size_t sources = bag_size(source, bead->source_first, bead->source_count);
    const size_t targets = bag_size(target, bead->target_first, bead->target_count);
    if (!sources || !targets || sources > LONGEST_BEAD || targets > LONGEST_BEAD) continue;
    if (s->meeting_count + sources * targets > 2 * (size_t)MEETINGS) break;
    next.source = add_bag(s, source, bead->source_first, bead->source_count);
    next.target = add_bag(s, target, bead->target_first, bead->target_count);
    next.source_count = (uint32_t)sources;
    next.target_count = (uint32_t)targets;
    s->meeting_count += sources * targets;
    *mq_push(s->arena, &s->lessons) = next;
  }
}

/* Pairs are numbered by a hash table of 32-bit slots. */
static void number_pairs(school *s) {
  size_t slots = 1024;
  while (slots < s->meeting_count * 2) slots *= 2;
  uint32_t *table = mq_arena_array(s->arena, slots, sizeof *table);
  s->meetings = mq_arena_array(s->arena, s->meeting_count, sizeof *s->meetings);
  MQ_ARRAY(pair) pairs = {0};
  uint32_t *out = s->meetings;
  for (size_t l = 0; l < s->lessons.count; l++) {
    const lesson *at = &s->lessons.at[l];
    for (uint32_t x = 0; x < at->source_count; x++) {
      for (uint32_t y = 0; y < at->target_count; y++) {
        const uint32_t source = s->items.at[at->source + x].type, target = s->items.at[at->target + y].type;
        size_t slot = ((uint64_t)source << 32 | target) * 0x9e3779b97f4a7c15ull >> 20 & (slots - 1);
        while (table[slot] &&
               (pairs.at[table[slot] - 1].source != source || pairs.at[table[slot] - 1].target != target))
          slot = (slot + 1) & (slots - 1);
        if (!table[slot]) {
          *mq_push(s->arena, &pairs) = (pair){source, target, 1, 1, 0, 0};
          table[slot] = (uint32_t)pairs.count;
        }
        *out++ = table[slot] - 1;
      }
    }
  }
  s->pairs = pairs.at;
  s->pair_count = pairs.count;
}

/* Expected meetings of one lesson, both directions. */
static void count_lesson(school *s, const lesson *at) {
  const mq_bag_item *source = &s->items.at[at->source], *target = &s->items.at[at->target];
  const uint32_t *meetings = &s->meetings[at->meetings];
  for (uint32_t y = 0; y < at->target_count; y++) {
    double sum = 0;
    for (uint32_t x = 0; x < at->source_count; x++)
      sum += (double)source[x].count * s->pairs[meetings[x * at->target_count + y]].forward;
    const double scale = sum > 0 ? at->weight * target[y].count / sum : 0;
    for (uint32_t x = 0; x < at->source_count; x++) {
      pair *p = &s->pairs[meetings[x * at->target_count + y]];
      p->forward_count += (float)(scale * source[x].count * p->forward);
    }
  }
  for (uint32_t x = 0; x < at->source_count; x++) {
    double sum = 0;
    for (uint32_t y = 0; y < at->target_count; y++)
      sum += (double)target[y].count * s->pairs[meetings[x * at->target_count + y]].backward;
    const double scale = sum > 0 ? at->weight * source[x].count / sum : 0;
    for (uint32_t y = 0; y < at->target_count; y++) {
      pair *p = &s->pairs[meetings[x * at->target_count + y]];
      p->backward_count += (float)(scale * target[y].count * p->backward);
    }
  }
}

static void learn_round(school *s, double *source_totals, double *target_totals, size_t sources, size_t targets,
                        bool last) {
  for (size_t l = 0; l < s->lessons.count; l++) count_lesson(s, &s->lessons.at[l]);
  memset(source_totals, 0, sources * sizeof *source_totals);
  memset(target_totals, 0, targets * sizeof *target_totals);
  for (size_t k = 0; k < s->pair_count; k++) {
    source_totals[s->pairs[k].source] += s->pairs[k].forward_count;
    target_totals[s->pairs[k].target] += s->pairs[k].backward_count;
  }
  for (size_t k = 0; k < s->pair_count; k++) {
    pair *p = &s->pairs[k];
    p->forward = source_totals[p->source] > 0 ? (float)(p->forward_count / source_totals[p->source]) : 0;
    p->backward = target_totals[p->target] > 0 ? (float)(p->backward_count / target_totals[p->target]) : 0;
    if (!last) p->forward_count = p->backward_count = 0;
  }
}

void mq_links_learn(mq_arena *arena, mq_arena *scratch, const mq_bags *source, const mq_bags *target,
                    const mq_bead *beads, size_t count, mq_raw_links *out) {
  school s = {.arena = scratch};
  take_lessons(&s, source, target, beads, count);
  number_pairs(&s);
  double *source_totals = mq_arena_array(scratch, source->type_count, sizeof *source_totals);
  double *target_totals = mq_arena_array(scratch, target->type_count, sizeof *target_totals);
  for (int round = 1; round <= ROUNDS; round++)
    learn_round(&s, source_totals, target_totals, source->type_count, target->type_count, round == ROUNDS);
  for (size_t k = 0; k < s.pair_count; k++) {
    const pair *p = &s.pairs[k];
    const double met = sqrt((double)p->forward_count * p->backward_count);
    const double strength = (double)MQ_STRENGTH_LEARNT * sqrt((double)p->forward * p->backward) * met / (met + 1);
    if (strength >= MQ_LEAST_LEARNT) *mq_push(arena, out) = (mq_raw_link){p->source, p->target, (float)strength};
  }
}
