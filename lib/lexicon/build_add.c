/* Adding to a pack: a table to that of a pair, an n-gram model to that of a language (in place of the one it has). A
 * pair's own links keep their layer and strength; a pair of stems that the table speaks for too gets the stronger
 * layer, and of two layers 1 - product of (1 - strength). Everything else in the pack is taken over as it is. */
#include "build_pair.h"
#include "ngram.h"

#include <mtqc/lexicon.h>

#define NO_FORM UINT32_MAX

/* Takes the stems of a side over, so that their ids stay what they are, with their forms in their order. False if a
 * stem is there twice. */
static bool take_side(const mq_pack *pack, int side, mq_pair_side *out, uint32_t **first_form) {
  mq_arena *arena = out->words.arena;
  const size_t count = mq_pack_stem_count(pack, side);
  *first_form = mq_arena_array(arena, count, sizeof **first_form);
  for (uint32_t id = 0; id < count; id++) {
    const uint32_t stem = mq_words_stem(&out->words, mq_pack_stem(pack, side, id));
    if (stem != id) return false;
    (*first_form)[id] = (uint32_t)out->forms.count;
    mq_str form;
    for (uint32_t i = 0; i < MQ_PACK_FORMS && (form = mq_pack_stem_form(pack, side, id, i)).size; i++) {
      *mq_map_add(&out->form_ids, form, NULL) = (uint32_t)out->forms.count;
      *mq_push(arena, &out->forms) = (mq_pair_form_entry){form, stem, MQ_PACK_FORMS - i, 0};
    }
  }
  return true;
}

/* The form that a link of the pack means. */
static uint32_t form_of(const mq_pair_side *side, const uint32_t *first_form, uint32_t id, uint32_t rank) {
  const uint32_t form = first_form[id] + rank;
  return form < side->forms.count && side->forms.at[form].stem == id ? form : NO_FORM;
}

typedef MQ_ARRAY(mq_pair_link) link_list;

static void take_links(const mq_pack *pack, mq_pair_builder *b, uint32_t *const first_form[2], link_list *out) {
  const size_t stems = mq_pack_stem_count(pack, 0);
  for (uint32_t id = 0; id < stems; id++)
    for (size_t i = 0; i < mq_pack_link_count(pack, 0, id); i++) {
      const mq_pack_link there = mq_pack_link_at(pack, 0, id, i);
      mq_pack_link back = {0};
      if (there.layer == MQ_LAYER_NONE) continue;
      mq_pack_link_find(pack, 1, there.other, id, &back);
      *mq_push(b->arena, out) =
          (mq_pair_link){{id, there.other},
                         {form_of(&b->sides[0], first_form[0], id, back.form),
                          form_of(&b->sides[1], first_form[1], there.other, there.form)},
                         there.strength,
                         there.layer};
    }
}

static int order_of(const mq_pair_link *x, const mq_pair_link *y) {
  for (int s = 0; s < 2; s++)
    if (x->stem[s] != y->stem[s]) return x->stem[s] < y->stem[s] ? -1 : 1;
  return 0;
}

static mq_pair_link joined(const mq_pair_link *old, const mq_pair_link *fresh) {
  mq_pair_link link = fresh->layer < old->layer ? *fresh : *old;
  if (old->layer == fresh->layer) {
    link.strength = old->strength > fresh->strength ? old->strength : fresh->strength;
  } else {
    const unsigned strength = 255 - (255u - old->strength) * (255u - fresh->strength) / 255;
    link.strength = (uint8_t)(strength < 252 ? strength : 252); /* MQ_WEIGHT_LARGEST */
  }
  return link;
}

/* Both lists are in order of their stems. */
static void join_links(mq_pair_builder *b, const link_list *old) {
  link_list all = {0};
  const size_t fresh_count = b->links.count;
  for (size_t i = 0, k = 0; i < old->count || k < fresh_count;) {
    const int order = i == old->count ? 1 : k == fresh_count ? -1 : order_of(&old->at[i], &b->links.at[k]);
    *mq_push(b->arena, &all) = order < 0   ? old->at[i]
                               : order > 0 ? b->links.at[k]
                                           : joined(&old->at[i], &b->links.at[k]);
    i += order <= 0;
    k += order >= 0;
  }
  b->links.at = all.at;
  b->links.count = all.count;
  b->links.room = all.room;
}

/* Rows as training writes them have figures in the third and fourth column. */
static size_t add_row(mq_pair_builder *b, const mq_table *table, size_t row) {
  const mq_str first = mq_table_field(table, row, b->swapped), second = mq_table_field(table, row, !b->swapped);
  if (mq_table_field(table, row, 3).size)
    return mq_pair_trained_add(b, first, second, mq_table_field(table, row, 2), mq_table_field(table, row, 3));
  mq_pair_read(b, &(mq_import_pair){mq_table_field(table, row, 0), mq_table_field(table, row, 1),
                                    !mq_str_equal(mq_table_field(table, row, 2), MQ_STR("form"))});
  return first.size && second.size;
}

static size_t add_rows(mq_pair_builder *b, mq_str text) {
  const mq_table table = mq_table_parse(b->arena, text);
  size_t count = 0;
  for (size_t row = 0; row < table.rows; row++) count += add_row(b, &table, row);
  return count;
}

/* What the pack says of itself, without the counts of links, which are new. */
static void take_about(mq_build *build, const mq_pack *pack) {
  mq_str about;
  if (!mq_pack_section(pack, MQ_STR("about"), &about)) return;
  for (mq_str line; mq_str_split(&about, '\n', &line);) {
    if (!line.size || mq_str_starts(line, MQ_STR("links\t"))) continue;
    mq_buf_str(&build->about, line);
    mq_buf_char(&build->about, '\n');
  }
}

