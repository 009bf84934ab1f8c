/* What is in a pack, in lines of text. */
#include "base/array.h"
#include "lookup.h"
#include "pack.h"

#include <mtqc/lexicon.h>

#include <stdlib.h>

static void describe_sections(mq_buf *out, const mq_pack *pack) {
  for (size_t i = 0; i < mq_pack_section_count(pack); i++) {
    mq_str name = mq_pack_section_name(pack, i), bytes;
    if (mq_pack_section(pack, name, &bytes))
      mq_buf_format(out, "section %.*s: %zu bytes\n", MQ_FMT(name), bytes.size);
  }
}

static void describe_about(mq_arena *arena, mq_buf *out, const mq_pack *pack) {
  mq_str about;
  if (!mq_pack_section(pack, MQ_STR("about"), &about)) return;
  const mq_table table = mq_table_parse(arena, about);
  for (size_t row = 0; row < table.rows; row++) {
    const mq_str kind = mq_table_field(&table, row, 0), name = mq_table_field(&table, row, 1),
                 file = mq_table_field(&table, row, 2), rows = mq_table_field(&table, row, 3),
                 licence = mq_table_field(&table, row, 4);
    if (mq_str_equal(kind, MQ_STR("missing")))
      mq_buf_format(out, "missing: %.*s (%.*s), %.*s\n", MQ_FMT(name), MQ_FMT(file), MQ_FMT(licence));
    else if (mq_str_equal(kind, MQ_STR("links")))
      mq_buf_format(out, "links, %.*s: %.*s\n", MQ_FMT(name), MQ_FMT(rows));
    else
      mq_buf_format(out, "%.*s: %.*s (%.*s), %.*s entries, %.*s\n", MQ_FMT(kind), MQ_FMT(name), MQ_FMT(file),
                    MQ_FMT(rows), MQ_FMT(licence));
  }
}

static void describe(mq_arena *arena, mq_buf *out, const mq_pack *pack) {
  const bool pair = mq_pack_kind_of(pack) == MQ_PACK_OF_PAIR;
  mq_buf_format(out, "%s pack %.*s, format %d, %zu bytes\n", pair ? "pair" : "language",
                MQ_FMT(mq_pack_name(pack)), MQ_PACK_VERSION, mq_pack_bytes(pack).size);
  if (pair) mq_buf_format(out, "stems: %zu, %zu\n", mq_pack_stem_count(pack, 0), mq_pack_stem_count(pack, 1));
  describe_about(arena, out, pack);
  describe_sections(out, pack);
}

static int by_strength(const void *a, const void *b) {
  const mq_pack_link *x = a, *y = b;
  if (x->strength != y->strength) return x->strength > y->strength ? -1 : 1;
  return (x->other > y->other) - (x->other < y->other);
}

/* Links of a word taken as one of side `side`, the strongest first. */
static void look_up_side(mq_arena *arena, mq_buf *out, const mq_pack *pack, int side, mq_str code,
                         mq_str word) {
  mq_language language;
  if (mq_language_parse(&language, mq_str_copy(arena, code).at, NULL) != MTQC_OK) return;
  const mq_str stem = mq_stem(arena, &language, mq_fold(arena, word));
  const uint32_t id = mq_pack_stem_id(pack, side, stem, mq_hash(stem));
  const size_t count = mq_pack_link_count(pack, side, id);
  mq_pack_link *links = mq_arena_array(arena, count, sizeof *links);
  for (size_t i = 0; i < count; i++) links[i] = mq_pack_link_at(pack, side, id, i);
  if (count) qsort(links, count, sizeof *links, by_strength);
  for (size_t i = 0; i < count; i++) {
    mq_str form = mq_pack_stem_form(pack, !side, links[i].other, links[i].form);
    const char *mark = "";
    if (form.size == 0) form = mq_pack_stem(pack, !side, links[i].other), mark = "~";
    mq_buf_format(out, "%.*s\t%.*s%s\t%s\t%.3f\n", MQ_FMT(code), MQ_FMT(form), mark,
                  mq_layer_name((mq_layer)links[i].layer), links[i].strength / 255.0);
  }
}

static void look_up_pair(mq_arena *arena, mq_buf *out, const mq_pack *pack, mq_str word) {
  mq_str rest = mq_pack_name(pack), code;
  for (int side = 0; side < 2 && mq_str_split(&rest, '-', &code); side++)
    look_up_side(arena, out, pack, side, code, word);
}

static void look_up_language(mq_arena *arena, mq_buf *out, const mq_pack *pack, mq_str word) {
  int16_t frequency;
  mq_language language;
  const mq_str fold = mq_fold(arena, word);
  const bool attested = mq_pack_form(pack, mq_hash(fold), &frequency);
  mq_buf_format(out, "form\t%.*s\t%s\n", MQ_FMT(fold), attested ? "attested" : "not attested");
  if (frequency != MQ_FREQUENCY_UNKNOWN) mq_buf_format(out, "frequency\t10^%.2f\n", frequency / 100.0);
  if (mq_language_parse(&language, mq_str_copy(arena, mq_pack_name(pack)).at, NULL) != MTQC_OK) return;
  const mq_str stem = mq_stem(arena, &language, fold);
  mq_buf_format(out, "stem\t%.*s\t%s\n", MQ_FMT(stem),
                mq_pack_stem_attested(pack, mq_hash(stem)) ? "attested" : "not attested");
}

/* Opens a pack and writes what `word` is in it, or what it is itself if word is NULL. */
static int describe_file(mq_arena *arena, const char *path, const char *word, mtqc_sink sink, void *payload,
                         mtqc_error *error) {
  mtqc_error own = {0};
  const mq_pack *pack = mq_pack_open(arena, mq_lexicon_find(arena, path), 0, &own);
  if (!pack) {
    if (error && error->code == MTQC_OK) *error = own;
    return own.code;
  }
  mq_buf out = {.arena = arena};
  if (!word) describe(arena, &out, pack);
  else if (mq_pack_kind_of(pack) == MQ_PACK_OF_PAIR) look_up_pair(arena, &out, pack, mq_str_of(word));
  else look_up_language(arena, &out, pack, mq_str_of(word));
  if (out.size && sink(payload, out.at, out.size) != 0)
    return mq_error_set(error, MTQC_EIO, "output stopped");
  return MTQC_OK;
}

static int with_arena(const char *path, const char *word, mtqc_sink sink, void *payload, mtqc_error *error) {
  mq_arena *volatile arena = mq_arena_new();
  if (mq_arena_lost(arena)) return mq_error_memory(error);
  const int status = describe_file(arena, path, word, sink, payload, error);
  mq_arena_free(arena);
  return status;
}

int mtqc_lexicon_info(const char *path, mtqc_sink sink, void *payload, mtqc_error *error) {
  if (!path || !sink) return mq_error_set(error, MTQC_EARGUMENT, "path and sink must be given");
  return with_arena(path, NULL, sink, payload, error);
}

int mtqc_lexicon_lookup(const char *path, const char *word, mtqc_sink sink, void *payload,
                        mtqc_error *error) {
  if (!path || !word || !sink)
    return mq_error_set(error, MTQC_EARGUMENT, "path, word and sink must be given");
  return with_arena(path, word, sink, payload, error);
}
