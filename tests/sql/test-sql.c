/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "vouch-sql.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "vouch-error.h"
#include "vouch-migration.h"
#include "vouch-sql-statement.h"
#include "vouch-sql-transaction.h"

#define OUR_ID 0x56636874

static const VouchMigration steps[] = {
  { "CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;"
    "CREATE TABLE note (person TEXT NOT NULL REFERENCES person (id), text TEXT) STRICT;" },
  { "ALTER TABLE note ADD COLUMN bytes BLOB;" },
};

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("vouch-sql-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "test.db", NULL);
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
  g_free (f->path);
}

static VouchSql *
open_migrated (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  VouchSql *sql = vouch_sql_open (f->path, VOUCH_SQL_CREATE, OUR_ID, 2, &error);

  g_assert_no_error (error);
  g_assert_true (vouch_migration_apply (sql, steps, 2, &error));
  g_assert_no_error (error);
  return sql;
}

/* Where no file can be made beside the database, it can be read all the same. */
static void
test_read_alone (Fixture *f, gconstpointer data)
{
  g_autofree char *shared = g_strconcat (f->path, "-shm", NULL);
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSql) sql = open_migrated (f);

  g_assert_true (vouch_sql_exec (sql, "INSERT INTO person VALUES ('p', 'Name')", &error));
  g_clear_object (&sql);
  g_assert_cmpint (symlink ("/nowhere/at/all", shared), ==, 0);
  sql = vouch_sql_open (f->path, VOUCH_SQL_DEFAULT, OUR_ID, 2, &error);
  g_assert_null (sql);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_DEVICE);
  g_clear_error (&error);
  sql = vouch_sql_open (f->path, VOUCH_SQL_READ_ONLY, OUR_ID, 2, &error);
  g_assert_no_error (error);
  row = vouch_sql_prepare (sql, "SELECT name FROM person", &error);
  g_assert_true (vouch_sql_next (row, &error));
  g_assert_cmpstr (vouch_sql_text (row, 0), ==, "Name");
  g_clear_pointer (&row, vouch_sql_statement_free);
  g_assert_false (vouch_sql_exec (sql, "DELETE FROM person", NULL));
}

static gint64
count (VouchSql *sql, const char *table)
{
  g_autofree char *text = g_strdup_printf ("SELECT count(*) FROM %s", table);
  g_autoptr (VouchSqlStatement) statement = vouch_sql_prepare (sql, text, NULL);

  g_assert_true (vouch_sql_next (statement, NULL));
  return vouch_sql_int (statement, 0);
}

static void
test_values (Fixture *f, gconstpointer data)
{
  VouchSql *sql = open_migrated (f);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3);
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GBytes) got = NULL;

  g_assert_true (
      vouch_sql_run (sql, &error, "INSERT INTO person VALUES (?, ?)", "tt", "p1", "Åsa"));
  g_assert_true (
      vouch_sql_run (sql, &error, "INSERT INTO note VALUES (?, ?, ?)", "ttb", "p1", NULL, bytes));
  g_assert_cmpuint (vouch_sql_count_changes (sql), ==, 1);
  row = vouch_sql_query (sql, &error,
                         "SELECT p.name, n.text, n.bytes, ?, ? FROM note n "
                         "JOIN person p ON p.id = n.person WHERE p.id = ?",
                         "Idt", G_MAXINT64, 0.5, "p1");
  g_assert_no_error (error);
  g_assert_true (vouch_sql_next (row, &error));
  g_assert_cmpstr (vouch_sql_text (row, 0), ==, "Åsa");
  g_assert_true (vouch_sql_is_null (row, 1));
  g_assert_null (vouch_sql_text (row, 1));
  got = vouch_sql_bytes (row, 2);
  g_assert_true (g_bytes_equal (got, bytes));
  g_assert_cmpint (vouch_sql_int (row, 3), ==, G_MAXINT64);
  g_assert_cmpfloat (vouch_sql_double (row, 4), ==, 0.5);
  g_assert_false (vouch_sql_next (row, &error));
  g_assert_no_error (error);
  g_clear_pointer (&row, vouch_sql_statement_free);
  g_assert_finalize_object (sql);
}

static void
test_errors (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *sql;
    VouchError code;
  } cases[] = {
    { "INSERT INTO person VALUES ('p1', 'again')", VOUCH_ERROR_CONFLICT },
    { "INSERT INTO person VALUES ('p2', NULL)", VOUCH_ERROR_INVALID },
    { "INSERT INTO note VALUES ('nobody', 'x', NULL)", VOUCH_ERROR_NOT_FOUND },
    { "SELECT * FROM absent", VOUCH_ERROR_DEVICE },
    { "PRAGMA max_page_count=1; INSERT INTO person SELECT hex(randomblob(9)), hex(zeroblob(500)) "
      "FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) "
      "SELECT i FROM n)",
      VOUCH_ERROR_NO_SPACE },
  };
  VouchSql *sql = open_migrated (f);

  g_assert_true (vouch_sql_exec (sql, "INSERT INTO person VALUES ('p1', 'x')", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (vouch_sql_exec (sql, cases[i].sql, &error));
    g_assert_error (error, VOUCH_ERROR, (gint) cases[i].code);
    g_assert_cmpint (count (sql, "person"), ==, 1);
  }
  g_assert_finalize_object (sql);
}

