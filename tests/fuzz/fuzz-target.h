/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What every fuzz target defines and libFuzzer, or fuzz-driver.c in its place, calls. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
