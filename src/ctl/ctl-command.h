/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-context.h"
#include "ctl-exit.h"

G_BEGIN_DECLS

/**
 * CtlRun:
 * @context: the run, its library open as the command asks.
 * @words: the words after the command that are no options, %NULL-terminated.
 * @exit_code: (inout): %CTL_EXIT_DONE; changed when the answer itself is "no".
 * @error: the reason.
 *
 * What a command does.
 *
 * Returns: whether it could be done.
 */
typedef gboolean (*CtlRun) (CtlContext *context,
                            const char *const *words,
                            CtlExit *exit_code,
                            GError **error);

/**
 * CtlCommand:
 * @name: one or two words.
 * @words: what follows, as the help shows it.
 * @least: how many words follow at least.
 * @most: at most; -1 for any number.
 * @options: names of the options it knows, `name=VALUE` or `name`, separated by spaces.
 * @access: how it opens the library.
 * @run: what it does.
 * @summary: what it does, for the help.
 */
typedef struct {
  const char *name;
  const char *words;
  int least;
  int most;
  const char *options;
  CtlAccess access;
  CtlRun run;
  const char *summary;
} CtlCommand;

G_END_DECLS
