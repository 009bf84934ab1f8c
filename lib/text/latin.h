/* Names across scripts: Latin forms of a word and how near two of them are. */
#ifndef MQ_LATIN_H
#define MQ_LATIN_H

#include "token.h"

/* The skeleton of a form: transliterated to Latin if needed, lower case, no accents, spelling differences between
 * transliteration systems levelled (sh/sch/š, zh/j, y/i/j, w/v, ts/z/c, kh/ch/h, doubled letters, ...). Written to `out`
 * (room bytes, cut if longer); returns its size. Equal skeletons: probably the same name. */
size_t mq_skeleton(mq_str fold, char *out, size_t room);

/* Nearness of two skeletons, 0..1: 1 - edit distance / longer length, vowels at half cost. */
double mq_skeleton_similarity(mq_str a, mq_str b);

#endif
