/* Mueller's English-Russian dictionary, 7th edition, as a dictd database. A body, its lines being wrapped at
 * will:
 *
 *   overshoot
 *      [phonetics] _v. (overshot)
 *      1) промахнуться (при стрельбе); to overshoot the mark взять выше или дальше
 *      цели; _перен. зайти слишком далеко; {см. тж 3}
 *
 * Labels begin with "_", senses with "1.", "1)" or "а)". "," and ";" separate translations. A piece that
 * starts with words in the script of the head is an example with its translation: it is handed out as a
 * phrase of its own. */
#include "import.h"

typedef struct reader {
  mq_arena *scratch;
  mq_import_sink sink;
} reader;

static bool is_latin_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A label, a sense mark, an "=" of a reference, or nothing that could be a word. `ends` tells whether it
 * separates. */
static bool is_mark(mq_str word, bool *ends) {
  const char last = word.at[word.size - 1];
  *ends = false;
  if (word.at[0] == '_') return true;
  *ends = true;
  if (word.at[0] >= '0' && word.at[0] <= '9') return true;
  if (last == ')' && word.size <= 3) return true;
  return mq_str_equal(word, MQ_STR("="));
}

/* Sends one piece: a translation of the head, or an example. */
static void send_piece(const reader *r, mq_str head, mq_str piece) {
  size_t own = 0; /* bytes of leading words in Latin letters */
  for (mq_str rest = piece, word;
       mq_str_split(&rest, ' ', &word) && word.size && is_latin_letter(word.at[0]);)
    own = (size_t)(word.at + word.size - piece.at);
  const mq_str translation = mq_str_trim((mq_str){piece.at + own, piece.size - own});
  for (size_t i = 0; i < translation.size; i++)
    if (is_latin_letter(translation.at[i])) return;
  if (translation.size == 0) return;
  const mq_import_pair pair = {own ? (mq_str){piece.at, own} : head, translation, own == 0};
  r->sink.pair(r->sink.payload, &pair);
}

static void end_piece(const reader *r, mq_str head, mq_buf *piece) {
  const mq_str text = mq_str_trim(mq_buf_view(piece));
  if (text.size) send_piece(r, head, text);
  mq_buf_clear(piece);
}

static void read_body(void *payload, mq_str body) {
  const reader *r = payload;
  mq_arena_clear(r->scratch);
  mq_str head;
  if (!mq_str_split(&body, '\n', &head) || !body.at) return;
  mq_buf clean = {.arena = r->scratch}, piece = {.arena = r->scratch};
  mq_import_clean(&clean, body);
  head = mq_str_trim(head);
  for (mq_str rest = mq_buf_view(&clean), word; mq_str_split(&rest, ' ', &word);) {
    bool ends;
    if (word.size == 0) continue;
    if (is_mark(word, &ends)) {
      if (ends) end_piece(r, head, &piece);
      continue;
    }
    const char last = word.at[word.size - 1];
    const bool separates = last == ',' || last == ';' || last == '.' || last == ':';
    if (piece.size) mq_buf_char(&piece, ' ');
    mq_buf_add(&piece, word.at, word.size - separates);
    if (separates) end_piece(r, head, &piece);
  }
  end_piece(r, head, &piece);
}

void mq_import_mueller(mq_arena *arena, mq_str index, mq_str dict, mq_import_sink sink) {
  reader r = {mq_import_scratch(arena), sink};
  mq_import_dictd(index, dict, read_body, &r);
}
