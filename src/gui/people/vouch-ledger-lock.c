/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-ledger-lock"

#include "config.h"
#include "vouch-ledger-lock.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vouch-settings.h"

#include "vouch-page.h"
#include "vouch-rows.h"
#include "vouch-speech.h"

/**
 * VouchLedgerLock:
 *
 * Whether real names can be seen: the way to unlock them, to lock them, and how they are locked. It
 * asks through the page that it is on.
 */
struct _VouchLedgerLock {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *locked;
  GtkButton *unlock_plain;
  AdwPasswordEntryRow *words;
  AdwExpanderRow *open;
  AdwPasswordEntryRow *passphrase;
  AdwEntryRow *code;
  GtkWidget *remove_row;
  AdwComboRow *idle;
  gboolean showing;
};

static const guint idle_minutes[] = { 0, 5, 15, 60 };

G_DEFINE_FINAL_TYPE (VouchLedgerLock, vouch_ledger_lock, ADW_TYPE_PREFERENCES_GROUP)

static void
run (VouchLedgerLock *self, VouchWorkspaceFunc func, gpointer data, GDestroyNotify free_data)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), VOUCH_TYPE_PAGE);

  if (page != NULL) {
    vouch_page_clear_problem (VOUCH_PAGE (page));
    vouch_page_run (VOUCH_PAGE (page), func, data, free_data, NULL, NULL);
  } else if (free_data != NULL)
    free_data (data);
}

static gpointer
lock (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_ledger_keeper_lock (workspace, cancellable, error));
}

static gpointer
unlock (VouchWorkspace *workspace, gpointer words, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_ledger_keeper_unlock (workspace, words, cancellable, error));
}

static void
wipe (gpointer data)
{
  char *words = data;

  if (words != NULL)
    explicit_bzero (words, strlen (words));
  g_free (words);
}

static void
lock_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  run (VOUCH_LEDGER_LOCK (widget), lock, NULL, NULL);
}

static void
unlock_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchLedgerLock *self = VOUCH_LEDGER_LOCK (widget);

  run (self, unlock, g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->words))), wipe);
  gtk_editable_set_text (GTK_EDITABLE (self->words), "");
}

static void
words_activated_cb (VouchLedgerLock *self)
{
  unlock_cb (GTK_WIDGET (self), NULL, NULL);
}

/* How they are locked. */

typedef struct {
  char *passphrase;
  char *code;
} Words;

static void
words_free (gpointer data)
{
  Words *words = data;

  wipe (words->passphrase);
  wipe (words->code);
  g_free (words);
}

static gpointer
set_passphrase (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Words *words = data;

  return GINT_TO_POINTER (vouch_ledger_keeper_set_passphrase (workspace, words->passphrase,
                                                              words->code, cancellable, error));
}

static void
set_passphrase_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchLedgerLock *self = VOUCH_LEDGER_LOCK (widget);
  const char *code = gtk_editable_get_text (GTK_EDITABLE (self->code));
  Words *words = g_new0 (Words, 1);

  words->passphrase = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->passphrase)));
  words->code = *code != '\0' ? g_strdup (code) : NULL;
  run (self, set_passphrase, words, words_free);
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
}

static void
remove_passphrase_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  run (VOUCH_LEDGER_LOCK (widget), set_passphrase, g_new0 (Words, 1), words_free);
}

static gpointer
set_idle (VouchWorkspace *workspace, gpointer minutes, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (
      vouch_settings_set (workspace, VOUCH_LEDGER_IDLE_SETTING, minutes, error));
}

static void
idle_cb (VouchLedgerLock *self)
{
  guint chosen = adw_combo_row_get_selected (self->idle);

  if (self->showing || chosen >= G_N_ELEMENTS (idle_minutes))
    return;
  run (self, set_idle,
       idle_minutes[chosen] > 0 ? g_strdup_printf ("%u", idle_minutes[chosen]) : NULL, g_free);
}

