/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-bundle-captions"

#include "config.h"
#include "vouch-bundle-captions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "vouch-caption.h"
#include "vouch-text.h"
#include "vouch-webvtt.h"

/*
 * What is said in a recording, as an export has it: a WebVTT file beside the recording, which players
 * find by its name, and the words on the page.  Browsers show no track of a page that was opened from
 * the disk, so the words stand there to be read.
 */

static VouchCaption *
make_caption (GVariant *row)
{
  VouchCaption *caption = vouch_caption_new ();
  gint64 start_ms = 0, end_ms = 0;

  g_variant_lookup (row, "start_ms", "x", &start_ms);
  g_variant_lookup (row, "end_ms", "x", &end_ms);
  vouch_caption_set_start_ms (caption, start_ms);
  vouch_caption_set_end_ms (caption, end_ms);
  vouch_caption_set_speaker (caption, vouch_bundle_row_text (row, "speaker"));
  vouch_caption_set_text (caption, vouch_bundle_row_text (row, "text"));
  vouch_caption_set_settings (caption, vouch_bundle_row_text (row, "settings"));
  return caption;
}

/**
 * vouch_bundle_list_captions:
 * @bundle: what is exported.
 * @artifact: (nullable): a file of it.
 *
 * Returns: (transfer full) (element-type VouchCaption): what is said in it; empty when nothing is known.
 */
GPtrArray *
vouch_bundle_list_captions (VouchBundle *bundle, const char *artifact)
{
  GPtrArray *captions = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *rows;

  g_return_val_if_fail (VOUCH_IS_BUNDLE (bundle), captions);

  rows = vouch_bundle_get_rows (bundle, "caption");
  for (guint i = 0; artifact != NULL && i < rows->len; i++)
    if (g_strcmp0 (vouch_bundle_row_text (rows->pdata[i], "artifact"), artifact) == 0)
      g_ptr_array_add (captions, make_caption (rows->pdata[i]));
  return captions;
}

/**
 * vouch_bundle_captions_write:
 * @bundle: what is exported.
 * @artifact: a file of it.
 *
 * Returns: (transfer full) (nullable): the text of a WebVTT file, or %NULL when there are no captions.
 */
char *
vouch_bundle_captions_write (VouchBundle *bundle, const char *artifact)
{
  g_autoptr (GPtrArray) captions = vouch_bundle_list_captions (bundle, artifact);

  return captions->len > 0 ? vouch_webvtt_write (captions) : NULL;
}

static void
put_line (GString *page, VouchCaption *caption, const char *last)
{
  const char *speaker = vouch_caption_get_speaker (caption);
  const char *text = vouch_caption_get_text (caption);
  g_autofree char *at = vouch_text_format_duration (MAX (vouch_caption_get_start_ms (caption), 0));
  g_autofree char *words = g_markup_escape_text (text != NULL ? text : "", -1);
  g_autofree char *who =
      speaker != NULL && g_strcmp0 (speaker, last) != 0 ? g_markup_escape_text (speaker, -1) : NULL;

  g_string_append_printf (page, "<li><span class=\"quiet\">%s</span> ", at);
  if (who != NULL)
    g_string_append_printf (page, "<b><bdi>%s</bdi>:</b> ", who);
  g_string_append_printf (page, "<span dir=\"auto\">%s</span></li>\n", words);
}

/**
 * vouch_bundle_captions_put:
 * @bundle: what is exported.
 * @artifact: a file of it.
 * @page: an HTML page that is being written.
 *
 * Puts what is said in a recording on the page, to be unfolded; nothing when there are no captions.
 */
void
vouch_bundle_captions_put (VouchBundle *bundle, const char *artifact, GString *page)
{
  g_autoptr (GPtrArray) captions = vouch_bundle_list_captions (bundle, artifact);
  const char *last = NULL;

  g_return_if_fail (page != NULL);

  if (captions->len == 0)
    return;
  /* Translators: above the captions of a recording, with their times. */
  g_string_append_printf (page, "<details><summary>%s</summary>\n<ul class=\"said\">\n",
                          _ ("What is said"));
  for (guint i = 0; i < captions->len; i++) {
    put_line (page, captions->pdata[i], last);
    last = vouch_caption_get_speaker (captions->pdata[i]);
  }
  g_string_append (page, "</ul>\n</details>\n");
}
