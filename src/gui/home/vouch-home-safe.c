/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-home-safe"

#include "config.h"
#include "vouch-home-safe.h"

#include <glib/gi18n.h>

#include "vouch-rows.h"

/**
 * VouchHomeSafe:
 *
 * How safe everything is, on one line that stays true while it is looked at; below it what needs
 * looking after, each with a way out.
 */
struct _VouchHomeSafe {
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkWidget *line; /* the row that says when things were saved */
  VouchHomeSafety safety;
  gint64 shown_us; /* monotonic, when safety was measured */
  guint tick;
};

#define SECONDS_BETWEEN_LOOKS 10

G_DEFINE_FINAL_TYPE (VouchHomeSafe, vouch_home_safe, GTK_TYPE_WIDGET)

static char *
describe_saved (gint64 ago_ms)
{
  guint seconds = (guint) (MAX (ago_ms, 0) / 1000);

  if (seconds < 60)
    return g_strdup_printf (
        ngettext ("Everything saved %u s ago", "Everything saved %u s ago", seconds), seconds);
  if (seconds < 60 * 60)
    return g_strdup_printf (ngettext ("Everything saved %u minute ago",
                                      "Everything saved %u minutes ago", seconds / 60),
                            seconds / 60);
  return g_strdup (_ ("Everything saved"));
}

static char *
describe_time (gint64 unix_ms, gint64 now_ms)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (unix_ms / 1000);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_ms / 1000);
  g_autofree char *time = g_date_time_format (then, "%H:%M");
  g_autofree char *date = vouch_day_format_for_people (vouch_day_from_time (unix_ms));

  if (g_date_time_get_year (then) == g_date_time_get_year (now) &&
      g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now))
    /* Translators: %s is a time of day, such as 07:10. */
    return g_strdup_printf (_ ("last backup today %s"), time);
  /* Translators: the first is a date, the second a time of day. */
  return g_strdup_printf (_ ("last backup %s, %s"), date, time);
}

static char *
describe (VouchHomeSafe *self)
{
  const VouchHomeSafety *safety = &self->safety;
  gint64 now_ms = safety->now_ms + (g_get_monotonic_time () - self->shown_us) / 1000;
  g_autofree char *saved = safety->saved_ms > 0 ? describe_saved (now_ms - safety->saved_ms)
                                                : g_strdup (_ ("Nothing to save yet"));
  g_autofree char *backup = safety->backup_ms > 0
                                ? describe_time (safety->backup_ms, now_ms)
                                : g_strdup (_ ("the first backup comes when you close Vouch"));
  g_autofree char *size =
      safety->free_bytes >= 0 ? g_format_size ((guint64) safety->free_bytes) : NULL;
  /* Translators: %s is an amount, such as 41 GB. */
  g_autofree char *room = size != NULL ? g_strdup_printf (_ ("%s free"), size) : NULL;

  return g_strjoin (" · ", saved, backup, room, NULL);
}

static void
show_line (VouchHomeSafe *self)
{
  g_autofree char *words = describe (self);

  if (self->line != NULL)
    vouch_rows_set_title (self->line, words);
}

static gboolean
tick_cb (gpointer data)
{
  show_line (data);
  return G_SOURCE_CONTINUE;
}

static void
add_sign (GtkWidget *row, const char *icon, const char *class)
{
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, "css-classes",
                                           (const char *[]){ class, NULL }, NULL));
}

static void
add_care (VouchHomeSafe *self,
          const char *what,
          const char *way_out,
          const char *label,
          const char *action)
{
  GtkWidget *row = vouch_rows_text (what, way_out);
  GtkWidget *button;

  add_sign (row, "dialog-warning-symbolic", "warning");
  gtk_list_box_append (self->list, row);
  if (action == NULL)
    return;
  button = gtk_button_new_with_label (label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_cares (VouchHomeSafe *self)
{
  const VouchHomeSafety *safety = &self->safety;

  if (safety->damaged > 0) {
    g_autofree char *what = g_strdup_printf (
        ngettext ("%u file of your evidence is damaged or gone",
                  "%u files of your evidence are damaged or gone", safety->damaged),
        safety->damaged);

    add_care (self, what,
              _ ("Attach the same file again and it is whole. Looking through the library says "
                 "which it is."),
              _ ("Look Through"), "home.check-library");
  }
  if (safety->is_nearly_full)
    add_care (self, _ ("The disk is nearly full"),
              _ ("A recorded lesson may need 4 GB. What is there is safe; make room before you add "
                 "more."),
              _ ("Show the Folder"), "home.show-folder");
  if (safety->is_backup_old)
    add_care (self, _ ("The last backup is old"),
              _ ("A backup is made each day when Vouch is closed. You can make one now."),
              _ ("Back Up Now"), "home.back-up");
  if (safety->is_disk_copy_due)
    add_care (self, _ ("The copy on your other disk is old"),
              _ ("Connect that disk. Only what is new is copied."), _ ("Show Preferences"),
              "app.preferences");
  if (safety->is_clock_wrong) {
    g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (safety->now_ms / 1000);
    g_autofree char *date = g_date_time_format (now, "%x");
    /* Translators: %s is a date. */
    g_autofree char *what = g_strdup_printf (_ ("The clock of this computer says %s"), date);

    add_care (
        self, what,
        _ ("That cannot be. Set it right in the system's settings: permissions, deadlines and "
           "what you send go by it."),
        NULL, NULL);
  }
}

static void
vouch_home_safe_map (GtkWidget *widget)
{
  VouchHomeSafe *self = VOUCH_HOME_SAFE (widget);

  GTK_WIDGET_CLASS (vouch_home_safe_parent_class)->map (widget);
  show_line (self);
  self->tick = g_timeout_add_seconds (SECONDS_BETWEEN_LOOKS, tick_cb, self);
}

static void
vouch_home_safe_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&VOUCH_HOME_SAFE (widget)->tick, g_source_remove);

  GTK_WIDGET_CLASS (vouch_home_safe_parent_class)->unmap (widget);
}

static void
vouch_home_safe_dispose (GObject *object)
{
  VouchHomeSafe *self = VOUCH_HOME_SAFE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  self->line = NULL;

  G_OBJECT_CLASS (vouch_home_safe_parent_class)->dispose (object);
}

static void
vouch_home_safe_class_init (VouchHomeSafeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_home_safe_dispose;
  widget_class->map = vouch_home_safe_map;
  widget_class->unmap = vouch_home_safe_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vouch_home_safe_init (VouchHomeSafe *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What is safe"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

/**
 * vouch_home_safe_show:
 * @self: the list of what is safe.
 * @safety: how safe everything is just now.
 *
 * Shows it.
 */
void
vouch_home_safe_show (VouchHomeSafe *self, const VouchHomeSafety *safety)
{
  GtkWidget *row;

  g_return_if_fail (VOUCH_IS_HOME_SAFE (self) && safety != NULL);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  self->safety = *safety;
  self->shown_us = g_get_monotonic_time ();
  self->line = vouch_rows_text ("", NULL);
  add_sign (self->line, "emblem-ok-symbolic", "success");
  gtk_list_box_append (self->list, self->line);
  show_line (self);
  add_cares (self);
}
