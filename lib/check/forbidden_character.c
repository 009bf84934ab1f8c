/* Characters that the user does not want: a set of them, all outside a set, all that a charset cannot encode. */
#include "check.h"
#include "text/repertoire.h"

enum { FORBIDDEN, ALLOWED, CHARSET, RULES, MOST_REPORTS = 16 };

static const mq_option_row options[] = {
    [FORBIDDEN] = {"forbidden-character.characters", "", "set of characters that must not occur, e.g. [¡¿\\p{Co}]", MQ_ANY_TEXT, 0, 0},
    [ALLOWED] = {"forbidden-character.allowed", "", "set of characters beside which nothing may occur", MQ_ANY_TEXT, 0, 0},
    [CHARSET] = {"forbidden-character.charset", "", "charset that must be able to encode the translation, e.g. iso-8859-15", MQ_ANY_TEXT, 0, 0},
    [RULES] = {0}};

typedef struct rules {
  const mq_repertoire *sets[RULES];
  const char *charset;
} rules;

static void *prepare(const mq_setup *setup) {
  rules *all = mq_arena_alloc(setup->arena, sizeof *all);
  all->charset = setup->settings[CHARSET];
  for (size_t i = 0; i < RULES; i++)
    if (*setup->settings[i])
      all->sets[i] = i == CHARSET
                         ? mq_repertoire_of_charset(setup->arena, options[i].name, setup->settings[i], setup->error)
                         : mq_repertoire_of_pattern(setup->arena, options[i].name, setup->settings[i], setup->error);
  return all;
}

static void apply(mq_context *context, const mq_view *view, size_t rule) {
  const rules *all = context->prepared;
  const mq_str text = mq_view_target(context->text[MTQC_TARGET], view);
  size_t i = 0, end;
  for (size_t reports = 0;
       reports < MOST_REPORTS && mq_repertoire_next(all->sets[rule], rule != FORBIDDEN, text, &i, &end); i = end) {
    const mq_span span = {view->target_start + (uint32_t)i, view->target_start + (uint32_t)end};
    mq_finding *finding = mq_find_target(context, view, span);
    finding->confidence = .95f;
    const mq_str character = {text.at + i, end - i};
    if (rule == CHARSET)
      mq_finding_message(context, finding, "%s cannot encode \"%.*s\"", all->charset, MQ_FMT(character));
    else
      mq_finding_message(context, finding, "The character \"%.*s\" is %s", MQ_FMT(character),
                         rule == FORBIDDEN ? "forbidden" : "not allowed");
    reports++;
  }
}

static void segment(mq_context *context, const mq_view *view) {
  const rules *all = context->prepared;
  for (size_t i = 0; i < RULES; i++)
    if (all->sets[i]) apply(context, view, i);
}

const mq_check mq_check_forbidden_character = {
    .prepare = prepare,
    .segment = segment,
    .options = options,
    .explanation = "Characters that the user forbids, characters outside a set that the user allows, characters that a charset cannot encode.\n"
                   "Sets are written as Unicode sets: [abc], [^\\p{Latin}\\p{Common}]. Says nothing unless an option is set."};
