/* The links of a pair as sections: only stems that have a link are kept, and numbered anew in the order of
 * their bytes. */
#include "build_pair.h"

#include <stdlib.h>

#define NONE UINT32_MAX

typedef struct ranked_stem {
  mq_str text;
  uint32_t id;
} ranked_stem;

static int by_text(const void *a, const void *b) {
  return mq_str_compare(((const ranked_stem *)a)->text, ((const ranked_stem *)b)->text);
}

/* New ids of the stems of one side (NONE for those without a link), and the stems in their new order. */
static uint32_t *rank_stems(mq_pair_builder *b, int side, ranked_stem **list, size_t *count) {
  const mq_map *stems = &b->sides[side].words.stems;
  uint32_t *rank = mq_arena_array(b->arena, stems->count, sizeof *rank);
  for (size_t i = 0; i < b->links.count; i++) rank[b->links.at[i].stem[side]] = 1;
  *list = mq_arena_array(b->arena, stems->count, sizeof **list);
  *count = 0;
  for (uint32_t id = 0; id < stems->count; id++)
    if (rank[id]) (*list)[(*count)++] = (ranked_stem){stems->entries[id].key, id};
  qsort(*list, *count, sizeof **list, by_text);
  for (size_t id = 0; id < stems->count; id++) rank[id] = NONE;
  for (size_t i = 0; i < *count; i++) rank[(*list)[i].id] = (uint32_t)i;
  return rank;
}

typedef struct ranked_form {
  mq_pair_form_entry *entry;
  uint32_t stem, arrival;
} ranked_form;

static int by_use(const void *a, const void *b) {
  const ranked_form *x = a, *y = b;
  if (x->stem != y->stem) return x->stem < y->stem ? -1 : 1;
  if (x->entry->uses != y->entry->uses) return x->entry->uses > y->entry->uses ? -1 : 1;
  return x->arrival < y->arrival ? -1 : 1;
}

/* Gives every stem its forms, the most used first. */
static void attach_forms(mq_pair_builder *b, int side, const uint32_t *rank, mq_pack_stem_entry *stems) {
  mq_pair_side *s = &b->sides[side];
  ranked_form *list = mq_arena_array(b->arena, s->forms.count, sizeof *list);
  size_t count = 0;
  for (size_t i = 0; i < s->forms.count; i++) {
    const uint32_t stem = rank[s->forms.at[i].stem];
    if (stem != NONE) list[count++] = (ranked_form){&s->forms.at[i], stem, (uint32_t)i};
  }
  if (count) qsort(list, count, sizeof *list, by_use);
  mq_buf text = {.arena = b->arena};
  for (size_t i = 0, end; i < count; i = end) {
    mq_buf_clear(&text);
    for (end = i; end < count && list[end].stem == list[i].stem; end++) {
      list[end].entry->rank = (uint32_t)(end - i);
      if (end - i >= MQ_PACK_FORMS) continue;
      mq_buf_str(&text, list[end].entry->text);
      mq_buf_char(&text, '\0');
    }
    stems[list[i].stem].forms = mq_str_copy(b->arena, mq_buf_view(&text));
  }
}

static int by_from(const void *a, const void *b) {
  const mq_pack_link_entry *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return (x->link.other > y->link.other) - (x->link.other < y->link.other);
}

/* Which form of the other side a link means; the usual one where it does not say. */
static uint8_t form_rank(const mq_pair_side *side, uint32_t form) {
  const uint32_t rank = form == NONE ? 0 : side->forms.at[form].rank;
  return (uint8_t)(rank < MQ_PACK_FORMS ? rank : 0);
}

static mq_str links_section(mq_pair_builder *b, int side, uint32_t *const rank[2], size_t stems) {
  mq_pack_link_entry *list = mq_arena_array(b->arena, b->links.count, sizeof *list);
  for (size_t i = 0; i < b->links.count; i++) {
    const mq_pair_link *link = &b->links.at[i];
    list[i] = (mq_pack_link_entry){rank[side][link->stem[side]],
                                   {rank[!side][link->stem[!side]], link->strength, link->layer,
                                    form_rank(&b->sides[!side], link->form[!side])}};
  }
  qsort(list, b->links.count, sizeof *list, by_from);
  return mq_pack_encode_links(b->arena, list, b->links.count, stems);
}

static void count_layers(mq_build *build, const mq_pair_builder *b) {
  size_t counts[MQ_LAYER_COMPOUND + 1] = {0};
  for (size_t i = 0; i < b->links.count; i++) counts[b->links.at[i].layer]++;
  for (int layer = 0; layer <= MQ_LAYER_COMPOUND; layer++)
    if (counts[layer])
      mq_build_about(build, "links", mq_str_of(mq_layer_name((mq_layer)layer)), MQ_STR("-"), counts[layer],
                     MQ_STR("-"));
}

void mq_pair_write(mq_build *build, mq_pair_builder *b) {
  uint32_t *rank[2];
  size_t counts[2];
  for (int side = 0; side < 2; side++) {
    ranked_stem *list;
    rank[side] = rank_stems(b, side, &list, &counts[side]);
    mq_pack_stem_entry *stems = mq_arena_array(b->arena, counts[side], sizeof *stems);
    for (size_t i = 0; i < counts[side]; i++) stems[i] = (mq_pack_stem_entry){list[i].text, {"", 0}};
    attach_forms(b, side, rank[side], stems);
    mq_pack_writer_add(build->writer, side ? "words/1" : "words/0",
                       mq_pack_encode_words(b->arena, stems, counts[side]));
    mq_pack_writer_add(build->writer, side ? "index/1" : "index/0",
                       mq_pack_encode_index(b->arena, stems, counts[side]));
  }
  for (int side = 0; side < 2; side++)
    mq_pack_writer_add(build->writer, side ? "links/1" : "links/0",
                       links_section(b, side, rank, counts[side]));
  count_layers(build, b);
}
