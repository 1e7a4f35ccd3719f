/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "vouch-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-copy.h"
#include "vouch-error.h"
#include "vouch-lock.h"

typedef struct {
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("vouch-file-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, expected);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "note", NULL);
  g_autofree char *nowhere = g_build_filename (f->folder, "absent", "note", NULL);
  g_autoptr (GError) error = NULL;
  mode_t before = umask (0022);
  struct stat status;

  g_assert_true (vouch_file_replace (path, "first", 5, 0600, &error));
  g_assert_no_error (error);
  assert_content (path, "first");
  g_assert_true (vouch_file_replace (path, "", 0, 0640, &error));
  assert_content (path, "");
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  umask (before);

  g_assert_false (vouch_file_replace (nowhere, "x", 1, 0600, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
}

/* Who keeps others out of new files keeps them out of all that is saved. */
static void
test_umask (Fixture *f, gconstpointer data)
{
  static const struct {
    mode_t umask, wanted, found;
  } tries[] = {
    { 0077, 0644, 0600 }, { 0027, 0644, 0640 }, { 0022, 0644, 0644 },
    { 0022, 0666, 0644 }, { 0277, 0600, 0600 },
  };
  g_autofree char *path = g_build_filename (f->folder, "note", NULL);
  mode_t before = umask (0022);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++) {
    struct stat status;

    umask (tries[i].umask);
    g_assert_true (vouch_file_replace (path, "x", 1, (int) tries[i].wanted, &error));
    g_assert_no_error (error);
    g_assert_cmpint (stat (path, &status), ==, 0);
    g_assert_cmpuint (status.st_mode & 0777, ==, tries[i].found);
  }
  umask (before);
}

static void
test_abandoned (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VouchNewFile *file = vouch_new_file_begin (f->folder, &error);
  g_autofree char *left = g_build_filename (f->folder, ".new-Ab3dEf", NULL);
  g_autofree char *kept = g_build_filename (f->folder, "kept", NULL);

  g_assert_no_error (error);
  g_assert_true (vouch_new_file_write (file, "half", 4, &error));
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  g_assert_finalize_object (file);
  g_assert_cmpuint (count_files (f->folder), ==, 0);

  g_assert_true (g_file_set_contents (left, "half", 4, NULL));
  g_assert_true (g_file_set_contents (kept, "whole", 5, NULL));
  g_assert_cmpuint (vouch_new_file_sweep (f->folder, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  assert_content (kept, "whole");
}

static void
collect_cb (const void *bytes, gsize length, gpointer data)
{
  g_byte_array_append (data, bytes, (guint) length);
}

static void
watch_cb (guint64 done, guint64 total, gpointer data)
{
  guint64 *last = data;

  g_assert_cmpuint (done, >=, *last);
  g_assert_cmpuint (done, <=, total);
  *last = done;
}

static void
make_source (const char *path, gsize size)
{
  g_autofree char *bytes = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) (i * 31 >> 3);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 262144, 4194304, 9000001 };
  g_autofree char *source = g_build_filename (f->folder, "source", NULL);
  g_autofree char *copied = g_build_filename (f->folder, "copied", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GByteArray) seen = g_byte_array_new ();
    guint64 last = 0, size = 0;
    VouchCopy copy = { collect_cb, seen, watch_cb, &last };
    VouchNewFile *file = vouch_new_file_begin (f->folder, &error);
    g_autofree char *expected = NULL;
    g_autofree char *got = NULL;
    gsize length;

    make_source (source, sizes[i]);
    g_assert_true (vouch_copy_into (file, source, &copy, &size, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (size, ==, sizes[i]);
    g_assert_cmpuint (last, ==, sizes[i]);
    g_assert_true (vouch_new_file_finish (file, copied, 0400, &error));
    g_assert_finalize_object (file);

    g_assert_true (g_file_get_contents (source, &expected, &length, NULL));
    g_assert_cmpmem (seen->data, seen->len, expected, length);
    g_assert_true (g_file_get_contents (copied, &got, &length, NULL));
    g_assert_cmpmem (got, length, expected, sizes[i]);
  }
}

static void
grow_cb (guint64 done, guint64 total, gpointer data)
{
  if (done < total) {
    g_autofree char *more = g_malloc0 ((gsize) total + 1);

    g_assert_true (g_file_set_contents (data, more, (gssize) total + 1, NULL));
  }
}

static void
truncate_cb (guint64 done, guint64 total, gpointer data)
{
  if (done < total)
    g_assert_cmpint (truncate (data, 100), ==, 0);
}

static void
stop_cb (guint64 done, guint64 total, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_copy_refusals (Fixture *f, gconstpointer data)
{
  g_autofree char *source = g_build_filename (f->folder, "source", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const struct {
    VouchCopyProgress meanwhile;
    gpointer data;
    const char *source;
    VouchError code;
  } cases[] = {
    { grow_cb, source, source, VOUCH_ERROR_CONFLICT },
    { truncate_cb, source, source, VOUCH_ERROR_CONFLICT },
    { stop_cb, cancellable, source, VOUCH_ERROR_CANCELLED },
    { NULL, NULL, f->folder, VOUCH_ERROR_INVALID },
    { NULL, NULL, "/nowhere/at/all", VOUCH_ERROR_NOT_FOUND },
    { NULL, NULL, "/dev/zero", VOUCH_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GByteArray) seen = g_byte_array_new ();
    VouchCopy copy = { collect_cb, seen, cases[i].meanwhile, cases[i].data };
    g_autoptr (GError) error = NULL;
    VouchNewFile *file = vouch_new_file_begin (f->folder, NULL);

    make_source (source, 6000000);
    g_assert_false (vouch_copy_into (file, cases[i].source, &copy, NULL, cancellable, &error));
    g_assert_error (error, VOUCH_ERROR, (gint) cases[i].code);
    g_cancellable_reset (cancellable);
    g_assert_finalize_object (file);
    g_assert_cmpuint (count_files (f->folder), ==, 1);
  }
}

static void
test_lock (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "lock", NULL);
  g_autoptr (GError) error = NULL;
  VouchLock *first = vouch_lock_take (path, 0, NULL, &error);
  VouchLock *second;
  gint64 began;

  g_assert_no_error (error);
  g_assert_nonnull (first);
  began = g_get_monotonic_time ();
  second = vouch_lock_take (path, 100, NULL, &error);
  g_assert_null (second);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, g_get_prgname ()));
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 100 * 1000);
  g_clear_error (&error);

  vouch_lock_release (first);
  second = vouch_lock_take (path, 0, NULL, &error);
  g_assert_no_error (error);
  vouch_lock_release (second);
}

static void
test_load_small (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "small", NULL);
  g_autofree char *pipe = g_build_filename (f->folder, "pipe", NULL);
  g_autofree char *content = NULL;
  const char *const others[] = { f->folder, pipe, "/dev/zero" };
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_assert_true (g_file_set_contents (path, "12345678", 8, NULL));
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  content = vouch_file_load_small (path, 8, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (content, length, "12345678", 8);
  g_assert_null (vouch_file_load_small (path, 7, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_clear_error (&error);
    g_assert_null (vouch_file_load_small (others[i], 100, NULL, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  }
  g_clear_error (&error);
  g_assert_null (vouch_file_load_small ("/nowhere/at/all", 100, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/file/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/file/umask", Fixture, NULL, set_up, test_umask, tear_down);
  g_test_add ("/file/abandoned", Fixture, NULL, set_up, test_abandoned, tear_down);
  g_test_add ("/file/load-small", Fixture, NULL, set_up, test_load_small, tear_down);
  g_test_add ("/copy/whole", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add ("/copy/refusals", Fixture, NULL, set_up, test_copy_refusals, tear_down);
  g_test_add ("/lock", Fixture, NULL, set_up, test_lock, tear_down);
  return g_test_run ();
}
