/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-evidence.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-access.h"
#include "vouch-store-arrivals.h"
#include "vouch-store-evidence-private.h"
#include "vouch-store-words.h"

/*
 * Every file once.
 *
 * A row of `evidence` keeps its file in the library, whether or not it is placed anywhere: taking an
 * item off a requirement leaves the file, putting the evidence into the bin takes its items along.
 * It remembers what was said of the file last, for the next place.  Items keep their own title,
 * attributes and people, because what was placed earlier must not change behind its owner's back;
 * only vouch_store_write_said() for each of them changes all.
 */

#define NO_EVIDENCE _ ("There is no such file among the evidence")

static char *
join_attributes (VouchItem *item)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GList) names = vouch_item_list_attributes (item);

  for (GList *l = names; l != NULL; l = l->next) {
    g_ptr_array_add (words, l->data);
    g_ptr_array_add (words, (char *) vouch_item_get_attribute (item, l->data));
  }
  g_ptr_array_add (words, NULL);
  return vouch_store_join_words ((const char *const *) words->pdata);
}

static gboolean
write_persons (VouchStore *self,
               const char *artifact,
               const char *const *people,
               gboolean masked,
               GError **error)
{
  for (guint i = 0; people[i] != NULL; i++)
    if (!vouch_store_write (self, error, "INSERT INTO evidence_person VALUES (?, ?, ?, ?)", "tiit",
                            artifact, masked, (int) i, people[i]))
      return FALSE;
  return TRUE;
}

/**
 * vouch_store_write_evidence_said:
 * @self: a library with an open change on this thread.
 * @item: what is said of a file: title, attributes, people.
 * @error: as the connection reports it.
 *
 * Remembers what is said of a file, in place of what was said before.
 *
 * Returns: whether it was written.
 */
gboolean
vouch_store_write_evidence_said (VouchStore *self, VouchItem *item, GError **error)
{
  const char *artifact = vouch_item_get_artifact (item);
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  g_autofree char *attributes = join_attributes (item);

  return vouch_store_write (
             self, error,
             "UPDATE evidence SET title = ?, attributes = ?, appearance = ? WHERE artifact = ?",
             "tttt", vouch_item_get_title (item), attributes,
             vouch_appearance_state_to_string (vouch_appearance_get_state (appearance)),
             artifact) &&
         vouch_store_write (self, error, "DELETE FROM evidence_person WHERE artifact = ?", "t",
                            artifact) &&
         write_persons (self, artifact, vouch_appearance_get_people (appearance), FALSE, error) &&
         write_persons (self, artifact, vouch_appearance_get_masked (appearance), TRUE, error);
}

/* What is known of the file itself, as far as this item knows it. */
static VouchMedia
own_media (VouchItem *item)
{
  VouchFacts *facts = vouch_item_get_facts (item);

  if (facts != NULL && vouch_facts_get_media (facts) != VOUCH_MEDIA_NONE)
    return vouch_facts_get_media (facts);
  return vouch_item_get_media (item);
}

static gboolean
says_nothing (VouchItem *item)
{
  g_autoptr (GList) names = vouch_item_list_attributes (item);
  VouchAppearance *appearance = vouch_item_get_appearance (item);

  return vouch_item_get_title (item) == NULL && names == NULL &&
         vouch_appearance_get_state (appearance) == VOUCH_APPEARANCE_STATE_UNKNOWN;
}

/**
 * vouch_store_note_evidence:
 * @self: a library with an open change on this thread.
 * @item: an item, written just now.
 * @said: whether what it does not say is said too; otherwise an item that says nothing leaves what
 *   was said before.
 * @error: as the connection reports it.
 *
 * Sees to it that the file of an item, if it has one, is among the evidence, out of the bin, with
 * what was said of it last.
 *
 * Returns: whether it was written.
 */
gboolean
vouch_store_note_evidence (VouchStore *self, VouchItem *item, gboolean said, GError **error)
{
  const char *artifact = vouch_item_get_artifact (item);
  VouchFacts *facts = vouch_item_get_facts (item);

  if (artifact == NULL)
    return TRUE;
  if (!vouch_store_write (
          self, error,
          "INSERT INTO evidence (artifact, file_name, media, appearance, added_ms) "
          "VALUES (?, ?, ?, 'unknown', ?) ON CONFLICT DO UPDATE SET removed_ms = NULL, "
          "file_name = coalesce (file_name, excluded.file_name)",
          "tttI", artifact, vouch_item_get_file_name (item),
          vouch_media_to_string (own_media (item)), _vouch_store_now_ms (self)))
    return FALSE;
  if (facts != NULL && !vouch_store_note_evidence_facts (self, artifact, facts, error))
    return FALSE;
  return (!said && says_nothing (item)) || vouch_store_write_evidence_said (self, item, error);
}

