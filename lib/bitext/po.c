/* PO: GNU gettext's catalogues, read line by line.
 *
 * An entry is comments, then msgctxt, msgid, msgid_plural and msgstr, each a string that may go on over lines. An entry
 * becomes a unit; with plurals one for each form: the first form against the singular, the others against the plural. The
 * entry of the empty msgid is the header, which tells the language and the encoding. Fuzzy entries are unsure, `#~` ones
 * obsolete. Invariant: what is kept of an entry lies in buffers that the next entry uses again. */
#include "reader.h"

#include <ctype.h>

typedef enum field { NO_FIELD, CONTEXT, ID, PLURAL, STRING } field;

typedef struct po {
  mq_passage texts[2]; /* msgid, msgid_plural */
  mq_buf context, note, header;
  field field;         /* what a continued string belongs to */
  bool fuzzy, obsolete, has_plural, has_id, is_header;
  bool after_strings;  /* msgstr was read: the next comment or keyword begins an entry */
  long form;           /* number of the msgstr being read */
  bool pending;        /* the unit holds a form that is to be handed out */
  bool held;           /* a line was read that belongs to the next entry */
  mq_str line;         /* the rest of the current line */
  const char *keyword; /* where its keyword stands */
  mtqc_error *error;
} po;

static int fail(mtqc_bitext *bitext, const po *p, const char *at, const char *what) {
  return mq_input_error(&bitext->input, mq_input_place(&bitext->input, at), p->error, "%s", what);
}

/* --- strings --- */

/* The passage that the current field fills; NULL if its text goes to a buffer only. */
static mq_passage *passage_of(mtqc_bitext *bitext, po *p) {
  switch (p->field) {
  case ID: return &p->texts[0];
  case PLURAL: return &p->texts[1];
  case STRING: return p->is_header ? NULL : &bitext->unit.side[MTQC_TARGET];
  default: return NULL;
  }
}

static void give(mtqc_bitext *bitext, po *p, const char *from, const char *to, mq_str text, bool as_it_is) {
  mq_passage *passage = passage_of(bitext, p);
  if (!passage) mq_buf_str(p->field == CONTEXT ? &p->context : &p->header, text);
  else if (as_it_is) mq_passage_copy(passage, &bitext->input, text);
  else mq_passage_put(passage, &bitext->input, from, to, text);
}

static int digit_of(char c) {
  return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;
}

/* The escape at `at` (a backslash): its value through *value, and where it ends; NULL if it is none. */
static const char *read_escape(const char *at, const char *end, char *value) {
  static const char names[] = "nt\"\\rabfv'?", values[] = "\n\t\"\\\r\a\b\f\v'?";
  const char *i = at + 1;
  if (i == end) return NULL;
  const char *name = memchr(names, *i, sizeof names - 1);
  if (name) return *value = values[name - names], i + 1;
  const bool hex = *i == 'x';
  const int base = hex ? 16 : 8, most = hex ? 2 : 3;
  i += hex;
  int number = 0, digits = 0;
  for (; i < end && digits < most && digit_of(*i) < base; i++, digits++) number = number * base + digit_of(*i);
  *value = (char)number;
  return digits ? i : NULL;
}

/* The quoted string at the front of the line, and nothing behind it. */
static int read_string(mtqc_bitext *bitext, po *p) {
  const char *at = p->line.at, *end = at + p->line.size;
  while (at < end && isspace((unsigned char)*at)) at++;
  if (at == end || *at != '"') return fail(bitext, p, at, "a quoted string is needed here");
  at++;
  give(bitext, p, at, at, (mq_str){at, 0}, true);
  for (;;) {
    const char *from = at;
    while (at < end && *at != '"' && *at != '\\') at++;
    if (at > from) give(bitext, p, from, at, (mq_str){from, (size_t)(at - from)}, true);
    if (at == end) return fail(bitext, p, at, "string without end");
    if (*at == '"') break;
    char value;
    const char *next = read_escape(at, end, &value);
    if (!next) return fail(bitext, p, at, "unknown escape in a string");
    give(bitext, p, at, next, (mq_str){&value, 1}, false);
    at = next;
  }
  for (at++; at < end; at++)
    if (!isspace((unsigned char)*at)) return fail(bitext, p, at, "text behind a string");
  return MTQC_OK;
}

/* --- entries --- */

static void new_entry(po *p) {
  mq_passage_clear(&p->texts[0]);
  mq_passage_clear(&p->texts[1]);
  mq_buf_clear(&p->context);
  mq_buf_clear(&p->note);
  p->field = NO_FIELD;
  p->fuzzy = p->obsolete = p->has_plural = p->has_id = p->is_header = p->after_strings = false;
  p->form = -1;
}

