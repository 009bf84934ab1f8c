/* A fuzz target is one function. libFuzzer calls it (tests/fuzz/run.sh), or driver.c with the files of its corpus. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