static void
vouch_ledger_lock_class_init (VouchLedgerLockClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "ledger.lock", NULL, lock_cb);
  gtk_widget_class_install_action (widget_class, "ledger.unlock", NULL, unlock_cb);
  gtk_widget_class_install_action (widget_class, "ledger.set-passphrase", NULL, set_passphrase_cb);
  gtk_widget_class_install_action (widget_class, "ledger.remove-passphrase", NULL,
                                   remove_passphrase_cb);
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
add_locked (VouchLedgerLock *self)
{
  self->locked = ADW_ACTION_ROW (
      vouch_rows_text (_ ("The class lists are locked"),
                       _ ("People are shown as keys, and names are not looked for.")));
  self->unlock_plain = GTK_BUTTON (make_button (_ ("Unlock"), "ledger.unlock"));
  self->words = ADW_PASSWORD_ENTRY_ROW (adw_password_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words),
                                 _ ("Passphrase, or your recovery code"));
  vouch_speech_entry_row (self->words);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->words),
                            make_button (_ ("Unlock"), "ledger.unlock"));
  adw_action_row_add_suffix (self->locked, GTK_WIDGET (self->unlock_plain));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->locked));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->words));
  g_signal_connect_object (self->words, "entry-activated", G_CALLBACK (words_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_open (VouchLedgerLock *self)
{
  const char *const idle[] = { _ ("Never"), _ ("After 5 minutes"), _ ("After 15 minutes"),
                               _ ("After an hour"), NULL };
  GtkWidget *set;

  self->open = ADW_EXPANDER_ROW (
      vouch_rows_expander (_ ("The class lists are open"),
                           _ ("Real names are shown here, kept encrypted, and never sent.")));
  adw_expander_row_add_action (self->open, make_button (_ ("Lock"), "ledger.lock"));
  self->idle = ADW_COMBO_ROW (vouch_rows_combo (_ ("Lock by itself"), idle));
  self->passphrase = ADW_PASSWORD_ENTRY_ROW (adw_password_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->passphrase), _ ("New passphrase"));
  vouch_speech_entry_row (self->passphrase);
  self->code = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->code),
                                 _ ("Your recovery code, so that it opens them too"));
  vouch_speech_entry_row (self->code);
  set = vouch_rows_text (_ ("Ask for a passphrase"),
                         _ ("Without the recovery code, nothing helps when it is forgotten."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (set),
                             make_button (_ ("Set"), "ledger.set-passphrase"));
  self->remove_row = vouch_rows_text (_ ("A passphrase is asked for"),
                                      _ ("The class lists are locked at every start."));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->remove_row),
                             make_button (_ ("No longer"), "ledger.remove-passphrase"));
  adw_expander_row_add_row (self->open, GTK_WIDGET (self->idle));
  adw_expander_row_add_row (self->open, GTK_WIDGET (self->passphrase));
  adw_expander_row_add_row (self->open, GTK_WIDGET (self->code));
  adw_expander_row_add_row (self->open, set);
  adw_expander_row_add_row (self->open, self->remove_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->open));
  g_signal_connect_object (self->idle, "notify::selected", G_CALLBACK (idle_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
vouch_ledger_lock_init (VouchLedgerLock *self)
{
  self->showing = TRUE;
  add_locked (self);
  add_open (self);
  self->showing = FALSE;
}

/**
 * vouch_ledger_lock_new:
 *
 * Returns: (transfer floating): the lock of the class lists, to be shown by an update.
 */
GtkWidget *
vouch_ledger_lock_new (void)
{
  return g_object_new (VOUCH_TYPE_LEDGER_LOCK, NULL);
}

/**
 * vouch_ledger_lock_show:
 * @self: the lock.
 * @state: everybody as things stand.
 *
 * Shows whether the class lists are open.
 */
void
vouch_ledger_lock_show (VouchLedgerLock *self, VouchPeopleState *state)
{
  VouchLedgerState now = vouch_people_state_get_lock (state);
  gboolean asks = vouch_people_state_asks_passphrase (state);
  gboolean locked = now == VOUCH_LEDGER_STATE_LOCKED;

  g_return_if_fail (VOUCH_IS_LEDGER_LOCK (self));

  self->showing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), now != VOUCH_LEDGER_STATE_NONE);
  gtk_widget_set_visible (GTK_WIDGET (self->locked), locked);
  gtk_widget_set_visible (GTK_WIDGET (self->unlock_plain), !asks);
  gtk_widget_set_visible (GTK_WIDGET (self->words), locked && asks);
  gtk_widget_set_visible (GTK_WIDGET (self->open), now == VOUCH_LEDGER_STATE_OPEN);
  gtk_widget_set_visible (self->remove_row, asks);
  for (guint i = 0; i < G_N_ELEMENTS (idle_minutes); i++)
    if (idle_minutes[i] == vouch_people_state_get_idle_minutes (state))
      adw_combo_row_set_selected (self->idle, i);
  self->showing = FALSE;
}
