/* Sentence boundaries: ICU's (UAX #29), corrected by what the rules of Unicode leave to the language.
 *
 * ICU gives the candidates. Each is looked at from both sides: the chunk of text before the full stop (abbreviation,
 * initial, ordinal, list number) and the first letter after it. After Kiss and Strunk (2006), whether the next word is one
 * that is capitalised only where a sentence begins tells the most; the stopwords of the language stand for these.
 * Invariants: boundaries vanish or move over quotation
 * marks and brackets, nothing else; a segment holds no more than a few windows of text; every look
 * around a candidate is bounded, so the work is linear. */
#include "sentence.h"

#include "line.h"
#include "special.h"
#include "unicode.h"

#include <unicode/uchar.h>

/* ICU sees at most a window at once. A segment longer than it ends at the next candidate, whatever speaks against it. */
enum { WINDOW = 1 << 20, LONGEST_CHUNK = 64, SHORT_CHUNK = 12, PARTS = 4, LONGEST_SKIP = 64 };

mq_sentencer mq_sentencer_new(mq_arena *arena, const mq_language *language, mq_str bytes) {
  const size_t room = bytes.size < WINDOW ? bytes.size : WINDOW;
  return (mq_sentencer){.arena = arena,
                        .language = language,
                        .bytes = bytes,
                        .breaker = mq_breaker_new(arena, UBRK_SENTENCE, language->locale),
                        .window = mq_arena_alloc(arena, room),
                        .room = room};
}

/* A candidate boundary and what stands around it. Places are bytes of the whole text. */
typedef struct candidate {
  const mq_sentencer *sentencer;
  const char *at;
  size_t start, end;   /* of the segment so far and of the paragraph */
  size_t place;        /* the boundary: where the next segment would start */
  size_t stop;         /* the terminator's first byte */
  int32_t terminator;
  size_t chunk;        /* start of the run without spaces that ends at the terminator */
  size_t next;         /* the first letter or digit after the boundary; `end` if none near */
  int32_t letter;      /* the code point there; -1 if none */
} candidate;

static bool is_white(mq_class class) { return class == MQ_C_SPACE || class == MQ_C_BREAK || class == MQ_C_IGNORED; }

static size_t skip_white_back(const char *at, size_t least, size_t i) {
  while (i > least) {
    size_t before = i;
    if (!is_white(mq_class_of(mq_previous(at, least, &before)))) break;
    i = before;
  }
  return i;
}

static size_t skip_white(const char *at, size_t i, size_t end) {
  while (i < end) {
    size_t next = i;
    if (!is_white(mq_class_of(mq_next(at, &next, end)))) break;
    i = next;
  }
  return i;
}

/* Start of the run without white space that ends at i; no farther back than LONGEST_CHUNK bytes. */
static size_t chunk_start(const char *at, size_t least, size_t i) {
  if (i - least > LONGEST_CHUNK) least = i - LONGEST_CHUNK;
  while (i > least) {
    size_t before = i;
    if (is_white(mq_class_of(mq_previous(at, least, &before)))) break;
    i = before;
  }
  return i;
}

static bool is_closer(int32_t c) { return u_charType(c) == U_END_PUNCTUATION || mq_is_quote(c) || c == '*' || c == '_'; }

/* From the boundary back over white space and closing marks to the terminator. */
static void find_terminator(candidate *c) {
  c->terminator = -1;
  for (size_t i = c->place;;) {
    c->stop = i = skip_white_back(c->at, c->start, i);
    if (i == c->start) break;
    c->terminator = mq_previous(c->at, c->start, &c->stop);
    if (!is_closer(c->terminator)) break;
    i = c->stop;
  }
  c->chunk = chunk_start(c->at, c->start, c->stop);
}

/* Over white space and punctuation to the first letter or digit. */
static void find_next(candidate *c) {
  const size_t limit = c->end - c->place > LONGEST_SKIP ? c->place + LONGEST_SKIP : c->end;
  c->next = c->end;
  c->letter = -1;
  for (size_t i = c->place; i < limit;) {
    const size_t start = i;
    const int32_t p = mq_next(c->at, &i, c->end);
    const mq_class class = mq_class_of(p);
    if (class != MQ_C_LETTER && class != MQ_C_DIGIT && class != MQ_C_SPACELESS) continue;
    c->next = start;
    c->letter = p;
    return;
  }
}

