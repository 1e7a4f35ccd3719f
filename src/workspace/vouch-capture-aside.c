/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-aside"

#include "config.h"
#include "vouch-capture-aside.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/*
 * What recovery could make no sense of is not thrown away: its folder stays under `recordings/` by a
 * name that says so, until the person takes it away.  Here it is found again and told.
 */

#define PREFIX "unreadable-"

static void
aside_free (gpointer data)
{
  VouchCaptureAside *self = data;

  g_free (self->id);
  g_free (self->folder);
  g_free (self);
}

static void
measure (VouchCaptureAside *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);
    GStatBuf status;

    if (g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
      continue;
    self->bytes += status.st_size;
    self->when_ms = MAX (self->when_ms, (gint64) status.st_mtime * 1000);
  }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const VouchCaptureAside *one = *(const VouchCaptureAside *const *) a;
  const VouchCaptureAside *other = *(const VouchCaptureAside *const *) b;

  if (one->when_ms != other->when_ms)
    return one->when_ms > other->when_ms ? -1 : 1;
  return strcmp (one->id, other->id);
}

/**
 * vouch_capture_aside_list:
 * @workspace: a workspace.
 *
 * Returns: (transfer full) (element-type VouchCaptureAside): what recovery could make no sense of, the
 *   latest first.
 */
GPtrArray *
vouch_capture_aside_list (VouchWorkspace *workspace)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (aside_free);
  g_autofree char *around = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), list);

  around = g_build_filename (vouch_workspace_get_folder (workspace), "recordings", NULL);
  dir = g_dir_open (around, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    VouchCaptureAside *aside;

    if (!vouch_capture_aside_is (name))
      continue;
    aside = g_new0 (VouchCaptureAside, 1);
    aside->id = g_strdup (name + strlen (PREFIX));
    aside->folder = g_build_filename (around, name, NULL);
    measure (aside);
    g_ptr_array_add (list, aside);
  }
  g_ptr_array_sort (list, compare_times);
  return list;
}

/**
 * vouch_capture_aside_is:
 * @name: (type filename): name of a folder under `recordings/`.
 *
 * Returns: whether it was put aside.
 */
gboolean
vouch_capture_aside_is (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);

  return g_str_has_prefix (name, PREFIX);
}

/**
 * vouch_capture_aside_name:
 * @id: id of a recording.
 *
 * Returns: (transfer full) (type filename): the name its folder has once it was put aside.
 */
char *
vouch_capture_aside_name (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_strconcat (PREFIX, id, NULL);
}

/**
 * vouch_capture_aside_describe:
 * @self: what was put aside.
 *
 * Returns: (transfer full): what happened, what is safe, and what can be done.
 */
char *
vouch_capture_aside_describe (const VouchCaptureAside *self)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *when = NULL;
  g_autofree char *size = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  time = g_date_time_new_from_unix_local (self->when_ms / 1000);
  /* Translators: a date and a time, as in "27 November, 14:05". */
  when = time != NULL ? g_date_time_format (time, _ ("%-d %B, %H:%M")) : g_strdup ("–");
  size = g_format_size ((guint64) self->bytes);
  return g_strdup_printf (
      /* Translators: when it was, as in "27 November, 14:05", and an amount such as 41 MB. */
      _ ("A recording was cut off on %s, and Vouch cannot read it. All of its files (%s) are kept "
         "as "
         "they are. Show the folder and copy it for somebody who can look at them; once nobody "
         "needs "
         "it, it can be deleted."),
      when, size);
}
