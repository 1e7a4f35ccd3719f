/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-list"

#include "config.h"
#include "vouch-desk-list.h"

#include <glib/gi18n-lib.h>

#include "vouch-desk-manifest.h"
#include "vouch-desk-submissions.h"
#include "vouch-error.h"
#include "vouch-sql-statement.h"

/* What an assessor sees in a terminal. Columns are separated by tabs; who sent it is not shown. */

/**
 * vouch_desk_list_submissions:
 * @desk: a desk.
 * @error: of the database.
 *
 * Returns: (transfer full) (nullable): a line for each submission: id, attempt, state of the earner,
 *   state of the issuer, name of the definition.
 */
char *
vouch_desk_list_submissions (VouchDesk *desk, GError **error)
{
  GString *text = g_string_new (NULL);
  g_autoptr (VouchSqlStatement) row =
      vouch_sql_query (vouch_desk_get_sql (desk), error,
                       "SELECT s.id, s.attempt, s.state, s.review, d.name FROM submissions s"
                       " JOIN definitions d ON d.sha256 = s.definition ORDER BY s.opened_ms, s.id",
                       "");

  while (row != NULL && vouch_sql_next (row, NULL))
    g_string_append_printf (text, "%s\t%" G_GINT64_FORMAT "\t%s\t%s\t%s\n", vouch_sql_text (row, 0),
                            vouch_sql_int (row, 1), vouch_sql_text (row, 2),
                            vouch_sql_text (row, 3), vouch_sql_text (row, 4));
  return g_string_free (text, row == NULL);
}

/* A terminal must not be told what to do by what somebody has written. */
static void
append_plain (GString *text, const char *written)
{
  for (const char *p = written; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_string_append_unichar (text, c == '\n' || !g_unichar_iscntrl (c) ? c : 0xfffd);
  }
}

static void
append_item (GString *text, VouchDesk *desk, gint64 account, VouchManifestItem *item)
{
  VouchManifestFile *file = vouch_manifest_item_get_file (item);

  g_string_append_printf (text, "\n%s\t", vouch_manifest_item_get_id (item));
  append_plain (text, vouch_manifest_item_get_requirement (item));
  if (file != NULL) {
    g_autofree char *path =
        vouch_desk_make_file_path (desk, account, vouch_manifest_file_get_sha256 (file));

    g_string_append_printf (text, "\t%s\t%s\n%s\n", vouch_manifest_file_get_name (file),
                            vouch_manifest_file_get_media_type (file), path);
  } else {
    g_string_append (text, "\ttext\n");
    append_plain (text, vouch_manifest_item_get_text (item));
    g_string_append_c (text, '\n');
  }
}

static gboolean
note_review (VouchDesk *desk, const char *id, GError **error)
{
  return vouch_sql_run (vouch_desk_get_sql (desk), error,
                        "UPDATE submissions SET review = 'inReview', revision = revision + 1,"
                        " updated_ms = ? WHERE id = ? AND review = 'received' AND state = 'sealed'",
                        "It", vouch_desk_now_ms (desk), id);
}

static gint64
find_account (VouchDesk *desk, const char *id)
{
  g_autoptr (VouchSqlStatement) row = vouch_sql_query (
      vouch_desk_get_sql (desk), NULL, "SELECT account FROM submissions WHERE id = ?", "t", id);

  return row != NULL && vouch_sql_next (row, NULL) ? vouch_sql_int (row, 0) : -1;
}

/**
 * vouch_desk_show_submission:
 * @desk: a desk.
 * @id: a submission.
 * @error: %VOUCH_ERROR_NOT_FOUND when it is unknown or holds nothing yet, or of the database.
 *
 * Opens a submission for an assessor; from now on it is in review.
 *
 * Returns: (transfer full) (nullable): its answers, and where its files are.
 */
char *
vouch_desk_show_submission (VouchDesk *desk, const char *id, GError **error)
{
  g_autoptr (VouchProblem) problem = NULL;
  g_autoptr (VouchManifest) manifest = vouch_desk_load_manifest (desk, id, &problem);
  GString *text;
  GPtrArray *items;

  if (manifest == NULL) {
    g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND,
                         _ ("There is no such submission, or nothing was sent for it yet."));
    return NULL;
  }
  if (!note_review (desk, id, error))
    return NULL;
  text = g_string_new (NULL);
  items = vouch_manifest_get_items (manifest);
  g_string_append_printf (text, "%s\n", id);
  if (vouch_manifest_get_change_note (manifest) != NULL) {
    append_plain (text, vouch_manifest_get_change_note (manifest));
    g_string_append_c (text, '\n');
  }
  for (guint i = 0; i < items->len; i++)
    append_item (text, desk, find_account (desk, id), items->pdata[i]);
  return g_string_free (text, FALSE);
}
