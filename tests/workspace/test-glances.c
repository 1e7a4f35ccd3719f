/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fake-inspector.h"
#include "vouch-error.h"
#include "vouch-file.h"
#include "vouch-glances.h"
#include "vouch-store-objects.h"
#include "vouch-store-glances.h"
#include "vouch-workspace-private.h"

typedef struct {
  char *folder;
  VouchInspector *inspector;
  VouchWorkspace *workspace;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  VouchWorkspaceOptions options = { .flags = VOUCH_WORKSPACE_CREATE };
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("vouch-glances-XXXXXX", NULL);
  fixture->inspector = fake_inspector_new ();
  options.folder = fixture->folder;
  options.inspector = fixture->inspector;
  fixture->workspace = vouch_workspace_open (&options, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      remove_all (path);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  vouch_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  g_object_unref (fixture->inspector);
  remove_all (fixture->folder);
  g_free (fixture->folder);
}

static char *
add_object (Fixture *fixture, const char *content)
{
  VouchStore *store = vouch_workspace_get_store (fixture->workspace);
  g_autofree char *path = g_build_filename (fixture->folder, "incoming", NULL);
  g_autoptr (GError) error = NULL;
  char *sha256;

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  sha256 = vouch_store_add_object (store, path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return sha256;
}

static VouchGlance *
load (Fixture *fixture, const char *sha256, int side)
{
  VouchGlanceRequest request = { sha256,
                                 "photo.jpg",
                                 { VOUCH_GLANCE_FORM_PICTURE, side, side, 1, -1, FALSE } };
  g_autoptr (GError) error = NULL;
  VouchGlance *glance = vouch_glances_load_one (fixture->workspace, &request, NULL, &error);

  g_assert_no_error (error);
  return glance;
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = add_object (fixture, "IMAGE of a poster");
  g_autoptr (VouchGlance) first = load (fixture, sha256, 128);
  g_autoptr (VouchGlance) second = load (fixture, sha256, 128);
  FakeInspector *fake = FAKE_INSPECTOR (fixture->inspector);

  g_assert_cmpuint (fake_inspector_get_n_glances (fake), ==, 1);
  g_assert_true (g_bytes_equal (vouch_glance_get_data (first), vouch_glance_get_data (second)));
  g_assert_cmpint (vouch_glance_get_shape (second)->width, ==, 2);
}

/* The cache may be deleted or damaged at any time. */
static void
test_cache_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = add_object (fixture, "IMAGE of a poster");
  g_autofree char *cache = g_build_filename (fixture->folder, "cache", "glances", NULL);
  g_autoptr (VouchGlance) first = load (fixture, sha256, 128);
  g_autoptr (VouchGlance) second = NULL;

  g_assert_true (g_file_test (cache, G_FILE_TEST_IS_DIR));
  remove_all (cache);
  second = load (fixture, sha256, 128);
  g_assert_cmpuint (fake_inspector_get_n_glances (FAKE_INSPECTOR (fixture->inspector)), ==, 2);
  g_assert_cmpint (vouch_glance_get_shape (second)->width, ==, 2);
}

static void
damage (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      damage (path);
    else
      g_assert_true (g_file_set_contents (path, "not what was written", -1, NULL));
  }
}

static void
test_cache_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = add_object (fixture, "IMAGE of a poster");
  g_autofree char *cache = g_build_filename (fixture->folder, "cache", "glances", NULL);
  g_autoptr (VouchGlance) first = load (fixture, sha256, 128);
  g_autoptr (VouchGlance) second = NULL;

  damage (cache);
  second = load (fixture, sha256, 128);
  g_assert_true (g_bytes_equal (vouch_glance_get_data (first), vouch_glance_get_data (second)));
  g_assert_cmpuint (fake_inspector_get_n_glances (FAKE_INSPECTOR (fixture->inspector)), ==, 2);
}

/* A large picture is made each time, and so is a sentence on what cannot be shown. */
static void
test_not_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = add_object (fixture, "IMAGE of a poster");
  g_autofree char *broken = add_object (fixture, "IMAGE BROKEN");
  g_autoptr (VouchGlance) large = load (fixture, good, 1000);
  g_autoptr (VouchGlance) large_again = load (fixture, good, 1000);
  g_autoptr (VouchGlance) none = load (fixture, broken, 64);
  g_autoptr (VouchGlance) none_again = load (fixture, broken, 64);

  g_assert_cmpuint (fake_inspector_get_n_glances (FAKE_INSPECTOR (fixture->inspector)), ==, 4);
  g_assert_cmpstr (vouch_glance_get_problem (none_again), ==, "This picture is damaged.");
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = g_strnfill (64, 'a');
  g_autoptr (VouchGlance) glance = load (fixture, sha256, 64);

  g_assert_nonnull (vouch_glance_get_problem (glance));
}

static void
test_no_helper (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = add_object (fixture, "IMAGE");
  VouchGlanceRequest request = { sha256, NULL, { VOUCH_GLANCE_FORM_TEXT, 1, 1, 1, -1, FALSE } };
  g_autoptr (GError) error = NULL;

  fake_inspector_set_awake (FAKE_INSPECTOR (fixture->inspector), FALSE);
  g_assert_null (vouch_glances_load_one (fixture->workspace, &request, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE);
}

static void
test_trim (Fixture *fixture, gconstpointer data)
{
  VouchStore *store = vouch_workspace_get_store (fixture->workspace);
  g_autofree char *filling = g_strnfill (1000, 'x');
  g_autoptr (GBytes) bytes = g_bytes_new (filling, 1000);
  g_autoptr (GError) error = NULL;
  guint left = 0;

  for (int i = 0; i < 40; i++) {
    g_autofree char *key = g_strdup_printf ("%02d-key", i);

    g_assert_true (vouch_store_keep_glance (store, key, bytes, &error));
  }
  g_assert_true (vouch_store_trim_glances (store, 20000, &error));
  g_assert_no_error (error);
  for (int i = 0; i < 40; i++) {
    g_autofree char *key = g_strdup_printf ("%02d-key", i);
    g_autoptr (GBytes) kept = vouch_store_load_glance (store, key);

    left += kept != NULL;
  }
  g_assert_cmpuint (left, ==, 15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/glances/kept", test_kept);
  ADD ("/glances/cache-gone", test_cache_gone);
  ADD ("/glances/cache-damaged", test_cache_damaged);
  ADD ("/glances/not-kept", test_not_kept);
  ADD ("/glances/missing", test_missing);
  ADD ("/glances/no-helper", test_no_helper);
  ADD ("/glances/trim", test_trim);
  return g_test_run ();
}
