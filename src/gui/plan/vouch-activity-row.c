/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-activity-row"

#include "config.h"
#include "vouch-activity-row.h"

#include <glib/gi18n.h>

#include "vouch-field-row.h"
#include "vouch-rows.h"

/**
 * VouchActivityRow:
 *
 * Something to do for a goal: ticked when done, with its day inside. It writes into its activity and
 * tells so by `edited`; `unwanted` asks to be taken away.
 */
struct _VouchActivityRow {
  AdwExpanderRow parent_instance;

  VouchActivity *activity;
  gboolean showing;
  GtkCheckButton *tick;
  GtkWidget *title;
  GtkWidget *day;
  GtkWidget *place;
};

enum {
  SIGNAL_EDITED,
  SIGNAL_UNWANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchActivityRow, vouch_activity_row, ADW_TYPE_EXPANDER_ROW)

static void
append (GString *text, const char *words)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

static void
show_words (VouchActivityRow *self)
{
  guint minutes = vouch_activity_get_minutes (self->activity);
  VouchDay day = vouch_activity_get_day (self->activity);
  g_autoptr (GString) text = g_string_new (NULL);

  if (minutes > 0)
    g_string_append_printf (text, ngettext ("%u minute", "%u minutes", minutes), minutes);
  if (day != VOUCH_DAY_NONE) {
    g_autofree char *words = vouch_day_format_for_people (day);

    append (text, words);
  }
  if (vouch_activity_get_done_ms (self->activity) != 0)
    append (text, _ ("✓ done"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 vouch_activity_get_title (self->activity));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_activity_get_title (self->activity), -1);
}

static void
tell_edited (VouchActivityRow *self)
{
  show_words (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
ticked_cb (VouchActivityRow *self)
{
  if (self->showing)
    return;
  vouch_activity_set_done_ms (
      self->activity, gtk_check_button_get_active (self->tick) ? g_get_real_time () / 1000 : 0);
  tell_edited (self);
}

static void
title_edited_cb (VouchActivityRow *self)
{
  g_autofree char *text = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->title));

  if (*text == '\0')
    return;
  vouch_activity_set_title (self->activity, text);
  tell_edited (self);
}

static void
day_edited_cb (VouchActivityRow *self)
{
  g_autofree char *text = vouch_field_row_dup_text (VOUCH_FIELD_ROW (self->day));
  VouchDay day = VOUCH_DAY_NONE;

  if (*text != '\0' && !vouch_day_parse (text, &day))
    return;
  vouch_activity_set_day (self->activity, day);
  tell_edited (self);
}

static void
remove_cb (VouchActivityRow *self)
{
  g_signal_emit (self, signals[SIGNAL_UNWANTED], 0);
}

static void
vouch_activity_row_dispose (GObject *object)
{
  g_clear_object (&VOUCH_ACTIVITY_ROW (object)->activity);

  G_OBJECT_CLASS (vouch_activity_row_parent_class)->dispose (object);
}

static void
vouch_activity_row_class_init (VouchActivityRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_activity_row_dispose;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_UNWANTED] = g_signal_new ("unwanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_activity_row_init (VouchActivityRow *self)
{
  GtkWidget *remove = vouch_rows_button ("user-trash-symbolic", _ ("Take this activity away"));

  self->tick = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->tick), GTK_ALIGN_CENTER);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->tick));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), remove);
  self->title = vouch_field_row_new (_ ("What you will do"), NULL);
  self->day = vouch_field_row_new_date (_ ("When"));
  self->place = vouch_rows_text (_ ("Where it is"), NULL);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->day);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->place);
  g_signal_connect_object (self->tick, "toggled", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->title, "edited", G_CALLBACK (title_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->day, "edited", G_CALLBACK (day_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_activity_row_new:
 *
 * Returns: (transfer floating): a row, to be filled by vouch_activity_row_show().
 */
GtkWidget *
vouch_activity_row_new (void)
{
  return g_object_new (VOUCH_TYPE_ACTIVITY_ROW, "use-markup", FALSE, NULL);
}

/**
 * vouch_activity_row_show:
 * @self: a row.
 * @activity: what it is about.
 *
 * Shows an activity, and writes into it from now on.
 */
void
vouch_activity_row_show (VouchActivityRow *self, VouchActivity *activity)
{
  g_autofree char *day = NULL;
  const char *url;

  g_return_if_fail (VOUCH_IS_ACTIVITY_ROW (self) && VOUCH_IS_ACTIVITY (activity));

  g_set_object (&self->activity, activity);
  self->showing = TRUE;
  gtk_check_button_set_active (self->tick, vouch_activity_get_done_ms (activity) != 0);
  self->showing = FALSE;
  if (vouch_activity_get_day (activity) != VOUCH_DAY_NONE)
    day = vouch_day_format (vouch_activity_get_day (activity));
  vouch_field_row_show (VOUCH_FIELD_ROW (self->title), vouch_activity_get_title (activity));
  vouch_field_row_show (VOUCH_FIELD_ROW (self->day), day);
  url = vouch_activity_get_url (activity);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->place), url != NULL ? url : "");
  gtk_widget_set_visible (self->place, url != NULL);
  show_words (self);
}

/**
 * vouch_activity_row_get_activity:
 * @self: a row.
 *
 * Returns: (transfer none): what it is about.
 */
VouchActivity *
vouch_activity_row_get_activity (VouchActivityRow *self)
{
  g_return_val_if_fail (VOUCH_IS_ACTIVITY_ROW (self), NULL);

  return self->activity;
}
