/* Unicode's composed normal form. */
#ifndef MQ_NFC_H
#define MQ_NFC_H

#include "base/str.h"

/* The text in NFC: itself if it is so already, else a copy in the arena. A text that is not UTF-8 or larger than 64 KiB comes
 * back as it is. */
mq_str mq_nfc(mq_arena *arena, mq_str text);

#endif
