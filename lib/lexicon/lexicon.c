/* Opening the packs of a checker. */
#include "lexicon.h"

#include "base/map.h"
#include "base/array.h"
#include "folder.h"
#include "pack.h"
#include "speller.h"

struct mq_lexicon {
  const mq_language *languages[2];
  const mq_pack *packs[3];
  const char *wanted[3];
  mq_ngrams ngrams[2];
  mq_spellers *spellers[2]; /* NULL: no dictionary */
  MQ_ARRAY(mq_transliteration) systems[2];
  bool reversed; /* the pair pack has the target language first */
  mq_map user_words; /* of the target: folds, and the stems of folds */
};

/* Opens a pack that is there. A pack whose name is not that of its file is refused: it was copied by mistake.
 */
static int open_pack(mq_arena *arena, const char *folder, const char *file, uint32_t kind,
                     const mq_pack **out, mtqc_error *error) {
  const char *path = mq_format(arena, "%s/%s", folder, file);
  if (!mq_file_exists(path)) return MTQC_OK;
  *out = mq_pack_open(arena, path, kind, error);
  if (!*out) return MTQC_EDATA;
  const mq_str name = mq_pack_name(*out);
  if (strncmp(file, name.at, name.size) == 0 && strcmp(file + name.size, ".mtqcpack") == 0) return MTQC_OK;
  return mq_error_at(error, MTQC_EDATA, path, 0, 0, "holds the pack '%.*s'", MQ_FMT(name));
}

static int open_pair(mq_arena *arena, mq_lexicon *lexicon, const char *folder, mtqc_error *error) {
  const char *source = lexicon->languages[MTQC_SOURCE]->code, *target = lexicon->languages[MTQC_TARGET]->code;
  const char *forward = mq_format(arena, "%s-%s.mtqcpack", source, target);
  const char *backward = mq_format(arena, "%s-%s.mtqcpack", target, source);
  lexicon->wanted[MQ_PACK_PAIR] = forward;
  if (strcmp(source, target) == 0) return MTQC_OK;
  int status = open_pack(arena, folder, forward, MQ_PACK_OF_PAIR, &lexicon->packs[MQ_PACK_PAIR], error);
  if (status != MTQC_OK || lexicon->packs[MQ_PACK_PAIR]) return status;
  status = open_pack(arena, folder, backward, MQ_PACK_OF_PAIR, &lexicon->packs[MQ_PACK_PAIR], error);
  if (lexicon->packs[MQ_PACK_PAIR]) {
    lexicon->reversed = true;
    lexicon->wanted[MQ_PACK_PAIR] = backward;
  }
  return status;
}

const char *mq_lexicon_find(mq_arena *arena, const char *path) {
  const mq_str name = mq_str_of(path);
  if (mq_file_exists(path) || strchr(path, '/') || mq_str_ends(name, MQ_STR(".mtqcpack"))) return path;
  const char *folder = mq_data_folder(arena);
  const char *forward = mq_format(arena, "%s/%s.mtqcpack", folder, path), *dash = strchr(path, '-');
  if (!dash || mq_file_exists(forward)) return forward;
  const char *backward = mq_format(arena, "%s/%s-%.*s.mtqcpack", folder, dash + 1, (int)(dash - path), path);
  return mq_file_exists(backward) ? backward : forward;
}

static void read_systems(mq_arena *arena, mq_lexicon *lexicon, const mq_pack *pack, mtqc_side side) {
  const mq_str folder = MQ_STR("table/translit/");
  for (size_t i = 0; i < mq_pack_section_count(pack); i++) {
    const mq_str name = mq_pack_section_name(pack, i);
    mq_str text;
    if (!mq_str_starts(name, folder) || !mq_pack_section(pack, name, &text)) continue;
    const mq_table table = mq_table_parse(arena, text);
    *mq_push(arena, &lexicon->systems[side]) =
        (mq_transliteration){{name.at + folder.size, name.size - folder.size}, mq_translit_new(arena, &table)};
  }
}

static int open_side(mq_arena *arena, mq_lexicon *lexicon, const mq_language *language, mtqc_side side,
                     const char *folder, mtqc_error *error) {
  const mq_pack_kind kind = side == MTQC_SOURCE ? MQ_PACK_SOURCE : MQ_PACK_TARGET;
  lexicon->wanted[kind] = "";
  if (!language) return MTQC_OK;
  lexicon->languages[side] = language;
  lexicon->wanted[kind] = mq_format(arena, "%s.mtqcpack", language->code);
  const char *dictionary = mq_speller_find(arena, language);
  if (dictionary) lexicon->spellers[side] = mq_spellers_new(arena, dictionary);
  const int status = open_pack(arena, folder, lexicon->wanted[kind], MQ_PACK_OF_LANGUAGE, &lexicon->packs[kind], error);
  if (!lexicon->packs[kind]) return status;
  read_systems(arena, lexicon, lexicon->packs[kind], side);
  mq_str section;
  if (!mq_pack_section(lexicon->packs[kind], MQ_STR("ngrams"), &section) ||
      mq_ngrams_view(section, &lexicon->ngrams[side]))
    return MTQC_OK;
  return mq_error_at(error, MTQC_EDATA, mq_format(arena, "%s/%s", folder, lexicon->wanted[kind]), 0, 0,
                     "damaged language pack: n-gram model");
}

