/* How well links tell a translation from another sentence, and how fast they are found.
 *
 *   links [--packs FOLDER] --data FOLDER PAIR...      e.g. links --data texts en-de ru-de
 *
 * FOLDER holds one text a language, whatever.en, whatever.de, ..., line i of each translating line i of the others. Every
 * line is scored with its translation, with a random line of like length, and with the next line. The AUC is the chance
 * that the translation scores higher. Blocks of 50 lines are counted in turn as "even" (to tune on) and "odd", and both as
 * "all". Packs are looked for where mtqc looks. */
#include "base/file.h"
#include "lexicon/link_score.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LAYERS = MQ_LAYER_COMPOUND + 1, BLOCK = 50, MOST_TOKENS = 1 << 16 };
enum { TRUE_PAIR, RANDOM_PAIR, NEAR_PAIR, KINDS };
enum { COVERAGE, SCORE, MARGIN, SCORES };
enum { EVEN, ODD, ALL, BLOCKS };

typedef struct side {
  mq_language language;
  mq_text text;
  mq_vocab *vocab;
} side;

typedef struct bench {
  mq_arena *arena;
  const mq_lexicon *lexicon;
  mq_lookup *lookup;
  side sides[2];
  mq_pair_tokens *pairs;
  size_t count;
  double layer_strength[KINDS][LAYERS], layer_count[KINDS][LAYERS], total[KINDS];
  uint64_t random;
} bench;

static mq_link links[2][MOST_TOKENS];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool is_content(const mq_token *token) {
  return (token->kind == MQ_WORD || token->kind == MQ_NUMBER) && !(token->word->shape & MQ_STOPWORD);
}

/* Share of the content words of the target that are linked, and what by. */
static double plain_coverage(bench *b, const mq_token *tokens, size_t count, int kind) {
  double sum = 0, all = 0;
  for (size_t i = 0; i < count; i++) {
    const mq_link *link = &links[MTQC_TARGET][i];
    if (!is_content(&tokens[i])) continue;
    all++;
    sum += (double)link->strength;
    b->layer_count[kind][link->layer]++;
    b->layer_strength[kind][link->layer] += (double)link->strength;
  }
  b->total[kind] += all;
  return all > 0 ? sum / all : 0;
}

static void score(bench *b, size_t i, size_t j, int kind, double *out) {
  const mq_pair_tokens pair = {{b->pairs[i].tokens[0], b->pairs[j].tokens[1]}, {b->pairs[i].counts[0], b->pairs[j].counts[1]}};
  mq_lookup_link(b->lookup, pair.tokens[0], pair.counts[0], pair.tokens[1], pair.counts[1], links[0], links[1]);
  out[COVERAGE] = plain_coverage(b, pair.tokens[1], pair.counts[1], kind);
  out[SCORE] = mq_link_score(b->lookup, &pair, links[0], links[1]);
  out[MARGIN] = mq_link_margin(b->lookup, b->pairs, b->count, i, j);
}

static size_t like_length(bench *b, size_t i) {
  const double wanted = b->sides[1].text.segments[i].length;
  size_t j = i;
  for (int tries = 0; tries < 1000; tries++) {
    b->random = b->random * 6364136223846793005u + 1442695040888963407u;
    j = (size_t)((b->random >> 33) % b->count);
    if (j != i && fabs((double)b->sides[1].text.segments[j].length - wanted) <= wanted * .1) break;
  }
  return j;
}

static bool counts(size_t line, int blocks) { return blocks == ALL || (int)(line / BLOCK % 2) == blocks; }

static double auc(const double *good, const double *bad, size_t count, size_t stride, int blocks) {
  double wins = 0, pairs = 0;
  for (size_t i = 0; i < count; i++) {
    if (!counts(i, blocks)) continue;
    for (size_t j = 0; j < count; j++) {
      if (!counts(j, blocks)) continue;
      const double difference = good[i * stride] - bad[j * stride];
      wins += difference > 0 ? 1 : difference < 0 ? 0 : .5;
      pairs++;
    }
  }
  return wins / pairs;
}

