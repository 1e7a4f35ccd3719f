/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-about"

#include "config.h"
#include "vouch-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define WEBSITE "https://github.com/vouchportfolio/vouch"
#define ISSUES WEBSITE "/issues"

/* What Vouch is built on, each under its own licence. */
static const struct {
  const char *name;
  const char *copyright;
  GtkLicense license;
  const char *name_of_license; /* (nullable): when GTK does not know it */
} libraries[] = {
  { "GTK", "© The GTK Team", GTK_LICENSE_LGPL_2_1 },
  { "libadwaita", "© The GNOME Project", GTK_LICENSE_LGPL_2_1 },
  { "GLib, JSON-GLib", "© The GNOME Project", GTK_LICENSE_LGPL_2_1 },
  { "GStreamer", "© The GStreamer Project", GTK_LICENSE_LGPL_2_1 },
  { "libsoup", "© The GNOME Project", GTK_LICENSE_LGPL_2_1 },
  { "libsecret", "© The GNOME Project", GTK_LICENSE_LGPL_2_1 },
  { "Cairo, Pango", "© The Cairo and Pango authors", GTK_LICENSE_LGPL_2_1 },
  { "libsodium", "© Frank Denis", GTK_LICENSE_CUSTOM, "ISC" },
  { "qpdf", "© Jay Berkenbilt", GTK_LICENSE_APACHE_2_0 },
  { "gexiv2, Exiv2", "© The gexiv2 and Exiv2 authors", GTK_LICENSE_GPL_2_0 },
  { "libarchive", "© Tim Kientzle and others", GTK_LICENSE_BSD },
  { "libxml2", "© Daniel Veillard and others", GTK_LICENSE_MIT_X11 },
  { "libseccomp", "© The libseccomp authors", GTK_LICENSE_LGPL_2_1 },
  { "GnuTLS", "© The GnuTLS authors", GTK_LICENSE_LGPL_2_1 },
  { "SQLite", "Nobody’s", GTK_LICENSE_CUSTOM, "Public domain" },
  { "Poppler", "© The Poppler developers", GTK_LICENSE_GPL_2_0 },
};

/**
 * vouch_about_new:
 * @parent: (nullable): the window.
 *
 * Returns: (transfer none): what there is to know about the program, to be presented; GTK owns it.
 */
GtkWindow *
vouch_about_new (GtkWindow *parent)
{
  GtkWidget *about = adw_about_window_new ();
  g_autofree char *notes = g_markup_printf_escaped ("<p>%s</p>", _ (VOUCH_ABOUT_NEWS));

  g_object_set (about, "application-icon", APP_ID, "application-name", "Vouch", "developer-name",
                _ ("The Vouch founders"), "version", VOUCH_VERSION, "license-type",
                GTK_LICENSE_GPL_3_0, "website", WEBSITE, "issue-url", ISSUES, "copyright",
                _ ("© 2026 The Vouch founders"), "release-notes", notes, "release-notes-version",
                VOUCH_VERSION, "transient-for", parent, NULL);
  /* Translators: put your own names here, one a line; they are shown under Credits. */
  adw_about_window_set_translator_credits (ADW_ABOUT_WINDOW (about), _ ("translator-credits"));
  for (gsize i = 0; i < G_N_ELEMENTS (libraries); i++)
    adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), libraries[i].name,
                                        libraries[i].copyright, libraries[i].license,
                                        libraries[i].name_of_license);
  return GTK_WINDOW (about);
}
