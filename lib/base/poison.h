/* Which bytes nobody may touch, told to the address sanitizer: it sees the blocks that come from the system, not what an arena
 * gives out of them. Nothing in a build without it. */
#ifndef MQ_POISON_H
#define MQ_POISON_H

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
enum { MQ_GAP = 16 }; /* bytes between two pieces of an arena */
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)0)
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)0)
enum { MQ_GAP = 0 };
#endif

#endif
