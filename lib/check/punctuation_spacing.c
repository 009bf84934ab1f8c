/* Spaces before and behind punctuation marks.
 *
 * Most languages write no space before a comma, a full stop, a colon; French wants one before some marks and inside its
 * guillemets (the keys spaced-before, spaced-after of the language). A text that mostly does without is told once: it has
 * a style of its own. Behind a mark between two words stands a space. What the source writes in the same way is left alone. */
#include "marks.h"

/* Of an endless segment, no more is searched, and no more reported. */
enum { SHORT_WORD = 2, LONG_WORD = 3, ABBREVIATION_ROOM = 32, MOST_SEARCHED = 2000, MOST_REPORTS = 16 };

static bool is_tight(const mq_token *tokens, size_t count, size_t i) {
  return i < count && !(tokens[i].flags & MQ_SPACE_BEFORE);
}

/* Whether something follows the token without a space, in its segment or, where that was cut, in the next. */
static bool goes_on(const mq_text *text, const mq_token *token) {
  const char next = token->end < text->bytes.size ? text->bytes.at[token->end] : ' ';
  return !strchr(" \t\r\n", next);
}

/* A mark that stands alone behind a space: not ".NET", ":)", "..." */
static bool is_loose(const mq_text *text, const mq_token *tokens, size_t count, size_t i) {
  if (i == 0 || tokens[i].kind != MQ_PUNCTUATION || tokens[i].word->surface.size != 1) return false;
  if (!strchr(",.;:!?)]", tokens[i].word->surface.at[0])) return false;
  if ((tokens[i].flags & (MQ_SPACE_BEFORE | MQ_LINE_BREAK_BEFORE)) != MQ_SPACE_BEFORE) return false;
  const bool smiles = strchr(":;", tokens[i].word->surface.at[0]);
  if (goes_on(text, &tokens[i]) && (smiles || i + 1 == count || tokens[i + 1].kind != MQ_PUNCTUATION)) return false;
  const mq_mark before = mq_mark_of(&tokens[i - 1]);
  return before != MQ_MARK_OPEN && before != MQ_MARK_DASH && before != MQ_MARK_HYPHEN && before != MQ_MARK_ELLIPSIS &&
         tokens[i - 1].kind != MQ_MARKUP && tokens[i - 1].kind != MQ_SYMBOL;
}

static bool source_is_loose(const mq_context *context, const mq_view *view, const mq_token *mark) {
  for (size_t i = 1; i < view->source_count && i < MOST_SEARCHED; i++)
    if (mq_str_equal(view->source[i].word->surface, mark->word->surface) &&
        is_loose(context->text[MTQC_SOURCE], view->source, view->source_count, i))
      return true;
  return false;
}

static void report(mq_context *context, const mq_view *view, mq_span span, const mq_token *mark, float confidence,
                   const char *message) {
  mq_finding *finding = mq_find_target(context, view, span);
  finding->confidence = confidence;
  mq_finding_message(context, finding, "%s \"%.*s\"", message, MQ_FMT(mark->word->surface));
}

static void check_before(mq_context *context, const mq_view *view, size_t i) {
  const mq_token *mark = &view->target[i];
  if (mq_mark_is_listed(context->language[MTQC_TARGET]->spaced_before, mark)) return;
  if (is_loose(context->text[MTQC_TARGET], view->target, view->target_count, i) &&
      !source_is_loose(context, view, mark))
    report(context, view, (mq_span){mark[-1].end, mark->end}, mark, mark->word->surface.at[0] == ',' ? .85f : .7f,
           "A space before");
}

static bool is_lower_word(const mq_token *token) {
  return token->kind == MQ_WORD && token->word->letters >= LONG_WORD &&
         !(token->word->shape & (MQ_CAPITALISED | MQ_HAS_DIGIT | MQ_MIXED_CASE));
}

static bool is_same_mark(const mq_token *tokens, size_t count, size_t i, size_t k) {
  return k < count && mq_str_equal(tokens[i].word->surface, tokens[k].word->surface);
}

/* A mark of one character between a word and what stands before it, all without a space. Two marks of one kind side by side are an
 * abbreviation, a name of a file or of a part of a program. */
static bool is_tight_mark(const mq_token *tokens, size_t count, size_t i) {
  if (i == 0 || i + 1 >= count || tokens[i].kind != MQ_PUNCTUATION || tokens[i].word->surface.size != 1) return false;
  if (!is_tight(tokens, count, i) || !is_tight(tokens, count, i + 1) || tokens[i + 1].kind != MQ_WORD) return false;
  return !is_tight(tokens, count, i + 2) || !is_same_mark(tokens, count, i, i + 2);
}

