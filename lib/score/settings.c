/* Settings of a metric: reading them, and writing them as sacrebleu's signature. Both go by one table of
 * fields, in the order in which sacrebleu writes them. */
#define _GNU_SOURCE /* strtod_l */
#include "metric.h"

#include "base/error.h"
#include "base/str.h"

#include <ctype.h>
#include <mtqc/common.h>
#include <stdio.h>
#include <stdlib.h>

enum { NONE = -1 };

static const char *const smoothings[] = {"exp", "floor", "add-k", "none", NULL};

/* Lower-cased piece of a setting. */
typedef struct piece {
  char at[64];
} piece;

static piece piece_of(const char *text, size_t size) {
  piece p = {{0}};
  if (size >= sizeof p.at) size = sizeof p.at - 1;
  for (size_t i = 0; i < size; i++) p.at[i] = (char)tolower((unsigned char)text[i]);
  return p;
}

static bool is(const char *a, const char *b) {
  return strcmp(a, b) == 0;
}

/* 0 or 1 for the first or second word, else NONE. */
static int either(const char *value, const char *first, const char *second) {
  return is(value, first) ? 0 : is(value, second) ? 1 : NONE;
}

static bool set_flag(bool *flag, int value) {
  if (value != NONE) *flag = value;
  return value != NONE;
}

static bool set_number(uint32_t *number, const char *value, uint32_t least, uint32_t most) {
  char *end;
  if (!isdigit((unsigned char)value[0])) return false;
  const unsigned long read = strtoul(value, &end, 10);
  if (*end || read < least || read > most) return false;
  *number = (uint32_t)read;
  return true;
}

/* --- names --- */

/* chrf, chrf3, chrf++, chrf2+: the weight of recall, and one plus for each order of word n-grams. */
static bool set_chrf(mq_metric_settings *s, const char *rest) {
  const size_t digits = strspn(rest, "0123456789"), pluses = strspn(rest + digits, "+");
  s->kind = MQ_CHRF;
  s->effective = MQ_EFFECTIVE_YES;
  s->characters = 6;
  s->beta = 2;
  s->words = (uint32_t)pluses;
  const piece beta = piece_of(rest, digits);
  return rest[digits + pluses] == '\0' && pluses <= MQ_GRAM_ORDERS &&
         (digits == 0 || set_number(&s->beta, beta.at, 1, 99));
}

static bool set_name(mq_metric_settings *s, const char *name) {
  if (strncmp(name, "chrf", 4) == 0) return set_chrf(s, name + 4);
  s->kind = is(name, "bleu") ? MQ_BLEU : MQ_TER;
  s->tokenizer = MQ_MTEVAL_13A;
  s->effective = MQ_EFFECTIVE_SEGMENTS;
  return s->kind == MQ_BLEU || is(name, "ter");
}

void mq_metric_name(const mq_metric_settings *s, char *out, size_t room) {
  if (s->kind == MQ_CHRF) snprintf(out, room, "chrF%u%.*s", s->beta, (int)s->words, "++++++++++++++++");
  else snprintf(out, room, "%s", s->kind == MQ_BLEU ? "BLEU" : "TER");
}

/* --- fields --- */

/* "floor", "floor[0.1]". */
static bool set_smoothing(mq_metric_settings *s, const char *value) {
  const size_t size = strcspn(value, "[");
  for (int i = 0; smoothings[i]; i++) {
    if (strlen(smoothings[i]) != size || strncmp(value, smoothings[i], size) != 0) continue;
    s->smoothing = (mq_smoothing)i;
    s->smoothing_value = i == MQ_SMOOTH_FLOOR ? 0.1 : 1;
    if (!value[size]) return true;
    if (i != MQ_SMOOTH_FLOOR && i != MQ_SMOOTH_ADD_K) return false;
    char *end;
    s->smoothing_value = strtod_l(value + size + 1, &end, mq_plain_locale());
    /* A missing match counts no more than one that is there: else scores pass 100. */
    const double most = i == MQ_SMOOTH_FLOOR ? 1 : 1e6;
    return end != value + size + 1 && is(end, "]") && s->smoothing_value >= 0 && s->smoothing_value <= most;
  }
  return false;
}

static bool set_bleu_field(mq_metric_settings *s, const char *key, const char *value) {
  if (is(key, "smooth")) return set_smoothing(s, value);
  if (is(key, "eff")) {
    const int yes = either(value, "no", "yes");
    if (yes != NONE) s->effective = yes ? MQ_EFFECTIVE_YES : MQ_EFFECTIVE_NO;
    return yes != NONE;
  }
  for (int i = 0; is(key, "tok") && mq_mteval_name((mq_mteval)i); i++)
    if (is(value, mq_mteval_name((mq_mteval)i))) return s->tokenizer = (mq_mteval)i, true;
  return is(key, "case") && set_flag(&s->lower, either(value, "mixed", "lc"));
}

