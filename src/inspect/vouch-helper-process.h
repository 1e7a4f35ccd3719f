/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchHelperEnd:
 * @VOUCH_HELPER_EXITED: the helper ended by itself; see the exit code.
 * @VOUCH_HELPER_CRASHED: a signal ended it.
 * @VOUCH_HELPER_TIMED_OUT: it did not end in time and was killed.
 * @VOUCH_HELPER_TOO_MUCH: it printed more than it may and was killed.
 */
typedef enum {
  VOUCH_HELPER_EXITED,
  VOUCH_HELPER_CRASHED,
  VOUCH_HELPER_TIMED_OUT,
  VOUCH_HELPER_TOO_MUCH,
} VouchHelperEnd;

/**
 * VouchHelperRun:
 * @argv: the program and its arguments.
 * @source_fd: becomes descriptor 3 of the helper.
 * @target_fd: becomes descriptor 4, or -1 for none.
 * @max_output: how many bytes it may print.
 * @timeout_ms: how long it may take.
 * @end: (out): how it ended.
 * @exit_code: (out): its exit code.
 * @output: (out): what it printed.
 */
typedef struct {
  const char *const *argv;
  int source_fd;
  int target_fd;
  gsize max_output;
  gint64 timeout_ms;
  VouchHelperEnd end;
  int exit_code;
  GByteArray *output;
} VouchHelperRun;

gboolean vouch_helper_run (VouchHelperRun *run, GCancellable *cancellable, GError **error);

G_END_DECLS