/* Lower case without normalization or memory: enough to look words up. 0 if it does not fit. */
static size_t lower_into(mq_str s, char *out, size_t room) {
  size_t size = 0;
  for (size_t i = 0; i < s.size;) {
    const int32_t c = mq_next(s.at, &i, s.size);
    if (size + U8_MAX_LENGTH > room || c < 0) return 0;
    const mq_class class = mq_class_of(c);
    if (is_white(class)) continue;
    UChar32 lower = u_tolower(c);
    if (lower == 0x451) lower = 0x435;
    if (lower == 0x2019) lower = '\'';
    U8_APPEND_UNSAFE(out, size, lower);
  }
  return size;
}

static bool is_stopword(const candidate *c, mq_str word) {
  char lower[LONGEST_CHUNK * 2];
  const size_t size = lower_into(word, lower, sizeof lower);
  return size && mq_map_find(&c->sentencer->language->stopwords, (mq_str){lower, size});
}

/* The word at `i`: letters, digits, marks, and apostrophes. */
static mq_str word_at(const candidate *c, size_t i) {
  const size_t start = i, limit = c->end - i > LONGEST_CHUNK ? i + LONGEST_CHUNK : c->end;
  while (i < limit) {
    size_t next = i;
    const int32_t p = mq_next(c->at, &next, c->end);
    const mq_class class = mq_class_of(p);
    if (class != MQ_C_LETTER && class != MQ_C_MARK && class != MQ_C_DIGIT && p != '\'' && p != 0x2019) break;
    i = next;
  }
  return (mq_str){c->at + start, i - start};
}

/* The chunk without the brackets and quotes it opens with, and without an elided word ("l'art."). */
static mq_str bare_chunk(const candidate *c, size_t start, size_t end) {
  for (size_t i = start; i < end;) {
    const int32_t p = mq_next(c->at, &i, end);
    if ((p == '\'' || p == 0x2019 || p == '(') && mq_class_of(mq_peek(c->at, i, end)) == MQ_C_LETTER) start = i;
  }
  while (start < end) {
    size_t next = start;
    const mq_class class = mq_class_of(mq_next(c->at, &next, end));
    if (class != MQ_C_PUNCTUATION && class != MQ_C_SYMBOL && class != MQ_C_IGNORED) break;
    start = next;
  }
  return (mq_str){c->at + start, end - start};
}

static size_t code_points(mq_str s) {
  size_t count = 0;
  for (size_t i = 0; i < s.size; count++) mq_next(s.at, &i, s.size);
  return count;
}

static bool all_of(mq_str s, mq_class wanted) {
  for (size_t i = 0; i < s.size;)
    if (mq_class_of(mq_next(s.at, &i, s.size)) != wanted) return false;
  return s.size > 0;
}

static bool is_digits(mq_str s, size_t most) { return s.size <= most && all_of(s, MQ_C_DIGIT); }

static bool is_roman(mq_str s) {
  for (size_t i = 0; i < s.size; i++)
    if (!s.at[i] || !strchr("IVXLC", s.at[i])) return false;
  return s.size > 0 && s.size <= 6;
}

/* Whether what stands before `end` is a number: figures, or a word of magnitude after them ("5 млрд долл."). */
static bool follows_number(const candidate *c, size_t end) {
  const size_t i = skip_white_back(c->at, c->start, end);
  size_t before = i;
  if (i == c->start) return false;
  if (mq_class_of(mq_previous(c->at, c->start, &before)) == MQ_C_DIGIT) return true;
  char lower[LONGEST_CHUNK * 2];
  const size_t start = chunk_start(c->at, c->start, i);
  size_t size = lower_into((mq_str){c->at + start, i - start}, lower, sizeof lower);
  if (size && lower[size - 1] == '.') size--;
  return size && mq_map_find(&c->sentencer->language->magnitudes, (mq_str){lower, size});
}

static uint32_t look_up(const candidate *c, mq_str key) {
  const uint32_t *classes = key.size ? mq_map_find(&c->sentencer->language->abbreviations, key) : NULL;
  return classes ? *classes : 0;
}

/* The classes of the longest abbreviation that ends at `end`, over up to PARTS chunks ("z. B.", "и т. д."), and where it
 * begins. A chunk before the last one takes part only if it is short or ends with a full stop itself. */
