/* Structure of Markdown and reStructuredText that differs from the source.
 *
 * Counted are the marks that make something of the text between them: code spans (whose text must stay), targets of links
 * and images, strong emphasis, the level of a heading, roles of reStructuredText. Lone asterisks and underscores are left
 * alone: running text has them too. */
#include "pieces.h"

enum { CODE = 1, LINK, IMAGE, STRONG, HEADING, ROLE };

static bool starts(mq_str s, size_t i, const char *text) {
  return mq_str_starts((mq_str){s.at + i, s.size - i}, mq_str_of(text));
}

static size_t run_of(mq_str s, size_t i, char c) {
  size_t size = 0;
  while (i + size < s.size && s.at[i + size] == c) size++;
  return size;
}

/* A code span: as many backticks as it began with close it. Its size; 0 if it is not closed. */
static size_t scan_code(mq_str s, size_t i) {
  const size_t ticks = run_of(s, i, '`');
  for (size_t k = i + ticks; k < s.size;) {
    const size_t more = run_of(s, k, '`');
    if (more == ticks) return k + more - i;
    k += more ? more : 1;
  }
  return 0;
}

/* ":ref:`" */
static size_t scan_role(mq_str s, size_t i) {
  size_t k = i + 1;
  while (k < s.size && ((s.at[k] >= 'a' && s.at[k] <= 'z') || (s.at[k] & 0x80) || s.at[k] == '-' || s.at[k] == '+' ||
                        (s.at[k] == ':' && k > i + 1)))
    k++;
  return k > i + 2 && s.at[k - 1] == ':' && k < s.size && s.at[k] == '`' ? k - i : 0;
}

static void add(mq_pieces *list, uint32_t base, size_t start, size_t size, mq_str key, unsigned kind) {
  mq_pieces_add(list, (mq_span){base + (uint32_t)start, base + (uint32_t)(start + size)}, key, kind, false);
}

static void collect(mq_str s, uint32_t base, mq_pieces *list) {
  for (size_t i = 0; i < s.size; i++) {
    size_t size = 0;
    const bool line_start = i == 0 || s.at[i - 1] == '\n';
    if (s.at[i] == '`' && (size = scan_code(s, i))) {
      add(list, base, i, size, (mq_str){s.at + i, size}, CODE);
    } else if (s.at[i] == ':' && (size = scan_role(s, i))) {
      add(list, base, i, size, (mq_str){s.at + i, size}, ROLE);
      const size_t text = scan_code(s, i + size); /* the text of a role is translated */
      size += text;
    } else if (starts(s, i, "**") || (starts(s, i, "__") && line_start)) {
      size = run_of(s, i, s.at[i]);
      if (size == 2) add(list, base, i, 2, MQ_STR("**"), STRONG);
    } else if (starts(s, i, "](")) {
      add(list, base, i, size = 2, MQ_STR("]("), LINK);
    } else if (starts(s, i, "![")) {
      add(list, base, i, size = 2, MQ_STR("!["), IMAGE);
    } else if (line_start && s.at[i] == '#') {
      size = run_of(s, i, '#');
      if (size <= 6 && i + size < s.size && s.at[i + size] == ' ')
        add(list, base, i, size, (mq_str){s.at + i, size}, HEADING);
    }
    if (size) i += size - 1;
  }
}

static void segment(mq_context *context, const mq_view *view) {
  static const uint32_t marks = MQ_T_BACKTICK | MQ_T_STAR | MQ_T_SQUARE | MQ_T_HASH;
  if (!((view->source_traits | view->target_traits) & marks) || !view->source_count || !view->target_count) return;
  mq_pieces *source = mq_pieces_new(context), *target = mq_pieces_new(context);
  collect(mq_view_source(context->text[MTQC_SOURCE], view), view->source_start, source);
  collect(mq_view_target(context->text[MTQC_TARGET], view), view->target_start, target);
  if (!source->count && target->count && view->target_traits & MQ_T_SQUARE) return;
  if (!mq_pieces_match(source, target)) mq_pieces_report(context, view, source, target, "mark-up", .8f);
}

const mq_check mq_check_markdown_mismatch = {
    .segment = segment,
    .explanation = "Markdown and reStructuredText of the source must be kept: code spans byte by byte, the number of links and images, strong\n"
                   "emphasis (**), the level of headings, roles (:ref:`...`). The addresses of links are compared by url-mismatch."};
