/* Names for packs: CLDR's through ICU, and the message catalogues of packages that translate lists of places. A
 * catalogue has one file for each language, found at its path with the code of the language for "%"; its originals are
 * English, and two languages are joined by them. */
#include "build.h"

typedef struct catalogue {
  mq_arena *arena;
  mq_map originals; /* -> index into translations */
  MQ_ARRAY(mq_str) translations;
} catalogue;

static void keep_message(void *payload, const mq_import_pair *pair) {
  catalogue *c = payload;
  bool added;
  uint32_t *index = mq_map_add(&c->originals, mq_str_copy(c->arena, pair->first), &added);
  if (!added) return;
  *index = (uint32_t)c->translations.count;
  *mq_push(c->arena, &c->translations) = mq_str_copy(c->arena, pair->second);
}

static const char *path_of(const mq_build *build, const mq_dictionary *d, const char *code) {
  mq_str rest = d->path, before;
  mq_str_split(&rest, '%', &before);
  return mq_format(build->arena, "%s%.*s%s%.*s", build->root, MQ_FMT(before), code, MQ_FMT(rest));
}

static bool is_english(const char *code) { return strcmp(code, "en") == 0; }

/* The messages of one language; false if it is not there. */
static bool read_catalogue(const mq_build *build, const mq_dictionary *d, const char *code, catalogue *out) {
  *out = (catalogue){.arena = build->arena, .originals = {.arena = build->arena}};
  const mq_import_out sinks = {.pairs = {keep_message, out}};
  return mq_import_file(build->arena, d->kind, mq_str_of(path_of(build, d, code)), &sinks, NULL) == MTQC_OK;
}

/* How a language says an original; false if it does not. */
static bool translation(const catalogue *c, const char *code, mq_str original, mq_str *out) {
  if (is_english(code)) return *out = original, true;
  const uint32_t *index = mq_map_find(&c->originals, original);
  if (index) *out = c->translations.at[*index];
  return index != NULL;
}

static size_t send_catalogue(mq_build *build, const mq_dictionary *d, const char *const codes[2], mq_name_sink *sink,
                             void *payload) {
  catalogue sides[2];
  const int lead = is_english(codes[0]); /* whose originals are gone through */
  size_t count = 0;
  for (int s = 0; s < 2; s++)
    if (!is_english(codes[s]) && !read_catalogue(build, d, codes[s], &sides[s])) return 0;
  if (is_english(codes[lead])) return 0;
  for (size_t i = 0; i < sides[lead].originals.count; i++) {
    mq_str names[2];
    const mq_str original = sides[lead].originals.entries[i].key;
    if (!translation(&sides[0], codes[0], original, &names[0]) ||
        !translation(&sides[1], codes[1], original, &names[1]))
      continue;
    sink(payload, names[0], names[1]);
    count++;
  }
  return count;
}

typedef struct counted {
  mq_name_sink *sink;
  void *payload;
  size_t count;
} counted;

static void count_name(void *payload, mq_str first, mq_str second) {
  counted *c = payload;
  c->count++;
  c->sink(c->payload, first, second);
}

static mq_str base_name(mq_str path) {
  for (size_t i = path.size; i; i--)
    if (path.at[i - 1] == '/') return (mq_str){path.at + i, path.size - i};
  return path;
}

void mq_build_names(mq_build *build, const char *first, const char *second, mq_name_sink *sink, void *payload) {
  const char *const codes[2] = {first, second};
  counted c = {sink, payload, 0};
  mq_names_send(build->arena, first, second, count_name, &c);
  mq_build_about(build, "names", MQ_STR("CLDR"), MQ_STR("ICU"), c.count, MQ_STR("Unicode"));
  for (size_t i = 0; i < build->dictionary_count; i++) {
    const mq_dictionary *d = &build->dictionaries[i];
    if (!mq_str_equal(d->first, MQ_STR("*"))) continue;
    const size_t count = send_catalogue(build, d, codes, sink, payload);
    mq_build_about(build, count ? "names" : "missing", d->name, base_name(d->path), count, d->licence);
  }
}
