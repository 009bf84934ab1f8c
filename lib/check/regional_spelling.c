/* Spellings of another region: ß in Swiss German, "colour" in American English.
 *
 * The table `regional` of the language has rows of words, spelled in one way here and in another there, and of letters that
 * a region does not write. With a region in the language tag (de-CH, en-US) each form of another region is reported;
 * without one the text should keep to one region's spellings. Capitalised words inside a sentence are names ("Labour
 * Party"), except where nouns have capitals. */
#include "check.h"

enum { COLUMN_KIND, COLUMN_HERE, COLUMN_HERE_REGIONS, COLUMN_THERE, COLUMN_THERE_REGIONS, COLUMN_ENDINGS, ENOUGH = 3, CLEAR_MAJORITY = 4, MOST_REPORTS = 50, MOST_SEARCHED = 2000 };

typedef struct spelling {
  uint32_t row;
  bool there;
  bool exclusive; /* no region accepts both */
  mq_str other;   /* the same form of the other side */
} spelling;

typedef struct spellings {
  mq_table table;
  mq_map forms; /* fold -> index of a spelling + 1 */
  MQ_ARRAY(spelling) all;
  MQ_ARRAY(uint32_t) letters; /* rows of letters that the region does not write */
} spellings;

static bool has_region(mq_str list, mq_str region) {
  mq_str piece;
  while (mq_str_split(&list, ';', &piece))
    if (mq_str_equal(mq_str_trim(piece), mq_str_trim(region))) return true;
  return false;
}

static mq_str join(mq_arena *arena, mq_str stem, mq_str ending) {
  mq_buf word = {.arena = arena};
  mq_buf_str(&word, stem);
  mq_buf_str(&word, ending);
  return mq_buf_view(&word);
}

static bool is_exclusive(const spellings *all, uint32_t row) {
  mq_str here = mq_table_field(&all->table, row, COLUMN_HERE_REGIONS), region;
  while (mq_str_split(&here, ';', &region))
    if (has_region(mq_table_field(&all->table, row, COLUMN_THERE_REGIONS), region)) return false;
  return true;
}

static void add(mq_arena *arena, spellings *all, mq_str form, uint32_t row, bool there, mq_str other) {
  *mq_push(arena, &all->all) = (spelling){row, there, is_exclusive(all, row), other};
  *mq_map_add(&all->forms, form, NULL) = (uint32_t)all->all.count;
}

static void add_words(mq_arena *arena, spellings *all, uint32_t row) {
  const mq_str here = mq_table_field(&all->table, row, COLUMN_HERE),
               there = mq_table_field(&all->table, row, COLUMN_THERE);
  mq_str endings = mq_table_field(&all->table, row, COLUMN_ENDINGS), ending;
  if (!endings.size) endings = MQ_STR("-");
  while (mq_str_split(&endings, ';', &ending)) {
    if (mq_str_equal(ending, MQ_STR("-"))) ending.size = 0;
    const mq_str a = join(arena, here, ending), b = join(arena, there, ending);
    add(arena, all, a, row, false, b);
    add(arena, all, b, row, true, a);
  }
}

static void *prepare(const mq_setup *setup) {
  spellings *all = mq_arena_alloc(setup->arena, sizeof *all);
  all->forms.arena = setup->arena;
  if (!mq_lexicon_table(setup->arena, setup->lexicon, MQ_PACK_TARGET, "regional", &all->table, NULL)) return NULL;
  for (uint32_t row = 0; row < all->table.rows; row++) {
    const bool letter = mq_str_equal(mq_table_field(&all->table, row, COLUMN_KIND), MQ_STR("letter"));
    if (!letter) add_words(setup->arena, all, row);
    else if (has_region(mq_table_field(&all->table, row, COLUMN_THERE_REGIONS), mq_str_of(setup->target->region)))
      *mq_push(setup->arena, &all->letters) = row;
  }
  return all;
}

static void report(mq_context *context, const mq_view *view, const mq_token *token, mq_str suggestion, float confidence,
                   const char *evidence) {
  mq_finding *finding = mq_find_target(context, view, (mq_span){token->start, token->end});
  finding->confidence = confidence;
  mq_finding_message(context, finding, "\"%.*s\" is spelled as in another region", MQ_FMT(token->word->surface));
  mq_finding_evidence(context, finding, "%s", evidence);
  char capital[128];
  const size_t size = token->word->shape & MQ_CAPITALISED ? mq_capitalise(suggestion, capital, sizeof capital) : 0;
  mq_finding_suggest(context, finding, size ? (mq_str){capital, size} : suggestion);
}

/* --- letters --------------------------------------------------------------------------------------------------------- */

static size_t place_of(mq_str word, mq_str letter) {
  for (size_t i = 0; i + letter.size <= word.size; i++)
    if (memcmp(word.at + i, letter.at, letter.size) == 0) return i;
  return SIZE_MAX;
}

