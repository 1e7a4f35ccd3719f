/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "vouch-sql-statement.h"
#include "vouch-store-schema.h"
#include "vouch-store-transfer.h"

#include "store-fixture.h"

/*
 * An export has everything that somebody made.  Whoever adds a table or a column to the library says
 * here why it stays at home, or adds it to vouch_transfer_tables.
 */

static const struct {
  const char *name;
  const char *why;
} stay_at_home[] = {
  { "arriving", "files on their way into the library" },
  { "derived", "copies that are made again from the originals" },
  { "facts", "what an export says of its files is not believed; they are measured again" },
  { "issuer_unconfirmed", "whom an export brings is unconfirmed, whatever it says" },
  { "object", "the files themselves are in the export" },
  { "item.removed_ms", "what is in the bin is not in an export" },
  { "evidence.removed_ms", "what is in the bin is not in an export" },
  { "moment.removed_ms", "what is in the bin is not in an export" },
  { "permission.scan", "scans of forms show names, and are encrypted with the class list" },
  { "person_mark", "the mark travels with the person" },
  { "sending", "how a sending goes on here" },
  { "setting", "what this person prefers on this computer" },
  { "upload", "how far an upload is" },
  /* Made again from the rest. */
  { "search", "the index" },
  { "search_entry", "the index" },
  { "search_gone", "the index" },
  { "search_new", "the index" },
  { "search_words", "the index" },
};

static gboolean
stays (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stay_at_home); i++)
    if (g_str_equal (stay_at_home[i].name, name))
      return TRUE;
  return FALSE;
}

static gboolean
is_transferred (const char *table, const char *column)
{
  const VouchTransferTable *found = vouch_transfer_find (table);

  for (guint i = 0; found != NULL && found->columns[i].kind != '\0'; i++)
    if (column == NULL || g_str_equal (found->columns[i].name, column))
      return TRUE;
  return FALSE;
}

static void
check_columns (VouchSql *sql, const char *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (sql, &error, "SELECT name FROM pragma_table_info (?)", "t", table);

  g_assert_no_error (error);
  while (vouch_sql_next (row, &error)) {
    g_autofree char *full = g_strdup_printf ("%s.%s", table, vouch_sql_text (row, 0));

    g_test_message ("%s", full);
    g_assert_true (is_transferred (table, vouch_sql_text (row, 0)) != stays (full));
  }
  g_assert_no_error (error);
}

static void
test_complete (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = vouch_store_get_path (f->store, "library.db");
  g_autoptr (VouchSql) sql = vouch_sql_open (path, VOUCH_SQL_READ_ONLY, VOUCH_STORE_APPLICATION_ID,
                                             VOUCH_STORE_SCHEMA_VERSION, &error);
  g_autoptr (VouchSqlStatement) row = NULL;
  guint n = 0;

  g_assert_no_error (error);
  /* The index keeps tables of its own beside each of its tables. */
  row = vouch_sql_query (sql, &error,
                         "SELECT name FROM pragma_table_list WHERE schema = 'main' "
                         "AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'",
                         "");
  g_assert_no_error (error);
  while (vouch_sql_next (row, &error)) {
    const char *table = vouch_sql_text (row, 0);

    g_test_message ("%s", table);
    g_assert_true (is_transferred (table, NULL) != stays (table));
    if (is_transferred (table, NULL))
      check_columns (sql, table);
    n++;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 30);
}

static void
test_only_what_is_there (StoreFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = vouch_store_get_path (f->store, "library.db");
  g_autoptr (VouchSql) sql = vouch_sql_open (path, VOUCH_SQL_READ_ONLY, VOUCH_STORE_APPLICATION_ID,
                                             VOUCH_STORE_SCHEMA_VERSION, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (stay_at_home); i++) {
    g_auto (GStrv) parts = g_strsplit (stay_at_home[i].name, ".", 2);
    g_autoptr (VouchSqlStatement) row = vouch_sql_query (
        sql, &error, "SELECT 1 FROM pragma_table_info (?) WHERE ? IS NULL OR name = ?", "ttt",
        parts[0], parts[1], parts[1]);

    g_assert_no_error (error);
    g_test_message ("%s", stay_at_home[i].name);
    g_assert_true (vouch_sql_next (row, &error));
    g_assert_no_error (error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store-transfer/complete", StoreFixture, NULL, store_fixture_set_up, test_complete,
              store_fixture_tear_down);
  g_test_add ("/store-transfer/only-what-is-there", StoreFixture, NULL, store_fixture_set_up,
              test_only_what_is_there, store_fixture_tear_down);
  return g_test_run ();
}
