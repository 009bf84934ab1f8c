/* Documents become paragraphs; sentence.c cuts these into segments.
 *
 * A blank line ends a paragraph. In a document without any, every line is a paragraph of its own, unless the text is
 * evidently hard-wrapped: filled by a program up to some width, which shows in that the next line's first word would not
 * have fitted, and broken inside sentences. Invariant: two passes over the bytes, no memory per line. */
#include "line.h"
#include "sentence.h"
#include "unicode.h"

#include <unicode/uchar.h>

/* Line widths in columns. Wrapped text is neither narrower (verse, lists) nor wider (one paragraph a line). */
enum { LEAST_WIDTH = 50, LARGEST_WIDTH = 100, WIDTH_ROOM = 256, LEAST_BREAKS = 2 };

/* What the pass over the lines gathers about line ends inside blocks of lines that touch. */
typedef struct line_survey {
  size_t lines, blank_between; /* blank lines with text before and after */
  size_t breaks;               /* line ends with a line of text on both sides */
  size_t inside;               /* of these, not after the end of a sentence */
  size_t lower;                /* of these, before a lower-case letter */
  size_t caseless;             /* of these, before a letter of a script without case */
  size_t widths[WIDTH_ROOM];   /* of the lines before breaks */
  size_t needed[WIDTH_ROOM];   /* the width had the next line's first word stood there too */
} line_survey;

typedef struct line_facts {
  bool text, ends_sentence;
  size_t width, first_word; /* columns */
  int32_t first_letter;
} line_facts;

static size_t columns_of(int32_t c) { return c >= 0x2e80 && c <= 0x3ffff ? 2 : 1; }

/* Looks no farther than a wrapped line could reach. */
static void measure_line(mq_str bytes, mq_segment line, line_facts *facts) {
  bool in_word = true;
  for (size_t i = line.start; i < line.end && facts->width < WIDTH_ROOM;) {
    const int32_t c = mq_next(bytes.at, &i, line.end);
    const mq_class class = mq_class_of(c);
    if (class == MQ_C_MARK || class == MQ_C_IGNORED) continue;
    if (class == MQ_C_SPACE || (class == MQ_C_SPACELESS && facts->width)) in_word = false;
    facts->width += columns_of(c);
    if (in_word) facts->first_word = facts->width;
    if (!facts->first_letter && (class == MQ_C_LETTER || class == MQ_C_SPACELESS)) facts->first_letter = c;
  }
}

static bool ends_sentence(mq_str bytes, mq_segment line) {
  for (size_t i = line.end; i > line.start;) {
    const int32_t c = mq_previous(bytes.at, line.start, &i);
    if (c == ':' || c == 0x2026 || u_hasBinaryProperty(c, UCHAR_S_TERM)) return true;
    const int8_t type = u_charType(c);
    if (type != U_END_PUNCTUATION && !mq_is_quote(c)) return false;
  }
  return true;
}

static line_facts facts_of(mq_str bytes, mq_segment line) {
  line_facts facts = {.text = line.start < line.end};
  if (!facts.text) return facts;
  measure_line(bytes, line, &facts);
  facts.ends_sentence = ends_sentence(bytes, line);
  return facts;
}

static void note_break(line_survey *survey, const line_facts *above, const line_facts *below) {
  const size_t needed = above->width + 1 + below->first_word;
  survey->breaks++;
  survey->widths[above->width < WIDTH_ROOM ? above->width : WIDTH_ROOM - 1]++;
  survey->needed[needed < WIDTH_ROOM ? needed : WIDTH_ROOM - 1]++;
  if (above->ends_sentence) return;
  survey->inside++;
  if (u_islower(below->first_letter)) survey->lower++;
  if (!u_islower(below->first_letter) && !u_isupper(below->first_letter)) survey->caseless++;
}

static void survey_lines(mq_str bytes, line_survey *survey) {
  line_facts above = {0};
  size_t blank = 0;
  for (size_t start = 0, end; start < bytes.size;) {
    const size_t next = mq_line_next(bytes, start, &end);
    const line_facts line = facts_of(bytes, mq_segment_trimmed(bytes, start, end));
    if (line.text && above.text) note_break(survey, &above, &line);
    if (line.text && survey->lines) survey->blank_between += blank;
    if (line.text) survey->lines++, blank = 0;
    else blank++;
    above = line;
    start = next;
  }
}

/* The width that the text was filled to: 19 of 20 lines are no wider (one word without spaces may stick out). */
static size_t filled_width(const line_survey *survey) {
  size_t width = 0;
  for (size_t seen = survey->widths[0]; width + 1 < WIDTH_ROOM && seen * 20 < survey->breaks * 19;)
    seen += survey->widths[++width];
  return width;
}

static bool is_hard_wrapped(const line_survey *survey) {
  const size_t width = filled_width(survey);
  if (survey->breaks < LEAST_BREAKS || width < LEAST_WIDTH || width > LARGEST_WIDTH) return false;
  size_t full = 0;
  for (size_t i = width + 1; i < WIDTH_ROOM; i++) full += survey->needed[i];
  return full * 10 >= survey->breaks * 8 && survey->inside * 2 > survey->breaks &&
         survey->lower * 4 >= survey->inside - survey->caseless;
}

mq_text mq_text_segment(mq_arena *arena, const mq_language *language, mq_str bytes) {
  line_survey *survey = mq_arena_alloc(arena, sizeof *survey);
  survey_lines(bytes, survey);
  mq_text text = {.language = language, .bytes = bytes, .hard_wrapped = is_hard_wrapped(survey)};
  const bool by_line = !survey->blank_between && !text.hard_wrapped;
  mq_sentencer sentencer = mq_sentencer_new(arena, language, bytes);
  mq_segment_list segments = {0};
  size_t open = SIZE_MAX, open_end = 0; /* the paragraph being gathered */
  for (size_t start = 0; start <= bytes.size;) {
    size_t end = start;
    const size_t next = start < bytes.size ? mq_line_next(bytes, start, &end) : SIZE_MAX;
    const mq_segment line = mq_segment_trimmed(bytes, start, end);
    const bool blank = line.start == line.end;
    if (open != SIZE_MAX && (blank || by_line)) {
      mq_sentencer_cut(&sentencer, open, open_end, (uint32_t)text.paragraph_count++, &segments);
      open = SIZE_MAX;
    }
    if (!blank) {
      if (open == SIZE_MAX) open = line.start;
      open_end = line.end;
    }
    start = next;
  }
  text.segments = segments.at;
  text.segment_count = segments.count;
  return text;
}
