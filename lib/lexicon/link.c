/* The links between the tokens of a bead.
 *
 * Tokens of one stem (and tokens of one form) are chained by way of an array over the ids of the pair pack
 * (of the forms), in which every entry notes the bead that filled it, so that nothing is emptied between
 * beads. Running through the translations of every chain of the source and joining it with the chains it
 * meets finds all links of both sides; a join takes the lengths of its two chains. So the work is
 * proportional to tokens and translations, never to the product of the two sides.
 *
 * What is left is tried as a compound, part by part, and then as a name or an international word by its
 * skeleton in Latin letters; there only tokens at about the same place are compared, so that this too stays
 * linear.
 *
 * A token keeps its strongest link; of equal ones that at the nearest relative place, then the first. */
#include "known.h"

#include "text/latin.h"
#include "weights.h"

#include <math.h>

enum { COGNATE_WINDOW = 48 /* candidates on either side of the same relative place */ };

/* --- the best link of a token ------------------------------------------------------------------------- */

typedef struct bead {
  mq_lookup *lookup;
  const mq_token *tokens[2];
  size_t counts[2];
  mq_link *links[2];
} bead;

static double place(const bead *b, int side, size_t token) {
  return ((double)token + .5) / (double)b->counts[side];
}

static void offer_one(const bead *b, int side, uint32_t token, uint32_t other, float strength,
                      uint8_t layer) {
  mq_link *link = &b->links[side][token];
  if (strength < link->strength || (strength <= 0 && link->other != MQ_NO_ID)) return;
  if (link->other != MQ_NO_ID && !(strength > link->strength)) {
    const double here = place(b, side, token);
    const double old = fabs(place(b, !side, link->other) - here), fresh = fabs(place(b, !side, other) - here);
    if (fresh > old || (fresh == old && other >= link->other)) return;
  }
  *link = (mq_link){other, strength, layer};
}

/* Offers a source and a target token to each other. */
static void offer(const bead *b, uint32_t source, uint32_t target, float strength, uint8_t layer) {
  offer_one(b, MTQC_SOURCE, source, target, strength, layer);
  offer_one(b, MTQC_TARGET, target, source, strength, layer);
}

/* --- chains ------------------------------------------------------------------------------------------- */

static void *grown(mq_arena *arena, void *old, size_t old_count, size_t count, size_t size) {
  char *bigger = mq_arena_array(arena, count, size);
  if (old_count) memcpy(bigger, old, old_count * size);
  return bigger;
}

static void make_room(mq_lookup *lookup, const bead *b) {
  for (int s = 0; s < 2; s++) {
    mq_lookup_side *side = &lookup->sides[s];
    if (b->counts[s] > side->token_room) {
      side->token_room = b->counts[s] > side->token_room * 2 ? b->counts[s] : side->token_room * 2;
      side->next_stem = mq_arena_array(lookup->arena, side->token_room, sizeof *side->next_stem);
      side->next_form = mq_arena_array(lookup->arena, side->token_room, sizeof *side->next_form);
      side->rest = mq_arena_array(lookup->arena, side->token_room, sizeof *side->rest);
    }
  }
  if (lookup->forms.count > lookup->form_room) {
    const size_t room = lookup->forms.count * 2;
    for (int s = 0; s < 2; s++)
      lookup->sides[s].by_form =
          grown(lookup->arena, lookup->sides[s].by_form, lookup->form_room, room, sizeof(mq_chain));
    lookup->form_room = room;
  }
}

static void append(mq_chain *chain, uint32_t *next, uint32_t bead_number, uint32_t token) {
  next[token] = MQ_NO_ID;
  if (chain->bead == bead_number) next[chain->last] = token;
  else *chain = (mq_chain){bead_number, token, token};
  chain->last = token;
}

/* The chain of a stem of this bead, which is noted as present. */
static mq_chain *new_stem_chain(mq_lookup *lookup, mq_lookup_side *side, uint32_t pair_id) {
  mq_chain **page = &side->by_stem[pair_id / MQ_STEM_PAGE];
  if (!*page) *page = mq_arena_array(lookup->arena, MQ_STEM_PAGE, sizeof **page);
  side->present[pair_id / MQ_STEM_PAGE] |= (uint64_t)1 << pair_id % MQ_STEM_PAGE;
  return &(*page)[pair_id % MQ_STEM_PAGE];
}

static bool linkable(const mq_token *token) {
  return token->kind != MQ_PUNCTUATION;
}