mq_lexicon *mq_lexicon_open(mq_arena *arena, const mq_language *source, const mq_language *target,
                            const char *folder, mtqc_error *error) {
  mq_lexicon *lexicon = mq_arena_alloc(arena, sizeof *lexicon);
  lexicon->user_words.arena = arena;
  if (!folder) folder = mq_data_folder(arena);
  lexicon->wanted[MQ_PACK_PAIR] = "";
  if (open_side(arena, lexicon, source, MTQC_SOURCE, folder, error) != MTQC_OK ||
      open_side(arena, lexicon, target, MTQC_TARGET, folder, error) != MTQC_OK)
    return NULL;
  if (source && target && open_pair(arena, lexicon, folder, error) != MTQC_OK) return NULL;
  return lexicon;
}

bool mq_lexicon_has(const mq_lexicon *lexicon, mq_pack_kind kind) {
  return lexicon->packs[kind] != NULL;
}

const char *mq_lexicon_wanted(const mq_lexicon *lexicon, mq_pack_kind kind) {
  return lexicon->wanted[kind];
}

mq_spellers *mq_lexicon_spellers(const mq_lexicon *lexicon, mtqc_side side) {
  return lexicon->spellers[side];
}

size_t mq_lexicon_transliterations(const mq_lexicon *lexicon, mtqc_side side, const mq_transliteration **out) {
  *out = lexicon->systems[side].at;
  return lexicon->systems[side].count;
}

const mq_ngrams *mq_lexicon_ngrams(const mq_lexicon *lexicon, mtqc_side side) {
  return lexicon->ngrams[side].events ? &lexicon->ngrams[side] : NULL;
}

size_t mq_lexicon_form_count(const mq_lexicon *lexicon, mtqc_side side) {
  const mq_pack *pack = lexicon->packs[side == MTQC_SOURCE ? MQ_PACK_SOURCE : MQ_PACK_TARGET];
  return pack ? mq_pack_form_count(pack) : 0;
}

void mq_lexicon_add_words(mq_arena *arena, mq_lexicon *lexicon, mq_str list) {
  const mq_table words = mq_table_parse(arena, list);
  for (size_t row = 0; row < words.rows; row++) {
    const mq_str fold = mq_fold(arena, mq_table_field(&words, row, 0));
    mq_map_add(&lexicon->user_words, fold, NULL);
    mq_map_add(&lexicon->user_words, mq_stem(arena, lexicon->languages[MTQC_TARGET], fold), NULL);
  }
}

bool mq_lexicon_is_user_word(const mq_lexicon *lexicon, mtqc_side side, const mq_word *word) {
  return side == MTQC_TARGET && lexicon->user_words.count &&
         (mq_find_fold(&lexicon->user_words, word) || mq_find_stem(&lexicon->user_words, word));
}

const mq_pack *mq_lexicon_pack(const mq_lexicon *lexicon, mq_pack_kind kind) {
  return lexicon->packs[kind];
}

const mq_language *mq_lexicon_language(const mq_lexicon *lexicon, mtqc_side side) {
  return lexicon->languages[side];
}

int mq_lexicon_pair_side(const mq_lexicon *lexicon, mtqc_side side) {
  return lexicon->reversed ? side == MTQC_SOURCE : side == MTQC_TARGET;
}

/* Tables that say the same in both directions, with the columns of the two languages changed over. */
static bool is_symmetric(const char *name) {
  static const char *const names[] = {"agent-act", "names"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0) return true;
  return false;
}

static bool pair_table(mq_arena *arena, const mq_lexicon *lexicon, const char *name, mq_str *out,
                       bool *swapped) {
  const char *source = lexicon->languages[MTQC_SOURCE]->code, *target = lexicon->languages[MTQC_TARGET]->code;
  const mq_pack *pack = lexicon->packs[MQ_PACK_PAIR];
  if (mq_pack_section(pack, mq_str_of(mq_format(arena, "table/%s-%s/%s", source, target, name)), out))
    return true;
  *swapped = is_symmetric(name) &&
             mq_pack_section(pack, mq_str_of(mq_format(arena, "table/%s-%s/%s", target, source, name)), out);
  return *swapped;
}

bool mq_lexicon_table(mq_arena *arena, const mq_lexicon *lexicon, mq_pack_kind kind, const char *name,
                      mq_table *out, bool *swapped) {
  mq_str text;
  bool is_swapped = false;
  if (!lexicon->packs[kind]) return false;
  const bool found =
      kind == MQ_PACK_PAIR
          ? pair_table(arena, lexicon, name, &text, &is_swapped)
          : mq_pack_section(lexicon->packs[kind], mq_str_of(mq_format(arena, "table/%s", name)), &text);
  if (swapped) *swapped = is_swapped;
  if (found) *out = mq_table_parse(arena, text);
  return found;
}