static uint32_t find_abbreviation(const candidate *c, size_t end, size_t *begin) {
  char lower[PARTS * LONGEST_CHUNK * 2];
  const size_t room = sizeof lower;
  size_t used = 0; /* keys grow to the front, at the end of the buffer */
  uint32_t best = 0;
  for (int part = 0; part < PARTS && end > c->start; part++) {
    const size_t start = chunk_start(c->at, c->start, end);
    const mq_str chunk = bare_chunk(c, start, end);
    const size_t bare = (size_t)(chunk.at - c->at);
    if (part && !mq_str_ends(chunk, MQ_STR(".")) && code_points(chunk) > 2) break;
    char piece[LONGEST_CHUNK * 2];
    const size_t size = lower_into(chunk, piece, sizeof piece);
    if (!size || size > room - used) break;
    used += size;
    memcpy(lower + room - used, piece, size);
    /* "2022г.": the figures before are not part of it. */
    size_t digits = 0;
    while (digits < size && piece[digits] >= '0' && piece[digits] <= '9') digits++;
    const uint32_t classes = look_up(c, (mq_str){lower + room - used + digits, used - digits});
    if (classes) best = classes, *begin = bare + digits;
    if (bare > start) break; /* a bracket or quote opens here: what stands before is another matter */
    end = skip_white_back(c->at, c->start, start);
  }
  return best;
}

/* "z. | B.", "EE. | UU.": an abbreviation that begins before the candidate and ends after it. */
static bool is_inside_abbreviation(const candidate *c) {
  size_t end = c->place;
  for (int part = 1; part < PARTS; part++) {
    const size_t start = end, limit = c->end - end > SHORT_CHUNK ? end + SHORT_CHUNK : c->end;
    while (end < limit && c->at[end] != '.' && c->at[end] != ' ') end++;
    if (end == start || end == limit || c->at[end] != '.') return false;
    size_t begin = c->end;
    if (find_abbreviation(c, ++end, &begin) && begin < c->place) return true;
    end = skip_white(c->at, end, c->end);
  }
  return false;
}

static bool next_is_upper(const candidate *c) { return c->letter >= 0 && (u_isUUppercase(c->letter) || u_istitle(c->letter)); }
static bool next_is_digit(const candidate *c) { return c->letter >= 0 && mq_class_of(c->letter) == MQ_C_DIGIT; }

/* Whether the next word would hardly be capitalised inside a sentence. */
static bool next_opens_sentence(const candidate *c) { return c->letter >= 0 && is_stopword(c, word_at(c, c->next)); }

static bool next_is_initial(const candidate *c) {
  size_t i = c->next;
  return next_is_upper(c) && mq_next(c->at, &i, c->end) >= 0 && mq_peek(c->at, i, c->end) == '.';
}

/* After an abbreviation a capital tells of a new sentence, but not that of an acronym ("долл. США"). */
static bool next_is_capitalised(const candidate *c) {
  if (!next_is_upper(c)) return false;
  const mq_str word = word_at(c, c->next);
  size_t second = 0;
  mq_next(word.at, &second, word.size);
  return !(second < word.size && u_isUUppercase(mq_peek(word.at, second, word.size)));
}

static bool abbreviation_goes_on(const candidate *c, uint32_t classes, size_t begin) {
  if (classes & MQ_ABBREVIATION_AFTER_NUMBER && follows_number(c, begin)) {
    if (c->sentencer->language->noun_capitals) return !next_opens_sentence(c);
    return !next_is_capitalised(c) || next_is_initial(c);
  }
  if (classes & MQ_ABBREVIATION_NEVER) return true;
  if (classes & MQ_ABBREVIATION_NUMBER && (next_is_digit(c) || is_roman(word_at(c, c->next)))) return true;
  return classes & MQ_ABBREVIATION_MAY_END && !next_is_capitalised(c);
}

/* "J.", "К. К.", "J.R.R.", "U.S.", "v.": single letters with full stops. */
static bool is_initial(mq_str chunk) {
  bool letter_next = true;
  for (size_t i = 0; i < chunk.size; letter_next = !letter_next) {
    const int32_t c = mq_next(chunk.at, &i, chunk.size);
    if (letter_next ? mq_class_of(c) != MQ_C_LETTER : c != '.' && c != '-') return false;
  }
  return chunk.size > 0 && !letter_next;
}

/* "Mr", "Dr", "Дж": a capital and up to two small letters, none of them a vowel, is no word of most languages. Vowels are
 * told by the letter without its accents. */
