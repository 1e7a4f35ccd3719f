/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-receipt-rows"

#include "config.h"
#include "vouch-receipt-rows.h"

#include <glib/gi18n.h>

#include "vouch-decision-due.h"

#include "vouch-rows.h"

/* What a teacher has in hand once something was sent: to whom, when, what exactly, and what happens
 * next. */

static char *
format_when (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (ms / 1000);
  g_autofree char *day = vouch_day_format_for_people (vouch_day_from_time (ms));
  g_autofree char *hour = g_date_time_format (time, "%H:%M");

  /* Translators: a day and a time of day. */
  return g_strdup_printf (_ ("%s at %s"), day, hour);
}

static void
add_files (AdwPreferencesGroup *group, VouchManifest *manifest)
{
  GPtrArray *items = vouch_manifest_get_items (manifest);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autofree char *title = NULL;
  GtkWidget *expander;
  gint64 total = 0;

  for (guint i = 0; i < items->len; i++) {
    VouchManifestFile *file = vouch_manifest_item_get_file (items->pdata[i]);

    if (file == NULL)
      continue;
    total += vouch_manifest_file_get_bytes (file);
    g_ptr_array_add (rows, vouch_rows_text (vouch_manifest_file_get_name (file),
                                            vouch_manifest_file_get_sha256 (file)));
  }
  title = g_format_size ((guint64) total);
  expander = vouch_rows_expander (_ ("What was sent"), NULL);
  if (rows->len > 0) {
    g_autofree char *words = g_strdup_printf (
        /* Translators: how many files, and their size. */
        ngettext ("%u file, %s, and your answers", "%u files, %s, and your answers", rows->len),
        rows->len, title);

    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), words);
  } else {
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (expander), _ ("Your answers"));
    adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (expander), FALSE);
  }
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), rows->pdata[i]);
  adw_preferences_group_add (group, expander);
}

static char *
describe_next (VouchHistory *history, const VouchHistoryAttempt *attempt)
{
  VouchSubmissionPolicy *policy =
      vouch_definition_get_submission_policy (vouch_history_get_definition (history));
  VouchDay due = vouch_decision_due (
      policy, vouch_day_from_time (vouch_submission_get_sealed_ms (attempt->submission)));
  g_autofree char *day = due != VOUCH_DAY_NONE ? vouch_day_format_for_people (due) : NULL;

  if (attempt->decision != NULL)
    return g_strdup (_ ("It is decided."));
  if (day == NULL)
    return g_strdup (_ ("An assessor reads it. The decision comes in here by itself."));
  /* Translators: a date. */
  return g_strdup_printf (_ ("An assessor reads it. The micro-credential promises a decision by "
                             "about %s; it comes in here by itself."),
                          day);
}

/**
 * vouch_receipt_rows_fill:
 * @box: an empty box.
 * @history: the attempts.
 * @attempt: the one that was confirmed.
 *
 * Fills the box with the receipt.
 */
void
vouch_receipt_rows_fill (GtkBox *box, VouchHistory *history, const VouchHistoryAttempt *attempt)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *when = format_when (vouch_submission_get_sealed_ms (attempt->submission));
  g_autofree char *next = describe_next (history, attempt);
  g_autofree char *number =
      g_strdup_printf (_ ("Attempt %u"), vouch_submission_get_attempt (attempt->submission));

  vouch_rows_clear_box (box);
  gtk_box_append (box, group);
  adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (group),
      vouch_rows_text (_ ("Who has it"), vouch_submission_get_issuer (attempt->submission)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             vouch_rows_text (_ ("Confirmed by the issuer"), when));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), vouch_rows_text (number, NULL));
  add_files (ADW_PREFERENCES_GROUP (group), attempt->manifest);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             vouch_rows_text (_ ("What happens next"), next));
}
