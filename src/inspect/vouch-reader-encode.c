/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-reader-encode"

#include "config.h"
#include "vouch-reader-encode.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-reader-protocol.h"
#include "vouch-reader-run.h"

/*
 * A recording is coded anew by one reader for each step. What it tells on the way are lines of a few
 * numbers, which are held against what is possible before they count; what it wrote is measured by
 * another reader, as every copy is.
 */

#define MAX_LINE 100
#define MAX_LIST 4096

typedef struct {
  const VouchEncodeWork *work;
  gboolean stopped;
} Progress;

static gboolean
take_line (Progress *progress, const char *line)
{
  const VouchEncodeWork *work = progress->work;
  gint64 length_ms = work->encoding->end_ms - work->encoding->start_ms;
  gint64 reached_ms = 0, bytes = 0;
  guint64 mark = 0;

  if (sscanf (line, "at %" G_GINT64_FORMAT, &reached_ms) != 1 &&
      sscanf (line, "mark %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT, &mark, &bytes) != 2)
    /* A last word about why it did not work; vouch_reader_run_set_error() reads it. */
    return TRUE;
  if (reached_ms < 0 || reached_ms > length_ms + 1000 || bytes < 0 ||
      mark > (guint64) (length_ms / MAX (1, work->mark_ms)) + 1)
    return FALSE;
  progress->stopped = work->func != NULL && !work->func (reached_ms, mark, bytes, work->data);
  return !progress->stopped;
}

static gboolean
take_lines (GByteArray *output, gpointer data)
{
  const guint8 *end = NULL;

  while (output->len > 0 && output->data[0] != '{' &&
         (end = memchr (output->data, '\n', output->len)) != NULL) {
    guint length = (guint) (end - output->data);
    g_autofree char *line = g_strndup ((const char *) output->data, MIN (length, MAX_LINE));

    g_byte_array_remove_range (output, 0, length + 1);
    if (!take_line (data, line))
      return FALSE;
  }
  return TRUE;
}

static const char *
name_of (VouchEncodeStep step)
{
  switch (step) {
  case VOUCH_ENCODE_PICTURE: return "picture";
  case VOUCH_ENCODE_SOUND: return "sound";
  default: return "join";
  }
}

/**
 * vouch_reader_encode:
 * @helper: the program that reads files.
 * @work: the step.
 * @cancellable: (nullable): to stop it.
 * @error: see vouch_inspector_encode().
 *
 * Takes a step in coding a recording anew.
 *
 * Returns: whether it is done.
 */
gboolean
vouch_reader_encode (const char *helper,
                     const VouchEncodeWork *work,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *word = vouch_encoding_to_text (work->encoding);
  g_autofree char *mark_ms = g_strdup_printf ("%" G_GINT64_FORMAT, work->mark_ms);
  g_autofree char *first_mark = g_strdup_printf ("%" G_GUINT64_FORMAT, work->first_mark);
  const char *arguments[] = { "encode", name_of (work->step), word, mark_ms, first_mark, NULL };
  const int fds[] = { work->source_fd, work->target_fd, work->sound_fd };
  Progress progress = { work, FALSE };
  VouchHelperRun run = { .fds = fds,
                         .n_fds = work->sound_fd >= 0 ? 3 : 2,
                         .max_output = VOUCH_READER_MAX_OUTPUT,
                         .is_long = work->step != VOUCH_ENCODE_JOIN,
                         .take = take_lines,
                         .take_data = &progress };
  gboolean done = FALSE;

  if (vouch_reader_run (helper, &run, arguments, cancellable, error) &&
      !vouch_reader_run_refused (&run, error)) {
    done = run.end == VOUCH_HELPER_EXITED && run.exit_code == VOUCH_READER_EXIT_DONE;
    if (!done && progress.stopped)
      g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                           _ ("How far the copy is could not be written down. Your original is "
                              "safe."));
    else if (!done)
      vouch_reader_run_set_error (&run, error);
  }
  g_byte_array_unref (run.output);
  return done;
}

/**
 * vouch_reader_list_formats:
 * @helper: the program that reads files.
 * @with_picture: whether there is to be a picture.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_DEVICE, %VOUCH_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the usual extensions of what can be written here.
 */
char **
vouch_reader_list_formats (const char *helper,
                           gboolean with_picture,
                           GCancellable *cancellable,
                           GError **error)
{
  const char *arguments[] = { "encode", "list", NULL };
  const char *kind = with_picture ? "picture " : "sound ";
  VouchHelperRun run = { .max_output = MAX_LIST };
  g_autoptr (GStrvBuilder) formats = g_strv_builder_new ();
  gboolean ran = vouch_reader_run (helper, &run, arguments, cancellable, error) &&
                 !vouch_reader_run_refused (&run, error);
  g_autofree char *text = run.output->len > 0
                              ? g_strndup ((const char *) run.output->data, run.output->len)
                              : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean done = ran && run.end == VOUCH_HELPER_EXITED && run.exit_code == VOUCH_READER_EXIT_DONE;

  g_byte_array_unref (run.output);
  if (ran && !done)
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE,
                         _ ("Which kinds of recording can be written here could not be found out. "
                            "Try again."));
  if (!done)
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], kind) && strlen (lines[i]) < strlen (kind) + 8)
      g_strv_builder_add (formats, lines[i] + strlen (kind));
  return g_strv_builder_end (formats);
}
