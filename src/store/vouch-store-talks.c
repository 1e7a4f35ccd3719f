/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-store"

#include "config.h"
#include "vouch-store-talks.h"

#include <glib/gi18n-lib.h>

#include "vouch-error.h"
#include "vouch-store-access.h"

/* What is said about the talk of a recording, whichever places it has. Lists are kept whole. */

static VouchSqlStatement *
begin_list (VouchStore *self,
            VouchStoreReading **reading,
            const char *sql,
            const char *artifact,
            GError **error)
{
  *reading = _vouch_store_read (self, error);
  if (*reading == NULL)
    return NULL;
  return vouch_sql_query (_vouch_store_reading_get_sql (*reading), error, sql, "t", artifact);
}

/* Only a file of the library can have anything said about it. */
static gboolean
check_artifact (VouchStore *self, const char *artifact, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *found = vouch_store_read_text (
      self, &local, "SELECT artifact FROM evidence WHERE artifact = ?", "t", artifact);

  if (found != NULL)
    return TRUE;
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("There is no such file among the evidence"));
  return FALSE;
}

/**
 * vouch_store_list_turns:
 * @self: a library.
 * @artifact: lower-case hex.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchTurn) (nullable): the turns that are marked in a
 *   recording, by time.
 */
GPtrArray *
vouch_store_list_turns (VouchStore *self, const char *artifact, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && artifact != NULL, NULL);

  row = begin_list (self, &reading,
                    "SELECT kind, start_ms, end_ms FROM turn WHERE artifact = ? ORDER BY start_ms",
                    artifact, error);
  while (row != NULL && vouch_sql_next (row, &local)) {
    g_autoptr (VouchTurn) turn = vouch_turn_new ();
    VouchTurnKind kind = VOUCH_TURN_KIND_NONE;

    if (!vouch_turn_kind_from_string (vouch_sql_text (row, 0), &kind))
      continue;
    vouch_turn_set_kind (turn, kind);
    vouch_turn_set_start_ms (turn, vouch_sql_int (row, 1));
    vouch_turn_set_end_ms (turn, vouch_sql_int (row, 2));
    g_ptr_array_add (all, g_steal_pointer (&turn));
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&all);
}

static gboolean
write_turns (VouchStore *self, const char *artifact, GPtrArray *turns, GError **error)
{
  for (guint i = 0; i < turns->len; i++) {
    VouchTurn *turn = g_ptr_array_index (turns, i);

    if (!vouch_store_write (self, error, "INSERT INTO turn VALUES (?, ?, ?, ?)", "tIIt", artifact,
                            vouch_turn_get_start_ms (turn), vouch_turn_get_end_ms (turn),
                            vouch_turn_kind_to_string (vouch_turn_get_kind (turn))))
      return FALSE;
  }
  return TRUE;
}

/**
 * vouch_store_set_turns:
 * @self: a library that may be written.
 * @artifact: lower-case hex.
 * @turns: (element-type VouchTurn): the turns that are marked; no two begin at the same time.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps the turns of a recording, in place of those that were marked before.
 *
 * Returns: whether they are on the disk.
 */
gboolean
vouch_store_set_turns (VouchStore *self, const char *artifact, GPtrArray *turns, GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && artifact != NULL && turns != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL && check_artifact (self, artifact, error) &&
         vouch_store_write (self, error, "DELETE FROM turn WHERE artifact = ?", "t", artifact) &&
         write_turns (self, artifact, turns, error) && vouch_store_change_commit (change, error);
}

/**
 * vouch_store_list_captions:
 * @self: a library.
 * @artifact: lower-case hex.
 * @error: %VOUCH_ERROR_CORRUPT or %VOUCH_ERROR_DEVICE.
 *
 * Returns: (transfer full) (element-type VouchCaption) (nullable): the captions of a recording.
 */
GPtrArray *
vouch_store_list_captions (VouchStore *self, const char *artifact, GError **error)
{
  g_autoptr (VouchStoreReading) reading = NULL;
  g_autoptr (VouchSqlStatement) row = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && artifact != NULL, NULL);

  row = begin_list (self, &reading,
                    "SELECT start_ms, end_ms, speaker, text, settings FROM caption "
                    "WHERE artifact = ? ORDER BY position",
                    artifact, error);
  while (row != NULL && vouch_sql_next (row, &local)) {
    VouchCaption *caption = vouch_caption_new ();

    vouch_caption_set_start_ms (caption, vouch_sql_int (row, 0));
    vouch_caption_set_end_ms (caption, vouch_sql_int (row, 1));
    vouch_caption_set_speaker (caption, vouch_sql_text (row, 2));
    vouch_caption_set_text (caption, vouch_sql_text (row, 3));
    vouch_caption_set_settings (caption, vouch_sql_text (row, 4));
    g_ptr_array_add (all, caption);
  }
  if (row == NULL || !vouch_store_rows_ended (g_steal_pointer (&local), error))
    return NULL;
  return g_steal_pointer (&all);
}

static gboolean
write_captions (VouchStore *self, const char *artifact, GPtrArray *captions, GError **error)
{
  for (guint i = 0; i < captions->len; i++) {
    VouchCaption *caption = g_ptr_array_index (captions, i);

    if (!vouch_store_write (self, error, "INSERT INTO caption VALUES (?, ?, ?, ?, ?, ?, ?)",
                            "tIIIttt", artifact, (gint64) i, vouch_caption_get_start_ms (caption),
                            vouch_caption_get_end_ms (caption), vouch_caption_get_speaker (caption),
                            vouch_caption_get_text (caption), vouch_caption_get_settings (caption)))
      return FALSE;
  }
  return TRUE;
}

/**
 * vouch_store_set_captions:
 * @self: a library that may be written.
 * @artifact: lower-case hex.
 * @captions: (element-type VouchCaption): the captions, each with a text.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps the captions of a recording, in place of those it had before.
 *
 * Returns: whether they are on the disk.
 */
gboolean
vouch_store_set_captions (VouchStore *self,
                          const char *artifact,
                          GPtrArray *captions,
                          GError **error)
{
  g_autoptr (VouchStoreChange) change = NULL;

  g_return_val_if_fail (VOUCH_IS_STORE (self) && artifact != NULL && captions != NULL, FALSE);

  change = vouch_store_change_begin (self, error);
  return change != NULL && check_artifact (self, artifact, error) &&
         vouch_store_write (self, error, "DELETE FROM caption WHERE artifact = ?", "t", artifact) &&
         write_captions (self, artifact, captions, error) &&
         vouch_store_change_commit (change, error);
}
