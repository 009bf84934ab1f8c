/* Word order: how the links of a bead lie in it.
 *
 * evidence.c takes a bead for a bag: each word may be rendered anywhere on the other side, which a word of n tokens says
 * with 1 / n for each of them. But translations keep roughly to the order of the source; so here a token at the relative
 * place v is the likelier to render one at u the nearer the two are, as in the model of fast_align (Dyer, Chahuneau and
 * Smith 2013):
 *
 *   (1 / n) * (1 - share + share * exp(-steepness * |u - v|) / norm(u))
 *
 * norm(u) being the mean of the exponential over all v, so that the factor is 1 in the mean. Where a boundary is one
 * segment off, all links of the bead lie askew, even those of punctuation and of frequent words, which say nothing in a
 * bag. Places are counted in letters, so that they agree between writing systems.
 *
 * A bead needs its tokens side by side for that, and not eight numbers; so only beads that are probable by the bag are
 * asked (decode.c). The work is tokens and links that meet, and beads longer than LONGEST are left as they are. */
#include "inner.h"

#include <math.h>

enum { LONGEST = 400 /* tokens a side */, STEPS = 256 /* of places in the tables */ };

typedef struct token {
  uint32_t type;
  uint32_t next;   /* token of the same type + 1 */
  uint16_t place;  /* 0..STEPS */
  float bag;       /* strength got from the other side, taking it as a bag, */
  float order;     /* and taking it in order */
} token;

/* How much likelier a place is than in the mean; one table for words, one for marks. */
typedef struct nearness {
  float by_distance[STEPS + 1]; /* the exponential */
  float by_place[STEPS + 1];    /* share / norm */
} nearness;

struct mq_order {
  const mq_bags *source, *target;
  const mq_type_links *links;
  nearness words, marks;
  uint32_t *first;  /* by target type: its first token in the bead + 1 */
  token sources[LONGEST], targets[LONGEST];
};

static void find_nearness(nearness *out, double steepness) {
  double close[STEPS + 1] = {1};
  for (int k = 1; k <= STEPS; k++) close[k] = exp(-steepness * k / STEPS);
  for (int k = 0; k <= STEPS; k++) {
    const double norm = (2 - close[k] - close[STEPS - k]) / steepness;
    out->by_distance[k] = (float)close[k];
    out->by_place[k] = (float)(MQ_ORDER_SHARE / norm);
  }
}

mq_order *mq_order_new(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links) {
  mq_order *order = mq_arena_alloc(arena, sizeof *order);
  order->source = source;
  order->target = target;
  order->links = links;
  order->first = mq_arena_array(arena, target->type_count, sizeof *order->first);
  find_nearness(&order->words, MQ_ORDER_WORDS);
  find_nearness(&order->marks, MQ_ORDER_MARKS);
  return order;
}

/* Letters count; a token without any takes the room of one. */
static uint32_t room_of(const mq_token *at) { return at->word->letters ? at->word->letters : 1; }

/* The tokens of `count` segments, which lie behind one another in the text; their number. */
static size_t take_tokens(const mq_bags *bags, size_t first, size_t count, token *out) {
  const mq_token *tokens = bags->text->segments[first].tokens;
  const size_t size = (size_t)mq_bags_tokens(bags, first, count);
  uint64_t all = 0, before = 0;
  for (size_t k = 0; k < size; k++) all += room_of(&tokens[k]);
  for (size_t k = 0; k < size; k++) {
    const uint64_t room = room_of(&tokens[k]);
    out[k] = (token){.type = bags->type_of_word[tokens[k].word->id],
                     .place = (uint16_t)((2 * before + room) * STEPS / (2 * all))};
    before += room;
  }
  return size;
}

static void chain_targets(mq_order *order, size_t targets) {
  for (size_t t = targets; t-- > 0;) {
    order->targets[t].next = order->first[order->targets[t].type];
    order->first[order->targets[t].type] = (uint32_t)t + 1;
  }
}

static void unchain_targets(mq_order *order, size_t targets) {
  for (size_t t = 0; t < targets; t++) order->first[order->targets[t].type] = 0;
}

static bool is_mark(const mq_word *word) { return word->kind == MQ_PUNCTUATION || word->kind == MQ_SYMBOL; }

static void meet(const nearness *near, token *source, token *target, float strength) {
  const int apart = source->place > target->place ? source->place - target->place : target->place - source->place;
  const float close = near->by_distance[apart], anywhere = 1 - (float)MQ_ORDER_SHARE;
  source->bag += strength;
  target->bag += strength;
  source->order += strength * (anywhere + close * near->by_place[source->place]);
  target->order += strength * (anywhere + close * near->by_place[target->place]);
}

static void meet_all(mq_order *order, token *source) {
  const nearness *near = is_mark(order->source->types[source->type].word) ? &order->marks : &order->words;
  for (uint32_t l = order->links->starts[source->type]; l < order->links->starts[source->type + 1]; l++) {
    const mq_type_link link = order->links->links[l];
    for (uint32_t t = order->first[link.target]; t; t = order->targets[t - 1].next)
      meet(near, source, &order->targets[t - 1], link.strength);
  }
}

/* By how much the tokens of a side are likelier in order than in a bag. */
static double gain(const mq_bags *bags, const token *tokens, size_t count, size_t others) {
  const double scale = (1 - MQ_SMOOTHING) / MQ_SMOOTHING / (double)others;
  double sum = 0;
  for (size_t k = 0; k < count; k++) {
    const token *at = &tokens[k];
    if (at->bag <= 0) continue;
    const double each = scale / (double)bags->share[at->type];
    sum += (double)logf((float)((1 + each * (double)at->order) / (1 + each * (double)at->bag)));
  }
  return sum;
}

double mq_order_bead(mq_order *order, size_t source_first, unsigned source_count, size_t target_first,
                     unsigned target_count) {
  if (mq_bags_tokens(order->source, source_first, source_count) > LONGEST ||
      mq_bags_tokens(order->target, target_first, target_count) > LONGEST)
    return 0;
  const size_t sources = take_tokens(order->source, source_first, source_count, order->sources);
  const size_t targets = take_tokens(order->target, target_first, target_count, order->targets);
  if (!sources || !targets) return 0;
  chain_targets(order, targets);
  for (size_t s = 0; s < sources; s++) meet_all(order, &order->sources[s]);
  unchain_targets(order, targets);
  return gain(order->source, order->sources, sources, targets) + gain(order->target, order->targets, targets, sources);
}
