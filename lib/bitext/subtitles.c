/* Subtitles: SubRip (SRT) and WebVTT. Cues follow one another as the sentences run: a cue goes on in the next one, unless it
 * ends a sentence. Numbers, times, headers, notes and positions are no text. What is no cue is left out up to the next time or
 * blank line, and told, so that one slip does not cost the rest of the file. */
#include "extract.h"

#include <ctype.h>

/* "00:01:02,345 --> ..." (SRT) or "01:02.345 --> ..." */
static bool is_timing(mq_str line) {
  size_t i = 0;
  while (i < line.size && (isdigit((unsigned char)line.at[i]) || strchr(":.,", line.at[i]))) i++;
  mq_str rest = mq_str_trim((mq_str){line.at + i, line.size - i});
  return i >= 5 && mq_str_starts(rest, MQ_STR("-->")) && rest.size > 8 &&
         isdigit((unsigned char)*mq_str_trim((mq_str){rest.at + 3, rest.size - 3}).at);
}

/* Whether what was read so far ends a sentence; marks of closing and tags behind the full stop do not count. */
static bool ends_sentence(mq_str text) {
  while (text.size) {
    const char last = text.at[text.size - 1];
    if (last == '>') {
      while (text.size && text.at[text.size - 1] != '<') text.size--;
      text.size -= text.size > 0;
    } else if (last == '"' || last == '\'' || last == ')' || last == ' ' || last == ']') text.size--;
    else break;
  }
  static const mq_str ends[] = {{".", 1},      {"!", 1},      {"?", 1},      {":", 1},
                                {"\u2026", 3}, {"\u3002", 3}, {"\uff01", 3}, {"\uff1f", 3},
                                {"\u266a", 3}, {"\u201d", 3}, {"\u201c", 3}, {"\u00bb", 2}};
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
    if (mq_str_ends(text, ends[i])) return true;
  return text.size == 0;
}

/* A line of a cue; "{\an8}" is a position. */
static void take_text(mtqc_file *file, mq_str line) {
  if (mq_str_starts(line, MQ_STR("{\\"))) {
    const char *close = memchr(line.at, '}', line.size);
    if (close) line = (mq_str){close + 1, (size_t)(line.at + line.size - close - 1)};
  }
  const mq_str words = mq_str_trim(line);
  const bool speaker = words.size > 1 && words.at[0] == '-';
  if (speaker || ends_sentence(mq_buf_view(&file->passage.text))) mq_extract_break(file);
  mq_extract_text(file, line);
}

static int next_line(mtqc_file *file, mq_str *line) {
  const int status = mq_input_line(&file->input, line, file->error);
  if (status == 1 && file->input.place.byte == 0 && mq_str_starts(*line, MQ_STR("\xef\xbb\xbf")))
    *line = (mq_str){line->at + 3, line->size - 3};
  return status;
}

/* The text of a cue, up to a blank line. */
static int take_cue(mtqc_file *file) {
  mq_str line;
  int status;
  while ((status = next_line(file, &line)) == 1 && mq_str_trim(line).size) {
    /* The line end before a line of a cue is a space. */
    if (file->passage.text.size) file->space = line.at, file->space_end = line.at;
    take_text(file, line);
  }
  return status;
}

static int skip_block(mtqc_file *file) {
  mq_str line;
  int status;
  while ((status = next_line(file, &line)) == 1 && mq_str_trim(line).size) continue;
  return status;
}

static bool is_number(mq_str line) {
  for (size_t i = 0; i < line.size; i++)
    if (!isdigit((unsigned char)line.at[i])) return false;
  return line.size > 0;
}

static void note_fault(mtqc_file *file, const char *what) {
  *mq_push(file->arena, &file->faults) = (mq_fault){file->input.place, what};
}

/* Goes on behind a line that should be another one; it is blank where the block has ended already. */
static int recover(mtqc_file *file, mq_str line, const char *what) {
  int status = 1;
  note_fault(file, what);
  mq_extract_break(file);
  while (mq_str_trim(line).size && (status = next_line(file, &line)) == 1)
    if (is_timing(line)) return take_cue(file);
  return status;
}

static int read_srt(mtqc_file *file) {
  mq_str line;
  int status = 1;
  while (status == 1 && (status = next_line(file, &line)) == 1) {
    line = mq_str_trim(line);
    if (line.size == 0) continue;
    if (is_number(line) && (status = next_line(file, &line)) != 1) {
      if (status == 0) note_fault(file, "a cue without a time");
      break;
    }
    status = is_timing(line) ? take_cue(file) : recover(file, line, "a time (00:00:00,000 --> 00:00:00,000) is needed here");
  }
  return status;
}

static bool is_left_out(mq_str line) {
  return mq_str_starts(line, MQ_STR("NOTE")) || mq_str_starts(line, MQ_STR("STYLE")) ||
         mq_str_starts(line, MQ_STR("REGION"));
}

static int read_header(mtqc_file *file) {
  mq_str line = {0};
  const int status = next_line(file, &line);
  if (status < 0) return status;
  if (status == 0 || !mq_str_starts(line, MQ_STR("WEBVTT"))) return recover(file, line, "WEBVTT is needed here");
  return mq_str_trim(line).size ? skip_block(file) : 1;
}

static int read_vtt(mtqc_file *file) {
  mq_str line;
  int status = read_header(file);
  while (status == 1 && (status = next_line(file, &line)) == 1) {
    line = mq_str_trim(line);
    if (line.size == 0) continue;
    if (is_left_out(line)) {
      mq_extract_comment(file, (mq_str){line.at + 4, line.size - 4});
      status = skip_block(file);
      continue;
    }
    if (!is_timing(line) && (status = next_line(file, &line)) != 1) {
      if (status == 0) note_fault(file, "a cue without a time");
      break;
    }
    status = is_timing(line) ? take_cue(file) : recover(file, line, "a time (00:00.000 --> 00:00.000) is needed here");
  }
  return status;
}

const mq_document_reader mq_reader_srt = {.name = "srt", .endings = {".srt"}, .read = read_srt};
const mq_document_reader mq_reader_vtt = {.name = "vtt", .endings = {".vtt"}, .read = read_vtt};
