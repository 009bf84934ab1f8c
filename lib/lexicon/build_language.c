/* The pack of a language: its own tables, and which forms are attested, how often, with which stems. Attested
 * is what stands in a frequency list, a word list or any dictionary with this language on one side. */
#include "build.h"

#include "lookup.h"
#include "ngram.h"
#include "weights.h"

typedef struct collector {
  mq_words words;
  mq_arena *arena;
  int side;                      /* of the dictionary being read: 0 or 1 */
  MQ_ARRAY(int16_t) frequencies; /* of words.list[i] */
} collector;

/* Code points of a text. */
static size_t letters(mq_str text) {
  size_t count = 0;
  for (size_t i = 0; i < text.size; i++) count += ((unsigned char)text.at[i] & 0xc0) != 0x80;
  return count;
}

static void note_word(void *payload, mq_str phrase, int16_t frequency) {
  collector *c = payload;
  mq_str parts[16];
  const size_t count = mq_cut_words(phrase, parts, 16);
  for (size_t i = 0; i < count && i < 16; i++) {
    const uint32_t index = mq_words_add(&c->words, parts[i]);
    while (c->frequencies.count <= index) *mq_push(c->arena, &c->frequencies) = MQ_FREQUENCY_UNKNOWN;
    /* The frequency of a phrase is not that of its parts. */
    if (count == 1 && frequency > c->frequencies.at[index]) c->frequencies.at[index] = frequency;
  }
}

static void note_pair(void *payload, const mq_import_pair *pair) {
  collector *c = payload;
  note_word(c, c->side == 0 ? pair->first : pair->second, MQ_FREQUENCY_UNKNOWN);
}

static int read_frequencies(mq_build *build, collector *c, mq_str code, mtqc_error *error) {
  mq_str text;
  int status;
  const char *name = mq_format(build->arena, "%.*s/frequency.tsv", MQ_FMT(code));
  if (!mq_build_read_table(build, name, &text, &status, error)) return status;
  mq_import_words(text, (mq_word_sink){note_word, c});
  mq_build_about(build, "frequencies", MQ_STR("wordfreq"), mq_str_of(name), c->words.list.count,
                 MQ_STR("CC-BY-SA-4.0"));
  return MTQC_OK;
}

static void read_dictionaries(mq_build *build, collector *c, mq_str code) {
  for (size_t i = 0; i < build->dictionary_count; i++) {
    const mq_dictionary *d = &build->dictionaries[i];
    const bool first = mq_str_equal(d->first, code);
    if (!first && !mq_str_equal(d->second, code)) continue;
    c->side = first ? 0 : 1;
    mq_build_dictionary(build, "dictionary", d, &(mq_import_out){{note_pair, c}, {note_word, c}});
  }
}

static void note_name(void *payload, mq_str name, mq_str same) {
  (void)same;
  note_word(payload, name, MQ_FREQUENCY_UNKNOWN);
}

static void add_forms(mq_build *build, const collector *c) {
  const size_t count = c->words.list.count;
  mq_pack_form_entry *entries = mq_arena_array(build->arena, count, sizeof *entries);
  for (size_t i = 0; i < count; i++)
    entries[i] = (mq_pack_form_entry){mq_hash(c->words.list.at[i].fold), c->frequencies.at[i]};
  mq_pack_writer_add(build->writer, "forms", mq_pack_encode_forms(build->arena, entries, count));
}

static void add_stems(mq_build *build, const collector *c) {
  mq_pack_form_entry *entries = mq_arena_array(build->arena, c->words.list.count, sizeof *entries);
  size_t count = 0;
  for (size_t i = 0; i < c->words.list.count; i++) {
    const mq_built_word *word = &c->words.list.at[i];
    if (letters(word->fold) >= MQ_WEIGHT_STEM_LETTERS)
      entries[count++] = (mq_pack_form_entry){mq_hash(word->stem), MQ_FREQUENCY_UNKNOWN};
  }
  mq_pack_writer_add(build->writer, "stems", mq_pack_encode_forms(build->arena, entries, count));
}

/* The n-gram model, laid out for reading in place. */
static int read_ngrams(mq_build *build, mq_str code, mtqc_error *error) {
  mq_str file;
  int status;
  mq_ngram_model model;
  const char *name = mq_format(build->arena, "%.*s/ngrams.bin", MQ_FMT(code));
  if (!mq_build_read_table(build, name, &file, &status, error)) return status;
  if (!mq_ngram_decode(build->arena, file, &model))
    return mq_error_at(error, MTQC_EINPUT, mq_format(build->arena, "%s/%s", build->tables, name), 0, 0,
                       "no n-gram model, or a damaged one");
  mq_pack_writer_add(build->writer, "ngrams", mq_ngram_section(build->arena, &model));
  mq_build_about(build, "n-grams", MQ_STR("fingerprints"), mq_str_of(name),
                 model.counts[0] + model.counts[1] + model.counts[2], MQ_STR("see PROVENANCE.md"));
  return MTQC_OK;
}

int mq_build_language(mq_build *build, mq_str code, mtqc_error *error) {
  collector *c = mq_arena_alloc(build->arena, sizeof *c);
  c->arena = build->arena;
  int status = mq_words_init(build, &c->words, code, error);
  if (status == MTQC_OK) status = mq_build_tables(build, mq_str_copy(build->arena, code).at, "", "", error);
  if (status == MTQC_OK)
    status = mq_build_tables(build, "translit", mq_format(build->arena, "%.*s-", MQ_FMT(code)), "translit/", error);
  if (status == MTQC_OK) status = mq_build_calques(build, code, error);
  if (status == MTQC_OK) status = read_frequencies(build, c, code, error);
  if (status == MTQC_OK) status = read_ngrams(build, code, error);
  if (status != MTQC_OK) return status;
  read_dictionaries(build, c, code);
  mq_build_names(build, c->words.language.code, c->words.language.code, note_name, c);
  if (c->words.list.count == 0) return MTQC_OK;
  add_forms(build, c);
  add_stems(build, c);
  return MTQC_OK;
}
