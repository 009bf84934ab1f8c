#define _GNU_SOURCE
/* The Ding word list (F. Richter): one entry a line, "Haus {n} [arch.] | Häuser {pl} :: house | houses". The
 * n-th variant of the left belongs to the n-th of the right; inside a variant ";" separates synonyms, and
 * every synonym of the left goes with every one of the right. "{…}" is grammar, "[…]" a field, "(…)" a note,
 * "/ABC/" an abbreviation. Placeholders for persons and things ("sb.", "etw.") and the "to" of English
 * infinitives are marks of the format too. */
#include "import.h"

#include "base/array.h"

typedef MQ_ARRAY(mq_str) phrases;

/* Word of a placeholder: up to four letters and a full stop. */
static bool is_placeholder(mq_str word) {
  return word.size >= 2 && word.size <= 5 && word.at[word.size - 1] == '.';
}

static bool is_abbreviation(mq_str word) {
  return word.size >= 2 && word.at[0] == '/' && word.at[word.size - 1] == '/';
}

/* A cleaned phrase without placeholders, abbreviations and a leading "to". */
static mq_str without_marks(mq_arena *arena, mq_str phrase) {
  mq_buf out = {.arena = arena};
  mq_buf_add(&out, "", 0);
  bool first = true;
  for (mq_str rest = phrase, word; mq_str_split(&rest, ' ', &word); first = false) {
    if (word.size == 0 || is_placeholder(word) || is_abbreviation(word)) continue;
    if (first && rest.at && mq_str_equal(word, MQ_STR("to"))) continue;
    if (out.size) mq_buf_char(&out, ' ');
    mq_buf_str(&out, word);
  }
  return mq_buf_view(&out);
}

static void add_phrase(mq_arena *arena, phrases *out, mq_str phrase) {
  phrase = without_marks(arena, phrase);
  if (phrase.size == 0) return;
  /* "Annahme/Aufnahme": alternatives; inside a longer phrase they only add words. */
  if (memchr(phrase.at, ' ', phrase.size)) {
    *mq_push(arena, out) = phrase;
    return;
  }
  for (mq_str piece; mq_str_split(&phrase, '/', &piece);)
    if (piece.size) *mq_push(arena, out) = piece;
}

static phrases read_variant(mq_arena *arena, mq_buf *clean, mq_str variant) {
  phrases out = {0};
  mq_import_clean(clean, variant);
  for (mq_str rest = mq_buf_view(clean), phrase; mq_str_split(&rest, ';', &phrase);)
    add_phrase(arena, &out, mq_str_trim(phrase));
  return out;
}

static void read_entry(mq_arena *arena, mq_buf *clean, mq_str left, mq_str right, mq_import_sink sink) {
  mq_str left_variant, right_variant;
  for (bool headword = true;
       mq_str_split(&left, '|', &left_variant) && mq_str_split(&right, '|', &right_variant);
       headword = false) {
    const phrases from = read_variant(arena, clean, left_variant),
                  to = read_variant(arena, clean, right_variant);
    for (size_t i = 0; i < from.count; i++)
      for (size_t k = 0; k < to.count; k++)
        sink.pair(sink.payload, &(mq_import_pair){from.at[i], to.at[k], headword});
  }
}

void mq_import_ding(mq_arena *arena, mq_str text, mq_import_sink sink) {
  mq_arena *scratch = mq_import_scratch(arena);
  for (mq_str rest = text, line; mq_str_split(&rest, '\n', &line);) {
    if (line.size == 0 || line.at[0] == '#') continue;
    const char *middle = memmem(line.at, line.size, " :: ", 4);
    if (!middle) continue;
    const size_t left = (size_t)(middle - line.at);
    mq_arena_clear(scratch);
    mq_buf clean = {.arena = scratch};
    read_entry(scratch, &clean, (mq_str){line.at, left}, (mq_str){middle + 4, line.size - left - 4}, sink);
  }
}
