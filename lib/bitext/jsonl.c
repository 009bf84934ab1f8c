/* JSON Lines: one object a line, RFC 8259 read strictly.
 *
 * The scanner walks each line once and keeps the strings under the keys that are wanted, with the places of their bytes:
 * what no general JSON parser tells. Depth is bounded, so it may recurse. A key "a.b" is key b of the object under a. */
#include "reader.h"

enum { MOST_DEPTH = 64, MOST_WANTS = 8, SLOT_ID = 2 };

/* A key that is looked for, and what its value is: a side, or SLOT_ID. */
typedef struct want {
  const char *path;
  int slot;
  bool found;
} want;

typedef struct scanner {
  mtqc_bitext *bitext;
  const char *at, *end;
  want wants[MOST_WANTS];
  size_t want_count;
  bool filled[3]; /* by slot */
  mq_buf key;     /* of the member being read, unescaped */
  mtqc_error *error;
} scanner;

/* What is left of each path inside the object that is being read; NULL where the object is not on the path. */
typedef struct paths {
  const char *rest[MOST_WANTS];
} paths;

static int fail(scanner *s, const char *what) {
  mq_input *input = &s->bitext->input;
  return mq_input_error(input, mq_input_place(input, s->at), s->error, "%s", what);
}

static void skip_space(scanner *s) {
  while (s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\r')) s->at++;
}

static bool take(scanner *s, char c) {
  skip_space(s);
  if (s->at == s->end || *s->at != c) return false;
  s->at++;
  return true;
}

/* --- strings --- */

/* Where the bytes of a string go. */
typedef struct target {
  mq_buf *buf; /* NULL: a side of the unit */
  int side;
} target;

static void give(scanner *s, const target *to, const char *from, const char *until, mq_str text, bool as_it_is) {
  if (to->buf) mq_buf_str(to->buf, text);
  else if (to->side < 0) return;
  else if (as_it_is) mq_unit_copy(s->bitext, (mtqc_side)to->side, text);
  else mq_unit_put(s->bitext, (mtqc_side)to->side, from, until, text);
}

/* The number of four hexadecimal digits, or -1. */
static long hex4(const scanner *s, const char *at) {
  long value = 0;
  if (s->end - at < 4) return -1;
  for (int i = 0; i < 4; i++) {
    const char c = at[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* The code point of a \u escape or of a surrogate pair of them at s->at, which moves behind; negative after an error. */
static long read_code_point(scanner *s) {
  const long first = hex4(s, s->at + 2);
  if (first < 0) return fail(s, "\\u needs four hexadecimal digits");
  if (first < 0xd800 || first > 0xdfff) return s->at += 6, first;
  const long second = s->end - s->at >= 12 && s->at[6] == '\\' && s->at[7] == 'u' ? hex4(s, s->at + 8) : -1;
  if (first > 0xdbff || second < 0xdc00 || second > 0xdfff) return fail(s, "half of a surrogate pair");
  s->at += 12;
  return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
}

static int read_escape(scanner *s, const target *to) {
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  const char *from = s->at;
  char text[4];
  if (s->end - s->at < 2) return fail(s, "string without end");
  const char *name = s->at[1] == 'u' ? NULL : memchr(names, s->at[1], sizeof names - 1);
  if (name) {
    s->at += 2;
    give(s, to, from, s->at, (mq_str){&values[name - names], 1}, false);
    return MTQC_OK;
  }
  if (s->at[1] != 'u') return fail(s, "unknown escape in a string");
  const long c = read_code_point(s);
  if (c < 0) return (int)c;
  give(s, to, from, s->at, (mq_str){text, mq_utf8_put(text, (uint32_t)c)}, false);
  return MTQC_OK;
}

/* A string whose opening quotation mark was taken. */
static int read_string(scanner *s, const target *to) {
  give(s, to, s->at, s->at, (mq_str){s->at, 0}, true);
  for (;;) {
    const char *from = s->at;
    while (s->at < s->end && *s->at != '"' && *s->at != '\\' && (unsigned char)*s->at >= 0x20) s->at++;
    if (s->at > from) give(s, to, from, s->at, (mq_str){from, (size_t)(s->at - from)}, true);
    if (s->at == s->end) return fail(s, "string without end");
    if (*s->at == '"') return s->at++, MTQC_OK;
    if (*s->at != '\\') return fail(s, "control character in a string");
    const int status = read_escape(s, to);
    if (status) return status;
  }
}

/* --- other values --- */

static bool take_digits(scanner *s) {
  const char *from = s->at;
  while (s->at < s->end && *s->at >= '0' && *s->at <= '9') s->at++;
  return s->at > from;
}

static int read_number(scanner *s) {
  if (*s->at == '-') s->at++;
  if (s->at < s->end && *s->at == '0') s->at++;
  else if (!take_digits(s)) return fail(s, "a value is needed here");
  if (s->at < s->end && *s->at == '.' && (s->at++, !take_digits(s))) return fail(s, "digits are missing in a number");
  if (s->at == s->end || (*s->at | 32) != 'e') return MTQC_OK;
  s->at++;
  if (s->at < s->end && (*s->at == '+' || *s->at == '-')) s->at++;
  return take_digits(s) ? MTQC_OK : fail(s, "digits are missing in a number");
}

static int read_word(scanner *s) {
  static const mq_str words[] = {{"true", 4}, {"false", 5}, {"null", 4}};
  const mq_str rest = {s->at, (size_t)(s->end - s->at)};
  for (size_t i = 0; i < 3; i++)
    if (mq_str_starts(rest, words[i])) return s->at += words[i].size, MTQC_OK;
  return read_number(s);
}

static int read_value(scanner *s, const paths *outer, int depth);

static int read_array(scanner *s, int depth) {
  static const paths none = {{NULL}};
  if (take(s, ']')) return MTQC_OK;
  do {
    const int status = read_value(s, &none, depth);
    if (status) return status;
  } while (take(s, ','));
  return take(s, ']') ? MTQC_OK : fail(s, "',' or ']' is needed here");
}

/* The wanted key whose value comes next, or NULL; and the paths that go on inside that value. */
static want *match_key(scanner *s, const paths *outer, paths *inner) {
  want *found = NULL;
  const mq_str key = mq_buf_view(&s->key);
  *inner = (paths){{NULL}};
  for (size_t i = 0; i < s->want_count; i++) {
    const char *rest = outer->rest[i];
    if (!rest || strncmp(rest, key.at ? key.at : "", key.size) != 0) continue;
    if (rest[key.size] == '.') inner->rest[i] = rest + key.size + 1;
    if (rest[key.size] == '\0' && !found) found = &s->wants[i];
  }
  return found;
}

/* The value of a wanted key: a string, or null for a text that is not there yet; an id may be a number. */
static int read_wanted(scanner *s, want *key) {
  if (key->found) return fail(s, "second value of one key");
  key->found = true;
  mq_buf *buf = key->slot == SLOT_ID ? &s->bitext->unit.id : NULL;
  const target to = {buf, s->filled[key->slot] ? -1 : key->slot};
  s->filled[key->slot] = true;
  if (take(s, '"')) return read_string(s, &to);
  const char *from = s->at;
  const int status =
      s->at < s->end && *s->at != '{' && *s->at != '[' ? read_word(s) : fail(s, "a string is needed here");
  if (status) return status;
  if (key->slot == SLOT_ID) mq_buf_add(buf, from, (size_t)(s->at - from));
  else if (*from != 'n') return s->at = from, fail(s, "a string is needed here");
  else if (key->slot == MTQC_TARGET) s->bitext->unit.state = MTQC_UNIT_UNTRANSLATED;
  return MTQC_OK;
}

static int read_member(scanner *s, const paths *outer, int depth) {
  mq_buf_clear(&s->key);
  if (!take(s, '"')) return fail(s, "a key is needed here");
  int status = read_string(s, &(target){&s->key, -1});
  if (status) return status;
  paths inner;
  want *wanted = match_key(s, outer, &inner);
  if (!take(s, ':')) return fail(s, "':' is needed here");
  return wanted ? read_wanted(s, wanted) : read_value(s, &inner, depth);
}

static int read_object(scanner *s, const paths *outer, int depth) {
  if (take(s, '}')) return MTQC_OK;
  do {
    const int status = read_member(s, outer, depth);
    if (status) return status;
  } while (take(s, ','));
  return take(s, '}') ? MTQC_OK : fail(s, "',' or '}' is needed here");
}

static int read_value(scanner *s, const paths *outer, int depth) {
  skip_space(s);
  if (s->at == s->end) return fail(s, "a value is needed here");
  if (depth == MOST_DEPTH) return fail(s, "nested deeper than 64 levels");
  if (take(s, '{')) return read_object(s, outer, depth + 1);
  if (take(s, '[')) return read_array(s, depth + 1);
  if (take(s, '"')) return read_string(s, &(target){NULL, -1});
  return read_word(s);
}

/* --- lines --- */

static void add_want(scanner *s, const char *path, int slot) {
  s->wants[s->want_count++] = (want){path, slot, false};
}

/* Keys under which a text is looked for; the first that a line has is taken. */
static void add_wants(scanner *s, int side) {
  const mtqc_bitext *bitext = s->bitext;
  const char *language = bitext->wanted[side];
  if (*bitext->column[side]) {
    add_want(s, bitext->column[side], side);
    return;
  }
  add_want(s, side == MTQC_SOURCE ? "source" : "target", side);
  add_want(s, side == MTQC_SOURCE ? "src" : "tgt", side);
  if (language) add_want(s, mq_format(bitext->arena, "translation.%s", language), side);
}

static int start(mtqc_bitext *bitext, mtqc_error *error) {
  (void)error;
  scanner *s = bitext->own = mq_arena_alloc(bitext->arena, sizeof *s);
  s->bitext = bitext;
  s->key.arena = bitext->arena;
  add_wants(s, MTQC_SOURCE);
  add_wants(s, MTQC_TARGET);
  add_want(s, "id", SLOT_ID);
  return MTQC_OK;
}

static int read_line(scanner *s) {
  paths whole = {{NULL}};
  for (size_t i = 0; i < s->want_count; i++) {
    whole.rest[i] = s->wants[i].path;
    s->wants[i].found = false;
  }
  memset(s->filled, 0, sizeof s->filled);
  if (!take(s, '{')) return fail(s, "an object is needed here");
  int status = read_object(s, &whole, 1);
  skip_space(s);
  if (!status && s->at < s->end) status = fail(s, "text behind the object");
  for (int side = MTQC_SOURCE; !status && side <= MTQC_TARGET; side++)
    if (!s->filled[side]) status = fail(s, side == MTQC_SOURCE ? "no source text" : "no target text");
  return status;
}

static int next(mtqc_bitext *bitext, mtqc_error *error) {
  scanner *s = bitext->own;
  mq_str line;
  do {
    const int status = mq_input_line(&bitext->input, &line, error);
    if (status != 1) return status;
    s->at = line.at;
    s->end = line.at + line.size;
    if (bitext->input.place.byte == 0 && mq_str_starts(line, MQ_STR("\xef\xbb\xbf"))) s->at += 3;
    skip_space(s);
  } while (s->at == s->end);
  s->error = error;
  mq_unit_new(bitext);
  const int status = read_line(s);
  return status ? status : 1;
}

const mq_reader mq_reader_jsonl = {
    .name = "jsonl", .endings = {".jsonl", ".ndjson"}, .encoding = MQ_ENCODING_DECLARED, .start = start, .next = next};
