/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-hash.h"
#include "vouch-store-bin.h"
#include "vouch-store-evidence.h"
#include "vouch-store-care.h"
#include "vouch-store-facts.h"
#include "vouch-store-items.h"
#include "vouch-store-objects.h"

#define DAY_MS ((gint64) 24 * 60 * 60 * 1000)

static guint
count_objects (StoreFixture *f)
{
  g_autofree char *objects = g_build_filename (f->library, "objects", NULL);

  return store_fixture_count_files (objects);
}

static void
test_one_door (StoreFixture *f, gconstpointer data)
{
  g_autofree char *source = store_fixture_write_file (f, "photo.jpg", "bytes of a photo");
  g_autofree char *expected = vouch_hash_of_bytes ("bytes of a photo", 16);
  g_autoptr (GError) error = NULL;
  guint64 size = 0;
  g_autofree char *sha256 =
      vouch_store_add_object (f->store, source, NULL, NULL, &size, NULL, &error);
  g_autofree char *path = NULL;
  struct stat status;
  int fd;

  g_assert_no_error (error);
  g_assert_cmpstr (sha256, ==, expected);
  g_assert_cmpuint (size, ==, 16);
  path = vouch_store_get_object_path (f->store, sha256);
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0400);
  g_assert_true (vouch_store_verify_object (f->store, sha256, NULL, NULL));
  g_assert_cmpint (vouch_store_get_object_size (f->store, sha256, NULL), ==, 16);
  fd = vouch_store_open_object (f->store, sha256, NULL);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_cmpint (vouch_store_open_object (f->store, "../../etc/passwd", &error), ==, -1);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
}

static void
test_nothing_remains_of_what_is_not_used (StoreFixture *f, gconstpointer data)
{
  g_autofree char *source = store_fixture_write_file (f, "photo.jpg", "bytes of a photo");
  g_autofree char *first = vouch_store_add_object (f->store, source, NULL, NULL, NULL, NULL, NULL);
  g_autofree char *second = vouch_store_add_object (f->store, source, NULL, NULL, NULL, NULL, NULL);
  g_autofree char *id = NULL;

  g_assert_cmpstr (first, ==, second);
  g_assert_true (vouch_store_abandon_object (f->store, first, NULL));
  g_assert_cmpuint (count_objects (f), ==, 1);
  g_assert_true (vouch_store_abandon_object (f->store, second, NULL));
  g_assert_cmpuint (count_objects (f), ==, 0);

  /* What an item uses stays, whoever abandons the same bytes. */
  id = store_fixture_attach (f, "bytes of a photo", NULL);
  g_free (vouch_store_add_object (f->store, source, NULL, NULL, NULL, NULL, NULL));
  g_assert_true (vouch_store_abandon_object (f->store, first, NULL));
  g_assert_cmpuint (count_objects (f), ==, 1);

  /* What came in and was forgotten goes with the next start. */
  {
    g_autofree char *other = store_fixture_write_file (f, "other.jpg", "other bytes");
    g_autofree char *sha256 =
        vouch_store_add_object (f->store, other, NULL, NULL, NULL, NULL, NULL);

    g_assert_cmpuint (count_objects (f), ==, 2);
    store_fixture_reopen (f);
    g_assert_cmpuint (count_objects (f), ==, 1);
    g_assert_false (vouch_store_verify_object (f->store, sha256, NULL, NULL));
  }
  store_fixture_assert_clean (f);
}

static void
test_same_bytes_heal (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "a lesson", &sha256);
  g_autofree char *path = vouch_store_get_object_path (f->store, sha256);
  g_autofree char *again = NULL;
  g_autoptr (VouchPortfolio) before = NULL;
  g_autoptr (VouchPortfolio) after = NULL;
  g_autoptr (VouchStoreReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, "a lessOn", -1, NULL));
  g_assert_false (vouch_store_verify_object (f->store, sha256, NULL, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT);
  {
    g_autoptr (VouchPortfolio) looked_at = NULL;
    gboolean intact = TRUE;

    g_assert_true (vouch_store_look_at_object (f->store, sha256, &intact, NULL, NULL));
    g_assert_false (intact);
    looked_at = store_fixture_load (f);
    g_assert_cmpint (vouch_item_get_integrity (vouch_portfolio_find_item (looked_at, id)), ==,
                     VOUCH_INTEGRITY_DAMAGED);
  }
  report = vouch_store_check (f->store, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (report->problems->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (report->problems, 0), "lesson.wav"));
  before = store_fixture_load (f);
  g_assert_cmpint (vouch_item_get_integrity (vouch_portfolio_find_item (before, id)), ==,
                   VOUCH_INTEGRITY_DAMAGED);

  again = store_fixture_attach (f, "a lesson", NULL);
  after = store_fixture_load (f);
  g_assert_cmpint (vouch_item_get_integrity (vouch_portfolio_find_item (after, id)), ==,
                   VOUCH_INTEGRITY_INTACT);
  store_fixture_assert_clean (f);
}

