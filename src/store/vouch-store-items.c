/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-items.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-id.h"
#include "vouch-store-access.h"
#include "vouch-store-arrivals.h"
#include "vouch-store-evidence-private.h"
#include "vouch-store-texts.h"
#include "vouch-store-words.h"

#define NO_ITEM _ ("There is no such item")

static gboolean
write_attributes (VouchStore *self, VouchItem *item, GError **error)
{
  const char *id = vouch_item_get_id (item);
  g_autoptr (GList) names = vouch_item_list_attributes (item);

  if (!vouch_store_write (self, error, "DELETE FROM attribute WHERE item = ?", "t", id))
    return FALSE;
  for (GList *l = names; l != NULL; l = l->next)
    if (!vouch_store_write (self, error, "INSERT INTO attribute VALUES (?, ?, ?)", "ttt", id,
                            l->data, vouch_item_get_attribute (item, l->data)))
      return FALSE;
  return TRUE;
}

static gboolean
write_citations (VouchStore *self, VouchItem *item, GError **error)
{
  const char *id = vouch_item_get_id (item);
  GPtrArray *citations = vouch_item_get_citations (item);

  if (!vouch_store_write (self, error, "DELETE FROM citation WHERE item = ?", "t", id))
    return FALSE;
  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = g_ptr_array_index (citations, i);

    if (!vouch_store_write (
            self, error,
            "INSERT INTO citation (item, position, target, at_ms, page, moment, "
            "text_start, text_length) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            "titIitIi", id, (int) i, vouch_citation_get_item (citation),
            vouch_citation_get_at_ms (citation), (int) vouch_citation_get_page (citation),
            vouch_citation_get_moment (citation), vouch_citation_get_text_start (citation),
            (int) vouch_citation_get_text_length (citation)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_appearing (VouchStore *self,
                 const char *id,
                 const char *const *people,
                 gboolean masked,
                 GError **error)
{
  for (guint i = 0; people[i] != NULL; i++)
    if (!vouch_store_write (self, error, "INSERT INTO appearing VALUES (?, ?, ?, ?)", "tiit", id,
                            masked, (int) i, people[i]))
      return FALSE;
  return TRUE;
}

static gboolean
write_appearance (VouchStore *self, VouchItem *item, GError **error)
{
  const char *id = vouch_item_get_id (item);
  VouchAppearance *appearance = vouch_item_get_appearance (item);

  return vouch_store_write (self, error, "DELETE FROM appearing WHERE item = ?", "t", id) &&
         write_appearing (self, id, vouch_appearance_get_people (appearance), FALSE, error) &&
         write_appearing (self, id, vouch_appearance_get_masked (appearance), TRUE, error);
}

/* Everything but the portfolio, the text (which has a history) and what is in tables of its own. */
static gboolean
write_fields (VouchStore *self, VouchItem *item, GError **error)
{
  g_autofree char *criteria = vouch_store_join_words (vouch_item_get_criteria (item));
  VouchAppearance *appearance = vouch_item_get_appearance (item);
  VouchContinuity *recorded = vouch_item_get_continuity (item);
  g_autoptr (VouchSqlStatement) statement = vouch_sql_query (
      _vouch_store_get_writer (self), error,
      "UPDATE item SET requirement = ?, media = ?, title = ?, artifact = ?, file_name = ?, "
      "start_ms = ?, end_ms = ?, criteria = ?, appearance = ?, transcript_of = ?, changed_ms = ?, "
      "recorded_gaps = ?, recorded_joins = ?, recorded_masks = ? WHERE id = ?",
      "tttttIItttInnnt", vouch_item_get_requirement (item),
      vouch_media_to_string (vouch_item_get_media (item)), vouch_item_get_title (item),
      vouch_item_get_artifact (item), vouch_item_get_file_name (item),
      vouch_item_get_start_ms (item), vouch_item_get_end_ms (item), criteria,
      vouch_appearance_state_to_string (vouch_appearance_get_state (appearance)),
      vouch_item_get_transcript_of (item), vouch_item_get_changed_ms (item),
      vouch_item_get_id (item));

  if (statement == NULL)
    return FALSE;
  if (recorded != NULL) {
    vouch_sql_bind_int (statement, 12, vouch_continuity_get_gaps (recorded));
    vouch_sql_bind_int (statement, 13, vouch_continuity_get_joins (recorded));
    vouch_sql_bind_int (statement, 14, vouch_continuity_get_masks (recorded));
  }
  return vouch_sql_finish (statement, error) && write_attributes (self, item, error) &&
         write_citations (self, item, error) && write_appearance (self, item, error);
}

static gboolean
write_moment (VouchStore *self, const char *item, VouchMoment *moment, GError **error)
{
  gint64 now = _vouch_store_now_ms (self);

  if (vouch_moment_get_id (moment) == NULL) {
    g_autofree char *id = vouch_id_new (now);

    vouch_moment_set_id (moment, id);
  }
  if (vouch_moment_get_created_ms (moment) == 0)
    vouch_moment_set_created_ms (moment, now);
  return vouch_store_write (
      self, error,
      "INSERT OR REPLACE INTO moment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
      "tttIIddddittttI", vouch_moment_get_id (moment), item,
      vouch_moment_form_to_string (vouch_moment_get_form (moment)),
      vouch_moment_get_start_ms (moment), vouch_moment_get_end_ms (moment),
      vouch_moment_get_x (moment), vouch_moment_get_y (moment), vouch_moment_get_width (moment),
      vouch_moment_get_height (moment), (int) vouch_moment_get_page (moment),
      vouch_moment_get_quote (moment), vouch_moment_get_criterion (moment),
      vouch_moment_get_label (moment), vouch_moment_get_note (moment),
      vouch_moment_get_created_ms (moment));
}

static gboolean
write_moments (VouchStore *self, VouchItem *item, GError **error)
{
  GPtrArray *moments = vouch_item_get_moments (item);

  for (guint i = 0; i < moments->len; i++)
    if (!write_moment (self, vouch_item_get_id (item), g_ptr_array_index (moments, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
touch_of_item (VouchStore *self, const char *item, GError **error)
{
  g_autofree char *portfolio = vouch_store_find_item (self, item, error);

  return portfolio != NULL && vouch_store_touch (self, portfolio, error);
}

/**
 * vouch_store_write_item_said:
 * @self: a library with an open change on this thread.
 * @item: an item's id with title, attributes and people; the rest is not looked at.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such item or person.
 *
 * Writes only what is said of the item's file.
 *
 * Returns: whether it was written.
 */
gboolean
vouch_store_write_item_said (VouchStore *self, VouchItem *item, GError **error)
{
  const char *id = vouch_item_get_id (item);
  VouchAppearance *appearance = vouch_item_get_appearance (item);

  return touch_of_item (self, id, error) &&
         vouch_store_write (
             self, error, "UPDATE item SET title = ?, appearance = ?, changed_ms = ? WHERE id = ?",
             "ttIt", vouch_item_get_title (item),
             vouch_appearance_state_to_string (vouch_appearance_get_state (appearance)),
             _vouch_store_now_ms (self), id) &&
         write_attributes (self, item, error) && write_appearance (self, item, error);
}

/**
 * vouch_store_add_item:
 * @self: a library that may be written.
 * @portfolio: a portfolio's id.
 * @item: an item with everything that it holds; gets an id if it has none. Its file, if any, is
 *   one that came in before.
 * @error: %VOUCH_ERROR_NOT_FOUND when the portfolio, the file, a person or a cited item is not in
 *   the library, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Places an item in a portfolio.
 *
 * Returns: whether it is on the disk, whole.
 */
gboolean
vouch_store_add_item (VouchStore *self, const char *portfolio, VouchItem *item, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  const char *artifact;
  gint64 now;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && portfolio != NULL && VOUCH_IS_ITEM (item), FALSE);

  now = _vouch_store_now_ms (self);
  if (vouch_item_get_id (item) == NULL) {
    g_autofree char *id = vouch_id_new (now);

    vouch_item_set_id (item, id);
  }
  vouch_item_set_changed_ms (item, now);
  artifact = vouch_item_get_artifact (item);
  change = vouch_store_change_begin (self, error);
  return change != NULL && vouch_store_touch (self, portfolio, error) &&
         (artifact == NULL || vouch_store_keep_object (self, artifact, error)) &&
         vouch_store_write (self, error,
                            "INSERT INTO item (id, portfolio, requirement, text, start_ms, end_ms, "
                            "appearance, created_ms, changed_ms) VALUES (?, ?, ?, ?, -1, -1, '', "
                            "?, ?)",
                            "ttttII", vouch_item_get_id (item), portfolio,
                            vouch_item_get_requirement (item), vouch_item_get_text (item), now,
                            now) &&
         write_fields (self, item, error) && write_moments (self, item, error) &&
         vouch_store_note_evidence (self, item, FALSE, error) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_update_item:
 * @self: a library that may be written.
 * @item: an item as it was loaded, with other fields, attributes, citations, people or text. Its
 *   moments are changed by vouch_store_save_moment() and vouch_store_remove_moment().
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Writes an item's fields; a text that it had before is kept among the earlier ones.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_update_item (VouchStore *self, VouchItem *item, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;
  const char *id, *artifact;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && VOUCH_IS_ITEM (item), FALSE);

  id = vouch_item_get_id (item);
  artifact = vouch_item_get_artifact (item);
  vouch_item_set_changed_ms (item, _vouch_store_now_ms (self));
  change = vouch_store_change_begin (self, error);
  return change != NULL && touch_of_item (self, id, error) &&
         (artifact == NULL || vouch_store_keep_object (self, artifact, error)) &&
         vouch_store_write_text (self, id, vouch_item_get_text (item), error) &&
         write_fields (self, item, error) && vouch_store_note_evidence (self, item, TRUE, error) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_set_item_text:
 * @self: a library that may be written.
 * @item: an item's id.
 * @text: (nullable): what it says now.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Saves a typed answer; meant to be called as often as the person types. What it said before is
 * kept among the earlier texts.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_set_item_text (VouchStore *self, const char *item, const char *text, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && item != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL && touch_of_item (self, item, error) &&
         vouch_store_write_text (self, item, text, error) &&
         vouch_store_write (self, error, "UPDATE item SET changed_ms = ? WHERE id = ?", "It",
                            _vouch_store_now_ms (self), item) &&
         vouch_store_change_commit (change, error);
}

static gboolean
set_removed (VouchStore *self, const char *item, gboolean removed, GError **error)
{
  g_autoptr (VouchStoreChange) change = vouch_store_change_begin (self, error);
  gint64 now = _vouch_store_now_ms (self);

  return change != NULL && touch_of_item (self, item, error) &&
         (removed ? vouch_store_write (self, error,
                                       "UPDATE item SET removed_ms = ? "
                                       "WHERE id = ? AND removed_ms IS NULL",
                                       "It", now, item)
                  : vouch_store_write (
                        self, error, "UPDATE item SET removed_ms = NULL WHERE id = ?", "t", item) &&
                        vouch_store_note_evidence_back (self, item, error)) &&
         vouch_store_change_commit (change, error);
}

/**
 * vouch_store_remove_item:
 * @self: a library that may be written.
 * @item: an item's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Puts an item, with all that belongs to it, into the bin.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_remove_item (VouchStore *self, const char *item, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && item != NULL, FALSE);

  return set_removed (self, item, TRUE, error);
}

/**
 * vouch_store_restore_item:
 * @self: a library that may be written.
 * @item: an item's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Takes an item out of the bin, as it was.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_restore_item (VouchStore *self, const char *item, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && item != NULL, FALSE);

  return set_removed (self, item, FALSE, error);
}

/**
 * vouch_store_find_item:
 * @self: a library.
 * @item: an item's id; it may be in the bin.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full): the id of the portfolio that it is in, or %NULL.
 */
char *
vouch_store_find_item (VouchStore *self, const char *item, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *portfolio;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && item != NULL, NULL);

  portfolio =
      vouch_store_read_text (self, &local, "SELECT portfolio FROM item WHERE id = ?", "t", item);
  if (portfolio == NULL && local == NULL)
    g_set_error (&local, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND, "%s (%s)", NO_ITEM, item);
  vouch_store_rows_ended (g_steal_pointer (&local), error);
  return portfolio;
}

/**
 * vouch_store_save_moment:
 * @self: a library that may be written.
 * @item: the id of the item that it belongs to.
 * @moment: an annotation, new, changed, or taken out of the bin; gets an id and its time if it
 *   has none.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_store_save_moment (VouchStore *self, const char *item, VouchMoment *moment, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && item != NULL && VOUCH_IS_MOMENT (moment), FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL && touch_of_item (self, item, error) &&
         write_moment (self, item, moment, error) && vouch_store_change_commit (change, error);
}

/**
 * vouch_store_remove_moment:
 * @self: a library that may be written.
 * @moment: an annotation's id.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Puts an annotation into the bin; saving it again takes it out.
 *
 * Returns: whether that is on the disk.
 */
gboolean
vouch_store_remove_moment (VouchStore *self, const char *moment, GError **error)
{
  g_return_val_if_fail (VOUCH_IS_STORE (self) && moment != NULL, FALSE);

  return vouch_store_write_one (
      self, _ ("There is no such annotation"), error,
      "UPDATE moment SET removed_ms = ? WHERE id = ? AND removed_ms IS NULL", "It",
      _vouch_store_now_ms (self), moment);
}
