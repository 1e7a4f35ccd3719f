/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-sql.h"
#include "vouch-store-backup.h"
#include "vouch-store-care.h"
#include "vouch-store-items.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-schema.h"
#include "vouch-store-settings.h"
#include "vouch-upload-journal.h"

#define DAY_MS (24 * 60 * 60 * 1000)

static char *
database_of (StoreFixture *f)
{
  return g_build_filename (f->library, "library.db", NULL);
}

static void
test_one_writer (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VouchStore *reader;

  g_assert_null (store_fixture_open (f, VOUCH_STORE_DEFAULT, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_BUSY);
  g_clear_error (&error);

  reader = store_fixture_open (f, VOUCH_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_store_is_read_only (reader));
  g_assert_false (vouch_store_set_setting (reader, "key", "value", &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY);
  g_assert_true (vouch_store_set_setting (f->store, "key", "value", NULL));
  {
    g_autofree char *value = vouch_store_get_setting (reader, "key");

    g_assert_cmpstr (value, ==, "value");
  }
  g_assert_finalize_object (reader);
}

static gpointer
close_soon (gpointer data)
{
  g_usleep (200 * 1000);
  vouch_store_close (data);
  return NULL;
}

static void
test_waits_for_the_lock (StoreFixture *f, gconstpointer data)
{
  GThread *thread = g_thread_new ("close", close_soon, f->store);
  g_autoptr (GError) error = NULL;
  VouchStore *second = store_fixture_open (f, VOUCH_STORE_WAIT_FOR_LOCK, &error);

  g_assert_no_error (error);
  g_thread_join (thread);
  g_assert_finalize_object (second);
}

static void
test_absent (StoreFixture *f, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (f->folder, "nowhere", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_store_open (nowhere, f->clock, NULL, VOUCH_STORE_DEFAULT, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (vouch_store_open (nowhere, f->clock, NULL, VOUCH_STORE_READ_ONLY, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (nowhere, G_FILE_TEST_EXISTS));
}

static void
test_newer_library (StoreFixture *f, gconstpointer data)
{
  g_autofree char *path = database_of (f);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length, length_after;
  VouchSql *sql;

  store_fixture_close (f);
  sql = vouch_sql_open (path, VOUCH_SQL_DEFAULT, VOUCH_STORE_APPLICATION_ID, 999, NULL);
  g_assert_true (vouch_sql_exec (sql, "PRAGMA user_version=999", NULL));
  g_assert_finalize_object (sql);
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (
        store_fixture_open (f, i == 0 ? VOUCH_STORE_CREATE : VOUCH_STORE_READ_ONLY, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW);
  }
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
}

static void
spoil (const char *path, gint64 at, gsize length)
{
  g_autofree char *noise = g_malloc (length);
  int fd = open (path, O_WRONLY);

  memset (noise, 0xa5, length);
  g_assert_cmpint (pwrite (fd, noise, length, at), ==, length);
  close (fd);
}

static void
test_damaged_database (StoreFixture *f, gconstpointer data)
{
  g_autofree char *path = database_of (f);
  g_autofree char *kept = store_fixture_attach (f, "first lesson", NULL);
  g_autofree char *good = vouch_store_backup (f->store, NULL);
  g_autofree char *bad = NULL;
  g_autofree char *found = NULL;
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (GError) error = NULL;

  vouch_clock_advance (f->clock, 1000);
  bad = vouch_store_backup (f->store, NULL);
  g_assert_false (vouch_store_restore_backup (f->library, f->clock, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_BUSY);
  g_clear_error (&error);
  store_fixture_close (f);
  spoil (bad, 0, 2000);
  spoil (path, 0, 2000);

  g_assert_null (store_fixture_open (f, VOUCH_STORE_DEFAULT, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
  found = g_path_get_basename (good);
  g_assert_nonnull (strstr (error->message, found));
  g_clear_error (&error);
  g_assert_false (vouch_store_restore_backup (f->library, f->clock, bad, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
  g_clear_error (&error);

  g_assert_true (vouch_store_restore_backup (f->library, f->clock, NULL, &error));
  g_assert_no_error (error);
  store_fixture_reopen (f);
  portfolio = store_fixture_load (f);
  g_assert_nonnull (vouch_portfolio_find_item (portfolio, kept));
  store_fixture_assert_clean (f);
}

static void
test_backups_rotate (StoreFixture *f, gconstpointer data)
{
  g_autofree char *backups = g_build_filename (f->library, "backups", NULL);
  g_autofree char *newest = NULL;

  for (guint i = 0; i < 60; i++) {
    g_assert_true (vouch_store_backup_if_due (f->store, NULL));
    g_assert_true (vouch_store_backup_if_due (f->store, NULL));
    vouch_clock_advance (f->clock, DAY_MS);
  }
  /* Seven days, and of the four weeks those that are not among them. */
  g_assert_cmpuint (store_fixture_count_files (backups), >=, 9);
  g_assert_cmpuint (store_fixture_count_files (backups), <=, 10);
  for (guint i = 0; i < 5; i++) {
    g_free (vouch_store_backup (f->store, NULL));
    vouch_clock_advance (f->clock, 1000);
  }
  g_assert_cmpuint (store_fixture_count_files (backups), <=, 13);
  newest = vouch_store_find_good_backup (f->library);
  g_assert_nonnull (newest);
}

static void
test_changes_are_whole (StoreFixture *f, gconstpointer data)
{
  VouchStoreChange *outer = vouch_store_change_begin (f->store, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_true (vouch_store_set_setting (f->store, "one", "1", NULL));
  value = vouch_store_get_setting (f->store, "one");
  g_assert_cmpstr (value, ==, "1");
  g_clear_pointer (&value, g_free);
  g_assert_false (vouch_store_remove_item (f->store, "no such item", &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (vouch_store_set_setting (f->store, "two", "2", &error));
  g_clear_error (&error);
  g_assert_false (vouch_store_change_commit (outer, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  vouch_store_change_free (outer);
  g_assert_null (vouch_store_get_setting (f->store, "one"));
  g_assert_null (vouch_store_get_setting (f->store, "two"));

  outer = vouch_store_change_begin (f->store, NULL);
  g_assert_true (vouch_store_set_setting (f->store, "one", "1", NULL));
  g_assert_true (vouch_store_set_setting (f->store, "two", "2", NULL));
  g_assert_true (vouch_store_change_commit (outer, NULL));
  vouch_store_change_free (outer);
  store_fixture_reopen (f);
  value = vouch_store_get_setting (f->store, "two");
  g_assert_cmpstr (value, ==, "2");
}

static gpointer
count_up (gpointer data)
{
  for (guint i = 0; i < 50; i++) {
    g_autoptr (VouchStoreChange) change = vouch_store_change_begin (data, NULL);
    g_autofree char *before = vouch_store_get_setting (data, "count");
    g_autofree char *after = g_strdup_printf ("%d", before != NULL ? atoi (before) + 1 : 1);

    g_assert_true (vouch_store_set_setting (data, "count", after, NULL));
    g_assert_true (vouch_store_change_commit (change, NULL));
  }
  return NULL;
}

static void
test_threads (StoreFixture *f, gconstpointer data)
{
  GThread *threads[4];
  g_autofree char *count = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("count", count_up, f->store);
  for (guint i = 0; i < 20; i++) {
    g_autoptr (VouchPortfolio) portfolio = store_fixture_load (f);

    g_assert_cmpstr (vouch_portfolio_get_title (portfolio), ==, "My wait time");
  }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  count = vouch_store_get_setting (f->store, "count");
  g_assert_cmpstr (count, ==, "200");
}

static void
test_upload_journal (StoreFixture *f, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_upload_journal_lookup (VOUCH_UPLOAD_JOURNAL (f->store), "s", "f", &error));
  g_assert_no_error (error);
  g_assert_true (vouch_upload_journal_remember (VOUCH_UPLOAD_JOURNAL (f->store), "s", "f",
                                                "http://127.0.0.1/u/1", NULL));
  store_fixture_reopen (f);
  url = vouch_upload_journal_lookup (VOUCH_UPLOAD_JOURNAL (f->store), "s", "f", NULL);
  g_assert_cmpstr (url, ==, "http://127.0.0.1/u/1");
  g_assert_true (vouch_upload_journal_forget (VOUCH_UPLOAD_JOURNAL (f->store), "s", "f", NULL));
  g_assert_null (vouch_upload_journal_lookup (VOUCH_UPLOAD_JOURNAL (f->store), "s", "f", &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*test) (StoreFixture *, gconstpointer);
  } tests[] = {
    { "/store/one-writer", test_one_writer },
    { "/store/waits-for-the-lock", test_waits_for_the_lock },
    { "/store/absent", test_absent },
    { "/store/newer-library", test_newer_library },
    { "/store/damaged-database", test_damaged_database },
    { "/store/backups-rotate", test_backups_rotate },
    { "/store/changes-are-whole", test_changes_are_whole },
    { "/store/threads", test_threads },
    { "/store/upload-journal", test_upload_journal },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, StoreFixture, NULL, store_fixture_set_up, tests[i].test,
                store_fixture_tear_down);
  return g_test_run ();
}
