/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records as one would without thought: a pipeline from the command line, as gst-launch does it. What
 * is measured and struck in these tests has to do better, or the test proves nothing. */

#include <glib-unix.h>
#include <gst/gst.h>
#include <signal.h>

static gboolean
stop (gpointer pipeline)
{
  gst_element_send_event (pipeline, gst_event_new_eos ());
  return G_SOURCE_REMOVE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  gst_init (&argc, &argv);
  pipeline = argc > 1 ? gst_parse_launch (argv[1], &error) : NULL;
  if (pipeline == NULL)
    return 2;
  g_unix_signal_add (SIGINT, stop, pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  bus = gst_element_get_bus (pipeline);
  while (message == NULL) {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    message =
        gst_bus_timed_pop_filtered (bus, 50 * GST_MSECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  }
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS ? 0 : 1;
}
