/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-ending"

#include "config.h"
#include "vouch-record-ending.h"

/*
 * The end of the program while something is recorded, or while devices are open.
 */

/* What is being recorded is waited for this long: it is brought in within a tenth of a second, and
 * whatever takes longer than a logout allows is brought in by the next start. */
#define LAST_WAIT_US (5 * G_USEC_PER_SEC)
#define LAST_LOOK_MS 50

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* A signal or a logout ends the program: what is being recorded is evidence before that. */
static void
shutdown_cb (VouchRecordSession *session)
{
  gint64 end = g_get_monotonic_time () + LAST_WAIT_US;
  guint wake;

  if (!vouch_record_session_is_under_way (session))
    return;
  wake = g_timeout_add (LAST_LOOK_MS, wake_cb, NULL);
  vouch_record_session_stop (session);
  while (vouch_record_session_is_under_way (session) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

/**
 * vouch_record_ending_watch:
 * @session: a recorder.
 *
 * Sees to it that what it records is evidence before the program ends, however it ends.
 */
void
vouch_record_ending_watch (VouchRecordSession *session)
{
  g_return_if_fail (VOUCH_IS_RECORD_SESSION (session));

  if (g_application_get_default () != NULL)
    g_signal_connect_object (g_application_get_default (), "shutdown", G_CALLBACK (shutdown_cb),
                             session, G_CONNECT_SWAPPED);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer errand)
{
  GApplication *application = g_application_get_default ();

  vouch_record_errand_free (errand);
  if (application != NULL)
    g_application_release (application);
}

/**
 * vouch_record_ending_close:
 * @errand: (transfer full): one with open devices.
 * @worker: where they are closed.
 *
 * Closes devices; the program stays until they are.
 */
void
vouch_record_ending_close (VouchRecordErrand *errand, VouchWorker *worker)
{
  GApplication *application = g_application_get_default ();

  g_return_if_fail (errand != NULL);

  if (application != NULL)
    g_application_hold (application);
  vouch_record_errand_run (errand, worker, vouch_record_errand_close, closed_cb);
}
