/* Register: formal and informal address (Sie and du, вы and ты, vous and tu), from the table `register` of the language.
 *
 * Whoever speaks in quotation marks addresses others than the text does, so what stands inside them does not count. A text
 * should keep to one register: to the one that the user wants, to that of the source where both languages tell them apart,
 * or to the one that it uses most. */
#include "marks.h"

enum { WANTED, MOST_REPORTS = 12, CLEAR_MAJORITY = 4, ENOUGH = 3, SHARE_OF_REPORTAGE = 10 };

static const mq_option_row options[] = {
    {"register.want", "", "the register of the translation: formal or informal; empty: one throughout", MQ_ANY_TEXT, 0, 0}, {0}};

typedef enum address { NO_ADDRESS, INFORMAL, FORMAL, FORMAL_OR_PLURAL } address;

typedef struct words {
  mq_map forms; /* as written, or folded if small; -> address, + INSIDE if it does not count at the start of a sentence */
} words;

enum { INSIDE = 8 };

typedef struct registers {
  words side[2]; /* by mtqc_side; the source's may be empty */
  address wanted;
} registers;

static void load(const mq_setup *setup, mq_pack_kind kind, words *out) {
  mq_table table;
  out->forms.arena = setup->arena;
  if (!mq_lexicon_table(setup->arena, setup->lexicon, kind, "register", &table, NULL)) return;
  for (size_t row = 0; row < table.rows; row++) {
    const mq_str register_name = mq_table_field(&table, row, 1);
    const uint32_t value = mq_str_equal(register_name, MQ_STR("informal")) ? INFORMAL
                           : mq_str_equal(register_name, MQ_STR("formal")) ? FORMAL
                                                                           : FORMAL_OR_PLURAL;
    const bool inside = mq_str_equal(mq_table_field(&table, row, 2), MQ_STR("inside"));
    mq_str forms = mq_table_field(&table, row, 0), form;
    while (mq_str_split(&forms, ';', &form))
      *mq_map_add(&out->forms, mq_str_trim(form), NULL) = value | (inside ? INSIDE : 0);
  }
}

static void *prepare(const mq_setup *setup) {
  registers *all = mq_arena_alloc(setup->arena, sizeof *all);
  const mq_str wanted = mq_str_of(setup->settings[WANTED]);
  all->wanted = mq_str_equal(wanted, MQ_STR("formal"))     ? FORMAL
                : mq_str_equal(wanted, MQ_STR("informal")) ? INFORMAL
                                                           : NO_ADDRESS;
  if (wanted.size && all->wanted == NO_ADDRESS)
    mq_error_set(setup->error, MTQC_EARGUMENT, "option %s: '%.*s' is neither formal nor informal", options[WANTED].name,
                 MQ_FMT(wanted));
  load(setup, MQ_PACK_TARGET, &all->side[MTQC_TARGET]);
  if (setup->source) load(setup, MQ_PACK_SOURCE, &all->side[MTQC_SOURCE]);
  return all->side[MTQC_TARGET].forms.count ? all : NULL;
}

static address address_of(const words *known, const mq_token *token) {
  if (token->kind != MQ_WORD || token->word->shape & MQ_ALL_CAPS) return NO_ADDRESS;
  const uint32_t *found = mq_map_find(&known->forms, token->word->surface);
  if (!found && token->word->shape & MQ_CAPITALISED) {
    found = mq_find_fold(&known->forms, token->word);
  }
  if (!found || (*found & INSIDE && token->flags & MQ_SENTENCE_START)) return NO_ADDRESS;
  return (address)(*found & ~(uint32_t)INSIDE);
}

/* --- where it is said ----------------------------------------------------------------------------------------------- */

typedef struct occurrence {
  const mq_view *view;
  const mq_token *token;
  address register_;
} occurrence;

typedef struct occurrences {
  MQ_ARRAY(occurrence) at;
  size_t informal, formal;
} occurrences;

static void add(mq_arena *arena, occurrences *out, const mq_view *view, const mq_token *token, address register_) {
  *mq_push(arena, &out->at) = (occurrence){view, token, register_};
  if (register_ == INFORMAL) out->informal++;
  else out->formal++;
}

/* Adds what stands before the first quotation mark and behind the last; a segment whose marks do not match may be quoted
 * as a whole. */
static void collect(mq_arena *arena, const words *known, const mq_view *view, const mq_token *tokens, size_t count,
                    occurrences *out) {
  size_t first = count, last = 0, quotes = 0;
  for (size_t i = 0; i < count; i++) {
    if (tokens[i].kind != MQ_PUNCTUATION || mq_mark_of(&tokens[i]) != MQ_MARK_QUOTE) continue;
    if (!quotes++) first = i;
    last = i;
  }
  for (size_t i = 0; i < count && quotes % 2 == 0; i++) {
    const address found = quotes && i >= first && i <= last ? NO_ADDRESS : address_of(known, &tokens[i]);
    if (found == NO_ADDRESS) continue;
    add(arena, out, view, &tokens[i], found);
  }
}

static void report(mq_context *context, const occurrence *o, float confidence, const char *message,
                   const char *evidence) {
  mq_finding *finding = mq_find_target(context, o->view, (mq_span){o->token->start, o->token->end});
  finding->confidence = o->register_ == FORMAL_OR_PLURAL ? confidence - .1f : confidence;
  mq_finding_message(context, finding, message, MQ_FMT(o->token->word->surface));
  mq_finding_evidence(context, finding, "%s", evidence);
}

