/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-field-row"

#include "config.h"
#include "vouch-field-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vouch-day.h"
#include "vouch-error.h"
#include "vouch-speech.h"
#include "vouch-text.h"

/**
 * VouchFieldRow:
 *
 * One line to type into. While what is typed is no answer yet, the title says what is expected, and
 * nothing is handed on; `edited` tells of each new answer, an empty one included.
 */
struct _VouchFieldRow {
  AdwEntryRow parent_instance;

  char *title;
  VouchFieldCheck check;
  GtkPopover *popover; /* with a calendar, of a date */
  gboolean showing;
};

enum {
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VouchFieldRow, vouch_field_row, ADW_TYPE_ENTRY_ROW)

static const char *
hint (VouchFieldRow *self)
{
  g_autofree char *text = vouch_field_row_dup_text (self);

  return *text != '\0' && self->check != NULL ? self->check (text) : NULL;
}

static void
show_hint (VouchFieldRow *self)
{
  const char *expected = hint (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 expected != NULL ? expected : self->title);
  if (expected != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
changed_cb (VouchFieldRow *self)
{
  show_hint (self);
  if (!self->showing && vouch_field_row_is_valid (self))
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
vouch_field_row_finalize (GObject *object)
{
  g_free (VOUCH_FIELD_ROW (object)->title);

  G_OBJECT_CLASS (vouch_field_row_parent_class)->finalize (object);
}

static void
vouch_field_row_class_init (VouchFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_field_row_finalize;

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_field_row_init (VouchFieldRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect_object (self, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_field_row_new:
 * @title: what is asked for.
 * @check: (nullable): judges what is typed; %NULL takes anything.
 *
 * Returns: (transfer floating): an empty row.
 */
GtkWidget *
vouch_field_row_new (const char *title, VouchFieldCheck check)
{
  VouchFieldRow *self = g_object_new (VOUCH_TYPE_FIELD_ROW, NULL);

  self->title = g_strdup (title);
  self->check = check;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  vouch_speech_entry_row (self);
  return GTK_WIDGET (self);
}

static const char *
check_date (const char *text)
{
  VouchDay day;

  /* Translators: shown in place of a title while a date is not whole yet; keep it short. */
  return vouch_day_parse (text, &day) ? NULL : _ ("Year-month-day, like 2027-01-30");
}

static void
day_selected_cb (GtkCalendar *calendar, VouchFieldRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

/* The calendar opens on the day that is typed. */
static void
calendar_shown_cb (VouchFieldRow *self)
{
  GtkWidget *calendar = gtk_popover_get_child (self->popover);
  g_autofree char *text = vouch_field_row_dup_text (self);
  g_autofree char *instant = g_strdup_printf ("%sT12:00:00", text);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (instant, zone);

  g_signal_handlers_block_by_func (calendar, day_selected_cb, self);
  if (date != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (calendar), date);
  g_signal_handlers_unblock_by_func (calendar, day_selected_cb, self);
}

/**
 * vouch_field_row_new_date:
 * @title: what is asked for.
 *
 * Returns: (transfer floating): an empty row for a day, typed or chosen from a calendar.
 */
GtkWidget *
vouch_field_row_new_date (const char *title)
{
  GtkWidget *row = vouch_field_row_new (title, check_date);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  VOUCH_FIELD_ROW (row)->popover = GTK_POPOVER (popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Choose a day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a day"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), row, 0);
  g_signal_connect_object (popover, "show", G_CALLBACK (calendar_shown_cb), row, G_CONNECT_SWAPPED);
  return row;
}

static const char *
check_time (const char *text)
{
  gint64 milliseconds;

  /* Translators: shown in place of a title while a time in a recording is not whole yet. */
  return vouch_text_parse_duration (text, &milliseconds)
             ? NULL
             : _ ("Minutes and seconds, like 4:12, or 1:04:12");
}

/**
 * vouch_field_row_new_time:
 * @title: what is asked for.
 *
 * Returns: (transfer floating): an empty row for a time in a recording.
 */
GtkWidget *
vouch_field_row_new_time (const char *title)
{
  return vouch_field_row_new (title, check_time);
}

/* A name has a space between its parts, or begins with a capital and goes on for a while in small
 * letters. */
static const char *
check_key (const char *text)
{
  gsize small = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return _ ("A short key like S1 or K7, never a name");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    small += g_unichar_islower (g_utf8_get_char (p)) ? 1 : 0;
  if (g_unichar_isupper (g_utf8_get_char (text)) && small >= 2 &&
      strpbrk (text, "0123456789") == NULL)
    return _ ("This looks like a name. Use a short key like S1");
  return NULL;
}

/**
 * vouch_field_row_new_key:
 * @title: what is asked for.
 *
 * Returns: (transfer floating): an empty row for the key that stands for a person; it does not take
 *   what looks like a name.
 */
GtkWidget *
vouch_field_row_new_key (const char *title)
{
  return vouch_field_row_new (title, check_key);
}

/**
 * vouch_field_row_show:
 * @self: a row.
 * @stored: (nullable): what is stored.
 *
 * Shows @stored, unless something is typed that is no answer yet.
 */
void
vouch_field_row_show (VouchFieldRow *self, const char *stored)
{
  g_autofree char *typed = NULL;

  g_return_if_fail (VOUCH_IS_FIELD_ROW (self));

  typed = vouch_field_row_dup_text (self);
  if (!vouch_field_row_is_valid (self) || g_strcmp0 (typed, stored != NULL ? stored : "") == 0)
    return;
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), stored != NULL ? stored : "");
  self->showing = FALSE;
}

/**
 * vouch_field_row_dup_text:
 * @self: a row.
 *
 * Returns: (transfer full): what is typed, without space at its ends.
 */
char *
vouch_field_row_dup_text (VouchFieldRow *self)
{
  g_return_val_if_fail (VOUCH_IS_FIELD_ROW (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
}

/**
 * vouch_field_row_get_time:
 * @self: a row for a time.
 *
 * Returns: the time in milliseconds, -1 when none is typed.
 */
gint64
vouch_field_row_get_time (VouchFieldRow *self)
{
  g_autofree char *text = vouch_field_row_dup_text (self);
  gint64 milliseconds = -1;

  if (!vouch_text_parse_duration (text, &milliseconds))
    return -1;
  return milliseconds;
}

/**
 * vouch_field_row_show_time:
 * @self: a row for a time.
 * @milliseconds: what is stored, -1 for none.
 *
 * Shows what is stored. A time that is the same in another spelling stays as it was typed.
 */
void
vouch_field_row_show_time (VouchFieldRow *self, gint64 milliseconds)
{
  g_autofree char *text = NULL;

  g_return_if_fail (VOUCH_IS_FIELD_ROW (self));

  if (vouch_field_row_is_valid (self) && vouch_field_row_get_time (self) == milliseconds)
    return;
  text = milliseconds >= 0 ? vouch_text_format_duration (milliseconds) : NULL;
  vouch_field_row_show (self, text);
}

/**
 * vouch_field_row_is_valid:
 * @self: a row.
 *
 * Returns: whether what is typed is an answer; nothing is one.
 */
gboolean
vouch_field_row_is_valid (VouchFieldRow *self)
{
  g_return_val_if_fail (VOUCH_IS_FIELD_ROW (self), FALSE);

  return hint (self) == NULL;
}

/**
 * vouch_field_row_check:
 * @self: a row.
 * @error: where to put what is expected.
 *
 * For closing: what cannot be saved is not thrown away.
 *
 * Returns: whether what is typed is an answer.
 */
gboolean
vouch_field_row_check (VouchFieldRow *self, GError **error)
{
  g_autofree char *text = vouch_field_row_dup_text (self);

  if (vouch_field_row_is_valid (self))
    return TRUE;
  /* Translators: what a field is called, what is typed in it, and what is expected. */
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("%s: “%s” is not saved yet. %s."),
               self->title, text, hint (self));
  return FALSE;
}