/**
 * vouch_store_note_evidence_back:
 * @self: a library with an open change on this thread.
 * @item: id of an item that came out of the bin.
 * @error: as the connection reports it.
 *
 * Takes the file of an item out of the bin with it.
 *
 * Returns: whether it was written.
 */
gboolean
vouch_store_note_evidence_back (VouchStore *self, const char *item, GError **error)
{
  return vouch_store_write (self, error,
                            "UPDATE evidence SET removed_ms = NULL WHERE removed_ms IS NOT NULL "
                            "AND artifact = (SELECT artifact FROM item WHERE id = ?)",
                            "t", item);
}

/**
 * vouch_store_note_evidence_facts:
 * @self: a library with an open change on this thread.
 * @sha256: lower-case hex, of any file.
 * @facts: what was measured about it.
 * @error: as the connection reports it.
 *
 * Keeps what lists show of a file where a list can read it without parsing anything.
 *
 * Returns: whether it was written.
 */
gboolean
vouch_store_note_evidence_facts (VouchStore *self,
                                 const char *sha256,
                                 VouchFacts *facts,
                                 GError **error)
{
  if (vouch_facts_get_state (facts) != VOUCH_FACTS_KNOWN)
    return TRUE;
  return vouch_store_write (
      self, error,
      "UPDATE evidence SET media = coalesce (?, media), duration_ms = ?, pages = ? "
      "WHERE artifact = ?",
      "tIit", vouch_media_to_string (vouch_facts_get_media (facts)),
      vouch_facts_get_duration_ms (facts), vouch_facts_get_pages (facts), sha256);
}

/**
 * vouch_store_add_evidence:
 * @self: a library that may be written.
 * @item: a file that came in, with its name, kind, facts and what is said of it; it is placed
 *   nowhere.
 * @error: %VOUCH_ERROR_NOT_FOUND when the file or a person is not in the library,
 *   %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps a file in the library without a place.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_add_evidence (VouchStore *self, VouchItem *item, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_ITEM (item), FALSE);
  g_return_val_if_fail (vouch_item_get_artifact (item) != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL && vouch_store_keep_object (self, vouch_item_get_artifact (item), error) &&
         vouch_store_note_evidence (self, item, FALSE, error) &&
         vouch_store_change_commit (change, error);
}

/* Everything that a list of all files shows, by one statement.  The inner rows are the places of a
 * file and the moments marked there; each says what it speaks to as DEFINITION:CRITERION, where the
 * definition is the beginning of its hash. */
#define PLACED "i.artifact IS NOT NULL AND i.removed_ms IS NULL AND p.removed_ms IS NULL "
#define ALL_EVIDENCE                                                                               \
  "SELECT e.artifact, e.file_name, e.title, e.media, e.attributes, e.duration_ms, e.pages, "       \
  "e.added_ms, o.size, u.places, u.criteria, "                                                     \
  "(SELECT count (DISTINCT s.submission) FROM sent s WHERE s.original = e.artifact) "              \
  "FROM evidence e JOIN object o ON o.sha256 = e.artifact LEFT JOIN ("                             \
  "SELECT artifact, sum (place) AS places, group_concat (refers, char (31)) AS criteria FROM ("    \
  "SELECT i.artifact, 1 AS place, substr (p.definition, 1, 16) || ':' || replace (i.criteria, "    \
  "char (31), char (31) || substr (p.definition, 1, 16) || ':') AS refers "                        \
  "FROM item i JOIN portfolio p ON p.id = i.portfolio WHERE " PLACED "UNION ALL "                  \
  "SELECT i.artifact, 0, substr (p.definition, 1, 16) || ':' || m.criterion FROM moment m "        \
  "JOIN item i ON i.id = m.item JOIN portfolio p ON p.id = i.portfolio "                           \
  "WHERE m.criterion IS NOT NULL AND m.removed_ms IS NULL AND " PLACED                             \
  ") GROUP BY artifact) u ON u.artifact = e.artifact "                                             \
  "WHERE e.removed_ms IS NULL ORDER BY e.added_ms DESC, e.rowid DESC"

