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
 * VouchHelperTake:
 * @output: what it has printed and nobody has taken yet; what is taken is to be removed.
 * @data: the caller's data.
 *
 * Takes output while the helper runs. Returns whether the helper may go on.
 */
typedef gboolean (*VouchHelperTake) (GByteArray *output, gpointer data);

/**
 * VouchHelperRun:
 * @argv: the program and its arguments.
 * @fds: (array length=n_fds): become descriptors of the helper, from 3 on.
 * @n_fds: how many.
 * @max_output: how many bytes it may print, or, with @take, have printed and not taken.
 * @timeout_ms: how long it may take, or, with @is_long, how long it may print nothing.
 * @is_long: whether it takes as long as it tells that it gets on.
 * @take: (nullable): takes output as it comes.
 * @take_data: for @take.
 * @end: (out): how it ended.
 * @exit_code: (out): its exit code.
 * @output: (out): what it printed.
 */
typedef struct {
  const char *const *argv;
  const int *fds;
  gsize n_fds;
  gsize max_output;
  gint64 timeout_ms;
  gboolean is_long;
  VouchHelperTake take;
  gpointer take_data;
  VouchHelperEnd end;
  int exit_code;
  GByteArray *output;
} VouchHelperRun;

GPid vouch_helper_spawn (const char *const *argv,
                         const int *fds,
                         gsize n_fds,
                         const char *const *more_environment,
                         int *output_fd,
                         GError **error);
void vouch_helper_end (GPid pid);
int vouch_helper_end_of (GPid pid);
gboolean vouch_helper_run (VouchHelperRun *run, GCancellable *cancellable, GError **error);

G_END_DECLS