/* "word,word", "word;word" */
static bool divides_words(const mq_token *tokens, size_t count, size_t i) {
  return is_tight_mark(tokens, count, i) && strchr(",;", tokens[i].word->surface.at[0]) && is_lower_word(&tokens[i - 1]) &&
         tokens[i + 1].word->letters >= LONG_WORD && mq_script_has_case(tokens[i + 1].word->script);
}

static bool is_abbreviation(const mq_language *language, const mq_word *word) {
  char fold[ABBREVIATION_ROOM];
  if (word->fold.size >= sizeof fold) return false;
  memcpy(fold, word->fold.at, word->fold.size);
  fold[word->fold.size] = '.';
  return mq_map_find(&language->abbreviations, (mq_str){fold, word->fold.size + 1}) != NULL;
}

/* Whether a sentence may end with what stands before its mark: no initial, no abbreviation. */
static bool may_end(const mq_language *language, const mq_token *last, const mq_token *mark) {
  if (last->kind != MQ_WORD) return last->kind == MQ_NUMBER || mq_mark_of(last) >= MQ_MARK_QUOTE;
  if (last->word->letters < SHORT_WORD || last->word->shape & (MQ_HAS_DIGIT | MQ_MIXED_CASE)) return false;
  return mark->word->surface.at[0] != '.' || !is_abbreviation(language, last->word);
}

static bool is_end_mark(const mq_token *token) {
  return token->kind == MQ_PUNCTUATION && token->word->surface.size == 1 && strchr(".!?", token->word->surface.at[0]);
}

/* "word.Word", "Name!Word", "1990?Word" */
static bool divides_sentences(const mq_language *language, const mq_token *tokens, size_t count, size_t i) {
  if (!is_tight_mark(tokens, count, i) || !is_end_mark(&tokens[i]) || !may_end(language, &tokens[i - 1], &tokens[i])) return false;
  if (is_tight(tokens, count, i - 1) && is_same_mark(tokens, count, i, i - 2)) return false; /* -2 may wrap round */
  const mq_word *behind = tokens[i + 1].word;
  return behind->letters >= SHORT_WORD && mq_script_has_case(behind->script) &&
         (behind->shape & (MQ_CAPITALISED | MQ_MIXED_CASE | MQ_ALL_CAPS)) == MQ_CAPITALISED;
}

/* Sentences that end before another, with a space between. */
static size_t spaced_ends(const mq_language *language, const mq_token *tokens, size_t count) {
  size_t ends = 0;
  for (size_t i = 1; i + 1 < count && i < MOST_SEARCHED; i++)
    ends += is_end_mark(&tokens[i]) && !is_tight(tokens, count, i + 1) && may_end(language, &tokens[i - 1], &tokens[i]) &&
            (tokens[i + 1].kind != MQ_WORD || tokens[i + 1].word->shape & MQ_CAPITALISED);
  return ends;
}

/* Whether there is more than a capital to say that a sentence ends at the mark: words on either side as sentences end and begin with
 * them, or sentences of the source that the translation does not divide. */
static bool ends_sentence_there(const mq_context *context, const mq_view *view, size_t i) {
  const mq_token *before = &view->target[i - 1], *behind = &view->target[i + 1];
  if (is_lower_word(before) && behind->word->letters >= LONG_WORD) return true;
  if (before->kind == MQ_WORD && before->word->letters >= LONG_WORD && behind->word->shape & MQ_STOPWORD) return true;
  return !view->no_source && spaced_ends(context->language[MTQC_SOURCE], view->source, view->source_count) >
                                 spaced_ends(context->language[MTQC_TARGET], view->target, view->target_count);
}

/* A quotation mark between two words, without a space on either side: "the "Times"wrote" */
static bool joins_words(const mq_token *tokens, size_t count, size_t i) {
  if (i == 0 || i + 1 >= count || mq_mark_of(&tokens[i]) != MQ_MARK_QUOTE) return false;
  if (!is_tight(tokens, count, i) || !is_tight(tokens, count, i + 1)) return false;
  return tokens[i - 1].kind == MQ_WORD && tokens[i - 1].word->letters >= LONG_WORD && tokens[i + 1].kind == MQ_WORD &&
         tokens[i + 1].word->letters >= LONG_WORD && mq_script_has_case(tokens[i + 1].word->script);
}

static bool source_lacks_space(const mq_context *context, const mq_view *view) {
  for (size_t i = 1; i < view->source_count && i < MOST_SEARCHED; i++)
    if (divides_words(view->source, view->source_count, i) || joins_words(view->source, view->source_count, i) ||
        divides_sentences(context->language[MTQC_SOURCE], view->source, view->source_count, i))
      return true;
  return false;
}

