/* The ways into a run: documents, lines, pairs, lists of segments; each has a cutter, which says what its segments are. */
#include "run.h"

#include "pairs.h"

#include <mtqc/check.h>

typedef struct texts {
  mq_str text[2];
  bool has_source;
  const mq_given_text *given[2]; /* places and markers, or NULL */
  const mq_watch *watch;         /* of an alignment; NULL: nobody */
} texts;

static int check_sizes(const texts *in, mtqc_error *error) {
  if (in->text[MTQC_SOURCE].size <= MTQC_TEXT_MAX && in->text[MTQC_TARGET].size <= MTQC_TEXT_MAX) return MTQC_OK;
  return mq_error_set(error, MTQC_ELIMIT, "text larger than %zu bytes", MTQC_TEXT_MAX);
}

typedef mq_text (*segmenter)(mq_arena *arena, const mq_language *language, mq_str bytes);

static int cut_texts(mq_run *r, const texts *in, segmenter segment, mtqc_error *error) {
  const int status = check_sizes(in, error);
  if (status) return status;
  r->has_source = in->has_source;
  r->watch = in->watch;
  for (int side = in->has_source ? MTQC_SOURCE : MTQC_TARGET; side <= MTQC_TARGET; side++)
    r->text[side] = segment(r->work, &r->checker->language[side], in->text[side]);
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    if (!in->given[side]) continue;
    r->places[side] = in->given[side]->places;
    r->off[side] = in->given[side]->off;
  }
  return MTQC_OK;
}

static int cut_documents(mq_run *r, const void *input, mtqc_error *error) {
  const int status = cut_texts(r, input, mq_text_segment, error);
  r->aligned_by_us = r->has_source;
  return status;
}

/* Lines that are segments, still to be aligned. */
static int cut_segmented(mq_run *r, const void *input, mtqc_error *error) {
  const int status = cut_texts(r, input, mq_text_lines, error);
  r->aligned_by_us = true;
  return status;
}

/* Line i belongs to line i. */
static int cut_lines(mq_run *r, const void *input, mtqc_error *error) {
  const int status = cut_texts(r, input, mq_text_lines, error);
  const size_t source = r->text[MTQC_SOURCE].segment_count, target = r->text[MTQC_TARGET].segment_count;
  if (status || source == target) return status;
  return mq_error_set(error, MTQC_EINPUT, "%zu lines in the source, %zu in the translation", source, target);
}

typedef struct given_pairs {
  const mtqc_text *texts[2];
  size_t count;
} given_pairs;

/* Pairs from the caller's arrays. */
static int gather_given(void *payload, mq_pairs *pairs, mtqc_error *error) {
  const given_pairs *in = payload;
  for (size_t i = 0; i < in->count; i++)
    for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
      const mq_pair_side given = {.text = {in->texts[side][i].bytes, in->texts[side][i].size}};
      if (!mq_pairs_add(pairs, (mtqc_side)side, &given))
        return mq_error_set(error, MTQC_ELIMIT, "segments of one side larger than %zu bytes", MTQC_TEXT_MAX);
    }
  return MTQC_OK;
}

typedef struct pair_source {
  mq_gather gather;
  void *payload;
  const mq_watch *watch;
} pair_source;

static int cut_pairs(mq_run *r, const void *input, mtqc_error *error) {
  const pair_source *in = input;
  mq_pairs *pairs = mq_arena_alloc(r->keep, sizeof *pairs);
  *pairs = mq_pairs_new(r->keep);
  const int status = in->gather(in->payload, pairs, error);
  if (status) return status;
  r->has_source = true;
  r->names = pairs->names.at;
  r->watch = in->watch;
  for (int side = MTQC_SOURCE; side <= MTQC_TARGET; side++) {
    r->text[side] = (mq_text){.language = &r->checker->language[side],
                              .bytes = mq_buf_view(&pairs->text[side]),
                              .segments = pairs->segments[side].at,
                              .segment_count = pairs->segments[side].count,
                              .paragraph_count = pairs->segments[side].count};
    r->off[side] = pairs->off[side];
    r->places[side] = (mq_places){r->text[side].bytes, pairs->points[side].at, pairs->points[side].count, pairs->width};
  }
  return MTQC_OK;
}

/* A checker made without a source language cannot read a source. */
static int needs_source_language(const mtqc_checker *checker, mtqc_error *error) {
  if (checker->has_source) return MTQC_OK;
  return mq_error_set(error, MTQC_EARGUMENT, "the checker has no source language");
}

static int check_with(const mtqc_checker *checker, mq_cutter cut, const void *input, bool has_source, mtqc_report **out,
                      mtqc_error *error) {
  void *product = NULL;
  int status = has_source ? needs_source_language(checker, error) : MTQC_OK;
  if (!status) status = mq_run_start(checker, cut, input, mq_make_report, &product, error);
  *out = product;
  return status;
}

int mtqc_check(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
               size_t target_size, mtqc_report **out, mtqc_error *error) {
  const texts in = {{{source, source ? source_size : 0}, {target, target_size}}, source != NULL, {NULL, NULL}, NULL};
  return check_with(checker, cut_documents, &in, in.has_source, out, error);
}