static void
test_missing_is_told (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "a lesson", &sha256);
  g_autofree char *path = vouch_store_get_object_path (f->store, sha256);
  g_autofree char *stranger = g_build_filename (f->library, "objects", "stranger", NULL);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (VouchStoreReport) report = NULL;

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_true (g_file_set_contents (stranger, "?", -1, NULL));
  store_fixture_reopen (f);
  portfolio = store_fixture_load (f);
  g_assert_cmpint (vouch_item_get_integrity (vouch_portfolio_find_item (portfolio, id)), ==,
                   VOUCH_INTEGRITY_MISSING);
  report = vouch_store_check (f->store, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (report->problems->len, ==, 1);
  g_assert_cmpuint (report->notes->len, ==, 1);
  g_assert_true (g_file_test (stranger, G_FILE_TEST_EXISTS));
}

static void
test_derived (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *id = store_fixture_attach (f, "a lesson", &sha256);
  g_autoptr (VouchNewFile) file = vouch_store_new_object (f->store, NULL);
  g_autoptr (VouchFacts) facts = vouch_facts_new ();
  g_autoptr (VouchFacts) sent = vouch_facts_new ();
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *found = NULL;
  g_auto (GStrv) unread = NULL;
  VouchItem *item;

  vouch_facts_set_reader_version (facts, "1");
  vouch_facts_set_duration_ms (facts, 60000);
  vouch_facts_set_duration_ms (sent, 45000);
  g_assert_true (vouch_store_set_facts (f->store, sha256, facts, NULL));
  g_assert_true (vouch_new_file_write (file, "a less", 6, NULL));
  clean = vouch_store_take_object (f->store, file, NULL, NULL, NULL);
  g_assert_true (vouch_store_add_derived (f->store, sha256, "clean:1000--1", clean, sent, NULL));
  found = vouch_store_find_derived (f->store, sha256, "clean:1000--1", NULL);
  g_assert_cmpstr (found, ==, clean);
  g_assert_null (vouch_store_find_derived (f->store, sha256, "clean", NULL));
  unread = vouch_store_list_unread (f->store, "1", NULL);
  g_assert_cmpuint (g_strv_length (unread), ==, 1);
  g_assert_cmpstr (unread[0], ==, clean);

  portfolio = store_fixture_load (f);
  item = vouch_portfolio_find_item (portfolio, id);
  g_assert_cmpint (vouch_facts_get_duration_ms (vouch_item_get_facts (item)), ==, 60000);
  g_assert_null (vouch_item_get_sent_facts (item));
  vouch_item_set_start_ms (item, 1000);
  {
    g_autofree char *derivation = vouch_store_derivation_of (item);

    g_assert_cmpstr (derivation, ==, "clean:1000--1");
  }
  g_assert_true (vouch_store_update_item (f->store, item, NULL));
  g_clear_object (&portfolio);
  portfolio = store_fixture_load (f);
  item = vouch_portfolio_find_item (portfolio, id);
  g_assert_cmpint (vouch_facts_get_duration_ms (vouch_item_get_sent_facts (item)), ==, 45000);
  store_fixture_assert_clean (f);
}

static void
test_bin (StoreFixture *f, gconstpointer data)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *first = store_fixture_attach (f, "first", &sha256);
  g_autofree char *second = store_fixture_attach (f, "second", NULL);
  guint n = 0;

  g_assert_true (vouch_store_remove_evidence (f->store, sha256, NULL));
  vouch_clock_advance (f->clock, 29 * DAY_MS);
  g_assert_true (vouch_store_remove_item (f->store, second, NULL));
  g_assert_true (vouch_store_collect (f->store, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  vouch_clock_advance (f->clock, 2 * DAY_MS);
  g_assert_true (vouch_store_collect (f->store, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (count_objects (f), ==, 1);
  g_assert_false (vouch_store_restore_item (f->store, first, NULL));
  g_assert_true (vouch_store_restore_item (f->store, second, NULL));
  store_fixture_assert_clean (f);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*test) (StoreFixture *, gconstpointer);
  } tests[] = {
    { "/store/objects/one-door", test_one_door },
    { "/store/objects/unused", test_nothing_remains_of_what_is_not_used },
    { "/store/objects/heal", test_same_bytes_heal },
    { "/store/objects/missing", test_missing_is_told },
    { "/store/objects/derived", test_derived },
    { "/store/objects/bin", test_bin },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, StoreFixture, NULL, store_fixture_set_up, tests[i].test,
                store_fixture_tear_down);
  return g_test_run ();
}
