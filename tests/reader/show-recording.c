/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "vouch-reader-inspector.h"

/* show-recording FILE: makes a small picture of it and plays half a second, as the window does; prints
 * `WIDTH HEIGHT PICTURES`, or what was said instead. */

static void
take (guint index, VouchGlance *glance, gpointer data)
{
  const char *problem = vouch_glance_get_problem (glance);

  if (problem != NULL)
    g_print ("%s\n", problem);
  else
    g_print ("%d %d", vouch_glance_get_shape (glance)->width,
             vouch_glance_get_shape (glance)->height);
}

static void
see (gint64 position_ms, VouchGlance *frame, gboolean is_heard, gpointer data)
{
  *(guint *) data += frame != NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (VouchReaderInspector) reader = vouch_reader_inspector_new ();
  int fd = argc == 2 ? open (argv[1], O_RDONLY | O_CLOEXEC) : -1;
  const VouchGlanceSource source = { fd, { VOUCH_GLANCE_FORM_PICTURE, 160, 160, 1, -1, FALSE } };
  const VouchPlaying playing = { 500, 1200, 160, 160, 100 };
  guint n_pictures = 0;

  if (fd < 0 ||
      !vouch_inspector_glance (VOUCH_INSPECTOR (reader), &source, 1, take, NULL, NULL, NULL) ||
      !vouch_inspector_play (VOUCH_INSPECTOR (reader), fd, &playing, see, &n_pictures, NULL, NULL))
    return 1;
  g_print (" %u\n", n_pictures);
  close (fd);
  return 0;
}
