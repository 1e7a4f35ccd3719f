/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store-fixture.h"

#include <glib/gstdio.h>

#include "store-sample.h"
#include "vouch-sql.h"
#include "vouch-store-evidence.h"
#include "vouch-store-load.h"
#include "vouch-store-objects.h"
#include "vouch-store-portfolios.h"
#include "vouch-store-schema.h"

/* The libraries of every released version, as freeze-library.py wrote them. */
static const char *const versions[] = { "library-v1.sql" };

static void
thaw (StoreFixture *f, const char *name)
{
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
  g_autofree char *database = g_build_filename (f->library, "library.db", NULL);
  g_autofree char *dump = NULL;
  g_autoptr (GError) error = NULL;
  VouchSql *sql;

  store_fixture_close (f);
  g_assert_cmpint (g_remove (database), ==, 0);
  g_assert_true (g_file_get_contents (fixture, &dump, NULL, &error));
  sql = vouch_sql_open (database, VOUCH_SQL_CREATE, VOUCH_STORE_APPLICATION_ID,
                        VOUCH_STORE_SCHEMA_VERSION, &error);
  g_assert_no_error (error);
  g_assert_true (vouch_sql_exec (sql, dump, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (sql);
}

/* The frozen database knows one file; its bytes are in store-sample.c. */
static void
bring_the_file (StoreFixture *f)
{
  g_autofree char *path = store_fixture_write_file (f, "lesson.m4a", "the sound of a lesson");
  g_autofree char *sha256 = vouch_store_add_object (f->store, path, NULL, NULL, NULL, NULL, NULL);

  g_assert_nonnull (sha256);
  g_assert_true (vouch_store_abandon_object (f->store, sha256, NULL));
}

static void
test_opens_with_nothing_lost (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) portfolios = NULL;
  g_autoptr (GPtrArray) evidence = NULL;

  thaw (f, data);
  store_fixture_reopen (f);
  bring_the_file (f);
  portfolios = vouch_store_list_portfolios (f->store, NULL);
  g_assert_cmpuint (portfolios->len, ==, 1);
  store_sample_assert (f->store, g_ptr_array_index (portfolios, 0));
  evidence = vouch_store_list_evidence (f->store, NULL);
  g_assert_cmpuint (evidence->len, ==, 1);
  g_assert_cmpuint (vouch_evidence_get_n_places (g_ptr_array_index (evidence, 0)), >=, 1);
  store_fixture_assert_clean (f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++) {
    g_autofree char *name = g_strconcat ("/store/versions/", versions[i], NULL);

    g_test_add (name, StoreFixture, versions[i], store_fixture_set_up, test_opens_with_nothing_lost,
                store_fixture_tear_down);
  }
  return g_test_run ();
}
