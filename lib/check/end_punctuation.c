/* The mark at the end of a segment.
 *
 * With a source, the kinds of mark at both ends are compared (quotation marks and brackets passed over).
 * Translators change an exclamation mark to a full stop and the like, so only a mark that was lost, a
 * question that became none (inside quotation marks too), and a mark added to an unmarked segment count. Without a source, a paragraph
 * without an end mark is reported only in a document whose paragraphs otherwise have one, and only if it
 * reads like sentences. */
#include "marks.h"
#include "paragraph.h"

enum { FEW_WORDS = 3, PARAGRAPH_WORDS = 6, LONG_PARAGRAPH = 14, FEW_PARAGRAPHS = 5 };

static const char *name_of(mq_mark mark) {
  switch (mark) {
  case MQ_MARK_STOP:
    return "a full stop";
  case MQ_MARK_QUESTION:
    return "a question mark";
  case MQ_MARK_EXCLAMATION:
    return "an exclamation mark";
  case MQ_MARK_ELLIPSIS:
    return "an ellipsis";
  case MQ_MARK_COLON:
    return "a colon";
  case MQ_MARK_SEMICOLON:
    return "a semicolon";
  case MQ_MARK_COMMA:
    return "a comma";
  case MQ_MARK_DASH:
  case MQ_MARK_HYPHEN:
    return "a dash";
  default:
    return "no mark";
  }
}

/* Confidence that the difference is a fault; 0: usual between translations. */
static float fault(mq_mark source, mq_mark target) {
  if (source == target || source == MQ_MARK_OTHER || target == MQ_MARK_OTHER) return 0;
  if (target == MQ_MARK_NONE) return mq_ends_sentence(source) ? .8f : source == MQ_MARK_COLON ? .6f : 0;
  if (source == MQ_MARK_QUESTION) return target == MQ_MARK_SEMICOLON ? 0 : .6f;
  if (target == MQ_MARK_QUESTION) return source == MQ_MARK_SEMICOLON ? 0 : .6f;
  if (mq_ends_sentence(source))
    return target == MQ_MARK_COMMA || target == MQ_MARK_DASH || target == MQ_MARK_HYPHEN ? .6f : 0;
  return 0;
}

/* Without the addresses at the end: a bare one behind the full stop is another check's business. */
static size_t without_addresses(const mq_token *tokens, size_t count) {
  size_t end = count;
  while (end > 1 && (tokens[end - 1].kind == MQ_URL || tokens[end - 1].kind == MQ_EMAIL)) end--;
  return end < count && mq_ends_sentence(mq_mark_of(&tokens[end - 1])) ? end : count;
}

static size_t first_question(const mq_token *tokens, size_t count) {
  size_t i = 0;
  while (i < count && mq_mark_of(&tokens[i]) != MQ_MARK_QUESTION) i++;
  return i;
}

/* Whether a question ends with a mark in front of a quotation mark: "Where is she?" he asked. "(?)" and "what?!" end none. */
static bool ends_quoted_question(const mq_token *tokens, size_t count, size_t i) {
  if (i == 0 || i + 1 >= count || tokens[i - 1].kind != MQ_WORD || (tokens[i].flags & MQ_SPACE_BEFORE)) return false;
  const mq_mark next = mq_mark_of(&tokens[i + 1]);
  return next == MQ_MARK_QUOTE || next == MQ_MARK_SINGLE || (next == MQ_MARK_CLOSE && !mq_mark_is_listed(MQ_STR(") ]"), &tokens[i + 1]));
}

/* A question inside the source, where the translation has none at all. */
static void compare_questions(mq_context *context, const mq_view *view) {
  const size_t i = first_question(view->source, view->source_count);
  if (!ends_quoted_question(view->source, view->source_count, i) ||
      first_question(view->target, view->target_count) < view->target_count)
    return;
  mq_finding *finding = mq_find_source(context, view, mq_tokens_span(view->source, i, 1));
  finding->confidence = .55f;
  mq_finding_message(context, finding, "The source quotes a question, the translation has none");
}

