/* Pairing and reporting of pieces (see pieces.h). Lists are bounded, so pairing every one with every one is too. */
#include "pieces.h"

mq_pieces *mq_pieces_new(mq_context *context) {
  mq_pieces *list = mq_arena_alloc(context->scratch, sizeof *list);
  list->count = 0;
  return list;
}

void mq_pieces_add(mq_pieces *list, mq_span span, mq_str key, unsigned group, bool free) {
  if (list->count < MQ_MOST_PIECES) list->at[list->count++] = (mq_piece){span, key, group, free, false};
}

static mq_piece *find(mq_pieces *list, mq_str key, bool used) {
  for (size_t i = 0; i < list->count; i++)
    if (list->at[i].used == used && mq_str_equal(list->at[i].key, key)) return &list->at[i];
  return NULL;
}

static bool close_repeated(mq_pieces *list, mq_pieces *other) {
  bool all = true;
  for (size_t i = 0; i < list->count; i++) {
    mq_piece *piece = &list->at[i];
    if (!piece->used && piece->free && find(other, piece->key, true)) piece->used = true;
    all = all && piece->used;
  }
  return all;
}

bool mq_pieces_match(mq_pieces *source, mq_pieces *target) {
  for (size_t i = 0; i < source->count; i++) {
    mq_piece *same = find(target, source->at[i].key, false);
    if (same) same->used = source->at[i].used = true;
  }
  const bool source_done = close_repeated(source, target), target_done = close_repeated(target, source);
  return source_done && target_done;
}

static mq_piece *left_over(mq_pieces *list, unsigned group) {
  for (size_t i = 0; i < list->count; i++)
    if (!list->at[i].used && list->at[i].group == group) return &list->at[i];
  return NULL;
}

/* What may be repeated is reported once. */
static void use_repeated(mq_pieces *list, size_t first) {
  for (size_t i = first + 1; i < list->count; i++)
    if (mq_str_equal(list->at[i].key, list->at[first].key)) list->at[i].used = true;
}

void mq_pieces_report(mq_context *context, const mq_view *view, mq_pieces *source, mq_pieces *target, const char *noun,
                      float confidence) {
  for (size_t i = 0; i < source->count; i++) {
    mq_piece *from = &source->at[i], *to = from->used ? NULL : left_over(target, from->group);
    if (from->used) continue;
    if (from->free) use_repeated(source, i);
    const mq_str wanted = mq_span_text(context->text[MTQC_SOURCE], from->span);
    mq_finding *finding = to ? mq_find_target(context, view, to->span) : mq_find_source(context, view, from->span);
    finding->has_source = true;
    finding->source = from->span;
    finding->confidence = confidence;
    if (to) {
      to->used = true;
      mq_finding_message(context, finding, "The %s %.*s of the source became %.*s", noun, MQ_FMT(wanted),
                         MQ_FMT(mq_span_text(context->text[MTQC_TARGET], to->span)));
      mq_finding_suggest(context, finding, wanted);
    } else {
      mq_finding_message(context, finding, "The %s %.*s of the source is missing", noun, MQ_FMT(wanted));
    }
  }
  for (size_t i = 0; i < target->count; i++) {
    if (target->at[i].used) continue;
    if (target->at[i].free) use_repeated(target, i);
    mq_finding *finding = mq_find_target(context, view, target->at[i].span);
    finding->confidence = confidence;
    mq_finding_message(context, finding, "The %s %.*s is not in the source", noun,
                       MQ_FMT(mq_span_text(context->text[MTQC_TARGET], target->at[i].span)));
  }
}
