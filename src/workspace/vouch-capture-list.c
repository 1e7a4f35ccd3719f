/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-list"

#include "config.h"
#include "vouch-capture-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-capture-journal.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-store-recordings.h"

#include "vouch-workspace-private.h"

#define MOST_PEAK_BYTES (64 * 1024 * 1024)

static VouchRecording *
take (VouchStoreRecording *row)
{
  g_autoptr (VouchCaptureRecord) record =
      vouch_capture_journal_read (row->journal, strlen (row->journal));

  vouch_recording_set_record (row->recording, record);
  return g_object_ref (row->recording);
}

/**
 * vouch_capture_list:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchRecording) (nullable): what was recorded here and is not
 *   in the bin, the latest first, the parts of a recording in their order.
 */
GPtrArray *
vouch_capture_list (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *list;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  rows = vouch_store_list_recordings (vouch_workspace_get_store (workspace), NULL, error);
  if (rows == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (list, take (g_ptr_array_index (rows, i)));
  return list;
}

/* The marks of a later part are counted with those of the first. */
static void
add_part (VouchRecording *whole, VouchRecording *part)
{
  VouchCaptureRecord *all = vouch_recording_get_record (whole);
  VouchCaptureRecord *more = vouch_recording_get_record (part);

  vouch_recording_set_duration_ms (whole, vouch_recording_get_duration_ms (whole) +
                                              vouch_recording_get_duration_ms (part));
  for (guint i = 0; all != NULL && more != NULL && i < vouch_capture_record_get_n_events (more);
       i++) {
    const VouchCaptureEvent *event = vouch_capture_record_get_event (more, i);

    if (event->kind == VOUCH_CAPTURE_EVENT_MARK)
      vouch_capture_record_add (all, event);
  }
}

/**
 * vouch_capture_list_recovered:
 * @workspace: a workspace.
 * @cancellable: (nullable): to stop it.
 * @error: what the store says.
 *
 * Returns: (transfer full) (element-type VouchRecording) (nullable): the recordings that were cut off
 *   and brought in afterwards, one for each, whatever the number of its parts; it stands for its first.
 */
GPtrArray *
vouch_capture_list_recovered (VouchWorkspace *workspace, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = vouch_capture_list (workspace, cancellable, error);
  GPtrArray *wholes;
  VouchRecording *last = NULL;

  if (all == NULL)
    return NULL;
  wholes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len; i++) {
    VouchRecording *recording = g_ptr_array_index (all, i);

    if (!vouch_recording_get_recovered (recording))
      continue;
    if (last != NULL &&
        g_strcmp0 (vouch_recording_get_id (last), vouch_recording_get_id (recording)) == 0) {
      add_part (last, recording);
      continue;
    }
    last = recording;
    g_ptr_array_add (wholes, g_object_ref (recording));
  }
  return wholes;
}

/**
 * vouch_capture_find:
 * @workspace: a workspace.
 * @artifact: SHA-256 of a file in lower-case hex.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when it was not recorded here.
 *
 * Returns: (transfer full) (nullable): what our recorder knows of it.
 */
VouchRecording *
vouch_capture_find (VouchWorkspace *workspace,
                    const char *artifact,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && artifact != NULL, NULL);

  rows = vouch_store_list_recordings (vouch_workspace_get_store (workspace), artifact, error);
  if (rows == NULL)
    return NULL;
  if (rows->len > 0)
    return take (g_ptr_array_index (rows, 0));
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                       _ ("This file was not recorded in Vouch."));
  return NULL;
}

static void
add_moments (VouchCaptureRecord *record, VouchItem *item)
{
  for (guint i = 0; i < vouch_capture_record_get_n_events (record); i++) {
    const VouchCaptureEvent *event = vouch_capture_record_get_event (record, i);
    g_autoptr (VouchMoment) moment = NULL;

    if (event->kind != VOUCH_CAPTURE_EVENT_MARK)
      continue;
    moment = vouch_moment_new ();
    vouch_moment_set_form (moment, VOUCH_MOMENT_FORM_MOMENT);
    vouch_moment_set_start_ms (moment, event->at_ms);
    vouch_moment_set_end_ms (moment, -1);
    vouch_moment_set_label (moment, event->text);
    vouch_item_add_moment (item, moment);
  }
}

/**
 * vouch_capture_tell_item:
 * @workspace: a workspace.
 * @item: an item; nothing is done when its file was not recorded here.
 * @moments: whether the moments that were marked while recording become its own.
 * @error: what the store says.
 *
 * Lets an item say what our recorder knows: whether there is a break within its chosen range.
 *
 * Returns: whether that could be found out.
 */
gboolean
vouch_capture_tell_item (VouchWorkspace *workspace,
                         VouchItem *item,
                         gboolean moments,
                         GError **error)
{
  const char *artifact = vouch_item_get_artifact (item);
  g_autoptr (VouchRecording) recording = NULL;
  g_autoptr (VouchContinuity) continuity = NULL;
  g_autoptr (GError) local = NULL;

  recording = artifact != NULL ? vouch_capture_find (workspace, artifact, NULL, &local) : NULL;
  if (local != NULL && !g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (recording == NULL)
    return TRUE;
  continuity = vouch_capture_record_get_continuity (vouch_recording_get_record (recording),
                                                    vouch_item_get_start_ms (item),
                                                    vouch_item_get_end_ms (item));
  if (vouch_item_get_continuity (item) != NULL)
    vouch_continuity_set_masks (continuity,
                                vouch_continuity_get_masks (vouch_item_get_continuity (item)));
  vouch_item_set_continuity (item, continuity);
  if (moments)
    add_moments (vouch_recording_get_record (recording), item);
  return TRUE;
}

/**
 * vouch_capture_load_peaks:
 * @workspace: a workspace.
 * @artifact: SHA-256 of a recording in lower-case hex.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is none: have the file decoded then.
 *
 * Loads the waveform that was written while recording: two bytes for every twentieth of a second, the
 * loudest sample and the mean level, each in half decibels above -127.5 dBFS.
 *
 * Returns: (transfer full) (nullable): the waveform.
 */
GBytes *
vouch_capture_load_peaks (VouchWorkspace *workspace,
                          const char *artifact,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  gsize length = 0;
  char *data;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && artifact != NULL, NULL);

  name = g_strconcat (artifact, ".peaks", NULL);
  path = g_build_filename (vouch_workspace_get_folder (workspace), "cache", name, NULL);
  data = vouch_file_load_small (path, MOST_PEAK_BYTES, &length, error);
  return data != NULL ? g_bytes_new_take (data, length) : NULL;
}

/**
 * vouch_capture_load_waveform:
 * @workspace: a workspace.
 * @artifact: SHA-256 of a recording in lower-case hex.
 * @cancellable: (nullable): to stop it.
 * @error: as vouch_capture_load_peaks().
 *
 * Returns: (transfer full) (nullable): the waveform of an own recording, as a map without frames; nothing
 *   is decoded for it.
 */
VouchSoundMap *
vouch_capture_load_waveform (VouchWorkspace *workspace,
                             const char *artifact,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (GBytes) peaks = vouch_capture_load_peaks (workspace, artifact, cancellable, error);
  gsize size = 0;
  const guint8 *pairs = peaks != NULL ? g_bytes_get_data (peaks, &size) : NULL;

  return peaks != NULL ? vouch_sound_map_new_recorded (pairs, size / 2) : NULL;
}
