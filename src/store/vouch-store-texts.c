/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-texts.h"

#include <string.h>

#include "vouch-store-access.h"

/*
 * The history of typed answers.
 *
 * A text is saved about once a second while somebody types.  Every version of the last ten minutes
 * is there; of older ones the longest of each five minutes, and for good those that were given up:
 *
 * - a version of which the next one has less than half (something else was written or pasted)
 * - the longest one before a text shrank to less than half, letter by letter
 *
 * `kept` is 0, or the row that was the latest when the version was kept for good.
 */

#define KEEP_ALL_MS (10 * 60 * 1000)
#define BUCKET_MS (5 * 60 * 1000)

static gboolean
thin_out (VouchStore *self, const char *item, gint64 now, GError **error)
{
  return vouch_store_write (
      self, error,
      "DELETE FROM earlier_text WHERE item = ?1 AND saved_ms < ?2 AND kept = 0 AND rowid NOT IN ("
      "SELECT rowid FROM (SELECT rowid, row_number () OVER ("
      "PARTITION BY saved_ms / ?3 ORDER BY length (text) DESC, rowid DESC) AS place "
      "FROM earlier_text WHERE item = ?1 AND saved_ms < ?2) WHERE place = 1)",
      "tIi", item, (now - KEEP_ALL_MS) / BUCKET_MS * BUCKET_MS, BUCKET_MS);
}

/* Whether what two texts begin and end with alike is less than half of the old one. */
static gboolean
is_given_up (const char *old, const char *text)
{
  gsize length = strlen (old), new_length = strlen (text), most = MIN (length, new_length);
  gsize begin = 0, end = 0;

  while (begin < most && old[begin] == text[begin])
    begin++;
  while (end < most - begin && old[length - 1 - end] == text[new_length - 1 - end])
    end++;
  return (begin + end) * 2 < length;
}

static gboolean
keep_for_good (VouchStore *self,
               const char *item,
               const char *old,
               const char *text,
               GError **error)
{
  if (is_given_up (old, text))
    return vouch_store_write (self, error,
                              "UPDATE earlier_text SET kept = rowid WHERE rowid = "
                              "(SELECT max (rowid) FROM earlier_text WHERE item = ?)",
                              "t", item);
  return vouch_store_write (
      self, error,
      "UPDATE earlier_text SET kept = (SELECT max (rowid) FROM earlier_text WHERE item = ?1) "
      "WHERE length (text) > 2 * ?2 AND rowid = (SELECT rowid FROM earlier_text WHERE item = ?1 "
      "AND rowid > (SELECT max (kept) FROM earlier_text WHERE item = ?1) "
      "ORDER BY length (text) DESC LIMIT 1)",
      "tI", item, (gint64) g_utf8_strlen (text, -1));
}

/**
 * vouch_store_write_text:
 * @self: a library with an open change on this thread.
 * @item: an item's id.
 * @text: (nullable): what it says now.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Writes a text; what it replaces is kept among the earlier ones.
 *
 * Returns: whether it was written.
 */
gboolean
vouch_store_write_text (VouchStore *self, const char *item, const char *text, GError **error)
{
  gint64 now = _vouch_store_now_ms (self);
  g_autoptr (GError) local = NULL;
  g_autofree char *old =
      vouch_store_read_text (self, &local, "SELECT text FROM item WHERE id = ?", "t", item);

  if (!vouch_store_rows_ended (g_steal_pointer (&local), error))
    return FALSE;
  if (g_strcmp0 (old, text) == 0)
    return TRUE;
  if (old != NULL && *old != '\0' &&
      (!vouch_store_write (self, error,
                           "INSERT INTO earlier_text (item, saved_ms, text) VALUES (?, ?, ?)",
                           "tIt", item, now, old) ||
       !keep_for_good (self, item, old, text != NULL ? text : "", error) ||
       !thin_out (self, item, now, error)))
    return FALSE;
  return vouch_store_write (self, error, "UPDATE item SET text = ? WHERE id = ?", "tt", text, item);
}

/**
 * vouch_earlier_text_free:
 * @self: (transfer full) (nullable): an earlier text.
 *
 * Frees it.
 */
void
vouch_earlier_text_free (VouchEarlierText *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

/**
 * vouch_store_list_earlier_texts:
 * @self: a library.
 * @item: an item's id.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchEarlierText): what a typed answer said before, the
 *   latest first; or %NULL.
 */
GPtrArray *
vouch_store_list_earlier_texts (VouchStore *self, const char *item, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) texts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_earlier_text_free);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && item != NULL, NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error,
                         "SELECT text, saved_ms FROM earlier_text WHERE item = ? "
                         "ORDER BY saved_ms DESC, rowid DESC",
                         "t", item);
  while (row != NULL && vouch_sql_next (row, &local)) {
    VouchEarlierText *text = g_new0 (VouchEarlierText, 1);

    text->text = g_strdup (vouch_sql_text (row, 0));
    text->saved_ms = vouch_sql_int (row, 1);
    g_ptr_array_add (texts, text);
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&texts);
}