static bool is_contraction(mq_str chunk) {
  size_t letters = 0;
  for (size_t i = 0; i < chunk.size; letters++) {
    const int32_t c = mq_next(chunk.at, &i, chunk.size);
    if (letters == 3 || (letters ? !u_islower(c) : !u_isupper(c))) return false;
    const int32_t lower = u_tolower(c);
    if (lower < 128 ? strchr("aeiouy", lower) != NULL : !(lower >= 0x431 && lower <= 0x44c) || lower == 0x435 ||
                                                            lower == 0x438 || lower == 0x43e || lower == 0x443 || lower == 0x44b)
      return false;
  }
  return letters > 1;
}

/* Whether the next word is a number as in dates: "31. 12. 2022". */
static bool next_is_date_part(const candidate *c) {
  const mq_str word = word_at(c, c->next);
  return is_digits(word, 4) && (word.size == 4 || mq_peek(word.at, word.size, c->end - c->next) == '.');
}

/* "5. Januar", "der 3. Platz", "Ludwig XIV.": German and others write ordinals so. */
static bool ordinal_goes_on(const candidate *c, mq_str chunk) {
  const mq_language *language = c->sentencer->language;
  if (!language->ordinal_dot) return false;
  if (next_is_digit(c)) return is_digits(chunk, 2) && next_is_date_part(c);
  if (!next_is_upper(c)) return false;
  if (is_roman(chunk) && chunk.size > 1) return !next_opens_sentence(c);
  if (!is_digits(chunk, 3)) return false;
  char lower[LONGEST_CHUNK * 2];
  const size_t size = lower_into(word_at(c, c->next), lower, sizeof lower);
  if (size && mq_map_find(&language->months, (mq_str){lower, size})) return true;
  if (next_opens_sentence(c)) return false;
  const size_t before = skip_white_back(c->at, c->start, c->chunk);
  const size_t word = chunk_start(c->at, c->start, before);
  const bool small = chunk.size == 1 || (chunk.size == 2 && chunk.at[0] <= '3');
  return small || is_stopword(c, (mq_str){c->at + word, before - word});
}

/* "1. Einleitung", "a) ...", "II. Teil": a number alone begins its sentence and does not make one. */
static bool is_list_number(const candidate *c) {
  const mq_str all = {c->at + c->start, c->stop - c->start};
  if (all.size == 0 || all.size > 8 || (all.size > 3 && all_of(all, MQ_C_DIGIT))) return false;
  for (size_t i = 0; i < all.size; i++)
    if (!(all.at[i] >= '0' && all.at[i] <= '9') && all.at[i] != '.') return is_roman(all) || code_points(all) == 1;
  return true;
}

static bool is_address(const candidate *c) {
  const mq_str chunk = {c->at + c->chunk, c->stop - c->chunk};
  for (size_t i = 0; i < chunk.size; i++)
    if (strchr("@/=&\\", chunk.at[i]) && chunk.at[i]) return true;
  return mq_str_starts(chunk, MQ_STR("www."));
}

static bool full_stop_goes_on(const candidate *c) {
  if (is_list_number(c) || is_inside_abbreviation(c)) return true;
  size_t begin = c->chunk;
  const mq_str chunk = bare_chunk(c, c->chunk, c->stop);
  uint32_t classes = find_abbreviation(c, c->stop + 1, &begin);
  /* Tables are read without case: "c." (circa) is not "C.". */
  if (chunk.size == 1 && u_isUUppercase(chunk.at[0])) classes &= ~(uint32_t)MQ_ABBREVIATION_NEVER;
  if (classes && abbreviation_goes_on(c, classes, begin)) return true;
  const bool unit = follows_number(c, c->chunk) && !u_isUUppercase(mq_peek(chunk.at, 0, chunk.size));
  if (is_initial(chunk) && !unit)
    return next_is_upper(c) && (next_is_initial(c) || !next_opens_sentence(c));
  if (is_contraction(chunk)) return next_is_upper(c) && !next_opens_sentence(c);
  if (next_is_digit(c) && code_points(chunk) < 3 && all_of(chunk, MQ_C_LETTER)) return !is_stopword(c, chunk);
  return ordinal_goes_on(c, chunk);
}

