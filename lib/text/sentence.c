/* Sentence boundaries: ICU's (UAX #29), corrected by what the rules of Unicode leave to the language
 * (stop.c).
 *
 * ICU gives the candidates, but for those before a number, where it takes a full stop for part of it.
 * Invariants: boundaries vanish or move over quotation marks and brackets, nothing else; a segment holds no
 * more than a few windows of text; the work is linear in the bytes. */
#include "sentence.h"

#include "candidate.h"
#include "line.h"
#include "special.h"

/* ICU sees at most a window at once. A segment longer than it ends at the next candidate, whatever speaks
 * against it. */
enum { WINDOW = 1 << 20 };

mq_sentencer mq_sentencer_new(mq_arena *arena, const mq_language *language, mq_str bytes) {
  const size_t room = bytes.size < WINDOW ? bytes.size : WINDOW;
  return (mq_sentencer){.arena = arena,
                        .language = language,
                        .bytes = bytes,
                        .breaker = mq_breaker_new(arena, UBRK_SENTENCE, language->locale),
                        .window = mq_arena_alloc(arena, room),
                        .room = room};
}

static bool is_mark(mq_str mark, mq_str a, mq_str b) {
  return mq_str_equal(mark, a) || mq_str_equal(mark, b);
}

/* To ICU an opening mark right after the terminator closes the sentence, as texts without spaces have it
 * ("？「"). */
static void leave_openers(mq_candidate *c) {
  const mq_language *language = c->language;
  while (c->place > c->start) {
    size_t before = c->place;
    const int32_t p = mq_previous(c->at, c->start, &before);
    const mq_str mark = {c->at + before, c->place - before};
    const bool opens = mq_is_quote(p) && is_mark(mark, language->quote_open, language->quote_open_alt) &&
                       !is_mark(mark, language->quote_close, language->quote_close_alt);
    if (!opens && u_charType(p) != U_START_PUNCTUATION) return;
    c->place = before;
  }
}

/* A closing mark that ICU took for the start of the next sentence, because a space stands before it ("Oui !
 * »"). */
static bool is_stray_closer(const mq_candidate *c, size_t *after) {
  const int32_t p = mq_next(c->at, after, c->end);
  const mq_language *language = c->language;
  if (u_charType(p) == U_END_PUNCTUATION) return true;
  if (!mq_is_quote(p)) return false;
  const mq_str mark = {c->at + c->place, *after - c->place};
  if (is_mark(mark, language->quote_open, language->quote_open_alt)) return false;
  return *after == c->end || mq_is_white(mq_class_of(mq_peek(c->at, *after, c->end)));
}

static void take_stray_closers(mq_candidate *c) {
  while (c->place < c->end) {
    size_t after = c->place;
    if (!is_stray_closer(c, &after)) return;
    c->place = mq_skip_white(c->at, after, c->end);
  }
}

/* Line ends become spaces of the same size: to ICU each would be the end of a sentence. */
static mq_str fill_window(const mq_sentencer *s, size_t start, size_t end) {
  char *w = s->window;
  const size_t size = end - start;
  memcpy(w, s->bytes.at + start, size);
  for (size_t i = 0; i < size; i++) {
    if (w[i] == '\n' || w[i] == '\r') w[i] = ' ';
    if (w[i] == '\xc2' && i + 1 < size && w[i + 1] == '\x85') w[i + 1] = '\xa0';
    if (w[i] == '\xe2' && i + 2 < size && w[i + 1] == '\x80' && (w[i + 2] == '\xa8' || w[i + 2] == '\xa9'))
      w[i + 2] = '\x8a';
  }
  return (mq_str){w, size};
}

/* A piece without letters or figures, or one that is only an address, belongs to the segment before it. */
static bool stands_alone(const mq_sentencer *s, mq_segment segment) {
  const mq_str text = {s->bytes.at + segment.start, segment.end - segment.start};
  const size_t url = mq_scan_url(text, s->language->spaceless);
  for (size_t i = url; i < text.size;) {
    const mq_class class = mq_class_of(mq_next(text.at, &i, text.size));
    if (class == MQ_C_LETTER || class == MQ_C_DIGIT || class == MQ_C_SPACELESS) return true;
  }
  return false;
}

