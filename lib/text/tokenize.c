/* Tokenization in one pass over the bytes.
 *
 * Addresses, markup and placeholders are tried first where their first character stands; everything else is cut by classes
 * of code points. Invariants: tokens are in order and do not overlap; what lies between them is white space or invisible;
 * the work is linear in the bytes, because every scanner either consumes what it looked at or is bounded. */
#include "placeholder.h"
#include "special.h"
#include "text.h"
#include "unicode.h"
#include "vocab.h"

/* Words and numbers longer than this are cut, so that nothing that works on single words meets a hostile one. Runs of
 * spaceless script are handed to ICU in pieces of this size. */
enum { LONGEST_WORD = 512, LONGEST_RUN = 16 * 1024 };

typedef struct cutter {
  mq_arena *arena;
  mq_vocab *vocab;
  bool spaceless;
  const char *at;
  size_t end; /* of the segment */
  MQ_ARRAY(mq_token) tokens;
  uint8_t before; /* flags of the next token */
  bool opening;   /* a capital on the next word says nothing */
  size_t next_at; /* the next '@' at or after the place, end if none */
} cutter;

/* Whether a quotation mark opens, told by its neighbour on the left: nothing, a space, or punctuation that is not closing. */
static bool is_opening_quote(const cutter *c, size_t start) {
  if (c->before & MQ_SPACE_BEFORE) return true;
  size_t i = start;
  const int32_t left = i ? mq_previous(c->at, 0, &i) : ' ';
  return mq_class_of(left) == MQ_C_PUNCTUATION && !(left < 128 && strchr(".,;:!?)]}'\"", left)) &&
         left != 0x2026;
}

static void note_punctuation(cutter *c, size_t start) {
  const int32_t p = mq_peek(c->at, start, c->end);
  switch (p) {
  case '.':
  case '!':
  case '?':
  case ':':
  case 0xa1:
  case 0xbf:
  case 0x2026:
  case 0x3002:
  case 0xff01:
  case 0xff1a:
  case 0xff1f:
  case 0x61f:
  case 0x964:
    c->opening = true;
    break;
  case ',':
  case ';':
  case '/':
    c->opening = false;
    break;
  default:
    if (mq_is_quote(p) && is_opening_quote(c, start)) c->opening = true;
  }
}

static void emit(cutter *c, size_t start, size_t stop, mq_token_kind kind) {
  const mq_word *word = mq_vocab_word(c->vocab, (mq_str){c->at + start, stop - start}, kind);
  uint8_t flags = c->before;
  switch (word->kind) {
  case MQ_WORD:
    if (c->opening) flags |= MQ_SENTENCE_START;
    c->opening = false;
    break;
  case MQ_PUNCTUATION:
    note_punctuation(c, start);
    break;
  case MQ_SYMBOL:
  case MQ_MARKUP:
    break;
  default:
    c->opening = false;
  }
  *mq_push(c->arena, &c->tokens) = (mq_token){(uint32_t)start, (uint32_t)stop, word, word->kind, flags};
  c->before = 0;
}

static bool is_inner_apostrophe(int32_t c) {
  return c == '\'' || c == 0x2019 || c == 0xb7 || c == 0x5f3 || c == 0x5f4;
}

/* The end of the word that goes on at i. */
static size_t word_end(const cutter *c, size_t i) {
  const size_t limit = c->end - i > LONGEST_WORD ? i + LONGEST_WORD : c->end;
  while (i < limit) {
    const unsigned char byte = (unsigned char)c->at[i];
    if (byte < 128 && (mq_ascii_class[byte] == MQ_C_LETTER || mq_ascii_class[byte] == MQ_C_DIGIT)) {
      i++;
      continue;
    }
    if (byte < 128 && byte != '\'') break;
    size_t next = i;
    const int32_t p = mq_next(c->at, &next, c->end);
    const mq_class class = mq_class_of(p);
    if (class == MQ_C_IGNORED || is_inner_apostrophe(p)) {
      if (mq_class_of(mq_peek(c->at, next, c->end)) != MQ_C_LETTER) break;
    } else if (class != MQ_C_LETTER && class != MQ_C_MARK && class != MQ_C_DIGIT) {
      break;
    }
    i = next;
  }
  return i;
}

