/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the window looked like when it was closed, in `vouch/window.ini` of the person's XDG
 * configuration folder:
 *
 *   [Window]
 *   width=1100
 *   height=720
 *   maximized=false
 *   place=portfolios
 *
 * It is a convenience. A file that is not there or makes no sense is as good as none.
 */
#define G_LOG_DOMAIN "vouch-window-memory"

#include "config.h"
#include "vouch-window-memory.h"

#include "vouch-file.h"

#define GROUP "Window"
#define SMALLEST 294
#define LARGEST 16384

static char *
folder (void)
{
  return g_build_filename (g_get_user_config_dir (), "vouch", NULL);
}

static char *
path (void)
{
  return g_build_filename (g_get_user_config_dir (), "vouch", "window.ini", NULL);
}

/**
 * vouch_window_memory_restore:
 * @window: a window that is not shown yet.
 *
 * Gives @window the size it had when it was last closed.
 *
 * Returns: (transfer full) (nullable): the place that was shown in it.
 */
char *
vouch_window_memory_restore (GtkWindow *window)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *from = path ();
  int width, height;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  if (!g_key_file_load_from_file (file, from, G_KEY_FILE_NONE, NULL))
    return NULL;
  width = g_key_file_get_integer (file, GROUP, "width", NULL);
  height = g_key_file_get_integer (file, GROUP, "height", NULL);
  if (width >= SMALLEST && height >= SMALLEST && width <= LARGEST && height <= LARGEST)
    gtk_window_set_default_size (window, width, height);
  if (g_key_file_get_boolean (file, GROUP, "maximized", NULL))
    gtk_window_maximize (window);
  return g_key_file_get_string (file, GROUP, "place", NULL);
}

/**
 * vouch_window_memory_keep:
 * @window: a window about to close.
 * @place: the place that is shown in it.
 *
 * Remembers how @window looks. That it could not be written is no reason to keep anybody: it goes
 * to the log.
 */
void
vouch_window_memory_keep (GtkWindow *window, const char *place)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *where = folder ();
  g_autofree char *to = path ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_window_get_default_size (window, &width, &height);
  g_key_file_set_integer (file, GROUP, "width", width);
  g_key_file_set_integer (file, GROUP, "height", height);
  g_key_file_set_boolean (file, GROUP, "maximized", gtk_window_is_maximized (window));
  g_key_file_set_string (file, GROUP, "place", place);
  text = g_key_file_to_data (file, &length, NULL);
  if (!vouch_file_make_folder (where, 0700, &error) ||
      !vouch_file_replace (to, text, length, 0600, &error))
    g_message ("The size of the window was not remembered: %s", error->message);
}
