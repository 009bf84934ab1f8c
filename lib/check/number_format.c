/* A number with the decimal separator of another language: "3.5 Prozent" in German, "3,5 percent" in English.
 *
 * Only what cannot be a group of thousands is judged: one or two digits behind the separator. A number that reads as a time, and one
 * that the source does not write as a decimal fraction of its own form, are left alone. So are labels, which every language writes in
 * one way: a number right behind a name in both texts ("Windows 8.1", "iOS 17.1"), or in one of them behind a word that things are
 * numbered by (dicts/<lang>/numbered.txt: "version 3.75", "§ 3.14"). */
#include "sides.h"

#include <math.h>

enum { MOST_DIGITS = 2 };

typedef struct prepared {
  mq_map numbered[2]; /* stems of words that things are numbered by, by mtqc_side */
} prepared;

/* The separator if the text is digits, one full stop or comma, and one or two digits; else 0. */
static char decimal_separator(mq_str s, size_t *decimals) {
  size_t i = 0;
  while (i < s.size && mq_is_digit(s.at[i])) i++;
  if (!i || i == s.size || (s.at[i] != '.' && s.at[i] != ',')) return 0;
  const size_t place = i++;
  *decimals = s.size - i;
  while (i < s.size && mq_is_digit(s.at[i])) i++;
  return i == s.size && *decimals >= 1 && *decimals <= MOST_DIGITS ? s.at[place] : 0;
}

/* "10.30" may be a time. */
static bool reads_as_time(const mq_quantity *q, size_t decimals) {
  const double hour = floor(q->value), minute = (q->value - hour) * 100;
  return decimals == 2 && hour < 25 && minute < 59.5;
}

static void load_numbered(mq_map *words, const mq_setup *setup, mtqc_side which) {
  mq_table table;
  words->arena = setup->arena;
  if (!mq_side_language(setup, which) ||
      !mq_lexicon_table(setup->arena, setup->lexicon, mq_side_pack(which), "numbered", &table, NULL))
    return;
  for (size_t row = 0; row < table.rows; row++) {
    const mq_str fold = mq_fold(setup->arena, mq_table_field(&table, row, 0));
    mq_map_add(words, mq_stem(setup->arena, mq_side_language(setup, which), fold), NULL);
  }
}

static void *prepare(const mq_setup *setup) {
  prepared *p = mq_arena_alloc(setup->arena, sizeof *p);
  load_numbered(&p->numbered[MTQC_SOURCE], setup, MTQC_SOURCE);
  load_numbered(&p->numbered[MTQC_TARGET], setup, MTQC_TARGET);
  return p;
}

/* The word or sign before a quantity of a side; NULL at the beginning. */
static const mq_token *token_before(const mq_side *side, const mq_quantity *q) {
  return q->first ? &side->tokens[q->first - 1] : NULL;
}

static bool is_numbered_by(const prepared *p, const mq_side *side, const mq_quantity *q) {
  const mq_token *before = token_before(side, q);
  return before && mq_find_stem(&p->numbered[side->which], before->word);
}

/* "Windows", "iOS", the "js" of "Node.js". At the start of a sentence a capital does not make a name. */
static bool is_behind_name(const mq_side *side, const mq_quantity *q) {
  size_t i = q->first;
  if (!i || side->tokens[i - 1].kind != MQ_WORD) return false;
  do {
    const mq_token *token = &side->tokens[--i];
    const uint16_t capital = token->flags & MQ_SENTENCE_START ? 0 : MQ_CAPITALISED;
    if (token->word->shape & (capital | MQ_MIXED_CASE)) return true;
  } while (i && !(side->tokens[i].flags & MQ_SPACE_BEFORE));
  return false;
}

/* A word with a capital that is the same in both texts. */
static bool is_same_name(const mq_token *a, const mq_token *b) {
  return a && b && a->kind == MQ_WORD && (a->word->shape & MQ_CAPITALISED) && !(a->word->shape & MQ_STOPWORD) &&
         mq_str_equal(a->word->surface, b->word->surface);
}

static bool is_label(const prepared *p, const mq_side *source, const mq_quantity *s, const mq_side *target, const mq_quantity *t) {
  return is_numbered_by(p, source, s) || is_numbered_by(p, target, t) ||
         (is_behind_name(source, s) && is_behind_name(target, t)) ||
         is_same_name(token_before(source, s), token_before(target, t));
}

/* Whether the source holds the same value as a decimal fraction of its own form. */
static bool is_fraction_there(const mq_context *context, const mq_view *view, const mq_quantity *q) {
  const mq_str decimal = context->language[MTQC_SOURCE]->decimal;
  const mq_side source = mq_side_of(view, MTQC_SOURCE), target = mq_side_of(view, MTQC_TARGET);
  for (size_t i = 0; i < view->source_quantity_count; i++) {
    const mq_quantity *s = &view->source_quantities[i];
    size_t decimals;
    const mq_str text = mq_span_text(context->text[MTQC_SOURCE], mq_tokens_span(view->source, s->first, 1));
    if (s->kind != MQ_QUANTITY_NUMBER && s->kind != MQ_QUANTITY_PERCENT) continue;
    if (mq_quantity_equal(s, q) && decimal.size && decimal_separator(text, &decimals) == decimal.at[0] &&
        !is_label(context->prepared, &source, s, &target, q))
      return true;
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
  if (reads_as_time(q, decimals) || !is_fraction_there(context, view, q)) return;
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
    .prepare = prepare,
    .segment = segment,
    .explanation = "A decimal fraction of the source is written in the translation with the separator of another language: "
                   "\"3.5 Prozent\" in German, \"3,5 percent\" in English.\n"
                   "Only one or two digits behind the separator are judged (three may be thousands); times, and labels "
                   "(\"Windows 8.1\", \"version 3.75\"), are left alone."};