/* A unit for the form whose msgstr begins. */
static void begin_form(mtqc_bitext *bitext, po *p) {
  p->is_header = p->texts[0].text.size == 0 && p->context.size == 0 && !p->has_plural;
  p->field = STRING;
  p->after_strings = true;
  if (p->is_header) return;
  p->pending = true;
  mq_unit_new(bitext);
  mtqc_unit *unit = &bitext->unit;
  mq_passage_add(&unit->side[MTQC_SOURCE], &p->texts[p->has_plural && p->form > 0]);
  mq_buf_str(&unit->id, mq_buf_view(&p->context));
  mq_buf_str(&unit->note, mq_buf_view(&p->note));
}

/* Settles the state of a form that is complete: 1, or 0 if there is none. */
static int end_form(mtqc_bitext *bitext, po *p) {
  if (!p->pending) return 0;
  p->pending = false;
  mtqc_unit *unit = &bitext->unit;
  unit->state = p->obsolete ? MTQC_UNIT_OBSOLETE
                : unit->side[MTQC_TARGET].text.size == 0 ? MTQC_UNIT_UNTRANSLATED
                : p->fuzzy ? MTQC_UNIT_UNSURE : MTQC_UNIT_TRANSLATED;
  if (p->fuzzy) mq_buf_text(&unit->state_word, "fuzzy");
  return 1;
}

/* The value of "Language: de" in the header. */
static void read_header(mtqc_bitext *bitext, po *p) {
  mq_str rest = mq_buf_view(&p->header), line;
  while (rest.at && mq_str_split(&rest, '\n', &line)) {
    if (!mq_str_starts(line, MQ_STR("Language:"))) continue;
    const mq_str tag = mq_str_trim((mq_str){line.at + 9, line.size - 9});
    if (tag.size) bitext->language[MTQC_TARGET] = mq_arena_copy(bitext->arena, tag.at, tag.size);
  }
}

/* --- lines --- */

static bool has_flag(mq_str flags, const char *flag) {
  mq_str one;
  while (mq_str_split(&flags, ',', &one))
    if (mq_str_equal(mq_str_trim(one), mq_str_of(flag))) return true;
  return false;
}

/* Flags "mtqc-off" and "mtqc-off:CHECK" are markers like notes. */
static void read_markers(po *p, mq_str flags) {
  mq_str flag;
  while (mq_str_split(&flags, ',', &flag)) {
    flag = mq_str_trim(flag);
    if (!mq_str_starts(flag, MQ_STR("mtqc-off"))) continue;
    mq_buf_text(&p->note, "mtqc:off ");
    if (flag.size > 9) mq_buf_str(&p->note, (mq_str){flag.at + 9, flag.size - 9});
    mq_buf_char(&p->note, '\n');
  }
}

/* A comment; flags and what translators and programmers say are kept. */
static void read_comment(po *p, mq_str line) {
  const mq_str rest = mq_str_trim((mq_str){line.at + 1, line.size - 1});
  const char kind = line.size > 1 ? line.at[1] : ' ';
  if (kind == ',' && has_flag((mq_str){rest.at + 1, rest.size - 1}, "fuzzy")) p->fuzzy = true;
  if (kind == ',') read_markers(p, (mq_str){rest.at + 1, rest.size - 1});
  if (kind == ':' || kind == '|' || rest.size == 0) return;
  mq_buf_str(&p->note, kind == '.' || kind == ',' ? mq_str_trim((mq_str){rest.at + 1, rest.size - 1}) : rest);
  mq_buf_char(&p->note, '\n');
}

/* Whether the line begins with a keyword, which is then taken off. */
static bool take_keyword(po *p, const char *keyword) {
  const mq_str word = mq_str_of(keyword);
  if (!mq_str_starts(p->line, word)) return false;
  const char after = p->line.size > word.size ? p->line.at[word.size] : ' ';
  if (!isspace((unsigned char)after) && after != '"' && after != '[') return false;
  p->keyword = p->line.at;
  p->line = (mq_str){p->line.at + word.size, p->line.size - word.size};
  return true;
}

/* msgstr or msgstr[n] */
static int begin_string(mtqc_bitext *bitext, po *p) {
  const char *at = p->line.at;
  if (!p->has_id) return fail(bitext, p, p->keyword, "msgstr without msgid");
  long form = 0;
  const bool numbered = p->line.size && *at == '[';
  if (numbered != p->has_plural)
    return fail(bitext, p, p->keyword,
                numbered ? "msgstr[n] without msgid_plural" : "msgstr[n] is needed behind msgid_plural");
  if (!numbered && p->after_strings) return fail(bitext, p, p->keyword, "second msgstr of one entry");
  if (numbered) {
    const char *close = memchr(at, ']', p->line.size);
    const char *digit = at + 1;
    for (; close && digit < close && isdigit((unsigned char)*digit) && form < 100; digit++)
      form = form * 10 + (*digit - '0');
    if (!close || digit != close || close == at + 1 || form != p->form + 1)
      return fail(bitext, p, at, "the number of the next plural form is needed here");
    p->line = (mq_str){close + 1, (size_t)(p->line.at + p->line.size - close - 1)};
  }
  p->form = form;
  begin_form(bitext, p);
  return read_string(bitext, p);
}

