/* Making findings, and notes. */
#include "check.h"

enum { MOST_NOTES = 8 };

static mq_finding *add(mq_context *context, const mq_view *view) {
  mq_finding *finding = mq_push(context->arena, &context->findings);
  finding->check = context->check;
  finding->severity = mq_checks[context->check].severity;
  finding->confidence = 0.5f;
  finding->bead = (uint32_t)view->index;
  finding->message = mq_checks[context->check].meaning;
  return finding;
}

mq_finding *mq_find_target(mq_context *context, const mq_view *view, mq_span span) {
  mq_finding *finding = add(context, view);
  finding->has_target = true;
  finding->target = span;
  return finding;
}

mq_finding *mq_find_source(mq_context *context, const mq_view *view, mq_span span) {
  mq_finding *finding = add(context, view);
  finding->has_source = true;
  finding->source = span;
  return finding;
}

static const char *format_text(mq_arena *arena, const char *format, va_list arguments) {
  mq_buf buf = {.arena = arena};
  mq_buf_vformat(&buf, format, arguments);
  return buf.at ? buf.at : "";
}

void mq_finding_message(mq_context *context, mq_finding *finding, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  finding->message = format_text(context->arena, format, arguments);
  va_end(arguments);
}

static void keep(mq_context *context, const char ***list, uint8_t *count, const char *text) {
  if (*count == MOST_NOTES) return;
  if (!*list) *list = mq_arena_array(context->arena, MOST_NOTES, sizeof **list);
  (*list)[(*count)++] = text;
}

void mq_finding_evidence(mq_context *context, mq_finding *finding, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  keep(context, &finding->evidence, &finding->evidence_count, format_text(context->arena, format, arguments));
  va_end(arguments);
}

void mq_finding_suggest(mq_context *context, mq_finding *finding, mq_str suggestion) {
  keep(context, &finding->suggestions, &finding->suggestion_count,
       mq_arena_copy(context->arena, suggestion.at, suggestion.size));
}

void mq_note_add(mq_context *context, const mq_view *view, size_t token, const void *data, size_t size) {
  const void *kept = size ? memcpy(mq_arena_alloc(context->work, size), data, size) : NULL;
  *mq_push(context->work, &context->notes[context->check]) = (mq_note){view, token, kept};
}