static void chain_tokens(const bead *b) {
  mq_lookup *lookup = b->lookup;
  for (int s = 0; s < 2; s++) /* first, since new forms may want more room */
    for (size_t i = 0; i < b->counts[s]; i++)
      mq_lookup_known(lookup, (mtqc_side)s, b->tokens[s][i].word, MQ_HAVE_ENTRY);
  make_room(lookup, b);
  for (int s = 0; s < 2; s++) {
    mq_lookup_side *side = &lookup->sides[s];
    for (uint32_t i = 0; i < b->counts[s]; i++) {
      if (!linkable(&b->tokens[s][i])) continue;
      const mq_known *known = mq_known_at(lookup, s, b->tokens[s][i].word);
      append(&side->by_form[known->form_id], side->next_form, lookup->bead, i);
      if (known->entry.pair_id == MQ_NO_ID) continue;
      append(new_stem_chain(lookup, side, known->entry.pair_id), side->next_stem, lookup->bead, i);
    }
  }
}

static void clear_present(const bead *b) {
  for (int s = 0; s < 2; s++)
    for (size_t i = 0; i < b->counts[s]; i++) {
      const uint32_t id = mq_known_at(b->lookup, s, b->tokens[s][i].word)->entry.pair_id;
      if (id != MQ_NO_ID) b->lookup->sides[s].present[id / MQ_STEM_PAGE] = 0;
    }
}

/* Offers to every token of chain `from` the token of chain `to` that is nearest to it in relative place. */
static void join_one_way(const bead *b, int side, const mq_chain *from, const uint32_t *next_from,
                         const mq_chain *to, const uint32_t *next_to, float strength, uint8_t layer) {
  uint32_t other = to->first;
  for (uint32_t token = from->first; token != MQ_NO_ID; token = next_from[token]) {
    const double here = place(b, side, token);
    for (uint32_t after; (after = next_to[other]) != MQ_NO_ID; other = after)
      if (fabs(place(b, !side, after) - here) >= fabs(place(b, !side, other) - here)) break;
    offer_one(b, side, token, other, strength, layer);
  }
}

static void join_forms(const bead *b, const mq_chain *source, const mq_chain *target) {
  const mq_lookup_side *sides = b->lookup->sides;
  join_one_way(b, MTQC_SOURCE, source, sides[MTQC_SOURCE].next_form, target, sides[MTQC_TARGET].next_form, 1,
               MQ_LAYER_EQUAL);
  join_one_way(b, MTQC_TARGET, target, sides[MTQC_TARGET].next_form, source, sides[MTQC_SOURCE].next_form, 1,
               MQ_LAYER_EQUAL);
}

static void link_forms(const bead *b) {
  mq_lookup *lookup = b->lookup;
  for (uint32_t i = 0; i < b->counts[MTQC_SOURCE]; i++) {
    if (!linkable(&b->tokens[MTQC_SOURCE][i])) continue;
    const uint32_t form = mq_known_at(lookup, MTQC_SOURCE, b->tokens[MTQC_SOURCE][i].word)->form_id;
    const mq_chain *source = &lookup->sides[MTQC_SOURCE].by_form[form],
                   *target = &lookup->sides[MTQC_TARGET].by_form[form];
    if (source->first == i && target->bead == lookup->bead) join_forms(b, source, target);
  }
}

static const mq_chain *stem_chain(const bead *b, int side, uint32_t pair_id) {
  const mq_lookup_side *s = &b->lookup->sides[side];
  if (!(s->present[pair_id / MQ_STEM_PAGE] >> pair_id % MQ_STEM_PAGE & 1)) return NULL;
  return &s->by_stem[pair_id / MQ_STEM_PAGE][pair_id % MQ_STEM_PAGE];
}

/* Links go both ways in the pack, so it is enough to follow those of one side. */
static int side_of_fewer_translations(const bead *b) {
  size_t translations[2] = {0, 0};
  for (int s = 0; s < 2; s++)
    for (size_t i = 0; i < b->counts[s]; i++)
      translations[s] += mq_known_at(b->lookup, s, b->tokens[s][i].word)->entry.translation_count;
  return translations[1] < translations[0];
}

