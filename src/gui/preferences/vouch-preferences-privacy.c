/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-preferences-privacy"

#include "config.h"
#include "vouch-preferences-privacy.h"

#include <glib/gi18n.h>

#include "vouch-bin.h"
#include "vouch-ledger-keeper.h"
#include "vouch-settings.h"

/**
 * VouchPreferencesPrivacy:
 *
 * Who may be seen, what must not be found, and when real names are locked.
 */
struct _VouchPreferencesPrivacy {
  VouchPreferencesPane parent_instance;

  AdwActionRow *lists;
  GtkWidget *lock;
  AdwComboRow *idle;
  AdwComboRow *days;
  gboolean showing;
};

typedef struct {
  VouchLedgerState state;
  guint idle;
  guint days;
} Privacy;

static const guint minutes[] = { 0, 5, 15, 60 };
static const guint bin_days[] = { 7, 30, 90 };

G_DEFINE_FINAL_TYPE (VouchPreferencesPrivacy,
                     vouch_preferences_privacy,
                     VOUCH_TYPE_PREFERENCES_PANE)

static gpointer
load (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Privacy *privacy = g_new0 (Privacy, 1);
  g_autofree char *idle = vouch_settings_get (workspace, VOUCH_LEDGER_IDLE_SETTING);
  guint64 number = idle != NULL ? g_ascii_strtoull (idle, NULL, 10) : 0;

  privacy->state = vouch_ledger_keeper_get_state (workspace);
  for (guint i = 0; i < G_N_ELEMENTS (minutes); i++)
    if (number == minutes[i])
      privacy->idle = i;
  for (guint i = 0; i < G_N_ELEMENTS (bin_days); i++)
    if (vouch_bin_get_days (workspace) == bin_days[i])
      privacy->days = i;
  return privacy;
}

static const char *
describe (VouchLedgerState state)
{
  switch (state) {
  case VOUCH_LEDGER_STATE_NONE: return _ ("There are none yet.");
  case VOUCH_LEDGER_STATE_OPEN: return _ ("Real names can be read on this computer just now.");
  default: return _ ("Locked: real names are hidden until you unlock them.");
  }
}

static void
show (VouchPreferencesPane *pane, gpointer result)
{
  VouchPreferencesPrivacy *self = VOUCH_PREFERENCES_PRIVACY (pane);
  const Privacy *privacy = result;

  self->showing = TRUE;
  adw_action_row_set_subtitle (self->lists, describe (privacy->state));
  gtk_widget_set_visible (self->lock, privacy->state == VOUCH_LEDGER_STATE_OPEN);
  adw_combo_row_set_selected (self->idle, privacy->idle);
  adw_combo_row_set_selected (self->days, privacy->days);
  self->showing = FALSE;
}

static void
vouch_preferences_privacy_refresh (VouchPreferencesPane *pane)
{
  const VouchPaneWork work = { .func = load, .free_result = g_free, .show = show };

  vouch_preferences_pane_run (pane, &work);
}

static gpointer
set_idle (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_settings_set (workspace, VOUCH_LEDGER_IDLE_SETTING, data, error));
}

static void
idle_cb (VouchPreferencesPrivacy *self)
{
  guint chosen = adw_combo_row_get_selected (self->idle);
  const VouchPaneWork work = { .func = set_idle,
                               .data = g_strdup_printf ("%u", minutes[chosen]),
                               .free_data = g_free };

  if (self->showing)
    g_free (work.data);
  else
    vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (self), &work);
}

static gpointer
set_days (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_bin_set_days (workspace, GPOINTER_TO_UINT (data), error));
}

static void
days_cb (VouchPreferencesPrivacy *self)
{
  const VouchPaneWork work = {
    .func = set_days,
    .data = GUINT_TO_POINTER (bin_days[adw_combo_row_get_selected (self->days)]),
  };

  if (!self->showing)
    vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (self), &work);
}

static gpointer
lock (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_ledger_keeper_lock (workspace, cancellable, error));
}

static void
lock_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const VouchPaneWork work = { .func = lock };

  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (widget), &work);
}

/* The page is opened in the window below, so the preferences make way. */
static void
show_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), g_variant_get_string (parameter, NULL), "s",
                                "");
  gtk_window_close (window);
}

static void
vouch_preferences_privacy_class_init (VouchPreferencesPrivacyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PREFERENCES_PANE_CLASS (klass)->refresh = vouch_preferences_privacy_refresh;

  gtk_widget_class_install_action (widget_class, "privacy.lock", NULL, lock_cb);
  gtk_widget_class_install_action (widget_class, "privacy.show", "s", show_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/preferences/vouch-preferences-privacy.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesPrivacy, days);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesPrivacy, idle);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesPrivacy, lists);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesPrivacy, lock);
}

static void
vouch_preferences_privacy_init (VouchPreferencesPrivacy *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->days, "notify::selected", G_CALLBACK (days_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->idle, "notify::selected", G_CALLBACK (idle_cb), self,
                           G_CONNECT_SWAPPED);
}
