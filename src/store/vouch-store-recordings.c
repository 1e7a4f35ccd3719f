/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-recordings.h"

#include "vouch-store-access.h"

/**
 * vouch_store_recording_free:
 * @self: (nullable): a row.
 *
 * Frees it.
 */
void
vouch_store_recording_free (VouchStoreRecording *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->recording);
  g_free (self->journal);
  g_free (self);
}

/**
 * vouch_store_add_recording:
 * @self: a library with an open change on this thread.
 * @recording: a file that is among the evidence.
 * @journal: what happened while it was made.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Remembers that our own recorder made it. The same file once more changes nothing.
 *
 * Returns: whether it is remembered.
 */
gboolean
vouch_store_add_recording (VouchStore *self,
                           VouchRecording *recording,
                           const char *journal,
                           GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_RECORDING (recording), FALSE);

  return vouch_store_write (self, error, "UPDATE evidence SET duration_ms = ? WHERE artifact = ?",
                            "It", vouch_recording_get_duration_ms (recording),
                            vouch_recording_get_artifact (recording)) &&
         vouch_store_write (
             self, error, "INSERT OR IGNORE INTO recording VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
             "ttiitIIit", vouch_recording_get_artifact (recording),
             vouch_recording_get_id (recording), (int) vouch_recording_get_part (recording),
             (int) vouch_recording_get_n_parts (recording),
             vouch_capture_kind_to_string (vouch_recording_get_kind (recording)),
             vouch_recording_get_started_ms (recording),
             vouch_recording_get_duration_ms (recording),
             (int) vouch_recording_get_recovered (recording), journal);
}

/* What lies in the bin is not shown; the place of the file that was used last is. */
#define RECORDINGS                                                                                 \
  "SELECT r.artifact, r.take, r.part, r.parts, r.kind, r.started_ms, r.duration_ms, r.recovered, " \
  "r.journal, e.title, o.size, i.id, i.portfolio, i.requirement FROM recording r "                 \
  "JOIN evidence e ON e.artifact = r.artifact JOIN object o ON o.sha256 = r.artifact "             \
  "LEFT JOIN item i ON i.rowid = (SELECT max (j.rowid) FROM item j "                               \
  "  WHERE j.artifact = r.artifact AND j.removed_ms IS NULL) "                                     \
  "WHERE (?1 IS NULL AND e.removed_ms IS NULL) OR r.artifact = ?1 "                                \
  "ORDER BY (SELECT min (f.started_ms) FROM recording f WHERE f.take = r.take) DESC, r.take, "     \
  "r.part"

static VouchStoreRecording *
take_row (VouchSqlStatement *row)
{
  VouchStoreRecording *taken = g_new0 (VouchStoreRecording, 1);
  VouchRecording *recording = taken->recording = vouch_recording_new ();
  VouchCaptureKind kind = VOUCH_CAPTURE_KIND_SOUND;

  vouch_capture_kind_from_string (vouch_sql_text (row, 4), &kind);
  vouch_recording_set_artifact (recording, vouch_sql_text (row, 0));
  vouch_recording_set_id (recording, vouch_sql_text (row, 1));
  vouch_recording_set_part (recording, (guint) vouch_sql_int (row, 2));
  vouch_recording_set_n_parts (recording, (guint) vouch_sql_int (row, 3));
  vouch_recording_set_kind (recording, kind);
  vouch_recording_set_started_ms (recording, vouch_sql_int (row, 5));
  vouch_recording_set_duration_ms (recording, vouch_sql_int (row, 6));
  vouch_recording_set_recovered (recording, vouch_sql_int (row, 7) != 0);
  taken->journal = g_strdup (vouch_sql_text (row, 8));
  vouch_recording_set_title (recording, vouch_sql_text (row, 9));
  vouch_recording_set_size (recording, vouch_sql_int (row, 10));
  vouch_recording_set_item (recording, vouch_sql_text (row, 11));
  vouch_recording_set_portfolio (recording, vouch_sql_text (row, 12));
  vouch_recording_set_requirement (recording, vouch_sql_text (row, 13));
  return taken;
}

/**
 * vouch_store_list_recordings:
 * @self: a library.
 * @artifact: (nullable): a file, whether in the bin or not; %NULL for all that are not.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchStoreRecording) (nullable): the files that our own
 *   recorder made, the latest recording first, its parts in their order.
 */
GPtrArray *
vouch_store_list_recordings (VouchStore *self, const char *artifact, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_store_recording_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, RECORDINGS, "t", artifact);
  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (list, take_row (row));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&list);
}

/**
 * vouch_store_has_recording:
 * @self: a library.
 * @take: id of a recording.
 * @part: which part, from 1.
 * @has: (out): whether it is in the library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether that could be found out.
 */
gboolean
vouch_store_has_recording (VouchStore *self,
                           const char *take,
                           guint part,
                           gboolean *has,
                           GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *found = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && take != NULL && has != NULL, FALSE);

  found = vouch_store_read_text (self, &local,
                                 "SELECT artifact FROM recording WHERE take = ? AND part = ?", "ti",
                                 take, (int) part);
  *has = found != NULL;
  return vouch_store_rows_ended (g_steal_pointer (&local), error);
}
