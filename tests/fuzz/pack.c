/* Language packs: a damaged one is refused, a hostile one with a right checksum is read without leaving its bytes.
 * Input: a pack; its checksums are put right first, so that the reader behind it is reached. */
#include "fuzz.h"

#include "lexicon/ngram.h"
#include "lexicon/pack.h"

#include <string.h>

static void read_all(const mq_pack *pack) {
  int16_t frequency;
  for (size_t i = 0; i < mq_pack_section_count(pack); i++) {
    mq_str section;
    mq_pack_section(pack, mq_pack_section_name(pack, i), &section);
  }
  for (uint64_t hash = 1; hash < 64; hash++) {
    mq_pack_form(pack, hash * 0x9e3779b97f4a7c15u, &frequency);
    mq_pack_stem_attested(pack, hash * 0x9e3779b97f4a7c15u);
  }
  for (int side = 0; side < 2; side++) {
    const size_t count = mq_pack_stem_count(pack, side);
    for (uint32_t id = 0; id < 100; id++) {
      const mq_str stem = mq_pack_stem(pack, side, id);
      mq_pack_stem_id(pack, side, stem, mq_hash(stem));
      mq_pack_stem_form(pack, side, id, 3);
      if (id >= count) continue;
      const size_t links = mq_pack_link_count(pack, side, id);
      for (size_t i = 0; i < links && i < 100; i++) mq_pack_link_at(pack, side, id, i);
      mq_pack_link link;
      mq_pack_link_find(pack, side, id, 7, &link);
    }
  }
}

static void walk_ngrams(const mq_pack *pack) {
  mq_str section;
  mq_ngrams ngrams;
  if (!mq_pack_section(pack, MQ_STR("ngrams"), &section) || !mq_ngrams_view(section, &ngrams)) return;
  mq_ngram_state state = mq_ngram_start(&ngrams);
  for (uint64_t event = 1; event < 64; event++) {
    const mq_ngram_word word = mq_ngram_find(&ngrams, event < 16 ? event : mq_hash((mq_str){&"abcdef"[event % 6], 1}));
    mq_ngram_pair_count(&ngrams, &state.last, &word);
    mq_ngram_step(&ngrams, &state, &word, NULL);
  }
}

/* The same bytes as the file that a builder reads. */
static void decode_ngrams(mq_arena *arena, mq_str bytes) {
  mq_ngram_model model;
  if (mq_ngram_decode(arena, bytes, &model)) mq_ngram_section(arena, &model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  mq_arena *arena = mq_arena_new();
  if (mq_arena_try(arena)) {
    mq_arena_free(arena);
    return 0;
  }
  char *copy = mq_arena_copy(arena, (const char *)data, size);
  mtqc_error error = {0};
  mq_pack_seal((mq_str){copy, size});
  const mq_pack *pack = mq_pack_view(arena, "fuzz", (mq_str){copy, size}, 0, &error);
  if (pack) read_all(pack);
  if (pack) walk_ngrams(pack);
  decode_ngrams(arena, (mq_str){(const char *)data, size});
  mq_arena_free(arena);
  return 0;
}