static void check_behind(mq_context *context, const mq_view *view, size_t i) {
  const mq_token *mark = &view->target[i];
  const mq_language *language = context->language[MTQC_TARGET];
  if (mq_mark_is_listed(language->spaced_after, mark)) return;
  const bool joined = joins_words(view->target, view->target_count, i);
  if (!joined && !divides_words(view->target, view->target_count, i) &&
      !(divides_sentences(language, view->target, view->target_count, i) && ends_sentence_there(context, view, i)))
    return;
  if (!source_lacks_space(context, view))
    report(context, view, (mq_span){mark[-1].start, mark[1].end}, mark, .75f,
           joined ? "A space is missing beside" : "A space is missing behind");
}

static void segment(mq_context *context, const mq_view *view) {
  if (context->language[MTQC_TARGET]->spaceless) return;
  const size_t most = context->findings.count + MOST_REPORTS;
  for (size_t i = 0; i < view->target_count && i < MOST_SEARCHED && context->findings.count < most; i++) {
    if (view->target[i].kind != MQ_PUNCTUATION) continue;
    if (i) check_before(context, view, i);
    check_behind(context, view, i);
  }
}

/* --- the spaces of the language ------------------------------------------------------------------------------------ */

/* A mark beside a word with white space on its other side. */
static bool ends_word(const mq_view *view, size_t i) {
  return i && view->target[i - 1].kind == MQ_WORD && !is_tight(view->target, view->target_count, i + 1);
}

static bool begins_word(const mq_view *view, size_t i) {
  return i + 1 < view->target_count && view->target[i + 1].kind == MQ_WORD &&
         !is_tight(view->target, view->target_count, i);
}

static bool wants_space_before(const mq_language *language, const mq_view *view, size_t i) {
  return mq_mark_is_listed(language->spaced_before, &view->target[i]) && ends_word(view, i);
}

static bool wants_space_behind(const mq_language *language, const mq_view *view, size_t i) {
  return mq_mark_is_listed(language->spaced_after, &view->target[i]) && begins_word(view, i);
}

static bool lacks_space(const mq_language *language, const mq_view *view, size_t i) {
  return (wants_space_before(language, view, i) && is_tight(view->target, view->target_count, i)) ||
         (wants_space_behind(language, view, i) && is_tight(view->target, view->target_count, i + 1));
}

/* Whether more of the marks lack their space than have it. */
static bool does_without(const mq_language *language, const mq_document *all) {
  size_t without = 0, with = 0;
  for (size_t v = 0; v < all->view_count; v++)
    for (size_t i = 0; i < all->views[v].target_count; i++) {
      const bool lacks = lacks_space(language, &all->views[v], i);
      without += lacks;
      with += !lacks &&
              (wants_space_before(language, &all->views[v], i) || wants_space_behind(language, &all->views[v], i));
    }
  return without > with;
}

static void report_lack(mq_context *context, const mq_view *view, size_t i) {
  const mq_token *mark = &view->target[i];
  const bool before =
      wants_space_before(context->language[MTQC_TARGET], view, i) && is_tight(view->target, view->target_count, i);
  const mq_span span = before ? (mq_span){mark[-1].start, mark->end} : (mq_span){mark->start, mark[1].end};
  report(context, view, span, mark, .6f,
         before ? "The language writes a space before" : "The language writes a space behind");
}

static void document(mq_context *context, const mq_document *all) {
  const mq_language *language = context->language[MTQC_TARGET];
  if (!language->spaced_before.size && !language->spaced_after.size) return;
  const bool once = does_without(language, all);
  for (size_t v = 0; v < all->view_count; v++) {
    const mq_view *view = &all->views[v];
    const size_t most = context->findings.count + MOST_REPORTS;
    for (size_t i = 0; i < view->target_count && i < MOST_SEARCHED && context->findings.count < most; i++) {
      if (!lacks_space(language, view, i)) continue;
      report_lack(context, view, i);
      if (once) return;
    }
  }
}

const mq_check mq_check_punctuation_spacing = {
    .segment = segment,
    .document = document,
    .explanation = "A space before , . ; : ! ? ) ] where the language writes none, no space where it writes one (French : ; ! ? and\n"
                   "guillemets; told once in a text that mostly does without), and no space behind a comma, a semicolon or the end of a\n"
                   "sentence between two words, or on neither side of a quotation mark between them. \"...\", \".NET\", \":)\", addresses\n"
                   "and what the source writes in the same way are left alone."};
