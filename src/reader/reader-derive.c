/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-derive"

#include "config.h"
#include "reader-derive.h"

#include <glib/gi18n-lib.h>

#include "vouch-reader-protocol.h"

/**
 * reader_derive:
 * @input: the original.
 * @target_fd: an empty file open for reading and writing.
 * @range: (nullable): the part of a recording that may leave, NULL for all of it.
 * @problem: (out): a plain sentence on why there is no copy.
 *
 * Writes a clean copy.
 *
 * Returns: an exit code of the reader.
 */
int
reader_derive (ReaderInput *input, int target_fd, const ReaderRange *range, char **problem)
{
  *problem = g_strdup (_ ("No clean copy can be made of this kind of file."));
  return VOUCH_READER_EXIT_NOT_POSSIBLE;
}
