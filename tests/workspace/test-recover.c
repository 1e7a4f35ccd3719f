/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "vouch-capture-recover.h"
#include "vouch-capture.h"
#include "vouch-error.h"

#include "workspace-fixture.h"

/* Bringing in what was cut off, beside what is being begun, made and brought in just now. */

typedef WorkspaceFixture Fixture;

#define TIMES 8

static VouchCapture *
open_capture (Fixture *f)
{
  const VouchCaptureOptions options = {
    .kind = VOUCH_CAPTURE_KIND_SOUND,
    .title = "Plan B",
    .portfolio = f->portfolio,
    .requirement = "recording",
  };
  g_autoptr (GError) error = NULL;
  VouchCapture *capture = vouch_capture_open (f->workspace, &options, NULL, &error);

  g_assert_no_error (error);
  return capture;
}

/* The only folder of a recording that there is. */
static char *
find_take (Fixture *f)
{
  g_autofree char *folder =
      g_build_filename (vouch_workspace_get_folder (f->workspace), "recordings", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;

  return name != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

typedef struct {
  Fixture *fixture;
  gint over; /* (atomic) */
} Recovery;

static gpointer
recover_all_the_time (gpointer data)
{
  Recovery *recovery = data;

  while (!g_atomic_int_get (&recovery->over)) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) recovered =
        vouch_capture_recover (recovery->fixture->workspace, NULL, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (recovered->len, ==, 0);
  }
  return NULL;
}

/* A recording that is just being begun is none that was cut off: nothing of it is cleared away. */
static void
test_beginning (Fixture *f, gconstpointer data)
{
  Recovery recovery = { .fixture = f };
  GThread *thread = g_thread_new ("recovery", recover_all_the_time, &recovery);

  for (guint i = 0; i < TIMES; i++) {
    g_autoptr (VouchCapture) capture = open_capture (f);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) kept = NULL;
    g_autofree char *take = NULL, *aim = NULL, *journal = NULL;

    g_assert_true (vouch_capture_start (capture, &error));
    g_assert_no_error (error);
    take = find_take (f);
    g_assert_nonnull (take);
    aim = g_build_filename (take, "aim", NULL);
    journal = g_build_filename (take, "journal", NULL);
    g_assert_true (g_file_test (aim, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
    g_usleep (100000);
    kept = vouch_capture_stop (capture, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (kept->len, ==, 1);
  }
  g_atomic_int_set (&recovery.over, TRUE);
  g_thread_join (thread);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, Fixture, NULL, workspace_fixture_set_up, test, workspace_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("VOUCH_CAPTURE_SOURCE", "sound=tone", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/recover/beginning", test_beginning);
  return g_test_run ();
}