static bool is_remade(mq_str section) {
  static const char *const starts[] = {"about", "words/", "index/", "links/", "ngrams"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
    if (mq_str_starts(section, mq_str_of(starts[i]))) return true;
  return false;
}

static void take_sections(mq_build *build, const mq_pack *pack) {
  for (size_t i = 0; i < mq_pack_section_count(pack); i++) {
    const mq_str name = mq_pack_section_name(pack, i);
    mq_str bytes;
    if (!is_remade(name) && mq_pack_section(pack, name, &bytes))
      mq_pack_writer_add(build->writer, mq_str_copy(build->arena, name).at, bytes);
  }
}

/* Whether the first column of the table is the second language of the pack; MTQC_EARGUMENT if it is neither. */
static int find_order(mq_pair_builder *b, const char *first_language, mtqc_error *error) {
  mq_language language;
  if (!first_language) return MTQC_OK;
  const int status = mq_language_parse(&language, first_language, error);
  if (status != MTQC_OK) return status;
  b->swapped = mq_str_equal(mq_str_of(language.code), b->codes[1]);
  if (b->swapped || mq_str_equal(mq_str_of(language.code), b->codes[0])) return MTQC_OK;
  return mq_error_set(error, MTQC_EARGUMENT, "'%s' is no language of the pack %.*s-%.*s", language.code,
                      MQ_FMT(b->codes[0]), MQ_FMT(b->codes[1]));
}

/* Merges the rows with the links of the pack; their number in *rows. */
static int merge(const mq_pack *pack, const char *path, mq_pair_builder *b, mq_str table, size_t *rows,
                 mtqc_error *error) {
  uint32_t *first_form[2];
  link_list old = {0};
  for (int s = 0; s < 2; s++)
    if (!take_side(pack, s, &b->sides[s], &first_form[s]))
      return mq_error_at(error, MTQC_EDATA, path, 0, 0, "damaged language pack: a stem is there twice");
  take_links(pack, b, first_form, &old);
  *rows = add_rows(b, table);
  mq_pair_merge(b);
  join_links(b, &old);
  return MTQC_OK;
}

static void note_addition(mq_build *build, const mq_pack *pack, const char *what, size_t rows) {
  take_sections(build, pack);
  take_about(build, pack);
  mq_build_about(build, "added", mq_str_of(what), MQ_STR("-"), rows, MQ_STR("-"));
}

static int add_table(mq_build *build, const mq_pack *pack, const char *path, const char *first_language, mq_str table,
                     mtqc_error *error) {
  mq_str rest = mq_pack_name(pack), first;
  mq_pair_builder *b;
  size_t rows;
  mq_str_split(&rest, '-', &first);
  int status = mq_pair_builder_new(build, first, rest, &b, error);
  if (status == MTQC_OK) status = find_order(b, first_language, error);
  if (status == MTQC_OK) status = merge(pack, path, b, table, &rows, error);
  if (status != MTQC_OK) return status;
  note_addition(build, pack, "table", rows);
  if (b->links.count) mq_pair_write(build, b);
  return MTQC_OK;
}

static int add_model(mq_build *build, const mq_pack *pack, const char *path, mq_str bytes, mtqc_error *error) {
  mq_ngram_model model;
  if (!mq_ngram_decode(build->arena, bytes, &model))
    return mq_error_at(error, MTQC_EDATA, path, 0, 0, "is the pack of a language: only an n-gram model can be added");
  note_addition(build, pack, "n-gram model", model.counts[2]);
  mq_pack_writer_add(build->writer, "ngrams", mq_ngram_section(build->arena, &model));
  return MTQC_OK;
}

static int add(mq_arena *arena, const char *path, const char *first_language, mq_str added, const char *out,
               mtqc_error *error) {
  const mq_pack *pack = mq_pack_open(arena, path, 0, error);
  if (!pack) return MTQC_EDATA;
  const uint32_t kind = mq_pack_kind_of(pack);
  mq_build build = {.arena = arena, .tables = "", .root = "", .about = {.arena = arena}};
  build.writer = mq_pack_writer_new(arena, kind, mq_str_copy(arena, mq_pack_name(pack)).at);
  const int status = kind == MQ_PACK_OF_PAIR ? add_table(&build, pack, path, first_language, added, error)
                                             : add_model(&build, pack, path, added, error);
  if (status != MTQC_OK) return status;
  mq_pack_writer_add(build.writer, "about", mq_buf_view(&build.about));
  return mq_file_write(out ? out : path, mq_pack_writer_finish(build.writer), error);
}

int mtqc_lexicon_add(const char *pack, const char *first_language, mtqc_text added, const char *path,
                     mtqc_error *error) {
  if (!pack || (added.size && !added.bytes))
    return mq_error_set(error, MTQC_EARGUMENT, "pack and what is added must be given");
  mtqc_error own = {0};
  mq_arena *volatile arena = mq_arena_new();
  if (mq_arena_lost(arena)) return mq_error_memory(error);
  const int status =
      add(arena, mq_lexicon_find(arena, pack), first_language, (mq_str){added.bytes, added.size}, path, &own);
  if (status != MTQC_OK && error && error->code == MTQC_OK) *error = own;
  mq_arena_free(arena);
  return status == MTQC_OK ? MTQC_OK : own.code;
}
