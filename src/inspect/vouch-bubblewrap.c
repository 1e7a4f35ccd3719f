/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bubblewrap"

#include "config.h"
#include "vouch-bubblewrap.h"

#include <sys/wait.h>

/* The whole world of the helper: programs and fonts to read, no network, no home, no processes. The
 * session of its own is begun before bubblewrap is, see vouch-helper-process.c. */
static const char *const world[] = {
  "/usr/bin/bwrap", "--unshare-all", "--die-with-parent", "--dev", "/dev",
  "--proc",         "/proc",         "--chdir",           "/",
};

/* Debian links some libraries, such as those for linear algebra, by way of /etc/alternatives. */
static const char *const readable[] = {
  "/usr",
  "/lib",
  "/lib64",
  "/app",
  "/etc/alternatives",
  "/etc/fonts",
  "/etc/ld.so.cache",
  "/var/cache/fontconfig",
};

static void
append_all (GPtrArray *argv, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    g_ptr_array_add (argv, g_strdup (words[i]));
}

static void
append_world (GPtrArray *argv)
{
  append_all (argv, world, G_N_ELEMENTS (world));
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    append_all (argv, (const char *const[]){ "--ro-bind-try", readable[i], readable[i] }, 3);
}

static gboolean
try_once (void)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  int status = -1;

  append_world (argv);
  g_ptr_array_add (argv, g_strdup ("/usr/bin/true"));
  g_ptr_array_add (argv, NULL);
  return g_file_test (world[0], G_FILE_TEST_IS_EXECUTABLE) &&
         g_spawn_sync ("/", (char **) argv->pdata, NULL,
                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL, &status, NULL) &&
         WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/**
 * vouch_bubblewrap_usable:
 *
 * Returns whether bubblewrap is installed and the system lets us use it, which is tried once. Some
 * systems forbid user namespaces, and there is none inside Flatpak.
 */
gboolean
vouch_bubblewrap_usable (void)
{
  static gsize answer = 0;

  if (g_once_init_enter (&answer))
    g_once_init_leave (&answer, try_once () ? 1 : 2);
  return answer == 1;
}

/**
 * vouch_bubblewrap_append:
 * @argv: (element-type utf8): a command line that is being put together.
 * @helper: (type filename): the program to be run inside.
 *
 * Appends the command that runs the helper in namespaces of its own, under its usual path.
 */
void
vouch_bubblewrap_append (GPtrArray *argv, const char *helper)
{
  g_return_if_fail (argv != NULL && helper != NULL);

  append_world (argv);
  append_all (argv, (const char *const[]){ "--ro-bind", helper, helper, "--", helper }, 5);
}
