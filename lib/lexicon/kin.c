/* Whether a word of the source may be what a word of the target stands for, more widely than links do: a compound takes
 * the noun where the source has an adjective ("транспортная" for "Verkehrs-"), and international words end in many ways
 * ("stabilising", "Stabilisation"). So beside the stem itself those are asked that it begins with, and beside equal
 * skeletons those of one root. Too loose for linking; meant for a word that is otherwise without any counterpart.
 *
 * Roots shared with a rendering ("zerstören", "Zerstörer") were tried too: they support one made-up compound in five by chance. */
#include "known.h"

#include "text/latin.h"

enum {
  MOST_CUT = 3,   /* letters that a derived stem has more than its base */
  LEAST_KIN = 4,  /* letters of a stem whose derivations are looked for */
  LEAST_ROOT = 5  /* bytes that stems of one root share, if neither is the beginning of the other */
};
static const float LEAST_STRENGTH = 0.1f;
static const double ALIKE = 0.75; /* skeletons of international words */

/* "stabilis" and "stabilisation", "krypto" and "kryptovaljut". */
static bool share_root(mq_str a, mq_str b) {
  if (a.size > b.size) return share_root(b, a);
  size_t common = 0;
  while (common < a.size && a.at[common] == b.at[common]) common++;
  if (common == a.size) return common >= LEAST_KIN;
  if (common >= LEAST_ROOT && 5 * common >= 3 * b.size) return true;
  return a.size >= LEAST_ROOT && mq_str_ends(b, a);
}

/* Whether the stem with this id is linked to the target word. */
static bool renders(uint32_t id, const mq_entry *entry) {
  for (size_t i = 0; i < entry->translation_count; i++)
    if (entry->translations[i].other == id && entry->translations[i].strength >= LEAST_STRENGTH) return true;
  return false;
}

static bool alike(const mq_known *a, const mq_known *b) {
  if (a->skeleton.size < LEAST_ROOT || b->skeleton.size < LEAST_ROOT) return false;
  return mq_skeleton_similarity(a->skeleton, b->skeleton) >= ALIKE || share_root(a->stem_skeleton, b->stem_skeleton);
}

/* Takes a letter off the end; false if too few are left. */
static bool shorten(mq_str *stem) {
  size_t letters = 0, last = 0;
  for (size_t i = 0; i < stem->size; i++)
    if (((unsigned char)stem->at[i] & 0xc0) != 0x80) letters++, last = i;
  stem->size = last;
  return letters > LEAST_KIN;
}

bool mq_lookup_akin(mq_lookup *lookup, const mq_word *source, const mq_word *target) {
  const mq_known *known = mq_lookup_known(lookup, MTQC_SOURCE, source, MQ_HAVE_ENTRY | MQ_HAVE_SKELETONS);
  const mq_known *other = mq_lookup_known(lookup, MTQC_TARGET, target, MQ_HAVE_ENTRY | MQ_HAVE_SKELETONS);
  if (alike(known, other)) return true;
  if (!lookup->pair) return false;
  mq_str stem = source->stem;
  for (size_t cut = 0; cut <= MOST_CUT; cut++) {
    const uint32_t id = mq_pack_stem_id(lookup->pair, lookup->sides[MTQC_SOURCE].pair_side, stem, mq_hash(stem));
    if (id != MQ_NO_ID && renders(id, &other->entry)) return true;
    if (!shorten(&stem)) break;
  }
  return false;
}
