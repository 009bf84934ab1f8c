/* What a full stop means.
 *
 * It is looked at from both sides: the chunk of text before it (abbreviation, initial, ordinal, list number)
 * and the first letter after it. After Kiss and Strunk (2006), whether the next word is one that is
 * capitalised only where a sentence begins tells the most; the stopwords of the language stand for these
 * words. */
#include "candidate.h"

/* Bytes looked at on either side, and how many chunks an abbreviation may have. */
enum { LONGEST_CHUNK = 64, SHORT_CHUNK = 12, PARTS = 4, LONGEST_SKIP = 64 };

/* Start of the run without white space that ends at i; no farther back than LONGEST_CHUNK bytes. */
static size_t chunk_start(const char *at, size_t least, size_t i) {
  if (i - least > LONGEST_CHUNK) least = i - LONGEST_CHUNK;
  while (i > least) {
    size_t before = i;
    if (mq_is_white(mq_class_of(mq_previous(at, least, &before)))) break;
    i = before;
  }
  return i;
}

/* From the boundary back over white space and closing marks to the terminator. */
static void find_terminator(mq_candidate *c) {
  c->terminator = -1;
  for (size_t i = c->place;;) {
    c->stop = i = mq_skip_white_back(c->at, c->start, i);
    if (i == c->start) break;
    c->terminator = mq_previous(c->at, c->start, &c->stop);
    if (!mq_is_closer(c->terminator)) break;
    i = c->stop;
  }
  c->chunk = chunk_start(c->at, c->start, c->stop);
}

/* Over white space and punctuation to the first letter or digit. */
static void find_next(mq_candidate *c) {
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
    if (mq_is_white(class)) continue;
    UChar32 lower = u_tolower(c);
    if (lower == 0x451) lower = 0x435;
    if (lower == 0x2019) lower = '\'';
    U8_APPEND_UNSAFE(out, size, lower);
  }
  return size;
}

static bool is_stopword(const mq_candidate *c, mq_str word) {
  char lower[LONGEST_CHUNK * 2];
  const size_t size = lower_into(word, lower, sizeof lower);
  return size && mq_map_find(&c->language->stopwords, (mq_str){lower, size});
}