static int begin_field(mtqc_bitext *bitext, po *p, field which) {
  if (which == CONTEXT && p->has_id) return fail(bitext, p, p->keyword, "msgctxt behind msgid");
  if (which == ID && p->has_id) return fail(bitext, p, p->keyword, "msgid without msgstr before it");
  if (which == PLURAL && (!p->has_id || p->has_plural || p->after_strings))
    return fail(bitext, p, p->keyword, "msgid_plural without msgid");
  p->field = which;
  if (which == ID) p->has_id = true;
  if (which == PLURAL) p->has_plural = true;
  return read_string(bitext, p);
}

static int read_keyword(mtqc_bitext *bitext, po *p) {
  if (take_keyword(p, "msgctxt")) return begin_field(bitext, p, CONTEXT);
  if (take_keyword(p, "msgid")) return begin_field(bitext, p, ID);
  if (take_keyword(p, "msgid_plural")) return begin_field(bitext, p, PLURAL);
  if (take_keyword(p, "msgstr")) return begin_string(bitext, p);
  if (*p->line.at != '"') return fail(bitext, p, p->line.at, "a keyword, a string or a comment is needed here");
  if (p->field == NO_FIELD) return fail(bitext, p, p->line.at, "a string without a keyword");
  return read_string(bitext, p);
}

/* Whether the line, blanks taken off, belongs to the entry behind the one whose msgstr was read. */
static bool begins_entry(mq_str line) {
  return *line.at == '#' || mq_str_starts(line, MQ_STR("msgctxt")) ||
         (mq_str_starts(line, MQ_STR("msgid")) && !mq_str_starts(line, MQ_STR("msgid_")));
}

/* Obsolete entries are entries behind "#~"; "#~|" holds an earlier msgid. Gives the line to be read, or an empty one. */
static mq_str strip_obsolete(po *p, mq_str line) {
  if (!mq_str_starts(line, MQ_STR("#~"))) return line;
  p->obsolete = true;
  line = mq_str_trim((mq_str){line.at + 2, line.size - 2});
  return line.size && *line.at == '|' ? (mq_str){line.at, 0} : line;
}

static bool starts_obsolete_entry(mq_str line) {
  mq_str rest = mq_str_trim((mq_str){line.at + 2, line.size - 2});
  return rest.size && begins_entry(rest);
}

/* Whether a form is complete when this line comes: it does not go on with a string. */
static bool ends_form(mq_str line) {
  if (mq_str_starts(line, MQ_STR("#~"))) line = mq_str_trim((mq_str){line.at + 2, line.size - 2});
  return line.size && *line.at != '"';
}

/* One line, blanks taken off. */
static int read_line(mtqc_bitext *bitext, po *p, mq_str line) {
  const bool tilde = mq_str_starts(line, MQ_STR("#~"));
  if (p->after_strings && (tilde ? starts_obsolete_entry(line) : begins_entry(line))) {
    if (p->is_header) read_header(bitext, p);
    new_entry(p);
  }
  line = strip_obsolete(p, line);
  if (line.size == 0) return MTQC_OK;
  if (*line.at == '#') return read_comment(p, line), MTQC_OK;
  p->line = line;
  return read_keyword(bitext, p);
}

static int end_file(mtqc_bitext *bitext, po *p) {
  if (p->field != NO_FIELD && !p->after_strings)
    return fail(bitext, p, bitext->input.at + bitext->input.next, "an entry without msgstr");
  return end_form(bitext, p);
}

static int next(mtqc_bitext *bitext, mtqc_error *error) {
  po *p = bitext->own;
  p->error = error;
  for (;;) {
    mq_str line = p->line;
    const int status = p->held ? 1 : mq_input_line(&bitext->input, &line, error);
    /* The bitext keeps the error: what was read before it comes first. */
    if (status < 0) return end_form(bitext, p) ? 1 : status;
    if (status == 0) return end_file(bitext, p);
    if (!p->held) {
      if (bitext->input.place.byte == 0 && mq_str_starts(line, MQ_STR("\xef\xbb\xbf")))
        line = (mq_str){line.at + 3, line.size - 3};
      line = mq_str_trim(line);
      p->line = line;
    }
    if (line.size == 0) continue;
    if (!p->held && p->pending && ends_form(line)) {
      p->held = true;
      if (end_form(bitext, p)) return 1;
    }
    p->held = false;
    const int read = read_line(bitext, p, line);
    if (read) return read;
  }
}

static int start(mtqc_bitext *bitext, mtqc_error *error) {
  (void)error;
  po *p = bitext->own = mq_arena_alloc(bitext->arena, sizeof *p);
  p->texts[0].text.arena = p->texts[1].text.arena = bitext->arena;
  p->context.arena = p->note.arena = p->header.arena = bitext->arena;
  new_entry(p);
  return MTQC_OK;
}

const mq_reader mq_reader_po = {
    .name = "po", .endings = {".po", ".pot"}, .encoding = MQ_ENCODING_CHARSET, .start = start, .next = next};
