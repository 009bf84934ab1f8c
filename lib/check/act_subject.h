/* A deed as the subject of what only persons do ("the attacks armed themselves"), by lists of one language: act-nouns.txt and
 * agent-nouns.txt (which tell deeds from doers), agent-verbs.txt. */
#ifndef MQ_ACT_SUBJECT_H
#define MQ_ACT_SUBJECT_H

#include "role_nouns.h"

typedef struct mq_act_subjects {
  mq_role_nouns nouns; /* deeds; doers stand among them to tell the two apart */
  mq_phrases *verbs;   /* of persons */
  mq_map determiners;  /* folds of words that may open a subject */
  mq_map passive;      /* folds of words that make the verb behind them passive */
  mq_str passive_endings; /* of verbs that are passive by themselves; separated by ; */
} mq_act_subjects;

/* Whether the target language has the lists. */
bool mq_act_subjects_load(mq_act_subjects *known, const mq_setup *setup);

/* Reports each sentence of the translation that opens so. */
void mq_act_subjects_check(mq_context *context, const mq_view *view, const mq_act_subjects *known);

#endif
