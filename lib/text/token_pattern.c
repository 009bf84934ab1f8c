/* Matching by trial at each token, with a gap trying its lengths from the shortest: patterns are short, gaps are bounded,
 * and most tokens begin no pattern, since patterns are found by a map of the words they begin with. */
#include "token_pattern.h"

#include "base/array.h"
#include "base/map.h"

enum { MOST_ELEMENTS = 16, USUAL_GAP = 8 };
#define NO_CLASS UINT32_MAX

typedef enum element_kind { FORMS, CLASS, GAP } element_kind;

/* Forms that are meant and forms that are not. */
typedef struct form_list {
  const mq_str *forms, *exceptions;
  uint32_t form_count, exception_count;
  bool plain; /* whole words without exceptions: they can be looked up */
} form_list;

typedef struct element {
  element_kind kind;
  bool start;      /* at the start of a sentence */
  bool exact;      /* as written */
  form_list forms; /* of FORMS */
  uint32_t class;  /* of CLASS, or what a GAP may not hold */
  uint32_t most;   /* of a GAP */
} element;

typedef struct pattern {
  uint32_t row, next; /* pattern + 1 that begins with the same word */
  element elements[MOST_ELEMENTS];
  uint32_t count, report_from, report_to;
} pattern;

enum { CLASS_CAPITAL, CLASS_SMALL, BUILT_IN };

struct mq_patterns {
  mq_arena *arena;
  mq_map classes;        /* name -> number */
  MQ_ARRAY(form_list) lists; /* of classes, by number; built-in ones are empty */
  MQ_ARRAY(pattern) all;
  mq_map first;          /* word -> pattern + 1 */
  uint32_t others;       /* pattern + 1 that begin with something else than plain words */
};

/* --- reading ------------------------------------------------------------------------------------------------------- */

static form_list read_list(mq_arena *arena, mq_str text) {
  MQ_ARRAY(mq_str) forms = {0};
  MQ_ARRAY(mq_str) exceptions = {0};
  form_list list = {.plain = text.size > 0};
  mq_str form;
  while (mq_str_split(&text, '|', &form)) {
    const bool except = form.size > 1 && form.at[0] == '!';
    if (except) *mq_push(arena, &exceptions) = (mq_str){form.at + 1, form.size - 1};
    else *mq_push(arena, &forms) = form;
    list.plain = list.plain && !except && !memchr(form.at, '*', form.size);
  }
  list.forms = forms.at;
  list.form_count = (uint32_t)forms.count;
  list.exceptions = exceptions.at;
  list.exception_count = (uint32_t)exceptions.count;
  return list;
}

static uint32_t class_number(const mq_patterns *patterns, mq_str name) {
  const uint32_t *found = mq_map_find(&patterns->classes, name);
  return found ? *found : NO_CLASS;
}

static void add_class(mq_patterns *patterns, mq_str name, mq_str list) {
  *mq_map_add(&patterns->classes, name, NULL) = (uint32_t)patterns->lists.count;
  *mq_push(patterns->arena, &patterns->lists) = read_list(patterns->arena, list);
}

static bool read_gap(const mq_patterns *patterns, mq_str text, element *out) {
  const mq_str dots = MQ_STR("…");
  mq_str rest = {text.at + dots.size, text.size - dots.size};
  *out = (element){.kind = GAP, .class = NO_CLASS};
  for (; rest.size && rest.at[0] >= '0' && rest.at[0] <= '9'; rest.at++, rest.size--)
    out->most = out->most * 10 + (uint32_t)(rest.at[0] - '0');
  if (!out->most) out->most = USUAL_GAP;
  if (!rest.size) return true;
  if (rest.at[0] != '!') return false;
  out->class = class_number(patterns, (mq_str){rest.at + 1, rest.size - 1});
  return out->class != NO_CLASS;
}

static bool read_element(mq_arena *arena, const mq_patterns *patterns, mq_str text, element *out) {
  if (mq_str_starts(text, MQ_STR("…"))) return read_gap(patterns, text, out);
  *out = (element){.kind = FORMS};
  for (; text.size > 1 && (text.at[0] == '^' || text.at[0] == '='); text.at++, text.size--)
    *(text.at[0] == '^' ? &out->start : &out->exact) = true;
  out->forms = read_list(arena, text);
  if (text.at[0] != '@' || text.size == 1) return true;
  out->kind = CLASS;
  out->class = class_number(patterns, text);
  return out->class != NO_CLASS;
}