int mtqc_check_lines(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                     size_t target_size, mtqc_report **out, mtqc_error *error) {
  const texts in = {{{source, source_size}, {target, target_size}}, true, {NULL, NULL}, NULL};
  return check_with(checker, cut_lines, &in, true, out, error);
}

int mq_check_texts(const mtqc_checker *checker, const mq_given_text *source, const mq_given_text *target, bool lines,
                   mtqc_report **out, mtqc_error *error) {
  const texts in = {
      {source ? source->places.text : (mq_str){NULL, 0}, target->places.text}, source != NULL, {source, target}, NULL};
  return check_with(checker, lines ? cut_lines : cut_documents, &in, in.has_source, out, error);
}

int mq_check_pairs(const mtqc_checker *checker, mq_gather gather, void *payload, mtqc_report **out, mtqc_error *error) {
  const pair_source in = {gather, payload, NULL};
  const int status = check_with(checker, cut_pairs, &in, true, out, error);
  return status == MQ_NO_PAIRS ? MTQC_OK : status;
}

int mtqc_check_segments(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets, size_t count,
                        mtqc_report **out, mtqc_error *error) {
  return mtqc_check_segments_watched(checker, sources, targets, count, NULL, NULL, out, error);
}

int mtqc_check_segments_watched(const mtqc_checker *checker, const mtqc_text *sources, const mtqc_text *targets,
                                size_t count, mtqc_progress progress, void *payload, mtqc_report **out,
                                mtqc_error *error) {
  given_pairs given = {{sources, targets}, count};
  const mq_watch watch = {progress, payload};
  const pair_source in = {gather_given, &given, progress ? &watch : NULL};
  return check_with(checker, cut_pairs, &in, true, out, error);
}

static int align_with(const mtqc_checker *checker, mq_cutter cut, const void *in, mtqc_alignment **out,
                      mtqc_error *error) {
  void *product = NULL;
  int status = needs_source_language(checker, error);
  if (!status) status = mq_run_start(checker, cut, in, mq_make_alignment, &product, error);
  *out = product;
  return status;
}

int mtqc_align(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
               size_t target_size, mtqc_alignment **out, mtqc_error *error) {
  return mtqc_align_watched(checker, source, source_size, target, target_size, 0, NULL, NULL, out, error);
}

int mtqc_align_lines(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                     size_t target_size, mtqc_alignment **out, mtqc_error *error) {
  return mtqc_align_watched(checker, source, source_size, target, target_size, 1, NULL, NULL, out, error);
}

int mtqc_align_watched(const mtqc_checker *checker, const char *source, size_t source_size, const char *target,
                       size_t target_size, int lines, mtqc_progress progress, void *payload, mtqc_alignment **out,
                       mtqc_error *error) {
  const mq_watch watch = {progress, payload};
  const texts in = {{{source, source_size}, {target, target_size}}, true, {NULL, NULL}, progress ? &watch : NULL};
  return align_with(checker, lines ? cut_segmented : cut_documents, &in, out, error);
}

/* Segments given one by one, each side with its own number of them. */
typedef struct segment_lists {
  const mtqc_text *texts[2]; /* by mtqc_side */
  size_t count[2];
} segment_lists;

static int join_segments(mq_run *r, const segment_lists *in, int side, mtqc_error *error) {
  mq_buf bytes = {.arena = r->work};
  mq_segment *segments = mq_arena_array(r->work, in->count[side], sizeof *segments);
  for (size_t i = 0; i < in->count[side]; i++) {
    const mq_str piece = {in->texts[side][i].bytes, in->texts[side][i].size};
    if (piece.size >= MTQC_TEXT_MAX - bytes.size)
      return mq_error_set(error, MTQC_ELIMIT, "segments of one side larger than %zu bytes", MTQC_TEXT_MAX);
    const mq_str trimmed = mq_str_trim(piece);
    segments[i].start = (uint32_t)(bytes.size + (trimmed.size ? (size_t)(trimmed.at - piece.at) : 0));
    segments[i].end = segments[i].start + (uint32_t)trimmed.size;
    segments[i].paragraph = (uint32_t)i;
    if (piece.size) mq_buf_str(&bytes, piece);
    mq_buf_char(&bytes, '\n');
  }
  r->text[side] = (mq_text){.language = &r->checker->language[side],
                            .bytes = mq_buf_view(&bytes),
                            .segments = segments,
                            .segment_count = in->count[side],
                            .paragraph_count = in->count[side]};
  return MTQC_OK;
}

static int cut_segment_lists(mq_run *r, const void *input, mtqc_error *error) {
  r->has_source = r->aligned_by_us = true;
  const int status = join_segments(r, input, MTQC_SOURCE, error);
  return status ? status : join_segments(r, input, MTQC_TARGET, error);
}

int mtqc_align_segments(const mtqc_checker *checker, const mtqc_text *sources, size_t source_count,
                        const mtqc_text *targets, size_t target_count, mtqc_alignment **out, mtqc_error *error) {
  const segment_lists in = {{sources, targets}, {source_count, target_count}};
  return align_with(checker, cut_segment_lists, &in, out, error);
}
