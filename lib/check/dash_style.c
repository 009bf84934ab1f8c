/* Hyphens that stand for a dash: " - " between words, or "--", in a text that otherwise has dashes; and a space on one side
 * of a hyphen only. The language's table names its dash. */
#include "marks.h"

enum { ENOUGH = 3, CLEAR_MAJORITY = 4, MOST_REPORTS = 20 };

static bool is_spaced(const mq_token *tokens, size_t count, size_t i) {
  return i && i + 1 < count && (tokens[i].flags & MQ_SPACE_BEFORE) && (tokens[i + 1].flags & MQ_SPACE_BEFORE);
}

static bool is_hyphen(const mq_token *token) { return mq_str_equal(token->word->surface, MQ_STR("-")); }

/* " - " between words, not between numbers or at the start of a list. */
static bool stands_for_dash(const mq_token *tokens, size_t count, size_t i) {
  return is_hyphen(&tokens[i]) && is_spaced(tokens, count, i) && tokens[i - 1].kind != MQ_NUMBER &&
         tokens[i + 1].kind != MQ_NUMBER;
}

static bool is_dash(const mq_token *token) {
  return token->kind == MQ_PUNCTUATION && mq_mark_of(token) == MQ_MARK_DASH;
}

static void report(mq_context *context, const mq_view *view, const mq_token *token) {
  mq_str dashes = context->language[MTQC_TARGET]->dashes, usual;
  mq_finding *finding = mq_find_target(context, view, (mq_span){token->start, token->end});
  finding->confidence = .6f;
  mq_finding_message(context, finding, "A hyphen stands for a dash");
  mq_finding_evidence(context, finding, "elsewhere the text has dashes");
  if (mq_str_split(&dashes, ' ', &usual)) mq_finding_suggest(context, finding, usual);
}

static void document(mq_context *context, const mq_document *all) {
  size_t dashes = 0, hyphens = 0, reports = 0;
  if (!context->language[MTQC_TARGET]->dashes.size) return;
  for (size_t v = 0; v < all->view_count; v++)
    for (size_t i = 0; i < all->views[v].target_count; i++) {
      dashes += is_dash(&all->views[v].target[i]);
      hyphens += all->views[v].target_traits & MQ_T_SPACED_HYPHEN &&
                 stands_for_dash(all->views[v].target, all->views[v].target_count, i);
    }
  if (!hyphens || dashes < ENOUGH || dashes < CLEAR_MAJORITY * hyphens) return;
  for (size_t v = 0; v < all->view_count; v++)
    for (size_t i = 0;
         all->views[v].target_traits & MQ_T_SPACED_HYPHEN && i < all->views[v].target_count && reports < MOST_REPORTS;
         i++)
      if (stands_for_dash(all->views[v].target, all->views[v].target_count, i)) {
        report(context, &all->views[v], &all->views[v].target[i]);
        reports++;
      }
}

const mq_check mq_check_dash_style = {
    .document = document,
    .explanation = "A hyphen between spaces that stands for a dash, in a text that otherwise has real dashes. Minus signs and ranges of numbers are\n"
                   "left alone, and texts that have no dashes."};