/* Whether the text goes on over the candidate as one sentence. */
static bool goes_on(const candidate *c) {
  if (c->letter >= 0 && u_islower(c->letter) && u_hasBinaryProperty(c->terminator, UCHAR_S_TERM)) return true;
  if (c->terminator >= 0x2e80) return false;
  const bool space = skip_white_back(c->at, c->start, c->place) < c->place;
  if (!space && c->place < c->end && (is_address(c) || mq_peek(c->at, c->place, c->end) != c->letter || next_is_digit(c)))
    return true;
  return c->terminator == '.' && full_stop_goes_on(c);
}

static bool is_mark(mq_str mark, mq_str a, mq_str b) { return mq_str_equal(mark, a) || mq_str_equal(mark, b); }

/* To ICU an opening mark right after the terminator closes the sentence, as texts without spaces have it ("？「"). */
static void leave_openers(candidate *c) {
  const mq_language *language = c->sentencer->language;
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

/* A closing mark that ICU took for the start of the next sentence, because a space stands before it ("Oui ! »"). */
static bool is_stray_closer(const candidate *c, size_t *after) {
  const int32_t p = mq_next(c->at, after, c->end);
  const mq_language *language = c->sentencer->language;
  if (u_charType(p) == U_END_PUNCTUATION) return true;
  if (!mq_is_quote(p)) return false;
  const mq_str mark = {c->at + c->place, *after - c->place};
  if (is_mark(mark, language->quote_open, language->quote_open_alt)) return false;
  return *after == c->end || is_white(mq_class_of(mq_peek(c->at, *after, c->end)));
}

static void take_stray_closers(candidate *c) {
  while (c->place < c->end) {
    size_t after = c->place;
    if (!is_stray_closer(c, &after)) return;
    c->place = skip_white(c->at, after, c->end);
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
    if (w[i] == '\xe2' && i + 2 < size && w[i + 1] == '\x80' && (w[i + 2] == '\xa8' || w[i + 2] == '\xa9')) w[i + 2] = '\x8a';
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

static void add_segment(mq_sentencer *s, size_t start, size_t end, uint32_t paragraph, mq_segment_list *list) {
  mq_segment segment = mq_segment_trimmed(s->bytes, start, end);
  if (segment.start == segment.end) return;
  segment.paragraph = paragraph;
  mq_segment *last = list->count ? &list->at[list->count - 1] : NULL;
  if (last && last->paragraph == paragraph && segment.end - last->start < WINDOW && !stands_alone(s, segment))
    last->end = segment.end;
  else
    *mq_push(s->arena, list) = segment;
}

/* Where to cut a text that has no candidate in a whole window: after white space if there is some near, else anywhere. */
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

/* The next full stop in [from, to) that stands between a word and a number. ICU takes it for a decimal point or an
 * abbreviation if a lower-case word follows the number. SIZE_MAX if there is none. */
static size_t find_stop_before_number(const mq_sentencer *s, size_t from, size_t to) {
  const char *at = s->bytes.at;
  for (const char *found; from < to && (found = memchr(at + from, '.', to - from)); from++) {
    from = (size_t)(found - at);
    size_t before = from, i = from + 1;
    if (!from || mq_class_of(mq_previous(at, 0, &before)) != MQ_C_LETTER) continue;
    for (size_t next = i; i < to && is_closer(mq_next(at, &next, to)); i = next) continue;
    const size_t after = skip_white(at, i, to);
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
  candidate c = {.sentencer = cut->sentencer, .at = cut->sentencer->bytes.at, .start = cut->segment, .end = cut->end, .place = place};
  if (place <= cut->segment) return;
  take_stray_closers(&c);
  leave_openers(&c);
  if (c.place == c.start) return;
  if (c.place - c.start <= WINDOW) {
    find_terminator(&c);
    find_next(&c);
    if (goes_on(&c)) return;
  }
  add_segment(cut->sentencer, cut->segment, c.place, cut->paragraph, cut->segments);
  cut->segment = c.place;
}

/* Considers all candidates in (from, to], of which `to` is ICU's. */
static void consider_all(cutting *cut, size_t from, size_t to) {
  const bool has_tables = cut->sentencer->language->abbreviations.count > 0;
  for (size_t place; has_tables && (place = find_stop_before_number(cut->sentencer, from, to)) != SIZE_MAX; from = place)
    consider(cut, place);
  consider(cut, to);
}

void mq_sentencer_cut(mq_sentencer *s, size_t start, size_t end, uint32_t paragraph, mq_segment_list *segments) {
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
