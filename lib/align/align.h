/* Alignment of segments (see mtqc/align.h for the method). */
#ifndef MQ_ALIGN_H
#define MQ_ALIGN_H

#include "base/parallel.h"
#include "lexicon/lookup.h"
#include "text/pattern.h"

typedef struct mq_bead {
  uint32_t source_first, source_count; /* segments */
  uint32_t target_first, target_count;
  float confidence; /* 0..1 */
  float score;      /* log likelihood of the pass against no link at all; 0 for null beads */
} mq_bead;

/* Segments that begin together. */
typedef struct mq_anchor {
  uint32_t source, target;
} mq_anchor;

/* A pair of stems from an earlier alignment. */
typedef struct mq_learnt_pair {
  mq_str source, target;
  uint64_t source_hash, target_hash; /* mq_hash of the stems */
  float strength;                    /* 0..1 */
} mq_learnt_pair;

typedef struct mq_learnt {
  const mq_learnt_pair *pairs;
  size_t count;
} mq_learnt;

/* Reads a table of learnt pairs; `path` is for messages. `text` must outlive the result. 0 or MTQC_EINPUT. */
int mq_learnt_read(mq_arena *arena, mq_str text, const char *path, mq_learnt *out, mtqc_error *error);

typedef struct mq_align_options {
  unsigned max_bead;        /* most segments of one side in a bead, 1..4 */
  bool one_to_one;          /* only 1:1 and null beads */
  bool paragraphs;          /* no bead reaches over the end of a paragraph */
  const mq_anchor *anchors; /* fixed points, in any order */
  size_t anchor_count;
  const mq_pattern *pattern; /* finds fixed points: headings of both sides; NULL for none */
  mq_learnt learnt;
} mq_align_options;

/* Tokens of a bead that belong together, as byte ranges. */
typedef struct mq_match {
  uint32_t source_start, source_end, target_start, target_end;
  float strength; /* 0..1 */
} mq_match;

/* Set in mq_aligned.doubts. */
enum { MQ_DOUBT_SWAPPED = 1, MQ_DOUBT_UNRELATED = 2 };

typedef struct mq_aligned {
  mq_bead *beads; /* in order; every segment in exactly one */
  size_t count;
  mq_match *matches;
  uint32_t *match_starts; /* bead i has matches[match_starts[i] .. match_starts[i + 1]) */
  mq_learnt learnt;       /* that of the options and what this document teaches; hashes are 0 */
  unsigned doubts;
} mq_aligned;

/* Aligns all segments of two tokenized texts; `watch` (NULL: nobody) is told how far it is. The result is in the arena. 0,
 * for fixed points that cannot be MTQC_EINPUT or MTQC_ELIMIT, or MTQC_EIO if the watch said stop. */
int mq_align(mq_arena *arena, const mq_text *source, const mq_text *target, mq_lookup *lookup,
             const mq_align_options *options, const mq_watch *watch, mq_aligned *out, mtqc_error *error);

#endif
