/* Quotation marks and brackets without a partner.
 *
 * Machine translation mixes the forms of quotation marks („foo", «foo“), so double marks of all forms are one
 * family and only an odd number of them is a fault; which of them is the odd one is told by the spaces around
 * it. Brackets are paired exactly. A unit is a pair of segments, or, in a document, a paragraph: there a
 * quotation may run over several paragraphs, with or without an opening mark at each, so an odd paragraph is
 * excused if a later one closes it. */
#include "marks.h"
#include "paragraph.h"

enum { DEEPEST = 64, QUOTED_PARAGRAPHS = 8 };

typedef struct balance {
  size_t quotes;      /* double quotation marks */
  size_t open_quote;  /* place of the last opening mark without a partner, + 1 */
  size_t stray_quote; /* place of the first closing mark without a partner, + 1 */
  size_t bracket;     /* place of the first bracket without a partner, + 1 */
  bool doubled;       /* every mark is "", as a table format has made it: nothing is sure */
  bool straight;      /* some marks are ", which does not tell the end from the beginning */
  int surplus;        /* opening marks less closing ones */
} balance;

/* A view of the tokens of one unit: the tokens of its segments lie behind one another. */
typedef struct unit {
  const mq_token *tokens;
  size_t count;
  const mq_language *language;
} unit;

static bool space_before(const unit *u, size_t i) { return !i || (u->tokens[i].flags & MQ_SPACE_BEFORE); }

/* Which mark of a pair it is tell the spaces around it, or its form where the language has spaces inside (« »). */
static bool opens(const unit *u, size_t i) {
  const bool before = space_before(u, i), after = i + 1 == u->count || space_before(u, i + 1);
  const bool first = mq_mark_is_listed(u->language->spaced_after, &u->tokens[i]),
             last = mq_mark_is_listed(u->language->spaced_before, &u->tokens[i]);
  if (first != last) return first;
  if (before != after) return before;
  if (!i) return true;
  const mq_mark left = mq_mark_of(&u->tokens[i - 1]);
  return left == MQ_MARK_OPEN || left == MQ_MARK_DASH || left == MQ_MARK_HYPHEN;
}

/* 5" and 5'10": inches. */
static bool is_inch(const unit *u, size_t i) {
  return i && !space_before(u, i) && u->tokens[i - 1].kind == MQ_NUMBER &&
         u->tokens[i].word->surface.at[0] == '"';
}

/* A bracket that belongs to a list marker ("a)", "1)") or to a smiley. */
static bool is_ornament(const unit *u, size_t i) {
  if (!i) return true;
  const mq_token *left = &u->tokens[i - 1];
  const mq_mark mark = mq_mark_of(left);
  if (!space_before(u, i) && (mark == MQ_MARK_COLON || mark == MQ_MARK_SEMICOLON || mark == MQ_MARK_HYPHEN))
    return true;
  return !space_before(u, i) && (left->kind == MQ_NUMBER || left->word->letters <= 2) &&
         space_before(u, i - 1);
}

static void count_bracket(const unit *u, size_t i, mq_mark mark, size_t *stack, size_t *depth, balance *b) {
  if (mark == MQ_MARK_OPEN) {
    if (*depth < DEEPEST) stack[(*depth)++] = i;
    return;
  }
  if (*depth && mq_mark_pair(&u->tokens[stack[*depth - 1]]) == mq_mark_pair(&u->tokens[i])) (*depth)--;
  else if (!is_ornament(u, i) && !b->bracket) b->bracket = i + 1;
}

/* "" is one mark that was doubled by a table format. */
static bool is_doubled(const unit *u, size_t i) {
  return i && !space_before(u, i) && u->tokens[i].word == u->tokens[i - 1].word &&
         u->tokens[i].word->surface.at[0] == '"';
}

static bool all_doubled(const unit *u) {
  size_t marks = 0, doubled = 0;
  for (size_t i = 0; i < u->count; i++) {
    marks += mq_mark_of(&u->tokens[i]) == MQ_MARK_QUOTE;
    doubled += is_doubled(u, i);
  }
  return doubled && marks == 2 * doubled;
}