static void add_segment(mq_sentencer *s, size_t start, size_t end, uint32_t paragraph,
                        mq_segment_list *list) {
  mq_segment segment = mq_segment_trimmed(s->bytes, start, end);
  if (segment.start == segment.end) return;
  segment.paragraph = paragraph;
  mq_segment *last = list->count ? &list->at[list->count - 1] : NULL;
  if (last && last->paragraph == paragraph && segment.end - last->start < WINDOW && !stands_alone(s, segment))
    last->end = segment.end;
  else *mq_push(s->arena, list) = segment;
}

/* Where to cut a text that has no candidate in a whole window: after white space if there is some near, else
 * anywhere. */
static size_t emergency_cut(const mq_sentencer *s, size_t start, size_t stop) {
  for (size_t i = stop; i > start && stop - i < 4096; i--)
    if (s->bytes.at[i - 1] == ' ' || s->bytes.at[i - 1] == '\n') return i;
  return stop;
}

/* The end of a window that cuts no code point. */
static size_t window_end(const mq_sentencer *s, size_t start, size_t end) {
  if (end - start <= s->room) return end;
  size_t cut = start + s->room;
  for (int i = 0; i < 3 && ((unsigned char)s->bytes.at[cut] & 0xc0) == 0x80; i++) cut--;
  return cut;
}

/* The next full stop in [from, to) that stands between a word and a number. ICU takes it for a decimal point
 * or an abbreviation if a lower-case word follows the number. SIZE_MAX if there is none. */
static size_t find_stop_before_number(const mq_sentencer *s, size_t from, size_t to) {
  const char *at = s->bytes.at;
  for (const char *found; from < to && (found = memchr(at + from, '.', to - from)); from++) {
    from = (size_t)(found - at);
    size_t before = from, i = from + 1;
    if (!from || mq_class_of(mq_previous(at, 0, &before)) != MQ_C_LETTER) continue;
    for (size_t next = i; i < to && mq_is_closer(mq_next(at, &next, to)); i = next) continue;
    const size_t after = mq_skip_white(at, i, to);
    if (after > i && after < to && mq_class_of(mq_peek(at, after, to)) == MQ_C_DIGIT) return after;
  }
  return SIZE_MAX;
}

/* State of cutting one paragraph. */
typedef struct cutting {
  mq_sentencer *sentencer;
  mq_segment_list *segments;
  uint32_t paragraph;
  size_t segment, end; /* start of the segment being gathered, end of the paragraph */
} cutting;

static void consider(cutting *cut, size_t place) {
  mq_candidate c = {.language = cut->sentencer->language,
                    .at = cut->sentencer->bytes.at,
                    .start = cut->segment,
                    .end = cut->end,
                    .place = place};
  if (place <= cut->segment) return;
  take_stray_closers(&c);
  leave_openers(&c);
  if (c.place == c.start) return;
  if (c.place - c.start <= WINDOW && mq_goes_on(&c)) return;
  add_segment(cut->sentencer, cut->segment, c.place, cut->paragraph, cut->segments);
  cut->segment = c.place;
}

/* Considers all candidates in (from, to], of which `to` is ICU's. */
static void consider_all(cutting *cut, size_t from, size_t to) {
  const bool has_tables = cut->sentencer->language->abbreviations.count > 0;
  for (size_t place; has_tables && (place = find_stop_before_number(cut->sentencer, from, to)) != SIZE_MAX;
       from = place)
    consider(cut, place);
  consider(cut, to);
}

void mq_sentencer_cut(mq_sentencer *s, size_t start, size_t end, uint32_t paragraph,
                      mq_segment_list *segments) {
  cutting cut = {s, segments, paragraph, start, end};
  for (size_t window = start; window < end;) {
    const size_t stop = window_end(s, window, end);
    size_t last = window; /* the last candidate: the next window starts there */
    mq_breaker_set(s->breaker, fill_window(s, window, stop));
    for (size_t boundary; (boundary = mq_breaker_next(s->breaker)) != SIZE_MAX && window + boundary < stop;) {
      consider_all(&cut, last, window + boundary);
      last = window + boundary;
    }
    if (stop == end) {
      consider_all(&cut, last, end);
      break;
    }
    if (last == window) {
      last = emergency_cut(s, window, stop);
      add_segment(s, cut.segment, last, paragraph, segments);
      cut.segment = last;
    }
    window = last;
  }
  add_segment(s, cut.segment, end, paragraph, segments);
}