static bool read_pattern(mq_arena *arena, const mq_patterns *patterns, mq_str text, pattern *out) {
  bool reported = false;
  mq_str piece;
  while (mq_str_split(&text, ' ', &piece)) {
    if (!piece.size) continue;
    if (mq_str_equal(piece, MQ_STR("["))) out->report_from = out->count, reported = true;
    else if (mq_str_equal(piece, MQ_STR("]"))) out->report_to = out->count;
    else if (out->count == MOST_ELEMENTS || !read_element(arena, patterns, piece, &out->elements[out->count++]))
      return false;
  }
  if (!reported || out->report_to <= out->report_from) out->report_from = 0, out->report_to = out->count;
  return out->count && out->elements[0].kind != GAP;
}

static const form_list *list_of(const mq_patterns *patterns, const element *e) {
  return e->kind == FORMS ? &e->forms : &patterns->lists.at[e->class];
}

static void index_pattern(mq_patterns *patterns, uint32_t number) {
  pattern *added = &patterns->all.at[number];
  const form_list list = *list_of(patterns, &added->elements[0]);
  if (!list.plain) {
    added->next = patterns->others;
    patterns->others = number + 1;
    return;
  }
  for (uint32_t i = 0; i < list.form_count; i++) {
    /* One copy for every word, so that each has a chain of its own. */
    *mq_push(patterns->arena, &patterns->all) = *added;
    pattern *copy = &patterns->all.at[patterns->all.count - 1];
    added = &patterns->all.at[number];
    uint32_t *chain = mq_map_add(&patterns->first, mq_fold(patterns->arena, list.forms[i]), NULL);
    copy->next = *chain;
    *chain = (uint32_t)patterns->all.count;
  }
}

const mq_patterns *mq_patterns_new(mq_arena *arena, const mq_table *table) {
  mq_patterns *patterns = mq_arena_alloc(arena, sizeof *patterns);
  patterns->arena = patterns->classes.arena = patterns->first.arena = arena;
  add_class(patterns, MQ_STR("@Cap"), MQ_STR(""));
  add_class(patterns, MQ_STR("@low"), MQ_STR(""));
  for (size_t row = table->rows; row-- > 0;) /* chains are built from the back, so that the first row comes first */
    if (mq_str_starts(mq_table_field(table, row, 0), MQ_STR("@")))
      add_class(patterns, mq_table_field(table, row, 0), mq_table_field(table, row, 1));
  for (size_t row = table->rows; row-- > 0;) {
    pattern read = {.row = (uint32_t)row};
    if (mq_str_starts(mq_table_field(table, row, 0), MQ_STR("@")) ||
        !read_pattern(arena, patterns, mq_table_field(table, row, 1), &read))
      continue;
    *mq_push(arena, &patterns->all) = read;
    index_pattern(patterns, (uint32_t)patterns->all.count - 1);
  }
  return patterns;
}

/* --- matching ------------------------------------------------------------------------------------------------------ */

/* `*` stands for any bytes. */
static bool fits(mq_str form, mq_str glob) {
  size_t f = 0, g = 0, star = SIZE_MAX, back = 0;
  while (f < form.size) {
    if (g < glob.size && glob.at[g] == '*') star = g++, back = f;
    else if (g < glob.size && glob.at[g] == form.at[f]) f++, g++;
    else if (star != SIZE_MAX) g = star + 1, f = ++back;
    else return false;
  }
  while (g < glob.size && glob.at[g] == '*') g++;
  return g == glob.size;
}

static bool in_list(mq_str form, const form_list *list) {
  bool found = false;
  for (uint32_t i = 0; i < list->form_count && !found; i++) found = fits(form, list->forms[i]);
  for (uint32_t i = 0; i < list->exception_count && found; i++) found = !fits(form, list->exceptions[i]);
  return found;
}