static balance balance_of(const unit *u) {
  balance b = {.doubled = all_doubled(u)};
  size_t stack[DEEPEST], depth = 0, quotes[DEEPEST], open = 0;
  for (size_t i = 0; i < u->count; i++) {
    const mq_mark mark = mq_mark_of(&u->tokens[i]);
    if (mark == MQ_MARK_OPEN || mark == MQ_MARK_CLOSE) count_bracket(u, i, mark, stack, &depth, &b);
    if (mark != MQ_MARK_QUOTE || is_inch(u, i)) continue;
    if (b.doubled && is_doubled(u, i)) continue;
    b.quotes++;
    b.straight |= u->tokens[i].word->surface.at[0] == '"';
    b.surplus += opens(u, i) ? 1 : -1;
    if (opens(u, i)) {
      if (open < DEEPEST) quotes[open++] = i;
    } else if (open) {
      open--;
    } else if (!b.stray_quote) {
      b.stray_quote = i + 1;
    }
  }
  if (open) b.open_quote = quotes[open - 1] + 1;
  const bool smiley = depth && stack[depth - 1] &&
                      mq_mark_of(&u->tokens[stack[depth - 1] - 1]) == MQ_MARK_COLON &&
                      !space_before(u, stack[depth - 1]);
  if (depth && !b.bracket && !smiley) b.bracket = stack[depth - 1] + 1;
  return b;
}

static void report(mq_context *context, const mq_view *view, const mq_token *token, bool bracket,
                   bool lonely_close, float confidence) {
  mq_finding *finding = mq_find_target(context, view, (mq_span){token->start, token->end});
  finding->confidence = confidence;
  mq_finding_message(context, finding, "The %s %.*s has no partner", bracket ? "bracket" : "quotation mark",
                     MQ_FMT(token->word->surface));
  mq_finding_evidence(context, finding,
                      lonely_close ? "it closes what nothing has opened" : "it is not closed");
}

static void report_quote(mq_context *context, const mq_view *view, const unit *u, const balance *b, float confidence) {
  size_t at = b->open_quote ? b->open_quote : b->stray_quote;
  for (size_t i = 0; !at && i < u->count; i++)
    if (mq_mark_of(&u->tokens[i]) == MQ_MARK_QUOTE && !is_inch(u, i)) at = i + 1;
  if (at) report(context, view, &u->tokens[at - 1], false, !b->open_quote && b->stray_quote, confidence);
}

static void report_bracket(mq_context *context, const mq_view *view, const unit *u, const balance *b) {
  const mq_token *token = &u->tokens[b->bracket - 1];
  report(context, view, token, true, mq_mark_of(token) == MQ_MARK_CLOSE, .8f);
}

/* Whether single marks of the source could be an unbalanced quotation ('We are late.): then the marks of the target are
 * right to be so too. A mark behind a letter is an apostrophe ("the lakers' coach") or closes one that was opened. */
static bool has_odd_singles(const unit *u) {
  size_t open = 0, stray = 0;
  for (size_t i = 0; i < u->count; i++) {
    if (mq_mark_of(&u->tokens[i]) != MQ_MARK_SINGLE) continue;
    const bool before = space_before(u, i), after = i + 1 == u->count || space_before(u, i + 1);
    const bool behind_word = i && !before && u->tokens[i - 1].kind != MQ_PUNCTUATION;
    if (before && !after) open++;
    else if (open) open--;
    else stray += !behind_word;
  }
  return open || stray;
}

/* One quotation is closed before it was opened, and a later one left open: "утрата», как пишет «Вестник". */
static bool is_crossed(const balance *b) { return b->stray_quote && b->open_quote > b->stray_quote && !b->surplus; }

/* Whether the marks of a pair do not match. An odd number in the target is a fault if the source has an even one; if the
 * source is at odds too, only if it is so on the other end. An even number is a fault if two quotations are left open, or
 * one is on either end. */
static float fault_of_pair(const balance *source, const balance *target, bool odd_singles) {
  if (source->doubled || target->doubled || odd_singles) return 0;
  const bool source_odd = source->quotes % 2, target_odd = target->quotes % 2;
  if (target_odd && !source_odd) return .8f;
  if (!target->straight && !target_odd && is_crossed(target) && !is_crossed(source)) return .65f;
  if (target->straight || !target->surplus) return 0;
  if (target_odd) return (source->surplus > 0) != (target->surplus > 0) ? .65f : 0;
  return !source->surplus && target->surplus * target->surplus >= 4 ? .65f : 0;
}

/* --- pairs
 * ----------------------------------------------------------------------------------------------------------
 */

