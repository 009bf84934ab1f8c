/* The table of punctuation marks. */
#include "marks.h"

typedef struct mark_row {
  const char *text;
  uint8_t mark, pair;
} mark_row;

static const mark_row rows[] = {{".", MQ_MARK_STOP, 0},         {",", MQ_MARK_COMMA, 0},
                                {":", MQ_MARK_COLON, 0},        {";", MQ_MARK_SEMICOLON, 0},
                                {"?", MQ_MARK_QUESTION, 0},     {"!", MQ_MARK_EXCLAMATION, 0},
                                {"-", MQ_MARK_HYPHEN, 0},       {"\"", MQ_MARK_QUOTE, 0},
                                {"'", MQ_MARK_SINGLE, 0},       {"(", MQ_MARK_OPEN, 1},
                                {")", MQ_MARK_CLOSE, 1},        {"[", MQ_MARK_OPEN, 2},
                                {"]", MQ_MARK_CLOSE, 2},        {"{", MQ_MARK_OPEN, 3},
                                {"}", MQ_MARK_CLOSE, 3},        {"„", MQ_MARK_QUOTE, 0},
                                {"“", MQ_MARK_QUOTE, 0},        {"”", MQ_MARK_QUOTE, 0},
                                {"‟", MQ_MARK_QUOTE, 0},        {"«", MQ_MARK_QUOTE, 0},
                                {"»", MQ_MARK_QUOTE, 0},        {"‹", MQ_MARK_SINGLE, 0},
                                {"›", MQ_MARK_SINGLE, 0},       {"‘", MQ_MARK_SINGLE, 0},
                                {"’", MQ_MARK_SINGLE, 0},       {"‚", MQ_MARK_SINGLE, 0},
                                {"‛", MQ_MARK_SINGLE, 0},       {"–", MQ_MARK_DASH, 0},
                                {"—", MQ_MARK_DASH, 0},         {"―", MQ_MARK_DASH, 0},
                                {"‐", MQ_MARK_HYPHEN, 0},       {"‑", MQ_MARK_HYPHEN, 0},
                                {"…", MQ_MARK_ELLIPSIS, 0},     {"。", MQ_MARK_STOP, 0},
                                {"．", MQ_MARK_STOP, 0},        {"｡", MQ_MARK_STOP, 0},
                                {"।", MQ_MARK_STOP, 0},         {"۔", MQ_MARK_STOP, 0},
                                {"։", MQ_MARK_STOP, 0},         {"።", MQ_MARK_STOP, 0},
                                {"។", MQ_MARK_STOP, 0},         {"၊", MQ_MARK_COMMA, 0},
                                {"။", MQ_MARK_STOP, 0},         {"？", MQ_MARK_QUESTION, 0},
                                {"؟", MQ_MARK_QUESTION, 0},     {"\xcd\xbe", MQ_MARK_QUESTION, 0},
                                {"！", MQ_MARK_EXCLAMATION, 0}, {"：", MQ_MARK_COLON, 0},
                                {"；", MQ_MARK_SEMICOLON, 0},   {"؛", MQ_MARK_SEMICOLON, 0},
                                {"，", MQ_MARK_COMMA, 0},       {"、", MQ_MARK_COMMA, 0},
                                {"،", MQ_MARK_COMMA, 0},        {"（", MQ_MARK_OPEN, 4},
                                {"）", MQ_MARK_CLOSE, 4},       {"「", MQ_MARK_OPEN, 5},
                                {"」", MQ_MARK_CLOSE, 5},       {"『", MQ_MARK_OPEN, 6},
                                {"』", MQ_MARK_CLOSE, 6},       {"《", MQ_MARK_OPEN, 7},
                                {"》", MQ_MARK_CLOSE, 7},       {"【", MQ_MARK_OPEN, 8},
                                {"】", MQ_MARK_CLOSE, 8},       {"〈", MQ_MARK_OPEN, 9},
                                {"〉", MQ_MARK_CLOSE, 9}};

static const mark_row *row_of(const mq_token *token) {
  static const mark_row dots = {"...", MQ_MARK_ELLIPSIS, 0}, other = {"", MQ_MARK_OTHER, 0};
  if (token->kind != MQ_PUNCTUATION) return NULL;
  const mq_str s = token->word->surface;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (rows[i].text[0] == s.at[0] && strlen(rows[i].text) == s.size &&
        memcmp(rows[i].text, s.at, s.size) == 0)
      return &rows[i];
  return s.size > 1 && s.at[0] == '.' ? &dots : &other;
}

mq_mark mq_mark_of(const mq_token *token) {
  const mark_row *row = row_of(token);
  return row ? (mq_mark)row->mark : MQ_MARK_NONE;
}

unsigned mq_mark_pair(const mq_token *token) {
  const mark_row *row = row_of(token);
  return row ? row->pair : 0;
}

bool mq_mark_is_listed(mq_str list, const mq_token *token) {
  mq_str piece;
  while (mq_str_split(&list, ' ', &piece))
    if (piece.size && mq_str_equal(piece, token->word->surface)) return true;
  return false;
}

static bool encloses(mq_mark mark) { return mark >= MQ_MARK_QUOTE; }

mq_mark mq_end_mark(const mq_token *tokens, size_t count, size_t *at) {
  size_t i = count;
  while (i && (encloses(mq_mark_of(&tokens[i - 1])) || tokens[i - 1].kind == MQ_MARKUP)) i--;
  if (at) *at = i ? i - 1 : 0;
  mq_mark best = MQ_MARK_NONE;
  for (bool first = true; i; i--, first = false) {
    const mq_mark mark = mq_mark_of(&tokens[i - 1]);
    if (first) best = mark;
    if (encloses(mark)) continue; /* "? »." */
    if (!mq_ends_sentence(mark)) break;
    if (mark == MQ_MARK_QUESTION || (mark == MQ_MARK_EXCLAMATION && best != MQ_MARK_QUESTION)) best = mark;
  }
  return best;
}
