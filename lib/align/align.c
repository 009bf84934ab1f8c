/* The aligner: passes over the corridor, each with what the one before it has measured and learnt. */
#include "inner.h"

/* Memory of its own, freed with `arena` and escaping to where that one escapes. */
static void free_arena(void *object) { mq_arena_free(object); }

static mq_arena *new_scratch(mq_arena *arena) {
  mq_arena *scratch = mq_arena_new();
  if (!scratch) mq_arena_fail(arena);
  mq_arena_defer(arena, free_arena, scratch);
  memcpy(mq_arena_escape(scratch), mq_arena_escape(arena), sizeof(jmp_buf));
  return scratch;
}

typedef struct aligner {
  mq_arena *keep;     /* the caller's: for the result */
  mq_arena *document; /* until the end */
  mq_arena *pass;     /* until the end of a pass */
  mq_bags source, target;
  mq_anchors fixed;
  mq_raw_links known, learnt;
  mq_score_model model;
  mq_type_links links; /* of the pass */
  mq_beads beads;
  mq_advance advance;
} aligner;

bool mq_advance_tell(mq_advance *advance, double share) {
  const mq_watch *watch = advance->watch;
  if (watch && watch->tell(watch->payload, (advance->done + share) / advance->steps)) advance->stopped = true;
  return !advance->stopped;
}

/* Beads outlive the pass that made them. */
static void keep_beads(mq_arena *arena, mq_beads *beads) {
  mq_bead *copy = mq_arena_array(arena, beads->count, sizeof *copy);
  if (beads->count) memcpy(copy, beads->at, beads->count * sizeof *copy);
  beads->at = copy;
}

static void first_pass(aligner *a) {
  a->links = mq_links_index(a->pass, a->source.type_count, &a->known, &a->learnt);
  const mq_corridor corridor = mq_corridor_find(a->pass, &a->source, &a->target, &a->links, &a->fixed);
  a->beads = mq_decode(a->pass, &a->source, &a->target, &a->links, &corridor, &a->model, &a->advance);
}

static void next_pass(aligner *a) {
  mq_score_model_measure(a->pass, &a->source, &a->target, &a->beads, &a->model);
  keep_beads(a->document, &a->beads);
  mq_arena_clear(a->pass);
  a->learnt = (mq_raw_links){0};
  mq_links_learn(a->document, a->pass, &a->source, &a->target, a->beads.at, a->beads.count, &a->learnt);
  mq_arena_clear(a->pass);
  a->links = mq_links_index(a->pass, a->source.type_count, &a->known, &a->learnt);
  const mq_corridor corridor = mq_corridor_around(a->pass, a->source.segments, a->target.segments, a->beads.at,
                                                  a->beads.count, &a->fixed);
  a->beads = mq_decode(a->pass, &a->source, &a->target, &a->links, &corridor, &a->model, &a->advance);
}

/* From the beads of the last pass to what the caller gets. */
static void finish(aligner *a, const mq_align_options *options, mq_aligned *out) {
  mq_score_model_calibrate(&a->beads);
  mq_repair(a->pass, &a->source, &a->target, &a->links, &a->model, &a->beads);
  mq_matches_find(a->keep, a->pass, &a->source, &a->target, &a->links, &a->beads, &out->matches, &out->match_starts);
  out->learnt = mq_learnt_keep(a->keep, &options->learnt, &a->source, &a->target, &a->learnt);
  out->doubts = mq_doubts_find(&a->source, &a->target, &a->beads);
  keep_beads(a->keep, &a->beads);
  out->beads = a->beads.at;
  out->count = a->beads.count;
}

enum { LONG_DOCUMENT = 5000 }; /* segments of both sides; longer ones have learnt enough after one pass */

int mq_align(mq_arena *arena, const mq_text *source, const mq_text *target, mq_lookup *lookup,
             const mq_align_options *options, const mq_watch *watch, mq_aligned *out, mtqc_error *error) {
  aligner a = {.keep = arena, .document = new_scratch(arena), .pass = new_scratch(arena)};
  const int status = mq_fixed_find(a.document, source, target, options, &a.fixed, error);
  if (status) return status;
  a.source = mq_bags_make(a.document, source, MTQC_SOURCE, lookup);
  a.target = mq_bags_make(a.document, target, MTQC_TARGET, lookup);
  mq_fixed_group(a.document, &a.source, &a.fixed, options->paragraphs);
  mq_fixed_group(a.document, &a.target, &a.fixed, options->paragraphs);
  mq_links_collect(a.document, &a.source, &a.target, lookup, &a.known);
  mq_learnt_link(a.document, &options->learnt, &a.source, &a.target, &a.known);
  a.model = mq_score_model_first(&a.source, &a.target, options);
  const unsigned passes = source->segment_count + target->segment_count > LONG_DOCUMENT ? 2 : 3;
  a.advance = (mq_advance){.watch = watch, .steps = passes + 1};
  first_pass(&a);
  for (unsigned pass = 2; pass <= passes && !a.advance.stopped; pass++) next_pass(&a);
  if (!a.advance.stopped) finish(&a, options, out);
  mq_arena_clear(a.pass);
  mq_arena_clear(a.document);
  return a.advance.stopped || !mq_advance_tell(&a.advance, 1) ? mq_error_set(error, MTQC_EIO, "stopped") : MTQC_OK;
}
