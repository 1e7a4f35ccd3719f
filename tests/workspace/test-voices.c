/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-error.h"

#include "vouch-voices.h"

/* What is read aloud ends when somebody begins to speak, also where a server speaks for the program that
 * was asked.  A script stands in for that program and writes down what it was asked. */

#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct {
  char *folder;
  char *program;
  char *asked;
} Rig;

static void
set_up (Rig *rig, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *script = NULL;
  g_autofree char *path = NULL;

  rig->folder = g_dir_make_tmp ("vouch-voices-XXXXXX", &error);
  g_assert_no_error (error);
  rig->asked = g_build_filename (rig->folder, "asked", NULL);
  rig->program = g_build_filename (rig->folder, name, NULL);
  script = g_strdup_printf ("#!/bin/sh\nprintf '%%s\\n' \"$*\" >> '%s'\n"
                            "case \"$*\" in *slowly*) exec sleep 60 ;; esac\n",
                            rig->asked);
  g_file_set_contents (rig->program, script, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (rig->program, 0700), ==, 0);
  path = g_strconcat (rig->folder, ":/nowhere:/bin", NULL);
  g_setenv ("PATH", path, TRUE);
}

static void
tear_down (Rig *rig, gconstpointer name)
{
  g_unlink (rig->asked);
  g_unlink (rig->program);
  g_rmdir (rig->folder);
  g_free (rig->asked);
  g_free (rig->program);
  g_free (rig->folder);
}

static char *
read_asked (Rig *rig)
{
  char *asked = NULL;

  return g_file_get_contents (rig->asked, &asked, NULL, NULL) ? asked : g_strdup ("");
}

static void
test_read (Rig *rig, gconstpointer name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *asked = NULL;

  g_assert_true (vouch_voices_can_read_aloud ());
  g_assert_true (vouch_voices_read_aloud ("--help 100 % of it", "en-GB", NULL, &error));
  g_assert_no_error (error);
  asked = read_asked (rig);
  g_assert_cmpstr (asked, ==, "--wait -l en -- --help 100 % of it\n");
}

/* As soon as it speaks, somebody else does. */
static gpointer
interrupt (gpointer data)
{
  gpointer *both = data;
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  for (;;) {
    g_autofree char *asked = read_asked (both[0]);

    if (strstr (asked, "slowly\n") != NULL || g_get_monotonic_time () > end)
      break;
    g_usleep (5000);
  }
  g_cancellable_cancel (both[1]);
  return NULL;
}

static char *
read_and_interrupt (Rig *rig)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gpointer both[] = { rig, cancellable };
  g_autoptr (GThread) thread = g_thread_new ("interrupt", interrupt, both);

  g_assert_false (vouch_voices_read_aloud ("slowly", NULL, cancellable, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED);
  g_thread_join (g_steal_pointer (&thread));
  return read_asked (rig);
}

static void
test_server (Rig *rig, gconstpointer name)
{
  g_autofree char *asked = read_and_interrupt (rig);

  g_assert_cmpstr (asked, ==, "--wait -- slowly\n--cancel\n");
}

/* This one is quiet when it is gone. */
static void
test_program (Rig *rig, gconstpointer name)
{
  g_autofree char *asked = read_and_interrupt (rig);

  g_assert_cmpstr (asked, ==, "-- slowly\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/voices/read", Rig, "spd-say", set_up, test_read, tear_down);
  g_test_add ("/voices/server", Rig, "spd-say", set_up, test_server, tear_down);
  g_test_add ("/voices/program", Rig, "espeak-ng", set_up, test_program, tear_down);
  return g_test_run ();
}