static void
test_transaction (Fixture *f, gconstpointer data)
{
  VouchSql *sql = open_migrated (f);
  VouchSqlTransaction *transaction = vouch_sql_transaction_begin (sql, NULL);

  g_assert_true (vouch_sql_exec (sql, "INSERT INTO person VALUES ('p1', 'x')", NULL));
  vouch_sql_transaction_free (transaction);
  g_assert_cmpint (count (sql, "person"), ==, 0);

  transaction = vouch_sql_transaction_begin (sql, NULL);
  g_assert_true (vouch_sql_exec (sql, "INSERT INTO person VALUES ('p1', 'x')", NULL));
  g_assert_true (vouch_sql_transaction_commit (transaction, NULL));
  vouch_sql_transaction_free (transaction);
  g_assert_cmpint (count (sql, "person"), ==, 1);
  g_assert_finalize_object (sql);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  VouchSql *sql = open_migrated (f);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  vouch_sql_set_cancellable (sql, cancellable);
  g_cancellable_cancel (cancellable);
  g_assert_false (vouch_sql_exec (sql,
                                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                  "SELECT max(i) FROM n",
                                  &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CANCELLED);
  vouch_sql_set_cancellable (sql, NULL);
  g_assert_cmpint (count (sql, "person"), ==, 0);
  g_assert_finalize_object (sql);
}

static void
assert_refused_untouched (Fixture *f, VouchSqlFlags flags, guint32 id, guint newest, int code)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *journal = g_strconcat (f->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  gsize length, length_after;

  g_assert_true (g_file_get_contents (f->path, &before, &length, NULL));
  g_assert_null (vouch_sql_open (f->path, flags, id, newest, &error));
  g_assert_error (error, VOUCH_ERROR, code);
  g_assert_true (g_file_get_contents (f->path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length, after, length_after);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
}

static void
test_refusals (Fixture *f, gconstpointer data)
{
  VouchSql *sql = open_migrated (f);

  g_assert_finalize_object (sql);
  assert_refused_untouched (f, VOUCH_SQL_DEFAULT, OUR_ID, 1, VOUCH_ERROR_TOO_NEW);
  assert_refused_untouched (f, VOUCH_SQL_READ_ONLY, OUR_ID, 1, VOUCH_ERROR_TOO_NEW);
  assert_refused_untouched (f, VOUCH_SQL_CREATE, 99, 2, VOUCH_ERROR_INVALID);
  g_assert_true (
      g_file_set_contents (f->path, "This is a letter to my class, no database.", -1, NULL));
  assert_refused_untouched (f, VOUCH_SQL_DEFAULT, OUR_ID, 2, VOUCH_ERROR_CORRUPT);
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  VouchSql *sql = open_migrated (f);
  g_autoptr (GError) error = NULL;
  VouchSql *reader = vouch_sql_open (f->path, VOUCH_SQL_READ_ONLY, OUR_ID, 2, &error);

  g_assert_no_error (error);
  g_assert_false (vouch_sql_exec (reader, "INSERT INTO person VALUES ('p1', 'x')", &error));
  g_assert_nonnull (error);
  g_assert_true (vouch_sql_exec (sql, "INSERT INTO person VALUES ('p1', 'x')", NULL));
  g_assert_cmpint (count (reader, "person"), ==, 1);
  g_assert_finalize_object (reader);
  g_assert_finalize_object (sql);
}

static void
test_check_and_backup (Fixture *f, gconstpointer data)
{
  VouchSql *sql = open_migrated (f);
  VouchSql *copy;
  g_autofree char *path = g_build_filename (f->folder, "copy.db", NULL);
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_sql_exec (sql, "INSERT INTO person VALUES ('p1', 'x')", NULL));
  g_assert_true (vouch_sql_backup_into (sql, path, &error));
  g_assert_true (vouch_sql_backup_into (sql, path, &error));
  g_assert_no_error (error);
  copy = vouch_sql_open (path, VOUCH_SQL_READ_ONLY, OUR_ID, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vouch_sql_get_version (copy), ==, 2);
  g_assert_cmpint (count (copy, "person"), ==, 1);
  g_assert_finalize_object (copy);

  g_assert_true (vouch_sql_check (sql, complaints, &error));
  g_assert_cmpuint (complaints->len, ==, 0);
  g_assert_true (vouch_sql_exec (
      sql, "PRAGMA foreign_keys=OFF; INSERT INTO note VALUES ('?', '', NULL)", NULL));
  g_assert_true (vouch_sql_check (sql, complaints, &error));
  g_assert_cmpuint (complaints->len, ==, 1);
  g_assert_finalize_object (sql);
}

static gboolean
refuse_cb (VouchSql *sql, GError **error)
{
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, "as asked");
  return FALSE;
}

static void
test_migration_is_whole (Fixture *f, gconstpointer data)
{
  const VouchMigration broken[] = { steps[0], { "CREATE TABLE half (x INT) STRICT", refuse_cb } };
  VouchSql *sql = vouch_sql_open (f->path, VOUCH_SQL_CREATE, OUR_ID, 2, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (vouch_migration_apply (sql, broken, 2, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_assert_cmpuint (vouch_sql_get_version (sql), ==, 1);
  g_assert_false (vouch_sql_exec (sql, "SELECT * FROM half", NULL));
  g_clear_error (&error);

  g_assert_true (vouch_migration_apply (sql, steps, 2, &error));
  g_assert_cmpuint (vouch_sql_get_version (sql), ==, 2);
  g_assert_false (vouch_migration_apply (sql, steps, 1, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_TOO_NEW);
  g_assert_finalize_object (sql);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/sql/values", test_values },
    { "/sql/errors", test_errors },
    { "/sql/transaction", test_transaction },
    { "/sql/cancel", test_cancel },
    { "/sql/refusals", test_refusals },
    { "/sql/read-only", test_read_only },
    { "/sql/read-alone", test_read_alone },
    { "/sql/check-and-backup", test_check_and_backup },
    { "/migration/whole", test_migration_is_whole },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
