/* ASCII characters, whatever the locale of the process. For use inside lib/text only. */
#ifndef MQ_ASCII_H
#define MQ_ASCII_H

#include "base/str.h"

static inline bool mq_is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline bool mq_is_decimal(char c) { return c >= '0' && c <= '9'; }
static inline bool mq_is_alnum(char c) { return mq_is_alpha(c) || mq_is_decimal(c); }
static inline bool mq_is_one_of(char c, const char *set) { return c && strchr(set, c) != NULL; }

/* The byte at i, or 0 beyond the end. */
static inline char mq_byte_at(mq_str s, size_t i) { return i < s.size ? s.at[i] : 0; }

/* The byte before i, or 0 at the start. */
static inline char mq_byte_before(mq_str s, size_t i) { return i ? s.at[i - 1] : 0; }

static inline mq_str mq_str_from(mq_str s, size_t i) { return (mq_str){s.at + i, s.size - i}; }

#endif
