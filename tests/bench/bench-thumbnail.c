/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-thumbnail FILE…: makes a small picture of each file as the window does, in the sandbox, and prints
 * the seconds it took. Whether there is bubblewrap is found out before, as in the window, once. */

#include "config.h"

#include <fcntl.h>

#include "vouch-bubblewrap.h"
#include "vouch-reader-inspector.h"

static void
count (guint index, VouchGlance *glance, gpointer data)
{
  *(guint *) data += vouch_glance_get_problem (glance) == NULL;
}

int
main (int argc, char *argv[])
{
  g_autoptr (VouchReaderInspector) inspector = vouch_reader_inspector_new ();
  guint n = (guint) argc - 1, n_shown = 0;
  g_autofree VouchGlanceSource *sources = g_new0 (VouchGlanceSource, n + 1);
  g_autoptr (GError) error = NULL;
  gint64 begun;

  vouch_bubblewrap_usable ();
  for (guint i = 0; i < n; i++)
    sources[i] = (VouchGlanceSource){ open (argv[i + 1], O_RDONLY | O_CLOEXEC),
                                      { VOUCH_GLANCE_FORM_PICTURE, 256, 256, 1, -1, FALSE } };
  begun = g_get_monotonic_time ();
  if (n == 0 || !vouch_inspector_glance (VOUCH_INSPECTOR (inspector), sources, n, count, &n_shown,
                                         NULL, &error))
    return 2;
  g_print ("%.6f\n", (double) (g_get_monotonic_time () - begun) / G_USEC_PER_SEC);
  return n_shown == n ? 0 : 1;
}
