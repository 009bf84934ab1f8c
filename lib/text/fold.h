/* Stemming with a stemmer that is kept. For use inside lib/text only; mq_fold and mq_stem are in token.h. */
#ifndef MQ_FOLD_H
#define MQ_FOLD_H

#include "token.h"

#include <libstemmer.h>

/* `stemmer` may be NULL: then the stem is the fold. */
mq_str mq_stem_with(mq_arena *arena, struct sb_stemmer *stemmer, mq_str fold);

#endif
