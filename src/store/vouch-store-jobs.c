/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-jobs.h"

#include <glib/gi18n-lib.h>

#include "vouch-id.h"
#include "vouch-store-access.h"

/**
 * vouch_stored_job_free:
 * @self: (transfer full) (nullable): a job.
 *
 * Frees it.
 */
void
vouch_stored_job_free (VouchStoredJob *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->kind);
  g_free (self->arguments);
  g_free (self);
}

/**
 * vouch_store_add_job:
 * @self: a library that may be written.
 * @kind: what sort of job it is.
 * @arguments: (nullable): what it needs to be begun again.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Remembers a job until it is ended, also over a restart.
 *
 * Returns: (transfer full): its id, or %NULL.
 */
char *
vouch_store_add_job (VouchStore *self, const char *kind, const char *arguments, GError **error)
{
  g_autofree char *id = NULL;
  gint64 now;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && kind != NULL, NULL);

  now = _vouch_store_now_ms (self);
  id = vouch_id_new (now);
  if (!vouch_store_write_one (self, "", error, "INSERT INTO job VALUES (?, ?, ?, 0, ?)", "tttI", id,
                              kind, arguments, now))
    return NULL;
  return g_steal_pointer (&id);
}

/**
 * vouch_store_end_job:
 * @self: a library that may be written.
 * @id: a job's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Forgets a job that is done or was given up.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_end_job (VouchStore *self, const char *id, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && id != NULL, FALSE);

  return vouch_store_write_one (self, _ ("There is no such job"), error,
                                "DELETE FROM job WHERE id = ?", "t", id);
}

/**
 * vouch_store_list_jobs:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchStoredJob): the jobs that are not done, oldest
 *   first; or %NULL.
 */
GPtrArray *
vouch_store_list_jobs (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) jobs =
      g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_stored_job_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT id, kind, arguments, interrupted, created_ms FROM job "
                         "ORDER BY rowid",
                         "");
  while (row != NULL && vouch_sql_next (row, &local)) {
    VouchStoredJob *job = g_new0 (VouchStoredJob, 1);

    job->id = g_strdup (vouch_sql_text (row, 0));
    job->kind = g_strdup (vouch_sql_text (row, 1));
    job->arguments = g_strdup (vouch_sql_text (row, 2));
    job->interrupted = vouch_sql_int (row, 3) != 0;
    job->created_ms = vouch_sql_int (row, 4);
    g_ptr_array_add (jobs, job);
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&jobs);
}
