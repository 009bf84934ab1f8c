/* A bare web address inside a sentence, or right behind one.
 *
 * Machine translation of web pages leaves addresses where a link stood. They are no fault on a line of their
 * own, in brackets, behind a colon or dash, or as the short name of a site ("www.example.org"). The place is
 * judged by the bytes of the line, because the segmenter may have cut the address off as a segment. */
#include "marks.h"

enum { REACH = 60 }; /* tokens around an address that are looked at */

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

/* The address has a scheme or a path: nobody writes it in running text. */
static bool is_long(mq_str url) {
  bool scheme = false;
  size_t i = 0;
  for (; i + 2 < url.size && i < 8; i++)
    if (url.at[i] == ':' && url.at[i + 1] == '/' && url.at[i + 2] == '/') {
      scheme = true;
      break;
    }
  const size_t host = scheme ? i + 3 : 0;
  const char *slash = url.size > host ? memchr(url.at + host, '/', url.size - host) : NULL;
  return scheme || (slash && (size_t)(slash - url.at) + 1 < url.size);
}

/* The token before token i on its line; NULL at the start of a line. */
static const mq_token *left_of(const mq_view *view, size_t i) {
  return i && !(view->target[i].flags & MQ_LINE_BREAK_BEFORE) ? &view->target[i - 1] : NULL;
}

static mq_str cut_end(mq_str s, mq_str end) {
  return mq_str_ends(s, end) ? (mq_str){s.at, s.size - end.size} : s;
}

/* Whether the line before the segment ends a sentence, closing quotation marks and brackets left out. */
static bool sentence_ends_before(mq_str text, size_t start) {
  static const char *const closing[] = {"\"", "”", "“", "»", "«", "’", ")"};
  mq_str before = {text.at, start};
  while (before.size && is_blank(before.at[before.size - 1])) before.size--;
  for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
    before = cut_end(before, mq_str_of(closing[i]));
  if (!before.size) return false;
  const char last = before.at[before.size - 1];
  return last == '.' || last == '!' || last == '?' || mq_str_ends(before, MQ_STR("…"));
}

static bool ends_here(const mq_token *token) { return token && mq_ends_sentence(mq_mark_of(token)); }

static bool skips(const mq_token *token) {
  const mq_mark mark = mq_mark_of(token);
  return mark == MQ_MARK_QUOTE || mark == MQ_MARK_SINGLE || mark == MQ_MARK_CLOSE;
}

/* A word of the same sentence and line behind the address. */
static bool word_follows(const mq_view *view, size_t i) {
  for (size_t k = i + 1; k < view->target_count && k <= i + REACH; k++) {
    if (view->target[k].flags & MQ_LINE_BREAK_BEFORE) return false;
    if (view->target[k].kind == MQ_WORD) return true;
    const mq_mark mark = mq_mark_of(&view->target[k]);
    if (mq_ends_sentence(mark) || mark == MQ_MARK_SEMICOLON || mark == MQ_MARK_DASH) return false;
  }
  return false;
}

static bool word_precedes(const mq_view *view, size_t i) {
  for (size_t k = i; k-- > 0 && k + REACH >= i;) {
    if (view->target[k].kind == MQ_WORD) return true;
    if (ends_here(&view->target[k]) || (view->target[k].flags & MQ_LINE_BREAK_BEFORE)) return false;
  }
  return false;
}

static bool is_introduced(const mq_token *left, const mq_token *url) {
  if (!left) return false;
  const mq_mark mark = mq_mark_of(left);
  if (mark == MQ_MARK_QUOTE)
    return !(url->flags & MQ_SPACE_BEFORE); /* the closing mark of a quotation has a space behind it */
  return mark == MQ_MARK_OPEN || mark == MQ_MARK_COLON || mark == MQ_MARK_DASH || mark == MQ_MARK_OTHER ||
         left->kind == MQ_SYMBOL || left->kind == MQ_MARKUP;
}

static bool follows_sentence(const mq_context *context, const mq_view *view, size_t i) {
  if (view->target[i].flags & MQ_LINE_BREAK_BEFORE) return false;
  if (!i) return sentence_ends_before(context->text[MTQC_TARGET]->bytes, view->target[0].start);
  size_t k = i;
  while (k && k + REACH > i && skips(&view->target[k - 1])) k--;
  return k && ends_here(&view->target[k - 1]);
}

static bool source_has_one(const mq_view *view) {
  for (size_t i = 0; i < view->source_count && i < REACH * 10; i++)
    if (view->source[i].kind == MQ_URL) return true;
  return false;
}

static void report(mq_context *context, const mq_view *view, size_t i, bool behind) {
  const mq_token *token = &view->target[i];
  mq_finding *finding = mq_find_target(context, view, (mq_span){token->start, token->end});
  finding->confidence = source_has_one(view) ? .6f : .7f;
  mq_finding_message(context, finding,
                     behind ? "A bare web address right behind a sentence: %.*s"
                            : "A bare web address inside a sentence: %.*s",
                     MQ_FMT(token->word->surface));
  mq_finding_evidence(context, finding,
                      "it is not in brackets, not behind a colon, and not on a line of its own");
}

static void segment(mq_context *context, const mq_view *view) {
  for (size_t i = 0; i < view->target_count; i++) {
    if (view->target[i].kind != MQ_URL || !is_long(view->target[i].word->surface)) continue;
    if (is_introduced(left_of(view, i), &view->target[i])) continue;
    const bool behind = follows_sentence(context, view, i);
    if (behind || (word_precedes(view, i) && word_follows(view, i))) report(context, view, i, behind);
  }
}

const mq_check mq_check_url_in_sentence = {
    .segment = segment,
    .explanation = "A web address with scheme or path that stands bare between the words of a sentence, or "
                   "directly behind its full stop: "
                   "usually what is left of a link that the machine translation has torn open.\n"
                   "Not reported: an address on a line of its own, in brackets or quotation marks, behind a "
                   "colon or a dash, at the end "
                   "of its sentence, or the plain name of a site (www.example.org)."};