static bool is_number_separator(int32_t c) {
  return c == '.' || c == ',' || c == '\'' || c == 0x2019 || c == 0x66b || c == 0x66c;
}

static size_t number_end(const cutter *c, size_t i) {
  const size_t limit = c->end - i > LONGEST_WORD ? i + LONGEST_WORD : c->end;
  while (i < limit) {
    size_t next = i;
    const int32_t p = mq_next(c->at, &next, c->end);
    if (mq_class_of(p) != MQ_C_DIGIT &&
        !(is_number_separator(p) && mq_class_of(mq_peek(c->at, next, c->end)) == MQ_C_DIGIT))
      break;
    i = next;
  }
  return i;
}

/* Cuts a run of a script without spaces into words. */
static size_t cut_run(cutter *c, size_t start) {
  const size_t limit = c->end - start > LONGEST_RUN ? start + LONGEST_RUN : c->end;
  size_t stop = start;
  while (stop < limit) {
    size_t next = stop;
    const mq_class class = mq_class_of(mq_next(c->at, &next, c->end));
    if (class != MQ_C_SPACELESS && class != MQ_C_MARK) break;
    stop = next;
  }
  mq_breaker *breaker = mq_vocab_breaker(c->vocab);
  mq_breaker_set(breaker, (mq_str){c->at + start, stop - start});
  size_t from = start;
  for (size_t boundary; (boundary = mq_breaker_next(breaker)) != SIZE_MAX; from = start + boundary)
    emit(c, from, start + boundary, MQ_WORD);
  return stop;
}

static size_t cut_bad(cutter *c, size_t start) {
  size_t stop = start;
  while (stop < c->end) {
    size_t next = stop;
    if (mq_next(c->at, &next, c->end) >= 0) break;
    stop = next;
  }
  emit(c, start, stop, MQ_SYMBOL);
  return stop;
}

static size_t stops_end(const cutter *c, size_t i) {
  const size_t limit = c->end - i > LONGEST_WORD ? i + LONGEST_WORD : c->end;
  while (i < limit && c->at[i] == '.') i++;
  return i;
}

/* An address, tag or placeholder that begins at i: its end and kind; or i. */
static size_t special_end(cutter *c, size_t i, mq_token_kind *kind) {
  const mq_str rest = {c->at + i, c->end - i};
  size_t size = 0;
  switch (rest.at[0]) {
  case '<':
  case '&':
    *kind = MQ_MARKUP;
    return i + mq_scan_markup(rest);
  case '%':
  case '{':
  case '$':
    *kind = MQ_PLACEHOLDER;
    return i + mq_placeholder_at((mq_str){c->at, c->end}, i, MQ_PH_SURE, NULL);
  case 'h':
  case 'H':
  case 'f':
  case 'F':
  case 'w':
  case 'W':
    *kind = MQ_URL;
    size = mq_scan_url(rest, c->spaceless);
    break;
  default:
    break;
  }
  if (size || c->next_at == c->end) return i + size;
  if (c->next_at < i) {
    const char *found = memchr(rest.at, '@', rest.size);
    c->next_at = found ? (size_t)(found - c->at) : c->end;
  }
  *kind = MQ_EMAIL;
  return c->next_at - i <= 64 ? i + mq_scan_email(rest) : i;
}

static bool may_be_special(unsigned char byte) {
  return byte < 128 && (mq_ascii_class[byte] == MQ_C_LETTER || mq_ascii_class[byte] == MQ_C_DIGIT ||
                        byte == '<' || byte == '&' || byte == '%' || byte == '{' || byte == '$');
}

