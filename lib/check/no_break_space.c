/* Plain spaces where a line must not break: before the marks that French sets off, inside guillemets, between a number and
 * its per cent sign, inside abbreviations ("z. B."). One finding a kind and document: it is a habit, not a slip. */
#include "marks.h"

/* The white space between two tokens is one plain space. */
static bool is_plain_space(const mq_text *text, const mq_token *left, const mq_token *right) {
  return right->start == left->end + 1 && text->bytes.at[left->end] == ' ';
}

typedef enum habit { BEFORE_MARK, INSIDE_GUILLEMETS, BEFORE_PER_CENT, HABITS } habit;

static const char *const messages[HABITS] = {"A plain space before \"%.*s\": a line may break there",
                                             "A plain space behind \"%.*s\": a line may break there",
                                             "A plain space between a number and \"%.*s\": a line may break there"};

static habit habit_at(const mq_context *context, const mq_token *left, const mq_token *right) {
  const mq_language *language = context->language[MTQC_TARGET];
  if (!is_plain_space(context->text[MTQC_TARGET], left, right)) return HABITS;
  if (mq_mark_is_listed(language->spaced_before, right)) return BEFORE_MARK;
  if (mq_mark_is_listed(language->spaced_after, left)) return INSIDE_GUILLEMETS;
  return left->kind == MQ_NUMBER && mq_str_equal(right->word->surface, MQ_STR("%")) ? BEFORE_PER_CENT : HABITS;
}

static void document(mq_context *context, const mq_document *all) {
  bool seen[HABITS + 1] = {[HABITS] = true};
  for (size_t v = 0; v < all->view_count; v++)
    for (size_t i = 1; i < all->views[v].target_count; i++) {
      const mq_token *left = &all->views[v].target[i - 1], *right = left + 1;
      const habit found = habit_at(context, left, right);
      if (seen[found]) continue;
      seen[found] = true;
      mq_finding *finding = mq_find_target(context, &all->views[v], (mq_span){left->end, right->start});
      finding->confidence = .7f;
      mq_finding_message(context, finding, messages[found],
                         MQ_FMT((found == INSIDE_GUILLEMETS ? left : right)->word->surface));
      mq_finding_suggest(context, finding, MQ_STR("\u00a0"));
    }
}

const mq_check mq_check_no_break_space = {
    .document = document,
    .explanation = "A plain space where typography wants a no-break space: before the marks that the language sets off (French : ; ! ? »), behind an\n"
                   "opening guillemet, between a number and %. Each kind is reported once in a text. In the strict and news profiles only."};
