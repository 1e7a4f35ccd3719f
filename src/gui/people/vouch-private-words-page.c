/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-private-words-page"

#include "config.h"
#include "vouch-private-words-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-settings.h"

#include "vouch-ledger-lock.h"
#include "vouch-people-state.h"
#include "vouch-speech.h"

static const char *const kinds[] = VOUCH_LEDGER_WORDS;

#define N_KINDS (G_N_ELEMENTS (kinds) - 1)

/**
 * VouchPrivateWordsPage:
 *
 * The names of teacher, school, district, state and colleagues that must not be found in what is
 * sent. They are part of the class lists.
 */
struct _VouchPrivateWordsPage {
  VouchPage parent_instance;

  AdwEntryRow *rows[N_KINDS];
  VouchLedgerLock *lock_row;

  AdwPreferencesGroup *lock;
  AdwPreferencesGroup *words;
};

G_DEFINE_FINAL_TYPE (VouchPrivateWordsPage, vouch_private_words_page, VOUCH_TYPE_PAGE)

typedef struct {
  const char *kind;
  char **words;
} NewWords;

static void
new_words_free (gpointer data)
{
  NewWords *change = data;

  g_strfreev (change->words);
  g_free (change);
}

static gpointer
set_words (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  NewWords *change = data;

  return GINT_TO_POINTER (vouch_settings_set_private_words (
      workspace, change->kind, (const char *const *) change->words, error));
}

static void
apply_cb (VouchPrivateWordsPage *self, AdwEntryRow *row)
{
  for (guint i = 0; i < N_KINDS; i++) {
    NewWords *change;

    if (self->rows[i] != row)
      continue;
    change = g_new0 (NewWords, 1);
    change->kind = kinds[i];
    change->words = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (row)), ",", -1);
    vouch_page_run (VOUCH_PAGE (self), set_words, change, new_words_free, NULL, NULL);
  }
}

static gpointer
load_state (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  return vouch_people_state_load (workspace, cancellable, error);
}

static void
show_state (VouchPage *page, gpointer state)
{
  VouchPrivateWordsPage *self = VOUCH_PRIVATE_WORDS_PAGE (page);
  VouchLedger *ledger = vouch_people_state_get_ledger (state);

  vouch_ledger_lock_show (self->lock_row, state);
  gtk_widget_set_visible (GTK_WIDGET (self->lock),
                          vouch_people_state_get_lock (state) == VOUCH_LEDGER_STATE_LOCKED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->words), ledger != NULL);
  for (guint i = 0; i < N_KINDS; i++) {
    g_autofree char *text =
        ledger != NULL ? g_strjoinv (", ", (char **) vouch_ledger_get_words (ledger, kinds[i]))
                       : g_strdup ("");

    if (gtk_widget_get_focus_child (GTK_WIDGET (self->rows[i])) == NULL)
      gtk_editable_set_text (GTK_EDITABLE (self->rows[i]), text);
  }
}

static void
vouch_private_words_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load_state, NULL, NULL, g_object_unref, show_state);
}

static void
vouch_private_words_page_class_init (VouchPrivateWordsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->refresh = vouch_private_words_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/people/vouch-private-words-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPrivateWordsPage, lock);
  gtk_widget_class_bind_template_child (widget_class, VouchPrivateWordsPage, words);
}

static void
vouch_private_words_page_init (VouchPrivateWordsPage *self)
{
  const char *const titles[] = { _ ("Your own name"), _ ("School"), _ ("District"), _ ("State"),
                                 _ ("Colleagues") };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->lock_row = VOUCH_LEDGER_LOCK (vouch_ledger_lock_new ());
  adw_preferences_group_add (self->lock, GTK_WIDGET (self->lock_row));
  for (guint i = 0; i < N_KINDS; i++) {
    self->rows[i] = ADW_ENTRY_ROW (adw_entry_row_new ());
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), titles[i]);
    vouch_speech_entry_row (self->rows[i]);
    adw_entry_row_set_show_apply_button (self->rows[i], TRUE);
    g_signal_connect_object (self->rows[i], "apply", G_CALLBACK (apply_cb), self,
                             G_CONNECT_SWAPPED);
    adw_preferences_group_add (self->words, GTK_WIDGET (self->rows[i]));
  }
}

/**
 * vouch_private_words_page_new:
 * @workspace: the workspace.
 * @subject: (nullable): not used; the page is about the whole library.
 *
 * Returns: (transfer floating): the page of the names that must not be sent.
 */
VouchPage *
vouch_private_words_page_new (VouchWorkspace *workspace, const char *subject)
{
  return vouch_page_new (VOUCH_TYPE_PRIVATE_WORDS_PAGE, workspace, NULL);
}