static bool of_class(const mq_patterns *patterns, uint32_t class, const mq_token *token) {
  const unsigned shape = token->word->shape;
  if (token->kind != MQ_WORD || shape & MQ_ALL_CAPS || token->word->letters < 2) return false; /* "an MP", "an X" */
  if (class == CLASS_CAPITAL) return (shape & MQ_CAPITALISED) && !(token->flags & MQ_SENTENCE_START);
  if (class == CLASS_SMALL) return !(shape & (MQ_CAPITALISED | MQ_MIXED_CASE | MQ_ALL_CAPS | MQ_HAS_DIGIT));
  return in_list(token->word->fold, &patterns->lists.at[class]);
}

static bool is_hyphen(const mq_token *token) { return mq_str_equal(token->word->surface, MQ_STR("-")); }

static bool fits_element(const mq_patterns *patterns, const element *e, const mq_token *token) {
  if (e->start && !(token->flags & MQ_SENTENCE_START)) return false;
  if (e->kind == CLASS) return of_class(patterns, e->class, token);
  if (is_hyphen(token) && token->flags & MQ_SPACE_BEFORE) return false; /* a dash */
  return in_list(e->exact ? token->word->surface : token->word->fold, &e->forms);
}

/* A punctuation mark other than the hyphen of "Alma-Ata". */
static bool is_mark(const mq_token *token) {
  return token->kind == MQ_PUNCTUATION && (token->flags & MQ_SPACE_BEFORE || !is_hyphen(token));
}

/* A choice to come back to: the gap before element `element` may take in one token more. */
typedef struct choice {
  uint32_t element, token, taken;
} choice;

/* Matches from token `at`; `places` gets the token of each element. */
static bool matches(const mq_patterns *patterns, const pattern *p, const mq_token *tokens, size_t count, size_t at,
                    uint32_t *places) {
  choice stack[MOST_ELEMENTS];
  uint32_t depth = 0, e = 0, t = (uint32_t)at;
  for (;;) {
    bool good = true;
    if (e == p->count) {
      places[e] = t;
      return true;
    }
    const element *wanted = &p->elements[e];
    places[e] = t;
    if (wanted->kind == GAP) {
      stack[depth++] = (choice){e, t, 0};
      e++;
      continue;
    }
    if (t < count && fits_element(patterns, wanted, &tokens[t])) e++, t++;
    else good = false;
    while (!good && depth) {
      choice *last = &stack[depth - 1];
      const element *gap = &p->elements[last->element];
      const uint32_t next = last->token + last->taken;
      const bool more = last->taken < gap->most && next < count && !is_mark(&tokens[next]) &&
                        (gap->class == NO_CLASS || !of_class(patterns, gap->class, &tokens[next]));
      if (!more) {
        depth--;
        continue;
      }
      last->taken++;
      e = last->element + 1;
      t = next + 1;
      good = true;
    }
    if (!good) return false;
  }
}

static bool try_chain(const mq_patterns *patterns, uint32_t chain, const mq_token *tokens, size_t count, size_t at,
                      mq_pattern_match *best) {
  uint32_t places[MOST_ELEMENTS + 1];
  for (uint32_t i = chain; i; i = patterns->all.at[i - 1].next) {
    const pattern *p = &patterns->all.at[i - 1];
    if (p->row >= best->row || !matches(patterns, p, tokens, count, at, places)) continue;
    *best = (mq_pattern_match){p->row, places[p->report_from], places[p->report_to] - places[p->report_from], places[p->count]};
  }
  return best->row != UINT32_MAX;
}

bool mq_patterns_find(const mq_patterns *patterns, const mq_token *tokens, size_t count, size_t from,
                      mq_pattern_match *out) {
  for (size_t i = from; i < count; i++) {
    out->row = UINT32_MAX;
    const uint32_t *chain = mq_find_fold(&patterns->first, tokens[i].word);
    bool found = chain && try_chain(patterns, *chain, tokens, count, i, out);
    if (patterns->others) found = try_chain(patterns, patterns->others, tokens, count, i, out) || found;
    if (found) return true;
  }
  return false;
}

bool mq_patterns_sentence_has(const mq_patterns *patterns, const mq_token *tokens, size_t count, size_t first,
                              mq_str class) {
  const uint32_t number = class_number(patterns, class);
  for (size_t i = first; number != NO_CLASS && i < count; i++) {
    if (mq_str_equal(tokens[i].word->surface, MQ_STR(".")) || (tokens[i].flags & MQ_SENTENCE_START && i > first))
      return false;
    if (of_class(patterns, number, &tokens[i])) return true;
  }
  return false;
}