static void link_stems(const bead *b) {
  const int side = side_of_fewer_translations(b);
  const uint32_t *next_here = b->lookup->sides[side].next_stem,
                 *next_there = b->lookup->sides[!side].next_stem;
  for (uint32_t i = 0; i < b->counts[side]; i++) {
    const mq_entry *entry = &mq_known_at(b->lookup, side, b->tokens[side][i].word)->entry;
    if (entry->pair_id == MQ_NO_ID || !linkable(&b->tokens[side][i])) continue;
    const mq_chain *here = stem_chain(b, side, entry->pair_id);
    if (here->first != i) continue;
    for (size_t t = 0; t < entry->translation_count; t++) {
      const mq_translation *how = &entry->translations[t];
      const mq_chain *there = stem_chain(b, !side, how->other);
      if (!there) continue;
      join_one_way(b, side, here, next_here, there, next_there, how->strength, how->layer);
      join_one_way(b, !side, there, next_there, here, next_here, how->strength, how->layer);
    }
  }
}

/* --- the rest: compounds and cognates ----------------------------------------------------------------- */

/* The strongest link of a part of a compound, to the first token of the stem that it meets. Function words do
 * not count: the parts of a compound are content words. */
static mq_link part_link(const bead *b, int side, const mq_known *part) {
  mq_link best = {MQ_NO_ID, 0, MQ_LAYER_NONE};
  for (size_t t = 0; t < part->entry.translation_count; t++) {
    const mq_translation *translation = &part->entry.translations[t];
    const mq_chain *found = stem_chain(b, !side, translation->other);
    if (!found || translation->strength < MQ_WEIGHT_PART_LEAST || translation->strength <= best.strength) continue;
    if (b->tokens[!side][found->first].word->shape & MQ_STOPWORD) continue;
    best = (mq_link){found->first, translation->strength, MQ_LAYER_COMPOUND};
  }
  return best;
}

/* A compound is linked as far as its parts are, each by its share of the letters. */
static void link_compound(const bead *b, int side, uint32_t token) {
  const mq_word *word = b->tokens[side][token].word;
  const mq_known *known = mq_lookup_known(b->lookup, (mtqc_side)side, word, MQ_HAVE_COMPOUND);
  const mq_compound *compound = known->compound;
  /* A word that has translations of its own, none of which is here, is no good witness by its parts. */
  const double worth =
      known->entry.translation_count ? MQ_WEIGHT_COMPOUND * MQ_WEIGHT_COMPOUND_DOUBT : MQ_WEIGHT_COMPOUND;
  mq_link strongest = {MQ_NO_ID, 0, MQ_LAYER_NONE};
  double sum = 0;
  for (size_t i = 0; i < compound->count; i++) {
    const mq_link link = part_link(b, side, known->parts[i]);
    if (link.other == MQ_NO_ID) continue;
    sum += (double)link.strength * (compound->parts[i].end - compound->parts[i].start) /
           (double)word->surface.size;
    offer_one(b, !side, link.other, token, (float)(worth * (double)link.strength), MQ_LAYER_COMPOUND);
    if (link.strength > strongest.strength) strongest = link;
  }
  if (strongest.other != MQ_NO_ID)
    offer_one(b, side, token, strongest.other, (float)(worth * sum), MQ_LAYER_COMPOUND);
}

/* Whether compounds and cognates may still say something of a token. */
static bool unlinked(const bead *b, int side, size_t token) {
  const mq_token *t = &b->tokens[side][token];
  return t->kind == MQ_WORD && !(t->word->shape & MQ_STOPWORD) && b->links[side][token].strength < MQ_WEIGHT_WEAK;
}

static double alike(mq_str a, mq_str b) {
  const size_t shorter = a.size < b.size ? a.size : b.size, longer = a.size + b.size - shorter;
  if (shorter < 3 || 5 * (longer - shorter) > 2 * longer) return 0; /* too far even at half a letter's cost */
  if (mq_str_equal(a, b)) return 1;
  /* Most words that are not alike differ at their start; names may, by transliteration (Hamburg, Gamburg). */
  if (a.at[0] != b.at[0] && a.at[1] != b.at[1]) return 0;
  return mq_skeleton_similarity(a, b);
}

/* The best of a skeleton and all variants of the other word, and of those with each other's. */
static double alike_variants(const mq_known *a, const mq_known *b, double best) {
  for (size_t i = 0; i < a->variant_count && best < 1; i++) best = fmax(best, alike(a->variants[i], b->skeleton));
  for (size_t k = 0; k < b->variant_count && best < 1; k++) {
    best = fmax(best, alike(a->skeleton, b->variants[k]));
    for (size_t i = 0; i < a->variant_count && best < 1; i++) best = fmax(best, alike(a->variants[i], b->variants[k]));
  }
  return best;
}

