/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-search.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-excerpt.h"
#include "vouch-store-access.h"
#include "vouch-store-search-schema.h"

/*
 * Looking for words; vouch-store-search-schema.h says how what can be found is kept.
 *
 * A query reads a kind's part of the index backwards and ends as soon as it has enough, first for
 * titles, then for the rest.  Nothing is ranked by how often words occur: that would have to visit
 * every place of a common word.
 */

/* The columns of VouchFound, of an entry whose id is named by the query.  A caption is known by its file
 * and its position, which its key ends with; it is opened where the file was used last. */
#define OF_CAPTION "e.id >> 40 = 10"
#define LAST_USE                                                                                   \
  "(SELECT j.id FROM item j JOIN portfolio q ON q.id = j.portfolio WHERE j.artifact = e.place "    \
  "AND j.removed_ms IS NULL AND q.removed_ms IS NULL ORDER BY j.rowid DESC LIMIT 1)"
#define FOUND_COLUMNS                                                                              \
  "SELECT e.id, e.place, p.id, p.title, p.definition, i.requirement, "                             \
  "coalesce (nullif (i.title, ''), i.file_name, nullif (v.title, ''), v.file_name), "              \
  "e.title, e.body, i.artifact, i.id, c.start_ms FROM search_entry e "                             \
  "LEFT JOIN item i ON i.id = CASE WHEN " OF_CAPTION " THEN " LAST_USE " ELSE e.place END "        \
  "LEFT JOIN portfolio p ON p.id = coalesce (e.portfolio, i.portfolio) "                           \
  "LEFT JOIN evidence v ON v.artifact = CASE WHEN " OF_CAPTION " THEN e.place END "                \
  "LEFT JOIN caption c ON c.artifact = v.artifact "                                                \
  "AND c.position = CAST (substr (e.key, 10 + length (e.place)) AS INTEGER) "

#define MATCHING                                                                                   \
  FOUND_COLUMNS "WHERE e.id IN (SELECT rowid FROM search WHERE search MATCH ?1 "                   \
                "AND rowid BETWEEN ?2 AND ?3 AND rowid NOT IN (SELECT id FROM search_gone) "       \
                "ORDER BY rowid DESC LIMIT ?4) ORDER BY e.id DESC"

/* What is not in the index yet; there are never many. */
#define WAITING                                                                                    \
  FOUND_COLUMNS "WHERE e.id IN (SELECT id FROM search_new WHERE id BETWEEN ?1 AND ?2) "            \
                "ORDER BY e.id DESC"

#define MOST_WAITING 32

#define IN_TITLE "title: "

typedef struct {
  VouchSql *sql;
  VouchFoundKind kind;
  const char *const *words;
  guint most;
  GPtrArray *found;
  GArray *ids; /* of what is in found */
} Look;

/**
 * vouch_found_free:
 * @self: (transfer full) (nullable): something found.
 *
 * Frees it.
 */
void
vouch_found_free (VouchFound *self)
{
  if (self == NULL)
    return;
  g_free (self->place);
  g_free (self->portfolio);
  g_free (self->portfolio_title);
  g_free (self->definition);
  g_free (self->requirement);
  g_free (self->artifact);
  g_free (self->item);
  g_free (self->item_title);
  g_free (self->title);
  g_free (self->body);
  g_free (self);
}

/* FTS5's own language: every word a quoted beginning, so that nothing typed is taken for a command. */
static char *
make_query (const char *const *words, const char *column)
{
  g_autoptr (GString) query = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (words[i], "\"", -1);
    g_autofree char *quoted = g_strjoinv ("\"\"", parts);

    g_string_append_printf (query, "%s%s\"%s\" *", i > 0 ? " AND " : "", column, quoted);
  }
  return g_string_free (g_steal_pointer (&query), FALSE);
}