static void check_letters(mq_context *context, const mq_view *view, const mq_token *token) {
  const spellings *all = context->prepared;
  for (size_t k = 0; k < all->letters.count; k++) {
    const mq_str letter = mq_table_field(&all->table, all->letters.at[k], COLUMN_HERE);
    mq_str rest = token->word->surface;
    size_t place = place_of(rest, letter);
    if (place == SIZE_MAX) continue;
    mq_buf better = {.arena = context->scratch};
    for (; place != SIZE_MAX; place = place_of(rest, letter)) {
      mq_buf_add(&better, rest.at, place);
      mq_buf_str(&better, mq_table_field(&all->table, all->letters.at[k], COLUMN_THERE));
      rest = (mq_str){rest.at + place + letter.size, rest.size - place - letter.size};
    }
    mq_buf_str(&better, rest);
    report(
        context, view, token, mq_buf_view(&better), .85f,
        mq_format(context->scratch, "%s does not write \"%.*s\"", context->language[MTQC_TARGET]->tag, MQ_FMT(letter)));
  }
}

/* --- words ----------------------------------------------------------------------------------------------------------- */

static bool in_source(const mq_view *view, const mq_word *word) {
  for (size_t i = 0; i < view->source_count && i < MOST_SEARCHED; i++)
    if (mq_str_equal(view->source[i].word->surface, word->surface)) return true;
  return false;
}

static const spelling *spelling_of(mq_context *context, const mq_token *token) {
  const spellings *all = context->prepared;
  if (token->kind != MQ_WORD) return NULL;
  const bool capital = token->word->shape & MQ_CAPITALISED && !(token->flags & MQ_SENTENCE_START);
  if (capital && !context->language[MTQC_TARGET]->noun_capitals) return NULL;
  const uint32_t *found = mq_find_fold(&all->forms, token->word);
  return found ? &all->all.at[*found - 1] : NULL;
}

static mq_str regions_of(const mq_context *context, const spelling *s, bool other) {
  const spellings *all = context->prepared;
  return mq_table_field(&all->table, s->row, s->there != other ? COLUMN_THERE_REGIONS : COLUMN_HERE_REGIONS);
}

static void check_region(mq_context *context, const mq_view *view, const mq_token *token) {
  const mq_str region = mq_str_of(context->language[MTQC_TARGET]->region);
  const spelling *s = spelling_of(context, token);
  if (!s || has_region(regions_of(context, s, false), region) || !has_region(regions_of(context, s, true), region) ||
      in_source(view, token->word))
    return;
  report(context, view, token, s->other, .8f,
         mq_format(context->scratch, "%s writes \"%.*s\"", context->language[MTQC_TARGET]->tag, MQ_FMT(s->other)));
}

/* Without a region: words of rows whose sides exclude each other are noted. */
static void segment(mq_context *context, const mq_view *view) {
  const bool region = context->language[MTQC_TARGET]->region[0];
  for (size_t i = 0; i < view->target_count; i++) {
    const mq_token *token = &view->target[i];
    if (region) {
      check_region(context, view, token);
      check_letters(context, view, token);
      continue;
    }
    const spelling *s = spelling_of(context, token);
    if (s && s->exclusive && !in_source(view, token->word)) mq_note_add(context, view, i, NULL, 0);
  }
}

/* Noted words of one side against those of the other, by the first region that is named for their side. */
static void document(mq_context *context, const mq_document *all) {
  size_t count[2] = {0}, reports = 0;
  for (size_t i = 0; i < all->note_count; i++)
    count[spelling_of(context, &all->notes[i].view->target[all->notes[i].token])->there]++;
  const bool fewer_there = count[1] <= count[0];
  const size_t few = count[fewer_there], many = count[!fewer_there];
  if (!few || many < ENOUGH || many < CLEAR_MAJORITY * few) return;
  for (size_t i = 0; i < all->note_count && reports < MOST_REPORTS; i++) {
    const mq_view *view = all->notes[i].view;
    const mq_token *token = &view->target[all->notes[i].token];
    const spelling *s = spelling_of(context, token);
    if (s->there != fewer_there) continue;
    report(context, view, token, s->other, .6f,
           mq_format(context->scratch, "%zu other words of the text are spelled as in the region of \"%.*s\"", many,
                     MQ_FMT(s->other)));
    reports++;
  }
}

const mq_check mq_check_regional_spelling = {
    .prepare = prepare,
    .segment = segment,
    .document = document,
    .explanation = "With a region in the language tag: spellings of other regions, and letters that the region does not write (ß in de-CH,\n"
                   "\"colour\" in en-US). Without one: single words spelled as in another region than the rest of the text. Names are left alone,\n"
                   "and words that the source has too."};