static void check_pair(mq_context *context, const mq_view *view) {
  const unit source = {view->source, view->source_count, context->language[MTQC_SOURCE]},
             target = {view->target, view->target_count, context->language[MTQC_TARGET]};
  const balance b = balance_of(&target);
  if (b.quotes % 2 == 0 && !b.surplus && !is_crossed(&b) && !b.bracket) return;
  const balance a = balance_of(&source);
  const float confidence = fault_of_pair(&a, &b, has_odd_singles(&source));
  if (confidence > 0) report_quote(context, view, &target, &b, confidence);
  if (b.bracket && !a.bracket) report_bracket(context, view, &target, &b);
}

/* --- documents
 * ------------------------------------------------------------------------------------------------------ */

/* A paragraph of the target, and whether the source of its views is unbalanced too. */
typedef struct paragraph {
  mq_paragraph base;
  unit target;
  balance balance;
  bool odd, source_odd, source_bracket;
} paragraph;

static paragraph paragraph_at(const mq_context *context, const mq_document *document, size_t i) {
  paragraph p = {.base = mq_paragraph_at(document, i)};
  p.target = (unit){p.base.tokens, p.base.count, context->language[MTQC_TARGET]};
  p.balance = balance_of(&p.target);
  p.odd = p.balance.quotes % 2 && !p.balance.doubled;
  size_t source_quotes = 0;
  for (size_t k = p.base.first; k < p.base.last; k++) {
    if (!document->views[k].source_count) continue;
    const unit source = {document->views[k].source, document->views[k].source_count, context->language[MTQC_SOURCE]};
    const balance b = balance_of(&source);
    source_quotes += b.quotes;
    p.source_bracket |= b.bracket > 0;
    p.source_odd |= b.doubled || has_odd_singles(&source);
  }
  p.source_odd |= source_quotes % 2;
  return p;
}

/* Odd paragraphs that wait for a later one to close the quotation. */
typedef struct waiting {
  paragraph at[QUOTED_PARAGRAPHS];
  size_t count;
} waiting;

static void report_paragraph(mq_context *context, const mq_document *document, const paragraph *p) {
  const size_t at = p->balance.open_quote ? p->balance.open_quote : p->balance.stray_quote;
  const mq_view *view = mq_paragraph_view(document, &p->base, &p->target.tokens[at ? at - 1 : 0]);
  if (!p->source_odd) report_quote(context, view, &p->target, &p->balance, .8f);
}

static void give_up(mq_context *context, const mq_document *document, waiting *list) {
  for (size_t i = 0; i < list->count; i++) report_paragraph(context, document, &list->at[i]);
  list->count = 0;
}

static void take_odd(mq_context *context, const mq_document *document, waiting *list, const paragraph *p) {
  const bool closes = p->balance.stray_quote && !p->balance.open_quote;
  if (closes && list->count) {
    list->count = 0;
  } else if (closes || list->count == QUOTED_PARAGRAPHS) {
    give_up(context, document, list);
    report_paragraph(context, document, p);
  } else {
    list->at[list->count++] = *p;
  }
}

/* A quotation that runs on has an opening mark at every paragraph, or no marks until its end; a paragraph
 * with whole quotations of its own shows that the open one was not meant to run on. */
static void check_document(mq_context *context, const mq_document *document) {
  waiting *list = mq_arena_alloc(context->scratch, sizeof *list);
  for (size_t i = 0; i < document->view_count;) {
    const paragraph p = paragraph_at(context, document, i);
    i = p.base.last;
    if (p.balance.bracket && !p.source_bracket)
      report_bracket(context, mq_paragraph_view(document, &p.base, &p.target.tokens[p.balance.bracket - 1]),
                     &p.target, &p.balance);
    if (p.odd) take_odd(context, document, list, &p);
    else if (p.balance.quotes && mq_mark_of(&p.target.tokens[0]) == MQ_MARK_QUOTE)
      list->count = 0; /* opened again, closed */
    else if (p.balance.quotes) give_up(context, document, list);
  }
  give_up(context, document, list);
}

static void document(mq_context *context, const mq_document *all) {
  if (!all->source || all->aligned_by_us) {
    check_document(context, all);
    return;
  }
  for (size_t i = 0; i < all->view_count; i++) check_pair(context, &all->views[i]);
}

const mq_check mq_check_unbalanced_quotes = {
    .document = document,
    .explanation = "An odd number of double quotation marks (of whatever form: \" „ “ ” « ») or a bracket "
                   "without its partner. In a "
                   "document a quotation may run over several paragraphs. Apostrophes and single quotation "
                   "marks are not counted, nor "
                   "inch signs, list markers like \"a)\", and smileys.\n"
                   "What is unbalanced in the source in the same way is not reported."};