static gboolean
has_entry (const Look *look, gint64 id)
{
  for (guint i = 0; i < look->ids->len; i++)
    if (g_array_index (look->ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static void
take_found (Look *look, VouchSqlStatement *row)
{
  VouchFound *found = g_new0 (VouchFound, 1);
  gint64 id = vouch_sql_int (row, 0);

  found->kind = look->kind;
  found->place = g_strdup (vouch_sql_text (row, 1));
  found->portfolio = g_strdup (vouch_sql_text (row, 2));
  found->portfolio_title = g_strdup (vouch_sql_text (row, 3));
  found->definition = g_strdup (vouch_sql_text (row, 4));
  found->requirement = g_strdup (vouch_sql_text (row, 5));
  found->item_title = g_strdup (vouch_sql_text (row, 6));
  found->title = g_strdup (vouch_sql_text (row, 7));
  found->body = g_strdup (vouch_sql_text (row, 8));
  found->artifact = g_strdup (vouch_sql_text (row, 9));
  found->item = g_strdup (vouch_sql_text (row, 10));
  found->at_ms = vouch_sql_is_null (row, 11) ? -1 : vouch_sql_int (row, 11);
  g_ptr_array_add (look->found, found);
  g_array_append_val (look->ids, id);
}

static gboolean
fits (VouchSqlStatement *row, const char *const *words, gboolean in_title)
{
  g_autofree char *title = vouch_excerpt_fold (vouch_sql_text (row, 7));
  g_autofree char *body = in_title ? g_strdup ("") : vouch_excerpt_fold (vouch_sql_text (row, 8));
  g_autofree char *both = g_strconcat (title, body, NULL);

  return vouch_excerpt_fits (both, words);
}

static gboolean
add_waiting (Look *look, gboolean in_title, GError **error)
{
  gint64 first = (gint64) look->kind << 40, last = ((gint64) look->kind + 1) << 40;
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (look->sql, error, WAITING, "II", first, last - 1);
  g_autoptr (GError) local = NULL;

  while (row != NULL && look->found->len < look->most && vouch_sql_next (row, &local))
    if (!has_entry (look, vouch_sql_int (row, 0)) && fits (row, look->words, in_title))
      take_found (look, row);
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

static gboolean
add_indexed (Look *look, gboolean in_title, GError **error)
{
  gint64 first = (gint64) look->kind << 40, last = ((gint64) look->kind + 1) << 40;
  g_autofree char *query = make_query (look->words, in_title ? IN_TITLE : "");
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (look->sql, error, MATCHING, "tIIi", query,
                                                       first, last - 1, (int) look->most);
  g_autoptr (GError) local = NULL;

  while (row != NULL && look->found->len < look->most && vouch_sql_next (row, &local))
    if (!has_entry (look, vouch_sql_int (row, 0)))
      take_found (look, row);
  return row != NULL && vouch_store_rows_ended (g_steal_pointer (&local), error);
}

/**
 * vouch_store_search:
 * @self: a library.
 * @kind: what to look for.
 * @words: (array zero-terminated=1): words, each one run of letters and digits; each must begin
 *   some word of what is found.
 * @most: how many at most.
 * @error: %VOUCH_ERROR_CORRUPT when the index is damaged (vouch_store_search_rebuild() mends that),
 *   or %VOUCH_ERROR_DEVICE.
 *
 * Looks for words, whatever their case and accents. What has all of them in its title comes first,
 * then the rest; the last changed first in both.
 *
 * Returns: (transfer full) (element-type VouchFound): what was found, or %NULL.
 */
GPtrArray *
vouch_store_search (VouchStore *self,
                    VouchFoundKind kind,
                    const char *const *words,
                    guint most,
                    GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Look look;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && words != NULL, NULL);

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_found_free);
  if (words[0] == NULL || most == 0)
    return g_steal_pointer (&found);
  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  look = (Look){ _vouch_store_reading_get_sql (reading), kind, words, most, found, ids };
  for (guint round = 0; round < 2; round++)
    if (found->len < most &&
        (!add_waiting (&look, round == 0, error) || !add_indexed (&look, round == 0, error)))
      return NULL;
  return g_steal_pointer (&found);
}

/**
 * vouch_store_search_take_facts:
 * @self: a library with an open change on this thread.
 * @sha256: lower-case hex of a file whose facts were just written.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Lets the words inside a document be found.
 *
 * Returns: whether they can be.
 */
gboolean
vouch_store_search_take_facts (VouchStore *self, const char *sha256, GError **error)
{
  return vouch_store_write (self, error, "DELETE FROM search_words WHERE source = 'facts:' || ?",
                            "t", sha256) &&
         vouch_store_write (self, error, SEARCH_WORDS_OF_FACTS ("sha256 = ?"), "t", sha256);
}

/**
 * vouch_store_search_take_decisions:
 * @self: a library with an open change on this thread.
 * @submission: id of a submission whose decision was just written.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Lets what an assessor wrote be found.
 *
 * Returns: whether it can be.
 */
gboolean
vouch_store_search_take_decisions (VouchStore *self, const char *submission, GError **error)
{
  return vouch_store_write (self, error, SEARCH_WORDS_OF_DECISION ("d.submission = ?"), "t",
                            submission);
}

/**
 * vouch_store_search_rebuild:
 * @self: a library that may be written.
 * @error: %VOUCH_ERROR_NO_SPACE, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Makes the index anew from what there is: when it is damaged, and when something has left the
 * library for good, whose words would stay in the index's file for a while otherwise.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_search_rebuild (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  VouchSql *sql;

  g_return_val_if_fail (VOUCH_IS_STORE (self), FALSE);

  change = vouch_store_change_begin (self, error);
  if (change == NULL)
    return FALSE;
  sql = _vouch_store_get_writer (self);
  return vouch_sql_exec (sql, "DROP TABLE search;" SEARCH_FILL SEARCH_INDEX, error) &&
         vouch_store_change_commit (change, error);
}

static gboolean
is_many (VouchStore *self)
{
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (_vouch_store_get_writer (self), NULL,
                       "SELECT (SELECT count (*) FROM search_new) + "
                       "(SELECT count (*) FROM search_gone) > ?",
                       "i", MOST_WAITING);

  return row != NULL && vouch_sql_next (row, NULL) && vouch_sql_int (row, 0) != 0;
}

/**
 * _vouch_store_search_apply:
 * @self: a library with an open change on this thread, about to be committed.
 * @at_once: do it now, however little there is to do.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Brings the index up to what was written, when enough was for it to be worth it. A damaged index keeps nobody from saving: it
 * is made anew, or left as it is for the next time.
 *
 * Returns: whether the change may be committed.
 */
gboolean
_vouch_store_search_apply (VouchStore *self, gboolean at_once, GError **error)
{
  VouchSql *sql = _vouch_store_get_writer (self);
  g_autoptr (GError) local = NULL;

  if (!at_once && !is_many (self))
    return TRUE;
  if (!vouch_sql_exec (sql, "SAVEPOINT search_apply", error))
    return FALSE;
  if (vouch_sql_exec (sql, SEARCH_APPLY, &local))
    return vouch_sql_exec (sql, "RELEASE search_apply", error);
  if (g_error_matches (local, VOUCH_ERROR, VOUCH_ERROR_NO_SPACE)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  g_message ("The search index is made anew: %s", local->message);
  if (!vouch_sql_exec (sql, "ROLLBACK TO search_apply", error))
    return FALSE;
  g_clear_error (&local);
  if (!vouch_sql_exec (sql, "DROP TABLE search;" SEARCH_INDEX, &local)) {
    g_message ("The search index was left as it is: %s", local->message);
    if (!vouch_sql_exec (sql, "ROLLBACK TO search_apply", error))
      return FALSE;
  }
  return vouch_sql_exec (sql, "RELEASE search_apply", error);
}

/* What should be there and is not, and the other way round. */
#define DIFFERENT                                                                                  \
  "SELECT count (*) FROM (SELECT kind, key, place, portfolio, title, body FROM search_source "     \
  "EXCEPT SELECT id >> 40, key, place, portfolio, title, body FROM search_entry) "                 \
  "UNION ALL SELECT count (*) FROM (SELECT id >> 40, key, place, portfolio, title, body "          \
  "FROM search_entry EXCEPT "                                                                      \
  "SELECT kind, key, place, portfolio, title, body FROM search_source)"

/**
 * vouch_store_search_check:
 * @self: a library that may be written.
 * @error: %VOUCH_ERROR_CORRUPT when the index is not what it would be if it were made anew.
 *
 * Compares what can be found with what there is.
 *
 * Returns: whether they agree.
 */
gboolean
vouch_store_search_check (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GError) local = NULL;
  gint64 different = 0;

  g_return_val_if_fail (VOUCH_IS_STORE (self), FALSE);

  change = vouch_store_change_begin (self, error);
  if (change == NULL || !_vouch_store_search_apply (self, TRUE, error))
    return FALSE;
  row = vouch_sql_query (_vouch_store_get_writer (self), error, DIFFERENT, "");
  while (row != NULL && vouch_sql_next (row, &local))
    different += vouch_sql_int (row, 0);
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return FALSE;
  if (different > 0) {
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_CORRUPT,
                 _ ("What can be searched for differs from what there is. Nothing is lost; it is "
                    "made anew when it is used."));
    return FALSE;
  }
  return vouch_sql_exec (_vouch_store_get_writer (self),
                         "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)",
                         error) &&
         vouch_store_change_commit (change, error);
}
