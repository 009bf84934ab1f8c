/* Paths, options of commands, network addresses and calls that differ from the source, byte by byte. */
#include "pieces.h"
#include "text/literal.h"

static const uint32_t some_literal = MQ_T_SLASH | MQ_T_BACKSLASH | MQ_T_HYPHENS | MQ_T_DIGIT;

static void collect(mq_str text, uint32_t base, mq_pieces *list) {
  for (size_t i = 0; i < text.size; i++) {
    mq_literal kind;
    const size_t size = mq_literal_at(text, i, &kind);
    if (!size) continue;
    mq_pieces_add(list, (mq_span){base + (uint32_t)i, base + (uint32_t)(i + size)}, (mq_str){text.at + i, size}, kind,
                  true);
    i += size - 1;
  }
}

/* Calls have no sign of their own among the traits: "()" makes a text worth a look. */
static bool worth_a_look(const mq_context *context, const mq_view *view) {
  if (view->source_traits & (some_literal & ~(uint32_t)MQ_T_DIGIT)) return true;
  const mq_str source = mq_view_source(context->text[MTQC_SOURCE], view);
  for (size_t i = 0; i + 1 < source.size; i++) {
    if (source.at[i] == '(' && source.at[i + 1] == ')') return true;
    mq_literal kind;
    if (view->source_traits & MQ_T_DIGIT && source.at[i] >= '0' && source.at[i] <= '9' &&
        mq_literal_at(source, i, &kind))
      return true;
  }
  return false;
}

static void segment(mq_context *context, const mq_view *view) {
  if (!view->source_count || !view->target_count || !worth_a_look(context, view)) return;
  mq_pieces *source = mq_pieces_new(context), *target = mq_pieces_new(context);
  collect(mq_view_source(context->text[MTQC_SOURCE], view), view->source_start, source);
  if (!source->count) return;
  collect(mq_view_target(context->text[MTQC_TARGET], view), view->target_start, target);
  if (!mq_pieces_match(source, target)) mq_pieces_report(context, view, source, target, "literal text", .8f);
}

const mq_check mq_check_literal_mismatch = {
    .segment = segment,
    .explanation = "File paths (/usr/bin/env, ~/notes.txt, C:\\Users), options (--verbose), network addresses (192.168.0.1) and calls (open())\n"
                   "of the source must stand in the translation as they are. Nothing is reported where the source has none."};
