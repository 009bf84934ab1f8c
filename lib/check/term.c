/* term: terms are rendered as the termbase says.
 *
 * All terms of a segment are found in one pass over its stems, however large the termbase, so they match in every inflected
 * form; where one term is part of another, the longer one counts. A term is rendered if one of its preferred or admitted
 * renderings stands in the target, by itself or, where words are joined, inside a compound. Deprecated and forbidden
 * renderings are reported where they stand. In languages that join words the head of a source compound is a term, too. */
#include "termbase.h"

enum { OPTION_BASE, OPTION_KEEP };
enum { MOST_MATCHES = 256, LEAST_COMPOUND = 8, LEAST_PART = 5, MOST_SUGGESTIONS = 4 };

static const float MISSING = 0.75f, MISSING_IN_COMPOUND = 0.55f, FORBIDDEN = 0.92f, DEPRECATED = 0.85f;
static const float LINKED = 0.3f; /* strength from which a link shows what the term was rendered as */

static void *prepare(const mq_setup *setup) {
  const char *base_path = setup->settings[OPTION_BASE], *keep_path = setup->settings[OPTION_KEEP];
  if (!*base_path && !*keep_path) return NULL;
  mq_termbase *base = mq_termbase_new(setup);
  if (*base_path && !mq_termbase_add_file(base, setup, base_path)) return NULL;
  if (*keep_path && !mq_termbase_add_list(base, setup, keep_path)) return NULL;
  return base;
}

/* A term of the source in its place. */
typedef struct occurrence {
  uint32_t concept, first, count;
  bool in_compound;
} occurrence;

typedef struct occurrences {
  size_t count;
  occurrence at[MOST_MATCHES];
} occurrences;

static bool inside_longer(const mq_phrase_match *matches, size_t count, size_t i) {
  const mq_phrase_match *m = &matches[i];
  for (size_t k = 0; k < count; k++)
    if (matches[k].count > m->count && matches[k].first <= m->first &&
        m->first + m->count <= matches[k].first + matches[k].count)
      return true;
  return false;
}

static void add_occurrence(occurrences *list, occurrence one) {
  for (size_t i = 0; i < list->count; i++)
    if (list->at[i].concept == one.concept) return; /* later ones may be pronouns or left out in the target */
  if (list->count < MOST_MATCHES) list->at[list->count++] = one;
}

static bool covered(const mq_phrase_match *matches, size_t count, size_t token) {
  for (size_t i = 0; i < count; i++)
    if (matches[i].first <= token && token < matches[i].first + matches[i].count) return true;
  return false;
}

/* Heads of compounds that are no terms themselves. */
static void find_in_compounds(mq_context *context, const mq_termbase *base, const mq_view *view,
                              const mq_phrase_match *found, size_t count, occurrences *list) {
  if (!context->language[MTQC_SOURCE]->compounding || !base->parts.count) return;
  for (uint32_t i = 0; i < view->source_count; i++) {
    const mq_word *word = view->source[i].word;
    if (word->kind != MQ_WORD || word->letters < LEAST_COMPOUND || covered(found, count, i)) continue;
    const mq_compound *compound = mq_lookup_compound(context->lookup, MTQC_SOURCE, word);
    if (!compound->count) continue;
    const mq_str head = compound->parts[compound->count - 1].fold;
    const uint32_t *concept =
        mq_map_find(&base->parts, mq_stem(context->scratch, context->language[MTQC_SOURCE], head));
    if (concept) add_occurrence(list, (occurrence){*concept - 1, i, 1, true});
  }
}

