/* Segments that are longer than the user allows: in characters, bytes of UTF-8, lines, characters of a line. */
#include "check.h"

#include <stdlib.h>

enum { CHARACTERS, BYTES, LINES, LINE, LIMITS };

static const mq_option_row options[] = {
    [CHARACTERS] = {"length-limit.characters", "0", "most characters (code points) of a segment; 0: no limit", MQ_WHOLE, 0, 1e9},
    [BYTES] = {"length-limit.bytes", "0", "most bytes of a segment in UTF-8; 0: no limit", MQ_WHOLE, 0, 1e9},
    [LINES] = {"length-limit.lines", "0", "most lines of a segment; 0: no limit", MQ_WHOLE, 0, 1e9},
    [LINE] = {"length-limit.line", "0", "most characters of a line of a segment; 0: no limit", MQ_WHOLE, 0, 1e9},
    [LIMITS] = {0}};

typedef struct limits {
  size_t most[LIMITS]; /* 0: none */
  bool any;
} limits;

static void *prepare(const mq_setup *setup) {
  limits *all = mq_arena_alloc(setup->arena, sizeof *all);
  for (size_t i = 0; i < LIMITS; i++) {
    all->most[i] = (size_t)strtoul(setup->settings[i], NULL, 10);
    all->any = all->any || all->most[i];
  }
  return all;
}

static bool is_first_byte(char c) { return ((unsigned char)c & 0xc0) != 0x80; }

/* The byte at which the text is longer than `most` code points; its size if it is not. */
static size_t byte_after(mq_str text, size_t most) {
  size_t i = 0;
  for (; i < text.size; i++)
    if (is_first_byte(text.at[i]) && most-- == 0) break;
  return i;
}

static size_t count_characters(mq_str text) {
  size_t count = 0;
  for (size_t i = 0; i < text.size; i++) count += is_first_byte(text.at[i]);
  return count;
}

static void report(mq_context *context, const mq_view *view, size_t from, size_t to, size_t size, size_t most,
                   const char *unit) {
  const mq_span span = {view->target_start + (uint32_t)from, view->target_start + (uint32_t)to};
  mq_finding *finding = mq_find_target(context, view, span);
  finding->confidence = .99f;
  mq_finding_message(context, finding, "%zu %s, the limit is %zu", size, unit, most);
}

/* Lines are counted, and each measured. */
static void check_lines(mq_context *context, const mq_view *view, mq_str text) {
  const limits *all = context->prepared;
  size_t lines = 0, beyond = text.size;
  for (size_t start = 0; start <= text.size; lines++) {
    size_t end = start;
    while (end < text.size && text.at[end] != '\n') end++;
    const mq_str line = mq_str_trim((mq_str){text.at + start, end - start});
    const size_t over = all->most[LINE] ? byte_after(line, all->most[LINE]) : line.size;
    if (over < line.size)
      report(context, view, (size_t)(line.at - text.at) + over, (size_t)(line.at - text.at) + line.size,
             count_characters(line), all->most[LINE], "characters in a line");
    if (lines == all->most[LINES]) beyond = start;
    start = end + 1;
  }
  if (all->most[LINES] && lines > all->most[LINES] && beyond < text.size)
    report(context, view, beyond, text.size, lines, all->most[LINES], "lines");
}

static void segment(mq_context *context, const mq_view *view) {
  const limits *all = context->prepared;
  if (!all->any || view->target_start == view->target_end) return;
  const mq_str text = mq_view_target(context->text[MTQC_TARGET], view);
  const size_t over = all->most[CHARACTERS] ? byte_after(text, all->most[CHARACTERS]) : text.size;
  if (over < text.size)
    report(context, view, over, text.size, count_characters(text), all->most[CHARACTERS], "characters");
  if (all->most[BYTES] && text.size > all->most[BYTES]) {
    size_t from = all->most[BYTES];
    while (!is_first_byte(text.at[from])) from--;
    report(context, view, from, text.size, text.size, all->most[BYTES], "bytes");
  }
  if (all->most[LINES] || all->most[LINE]) check_lines(context, view, text);
}

const mq_check mq_check_length_limit = {
    .prepare = prepare,
    .segment = segment,
    .options = options,
    .explanation = "A segment with more characters, bytes, lines or characters in a line than the user allows; what is beyond the limit is marked.\n"
                   "White space at both ends of a segment and of a line does not count. Says nothing unless an option is set."};
