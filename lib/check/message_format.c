/* Messages with plurals and selections (ICU MessageFormat).
 *
 * Where the source is such a message, the translation must be one too: ICU must read it, its arguments must be those of the
 * source, and its plurals those of its language. The program chooses in a selection by the keywords of the source: one that
 * the source does not have is never chosen (one that it lacks falls to "other", as some languages need). */
#include "pieces.h"
#include "text/message.h"

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

static void add_arguments(mq_pieces *list, const mq_message *message, uint32_t base) {
  for (size_t i = 0; i < message->argument_count; i++) {
    const mq_argument *argument = &message->arguments[i];
    mq_pieces_add(list, (mq_span){base + argument->start, base + argument->end}, argument->name, 1, true);
  }
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

/* --- selections ---------------------------------------------------------------------------------------------------- */

static const mq_argument *chooser(const mq_message *message, size_t keyword) {
  return &message->arguments[message->keywords[keyword].argument];
}

static bool selects(const mq_message *message, mq_str argument) {
  for (size_t i = 0; i < message->argument_count; i++)
    if (mq_str_equal(message->arguments[i].name, argument) &&
        mq_str_equal(message->arguments[i].type, MQ_STR("select")))
      return true;
  return false;
}

static bool has_keyword(const mq_message *message, mq_str argument, mq_str keyword) {
  for (size_t i = 0; i < message->keyword_count; i++)
    if (mq_str_equal(message->keywords[i].name, keyword) && mq_str_equal(chooser(message, i)->name, argument)) return true;
  return false;
}

/* The first keyword from `from` on by which an argument selects here and not in the other message; the count if there is none. */
static size_t next_strange(const mq_message *message, size_t from, mq_str argument, const mq_message *other) {
  size_t i = from;
  while (i < message->keyword_count && (!mq_str_equal(chooser(message, i)->name, argument) ||
                                        has_keyword(other, argument, message->keywords[i].name)))
    i++;
  return i;
}

static void report_keyword(mq_context *context, const mq_view *view, mq_str argument, const mq_keyword *from,
                           const mq_keyword *to) {
  mq_finding *finding =
      mq_find_target(context, view, (mq_span){view->target_start + to->start, view->target_start + to->end});
  finding->confidence = .9f;
  mq_finding_evidence(context, finding, "the values of %.*s are the keywords of the source: the program gives no others", MQ_FMT(argument));
  if (!from) {
    mq_finding_message(context, finding, "The keyword %.*s is not in the source", MQ_FMT(to->name));
    return;
  }
  finding->has_source = true;
  finding->source = (mq_span){view->source_start + from->start, view->source_start + from->end};
  mq_finding_message(context, finding, "The keyword %.*s of the source became %.*s", MQ_FMT(from->name), MQ_FMT(to->name));
  mq_finding_suggest(context, finding, from->name);
}

/* Keywords of one argument that the source does not have, each beside one that got lost, in order. */
static void check_selection(mq_context *context, const mq_view *view, mq_str argument, const mq_message *source,
                            const mq_message *target) {
  size_t lost = next_strange(source, 0, argument, target), i = next_strange(target, 0, argument, source);
  while (i < target->keyword_count) {
    report_keyword(context, view, argument, lost < source->keyword_count ? &source->keywords[lost] : NULL,
                   &target->keywords[i]);
    if (lost < source->keyword_count) lost = next_strange(source, lost + 1, argument, target);
    i = next_strange(target, i + 1, argument, source);
  }
}

static bool comes_again(const mq_message *message, size_t i) {
  for (size_t k = 0; k < i; k++)
    if (mq_str_equal(message->arguments[k].name, message->arguments[i].name)) return true;
  return false;
}

static void check_selections(mq_context *context, const mq_view *view, const mq_message *source, const mq_message *target) {
  for (size_t i = 0; i < source->argument_count; i++) {
    const mq_str name = source->arguments[i].name;
    if (!comes_again(source, i) && selects(source, name) && selects(target, name))
      check_selection(context, view, name, source, target);
  }
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
  mq_message source, target;
  mq_message_read(from, &source);
  mq_message_read(to, &target);
  mq_pieces *a = mq_pieces_new(context), *b = mq_pieces_new(context);
  add_arguments(a, &source, view->source_start);
  add_arguments(b, &target, view->target_start);
  if (!mq_pieces_match(a, b)) mq_pieces_report(context, view, a, b, "argument", .9f);
  for (size_t i = 0; i < target.argument_count; i++) check_plurals(context, view, &target.arguments[i]);
  check_selections(context, view, &source, &target);
}

const mq_check mq_check_message_format = {
    .prepare = prepare,
    .segment = segment,
    .explanation = "A source in ICU MessageFormat with a plural, selectordinal or select argument needs a translation that ICU can read,\n"
                   "with the same arguments, and with the plural forms of its own language: German has one and other, Russian one, few,\n"
                   "many and other, Japanese only other. Keywords of a selection ({gender, select, female {...} other {...}}) stay those of the\n"
                   "source; one that is left out falls to other."};
