/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-capture-aside.h"
#include "vouch-capture-recover.h"

#include "gui-harness.h"
#include "gui-walk.h"
#include "vouch-home-page.h"

/* A recording that was cut off and that nothing can be read of: Home says so, and shows where it is. */

#define TAKE "0194a6b2-0000-7000-8000-00000000a51d"
#define PATIENCE_US (20 * G_USEC_PER_SEC)
/* More than this cannot be the rest of a first moment. */
#define MUCH 700000

static void
write_noise (GuiLibrary *library)
{
  g_autofree char *folder = g_build_filename (library->folder, "recordings", TAKE, NULL);
  g_autofree char *journal = g_build_filename (folder, "journal", NULL);
  g_autofree char *part = g_build_filename (folder, "part-1.ogg", NULL);
  g_autofree guint8 *noise = g_malloc (MUCH);
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);

  for (gsize i = 0; i < MUCH; i++)
    noise[i] = (guint8) g_rand_int_range (chance, 0, 256);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (journal, "", 0, NULL));
  g_assert_true (g_file_set_contents (part, (char *) noise, MUCH, NULL));
}

/* A program that shows folders, and only writes down which. */
static void
stand_in_for_files (const char *folder)
{
  g_autofree char *applications = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *desktop = g_build_filename (applications, "folders.desktop", NULL);
  g_autofree char *defaults = g_build_filename (g_get_user_config_dir (), "mimeapps.list", NULL);
  g_autofree char *program = g_build_filename (folder, "show-folder", NULL);
  g_autofree char *said = g_build_filename (folder, "shown", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nprintf %%s \"$1\" > %s\n", said);
  g_autofree char *entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Folders\n"
                                            "Exec=%s %%f\nMimeType=inode/directory;\n",
                                            program);
  const char *list = "[Default Applications]\ninode/directory=folders.desktop\n";

  g_assert_cmpint (g_mkdir_with_parents (applications, 0700), ==, 0);
  g_assert_true (g_file_set_contents (desktop, entry, -1, NULL));
  g_assert_true (g_file_set_contents (defaults, list, -1, NULL));
  g_assert_true (
      g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}

static void
wait_for_file (const char *path)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  GStatBuf status = { 0 };

  while (g_stat (path, &status) != 0 || status.st_size == 0)
    gui_walk_go_on (end, path);
}

static void
test_told (GuiLibrary *library, gconstpointer data)
{
  VouchPage *page = vouch_home_page_new (library->workspace);
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) recovered = NULL;
  g_autoptr (GPtrArray) aside = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *said = g_build_filename (library->folder, "shown", NULL);
  g_autofree char *shown = NULL;
  GtkWidget *words;

  write_noise (library);
  stand_in_for_files (library->folder);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  vouch_page_refresh (page);
  gui_walk_wait_for_text (window, "free");
  g_assert_null (gui_walk_find_text (window, "was cut off"));

  /* As at the start: it comes while the page is looked at, which is told that something is new. */
  g_signal_connect_object (library->workspace, "changed", G_CALLBACK (vouch_page_refresh), page,
                           G_CONNECT_SWAPPED);
  recovered = vouch_capture_recover (library->workspace, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (recovered->len, ==, 0);
  gui_walk_wait_for_text (window, "Vouch cannot read it. All of its files (700");
  words = gui_walk_find_text (window, "Vouch cannot read it");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (words)), "are kept as they are"));

  aside = vouch_capture_aside_list (library->workspace);
  g_assert_cmpuint (aside->len, ==, 1);
  folder = g_strdup (((VouchCaptureAside *) aside->pdata[0])->folder);
  g_assert_true (g_str_has_suffix (folder, "recordings/unreadable-" TAKE));
  g_assert_cmpint (((VouchCaptureAside *) aside->pdata[0])->bytes, ==, MUCH);
  g_assert_true (gtk_widget_activate (gtk_widget_get_ancestor (words, GTK_TYPE_LIST_BOX_ROW)));
  wait_for_file (said);
  g_assert_true (g_file_get_contents (said, &shown, NULL, NULL));
  g_assert_cmpstr (shown, ==, folder);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_library_settle (library);
}

int
main (int argc, char **argv)
{
  gui_library_begin (&argc, &argv);
  gui_library_add ("/aside/told", "sound=tone", test_told);
  return g_test_run ();
}
