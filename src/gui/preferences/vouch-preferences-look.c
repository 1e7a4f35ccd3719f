/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-preferences-look"

#include "config.h"
#include "vouch-preferences-look.h"

#include <glib/gi18n.h>

#include "vouch-look.h"

/**
 * VouchPreferencesLook:
 *
 * What the program looks like on this computer.
 */
struct _VouchPreferencesLook {
  VouchPreferencesPane parent_instance;

  AdwComboRow *scheme;
  AdwComboRow *text;
  AdwComboRow *language;
  GtkSwitch *still;
  char **languages; /* of the list, without its first: that of the system */
  gboolean showing;
};

static const char *const schemes[] = { "system", "light", "dark" };

#define SMALLEST_TEXT 100
#define TEXT_STEP 25

G_DEFINE_FINAL_TYPE (VouchPreferencesLook, vouch_preferences_look, VOUCH_TYPE_PREFERENCES_PANE)

static gpointer
keep (VouchWorkspace *workspace, gpointer look, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_look_keep (look, error));
}

static void
free_look (gpointer look)
{
  vouch_look_free (look);
}

static void
chosen_cb (VouchPreferencesLook *self)
{
  VouchLook *look;
  guint language = adw_combo_row_get_selected (self->language);
  const VouchPaneWork work_of = { .func = keep, .free_data = free_look };
  VouchPaneWork work = work_of;

  if (self->showing)
    return;
  look = g_new0 (VouchLook, 1);
  look->scheme = g_strdup (schemes[adw_combo_row_get_selected (self->scheme)]);
  look->text_percent = SMALLEST_TEXT + TEXT_STEP * adw_combo_row_get_selected (self->text);
  look->is_still = gtk_switch_get_active (self->still);
  if (language > 0 && language <= g_strv_length (self->languages))
    look->language = g_strdup (self->languages[language - 1]);
  vouch_look_apply (look);
  work.data = look;
  vouch_preferences_pane_run (VOUCH_PREFERENCES_PANE (self), &work);
}

static const char *
locale_folder (void)
{
  const char *folder = g_getenv ("VOUCH_LOCALE");

  return folder != NULL && *folder != '\0' ? folder : LOCALEDIR;
}

/* A language is named in its own words by nothing that every system has; its code is what is left. */
static void
offer_languages (VouchPreferencesLook *self, const VouchLook *look)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  self->languages = vouch_look_list_languages (locale_folder ());
  gtk_string_list_append (names, _ ("Follow the system"));
  for (guint i = 0; self->languages[i] != NULL; i++) {
    gtk_string_list_append (names, self->languages[i]);
    if (g_strcmp0 (self->languages[i], look->language) == 0)
      chosen = i + 1;
  }
  adw_combo_row_set_model (self->language, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->language, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->language), self->languages[0] != NULL);
}

static void
show_look (VouchPreferencesLook *self)
{
  g_autoptr (VouchLook) look = vouch_look_load ();

  self->showing = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i], look->scheme))
      adw_combo_row_set_selected (self->scheme, i);
  adw_combo_row_set_selected (self->text, (look->text_percent - SMALLEST_TEXT) / TEXT_STEP);
  gtk_switch_set_active (self->still, look->is_still);
  offer_languages (self, look);
  self->showing = FALSE;
}

static void
vouch_preferences_look_finalize (GObject *object)
{
  g_strfreev (VOUCH_PREFERENCES_LOOK (object)->languages);

  G_OBJECT_CLASS (vouch_preferences_look_parent_class)->finalize (object);
}

static void
vouch_preferences_look_class_init (VouchPreferencesLookClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_preferences_look_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/preferences/vouch-preferences-look.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLook, language);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLook, scheme);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLook, still);
  gtk_widget_class_bind_template_child (widget_class, VouchPreferencesLook, text);
}

static void
vouch_preferences_look_init (VouchPreferencesLook *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_look (self);
  g_signal_connect_object (self->scheme, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->language, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->still, "notify::active", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
}
