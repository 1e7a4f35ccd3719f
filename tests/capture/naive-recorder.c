/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records as one would without thought: a pipeline from the command line, as gst-launch does it. What
 * is measured and struck in these tests has to do better, or the test proves nothing.
 *
 * Usage: naive-recorder PIPELINE [--keep FILE] [ELEMENT,TROUBLE,FROM[,TO]]…
 *
 * It says what `vouchctl --json record` says, as far as it knows: where it stands, that there is an
 * error, and that it is silent when the level stays below a threshold for ten seconds.  With --keep,
 * what the sink named `keep` gets stays in memory until the end.  A trouble, in seconds: `lose`, the
 * element reports an error; `freeze`, it gives nothing; `stall`, its thread stands still; `hang`, it takes
 * FROM seconds to be closed. */

#include <glib-unix.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <signal.h>
#include <stdio.h>

#define QUIET_DB (-50.0)
#define QUIET_NS (9.5 * GST_SECOND)
#define TELL_US (200 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  GstElement *element;
  char *kind;
  gint64 from_us;
  gint64 to_us;
  gboolean done;
} Trouble;

static gint64 began_us;

static gboolean
stop (gpointer pipeline)
{
  gst_element_send_event (pipeline, gst_event_new_eos ());
  return G_SOURCE_REMOVE;
}

static GstPadProbeReturn
strike (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  Trouble *trouble = data;
  gint64 now_us = g_get_monotonic_time () - began_us;

  if (now_us < trouble->from_us || now_us >= trouble->to_us)
    return GST_PAD_PROBE_OK;
  if (g_str_equal (trouble->kind, "freeze"))
    return GST_PAD_PROBE_DROP;
  if (!trouble->done && g_str_equal (trouble->kind, "stall"))
    g_usleep ((gulong) (trouble->to_us - trouble->from_us));
  else if (!trouble->done)
    GST_ELEMENT_ERROR (trouble->element, RESOURCE, READ, ("The device was unplugged"), (NULL));
  trouble->done = TRUE;
  return GST_PAD_PROBE_OK;
}

static gulong close_us;
static GstStateChangeReturn (*close_it) (GstElement *element, GstStateChange transition);

static GstStateChangeReturn
hang (GstElement *element, GstStateChange transition)
{
  if (transition == GST_STATE_CHANGE_READY_TO_NULL)
    g_usleep (close_us);
  return close_it (element, transition);
}

static void
add_trouble (GstElement *pipeline, const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, ",", -1);
  Trouble *trouble = g_new0 (Trouble, 1);
  g_autoptr (GstPad) pad = NULL;

  g_assert (g_strv_length (parts) >= 3);
  trouble->element = gst_bin_get_by_name (GST_BIN (pipeline), parts[0]);
  trouble->kind = g_strdup (parts[1]);
  trouble->from_us = (gint64) (g_ascii_strtod (parts[2], NULL) * G_USEC_PER_SEC);
  trouble->to_us =
      parts[3] != NULL ? (gint64) (g_ascii_strtod (parts[3], NULL) * G_USEC_PER_SEC) : G_MAXINT64;
  if (g_str_equal (trouble->kind, "hang")) {
    close_us = (gulong) trouble->from_us;
    close_it = GST_ELEMENT_GET_CLASS (trouble->element)->change_state;
    GST_ELEMENT_GET_CLASS (trouble->element)->change_state = hang;
    return;
  }
  pad = gst_element_get_static_pad (trouble->element, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, strike, trouble, NULL);
}

static void
say (const char *event, const char *key, const char *value)
{
  printf ("{\"event\": \"%s\", \"%s\": %s}\n", event, key, value);
  fflush (stdout);
}

static void
tell_place (GstElement *pipeline)
{
  static gint64 told_us;
  gint64 place = 0, now_us = g_get_monotonic_time ();
  g_autofree char *ms = NULL;

  if (now_us - told_us < TELL_US || !gst_element_query_position (pipeline, GST_FORMAT_TIME, &place))
    return;
  told_us = now_us;
  ms = g_strdup_printf ("%" G_GINT64_FORMAT, place / GST_MSECOND);
  say ("recording", "recordedMs", ms);
}

/* A level below a threshold for ten seconds, as recorders have it that know what silence is. */
static void
hear_level (GstMessage *message)
{
  static guint64 loud_ns;
  static gboolean said;
  const GstStructure *level = gst_message_get_structure (message);
  const GValue *peaks = gst_structure_get_value (level, "peak");
  const GValue *peak;
  guint64 at_ns = 0;

  if (!gst_structure_has_name (level, "level") || peaks == NULL)
    return;
  gst_structure_get_uint64 (level, "running-time", &at_ns);
  /* The element gives its numbers in this old kind of array and in no other. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  peak = g_value_array_get_nth (g_value_get_boxed (peaks), 0);
  G_GNUC_END_IGNORE_DEPRECATIONS
  if (g_value_get_double (peak) > QUIET_DB)
    loud_ns = at_ns;
  if (!said && (double) (at_ns - loud_ns) > QUIET_NS) {
    said = TRUE;
    say ("noticed", "fault", "\"silent\"");
  }
}

/* As gst-launch -e: after an error the file is still brought to an end, if it can be. */
static gboolean
hear (GstElement *pipeline, GstMessage *message)
{
  static gboolean ending;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ELEMENT)
    hear_level (message);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR && !ending) {
    ending = TRUE;
    say ("noticed", "fault", "\"noMicrophone\"");
    stop (pipeline);
    return TRUE;
  }
  return GST_MESSAGE_TYPE (message) == GST_MESSAGE_ELEMENT;
}

static void
save (GstElement *pipeline, const char *path)
{
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "keep");
  FILE *file = fopen (path, "w");
  GstSample *sample;

  while ((sample = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), 0)) != NULL) {
    GstMapInfo map;

    gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ);
    fwrite (map.data, 1, map.size, file);
    gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
    gst_sample_unref (sample);
  }
  fclose (file);
}

static void
run (GstElement *pipeline)
{
  const GstMessageType wanted = GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_ELEMENT;
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gboolean on = TRUE;

  while (on) {
    g_autoptr (GstMessage) message = NULL;

    while (g_main_context_iteration (NULL, FALSE))
      ;
    message = gst_bus_timed_pop_filtered (bus, 50 * GST_MSECOND, wanted);
    on = message == NULL || hear (pipeline, message);
    tell_place (pipeline);
  }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  const char *keep = NULL;

  /* Ours loads its plugins by name and wants no registry in these tests; this one needs it. */
  g_unsetenv ("GST_REGISTRY_DISABLE");
  gst_init (&argc, &argv);
  pipeline = argc > 1 ? gst_parse_launch (argv[1], &error) : NULL;
  if (pipeline == NULL) {
    g_printerr ("%s\n", error != NULL ? error->message : "no pipeline");
    return 2;
  }
  for (int i = 2; i < argc; i++)
    if (g_str_equal (argv[i], "--keep") && i + 1 < argc)
      keep = argv[++i];
    else
      add_trouble (pipeline, argv[i]);
  g_unix_signal_add (SIGINT, stop, pipeline);
  began_us = g_get_monotonic_time ();
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  run (pipeline);
  if (keep != NULL)
    save (pipeline, keep);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  return 0;
}
