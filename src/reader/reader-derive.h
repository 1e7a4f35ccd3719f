/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reader-input.h"
#include "vouch-facts.h"

G_BEGIN_DECLS

/**
 * ReaderRange:
 * @start_ms: begin of the chosen part, in milliseconds.
 * @end_ms: its end.
 */
typedef struct {
  gint64 start_ms;
  gint64 end_ms;
} ReaderRange;

int reader_derive (ReaderInput *input,
                   int target_fd,
                   const ReaderRange *range,
                   const char *format,
                   VouchFacts *written,
                   char **problem);

G_END_DECLS
