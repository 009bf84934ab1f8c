/* A number with the decimal separator of another language: "3.5 Prozent" in German, "3,5 percent" in English.
 *
 * Only what cannot be a group of thousands is judged: one or two digits behind the separator. Clock
 * times, versions, sections and scores are written with either, so a number after a word with a capital, one that reads as
 * a time, and one that the source writes in just the same way without being a decimal fraction there are left alone. */
#include "check.h"

#include <math.h>

enum { MOST_DIGITS = 2 };

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* The separator if the text is digits, one full stop or comma, and one or two digits; else 0. */
static char decimal_separator(mq_str s, size_t *decimals) {
  size_t i = 0;
  while (i < s.size && is_digit(s.at[i])) i++;
  if (!i || i == s.size || (s.at[i] != '.' && s.at[i] != ',')) return 0;
  const size_t place = i++;
  *decimals = s.size - i;
  while (i < s.size && is_digit(s.at[i])) i++;
  return i == s.size && *decimals >= 1 && *decimals <= MOST_DIGITS ? s.at[place] : 0;
}

/* "10.30" may be a time. */
static bool reads_as_time(const mq_quantity *q, size_t decimals) {
  const double hour = floor(q->value), minute = (q->value - hour) * 100;
  return decimals == 2 && hour < 25 && minute < 59.5;
}

static bool after_name(const mq_token *tokens, const mq_quantity *q) {
  return q->first && tokens[q->first - 1].kind == MQ_WORD && (tokens[q->first - 1].word->shape & MQ_CAPITALISED) &&
         !(tokens[q->first - 1].flags & MQ_SENTENCE_START);
}

/* Whether the source holds the same value as a decimal fraction of its own form. */
static bool is_fraction_there(const mq_context *context, const mq_view *view, const mq_quantity *q) {
  const mq_str decimal = context->language[MTQC_SOURCE]->decimal;
  for (size_t i = 0; i < view->source_quantity_count; i++) {
    const mq_quantity *s = &view->source_quantities[i];
    size_t decimals;
    const mq_str text = mq_span_text(context->text[MTQC_SOURCE], mq_tokens_span(view->source, s->first, 1));
    if (s->kind != MQ_QUANTITY_NUMBER && s->kind != MQ_QUANTITY_PERCENT) continue;
    if (mq_quantity_equal(s, q) && decimal.size && decimal_separator(text, &decimals) == decimal.at[0]) return true;
  }
  return false;
}

static void check_number(mq_context *context, const mq_view *view, const mq_quantity *q) {
  const mq_language *language = context->language[MTQC_TARGET];
  const mq_span span = mq_tokens_span(view->target, q->first, 1);
  const mq_str text = mq_span_text(context->text[MTQC_TARGET], span);
  size_t decimals;
  const char used = decimal_separator(text, &decimals);
  if (!used || language->decimal.size != 1 || used == language->decimal.at[0]) return;
  if (reads_as_time(q, decimals) || after_name(view->target, q) || !is_fraction_there(context, view, q)) return;
  mq_finding *finding = mq_find_target(context, view, span);
  finding->confidence = .75f;
  mq_finding_message(context, finding, "\"%.*s\" has the decimal separator of another language", MQ_FMT(text));
  mq_finding_evidence(context, finding, "the separator of %s is \"%.*s\"", language->tag, MQ_FMT(language->decimal));
  mq_buf right = {.arena = context->scratch};
  mq_buf_add(&right, text.at, text.size - decimals - 1);
  mq_buf_str(&right, language->decimal);
  mq_buf_add(&right, text.at + text.size - decimals, decimals);
  mq_finding_suggest(context, finding, mq_buf_view(&right));
}

static void segment(mq_context *context, const mq_view *view) {
  if (view->no_source) return;
  for (size_t i = 0; i < view->target_quantity_count; i++) {
    const mq_quantity *q = &view->target_quantities[i];
    if (!q->spelled && (q->kind == MQ_QUANTITY_NUMBER || q->kind == MQ_QUANTITY_PERCENT))
      check_number(context, view, q);
  }
}

const mq_check mq_check_number_format = {
    .segment = segment,
    .explanation = "A decimal fraction of the source is written in the translation with the separator of another language: "
                   "\"3.5 Prozent\" in German, \"3,5 percent\" in English.\n"
                   "Only one or two digits behind the separator are judged (three may be thousands); times, and numbers "
                   "behind a name (\"Windows 8.1\"), are left alone."};
