/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-record-parts"

#include "config.h"
#include "vouch-record-parts.h"

#include <glib/gi18n.h>

#include "vouch-error.h"

#include "vouch-focus.h"

/* The parts of a page that records, of which one is shown, and the words of those on which nothing is
 * recorded. */

/**
 * vouch_record_parts_turn_to:
 * @stack: the parts.
 * @name: name of the one to show.
 *
 * Shows one. A screen reader walks through all that is visible in itself: what is not shown is hidden.
 */
void
vouch_record_parts_turn_to (GtkStack *stack, const char *name)
{
  GtkWidget *part = gtk_stack_get_child_by_name (stack, name);
  GtkWidget *before = gtk_stack_get_visible_child (stack);
  gboolean focused = before != NULL && before != part && vouch_focus_leave (before);

  gtk_widget_set_visible (part, TRUE);
  gtk_stack_set_visible_child (stack, part);
  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (stack)); other != NULL;
       other = gtk_widget_get_next_sibling (other))
    gtk_widget_set_visible (other, other == part);
  if (focused)
    gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD);
}

/**
 * vouch_record_parts_say_not_kept:
 * @over: what is shown after a recording.
 * @fault: (nullable): why it ended by itself.
 * @problem: why it is not evidence yet.
 *
 * Says that what was recorded is safe all the same.
 */
void
vouch_record_parts_say_not_kept (AdwStatusPage *over, const char *fault, const GError *problem)
{
  const char *safe =
      _ ("What was recorded is safe. Vouch makes evidence of it the next time it starts.");
  g_autofree char *why = g_markup_escape_text (problem->message, -1);
  g_autofree char *words = g_strjoin ("\n\n", fault != NULL ? fault : safe,
                                      fault != NULL ? safe : why, fault != NULL ? why : NULL, NULL);

  adw_status_page_set_description (over, words);
}

/**
 * vouch_record_parts_say_nothing:
 * @nothing: what is shown while there is nothing to record with.
 * @problem: why.
 * @picture: whether a camera is wanted.
 *
 * Says what is missing.
 */
void
vouch_record_parts_say_nothing (AdwStatusPage *nothing, const GError *problem, gboolean picture)
{
  gboolean rejected = g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_autofree char *words = g_markup_escape_text (problem->message, -1);

  adw_status_page_set_icon_name (nothing, picture && rejected ? "camera-web-symbolic"
                                                              : "audio-input-microphone-symbolic");
  adw_status_page_set_title (nothing, rejected ? _ ("Not allowed on this computer yet")
                                               : _ ("Nothing to record with just now"));
  adw_status_page_set_description (nothing, words);
}
