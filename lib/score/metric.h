/* Inside of the reference-based metrics: what BLEU, chrF and TER have in common. */
#ifndef MQ_METRIC_H
#define MQ_METRIC_H

#include "edits.h"
#include "grams.h"
#include "intern.h"
#include "text/mteval.h"
#include "text/tercom.h"

#include <mtqc/metric.h>

/* The most statistics of a segment: three for each order of chrF's character and word n-grams. */
enum { MQ_STATISTICS = 3 * 2 * MQ_GRAM_ORDERS, MQ_BLEU_ORDERS = 4 };

typedef enum mq_metric_kind { MQ_BLEU, MQ_CHRF, MQ_TER } mq_metric_kind;
typedef enum mq_smoothing { MQ_SMOOTH_EXP, MQ_SMOOTH_FLOOR, MQ_SMOOTH_ADD_K, MQ_SMOOTH_NONE } mq_smoothing;
typedef enum mq_effective { MQ_EFFECTIVE_NO, MQ_EFFECTIVE_YES, MQ_EFFECTIVE_SEGMENTS } mq_effective;

typedef struct mq_metric_settings {
  mq_metric_kind kind;
  bool lower;             /* BLEU, chrF */
  mq_effective effective; /* BLEU; chrF: no or yes */
  mq_mteval tokenizer;    /* BLEU, as the next two */
  mq_smoothing smoothing;
  double smoothing_value;
  uint32_t characters, words, beta; /* chrF: orders, weight of recall */
  bool space;                       /* chrF: characters include white space */
  mq_tercom tercom;                 /* TER */
} mq_metric_settings;

/* Reads "bleu:tok=intl" or a signature (see mtqc/metric.h). 0 or MTQC_EARGUMENT. */
int mq_metric_settings_read(mq_metric_settings *settings, const char *text, mtqc_error *error);

/* "BLEU", "chrF2++". */
void mq_metric_name(const mq_metric_settings *settings, char *out, size_t room);

/* The signature for `references` references a segment (0: a varying number), of segments or of the corpus. */
void mq_metric_signature(const mq_metric_settings *settings, size_t references, bool of_segments, char *out,
                         size_t room);

/* Buffers for one segment at a time. */
typedef struct mq_metric_work {
  mq_chars chars, spare;
  mq_ranges ranges;
  mq_intern intern;
  mq_grams grams;
  mq_edits edits;
  uint32_t *symbols;
  mq_sequence *sequences; /* of the references */
  size_t symbol_room, sequence_room;
} mq_metric_work;

void mq_metric_work_start(mq_metric_work *work, mq_arena *arena);
/* Room for so many symbols and sequences; what they held is lost. */
void mq_metric_work_reserve(mq_metric_work *work, size_t symbols, size_t sequences);
/* Numbers for all words in work->ranges, into work->symbols. */
void mq_metric_work_intern(mq_metric_work *work);

/* One metric: the statistics of a segment, which add up to those of a corpus; and the score of statistics. */
typedef struct mq_measure {
  size_t (*statistic_count)(const mq_metric_settings *settings);
  /* 0 or MTQC_ELIMIT. */
  int (*segment)(mq_metric_work *work, const mq_metric_settings *settings, mq_str hypothesis,
                 const mtqc_text *references, size_t reference_count, double *statistics, mtqc_error *error);
  double (*score)(const mq_metric_settings *settings, const double *statistics, bool of_segment);
} mq_measure;

extern const mq_measure mq_bleu, mq_chrf, mq_ter;

struct mtqc_metric {
  mq_arena *arena;
  mq_metric_settings settings;
  const mq_measure *measure;
  size_t statistic_count;
  mq_metric_work work;
  double sums[MQ_STATISTICS];
  size_t segments, least_references, most_references; /* of the segments added */
  bool keep;
  double *kept; /* rows of statistics, one a segment */
  size_t kept_room;
  char name[48], signature[192], segment_signature[192];
};

/* Whether two metrics measure the same. */
bool mq_metric_same_settings(const mtqc_metric *a, const mtqc_metric *b);

static inline mq_str mq_str_of_text(mtqc_text text) {
  return (mq_str){text.bytes, text.size};
}

#endif
