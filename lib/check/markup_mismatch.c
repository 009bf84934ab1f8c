/* Inline tags that differ from the source: XML and HTML, the numbered codes of translation tools, BBCode.
 *
 * Tags may change places, but each of the source must stand in the translation and no other, every one must be closed in
 * the right order if those of the source are, and what a tag says beside its translatable attributes must stay. */
#include "pieces.h"

enum { DEEPEST = 64 };

typedef enum tag_kind { TAG_OPEN = 1, TAG_CLOSE, TAG_EMPTY } tag_kind;

typedef struct tag {
  mq_span span;
  mq_str name;
  tag_kind kind;
} tag;

typedef struct tags {
  size_t count;
  tag at[MQ_MOST_PIECES];
} tags;

static bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == ':' || c == '.' || c == '*';
}

static mq_str name_at(mq_str text, size_t i) {
  const size_t start = i;
  while (i < text.size && is_name(text.at[i])) i++;
  return (mq_str){text.at + start, i - start};
}

/* HTML elements that are never closed. */
static bool is_void(mq_str name) {
  static const char *const names[] = {"br", "hr", "img", "input", "wbr", "meta", "link", "source", "BR", "HR", "IMG"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (mq_str_equal(name, mq_str_of(names[i]))) return true;
  return false;
}

static void add(tags *list, mq_span span, mq_str name, tag_kind kind) {
  if (name.size && list->count < MQ_MOST_PIECES) list->at[list->count++] = (tag){span, name, kind};
}

/* Tokens "<b>", "</b>", "<x id='1'/>". Comments are nobody's business. */
static void collect_xml(const mq_token *tokens, size_t count, tags *list) {
  for (size_t i = 0; i < count; i++) {
    const mq_str s = tokens[i].word->surface;
    if (tokens[i].kind != MQ_MARKUP || s.at[0] != '<') continue;
    const bool closes = s.at[1] == '/', empty = s.size > 2 && s.at[s.size - 2] == '/';
    const mq_str name = name_at(s, closes ? 2 : 1);
    add(list, (mq_span){tokens[i].start, tokens[i].end}, name,
        closes ? TAG_CLOSE : empty || is_void(name) ? TAG_EMPTY : TAG_OPEN);
  }
}

/* "[b]", "[url=...]", "[/url]" */
static void collect_bbcode(mq_str text, uint32_t base, tags *list) {
  for (size_t i = 0; i + 2 < text.size; i++) {
    if (text.at[i] != '[') continue;
    const bool closes = text.at[i + 1] == '/';
    const mq_str name = name_at(text, i + 1 + closes);
    size_t end = (size_t)(name.at + name.size - text.at);
    if (!closes && end < text.size && text.at[end] == '=')
      while (end < text.size && text.at[end] != ']' && text.at[end] != '[') end++;
    if (end < text.size && text.at[end] == ']')
      add(list, (mq_span){base + (uint32_t)i, base + (uint32_t)end + 1}, name, closes ? TAG_CLOSE : TAG_OPEN);
  }
}

static bool closes_something(const tags *list, mq_str name) {
  for (size_t i = 0; i < list->count; i++)
    if (list->at[i].kind == TAG_CLOSE && mq_str_equal(list->at[i].name, name)) return true;
  return false;
}

/* The first tag that is not closed in order; NULL if all is well. */
static const tag *ill_nested(const tags *list) {
  const tag *stack[DEEPEST];
  size_t depth = 0;
  for (size_t i = 0; i < list->count; i++) {
    const tag *t = &list->at[i];
    if (t->kind == TAG_OPEN && depth < DEEPEST) stack[depth++] = t;
    if (t->kind != TAG_CLOSE) continue;
    if (!depth || !mq_str_equal(stack[depth - 1]->name, t->name)) return t;
    depth--;
  }
  return depth ? stack[depth - 1] : NULL;
}

static void add_pieces(mq_context *context, const tags *list, mq_pieces *pieces) {
  for (size_t i = 0; i < list->count; i++)
    mq_pieces_add(pieces, list->at[i].span,
                  mq_str_of(mq_format(context->scratch, "%d%.*s", list->at[i].kind, MQ_FMT(list->at[i].name))),
                  1, false);
}

static void report_nesting(mq_context *context, const mq_view *view, const tag *wrong) {
  mq_finding *finding = mq_find_target(context, view, wrong->span);
  finding->confidence = .9f;
  mq_finding_message(context, finding, "The tag <%s%.*s> is not where it can be %s",
                     wrong->kind == TAG_CLOSE ? "/" : "", MQ_FMT(wrong->name),
                     wrong->kind == TAG_CLOSE ? "closed" : "opened");
  mq_finding_evidence(context, finding, "the tags of the source are nested properly");
}

/* --- attributes ---------------------------------------------------------------------------------------------------- */

static bool is_translatable(mq_str name) {
  static const char *const names[] = {"alt",     "title", "placeholder", "aria-label", "content", "label",
                                      "summary", "lang",  "xml:lang",    "hreflang",   "dir",     "href"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (mq_str_equal(name, mq_str_of(names[i]))) return true;
  return false;
}

/* The tag without white space, quotes and the values of translatable attributes. */
static mq_str essence(mq_context *context, mq_str text) {
  char *out = mq_arena_alloc(context->scratch, text.size + 1);
  size_t size = 0;
  for (size_t i = 0; i < text.size;) {
    const mq_str name = name_at(text, i);
    for (size_t k = 0; k < name.size; k++) out[size++] = name.at[k];
    i += name.size;
    if (i >= text.size) break;
    const char c = text.at[i++];
    if (c != ' ' && c != '\n' && c != '\t' && c != '"' && c != '\'' && c != '/') out[size++] = c;
    if (c != '=' || !is_translatable(name) || i >= text.size || (text.at[i] != '"' && text.at[i] != '\'')) continue;
    const char quote = text.at[i++];
    while (i < text.size && text.at[i] != quote) i++;
  }
  return (mq_str){out, size};
}

static void check_attributes(mq_context *context, const mq_view *view, const tags *source, const tags *target) {
  mq_pieces *a = mq_pieces_new(context), *b = mq_pieces_new(context);
  for (size_t i = 0; i < source->count; i++)
    mq_pieces_add(a, source->at[i].span, essence(context, mq_span_text(context->text[MTQC_SOURCE], source->at[i].span)),
                  1, false);
  for (size_t i = 0; i < target->count; i++)
    mq_pieces_add(b, target->at[i].span, essence(context, mq_span_text(context->text[MTQC_TARGET], target->at[i].span)),
                  1, false);
  if (!mq_pieces_match(a, b)) mq_pieces_report(context, view, a, b, "tag", .7f);
}

static void check_tags(mq_context *context, const mq_view *view, const tags *source, const tags *target) {
  mq_pieces *a = mq_pieces_new(context), *b = mq_pieces_new(context);
  add_pieces(context, source, a);
  add_pieces(context, target, b);
  if (!mq_pieces_match(a, b)) {
    mq_pieces_report(context, view, a, b, "tag", .9f);
    return;
  }
  const tag *wrong = ill_nested(source) ? NULL : ill_nested(target);
  if (wrong) report_nesting(context, view, wrong);
  else check_attributes(context, view, source, target);
}

/* Brackets of running text are no BBCode: only names that the source closes count. */
static void keep_closed(tags *list, const tags *source) {
  size_t kept = 0;
  for (size_t i = 0; i < list->count; i++)
    if (closes_something(source, list->at[i].name)) list->at[kept++] = list->at[i];
  list->count = kept;
}

static void segment(mq_context *context, const mq_view *view) {
  const uint32_t traits = view->source_traits | view->target_traits;
  if (!(traits & (MQ_T_ANGLE | MQ_T_SQUARE)) || !view->source_count || !view->target_count) return;
  tags *source = mq_arena_alloc(context->scratch, sizeof *source),
       *target = mq_arena_alloc(context->scratch, sizeof *target);
  if (traits & MQ_T_ANGLE) {
    collect_xml(view->source, view->source_count, source);
    collect_xml(view->target, view->target_count, target);
    check_tags(context, view, source, target);
  }
  if (!(view->source_traits & MQ_T_SQUARE)) return;
  source->count = target->count = 0;
  collect_bbcode(mq_view_source(context->text[MTQC_SOURCE], view), view->source_start, source);
  collect_bbcode(mq_view_target(context->text[MTQC_TARGET], view), view->target_start, target);
  keep_closed(target, source);
  keep_closed(source, source);
  check_tags(context, view, source, target);
}

const mq_check mq_check_markup_mismatch = {
    .segment = segment,
    .explanation = "Tags of XML and HTML, numbered inline codes (<1>, </1>, <x id=\"2\"/>) and BBCode ([b], [url=...]) must be those of the source.\n"
                   "They may change places, but must be closed in order where the source does so. Attributes must be the same, except\n"
                   "those that are translated: alt, title, placeholder, aria-label, content, label, summary, lang, dir, href."};
