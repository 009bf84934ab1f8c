/* What the stages of the aligner share.
 *
 *   tokens -> types (types.c) -> links between types (links.c, learn.c)
 *          -> corridor of segment pairs worth looking at (anchors.c, corridor.c)
 *          -> lexical evidence of every pair in it (evidence.c), word order in probable beads (order.c)
 *          -> best path and its confidence (decode.c, model.c)
 *          -> beads that belong together are joined (repair.c) -> evidence to show, doubts (matches.c, doubts.c)
 *
 * A *type* is what counts as the same token for the aligner: forms with one stem, spellings of one number, punctuation
 * marks of one function. Everything after types.c sees a segment as a bag of types. */
#ifndef MQ_ALIGN_INNER_H
#define MQ_ALIGN_INNER_H

#include "align.h"
#include "weights.h"

/* A type in a segment. */
typedef struct mq_bag_item {
  uint32_t type;
  uint32_t count;
} mq_bag_item;

typedef struct mq_type {
  const mq_word *word; /* the first form seen */
  uint64_t key;        /* types of the two sides with one key are the same thing */
  uint32_t count;      /* in the document */
} mq_type;

/* One side of the document. */
typedef struct mq_bags {
  const mq_text *text;
  mtqc_side side;
  size_t segments;
  mq_bag_item *items;
  size_t *starts;         /* segment i has items[starts[i] .. starts[i + 1]) */
  uint64_t *tokens;       /* tokens before segment i; segments + 1 of them */
  uint64_t *length;       /* letters and digits before segment i */
  mq_type *types;
  size_t type_count;
  const mq_word **words;  /* distinct forms by word id; NULL where an id does not occur in this text */
  uint32_t *type_of_word;
  size_t word_count;
  float *share;           /* of a type in text like that of its side */
  uint32_t *group;        /* by segment: a bead joins no segments of two groups; NULL: all are of one */
} mq_bags;

mq_bags mq_bags_make(mq_arena *arena, const mq_text *text, mtqc_side side, mq_lookup *lookup);

/* Tokens and letters of `count` segments from `first` on. */
static inline uint64_t mq_bags_tokens(const mq_bags *bags, size_t first, size_t count) {
  return bags->tokens[first + count] - bags->tokens[first];
}

static inline bool mq_bags_one_group(const mq_bags *bags, size_t first, size_t count) {
  return !bags->group || !count || bags->group[first] == bags->group[first + count - 1];
}

static inline uint64_t mq_bags_length(const mq_bags *bags, size_t first, size_t count) {
  return bags->length[first + count] - bags->length[first];
}

/* Links between the types of the two sides: row s lists the target types it is linked with. */
typedef struct mq_type_link {
  uint32_t target;
  float strength; /* 0..1 */
} mq_type_link;

typedef struct mq_type_links {
  const mq_type_link *links;
  const uint32_t *starts; /* source type s has links[starts[s] .. starts[s + 1]) */
  size_t count;
} mq_type_links;

/* A link as collected, before sorting. */
typedef struct mq_raw_link {
  uint32_t source, target;
  float strength;
} mq_raw_link;

typedef MQ_ARRAY(mq_raw_link) mq_raw_links;

/* What can be known before anything is aligned: equal forms and numbers, the lexicon, cognates, parts of compounds. */
void mq_links_collect(mq_arena *arena, const mq_bags *source, const mq_bags *target, mq_lookup *lookup,
                      mq_raw_links *out);

/* Names and other words of similar form on both sides, whatever their scripts. */
void mq_links_cognates(mq_arena *arena, const mq_bags *source, const mq_bags *target, mq_raw_links *out);

/* Both lists as sorted rows. Several links of one pair count together, as independent witnesses do. */
mq_type_links mq_links_index(mq_arena *arena, size_t source_types, const mq_raw_links *known,
                             const mq_raw_links *learnt);

/* What earlier documents have taught. */
void mq_learnt_link(mq_arena *arena, const mq_learnt *learnt, const mq_bags *source, const mq_bags *target,
                    mq_raw_links *out);

/* The strong ones of `links` and what was known before, in the arena, by stem. */
mq_learnt mq_learnt_keep(mq_arena *keep, const mq_learnt *before, const mq_bags *source, const mq_bags *target,
                         const mq_raw_links *links);

/* What the beads of a first pass teach: IBM model 1 in both directions. */
void mq_links_learn(mq_arena *arena, mq_arena *scratch, const mq_bags *source, const mq_bags *target,
                    const mq_bead *beads, size_t count, mq_raw_links *out);

/* The part of the matrix that is searched. A node (i, j) says: i source and j target segments are used up. Row i holds
 * the nodes lo[i] .. hi[i], both rising with i; (n, m) is in, and (0, 0) unless a fixed point (0, lo[0]) leaves it out. */
typedef struct mq_corridor {
  size_t rows; /* n + 1 */
  uint32_t *lo, *hi;
} mq_corridor;

typedef MQ_ARRAY(mq_anchor) mq_anchors;

/* Around a chain of anchors, or the whole matrix where that is small; through the fixed points. */
mq_corridor mq_corridor_find(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links,
                             const mq_anchors *fixed);

/* Around the beads of an earlier pass, wider where they are unsure. */
mq_corridor mq_corridor_around(mq_arena *arena, size_t source, size_t target, const mq_bead *beads, size_t count,
                               const mq_anchors *fixed);

