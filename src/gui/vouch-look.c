/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was chosen under Appearance, in `vouch/look.ini` of the person's XDG configuration folder: it is of
 * this computer and its screen, not of the library.
 */
#define G_LOG_DOMAIN "vouch-look"

#include "config.h"
#include "vouch-look.h"

#include <adwaita.h>

#include "vouch-file.h"

#define GROUP "Look"
#define DOTS_PER_INCH (96 * 1024)

static char *
path (void)
{
  return g_build_filename (g_get_user_config_dir (), "vouch", "look.ini", NULL);
}

/**
 * vouch_look_load:
 *
 * A file that is not there or makes no sense is as good as none.
 *
 * Returns: (transfer full): what was chosen.
 */
VouchLook *
vouch_look_load (void)
{
  VouchLook *self = g_new0 (VouchLook, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *from = path ();
  int percent;

  g_key_file_load_from_file (file, from, G_KEY_FILE_NONE, NULL);
  self->scheme = g_key_file_get_string (file, GROUP, "scheme", NULL);
  if (self->scheme == NULL)
    self->scheme = g_strdup ("system");
  percent = g_key_file_get_integer (file, GROUP, "text", NULL);
  self->text_percent = percent >= 100 && percent <= 200 ? (guint) percent : 100;
  self->is_still = g_key_file_get_boolean (file, GROUP, "still", NULL);
  self->language = g_key_file_get_string (file, GROUP, "language", NULL);
  return self;
}

/**
 * vouch_look_keep:
 * @self: what was chosen.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Returns: whether it is there the next time.
 */
gboolean
vouch_look_keep (const VouchLook *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *to = path ();
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (self != NULL, FALSE);

  g_key_file_set_string (file, GROUP, "scheme", self->scheme);
  g_key_file_set_integer (file, GROUP, "text", (int) self->text_percent);
  g_key_file_set_boolean (file, GROUP, "still", self->is_still);
  if (self->language != NULL)
    g_key_file_set_string (file, GROUP, "language", self->language);
  text = g_key_file_to_data (file, &length, NULL);
  if (g_mkdir_with_parents (g_get_user_config_dir (), 0700) != 0)
    g_message ("%s cannot be made", g_get_user_config_dir ());
  return vouch_file_make_folder (folder, 0700, error) &&
         vouch_file_replace (to, text, length, 0600, error);
}

static AdwColorScheme
scheme_of (const char *name)
{
  if (g_str_equal (name, "light"))
    return ADW_COLOR_SCHEME_FORCE_LIGHT;
  return g_str_equal (name, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_DEFAULT;
}

/**
 * vouch_look_apply:
 * @self: what was chosen.
 *
 * Shows it at once in every window.
 */
void
vouch_look_apply (const VouchLook *self)
{
  static int system_dots = 0;
  GtkSettings *settings = gtk_settings_get_default ();

  g_return_if_fail (self != NULL);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme_of (self->scheme));
  if (settings == NULL)
    return;
  if (system_dots == 0)
    g_object_get (settings, "gtk-xft-dpi", &system_dots, NULL);
  if (system_dots <= 0)
    system_dots = DOTS_PER_INCH;
  /* On top of what the system's own setting for large text does. */
  if (self->text_percent != 100)
    g_object_set (settings, "gtk-xft-dpi", system_dots * (int) self->text_percent / 100, NULL);
  else
    gtk_settings_reset_property (settings, "gtk-xft-dpi");
  if (self->is_still)
    g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  else
    gtk_settings_reset_property (settings, "gtk-enable-animations");
}

/**
 * vouch_look_apply_language:
 * @self: what was chosen.
 *
 * Has texts looked up in the language that was chosen; to be called before the first is.
 */
void
vouch_look_apply_language (const VouchLook *self)
{
  g_return_if_fail (self != NULL);

  if (self->language != NULL && *self->language != '\0')
    g_setenv ("LANGUAGE", self->language, TRUE);
}

/**
 * vouch_look_list_languages:
 * @folder: (type filename): where translations are.
 *
 * Returns: (transfer full): the languages that are there besides that of the source, such as `de`.
 */
char **
vouch_look_list_languages (const char *folder)
{
  g_autoptr (GStrvBuilder) found = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file =
        g_build_filename (folder, name, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

    if (g_file_test (file, G_FILE_TEST_EXISTS))
      g_strv_builder_add (found, name);
  }
  return g_strv_builder_end (found);
}

/**
 * vouch_look_free:
 * @self: (nullable): what was chosen.
 *
 * Frees it.
 */
void
vouch_look_free (VouchLook *self)
{
  if (self == NULL)
    return;
  g_free (self->scheme);
  g_free (self->language);
  g_free (self);
}
