/* Loading a checker: languages, packs, then each check's own preparations. */
#include "checker.h"

#include "base/file.h"
#include "bitext/tbx_terms.h"
#include "text/cldr.h"

/* The table of a side's language, or what CLDR has instead. */
static bool table_of_side(const mtqc_checker *checker, const char *name, mq_table *out, mtqc_side side) {
  const mq_pack_kind kind = side == MTQC_SOURCE ? MQ_PACK_SOURCE : MQ_PACK_TARGET;
  return mq_lexicon_table(checker->arena, checker->lexicon, kind, name, out, NULL) ||
         mq_cldr_table(checker->arena, &checker->language[side], name, out);
}

static bool source_table(void *payload, const char *name, mq_table *out) {
  return table_of_side(payload, name, out, MTQC_SOURCE);
}

static bool target_table(void *payload, const char *name, mq_table *out) {
  return table_of_side(payload, name, out, MTQC_TARGET);
}

static void note_missing(mtqc_checker *checker) {
  size_t count = 0;
  for (int kind = checker->has_source ? MQ_PACK_SOURCE : MQ_PACK_TARGET; kind <= MQ_PACK_PAIR; kind++) {
    if (kind == MQ_PACK_PAIR && !checker->has_source) continue;
    if (!mq_lexicon_has(checker->lexicon, (mq_pack_kind)kind))
      checker->missing[count++] =
          mq_format(checker->arena, "language pack %s", mq_lexicon_wanted(checker->lexicon, (mq_pack_kind)kind));
  }
}

/* What a check lacks, or NULL. */
static const char *lacking(mtqc_checker *checker, const mq_check_row *row) {
  const mq_lexicon *lexicon = checker->lexicon;
  if ((row->needs & MQ_NEEDS_PAIR_PACK) && !mq_lexicon_has(lexicon, MQ_PACK_PAIR))
    return mq_format(checker->arena, "no language pack %s", mq_lexicon_wanted(lexicon, MQ_PACK_PAIR));
  if ((row->needs & MQ_NEEDS_TARGET_PACK) && !mq_lexicon_has(lexicon, MQ_PACK_TARGET))
    return mq_format(checker->arena, "no language pack %s", mq_lexicon_wanted(lexicon, MQ_PACK_TARGET));
  if ((row->needs & MQ_NEEDS_SPELLER) && !mq_lexicon_spellers(lexicon, MTQC_TARGET))
    return mq_format(checker->arena, "no hunspell dictionary for %s", checker->language[MTQC_TARGET].tag);
  return NULL;
}

/* What a check makes of its tables and settings. */
static int prepare_check(mtqc_checker *checker, size_t i, const mtqc_options *options, mtqc_error *error) {
  const mq_check_row *row = &mq_checks[i];
  mtqc_error refusal = {0};
  const mq_setup setup = {.arena = checker->arena,
                          .lexicon = checker->lexicon,
                          .source = checker->has_source ? &checker->language[MTQC_SOURCE] : NULL,
                          .target = &checker->language[MTQC_TARGET],
                          .settings = mq_option_settings(checker->arena, options, i),
                          .read_terms = mq_tbx_terms,
                          .error = &refusal};
  checker->prepared[i] = row->check->prepare(&setup);
  if (refusal.code && error) *error = refusal;
  if (!checker->prepared[i] && (row->needs & MQ_NEEDS_TABLE)) checker->reasons[i] = "no table for these languages";
  return refusal.code;
}

static int prepare_checks(mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  checker->enabled = mq_arena_array(checker->arena, mq_checks_count, sizeof *checker->enabled);
  checker->reasons = mq_arena_array(checker->arena, mq_checks_count, sizeof *checker->reasons);
  checker->prepared = mq_arena_array(checker->arena, mq_checks_count, sizeof *checker->prepared);
  checker->severity = mq_arena_array(checker->arena, mq_checks_count, sizeof *checker->severity);
  int status = MTQC_OK;
  for (size_t i = 0; i < mq_checks_count && !status; i++) {
    checker->severity[i] = (int8_t)mq_option_check_severity(options, i);
    if (!mq_option_check_enabled(options, i)) continue;
    if ((mq_checks[i].needs & MQ_NEEDS_SOURCE) && !checker->has_source) continue;
    checker->reasons[i] = lacking(checker, &mq_checks[i]);
    if (!checker->reasons[i] && mq_checks[i].check->prepare) status = prepare_check(checker, i, options, error);
    checker->enabled[i] = !checker->reasons[i];
  }
  return status;
}

static int load_user_words(mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  const char *path = mq_option(options, MQ_OPTION_USER_WORDS);
  mq_str list;
  if (!*path) return MTQC_OK;
  const int status = mq_file_read(checker->arena, path, MTQC_TEXT_MAX, &list, error);
  if (!status) mq_lexicon_add_words(checker->arena, checker->lexicon, list);
  return status;
}

/* Two segment numbers. */
static bool read_anchor(mq_str source, mq_str target, mq_anchor *out) {
  uint32_t *numbers[2] = {&out->source, &out->target};
  const mq_str fields[2] = {source, target};
  for (int side = 0; side < 2; side++) {
    if (!fields[side].size || fields[side].size > 9) return false;
    for (size_t i = 0; i < fields[side].size; i++) {
      if (fields[side].at[i] < '0' || fields[side].at[i] > '9') return false;
      *numbers[side] = *numbers[side] * 10 + (uint32_t)(fields[side].at[i] - '0');
    }
  }
  return true;
}

