/* How well links tell a translation from another sentence, and how fast they are found.
 *
 *   links PACKS SOURCE-LANGUAGE SOURCE TARGET-LANGUAGE TARGET      (line i belongs to line i)
 *
 * Every line is scored with its translation, with a random line of like length, and with the next line. The
 * AUC is the chance that the translation scores higher. Blocks of 50 lines are counted in turn as "even" (to
 * tune on) and "odd". */
#include "lexicon/lookup.h"
#include "base/file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LAYERS = MQ_LAYER_COMPOUND + 1, BLOCK = 50, MOST_TOKENS = 1 << 16 };
enum { TRUE_PAIR, RANDOM_PAIR, NEAR_PAIR, KINDS };
enum { COVERAGE, SOFT_F, SCORES };

typedef struct side {
  mq_language language;
  mq_text text;
  mq_vocab *vocab;
} side;

static mq_lookup *lookup;
static side sides[2];
static mq_link links[2][MOST_TOKENS];
static double layer_weight[KINDS][LAYERS], layer_count[KINDS][LAYERS], total[KINDS];

static bool is_content(const mq_token *token) {
  return (token->kind == MQ_WORD || token->kind == MQ_NUMBER) && !(token->word->shape & MQ_STOPWORD);
}

/* Rare words count more. */
static double weight(int s, const mq_token *token) {
  const int16_t frequency = mq_lookup_entry(lookup, (mtqc_side)s, token->word)->frequency;
  return frequency == MQ_FREQUENCY_UNKNOWN ? 700 : frequency < -700 ? 700 : -frequency;
}

static double covered(int s, const mq_segment *segment, bool plain, int kind) {
  double sum = 0, all = 0;
  for (size_t i = 0; i < segment->token_count; i++) {
    const mq_token *token = &segment->tokens[i];
    if (!is_content(token)) continue;
    const mq_link *link = &links[s][i];
    const double w = plain ? 1 : weight(s, token);
    all += w;
    sum += w * (double)link->strength;
    if (!plain || s == MTQC_SOURCE) continue;
    total[kind]++;
    layer_count[kind][link->layer]++;
    layer_weight[kind][link->layer] += (double)link->strength;
  }
  return all > 0 ? sum / all : 0;
}

static void score(size_t i, size_t j, int kind, double *out) {
  const mq_segment *source = &sides[0].text.segments[i], *target = &sides[1].text.segments[j];
  mq_lookup_link(lookup, source->tokens, source->token_count, target->tokens, target->token_count, links[0],
                 links[1]);
  out[COVERAGE] = covered(MTQC_TARGET, target, true, kind);
  const double a = covered(MTQC_SOURCE, source, false, kind), b = covered(MTQC_TARGET, target, false, kind);
  out[SOFT_F] = a + b > 0 ? 2 * a * b / (a + b) : 0;
}

static size_t next_random(size_t below) {
  static uint64_t state = 20221122;
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (size_t)((state >> 33) % below);
}

static size_t like_length(size_t i, size_t count) {
  const double wanted = sides[1].text.segments[i].length;
  size_t j = i;
  for (int tries = 0; tries < 1000; tries++) {
    j = next_random(count);
    if (j != i && fabs((double)sides[1].text.segments[j].length - wanted) <= wanted * .1) break;
  }
  return j;
}