double mq_cognate(const mq_word *a, const mq_known *known_a, const mq_word *b, const mq_known *known_b) {
  if (a->kind != MQ_WORD || b->kind != MQ_WORD || a->letters < MQ_WEIGHT_COGNATE_LETTERS ||
      b->letters < MQ_WEIGHT_COGNATE_LETTERS)
    return 0;
  const bool capitals = (a->shape & MQ_CAPITALISED) && (b->shape & MQ_CAPITALISED);
  if (!capitals && (a->letters < MQ_WEIGHT_COGNATE_LONG || b->letters < MQ_WEIGHT_COGNATE_LONG)) return 0;
  double best = alike(known_a->skeleton, known_b->skeleton);
  if (best < 1) {
    const double stems = alike(known_a->stem_skeleton, known_b->stem_skeleton);
    if (stems > best) best = stems;
    best = alike_variants(known_a, known_b, best);
  }
  return best >= MQ_WEIGHT_COGNATE_LEAST ? MQ_WEIGHT_COGNATE - (1 - best) * MQ_WEIGHT_COGNATE_SLOPE : 0;
}

static size_t collect_rest(const bead *b, int side) {
  uint32_t *rest = b->lookup->sides[side].rest;
  size_t count = 0;
  for (uint32_t i = 0; i < b->counts[side]; i++) {
    if (!unlinked(b, side, i) || b->tokens[side][i].word->letters < MQ_WEIGHT_COGNATE_LETTERS) continue;
    mq_lookup_known(b->lookup, (mtqc_side)side, b->tokens[side][i].word, MQ_HAVE_SKELETONS);
    rest[count++] = i;
  }
  return count;
}

static void link_cognates(const bead *b) {
  const size_t sources = collect_rest(b, MTQC_SOURCE), targets = collect_rest(b, MTQC_TARGET);
  const uint32_t *source_rest = b->lookup->sides[MTQC_SOURCE].rest,
                 *target_rest = b->lookup->sides[MTQC_TARGET].rest;
  for (size_t i = 0; i < sources; i++) {
    const mq_word *source = b->tokens[MTQC_SOURCE][source_rest[i]].word;
    const mq_known *known = mq_known_at(b->lookup, MTQC_SOURCE, source);
    const size_t middle = i * targets / sources;
    const size_t last = middle + COGNATE_WINDOW < targets ? middle + COGNATE_WINDOW : targets;
    for (size_t j = middle > COGNATE_WINDOW ? middle - COGNATE_WINDOW : 0; j < last; j++) {
      const mq_word *target = b->tokens[MTQC_TARGET][target_rest[j]].word;
      const double strength = mq_cognate(source, known, target, mq_known_at(b->lookup, MTQC_TARGET, target));
      if (strength > 0) offer(b, source_rest[i], target_rest[j], (float)strength, MQ_LAYER_COGNATE);
    }
  }
}

static void next_bead(mq_lookup *lookup) {
  if (++lookup->bead) return;
  for (int s = 0; s < 2; s++) { /* once in four thousand million beads */
    const mq_lookup_side *side = &lookup->sides[s];
    const size_t stems = lookup->pair && side->vocab ? mq_pack_stem_count(lookup->pair, side->pair_side) : 0;
    if (stems) memset(side->by_stem, 0, (stems / MQ_STEM_PAGE + 1) * sizeof *side->by_stem);
    if (lookup->form_room) memset(side->by_form, 0, lookup->form_room * sizeof *side->by_form);
  }
  lookup->bead = 1;
}

void mq_lookup_link(mq_lookup *lookup, const mq_token *source, size_t source_count, const mq_token *target,
                    size_t target_count, mq_link *source_links, mq_link *target_links) {
  const bead b = {lookup, {source, target}, {source_count, target_count}, {source_links, target_links}};
  for (int s = 0; s < 2; s++)
    for (size_t i = 0; i < b.counts[s]; i++) b.links[s][i] = (mq_link){MQ_NO_ID, 0, MQ_LAYER_NONE};
  if (!source_count || !target_count) return;
  next_bead(lookup);
  chain_tokens(&b);
  link_forms(&b);
  if (lookup->pair) link_stems(&b);
  for (int s = 0; s < 2 && lookup->pair; s++)
    for (uint32_t i = 0; i < b.counts[s]; i++)
      if (unlinked(&b, s, i)) link_compound(&b, s, i);
  link_cognates(&b);
  clear_present(&b);
}