/* Whether somebody is quoted, whose question may be told in other words: "he thought: what will they say?" */
static bool quotes(const mq_token *tokens, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const mq_mark mark = mq_mark_of(&tokens[i]);
    if (mark == MQ_MARK_COLON || mark == MQ_MARK_QUOTE) return true;
  }
  return false;
}

static void segment(mq_context *context, const mq_view *view) {
  if (!view->source_count || !view->target_count || context->language[MTQC_TARGET]->spaceless) return;
  size_t from, to;
  const mq_mark source =
      mq_end_mark(view->source, without_addresses(view->source, view->source_count), &from);
  const mq_mark target = mq_end_mark(view->target, without_addresses(view->target, view->target_count), &to);
  float confidence = fault(source, target);
  if (mq_count_words(view->target, view->target_count) < FEW_WORDS) return;
  if (confidence <= 0) {
    compare_questions(context, view);
    return;
  }
  if (source == MQ_MARK_QUESTION && mq_ends_sentence(target) && quotes(view->source, view->source_count) &&
      !quotes(view->target, view->target_count))
    confidence -= .2f;
  /* An abbreviation, an address or a number may end the source with a full stop that is not the sentence's.
   */
  if (view->target[to].kind != MQ_WORD && target == MQ_MARK_NONE) confidence -= .3f;
  mq_finding *finding = mq_find_target(context, view, mq_tokens_span(view->target, to, 1));
  finding->has_source = true;
  finding->source = mq_tokens_span(view->source, from, 1);
  finding->confidence = confidence;
  mq_finding_message(context, finding, "The source ends with %s, the translation with %s", name_of(source),
                     name_of(target));
}

/* --- without a source
 * --------------------------------------------------------------------------------------------- */

static size_t words_of(const mq_paragraph *p) { return mq_count_words(p->tokens, p->count); }

static bool ends_inside(const mq_paragraph *p) {
  for (size_t i = 1; i + 1 < p->count; i++)
    if (mq_ends_sentence(mq_mark_of(&p->tokens[i])) && (p->tokens[i + 1].flags & MQ_SENTENCE_START))
      return true;
  return false;
}

static void report_paragraph(mq_context *context, const mq_document *all, const mq_paragraph *p) {
  const mq_token *last = &p->tokens[p->count - 1];
  const size_t words = words_of(p);
  const bool inside = ends_inside(p);
  if (words < PARAGRAPH_WORDS || last->kind != MQ_WORD || (!inside && words < LONG_PARAGRAPH)) return;
  mq_finding *finding =
      mq_find_target(context, mq_paragraph_view(all, p, last), (mq_span){last->start, last->end});
  finding->confidence = inside ? .6f : .5f;
  mq_finding_message(context, finding, "The paragraph ends without a mark, unlike the others of the text");
}

static void document(mq_context *context, const mq_document *all) {
  if (all->source || context->language[MTQC_TARGET]->spaceless) return;
  size_t sentences = 0, marked = 0;
  for (size_t i = 0; i < all->view_count;) {
    const mq_paragraph p = mq_paragraph_at(all, i);
    i = p.last;
    if (words_of(&p) < PARAGRAPH_WORDS) continue;
    const mq_mark end = mq_end_mark(p.tokens, without_addresses(p.tokens, p.count), NULL);
    sentences++;
    marked += mq_ends_sentence(end) || end == MQ_MARK_COLON;
  }
  if (sentences < FEW_PARAGRAPHS || marked * 10 < sentences * 6) return;
  for (size_t i = 0; i < all->view_count;) {
    const mq_paragraph p = mq_paragraph_at(all, i);
    if (i > 0 && p.count) report_paragraph(context, all, &p);
    i = p.last;
  }
}

const mq_check mq_check_end_punctuation = {
    .segment = segment,
    .document = document,
    .explanation = "A segment whose source ends with a full stop, question mark, exclamation mark, ellipsis "
                   "or colon should not end with "
                   "nothing, and a question should stay one. Quotation marks and brackets at the end are "
                   "passed over; changes between "
                   "full stop, exclamation mark and ellipsis are left to the translator. A question quoted inside the source counts if the "
                   "translation has no question at all.\n"
                   "Without a source: a paragraph of several sentences, or a long one, without a mark at its "
                   "end, in a text whose other "
                   "paragraphs have one. Headlines and short lines are never reported."};