static VouchEvidence *
take_evidence (VouchSqlStatement *row)
{
  VouchEvidence *evidence = vouch_evidence_new ();
  VouchMedia media = VOUCH_MEDIA_NONE;

  vouch_evidence_set_artifact (evidence, vouch_sql_text (row, 0));
  vouch_evidence_set_file_name (evidence, vouch_sql_text (row, 1));
  vouch_evidence_set_title (evidence, vouch_sql_text (row, 2));
  vouch_media_from_string (vouch_sql_text (row, 3), &media);
  vouch_evidence_set_media (evidence, media);
  if (!vouch_sql_is_null (row, 4)) {
    g_auto (GStrv) attributes = vouch_store_split_words (vouch_sql_text (row, 4));

    if (g_strv_length (attributes) % 2 == 0)
      vouch_evidence_set_attributes (evidence, (const char *const *) attributes);
  }
  vouch_evidence_set_duration_ms (evidence, vouch_sql_int (row, 5));
  vouch_evidence_set_pages (evidence, (int) vouch_sql_int (row, 6));
  vouch_evidence_set_added_ms (evidence, vouch_sql_int (row, 7));
  vouch_evidence_set_size (evidence, vouch_sql_int (row, 8));
  vouch_evidence_set_n_places (evidence, (guint) vouch_sql_int (row, 9));
  if (!vouch_sql_is_null (row, 10)) {
    g_auto (GStrv) criteria = vouch_store_split_words (vouch_sql_text (row, 10));

    vouch_evidence_set_criteria (evidence, (const char *const *) criteria);
  }
  vouch_evidence_set_n_sent (evidence, (guint) vouch_sql_int (row, 11));
  return evidence;
}

/**
 * vouch_store_list_evidence:
 * @self: a library.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Lists every file that is not in the bin, the last that came in first. What each speaks to is said
 * as `DEFINITION:CRITERION`: the first 16 letters of the definition's hash and the criterion's id.
 *
 * Returns: (transfer full) (element-type VouchEvidence): all evidence, or %NULL.
 */
GPtrArray *
vouch_store_list_evidence (VouchStore *self, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self), NULL);

  reading = _vouch_store_read (self, error);
  if (reading == NULL)
    return NULL;
  row = vouch_sql_query (_vouch_store_reading_get_sql (reading), error, ALL_EVIDENCE, "");
  while (row != NULL && vouch_sql_next (row, &local))
    g_ptr_array_add (all, take_evidence (row));
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&all);
}

#define TOUCH_PORTFOLIOS                                                                           \
  "UPDATE portfolio SET changed_ms = ? WHERE id IN (SELECT portfolio FROM item WHERE artifact = "  \
  "?)"

/**
 * vouch_store_remove_evidence:
 * @self: a library that may be written.
 * @artifact: lower-case hex.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Puts a file into the bin, and with it every place that it has. What was sent stays sent.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_remove_evidence (VouchStore *self, const char *artifact, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  gint64 now;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && artifact != NULL, FALSE);

  now = _vouch_store_now_ms (self);
  change = vouch_store_change_begin (self, error);
  return change != NULL &&
         vouch_store_write_one (self, NO_EVIDENCE, error,
                                "UPDATE evidence SET removed_ms = ? WHERE artifact = ?", "It", now,
                                artifact) &&
         vouch_store_write (self, error,
                            "UPDATE item SET removed_ms = ? WHERE artifact = ? "
                            "AND removed_ms IS NULL",
                            "It", now, artifact) &&
         vouch_store_write (self, error, TOUCH_PORTFOLIOS, "It", now, artifact) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_restore_evidence:
 * @self: a library that may be written.
 * @artifact: lower-case hex.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Takes a file out of the bin, with those places that went there with it.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_restore_evidence (VouchStore *self, const char *artifact, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && artifact != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL &&
         vouch_store_write (self, error,
                            "UPDATE item SET removed_ms = NULL WHERE artifact = ?1 AND removed_ms "
                            "= (SELECT removed_ms FROM evidence WHERE artifact = ?1)",
                            "t", artifact) &&
         vouch_store_write_one (self, NO_EVIDENCE, error,
                                "UPDATE evidence SET removed_ms = NULL WHERE artifact = ?", "t",
                                artifact) &&
         vouch_store_write (self, error, TOUCH_PORTFOLIOS, "It", _vouch_store_now_ms (self),
                            artifact) &&
         vouch_store_change_commit (change, error);
}
