/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "vouch-overview.h"
#include "vouch-portfolios.h"
#include "vouch-sql-statement.h"
#include "vouch-store-schema.h"
#include "vouch-workspace.h"

/*
 * bench-overview FOLDER: how far all portfolios of a library are, against what nobody can do without:
 * reading the rows that the answer is made of, and asking the disk for each file.  Prints five rounds
 * of both in turn, then the time after one edit, as medians in milliseconds.
 */

#define ROUNDS 5

#define ROWS                                                                                       \
  "SELECT p.id, p.title, p.definition, i.id, i.requirement, i.artifact, i.title, f.json "          \
  "FROM portfolio p JOIN item i ON i.portfolio = p.id LEFT JOIN facts f ON f.sha256 = i.artifact " \
  "WHERE p.removed_ms IS NULL AND i.removed_ms IS NULL ORDER BY p.id, i.id"

static guint
read_bare (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchSql) sql = vouch_sql_open (path, VOUCH_SQL_READ_ONLY, VOUCH_STORE_APPLICATION_ID,
                                             VOUCH_STORE_SCHEMA_VERSION, &error);
  g_autoptr (VouchSqlStatement) row = NULL;
  guint n = 0;

  g_assert_no_error (error);
  row = vouch_sql_query (sql, &error, ROWS, "");
  g_assert_no_error (error);
  while (vouch_sql_next (row, &error)) {
    const char *sha256 = vouch_sql_text (row, 5);
    g_autofree char *object = NULL;
    GStatBuf buf;
    char two[3] = { 0 };

    for (int column = 0; column < 8; column++)
      n += vouch_sql_text (row, column) != NULL;
    if (sha256 == NULL)
      continue;
    two[0] = sha256[0];
    two[1] = sha256[1];
    object = g_build_filename (folder, "objects", two, sha256, NULL);
    g_assert_cmpint (g_stat (object, &buf), ==, 0);
  }
  g_assert_no_error (error);
  return n;
}

static guint
list_all (VouchWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = vouch_overview_list (workspace, NULL, &error);

  g_assert_no_error (error);
  return all->len;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
median_of (double *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  return times[ROUNDS / 2];
}

static double
since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

/* As after a start: nothing is known yet. */
static double
time_first (const VouchWorkspaceOptions *options, guint *n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (options, NULL, &error);
  double taken;
  gint64 start;

  g_assert_no_error (error);
  start = g_get_monotonic_time ();
  *n = list_all (workspace);
  taken = since (start);
  vouch_workspace_close (workspace);
  return taken;
}

static double
time_edit (const VouchWorkspaceOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchWorkspace) workspace = vouch_workspace_open (options, NULL, &error);
  g_autoptr (GPtrArray) all = vouch_overview_list (workspace, NULL, &error);
  double times[ROUNDS];

  g_assert_no_error (error);
  for (guint i = 0; i < ROUNDS; i++) {
    const char *id = vouch_portfolio_summary_get_id (all->pdata[i]);
    gint64 start;

    g_assert_true (vouch_portfolios_rename (workspace, id, "Renamed", NULL, &error));
    g_assert_no_error (error);
    start = g_get_monotonic_time ();
    list_all (workspace);
    times[i] = since (start);
  }
  vouch_workspace_close (workspace);
  return median_of (times);
}

int
main (int argc, char **argv)
{
  const VouchWorkspaceOptions options = { .folder = argc > 1 ? argv[1] : NULL };
  double bare[ROUNDS], ours[ROUNDS], edit, median_bare, median_ours;
  guint n = 0;

  g_assert_cmpint (argc, ==, 2);
  for (guint i = 0; i < ROUNDS; i++) {
    gint64 start = g_get_monotonic_time ();

    g_assert_cmpuint (read_bare (argv[1]), >, 0);
    bare[i] = since (start);
    ours[i] = time_first (&options, &n);
  }
  edit = time_edit (&options);
  median_bare = median_of (bare);
  median_ours = median_of (ours);
  g_print ("%u portfolios: %.0f ms; their rows and files alone: %.0f ms; ratio %.2f (aim ≤ 1.50)\n",
           n, median_ours, median_bare, median_ours / median_bare);
  g_print ("after one edit: %.1f ms (aim ≤ 2)\n", edit);
  return 0;
}
