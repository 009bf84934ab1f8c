/* Filling an mtqc_error. Every function accepts error == NULL and returns `code`, so a failure is one statement. */
#ifndef MQ_ERROR_H
#define MQ_ERROR_H

#include <mtqc/error.h>

/* The first error wins: a filled error is left as it is. */
int mq_error_set(mtqc_error *error, int code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same with a place: `file` may be NULL, line and byte 0. */
int mq_error_at(mtqc_error *error, int code, const char *file, uint32_t line, uint64_t byte, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* MTQC_ENOMEM with its standard text. */
int mq_error_memory(mtqc_error *error);

#endif
