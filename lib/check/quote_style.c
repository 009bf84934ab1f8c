/* Quotation marks of another language, or of another form than the rest of the text.
 *
 * A text is measured by its own habit: where it uses the marks of its language (or straight ones) throughout, single marks
 * of another form are slips. Marks that the language does not know at all are reported even alone, at less confidence if
 * the whole text uses them. */
#include "marks.h"

enum { CLEAR_MAJORITY = 6, ENOUGH = 4, MOST_REPORTS = 20 };

typedef enum style { STRAIGHT, OWN, FOREIGN, STYLES } style;

static bool is_own(const mq_language *language, mq_str form) {
  mq_str marks = language->quote_marks, mark;
  while (mq_str_split(&marks, ';', &mark))
    if (mq_str_equal(mark, form)) return true;
  return false;
}

static style style_of(const mq_context *context, const mq_token *token) {
  const mq_str form = token->word->surface;
  if (mq_str_equal(form, MQ_STR("\""))) return STRAIGHT;
  return is_own(context->language[MTQC_TARGET], form) ? OWN : FOREIGN;
}

static bool is_quote(const mq_token *token) {
  return token->kind == MQ_PUNCTUATION && mq_mark_of(token) == MQ_MARK_QUOTE;
}

/* 5" is five inches. */
static bool is_inch(const mq_token *tokens, size_t i) {
  return i && tokens[i - 1].kind == MQ_NUMBER && !(tokens[i].flags & MQ_SPACE_BEFORE);
}

static void count_styles(const mq_context *context, const mq_document *all, size_t *count) {
  for (size_t v = 0; v < all->view_count; v++)
    for (size_t i = 0; i < all->views[v].target_count; i++)
      if (is_quote(&all->views[v].target[i]) && !is_inch(all->views[v].target, i))
        count[style_of(context, &all->views[v].target[i])]++;
}

static void report(mq_context *context, const mq_view *view, const mq_token *token, float confidence,
                   const char *message) {
  const mq_language *language = context->language[MTQC_TARGET];
  mq_finding *finding = mq_find_target(context, view, (mq_span){token->start, token->end});
  finding->confidence = confidence;
  mq_finding_message(context, finding, "The quotation mark %.*s %s", MQ_FMT(token->word->surface), message);
  mq_finding_evidence(context, finding, "the language writes %.*s and %.*s", MQ_FMT(language->quote_open),
                      MQ_FMT(language->quote_close));
}

/* An opening mark of the language inside a quotation that one of the same form has opened, both of them closed: the inner
 * one takes the other marks of the language. */
static const mq_token *nested_alike(const mq_language *language, const mq_view *view) {
  const mq_token *inner = NULL;
  size_t depth = 0, closed = 0;
  for (size_t i = 0; i < view->target_count; i++) {
    const mq_token *token = &view->target[i];
    if (!is_quote(token)) continue;
    if (mq_str_equal(token->word->surface, language->quote_open)) {
      if (depth++ && !inner) inner = token;
    } else if (mq_str_equal(token->word->surface, language->quote_close) && depth) {
      depth--;
      closed++;
    }
  }
  return !depth && closed > 1 ? inner : NULL;
}

static void check_nesting(mq_context *context, const mq_view *view) {
  const mq_language *language = context->language[MTQC_TARGET];
  if (mq_str_equal(language->quote_open, language->quote_close) || !language->quote_open_alt.size) return;
  const mq_token *inner = nested_alike(language, view);
  if (!inner) return;
  mq_finding *finding = mq_find_target(context, view, (mq_span){inner->start, inner->end});
  finding->confidence = .6f;
  mq_finding_message(context, finding, "A quotation inside a quotation has the marks of the outer one");
  mq_finding_evidence(context, finding, "the language writes %.*s and %.*s inside", MQ_FMT(language->quote_open_alt),
                      MQ_FMT(language->quote_close_alt));
  mq_finding_suggest(context, finding, language->quote_open_alt);
}

static void document(mq_context *context, const mq_document *all) {
  size_t count[STYLES] = {0}, reports = 0;
  if (!context->language[MTQC_TARGET]->quote_marks.size) return;
  count_styles(context, all, count);
  for (size_t v = 0; v < all->view_count; v++)
    if (all->views[v].target_traits & (MQ_T_GENERAL | MQ_T_LATIN)) check_nesting(context, &all->views[v]);
  const size_t total = count[STRAIGHT] + count[OWN] + count[FOREIGN];
  for (size_t v = 0; v < all->view_count && reports < MOST_REPORTS; v++)
    for (size_t i = 0; i < all->views[v].target_count; i++) {
      const mq_token *token = &all->views[v].target[i];
      if (!is_quote(token) || is_inch(all->views[v].target, i)) continue;
      const style kind = style_of(context, token);
      const bool rare = total >= ENOUGH && count[kind] * CLEAR_MAJORITY <= total;
      if (kind == FOREIGN) report(context, &all->views[v], token, rare ? .7f : .55f, "is not one of the language");
      else if (rare) report(context, &all->views[v], token, .6f, "is of another form than the others of the text");
      else continue;
      if (++reports == MOST_REPORTS) break;
    }
}

const mq_check mq_check_quote_style = {
    .document = document,
    .explanation = "Quotation marks that the language does not use (“ ” in German or Russian, « » in English), and, in a text that otherwise keeps to\n"
                   "one form, marks of another (\" among „ “); and a quotation inside a quotation with the marks of the outer one. Swiss German has « ». Inch signs and single marks are left alone."};