static bool set_chrf_field(mq_metric_settings *s, const char *key, const char *value) {
  if (is(key, "nc")) return set_number(&s->characters, value, 0, MQ_GRAM_ORDERS);
  if (is(key, "nw")) return set_number(&s->words, value, 0, MQ_GRAM_ORDERS);
  if (is(key, "beta")) return set_number(&s->beta, value, 1, 99);
  if (is(key, "space")) return set_flag(&s->space, either(value, "no", "yes"));
  if (is(key, "eff")) {
    const int yes = either(value, "no", "yes");
    if (yes != NONE) s->effective = yes ? MQ_EFFECTIVE_YES : MQ_EFFECTIVE_NO;
    return yes != NONE;
  }
  return is(key, "case") && set_flag(&s->lower, either(value, "mixed", "lc"));
}

static bool set_ter_field(mq_metric_settings *s, const char *key, const char *value) {
  if (is(key, "case")) return set_flag(&s->tercom.case_sensitive, either(value, "lc", "mixed"));
  if (is(key, "norm")) return set_flag(&s->tercom.normalized, either(value, "no", "yes"));
  if (is(key, "punct")) return set_flag(&s->tercom.no_punct, either(value, "yes", "no"));
  if (is(key, "asian")) return set_flag(&s->tercom.asian, either(value, "no", "yes"));
  return is(key, "tok") && is(value, "tercom");
}

static const char *known_fields(mq_metric_kind kind) {
  return kind == MQ_BLEU ? "tok=13a|intl|zh|char|none, smooth=exp|floor|add-k|none, eff=no|yes, case=mixed|lc"
         : kind == MQ_CHRF ? "nc=0..16, nw=0..16, beta=1..99, space=no|yes, eff=yes|no, case=mixed|lc"
                           : "case=lc|mixed, norm=no|yes, punct=yes|no, asian=no|yes";
}

static int set_field(mq_metric_settings *s, const char *text, size_t size, mtqc_error *error) {
  size_t key_size = 0;
  while (key_size < size && text[key_size] != '=' && text[key_size] != ':') key_size++;
  const piece key = piece_of(text, key_size);
  const piece value = key_size < size ? piece_of(text + key_size + 1, size - key_size - 1) : (piece){{0}};
  if (is(key.at, "nrefs") || is(key.at, "version")) return MTQC_OK;
  const bool good = s->kind == MQ_BLEU   ? set_bleu_field(s, key.at, value.at)
                    : s->kind == MQ_CHRF ? set_chrf_field(s, key.at, value.at)
                                         : set_ter_field(s, key.at, value.at);
  if (good) return MTQC_OK;
  return mq_error_set(error, MTQC_EARGUMENT, "metric setting '%.*s': there are %s",
                      (int)(size > 40 ? 40 : size), text, known_fields(s->kind));
}

int mq_metric_settings_read(mq_metric_settings *s, const char *text, mtqc_error *error) {
  *s = (mq_metric_settings){0};
  size_t size = strcspn(text, ":|");
  const piece name = piece_of(text, size);
  if (!set_name(s, name.at))
    return mq_error_set(error, MTQC_EARGUMENT,
                        "there is no metric '%.*s'; bleu, chrf, chrf++ and ter are known",
                        (int)(size > 40 ? 40 : size), text);
  while (text[size]) {
    text += size + 1;
    size = strcspn(text, ",|");
    const int status = size ? set_field(s, text, size, error) : MTQC_OK;
    if (status) return status;
  }
  if (s->kind == MQ_CHRF && s->characters + s->words == 0)
    return mq_error_set(error, MTQC_EARGUMENT, "metric setting '%s': nc and nw cannot both be 0", name.at);
  return MTQC_OK;
}

/* --- signature --- */

static const char *yes_or_no(bool yes) {
  return yes ? "yes" : "no";
}

void mq_metric_signature(const mq_metric_settings *s, size_t references, bool of_segments, char *out,
                         size_t room) {
  char number[24], smoothing[40];
  snprintf(number, sizeof number, references ? "%zu" : "var", references);
  const char *cases = s->lower ? "lc" : "mixed";
  switch (s->kind) {
  case MQ_BLEU: {
    const bool effective =
        s->effective == MQ_EFFECTIVE_YES || (of_segments && s->effective == MQ_EFFECTIVE_SEGMENTS);
    const bool valued = s->smoothing == MQ_SMOOTH_FLOOR || s->smoothing == MQ_SMOOTH_ADD_K;
    mq_print(smoothing, sizeof smoothing, valued ? "%s[%.2f]" : "%s", smoothings[s->smoothing],
             s->smoothing_value);
    snprintf(out, room, "nrefs:%s|case:%s|eff:%s|tok:%s|smooth:%s|version:mtqc-%s", number, cases,
             yes_or_no(effective), mq_mteval_name(s->tokenizer), smoothing, MQ_VERSION);
    break;
  }
  case MQ_CHRF:
    snprintf(out, room, "nrefs:%s|case:%s|eff:%s|nc:%u|nw:%u|space:%s|version:mtqc-%s", number, cases,
             yes_or_no(s->effective != MQ_EFFECTIVE_NO), s->characters, s->words, yes_or_no(s->space),
             MQ_VERSION);
    break;
  case MQ_TER:
    snprintf(out, room, "nrefs:%s|case:%s|tok:tercom|norm:%s|punct:%s|asian:%s|version:mtqc-%s", number,
             s->tercom.case_sensitive ? "mixed" : "lc", yes_or_no(s->tercom.normalized),
             yes_or_no(!s->tercom.no_punct), yes_or_no(s->tercom.asian), MQ_VERSION);
    break;
  }
}