/* The word at `i`: letters, digits, marks, and apostrophes. */
static mq_str word_at(const mq_candidate *c, size_t i) {
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
static mq_str bare_chunk(const mq_candidate *c, size_t start, size_t end) {
  for (size_t i = start; i < end;) {
    const int32_t p = mq_next(c->at, &i, end);
    if ((p == '\'' || p == 0x2019 || p == '(') && mq_class_of(mq_peek(c->at, i, end)) == MQ_C_LETTER)
      start = i;
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

/* Whether what stands before `end` is a number: figures, or a word of magnitude after them ("5 млрд долл.").
 */
static bool follows_number(const mq_candidate *c, size_t end) {
  const size_t i = mq_skip_white_back(c->at, c->start, end);
  size_t before = i;
  if (i == c->start) return false;
  if (mq_class_of(mq_previous(c->at, c->start, &before)) == MQ_C_DIGIT) return true;
  char lower[LONGEST_CHUNK * 2];
  const size_t start = chunk_start(c->at, c->start, i);
  size_t size = lower_into((mq_str){c->at + start, i - start}, lower, sizeof lower);
  if (size && lower[size - 1] == '.') size--;
  return size && mq_map_find(&c->language->magnitudes, (mq_str){lower, size});
}

static uint32_t look_up(const mq_candidate *c, mq_str key) {
  const uint32_t *classes = key.size ? mq_map_find(&c->language->abbreviations, key) : NULL;
  return classes ? *classes : 0;
}

/* The classes of the longest abbreviation that ends at `end`, over up to PARTS chunks ("z. B.", "и т. д."),
 * and where it begins. A chunk before the last one takes part only if it is short or ends with a full stop
 * itself. */
static uint32_t find_abbreviation(const mq_candidate *c, size_t end, size_t *begin) {
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
    end = mq_skip_white_back(c->at, c->start, start);
  }
  return best;
}

/* "z. | B.", "EE. | UU.": an abbreviation that begins before the candidate and ends after it. */
static bool is_inside_abbreviation(const mq_candidate *c) {
  size_t end = c->place;
  for (int part = 1; part < PARTS; part++) {
    const size_t start = end, limit = c->end - end > SHORT_CHUNK ? end + SHORT_CHUNK : c->end;
    while (end < limit && c->at[end] != '.' && c->at[end] != ' ') end++;
    if (end == start || end == limit || c->at[end] != '.') return false;
    size_t begin = c->end;
    if (find_abbreviation(c, ++end, &begin) && begin < c->place) return true;
    end = mq_skip_white(c->at, end, c->end);
  }
  return false;
}

static bool next_is_upper(const mq_candidate *c) {
  return c->letter >= 0 && (u_isUUppercase(c->letter) || u_istitle(c->letter));
}
static bool next_is_digit(const mq_candidate *c) {
  return c->letter >= 0 && mq_class_of(c->letter) == MQ_C_DIGIT;
}

/* Whether the next word would hardly be capitalised inside a sentence. */
static bool next_opens_sentence(const mq_candidate *c) {
  return c->letter >= 0 && is_stopword(c, word_at(c, c->next));
}

static bool next_is_initial(const mq_candidate *c) {
  size_t i = c->next;
  return next_is_upper(c) && mq_next(c->at, &i, c->end) >= 0 && mq_peek(c->at, i, c->end) == '.';
}

/* After an abbreviation a capital tells of a new sentence, but not that of an acronym ("долл. США"). */
static bool next_is_capitalised(const mq_candidate *c) {
  if (!next_is_upper(c)) return false;
  const mq_str word = word_at(c, c->next);
  size_t second = 0;
  mq_next(word.at, &second, word.size);
  return !(second < word.size && u_isUUppercase(mq_peek(word.at, second, word.size)));
}

static bool abbreviation_goes_on(const mq_candidate *c, uint32_t classes, size_t begin) {
  if (classes & MQ_ABBREVIATION_AFTER_NUMBER && follows_number(c, begin)) {
    if (c->language->noun_capitals) return !next_opens_sentence(c);
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

/* "Mr", "Dr", "Дж": a capital and up to two small letters, none of them a vowel, is no word of most
 * languages. Vowels are told by the letter without its accents. */
static bool is_contraction(mq_str chunk) {
  size_t letters = 0;
  for (size_t i = 0; i < chunk.size; letters++) {
    const int32_t c = mq_next(chunk.at, &i, chunk.size);
    if (letters == 3 || (letters ? !u_islower(c) : !u_isupper(c))) return false;
    const int32_t lower = u_tolower(c);
    if (lower < 128 ? strchr("aeiouy", lower) != NULL
                    : !(lower >= 0x431 && lower <= 0x44c) || lower == 0x435 || lower == 0x438 ||
                          lower == 0x43e || lower == 0x443 || lower == 0x44b)
      return false;
  }
  return letters > 1;
}

/* Whether the next word is a number as in dates: "31. 12. 2022". */
static bool next_is_date_part(const mq_candidate *c) {
  const mq_str word = word_at(c, c->next);
  return is_digits(word, 4) && (word.size == 4 || mq_peek(word.at, word.size, c->end - c->next) == '.');
}

/* "5. Januar", "der 3. Platz", "Ludwig XIV.": German and others write ordinals so. */
static bool ordinal_goes_on(const mq_candidate *c, mq_str chunk) {
  const mq_language *language = c->language;
  if (!language->ordinal_dot) return false;
  if (next_is_digit(c)) return is_digits(chunk, 2) && next_is_date_part(c);
  if (!next_is_upper(c)) return false;
  if (is_roman(chunk) && chunk.size > 1) return !next_opens_sentence(c);
  if (!is_digits(chunk, 3)) return false;
  char lower[LONGEST_CHUNK * 2];
  const size_t size = lower_into(word_at(c, c->next), lower, sizeof lower);
  if (size && mq_map_find(&language->months, (mq_str){lower, size})) return true;
  if (next_opens_sentence(c)) return false;
  const size_t before = mq_skip_white_back(c->at, c->start, c->chunk);
  const size_t word = chunk_start(c->at, c->start, before);
  const bool small = chunk.size == 1 || (chunk.size == 2 && chunk.at[0] <= '3');
  return small || is_stopword(c, (mq_str){c->at + word, before - word});
}

/* "1. Einleitung", "a) ...", "II. Teil": a number alone begins its sentence and does not make one. */
static bool is_list_number(const mq_candidate *c) {
  const mq_str all = {c->at + c->start, c->stop - c->start};
  if (all.size == 0 || all.size > 8 || (all.size > 3 && all_of(all, MQ_C_DIGIT))) return false;
  for (size_t i = 0; i < all.size; i++)
    if (!(all.at[i] >= '0' && all.at[i] <= '9') && all.at[i] != '.')
      return is_roman(all) || code_points(all) == 1;
  return true;
}

static bool is_address(const mq_candidate *c) {
  const mq_str chunk = {c->at + c->chunk, c->stop - c->chunk};
  for (size_t i = 0; i < chunk.size; i++)
    if (strchr("@/=&\\", chunk.at[i]) && chunk.at[i]) return true;
  return mq_str_starts(chunk, MQ_STR("www."));
}

static bool full_stop_goes_on(const mq_candidate *c) {
  if (is_list_number(c) || is_inside_abbreviation(c)) return true;
  size_t begin = c->chunk;
  const mq_str chunk = bare_chunk(c, c->chunk, c->stop);
  uint32_t classes = find_abbreviation(c, c->stop + 1, &begin);
  /* Tables are read without case: "c." (circa) is not "C.". */
  if (chunk.size == 1 && u_isUUppercase(chunk.at[0])) classes &= ~(uint32_t)MQ_ABBREVIATION_NEVER;
  if (classes && abbreviation_goes_on(c, classes, begin)) return true;
  const bool unit = follows_number(c, c->chunk) && !u_isUUppercase(mq_peek(chunk.at, 0, chunk.size));
  if (is_initial(chunk) && !unit) return next_is_upper(c) && (next_is_initial(c) || !next_opens_sentence(c));
  if (is_contraction(chunk)) return next_is_upper(c) && !next_opens_sentence(c);
  if (next_is_digit(c) && code_points(chunk) < 3 && all_of(chunk, MQ_C_LETTER)) return !is_stopword(c, chunk);
  return ordinal_goes_on(c, chunk);
}

bool mq_goes_on(mq_candidate *c) {
  find_terminator(c);
  find_next(c);
  if (c->letter >= 0 && u_islower(c->letter) && u_hasBinaryProperty(c->terminator, UCHAR_S_TERM)) return true;
  if (c->terminator >= 0x2e80) return false;
  const bool space = mq_skip_white_back(c->at, c->start, c->place) < c->place;
  if (!space && c->place < c->end &&
      (is_address(c) || mq_peek(c->at, c->place, c->end) != c->letter || next_is_digit(c)))
    return true;
  return c->terminator == '.' && full_stop_goes_on(c);
}
