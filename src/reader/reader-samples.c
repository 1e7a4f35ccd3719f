/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "reader-samples"

#include "config.h"
#include "reader-samples.h"

/* The end of a pipeline whose sound is listened to. */

#define MAX_PACKETS 1000000
#define MAX_PACKET_BYTES (32 * 1024 * 1024)

/**
 * reader_samples_link:
 * @pipeline: a pipeline that decodes.
 * @pad: where decoded sound comes out of it.
 *
 * Leads the sound, as real numbers or 16 bits, to an end that swallows it.
 *
 * Returns: (transfer full) (nullable): the last pad before that, or %NULL when the sound is not of any
 *   known kind.
 */
GstPad *
reader_samples_link (GstElement *pipeline, GstPad *pad)
{
  static const char description[] =
      "audioconvert dithering=none ! "
      "capsfilter name=end caps=\"audio/x-raw,format=(string){F32LE,S16LE}\" ! "
      "fakesink sync=false async=false";
  GstElement *bin = gst_parse_bin_from_description (description, TRUE, NULL);
  g_autoptr (GstElement) end = NULL;
  g_autoptr (GstPad) target = NULL;

  if (bin == NULL)
    return NULL;
  end = gst_bin_get_by_name (GST_BIN (bin), "end");
  gst_bin_add (GST_BIN (pipeline), bin);
  target = gst_element_get_static_pad (bin, "sink");
  if (gst_pad_link (pad, target) != GST_PAD_LINK_OK || !gst_element_sync_state_with_parent (bin))
    return NULL;
  return gst_element_get_static_pad (end, "src");
}

static void
lengthen (const GValue *found, gpointer user_data)
{
  g_object_set (g_value_get_object (found), "max-size-buffers", MAX_PACKETS, "max-size-bytes",
                MAX_PACKET_BYTES, "max-size-time", G_MAXUINT64, NULL);
}

/* Streams may still be added by another thread, and then it is looked once more. */
static void
for_each (GstElement *pipeline, const char *element, GstIteratorForeachFunction func, gpointer data)
{
  GstIterator *all = gst_bin_iterate_all_by_element_factory_name (GST_BIN (pipeline), element);

  while (gst_iterator_foreach (all, func, data) == GST_ITERATOR_RESYNC)
    gst_iterator_resync (all);
  gst_iterator_free (all);
}

/**
 * reader_samples_lengthen_queues:
 * @pipeline: a pipeline.
 * @element: whose queues: "decodebin" before its streams are known, "multiqueue" afterwards.
 *
 * By their usual size the queues between taking apart and decoding let the two threads wake each other
 * for every packet, which costs more than the work itself.
 */
void
reader_samples_lengthen_queues (GstElement *pipeline, const char *element)
{
  for_each (pipeline, element, lengthen, NULL);
}

static void
note (const GValue *found, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/**
 * reader_samples_use:
 * @pipeline: a pipeline whose streams are known.
 * @element: the name of a decoder.
 *
 * Returns: whether it decodes with that.
 */
gboolean
reader_samples_use (GstElement *pipeline, const char *element)
{
  gboolean uses = FALSE;

  for_each (pipeline, element, note, &uses);
  return uses;
}
