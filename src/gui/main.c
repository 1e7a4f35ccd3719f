/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <malloc.h>

#include "vouch-application.h"
#include "vouch-look.h"
#include "vouch-stalls.h"

/* Under software GL a blinking caret alone costs half a core; cairo draws the same window for a
 * twentieth of it. Without a render node there is only software GL. */
static void
choose_renderer (void)
{
  g_autoptr (GDir) dri = g_dir_open ("/dev/dri", 0, NULL);
  const char *name;

  while (dri != NULL && (name = g_dir_read_name (dri)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return;
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
}

/* Each thread that is given memory of its own keeps what it once had, and so does a heap with a picture
 * left at its end. After some thousand small pictures that was a third of all memory. */
static void
keep_small (void)
{
  mallopt (M_ARENA_MAX, 2);
  mallopt (M_MMAP_THRESHOLD, 64 * 1024);
  mallopt (M_TRIM_THRESHOLD, 256 * 1024);
}

/* The installed translations, or those of `VOUCH_LOCALE` for a program run from its build folder. */
static const char *
locale_folder (void)
{
  const char *folder = g_getenv ("VOUCH_LOCALE");

  return folder != NULL && *folder != '\0' ? folder : LOCALEDIR;
}

int
main (int argc, char **argv)
{
  g_autoptr (VouchApplication) application = NULL;
  g_autoptr (VouchLook) look = NULL;

  keep_small ();
  look = vouch_look_load ();
  vouch_look_apply_language (look);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_folder ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  choose_renderer ();
  vouch_stalls_watch ();

  application = vouch_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
