/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-station-reading"

#include "config.h"
#include "vouch-station-reading.h"

#include "vouch-voices.h"

/* A question is read to a student, on a thread of its own: it takes as long as it takes to say it. */

typedef struct {
  char *text;
  char *language;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->text);
  g_free (reading->language);
  g_free (reading);
}

static void
read_aloud (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;

  if (vouch_voices_read_aloud (reading->text, reading->language, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * vouch_station_read_aloud:
 * @text: what to read.
 * @language: (nullable): the language it is in, such as "en".
 * @window: who asks.
 * @done: gets @window and what vouch_station_read_aloud_finish() takes.
 *
 * Begins to read something aloud.
 *
 * Returns: (transfer full): cancel it to be quiet.
 */
GCancellable *
vouch_station_read_aloud (const char *text,
                          const char *language,
                          gpointer window,
                          GAsyncReadyCallback done)
{
  GCancellable *cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (window, cancellable, done, NULL);
  Reading *reading = g_new0 (Reading, 1);

  reading->text = g_strdup (text);
  reading->language = g_strdup (language);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_aloud);
  return cancellable;
}

/**
 * vouch_station_read_aloud_finish:
 * @result: what the callback got.
 *
 * Returns: whether it was read, or somebody wanted quiet.
 */
gboolean
vouch_station_read_aloud_finish (GAsyncResult *result)
{
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) ||
      g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_message ("%s", error->message);
  return FALSE;
}
