/* Scanners of tokens that are not language: addresses and markup (placeholders: placeholder.h). For use inside lib/text only.
 *
 * Each looks at text that begins at `s` and returns the size of what it found, or 0. All but mq_scan_url look at a bounded
 * number of bytes, and a URL is consumed, so a tokenizer that tries them at every place stays linear. */
#ifndef MQ_SPECIAL_H
#define MQ_SPECIAL_H

#include "base/str.h"

size_t mq_scan_url(mq_str s, bool spaceless);
size_t mq_scan_email(mq_str s);
size_t mq_scan_markup(mq_str s);

#endif
