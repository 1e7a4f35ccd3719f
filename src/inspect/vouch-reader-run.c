/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-reader-run"

#include "config.h"
#include "vouch-reader-run.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

#include "vouch-bubblewrap.h"
#include "vouch-error.h"
#include "vouch-facts-json.h"
#include "vouch-reader-protocol.h"

/* Starting the reader for one piece of work, and what its end means. */

/* The reader stops itself after ten seconds without progress; this bound only catches one that was
 * taken over. Encoding a long recording anew is the slowest honest work. */
#define BASE_TIMEOUT_MS (120 * 1000)
#define TIMEOUT_MS_PER_MIB 4000

static gint64
timeout_for (const int *fds, gsize n_fds)
{
  gint64 timeout_ms = BASE_TIMEOUT_MS;
  struct stat status = { 0 };

  for (gsize i = 0; i < n_fds; i++)
    if (fstat (fds[i], &status) == 0)
      timeout_ms += (status.st_size >> 20) * TIMEOUT_MS_PER_MIB;
  return timeout_ms;
}

/**
 * vouch_reader_run:
 * @helper: the program that reads files.
 * @run: its descriptors and bounds; receives how it ended.
 * @arguments: what it is to do, up to a %NULL.
 * @cancellable: (nullable): to end it.
 * @error: %VOUCH_ERROR_DEVICE, %VOUCH_ERROR_CANCELLED.
 *
 * Starts the reader, with bubblewrap around it where the system has it.
 *
 * Returns: whether it ran; it may still have ended badly.
 */
gboolean
vouch_reader_run (const char *helper,
                  VouchHelperRun *run,
                  const char *const *arguments,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);

  if (vouch_bubblewrap_usable ())
    vouch_bubblewrap_append (argv, helper);
  else
    g_ptr_array_add (argv, g_strdup (helper));
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup (arguments[i]));
  g_ptr_array_add (argv, NULL);

  run->argv = (const char *const *) argv->pdata;
  run->timeout_ms = run->is_long ? BASE_TIMEOUT_MS : timeout_for (run->fds, run->n_fds);
  run->output = g_byte_array_new ();
  return vouch_helper_run (run, cancellable, error);
}

/**
 * vouch_reader_run_explain:
 * @run: a reader that ended badly.
 *
 * Returns: why it could make nothing of the file, as a sentence for people.
 */
const char *
vouch_reader_run_explain (const VouchHelperRun *run)
{
  switch (run->end) {
  case VOUCH_HELPER_TIMED_OUT: return _ ("Reading this file takes too long. It may be damaged.");
  case VOUCH_HELPER_TOO_MUCH: return _ ("This file holds more than Vouch can take in.");
  case VOUCH_HELPER_CRASHED: return _ ("This file is so damaged that it cannot be read.");
  case VOUCH_HELPER_EXITED: break;
  }
  if (run->exit_code == VOUCH_READER_EXIT_STALLED)
    return _ ("Reading this file does not get on. It may be damaged.");
  return _ ("This file cannot be read.");
}

/**
 * vouch_reader_run_refused:
 * @run: a reader that ended.
 * @error: %VOUCH_ERROR_DEVICE when it did not even open the file.
 *
 * Returns: whether it could not protect itself, or was not there.
 */
gboolean
vouch_reader_run_refused (const VouchHelperRun *run, GError **error)
{
  /* 1 and 127 are how bubblewrap and the C library say that there is no such program. */
  static const int codes[] = { VOUCH_READER_EXIT_NO_SANDBOX, VOUCH_READER_EXIT_USAGE, 1, 127 };
  gboolean started = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    started &= run->end != VOUCH_HELPER_EXITED || run->exit_code != codes[i];
  if (started)
    return FALSE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                       _ ("The part of Vouch that looks into files could not protect itself on "
                          "this computer, so it did not open the file. Your files are safe."));
  return TRUE;
}

/* A busy computer or a slow disk, as far as anybody can tell: no reason to think ill of the file. */
static gboolean
is_out_of_time (const VouchHelperRun *run)
{
  return run->end == VOUCH_HELPER_TIMED_OUT ||
         (run->end == VOUCH_HELPER_EXITED && run->exit_code == VOUCH_READER_EXIT_STALLED);
}

/**
 * vouch_reader_run_set_error:
 * @run: a reader that made no copy.
 * @error: why: %VOUCH_ERROR_DEVICE when it only did not get on, %VOUCH_ERROR_CORRUPT when the file brought
 *   it down, %VOUCH_ERROR_INVALID or %VOUCH_ERROR_NO_SPACE when it said so.
 *
 * Turns its end into an error.
 */
void
vouch_reader_run_set_error (const VouchHelperRun *run, GError **error)
{
  g_autoptr (VouchFacts) said = NULL;
  const char *problem = NULL;
  int code = VOUCH_ERROR_CORRUPT;

  if (run->end == VOUCH_HELPER_EXITED && run->output->len > 0)
    said = vouch_facts_from_json ((const char *) run->output->data, run->output->len, NULL);
  problem = said != NULL ? vouch_facts_get_problem (said) : NULL;
  if (run->end == VOUCH_HELPER_EXITED && run->exit_code == VOUCH_READER_EXIT_NOT_POSSIBLE)
    code = VOUCH_ERROR_INVALID;
  else if (run->end == VOUCH_HELPER_EXITED && run->exit_code == VOUCH_READER_EXIT_NO_SPACE)
    code = VOUCH_ERROR_NO_SPACE;
  else if (is_out_of_time (run)) {
    code = VOUCH_ERROR_DEVICE;
    problem = _ ("This computer was too busy, or its disk too slow, to get on with the copy. Your "
                 "original is safe, and what is done so far is kept. Try again later.");
  }
  g_set_error_literal (error, VOUCH_ERROR, code,
                       problem != NULL ? problem : vouch_reader_run_explain (run));
}
