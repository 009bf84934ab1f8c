/* What the tokenizer needs of a vocabulary beyond token.h. For use inside lib/text only. */
#ifndef MQ_VOCAB_H
#define MQ_VOCAB_H

#include "breaker.h"
#include "token.h"

/* The word iterator of this vocabulary, opened when first asked for. */
mq_breaker *mq_vocab_breaker(mq_vocab *vocab);

#endif
