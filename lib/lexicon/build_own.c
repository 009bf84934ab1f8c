/* Evidence from the project's own tables of a pair, and from the trained word table beside them.
 *
 *   agent-act.tsv   agents TAB acts TAB agents TAB acts    ";" between words
 *   calques.tsv     source words TAB wrong TAB better ...
 *   names.tsv       names TAB names
 *   words.tsv       stem TAB stem TAB 1000 p TAB 1000 q    (trained in both directions)
 *
 * Only single words become links. */
#include "build_pair.h"
#include "weights.h"

#include <math.h>

/* A single word, with nothing that stands for more. */
static bool single_word(mq_str text, mq_str *word) {
  return text.size > 1 && text.at[text.size - 1] != '-' && mq_cut_words(text, word, 1) == 1 &&
         word->size == text.size;
}

/* Links every word of one list with every word of the other. */
static void link_lists(mq_pair_builder *b, mq_str from, mq_str to, bool swapped, mq_layer layer,
                       double strength) {
  for (mq_str a, x; mq_str_split(&from, ';', &a);) {
    if (!single_word(mq_str_trim(a), &x)) continue;
    mq_str rest = to;
    for (mq_str c, y; mq_str_split(&rest, ';', &c);)
      if (single_word(mq_str_trim(c), &y))
        mq_pair_words_add(b, swapped ? y : x, swapped ? x : y, layer, strength);
  }
}

typedef struct own_table {
  const char *file;
  size_t columns; /* at least */
  struct {
    size_t from, to;
  } links[2];
  mq_layer layer;
  double strength;
} own_table;

static const own_table own_tables[] = {
    {"agent-act.tsv", 4, {{0, 2}, {1, 3}}, MQ_LAYER_OWN, MQ_WEIGHT_OWN},
    {"calques.tsv", 3, {{0, 2}, {0, 0}}, MQ_LAYER_OWN, MQ_WEIGHT_OWN},
    {"names.tsv", 2, {{0, 1}, {0, 0}}, MQ_LAYER_NAME, MQ_WEIGHT_NAME},
};

static int read_own(mq_build *build, mq_pair_builder *b, const char *folder, const own_table *own,
                    bool swapped, mtqc_error *error) {
  mq_str text;
  int status;
  const char *name = mq_format(build->arena, "%s/%s", folder, own->file);
  if (!mq_build_read_table(build, name, &text, &status, error)) return status;
  const mq_table table = mq_table_parse(build->arena, text);
  for (size_t row = 0; row < table.rows; row++) {
    if (table.starts[row + 1] - table.starts[row] < own->columns)
      return mq_error_at(error, MTQC_EINPUT, mq_format(build->arena, "%s/%s", build->tables, name),
                         (uint32_t)table.lines[row], 0, "fewer than %zu columns", own->columns);
    for (size_t i = 0; i < 2 && own->links[i].to; i++)
      link_lists(b, mq_table_field(&table, row, own->links[i].from),
                 mq_table_field(&table, row, own->links[i].to), swapped, own->layer, own->strength);
  }
  return MTQC_OK;
}

/* A whole number from 0 to 1000; -1 for anything else. */
static int read_permille(mq_str text) {
  int value = 0;
  if (text.size == 0 || text.size > 4) return -1;
  for (size_t i = 0; i < text.size; i++) {
    if (text.at[i] < '0' || text.at[i] > '9') return -1;
    value = value * 10 + (text.at[i] - '0');
  }
  return value <= 1000 ? value : -1;
}

bool mq_pair_trained_add(mq_pair_builder *b, mq_str first, mq_str second, mq_str p_text, mq_str q_text) {
  const int p = read_permille(p_text), q = read_permille(q_text);
  if (first.size == 0 || second.size == 0 || p < 0 || q < 0) return false;
  mq_pair_evidence_add(b, mq_words_stem(&b->sides[0].words, first), mq_words_stem(&b->sides[1].words, second),
                       MQ_LAYER_TRAINED, fmin(1, sqrt(MQ_WEIGHT_TRAINED_FACTOR * sqrt(p * (double)q) / 1000)));
  return true;
}

static int read_trained(mq_build *build, mq_pair_builder *b, const char *folder, bool swapped,
                        mtqc_error *error) {
  mq_str text;
  int status;
  const char *name = mq_format(build->arena, "%s/words.tsv", folder);
  if (!mq_build_read_table(build, name, &text, &status, error)) return status;
  const mq_table table = mq_table_parse(build->arena, text);
  for (size_t row = 0; row < table.rows; row++) {
    const mq_str p = mq_table_field(&table, row, 2), q = mq_table_field(&table, row, 3);
    if (!mq_pair_trained_add(b, mq_table_field(&table, row, swapped), mq_table_field(&table, row, !swapped), p, q))
      return mq_error_at(error, MTQC_EINPUT, mq_format(build->arena, "%s/%s", build->tables, name),
                         (uint32_t)table.lines[row], 0, "not: stem, stem, 1000 p, 1000 q");
  }
  mq_build_about(build, "trained", MQ_STR("word-translation table"), mq_str_of(name), table.rows,
                 MQ_STR("MIT"));
  return MTQC_OK;
}

int mq_pair_tables(mq_build *build, mq_pair_builder *b, bool swapped, mtqc_error *error) {
  const char *folder =
      mq_format(build->arena, "%.*s-%.*s", MQ_FMT(b->codes[swapped]), MQ_FMT(b->codes[!swapped]));
  int status = mq_build_tables(build, folder, "", mq_format(build->arena, "%s/", folder), error);
  for (size_t i = 0; status == MTQC_OK && i < sizeof own_tables / sizeof *own_tables; i++)
    status = read_own(build, b, folder, &own_tables[i], swapped, error);
  return status == MTQC_OK ? read_trained(build, b, folder, swapped, error) : status;
}
