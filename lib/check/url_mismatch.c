/* Web and mail addresses that differ from the source.
 *
 * Addresses are compared as multisets in a levelled form: no scheme, no "www.", no slash at the end, host in
 * lower case, and without the parts that name one of the two languages ("de." before the host, "/en/",
 * "?lang=ru"), because translators are right to change those. */
#include "marks.h"

enum { MOST_ADDRESSES = 256, MOST_TOKENS = 20000 };

typedef struct address {
  size_t token;
  mq_str level;
  bool used;
} address;

typedef struct address_list {
  address at[MOST_ADDRESSES];
  size_t count;
} address_list;

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

static mq_str without_scheme(mq_str s) {
  for (size_t i = 0; i + 2 < s.size && i < 8; i++)
    if (s.at[i] == ':' && s.at[i + 1] == '/' && s.at[i + 2] == '/')
      return (mq_str){s.at + i + 3, s.size - i - 3};
  return s;
}

/* "de", "de-AT", "de_at": a tag of one of the two languages. */
static bool names_language(const mq_context *context, mq_str part) {
  for (int side = 0; side < 2; side++) {
    const mq_language *language = context->language[side];
    const size_t size = language ? strlen(language->code) : 0;
    if (!size || part.size < size) continue;
    size_t i = 0;
    while (i < size && lower(part.at[i]) == language->code[i]) i++;
    if (i == size &&
        (part.size == size || (part.size <= size + 5 && (part.at[size] == '-' || part.at[size] == '_'))))
      return true;
  }
  return false;
}

static bool divides(char c) { return c == '.' || c == '/' || c == '?' || c == '&' || c == '=' || c == '#'; }

static mq_str without_www(mq_str s) {
  for (size_t i = 0; i < 3; i++)
    if (s.size <= 4 || lower(s.at[i]) != 'w') return s;
  return s.at[3] == '.' ? (mq_str){s.at + 4, s.size - 4} : s;
}

static mq_str level(const mq_context *context, mq_str text) {
  const mq_str s = without_www(without_scheme(text));
  char *out = mq_arena_alloc(context->scratch, s.size);
  size_t size = 0, start = 0;
  bool host = true;
  for (size_t i = 0; i <= s.size; i++) {
    if (i < s.size && !divides(s.at[i])) continue;
    const mq_str part = {s.at + start, i - start};
    /* The last part of a host ("site.de") stays. */
    const bool domain = host && (i == s.size || s.at[i] != '.');
    if (domain || !names_language(context, part)) {
      for (size_t k = 0; k < part.size; k++) out[size++] = host ? lower(part.at[k]) : part.at[k];
      if (i < s.size) out[size++] = s.at[i];
    }
    if (i < s.size && s.at[i] != '.') host = false;
    start = i + 1;
  }
  while (size && divides(out[size - 1])) size--;
  return (mq_str){out, size};
}

static void collect(const mq_context *context, const mq_token *tokens, size_t count, address_list *list) {
  list->count = 0;
  for (size_t i = 0; i < count && list->count < MOST_ADDRESSES; i++)
    if (tokens[i].kind == MQ_URL || tokens[i].kind == MQ_EMAIL)
      list->at[list->count++] = (address){i, level(context, tokens[i].word->surface), false};
}

/* Whether the tokens from i on spell `wanted` without a space: an address that the tokenizer does not take
 * for one. */
static bool spells(const mq_token *tokens, size_t count, size_t i, mq_str wanted) {
  for (size_t k = i; k < count && (k == i || !(tokens[k].flags & MQ_SPACE_BEFORE)); k++) {
    const mq_str piece = tokens[k].word->surface;
    if (!mq_str_starts(wanted, piece)) return false;
    wanted = (mq_str){wanted.at + piece.size, wanted.size - piece.size};
    if (!wanted.size) return true;
  }
  return false;
}

static bool stands_as_text(const mq_token *tokens, size_t count, mq_str wanted) {
  for (size_t i = 0; i < count && i < MOST_TOKENS; i++)
    if (spells(tokens, count, i, wanted)) return true;
  return false;
}

static void match(address_list *a, address_list *b) {
  for (size_t i = 0; i < a->count; i++)
    for (size_t j = 0; j < b->count && !a->at[i].used; j++)
      if (!b->at[j].used && mq_str_equal(a->at[i].level, b->at[j].level))
        a->at[i].used = b->at[j].used = true;
}

/* An address that is repeated, or stands as plain text. */
static void close_explained(address_list *list, const address_list *other, const mq_token *tokens,
                            size_t count) {
  for (size_t i = 0; i < list->count; i++) {
    for (size_t j = 0; j < other->count && !list->at[i].used; j++)
      list->at[i].used = mq_str_equal(list->at[i].level, other->at[j].level);
    if (!list->at[i].used && list->at[i].level.size)
      list->at[i].used = stands_as_text(tokens, count, list->at[i].level);
  }
}

static size_t next_open(const address_list *list, size_t i) {
  while (i < list->count && list->at[i].used) i++;
  return i;
}

static mq_span span_of(const mq_token *token) { return (mq_span){token->start, token->end}; }

static void segment(mq_context *context, const mq_view *view) {
  if (!view->source_count || !view->target_count) return;
  bool any = false;
  for (size_t i = 0; i < view->source_count && !any; i++)
    any = view->source[i].kind == MQ_URL || view->source[i].kind == MQ_EMAIL;
  for (size_t i = 0; i < view->target_count && !any; i++)
    any = view->target[i].kind == MQ_URL || view->target[i].kind == MQ_EMAIL;
  if (!any) return;
  address_list *s = mq_arena_alloc(context->scratch, sizeof *s),
               *t = mq_arena_alloc(context->scratch, sizeof *t);
  collect(context, view->source, view->source_count, s);
  collect(context, view->target, view->target_count, t);
  match(s, t);
  close_explained(s, t, view->target, view->target_count);
  close_explained(t, s, view->source, view->source_count);
  size_t j = next_open(t, 0);
  for (size_t i = next_open(s, 0); i < s->count; i = next_open(s, i + 1)) {
    const mq_token *from = &view->source[s->at[i].token];
    mq_finding *finding;
    if (j < t->count) {
      const mq_token *to = &view->target[t->at[j].token];
      finding = mq_find_target(context, view, span_of(to));
      finding->has_source = true;
      finding->source = span_of(from);
      finding->confidence = .9f;
      mq_finding_message(context, finding, "Address %.*s in the source, %.*s in the translation",
                         MQ_FMT(from->word->surface), MQ_FMT(to->word->surface));
      j = next_open(t, j + 1);
    } else {
      finding = mq_find_source(context, view, span_of(from));
      finding->confidence = .8f;
      mq_finding_message(context, finding, "The address %.*s of the source is missing in the translation",
                         MQ_FMT(from->word->surface));
    }
    mq_finding_suggest(context, finding, from->word->surface);
  }
  for (; j < t->count; j = next_open(t, j + 1)) {
    const mq_token *to = &view->target[t->at[j].token];
    mq_finding *finding = mq_find_target(context, view, span_of(to));
    finding->confidence = .6f;
    mq_finding_message(context, finding, "The address %.*s is not in the source", MQ_FMT(to->word->surface));
  }
}

const mq_check mq_check_url_mismatch = {
    .segment = segment,
    .explanation =
        "Every web or mail address of the source must stand in the translation, and no other. Scheme, "
        "\"www.\", a slash at the "
        "end, and parts that name one of the two languages (de.example.org, /en/, ?lang=ru) do not count.\n"
        "A changed address is a link that leads elsewhere; a missing one is lost information."};