static int load_anchors(mtqc_checker *checker, const char *path, mtqc_error *error) {
  mq_str list;
  const int status = mq_file_read(checker->arena, path, MTQC_TEXT_MAX, &list, error);
  if (status) return status;
  const mq_table table = mq_table_parse(checker->arena, list);
  mq_anchor *anchors = mq_arena_array(checker->arena, table.rows, sizeof *anchors);
  for (size_t row = 0; row < table.rows; row++) {
    mq_str source = mq_table_field(&table, row, 0), target = mq_table_field(&table, row, 1);
    if (!target.size) {
      target = source;
      mq_str_split(&target, ' ', &source);
      target = mq_str_trim(target);
    }
    if (!read_anchor(source, target, &anchors[row]))
      return mq_error_at(error, MTQC_EINPUT, path, (uint32_t)table.lines[row], 0,
                         "an anchor is the number of a source and of a target segment");
  }
  checker->align.anchors = anchors;
  checker->align.anchor_count = table.rows;
  return MTQC_OK;
}

static int load_learnt(mtqc_checker *checker, const char *path, mtqc_error *error) {
  mq_str text;
  const int status = mq_file_read(checker->arena, path, MTQC_TEXT_MAX, &text, error);
  return status ? status : mq_learnt_read(checker->arena, text, path, &checker->align.learnt, error);
}

static int prepare_alignment(mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  checker->align = (mq_align_options){.max_bead = (unsigned)mq_option_number(options, MQ_OPTION_MAX_BEAD),
                                      .one_to_one = mq_option_yes(options, MQ_OPTION_ONE_TO_ONE),
                                      .paragraphs = mq_option_yes(options, MQ_OPTION_PARAGRAPHS)};
  const char *anchors = mq_option(options, MQ_OPTION_ANCHORS), *learnt = mq_option(options, MQ_OPTION_LEARNT);
  const char *pattern = mq_option(options, MQ_OPTION_ANCHOR_PATTERN);
  mq_pattern *compiled = NULL;
  int status = *anchors ? load_anchors(checker, anchors, error) : MTQC_OK;
  if (!status && *learnt) status = load_learnt(checker, learnt, error);
  if (!status && *pattern) status = mq_pattern_new(checker->arena, pattern, &compiled, error);
  checker->align.pattern = compiled;
  return status;
}

static int load_estimate(mtqc_checker *checker, const mtqc_options *options, mtqc_error *error) {
  if (!checker->has_source) return MTQC_OK;
  checker->estimate =
      mq_option_yes(options, MQ_OPTION_ESTIMATE) || strstr(mq_option(options, MQ_OPTION_WHERE), "estimate") != NULL;
  const int status = mq_odds_load(checker->arena, checker->lexicon, mq_option(options, MQ_OPTION_TOKEN_WEIGHTS),
                                  checker->odds, error);
  if (status) return status;
  return mq_weights_load(checker->arena, checker->lexicon, &checker->language[MTQC_SOURCE],
                         &checker->language[MTQC_TARGET], mq_option(options, MQ_OPTION_ESTIMATE_WEIGHTS),
                         &checker->weights, error);
}

static int load(mtqc_checker *checker, const char *source, const char *target, const mtqc_options *options,
                mtqc_error *error) {
  checker->has_source = source != NULL;
  int status = source ? mq_language_parse(&checker->language[MTQC_SOURCE], source, error) : MTQC_OK;
  if (!status) status = mq_language_parse(&checker->language[MTQC_TARGET], target, error);
  if (status) return status;
  const char *folder = mq_option(options, MQ_OPTION_DATA);
  if (!mq_option_yes(options, MQ_OPTION_LEXICON)) folder = "/nonexistent";
  checker->lexicon = mq_lexicon_open(checker->arena, source ? &checker->language[MTQC_SOURCE] : NULL,
                                     &checker->language[MTQC_TARGET], *folder ? folder : NULL, error);
  if (!checker->lexicon) return MTQC_EDATA;
  status = load_user_words(checker, options, error);
  if (status) return status;
  if (source) mq_language_load(checker->arena, &checker->language[MTQC_SOURCE], source_table, checker);
  mq_language_load(checker->arena, &checker->language[MTQC_TARGET], target_table, checker);
  checker->least_strength = mq_option_least_strength(options);
  checker->min_confidence = mq_option_number(options, MQ_OPTION_MIN_CONFIDENCE);
  checker->jobs = (unsigned)mq_option_number(options, MQ_OPTION_JOBS);
  status = prepare_alignment(checker, options, error);
  if (status) return status;
  note_missing(checker);
  status = load_estimate(checker, options, error);
  if (status) return status;
  status = mq_mqm_model_make(&checker->mqm, mq_option(options, MQ_OPTION_MQM_WEIGHTS),
                             mq_option_number(options, MQ_OPTION_MQM_PASS),
                             mq_option_number(options, MQ_OPTION_MQM_TOLERATED),
                             mq_option_number(options, MQ_OPTION_MQM_TOLERATED_BRIEF), error);
  if (status) return status;
  return prepare_checks(checker, options, error);
}

mtqc_checker *mtqc_checker_new(const char *source_language, const char *target_language, const mtqc_options *options,
                               mtqc_error *error) {
  mq_arena *arena = mq_arena_new();
  if (mq_arena_lost(arena)) {
    mq_error_memory(error);
    return NULL;
  }
  mtqc_checker *checker = mq_arena_alloc(arena, sizeof *checker);
  checker->arena = arena;
  if (load(checker, source_language, target_language, options, error) == MTQC_OK) return checker;
  mq_arena_free(arena);
  return NULL;
}

void mtqc_checker_free(mtqc_checker *checker) {
  if (checker) mq_arena_free(checker->arena);
}

const char *mtqc_checker_missing(const mtqc_checker *checker, size_t index) {
  return index < sizeof checker->missing / sizeof checker->missing[0] ? checker->missing[index] : NULL;
}