/* Terms of the source whose context, if they have one, stands in the segment. */
static void find_terms(mq_context *context, const mq_termbase *base, const mq_view *view, occurrences *list) {
  mq_phrase_match found[MOST_MATCHES], around[MOST_MATCHES];
  const size_t count = mq_phrases_find(base->source, view->source, view->source_count, found, MOST_MATCHES);
  const size_t contexts = mq_phrases_find(base->contexts, view->source, view->source_count, around, MOST_MATCHES);
  for (size_t i = 0; i < count; i++) {
    bool applies = !base->concepts.at[found[i].number].has_context;
    for (size_t k = 0; k < contexts && !applies; k++) applies = around[k].number == found[i].number;
    if (applies && !inside_longer(found, count, i))
      add_occurrence(list, (occurrence){found[i].number, found[i].first, found[i].count, false});
  }
  find_in_compounds(context, base, view, found, count, list);
}

static bool contains(mq_str text, mq_str piece) {
  for (size_t i = 0; i + piece.size <= text.size; i++)
    if (memcmp(text.at + i, piece.at, piece.size) == 0) return true;
  return false;
}

/* Whether a rendering of one word stands inside a compound of the target. */
static bool in_compound(const mq_context *context, const mq_view *view, const mq_term_rendering *rendering) {
  const mq_str stem = rendering->stem;
  if (!context->language[MTQC_TARGET]->compounding || stem.size < LEAST_PART) return false;
  for (size_t i = 0; i < view->target_count; i++) {
    const mq_word *word = view->target[i].word;
    if (word->kind == MQ_WORD && contains(word->fold, stem)) return true;
  }
  return false;
}

static bool is_wanted(const mq_term_rendering *rendering) { return rendering->status <= MQ_TERM_ADMITTED; }

/* Whether the target renders a concept as it should; none of its renderings wanted: nothing is missing. */
static bool is_rendered(const mq_context *context, const mq_termbase *base, const mq_view *view, uint32_t concept,
                        const mq_phrase_match *matches, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const mq_term_rendering *rendering = &base->renderings.at[matches[i].number];
    if (rendering->concept == concept && is_wanted(rendering)) return true;
  }
  bool wanted = false;
  for (uint32_t r = base->concepts.at[concept].first_rendering; r != MQ_NO_ID; r = base->next.at[r]) {
    wanted = wanted || is_wanted(&base->renderings.at[r]);
    if (is_wanted(&base->renderings.at[r]) && in_compound(context, view, &base->renderings.at[r])) return true;
  }
  return !wanted;
}

/* Names the wanted renderings, as suggestions and in words; "" if there are none. */
static const char *offer(mq_context *context, mq_finding *finding, const mq_termbase *base, uint32_t concept) {
  mq_buf list = {.arena = context->scratch};
  unsigned named = 0;
  for (uint32_t r = base->concepts.at[concept].first_rendering; r != MQ_NO_ID && named < MOST_SUGGESTIONS;
       r = base->next.at[r]) {
    if (!is_wanted(&base->renderings.at[r])) continue;
    mq_buf_format(&list, "%s\"%.*s\"", named++ ? ", " : "", MQ_FMT(base->renderings.at[r].text));
    mq_finding_suggest(context, finding, base->renderings.at[r].text);
  }
  return named ? list.at : "";
}

static void report_unwanted(mq_context *context, const mq_termbase *base, const mq_view *view,
                            const mq_phrase_match *match, const occurrence *term) {
  const mq_term_rendering *rendering = &base->renderings.at[match->number];
  const bool forbidden = rendering->status == MQ_TERM_FORBIDDEN;
  const mq_span span = mq_tokens_span(view->target, match->first, match->count);
  mq_finding *finding = mq_find_target(context, view, span);
  finding->confidence = forbidden ? FORBIDDEN : DEPRECATED;
  if (!forbidden) finding->severity = MTQC_MINOR;
  if (term) {
    finding->has_source = true;
    finding->source = mq_tokens_span(view->source, term->first, term->count);
  }
  const char *better = offer(context, finding, base, rendering->concept);
  mq_finding_message(context, finding, "\"%.*s\" is %s by the termbase%s%s",
                     MQ_FMT(mq_span_text(context->text[MTQC_TARGET], span)), forbidden ? "forbidden" : "deprecated",
                     *better ? "; wanted: " : "", better);
  mq_finding_evidence(context, finding, "termbase: \"%.*s\" (%s)", MQ_FMT(rendering->text),
                      forbidden ? "forbidden" : "deprecated");
}