/* Cuts what begins at i; returns the place behind it. */
static size_t cut_one(cutter *c, size_t i) {
  if (may_be_special((unsigned char)c->at[i])) {
    mq_token_kind kind;
    const size_t stop = special_end(c, i, &kind);
    if (stop > i) {
      emit(c, i, stop, kind);
      return stop;
    }
  }
  size_t stop = i;
  const int32_t p = mq_next(c->at, &stop, c->end);
  switch (mq_class_of(p)) {
  case MQ_C_BREAK:
    c->before |= MQ_LINE_BREAK_BEFORE | MQ_SPACE_BEFORE;
    return stop;
  case MQ_C_SPACE:
    c->before |= MQ_SPACE_BEFORE;
    return stop;
  case MQ_C_IGNORED:
    return stop;
  case MQ_C_LETTER:
  case MQ_C_MARK:
    stop = word_end(c, stop);
    emit(c, i, stop, MQ_WORD);
    return stop;
  case MQ_C_DIGIT:
    stop = number_end(c, stop);
    emit(c, i, stop, MQ_NUMBER);
    return stop;
  case MQ_C_SPACELESS:
    return cut_run(c, i);
  case MQ_C_BAD:
    return cut_bad(c, i);
  case MQ_C_PUNCTUATION:
    if (p == '.') stop = stops_end(c, stop);
    emit(c, i, stop, MQ_PUNCTUATION);
    return stop;
  case MQ_C_SYMBOL:
    break;
  }
  emit(c, i, stop, MQ_SYMBOL);
  return stop;
}

static void cut_segment(cutter *c, const mq_segment *segment) {
  c->end = segment->end;
  c->before = MQ_SPACE_BEFORE;
  c->opening = true;
  const char *found = memchr(c->at + segment->start, '@', segment->end - segment->start);
  c->next_at = found ? (size_t)(found - c->at) : c->end;
  for (size_t i = segment->start; i < segment->end;) i = cut_one(c, i);
}

static uint32_t letters_of(const mq_token *tokens, size_t count) {
  uint32_t letters = 0;
  for (size_t i = 0; i < count; i++) letters += tokens[i].word->letters;
  return letters;
}

static void find_quantities(mq_arena *arena, const mq_language *language, mq_segment *segments,
                            size_t count) {
  size_t longest = 0;
  for (size_t i = 0; i < count; i++)
    if (segments[i].token_count > longest) longest = segments[i].token_count;
  mq_quantity *scratch = mq_arena_array(arena, longest, sizeof *scratch);
  MQ_ARRAY(mq_quantity) all = {0};
  for (size_t i = 0; i < count; i++) {
    const size_t found = mq_quantities_find(language, segments[i].tokens, segments[i].token_count, scratch);
    for (size_t k = 0; k < found; k++) *mq_push(arena, &all) = scratch[k];
    segments[i].quantity_count = (uint32_t)found;
  }
  const mq_quantity *quantities = all.at;
  for (size_t i = 0; i < count; i++) {
    segments[i].quantities = quantities;
    if (quantities) quantities += segments[i].quantity_count;
  }
}

void mq_text_tokenize(mq_arena *arena, mq_text *text, mq_vocab *vocab, size_t first, size_t last) {
  cutter c = {
      .arena = arena, .vocab = vocab, .spaceless = mq_vocab_language(vocab)->spaceless, .at = text->bytes.at};
  for (size_t i = first; i < last; i++) {
    const size_t before = c.tokens.count;
    if (text->segments[i].start < text->segments[i].end) cut_segment(&c, &text->segments[i]);
    text->segments[i].token_count = (uint32_t)(c.tokens.count - before);
  }
  const mq_token *tokens = c.tokens.at;
  for (size_t i = first; i < last; i++) {
    mq_segment *segment = &text->segments[i];
    segment->tokens = tokens;
    segment->length = letters_of(tokens, segment->token_count);
    if (tokens) tokens += segment->token_count;
  }
  if (first < last) find_quantities(arena, mq_vocab_language(vocab), text->segments + first, last - first);
}
