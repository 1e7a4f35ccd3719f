/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "gui-harness.h"

#include <glib/gstdio.h>

/* What every test of a page does: a library, a window, waiting for the worker, names of controls. */

#define PATIENCE_US (20 * G_USEC_PER_SEC)

void
gui_library_set_up (GuiLibrary *library, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VouchWorkspaceOptions options = { .flags = VOUCH_WORKSPACE_CREATE };

  library->folder = g_dir_make_tmp ("vouch-ui-XXXXXX", &error);
  g_assert_no_error (error);
  options.folder = library->folder;
  library->workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
  library->content = gui_fixture_fill (library->workspace, NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
      remove_folder (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

void
gui_library_tear_down (GuiLibrary *library, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  gui_fixture_free (library->content);
  vouch_workspace_close (library->workspace);
  /* Helpers that make pictures hold the workspace until they are done. */
  while (g_main_context_pending (NULL) ||
         (G_OBJECT (library->workspace)->ref_count > 1 && g_get_monotonic_time () < end)) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
  }
  g_assert_finalize_object (library->workspace);
  remove_folder (library->folder);
  g_free (library->folder);
}

/* Goes on until what was asked for so far is done: the worker is ordered, so a call behind the others
 * answers last. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gpointer
do_nothing (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return NULL;
}

void
gui_library_settle (GuiLibrary *library)
{
  gboolean answered = FALSE;
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  vouch_workspace_run_async (library->workspace, do_nothing, NULL, NULL, NULL, NULL, answered_cb,
                             &answered);
  while (!answered || g_main_context_pending (NULL)) {
    g_main_context_iteration (NULL, !answered);
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
}

void
gui_library_begin (int *argc, char ***argv)
{
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (argc, argv, NULL);
  gtk_init ();
  adw_init ();
}

static void
set_up_with_devices (GuiLibrary *library, gconstpointer devices)
{
  g_setenv ("VOUCH_CAPTURE_SOURCE", devices, TRUE);
  gui_library_set_up (library, NULL);
}

void
gui_library_add (const char *path,
                 const char *devices,
                 void (*func) (GuiLibrary *library, gconstpointer devices))
{
  g_test_add (path, GuiLibrary, devices, set_up_with_devices, func, gui_library_tear_down);
}
