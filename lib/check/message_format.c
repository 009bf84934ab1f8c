/* Messages with plurals and selections (ICU MessageFormat).
 *
 * Where the source is such a message, the translation must be one too: ICU must read it, its arguments must be those of the
 * source, and its plurals those of its language. */
#include "pieces.h"
#include "text/message.h"

enum { MOST_ARGUMENTS = 64 };

/* Plural categories of the target language. */
typedef struct plurals {
  unsigned cardinal, ordinal;
} plurals;

static void *prepare(const mq_setup *setup) {
  plurals *known = mq_arena_alloc(setup->arena, sizeof *known);
  known->cardinal = mq_plural_categories(setup->arena, setup->target, false);
  known->ordinal = mq_plural_categories(setup->arena, setup->target, true);
  return known;
}

static void report_broken(mq_context *context, const mq_view *view) {
  mq_finding *finding = mq_find_target(context, view, (mq_span){view->target_start, view->target_end});
  finding->confidence = .95f;
  mq_finding_message(context, finding, "The message cannot be read as MessageFormat");
  mq_finding_evidence(context, finding, "ICU reads the source, but not the translation");
}

static void add_arguments(mq_pieces *list, const mq_argument *arguments, size_t count, uint32_t base) {
  for (size_t i = 0; i < count; i++)
    mq_pieces_add(list, (mq_span){base + arguments[i].start, base + arguments[i].end}, arguments[i].name, 1, true);
}

static const char *names_of(mq_context *context, unsigned categories) {
  mq_buf names = {.arena = context->scratch};
  for (unsigned bit = 1; bit <= MQ_PLURAL_OTHER; bit <<= 1)
    if (categories & bit) mq_buf_format(&names, names.size ? ", %s" : "%s", mq_plural_name(bit));
  return names.size ? names.at : "";
}

/* "many" of Romance languages is for millions: a message may do without it. */
static void check_plurals(mq_context *context, const mq_view *view, const mq_argument *argument) {
  const bool ordinal = mq_str_equal(argument->type, MQ_STR("selectordinal"));
  if (!ordinal && !mq_str_equal(argument->type, MQ_STR("plural"))) return;
  const plurals *known = context->prepared;
  const unsigned usual = ordinal ? known->ordinal : known->cardinal;
  const bool counts = usual & MQ_PLURAL_FEW;
  const unsigned strange = argument->categories & ~usual,
                 lacking = usual & ~argument->categories &
                           (counts ? MQ_PLURAL_ONE | MQ_PLURAL_FEW | MQ_PLURAL_MANY : MQ_PLURAL_ONE);
  if (!strange && !lacking) return;
  mq_finding *finding = mq_find_target(
      context, view, (mq_span){view->target_start + argument->start, view->target_start + argument->end});
  finding->severity = MTQC_MINOR;
  finding->confidence = strange ? .8f : .7f;
  mq_finding_message(context, finding,
                     strange ? "The language does not have the plural %s" : "The plural %s is missing",
                     names_of(context, strange ? strange : lacking));
  mq_finding_evidence(context, finding, "the language has: %s", names_of(context, usual));
}

static void segment(mq_context *context, const mq_view *view) {
  if (!(view->source_traits & MQ_T_BRACE) || !view->target_count) return;
  const mq_str from = mq_view_source(context->text[MTQC_SOURCE], view),
               to = mq_view_target(context->text[MTQC_TARGET], view);
  if (!mq_message_is_complex(from) || !mq_message_is_valid(context->scratch, context->language[MTQC_SOURCE], from))
    return;
  if (!mq_message_is_valid(context->scratch, context->language[MTQC_TARGET], to)) {
    report_broken(context, view);
    return;
  }
  mq_argument source[MOST_ARGUMENTS], target[MOST_ARGUMENTS];
  const size_t source_count = mq_message_arguments(from, source, MOST_ARGUMENTS),
               target_count = mq_message_arguments(to, target, MOST_ARGUMENTS);
  mq_pieces *a = mq_pieces_new(context), *b = mq_pieces_new(context);
  add_arguments(a, source, source_count, view->source_start);
  add_arguments(b, target, target_count, view->target_start);
  if (!mq_pieces_match(a, b)) mq_pieces_report(context, view, a, b, "argument", .9f);
  for (size_t i = 0; i < target_count; i++) check_plurals(context, view, &target[i]);
}

const mq_check mq_check_message_format = {
    .prepare = prepare,
    .segment = segment,
    .explanation = "A source in ICU MessageFormat with a plural, selectordinal or select argument needs a translation that ICU can read,\n"
                   "with the same arguments, and with the plural forms of its own language: German has one and other, Russian one, few,\n"
                   "many and other, Japanese only other."};