static double auc(const double *good, const double *bad, size_t count, size_t stride, int parity) {
  double wins = 0, pairs = 0;
  for (size_t i = 0; i < count; i++) {
    if ((int)(i / BLOCK % 2) != parity) continue;
    for (size_t j = 0; j < count; j++) {
      if ((int)(j / BLOCK % 2) != parity) continue;
      const double difference = good[i * stride] - bad[j * stride];
      wins += difference > 0 ? 1 : difference < 0 ? 0 : .5;
      pairs++;
    }
  }
  return wins / pairs;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void load(mq_arena *arena, side *s, const char *tag, const char *path) {
  mq_str bytes;
  mtqc_error error = {0};
  if (mq_language_parse(&s->language, tag, &error) || mq_file_map(arena, path, &bytes, &error)) {
    fprintf(stderr, "%s: %s\n", path, error.text);
    exit(2);
  }
  s->text.bytes = bytes;
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

static void report(size_t count, double (*scores)[KINDS][SCORES]) {
  static const char *names[SCORES] = {"coverage", "soft F"};
  for (int parity = 0; parity < 2; parity++)
    for (int s = 0; s < SCORES; s++) {
      const double *first = &scores[0][0][s];
      const size_t stride = KINDS * SCORES;
      printf("%s blocks, %-8s  AUC random %.4f  near %.4f\n", parity ? "odd " : "even", names[s],
             auc(first, first + RANDOM_PAIR * SCORES, count, stride, parity),
             auc(first, first + NEAR_PAIR * SCORES, count, stride, parity));
    }
  printf("layer        true    mean  random  near (share of content words of the target)\n");
  for (int l = 0; l < LAYERS; l++)
    printf("%-11s %6.4f  %.3f  %6.4f  %6.4f\n", mq_layer_name((mq_layer)l), layer_count[0][l] / total[0],
           layer_count[0][l] > 0 ? layer_weight[0][l] / layer_count[0][l] : 0, layer_count[1][l] / total[1],
           layer_count[2][l] / total[2]);
}

int main(int argc, char **argv) {
  if (argc != 6) return fprintf(stderr, "usage: links PACKS LANGUAGE SOURCE LANGUAGE TARGET\n"), 2;
  mq_arena *arena = mq_arena_new();
  if (!arena || mq_arena_try(arena)) return 2;
  for (int s = 0; s < 2; s++) load(arena, &sides[s], argv[2 + 2 * s], argv[3 + 2 * s]);
  mtqc_error error = {0};
  const mq_lexicon *lexicon = mq_lexicon_open(arena, &sides[0].language, &sides[1].language, argv[1], &error);
  if (!lexicon) return fprintf(stderr, "%s: %s\n", argv[1], error.text), 2;
  for (int s = 0; s < 2; s++) {
    tables t = {arena, lexicon, s ? MQ_PACK_TARGET : MQ_PACK_SOURCE};
    mq_language_load(arena, &sides[s].language, table, &t);
    sides[s].vocab = mq_vocab_new(arena, &sides[s].language);
    sides[s].text = mq_text_lines(arena, &sides[s].language, sides[s].text.bytes);
    mq_text_tokenize(arena, &sides[s].text, sides[s].vocab, 0, sides[s].text.segment_count);
  }
  lookup = mq_lookup_new(arena, lexicon, sides[0].vocab, sides[1].vocab);
  const size_t count = sides[0].text.segment_count < sides[1].text.segment_count
                           ? sides[0].text.segment_count
                           : sides[1].text.segment_count;
  double(*scores)[KINDS][SCORES] = mq_arena_array(arena, count, sizeof *scores);
  double start = now();
  for (size_t i = 0; i < count; i++) {
    score(i, i, TRUE_PAIR, scores[i][TRUE_PAIR]);
    score(i, like_length(i, count), RANDOM_PAIR, scores[i][RANDOM_PAIR]);
    score(i, i + 1 < count ? i + 1 : i - 1, NEAR_PAIR, scores[i][NEAR_PAIR]);
  }
  printf("first pass %.3f s, arena %.1f MB\n", now() - start, (double)mq_arena_size(arena) / 1e6);
  report(count, scores);
  start = now();
  size_t tokens = 0;
  enum { ROUNDS = 20 };
  for (int round = 0; round < ROUNDS; round++)
    for (size_t i = 0; i < count; i++) {
      const mq_segment *a = &sides[0].text.segments[i], *b = &sides[1].text.segments[i];
      mq_lookup_link(lookup, a->tokens, a->token_count, b->tokens, b->token_count, links[0], links[1]);
      tokens += a->token_count + b->token_count;
    }
  const double seconds = now() - start;
  printf("%.0f beads a second, %.2f million tokens a second\n", (double)count * ROUNDS / seconds,
         (double)tokens / seconds / 1e6);
  mq_arena_free(arena);
  return 0;
}
