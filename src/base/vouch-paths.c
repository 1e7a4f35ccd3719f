/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-paths"

#include "config.h"
#include "vouch-paths.h"

/**
 * vouch_paths_default_library:
 *
 * Returns: (transfer full) (type filename): the library folder: `VOUCH_LIBRARY` when set, else
 *   `vouch` in the XDG data folder.
 */
char *
vouch_paths_default_library (void)
{
  const char *library = g_getenv ("VOUCH_LIBRARY");

  if (library != NULL && *library != '\0')
    return g_strdup (library);
  return g_build_filename (g_get_user_data_dir (), "vouch", NULL);
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
