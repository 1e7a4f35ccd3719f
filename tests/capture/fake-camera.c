/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A camera in PipeWire, until it is killed: fake-camera NAME PATTERN. */
#include <glib.h>
#include <gst/gst.h>

static const char *const plugins[] = { "coreelements", "videotestsrc", "pipewire" };

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (GstElement) pipeline = NULL;

  g_setenv ("GST_REGISTRY_DISABLE", "yes", TRUE);
  gst_init (&argc, &argv);
  if (argc != 3)
    g_error ("Usage: fake-camera NAME PATTERN");
  for (gsize i = 0; i < G_N_ELEMENTS (plugins); i++) {
    g_autofree char *path = g_strdup_printf (GST_PLUGINS_DIR "/libgst%s.so", plugins[i]);
    g_autoptr (GstPlugin) plugin = gst_plugin_load_file (path, &error);

    if (plugin == NULL)
      g_error ("%s", error->message);
  }
  text = g_strdup_printf (
      "videotestsrc is-live=true pattern=%s ! "
      "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1 ! pipewiresink mode=provide "
      "stream-properties=\"props,media.class=Video/Source,media.role=Camera,node.description=%s,"
      "node.name=%s\"",
      argv[2], argv[1], argv[1]);
  pipeline = gst_parse_launch (text, &error);
  if (pipeline == NULL)
    g_error ("%s", error->message);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  loop = g_main_loop_new (NULL, FALSE);
  g_main_loop_run (loop);
  return 0;
}