static void report_scores(const bench *b, double (*scores)[KINDS][SCORES]) {
  static const char *names[SCORES] = {"coverage", "score", "margin"}, *blocks[BLOCKS] = {"even", "odd", "all"};
  const size_t stride = KINDS * SCORES;
  for (int these = 0; these < BLOCKS; these++)
    for (int s = 0; s < SCORES; s++) {
      const double *first = &scores[0][0][s];
      printf("%-4s blocks, %-8s  AUC random %.4f  near %.4f\n", blocks[these], names[s],
             auc(first, first + RANDOM_PAIR * SCORES, b->count, stride, these),
             auc(first, first + NEAR_PAIR * SCORES, b->count, stride, these));
    }
  printf("layer        true    mean  random  near (share of content words of the target)\n");
  for (int l = 0; l < LAYERS; l++)
    printf("%-11s %6.4f  %.3f  %6.4f  %6.4f\n", mq_layer_name((mq_layer)l), b->layer_count[0][l] / b->total[0],
           b->layer_count[0][l] > 0 ? b->layer_strength[0][l] / b->layer_count[0][l] : 0, b->layer_count[1][l] / b->total[1],
           b->layer_count[2][l] / b->total[2]);
}

static void score_all(bench *b) {
  double(*scores)[KINDS][SCORES] = mq_arena_array(b->arena, b->count, sizeof *scores);
  for (size_t i = 0; i < b->count; i++) {
    score(b, i, i, TRUE_PAIR, scores[i][TRUE_PAIR]);
    score(b, i, like_length(b, i), RANDOM_PAIR, scores[i][RANDOM_PAIR]);
    score(b, i, i + 1 < b->count ? i + 1 : i - 1, NEAR_PAIR, scores[i][NEAR_PAIR]);
  }
  report_scores(b, scores);
}

static void time_links(bench *b) {
  enum { ROUNDS = 20 };
  const double start = now();
  size_t tokens = 0;
  for (int round = 0; round < ROUNDS; round++)
    for (size_t i = 0; i < b->count; i++) {
      const mq_pair_tokens *p = &b->pairs[i];
      mq_lookup_link(b->lookup, p->tokens[0], p->counts[0], p->tokens[1], p->counts[1], links[0], links[1]);
      tokens += p->counts[0] + p->counts[1];
    }
  const double seconds = now() - start;
  printf("%.0f beads a second, %.2f million tokens a second\n", (double)b->count * ROUNDS / seconds,
         (double)tokens / seconds / 1e6);
}

/* A line of /proc/self/status in kilobytes. */
static long status_of(const char *key) {
  char line[256];
  long value = 0;
  FILE *file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file))
    if (strncmp(line, key, strlen(key)) == 0) value = strtol(line + strlen(key), NULL, 10);
  if (file) fclose(file);
  return value;
}

static void refuse(const char *what, const char *why) {
  fprintf(stderr, "links: %s: %s\n", what, why);
  exit(2);
}

/* The file of a language in the folder. */
static const char *text_of(mq_arena *arena, const char *folder, const char *code) {
  DIR *list = opendir(folder);
  const char *ending = mq_format(arena, ".%s", code), *found = NULL;
  if (!list) refuse(folder, "cannot be read");
  for (const struct dirent *entry; (entry = readdir(list));)
    if (mq_str_ends(mq_str_of(entry->d_name), mq_str_of(ending))) found = mq_format(arena, "%s/%s", folder, entry->d_name);
  closedir(list);
  if (!found) refuse(ending, "no such text");
  return found;
}

/* Tables of a language come out of its pack. */
typedef struct tables {
  mq_arena *arena;
  const mq_lexicon *lexicon;
  mq_pack_kind kind;
} tables;

static bool table(void *payload, const char *name, mq_table *out) {
  const tables *t = payload;
  return mq_lexicon_table(t->arena, t->lexicon, t->kind, name, out, NULL);
}

