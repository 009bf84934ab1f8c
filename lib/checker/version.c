/* Versions: ours, and those of the libraries we were built with (both from meson). */
#include <mtqc/common.h>

const char *mtqc_version(void) { return MQ_VERSION; }

const char *mtqc_build_info(void) { return MQ_BUILD_INFO; }
