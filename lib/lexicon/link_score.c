#include "link_score.h"

#include "known.h"
#include "weights.h"

enum { NEIGHBOURS = 2 };

static bool is_content(const mq_token *token) {
  return (token->kind == MQ_WORD || token->kind == MQ_NUMBER) && !(token->word->shape & MQ_STOPWORD);
}

/* In centibels; a word that no corpus has is as rare as the rarest. */
static double rarity(mq_lookup *lookup, mtqc_side side, const mq_token *token) {
  const int16_t frequency = mq_lookup_entry(lookup, side, token->word)->frequency;
  return frequency < MQ_WEIGHT_RAREST ? -MQ_WEIGHT_RAREST : -frequency;
}

double mq_link_cover(mq_lookup *lookup, mtqc_side side, const mq_token *tokens, const mq_link *links, size_t count) {
  double sum = 0, all = 0;
  for (size_t i = 0; i < count; i++) {
    if (!is_content(&tokens[i])) continue;
    const double weight = rarity(lookup, side, &tokens[i]);
    all += weight;
    sum += weight * (double)links[i].strength;
  }
  return all > 0 ? sum / all : 0;
}

double mq_link_score(mq_lookup *lookup, const mq_pair_tokens *pair, const mq_link *source_links,
                     const mq_link *target_links) {
  const double a = mq_link_cover(lookup, MTQC_SOURCE, pair->tokens[0], source_links, pair->counts[0]),
               b = mq_link_cover(lookup, MTQC_TARGET, pair->tokens[1], target_links, pair->counts[1]);
  return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

double mq_link_score_of(mq_lookup *lookup, const mq_pair_tokens *pair) {
  for (int s = 0; s < 2; s++) {
    mq_lookup_side *side = &lookup->sides[s];
    if (pair->counts[s] <= side->link_room) continue;
    side->link_room = pair->counts[s] * 2;
    side->links = mq_arena_array(lookup->arena, side->link_room, sizeof *side->links);
  }
  mq_link *const source = lookup->sides[MTQC_SOURCE].links, *const target = lookup->sides[MTQC_TARGET].links;
  mq_lookup_link(lookup, pair->tokens[0], pair->counts[0], pair->tokens[1], pair->counts[1], source, target);
  return mq_link_score(lookup, pair, source, target);
}

static double score_across(mq_lookup *lookup, const mq_pair_tokens *pairs, size_t i, size_t j) {
  return mq_link_score_of(lookup, &(mq_pair_tokens){{pairs[i].tokens[0], pairs[j].tokens[1]},
                                                    {pairs[i].counts[0], pairs[j].counts[1]}});
}

double mq_link_margin(mq_lookup *lookup, const mq_pair_tokens *pairs, size_t count, size_t i, size_t j) {
  double sum = 0;
  size_t seen = 0;
  for (size_t step = 1; step <= NEIGHBOURS; step++) {
    if (j >= step) sum += score_across(lookup, pairs, i, j - step), seen++;
    if (j + step < count) sum += score_across(lookup, pairs, i, j + step), seen++;
    if (i >= step) sum += score_across(lookup, pairs, i - step, j), seen++;
    if (i + step < count) sum += score_across(lookup, pairs, i + step, j), seen++;
  }
  return score_across(lookup, pairs, i, j) - (seen ? sum / (double)seen : 0);
}
