/* What every public header of mtqc shares: linkage, text, sinks, and three words about ownership.
 *
 * Ownership. A *new* object is yours: free it with the function named `_free` (which accepts NULL). A *borrowed* pointer
 * lives as long as the object that gave it and is never freed by you. Nothing in this API *takes* what you pass:
 * texts, strings and options are read or copied before the call returns, unless the function says "must outlive".
 *
 * Text is a pointer and a size in bytes, UTF-8, not necessarily NUL-terminated, and is never modified. Malformed UTF-8 is
 * read as U+FFFD; offsets still count the bytes as given. All offsets are bytes, half-open [start_byte, end_byte);
 * lines and columns count from 1, columns in Unicode code points. One text may have at most MTQC_TEXT_MAX bytes.
 *
 * Limits. Refused with MTQC_ELIMIT: texts, files and the segments of one side of more than MTQC_TEXT_MAX bytes; records of
 * bilingual files of more than 64 MiB; segments of a metric of more than MTQC_METRIC_TEXT_MAX bytes (TER: MTQC_METRIC_TER_WORDS_MAX
 * words); anchor patterns that backtrack without end; more than 2^32 - 2 pairs in training. Refused with MTQC_EINPUT: JSON of
 * more than 64 levels, XML of more than 256. Read, but not all of it looked at, so that no segment takes more than linear
 * time: words of more than 100 letters (as compounds 60) are not asked for in spelling dictionaries; checks that search stop
 * after 2000 tokens of a segment, and name at most 64 places of a segment, the last with the number of those that follow; of a
 * pair in training the first 100 words count.
 * The report format mqm, which repeats a segment for every finding in it, shows 4096 bytes before, in and behind a span.
 *
 * Threads. A checker is immutable once it is made and may be used by any number of threads at a time; so may options that
 * nobody sets. Checkers may be made and freed in several threads at once. A result (report, alignment, segments) may be read
 * by many threads once the call that made it has returned and as long as none frees it or applies suppressions to it. What
 * is filled step by step (options being set, file, bitext, unit, metric, tally, suppressions, writer, mtqc_error) belongs
 * to one thread at a time. The library keeps no state between calls that a caller could see, uses no signals, and starts
 * threads only where `jobs` says so; they have ended when the call returns. Sinks and progress
 * are called by the calling thread. */
#ifndef MTQC_COMMON_H
#define MTQC_COMMON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define MTQC_BEGIN extern "C" { _Pragma("GCC visibility push(default)")
#define MTQC_END   _Pragma("GCC visibility pop") }
#else
#define MTQC_BEGIN _Pragma("GCC visibility push(default)")
#define MTQC_END   _Pragma("GCC visibility pop")
#endif

/* Semantic version (semver.org) of the API described by these headers. A program keeps running, without being compiled anew,
 * with every library of the same MAJOR and the same or a later version: functions, numbers of enums and checks, structs
 * and the meaning of what is documented stay; new functions, constants, options, checks and formats raise MINOR, corrections
 * PATCH. What breaks this raises MAJOR, and with it the SONAME, libmtqc.so.MAJOR. What the checks find is not part of it:
 * findings and confidences get better with any version. Structs of these headers that are not opaque never grow. */
#define MTQC_VERSION_MAJOR 0
#define MTQC_VERSION_MINOR 1
#define MTQC_VERSION_PATCH 0

/* Largest text that one call reads, in bytes (1 GiB); a longer one is refused with MTQC_ELIMIT. */
#define MTQC_TEXT_MAX ((size_t)1 << 30)

MTQC_BEGIN

/* A piece of UTF-8 text: `size` bytes at `bytes`. Empty text may have bytes == NULL. */
typedef struct mtqc_text {
  const char *bytes;
  size_t size;
} mtqc_text;

/* The two sides of a translation. */
typedef enum mtqc_side { MTQC_SOURCE = 0, MTQC_TARGET = 1 } mtqc_side;

/* Receives output piece by piece. Returns 0 to go on, anything else to stop (the writer then returns MTQC_EIO). */
typedef int (*mtqc_sink)(void *payload, const char *bytes, size_t size);

/* Told from time to time how much is done, 0..1; anything but 0 stops the work (the call then returns MTQC_EIO). */
typedef int (*mtqc_progress)(void *payload, double share);

/* Version of the library at run time, "MAJOR.MINOR.PATCH". Borrowed, lives forever. */
const char *mtqc_version(void);

/* One line naming the libraries mtqc was built with ("ICU 72.1, hunspell 1.7.1, ..."). Borrowed, lives forever. */
const char *mtqc_build_info(void);

MTQC_END

#endif
