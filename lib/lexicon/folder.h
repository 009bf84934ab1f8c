/* Where the language packs of this installation are. */
#ifndef MQ_FOLDER_H
#define MQ_FOLDER_H

#include "base/str.h"

/* $MTQC_DATA; or the packs of the build tree that the running program stands in; or share/mtqc beside the library,
 * wherever it was moved to; or the folder that it was to be installed in. */
const char *mq_data_folder(mq_arena *arena);

#endif
