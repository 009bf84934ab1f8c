#include "extract.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/* Asides come before what follows in the file; a point says so. */
static void add_asides(mtqc_file *file) {
  mq_passage *passage = &file->passage;
  if (file->aside.text.size == 0) return;
  if (passage->text.size) {
    *mq_push(file->arena, &passage->points) = (mq_point){file->aside.points.at[0].place, (uint32_t)passage->text.size, false, 0};
    mq_buf_text(&passage->text, "\n\n");
  }
  mq_passage_add(passage, &file->aside);
  mq_passage_clear(&file->aside);
}

void mq_extract_break(mtqc_file *file) {
  add_asides(file);
  file->wants_break = file->passage.text.size > 0;
  file->space = NULL;
}

/* Break or space before text that stands at `at`. */
static void separate(mtqc_file *file, const char *at) {
  if (file->wants_break) mq_passage_put(&file->passage, &file->input, at, at, MQ_STR("\n\n"));
  else if (file->space && file->passage.text.size)
    mq_passage_put(&file->passage, &file->input, file->space, file->space_end, MQ_STR(" "));
  file->wants_break = false;
  file->space = NULL;
}

static void note_space(mtqc_file *file, const char *from, const char *to) {
  if (!file->space) file->space = from;
  file->space_end = to;
}

/* End of text that can be copied: single spaces inside it stay. */
static const char *copied_end(const char *at, const char *end) {
  while (at < end && (!is_space(*at) || (*at == ' ' && at + 1 < end && !is_space(at[1])))) at++;
  return at;
}

void mq_extract_text(mtqc_file *file, mq_str piece) {
  const char *at = piece.at, *end = at + piece.size;
  while (at < end) {
    const char *from = at;
    while (at < end && is_space(*at)) at++;
    if (at > from) note_space(file, from, at);
    if (at == end) return;
    separate(file, at);
    from = at;
    at = copied_end(at, end);
    mq_passage_copy(&file->passage, &file->input, (mq_str){from, (size_t)(at - from)});
  }
}

void mq_extract_put(mtqc_file *file, const char *from, const char *to, mq_str text) {
  separate(file, from);
  mq_passage_put(&file->passage, &file->input, from, to, text);
}

static void swap_aside(mtqc_file *file) {
  const mq_passage aside = file->aside;
  file->aside = file->passage;
  file->passage = aside;
}

void mq_extract_open_aside(mtqc_file *file) {
  file->held_break = file->wants_break;
  file->held_space = file->space;
  file->held_space_end = file->space_end;
  swap_aside(file);
  file->wants_break = file->passage.text.size > 0;
  file->space = NULL;
}

void mq_extract_close_aside(mtqc_file *file) {
  swap_aside(file);
  file->wants_break = file->held_break;
  file->space = file->held_space;
  file->space_end = file->held_space_end;
}

/* --- markers --- */

static void close_marker(mtqc_file *file) {
  if (file->aside.text.size) mq_extract_break(file);
  if (file->off_start == SIZE_MAX) return;
  *mq_push(file->arena, &file->off) =
      (mq_off){(uint32_t)file->off_start, (uint32_t)file->passage.text.size, file->off_checks};
  file->off_start = SIZE_MAX;
}

void mq_extract_comment(mtqc_file *file, mq_str comment) {
  comment = mq_str_trim(comment);
  mq_str checks;
  if (mq_str_equal(comment, MQ_STR("mtqc:on"))) close_marker(file);
  if (!mq_off_marker(comment, &checks)) return;
  close_marker(file);
  file->off_start = file->passage.text.size;
  file->off_checks = mq_str_copy(file->arena, checks);
}

void mq_extract_end(mtqc_file *file) {
  add_asides(file);
  close_marker(file);
}