/* Types of the two sides that are each other's strongest link. */
typedef struct mq_concepts {
  uint32_t *of_type[2];  /* by mtqc_side and type; 0: none */
  uint32_t *occurrences; /* by concept, both sides together */
} mq_concepts;

mq_concepts mq_concepts_find(mq_arena *arena, const mq_bags *source, const mq_bags *target,
                             const mq_type_links *links);

/* Where a pair of concepts meets. */
typedef struct mq_place {
  uint64_t key; /* of the pair, the same on both sides */
  uint32_t segment;
} mq_place;

typedef MQ_ARRAY(mq_place) mq_places;

/* Places of the pairs that the rarest concepts of each segment make, by key and segment. */
mq_places mq_rare_pairs_find(mq_arena *arena, const mq_bags *bags, const mq_concepts *concepts);

/* Segment pairs that belong together beyond doubt, rising on both sides. */
mq_anchors mq_anchors_find(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links);

/* The fixed points of the options, rising on both sides. 0, or MTQC_EINPUT, MTQC_ELIMIT. */
int mq_fixed_find(mq_arena *arena, const mq_text *source, const mq_text *target, const mq_align_options *options,
                  mq_anchors *out, mtqc_error *error);

/* Gives the segments their groups. */
void mq_fixed_group(mq_arena *arena, mq_bags *bags, const mq_anchors *fixed, bool paragraphs);

/* Puts the fixed points among the anchors; those that contradict them go. */
void mq_fixed_merge(mq_arena *arena, const mq_anchors *fixed, mq_anchors *anchors);

/* Leaves nothing of the corridor beside the fixed points, which lie in it. */
void mq_fixed_narrow(const mq_anchors *fixed, mq_corridor *corridor);

/* Shapes of beads with segments on both sides. */
enum { MQ_SHAPES = 13 };
typedef struct mq_shape {
  uint8_t a, b;
  float prior; /* log, 1:1 is 0 */
} mq_shape;
extern const mq_shape mq_shapes[MQ_SHAPES];

/* The numbers of the score that belong to the document; those that do not are in weights.h. */
typedef struct mq_score_model {
  double ratio;      /* target letters per source letter */
  double variance;   /* of the difference of lengths, per letter */
  double null_first; /* log prior of a segment without counterpart */
  double null_next;  /* the same after another one on the same side */
  unsigned max_bead; /* most segments of one side in a bead */
} mq_score_model;

enum { MQ_BEAD_SIDE = 4 }; /* most segments of one side in a bead */

/* Lexical evidence, row by row. */
typedef struct mq_evidence mq_evidence;

mq_evidence *mq_evidence_new(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links,
                             const mq_corridor *corridor);

/* From now on only rows from `first` on exist. */
void mq_evidence_begin(mq_evidence *evidence, size_t first);

/* Takes source segment `i` in; segments come in order. */
void mq_evidence_row(mq_evidence *evidence, size_t i);

/* Evidence of the bead of the `a` source and `b` target segments that end at node (i, j), i - 1 being the row taken in
 * last. False if the bead leaves the corridor or begins before `first`. */
bool mq_evidence_bead(const mq_evidence *evidence, size_t i, size_t j, unsigned a, unsigned b, double *out);

/* Word order in beads. */
typedef struct mq_order mq_order;

mq_order *mq_order_new(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links);

/* What the order of its tokens adds to the evidence of a bead with segments on both sides, log. */
double mq_order_bead(mq_order *order, size_t source_first, unsigned source_count, size_t target_first,
                     unsigned target_count);

typedef MQ_ARRAY(mq_bead) mq_beads;

mq_score_model mq_score_model_first(const mq_bags *source, const mq_bags *target, const mq_align_options *options);

/* Gale and Church (1993): the difference of lengths against its deviation, as a negative log likelihood. */
double mq_score_model_length(const mq_score_model *model, double source, double target);

/* Takes ratio, variance and the priors of null beads from the beads of a pass. `arena` for what need not last. */
void mq_score_model_measure(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_beads *beads,
                            mq_score_model *model);

/* Turns the posteriors of the last pass into confidences: the share of beads of that confidence that are right. */
void mq_score_model_calibrate(mq_beads *beads);

/* How far the aligner is: `steps` of equal length, of which `done` are done. */
typedef struct mq_advance {
  const mq_watch *watch; /* NULL: nobody */
  unsigned done, steps;
  bool stopped;
} mq_advance;

/* Tells that `share` of the present step is done, 0..1; whether to go on. */
bool mq_advance_tell(mq_advance *advance, double share);

/* The path through the corridor that has the most beads right to be expected; the posterior of each bead is put into
 * its confidence. A step of the advance; the path ends early when that is stopped. */
mq_beads mq_decode(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links,
                   const mq_corridor *corridor, const mq_score_model *model, mq_advance *advance);

/* Joins neighbouring beads where words of one find their counterparts only in the other. */
void mq_repair(mq_arena *arena, const mq_bags *source, const mq_bags *target, const mq_type_links *links,
               const mq_score_model *model, mq_beads *beads);

/* The most telling pairs of tokens of each bead; `starts` has one more than there are beads. Results in `keep`. */
void mq_matches_find(mq_arena *keep, mq_arena *scratch, const mq_bags *source, const mq_bags *target,
                     const mq_type_links *links, const mq_beads *beads, mq_match **matches, uint32_t **starts);

/* A set of MQ_DOUBT_... */
unsigned mq_doubts_find(const mq_bags *source, const mq_bags *target, const mq_beads *beads);

#endif
