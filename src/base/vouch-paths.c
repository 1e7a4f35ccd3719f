/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-paths"

#include "config.h"
#include "vouch-paths.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-file.h"

/* A path is no longer than this. */
#define LONGEST 4096

/* One line: where the library is, when it is not in the usual place. */
static char *
pointer_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "vouch", "library", NULL);
}

static char *
read_pointer (void)
{
  g_autofree char *path = pointer_path ();
  g_autofree char *text = vouch_file_load_small (path, LONGEST, NULL, NULL);

  if (text == NULL || !g_path_is_absolute (text))
    return NULL;
  return g_strchomp (g_steal_pointer (&text));
}

/**
 * vouch_paths_default_library:
 *
 * Returns: (transfer full) (type filename): the library folder: `VOUCH_LIBRARY` when set, else the
 *   one that vouch_paths_choose_library() named last, else `vouch` in the XDG data folder.
 */
char *
vouch_paths_default_library (void)
{
  const char *library = g_getenv ("VOUCH_LIBRARY");
  char *chosen;

  if (library != NULL && *library != '\0')
    return g_strdup (library);
  chosen = read_pointer ();
  return chosen != NULL ? chosen : g_build_filename (g_get_user_data_dir (), "vouch", NULL);
}

/**
 * vouch_paths_choose_library:
 * @folder: (type filename): the absolute path of a library.
 * @error: %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE; the choice before stands.
 *
 * Makes @folder the person's own library from now on. One rename decides: a computer that dies
 * meanwhile finds the one or the other.
 *
 * Returns: whether it is on the disk.
 */
gboolean
vouch_paths_choose_library (const char *folder, GError **error)
{
  g_autofree char *path = pointer_path ();
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *line = NULL;

  g_return_val_if_fail (folder != NULL && g_path_is_absolute (folder), FALSE);

  line = g_strconcat (folder, "\n", NULL);
  if (g_mkdir_with_parents (g_get_user_config_dir (), 0700) != 0) {
    vouch_error_set_errno (error, errno, _ ("The folder %s cannot be made"),
                           g_get_user_config_dir ());
    return FALSE;
  }
  return vouch_file_make_folder (parent, 0700, error) &&
         vouch_file_replace (path, line, strlen (line), 0600, error);
}

/**
 * vouch_paths_catalogue:
 *
 * Returns: (transfer full) (type filename): the folder of the built-in definitions:
 *   `VOUCH_CATALOGUE` when set (a program run from its build folder), else the installed one.
 */
char *
vouch_paths_catalogue (void)
{
  const char *catalogue = g_getenv ("VOUCH_CATALOGUE");

  if (catalogue != NULL && *catalogue != '\0')
    return g_strdup (catalogue);
  return g_build_filename (PKGDATADIR, "catalogue", NULL);
}

/**
 * vouch_paths_helper:
 * @program: the name of a helper program, such as `vouch-reader`.
 *
 * Returns: (transfer full) (type filename): where the helper is: in the folder `VOUCH_HELPERS`
 *   when set, else where it was installed.
 */
char *
vouch_paths_helper (const char *program)
{
  const char *helpers = g_getenv ("VOUCH_HELPERS");

  if (helpers != NULL && *helpers != '\0')
    return g_build_filename (helpers, program, NULL);
  return g_build_filename (LIBEXECDIR, program, NULL);
}

/**
 * vouch_paths_example:
 *
 * Returns: (transfer full) (type filename): the folder of the example portfolio, beside the catalogue.
 */
char *
vouch_paths_example (void)
{
  g_autofree char *catalogue = vouch_paths_catalogue ();
  g_autofree char *data = g_path_get_dirname (catalogue);

  return g_build_filename (data, "example", NULL);
}