static bool is_formal(address register_) { return register_ == FORMAL || register_ == FORMAL_OR_PLURAL; }

/* --- against a setting, or within the document ---------------------------------------------------------------------- */

static void report_others(mq_context *context, const occurrences *all, bool formal_wanted, float confidence,
                          const char *evidence) {
  size_t reports = 0;
  for (size_t i = 0; i < all->at.count && reports < MOST_REPORTS; i++) {
    const occurrence *o = &all->at.at[i];
    if (is_formal(o->register_) == formal_wanted) continue;
    report(context, o, confidence, formal_wanted ? "\"%.*s\" is informal address" : "\"%.*s\" is formal address",
           evidence);
    reports++;
  }
}

/* A text full of quotations is reportage: speech goes on over several segments, and who is addressed changes. */
static bool is_reportage(const mq_document *all) {
  size_t quoting = 0;
  for (size_t v = 0; v < all->view_count; v++) {
    bool quotes = false;
    for (size_t i = 0; i < all->views[v].target_count && !quotes; i++)
      quotes = mq_mark_of(&all->views[v].target[i]) == MQ_MARK_QUOTE;
    quoting += quotes;
  }
  return quoting * SHARE_OF_REPORTAGE > all->view_count;
}

/* Where neither register prevails, the first of the rarer one stands for all. */
static void check_consistency(mq_context *context, const occurrences *all) {
  const size_t less = all->formal < all->informal ? all->formal : all->informal,
               more = all->formal + all->informal - less;
  if (!less || more < ENOUGH) return;
  const bool formal = all->formal >= all->informal;
  const char *evidence =
      mq_format(context->scratch, "outside quotations the text has %zu formal and %zu informal forms of address",
                all->formal, all->informal);
  if (more >= CLEAR_MAJORITY * less) {
    report_others(context, all, formal, .7f, evidence);
    return;
  }
  for (size_t i = 0; i < all->at.count; i++)
    if (is_formal(all->at.at[i].register_) != formal) {
      report(context, &all->at.at[i], .6f, "The text mixes formal and informal address (\"%.*s\")", evidence);
      return;
    }
}

/* --- against the source --------------------------------------------------------------------------------------------- */

/* A bead whose source addresses in one register only and whose target in the other only. A "вы" may be many persons. */
static void check_against_source(mq_context *context, const mq_view *view) {
  const registers *known = context->prepared;
  occurrences source = {.formal = 0}, target = {.formal = 0};
  collect(context->scratch, &known->side[MTQC_TARGET], view, view->target, view->target_count, &target);
  if (!target.at.count || (target.formal && target.informal)) return;
  collect(context->scratch, &known->side[MTQC_SOURCE], view, view->source, view->source_count, &source);
  if (!source.at.count || (source.formal && source.informal)) return;
  if (source.formal && source.at.at[0].register_ == FORMAL_OR_PLURAL) return;
  if ((source.formal > 0) == (target.formal > 0)) return;
  report(context, &target.at.at[0], .7f,
         target.formal ? "Formal address (\"%.*s\") for an informal one"
                       : "Informal address (\"%.*s\") for a formal one",
         mq_format(context->scratch, "the source has \"%.*s\"", MQ_FMT(source.at.at[0].token->word->surface)));
}

static void segment(mq_context *context, const mq_view *view) {
  const registers *known = context->prepared;
  occurrences found = {.formal = 0};
  collect(context->scratch, &known->side[MTQC_TARGET], view, view->target, view->target_count, &found);
  for (size_t i = 0; i < found.at.count; i++)
    mq_note_add(context, view, (size_t)(found.at.at[i].token - view->target), NULL, 0);
}

static void document(mq_context *context, const mq_document *all) {
  const registers *known = context->prepared;
  const bool by_source = known->wanted == NO_ADDRESS && all->source && known->side[MTQC_SOURCE].forms.count;
  occurrences found = {.formal = 0};
  for (size_t i = 0; i < all->note_count; i++) {
    const mq_view *view = all->notes[i].view;
    if (!by_source) add(context->scratch, &found, view, &view->target[all->notes[i].token],
                        address_of(&known->side[MTQC_TARGET], &view->target[all->notes[i].token]));
    else if (i == 0 || view != all->notes[i - 1].view) check_against_source(context, view);
  }
  if (known->wanted != NO_ADDRESS)
    report_others(context, &found, known->wanted == FORMAL, .85f,
                  known->wanted == FORMAL ? "the setting asks for formal address"
                                          : "the setting asks for informal address");
  else if (found.formal && found.informal && !is_reportage(all)) check_consistency(context, &found);
}

const mq_check mq_check_address_register = {
    .prepare = prepare,
    .segment = segment,
    .document = document,
    .options = options,
    .explanation = "Formal and informal address outside quotation marks: against the register that the user wants; segment by segment against\n"
                   "the source if both languages tell them apart (ты became Sie); else one register throughout a text that is not full of quotations. \"Sie\" counts only where\n"
                   "its capital says something, and a \"вы\" or \"vous\", which may be many persons, counts less."};
