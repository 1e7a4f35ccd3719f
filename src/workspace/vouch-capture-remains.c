/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-remains"

#include "config.h"
#include "vouch-capture-remains.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "vouch-capture-journal.h"
#include "vouch-file.h"

/*
 * What a recorder that ended before its time left in its folder: which files there are, and what its
 * journal says of them.  The files count more than the journal; what cannot be looked at is not empty.
 */

#define MOST_JOURNAL (16 * 1024 * 1024)
#define MOST_JOURNALS 9

static gboolean
may_hold_bytes (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_size > 0 : errno != ENOENT;
}

/**
 * vouch_capture_remains_has_bytes:
 * @folder: (type filename): the folder of a recording.
 *
 * Returns: whether something may be in one of its files.
 */
gboolean
vouch_capture_remains_has_bytes (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_str_has_prefix (name, "part-") && !g_str_has_suffix (name, ".peaks") &&
        may_hold_bytes (path))
      return TRUE;
  }
  return FALSE;
}

/**
 * vouch_capture_remains_is_plain_name:
 * @name: (nullable): a name that a journal gives.
 *
 * A journal is ours, and still the files that it names have to be files of its folder.
 *
 * Returns: whether it is the name of a recorded file there.
 */
gboolean
vouch_capture_remains_is_plain_name (const char *name)
{
  return name != NULL && g_str_has_prefix (name, "part-") && strchr (name, '/') == NULL &&
         strrchr (name, '.') != NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static gboolean
is_named (VouchCaptureRecord *record, const char *name)
{
  for (guint i = 0; i < vouch_capture_record_get_n_events (record); i++) {
    const VouchCaptureEvent *event = vouch_capture_record_get_event (record, i);

    if (event->kind == VOUCH_CAPTURE_EVENT_PART && g_strcmp0 (event->text, name) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
add_unnamed (const char *folder, VouchCaptureRecord *record, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  VouchCaptureKind kind =
      g_str_has_suffix (name, ".ogg") ? VOUCH_CAPTURE_KIND_SOUND : VOUCH_CAPTURE_KIND_PICTURE;
  GStatBuf status = { 0 };
  gint64 wall_ms = g_stat (path, &status) == 0 ? (gint64) status.st_mtime * 1000 : 0;
  const VouchCaptureEvent begin = { VOUCH_CAPTURE_EVENT_BEGIN,
                                    VOUCH_CAPTURE_FAULT_NONE,
                                    0,
                                    0,
                                    wall_ms,
                                    (char *) vouch_capture_kind_to_string (kind) };
  const VouchCaptureEvent part = {
    VOUCH_CAPTURE_EVENT_PART, VOUCH_CAPTURE_FAULT_NONE, 0, 0, wall_ms, (char *) name
  };

  if (vouch_capture_record_get_n_events (record) == 0)
    vouch_capture_record_add (record, &begin);
  vouch_capture_record_add (record, &part);
}

/* What was recorded counts, also where the journal does not name it: its last words may be lost. */
static void
add_unnamed_files (const char *folder, VouchCaptureRecord *record)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (vouch_capture_remains_is_plain_name (name) && !g_str_has_suffix (name, ".peaks") &&
        may_hold_bytes (path) && !is_named (record, name))
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_unnamed (folder, record, names->pdata[i]);
}

/**
 * vouch_capture_remains_load:
 * @folder: (type filename): the folder of a recording whose recorder is gone.
 * @error: what the disk says.
 *
 * Reads what happened. That is in the journal that names the most files: one that the disk did not keep
 * goes on in another, which begins with all that was in the first and may itself be cut off. Files that
 * none names are added.
 *
 * Returns: (transfer full) (nullable): it.
 */
VouchCaptureRecord *
vouch_capture_remains_load (const char *folder, GError **error)
{
  g_autoptr (VouchCaptureRecord) most = NULL;

  for (guint i = MOST_JOURNALS; i > 0; i--) {
    g_autofree char *name = i > 1 ? g_strdup_printf ("journal-%u", i) : g_strdup ("journal");
    g_autofree char *path = g_build_filename (folder, name, NULL);
    gsize length = 0;
    g_autofree char *text = NULL;
    g_autoptr (VouchCaptureRecord) record = NULL;

    if (i > 1 && !g_file_test (path, G_FILE_TEST_EXISTS))
      continue;
    text = vouch_file_load_small (path, MOST_JOURNAL, &length, error);
    if (text == NULL)
      return NULL;
    record = vouch_capture_journal_read (text, length);
    if (most == NULL ||
        vouch_capture_record_get_n_parts (record) > vouch_capture_record_get_n_parts (most))
      g_set_object (&most, record);
  }
  add_unnamed_files (folder, most);
  return g_steal_pointer (&most);
}

/**
 * vouch_capture_remains_count_parts:
 * @folder: (type filename): the folder of a recording.
 * @record: what happened.
 *
 * Returns: how many files there are; a last one that nothing was written to any more is not counted.
 */
guint
vouch_capture_remains_count_parts (const char *folder, VouchCaptureRecord *record)
{
  guint n = 0;

  for (guint i = 0; i < vouch_capture_record_get_n_parts (record); i++) {
    g_autoptr (VouchCaptureRecord) part = vouch_capture_record_take_part (record, i);
    const char *name = vouch_capture_record_get_file (part);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (vouch_capture_remains_is_plain_name (name) && may_hold_bytes (path))
      n = i + 1;
  }
  return n;
}
