/* The evidence that is shown: pairs of tokens by which a bead holds together.
 *
 * Every content word or number of the source takes the strongest free counterpart in the target of its bead; of these
 * pairs the most telling ones are kept, strong links between rare words. Chains of target tokens by type, marked with
 * the bead they belong to, make that linear. */
#include "inner.h"

#include <math.h>

enum { KEPT = 6 }; /* pairs of a bead */

typedef struct matcher {
  const mq_bags *source, *target;
  const mq_type_links *links;
  uint32_t *bead;  /* by target type: bead + 1 whose tokens `first` is about */
  uint32_t *first; /* by target type: its first free token + 1, counted in the bead */
  uint32_t *next;  /* by target token of the bead: the next one of its type + 1 */
  struct telling {
    mq_match match;
    float worth;
  } best[KEPT];
} matcher;

static const mq_token *tokens_of(const mq_text *text, size_t first, size_t count, size_t *size) {
  *size = 0;
  for (size_t i = first; i < first + count; i++) *size += text->segments[i].token_count;
  return count ? text->segments[first].tokens : NULL; /* tokens of one text lie behind one another */
}

static bool telling(const mq_token *token) {
  return (token->kind == MQ_WORD || token->kind == MQ_NUMBER) && !(token->word->shape & MQ_STOPWORD);
}

static void chain_targets(matcher *m, const mq_token *tokens, size_t count, uint32_t bead) {
  for (size_t k = count; k-- > 0;) {
    const uint32_t type = m->target->type_of_word[tokens[k].word->id];
    m->next[k] = m->bead[type] == bead ? m->first[type] : 0;
    m->bead[type] = bead;
    m->first[type] = (uint32_t)k + 1;
  }
}

/* Keeps the pair if it is among the best; the least telling one makes room. Places not filled are worth nothing. */
static void offer(matcher *m, mq_match match, float worth) {
  size_t least = 0;
  for (size_t k = 1; k < KEPT; k++)
    if (m->best[k].worth < m->best[least].worth) least = k;
  if (m->best[least].worth < worth) m->best[least] = (struct telling){match, worth};
}

static void match_token(matcher *m, const mq_token *token, const mq_token *targets, uint32_t bead) {
  const uint32_t type = m->source->type_of_word[token->word->id];
  mq_type_link best = {0, MQ_LACKING};
  for (uint32_t l = m->links->starts[type]; l < m->links->starts[type + 1]; l++) {
    const mq_type_link link = m->links->links[l];
    if (link.strength > best.strength && m->bead[link.target] == bead && m->first[link.target]) best = link;
  }
  if (best.strength <= MQ_LACKING) return;
  const mq_token *other = &targets[m->first[best.target] - 1];
  m->first[best.target] = m->next[m->first[best.target] - 1];
  if (!telling(other)) return;
  const float rarity = -logf(m->source->share[type] * m->target->share[best.target]);
  offer(m, (mq_match){token->start, token->end, other->start, other->end, fminf(best.strength, 1)},
        best.strength * rarity);
}

static void match_bead(matcher *m, const mq_bead *at, uint32_t bead) {
  size_t sources, targets;
  const mq_token *s = tokens_of(m->source->text, at->source_first, at->source_count, &sources);
  const mq_token *t = tokens_of(m->target->text, at->target_first, at->target_count, &targets);
  memset(m->best, 0, sizeof m->best);
  if (!sources || !targets) return;
  chain_targets(m, t, targets, bead);
  for (size_t k = 0; k < sources; k++)
    if (telling(&s[k])) match_token(m, &s[k], t, bead);
}

void mq_matches_find(mq_arena *keep, mq_arena *scratch, const mq_bags *source, const mq_bags *target,
                     const mq_type_links *links, const mq_beads *beads, mq_match **matches, uint32_t **starts) {
  matcher m = {.source = source, .target = target, .links = links};
  m.bead = mq_arena_array(scratch, target->type_count, sizeof *m.bead);
  m.first = mq_arena_array(scratch, target->type_count, sizeof *m.first);
  m.next = mq_arena_array(scratch, target->tokens[target->segments], sizeof *m.next);
  MQ_ARRAY(mq_match) all = {0};
  *starts = mq_arena_array(keep, beads->count + 1, sizeof **starts);
  for (size_t b = 0; b < beads->count; b++) {
    match_bead(&m, &beads->at[b], (uint32_t)b + 1);
    for (size_t k = 0; k < KEPT; k++)
      if (m.best[k].worth > 0) *mq_push(scratch, &all) = m.best[k].match;
    (*starts)[b + 1] = (uint32_t)all.count;
  }
  *matches = mq_arena_array(keep, all.count, sizeof **matches);
  if (all.count) memcpy(*matches, all.at, all.count * sizeof **matches);
}