static void report_missing(mq_context *context, const mq_termbase *base, const mq_view *view, const occurrence *term) {
  const mq_span span = mq_tokens_span(view->source, term->first, term->count);
  mq_finding *finding = mq_find_source(context, view, span);
  finding->confidence = term->in_compound ? MISSING_IN_COMPOUND : MISSING;
  const mq_link *link = &view->source_links[term->first];
  if (link->layer != MQ_LAYER_NONE && link->other != MQ_NO_ID && link->strength >= LINKED) {
    finding->has_target = true;
    finding->target = mq_tokens_span(view->target, link->other, 1);
  }
  const char *wanted = offer(context, finding, base, term->concept);
  mq_finding_message(context, finding, "\"%.*s\" is not rendered as the termbase says: %s",
                     MQ_FMT(mq_span_text(context->text[MTQC_SOURCE], span)), wanted);
  mq_finding_evidence(context, finding, "termbase: \"%.*s\" = %s; none of it stands in the segment",
                      MQ_FMT(base->concepts.at[term->concept].source), wanted);
}

static const occurrence *term_of(const occurrences *terms, uint32_t concept) {
  for (size_t i = 0; i < terms->count; i++)
    if (terms->at[i].concept == concept) return &terms->at[i];
  return NULL;
}

static void check_segment(mq_context *context, const mq_view *view) {
  const mq_termbase *base = context->prepared;
  if (!base || !view->target_count) return;
  occurrences *terms = mq_arena_alloc(context->scratch, sizeof *terms);
  if (!view->no_source && view->source_count && base->source) find_terms(context, base, view, terms);
  mq_phrase_match *found = mq_arena_array(context->scratch, MOST_MATCHES, sizeof *found);
  const size_t count = mq_phrases_find(base->target, view->target, view->target_count, found, MOST_MATCHES);
  bool *told = mq_arena_array(context->scratch, terms->count, sizeof *told);
  for (size_t i = 0; i < count; i++) {
    const mq_term_rendering *rendering = &base->renderings.at[found[i].number];
    const occurrence *term = term_of(terms, rendering->concept);
    if (is_wanted(rendering) || (!term && base->concepts.at[rendering->concept].source.size)) continue;
    report_unwanted(context, base, view, &found[i], term);
    if (term) told[term - terms->at] = true;
  }
  for (size_t i = 0; i < terms->count; i++)
    if (!told[i] && !is_rendered(context, base, view, terms->at[i].concept, found, count))
      report_missing(context, base, view, &terms->at[i]);
}

static const mq_option_row options[] = {
  {"term.base", "", "termbase: TBX, or TSV or CSV with the columns source, target, status, context", MQ_PATH, 0, 0},
  {"term.keep", "", "file of names and terms that are not translated, one a line", MQ_PATH, 0, 0},
  {0},
};

const mq_check mq_check_term = {
  .prepare = prepare,
  .segment = check_segment,
  .options = options,
  .explanation =
    "Holds the translation to a termbase: a term of the source must be rendered by one of its preferred or admitted\n"
    "renderings, and deprecated or forbidden ones must not stand in the translation. Terms match in every inflected form;\n"
    "of overlapping terms the longest counts; inside compounds, where a language joins words.\n"
    "\n"
    "The termbase (--termbase FILE) is TBX (concepts with terms and their administrative status; named .tbx or .xml) or a\n"
    "table, tab-separated or CSV: source term, target term, status (preferred, which is\n"
    "the default, admitted, deprecated, forbidden), context: words, separated by \";\", one of which must stand in the source\n"
    "for the row to apply, so that one term may have several senses. A first row may name the columns. Rows of one source\n"
    "term belong together. A row without a source forbids its target everywhere; one without a target names a term that\n"
    "stays as it is, and so does every line of the file term.keep.\n"
    "\n"
    "Without a termbase the check says nothing."};