static void read_side(bench *b, int s, const char *folder) {
  side *one = &b->sides[s];
  mtqc_error error = {0};
  tables t = {b->arena, b->lexicon, s ? MQ_PACK_TARGET : MQ_PACK_SOURCE};
  mq_str bytes;
  mq_language_load(b->arena, &one->language, table, &t);
  if (mq_file_map(b->arena, text_of(b->arena, folder, one->language.code), &bytes, &error)) refuse(folder, error.text);
  one->vocab = mq_vocab_new(b->arena, &one->language);
  one->text = mq_text_lines(b->arena, &one->language, bytes);
  mq_text_tokenize(b->arena, &one->text, one->vocab, 0, one->text.segment_count);
  if (s == 0 || one->text.segment_count < b->count) b->count = one->text.segment_count;
}

static void gather_pairs(bench *b) {
  b->pairs = mq_arena_array(b->arena, b->count, sizeof *b->pairs);
  for (size_t i = 0; i < b->count; i++)
    for (int s = 0; s < 2; s++) {
      b->pairs[i].tokens[s] = b->sides[s].text.segments[i].tokens;
      b->pairs[i].counts[s] = b->sides[s].text.segments[i].token_count;
    }
}

/* Opens the packs in an arena and looks a word up that none of them has seen; milliseconds. */
static double open_once(mq_arena *arena, bench *b, const char *packs) {
  mtqc_error error = {0};
  const double start = now();
  b->lexicon = mq_lexicon_open(arena, &b->sides[0].language, &b->sides[1].language, packs, &error);
  if (!b->lexicon) refuse(packs ? packs : "packs", error.text);
  mq_vocab *vocabs[2];
  for (int s = 0; s < 2; s++) vocabs[s] = mq_vocab_new(arena, &b->sides[s].language);
  mq_lookup_text(mq_lookup_new(arena, b->lexicon, vocabs[0], vocabs[1]), MTQC_SOURCE, MQ_STR("anything"));
  return (now() - start) * 1e3;
}

/* The least of several times, since other programs share the memory; the files are in the cache. */
static void time_opening(bench *b, const char *packs) {
  enum { TIMES = 10 };
  double least = 1e9;
  for (int i = 0; i < TIMES; i++) {
    mq_arena *arena = mq_arena_new();
    least = fmin(least, open_once(arena, b, packs));
    mq_arena_free(arena);
  }
  open_once(b->arena, b, packs);
  printf("opened three packs and looked up in %.2f ms\n", least);
}

static void measure(const char *packs, const char *folder, const char *pair) {
  bench *b = calloc(1, sizeof *b);
  b->arena = mq_arena_new();
  b->random = 20221122;
  mq_str rest = mq_str_of(pair), code;
  if (!b->arena || mq_arena_try(b->arena)) exit(2);
  for (int s = 0; s < 2; s++)
    if (!mq_str_split(&rest, '-', &code) || mq_language_parse(&b->sides[s].language, mq_str_copy(b->arena, code).at, NULL))
      refuse(pair, "no pair of languages");
  printf("== %s\n", pair);
  time_opening(b, packs);
  for (int s = 0; s < 2; s++) read_side(b, s, folder);
  gather_pairs(b);
  b->lookup = mq_lookup_new(b->arena, b->lexicon, b->sides[0].vocab, b->sides[1].vocab);
  score_all(b);
  time_links(b);
  printf("resident: %.1f MB, of it packs and other files %.1f MB\n", status_of("VmRSS:") / 1e3, status_of("RssFile:") / 1e3);
  mq_arena_free(b->arena);
  free(b);
}

int main(int argc, char **argv) {
  const char *packs = NULL, *folder = NULL;
  int next = 1;
  for (; next + 1 < argc && argv[next][0] == '-'; next += 2) {
    if (strcmp(argv[next], "--packs") == 0) packs = argv[next + 1];
    else if (strcmp(argv[next], "--data") == 0) folder = argv[next + 1];
    else refuse(argv[next], "no such option");
  }
  if (!folder || next >= argc) return fprintf(stderr, "usage: links [--packs FOLDER] --data FOLDER PAIR...\n"), 2;
  for (; next < argc; next++) measure(packs, folder, argv[next]);
  return 0;
}
