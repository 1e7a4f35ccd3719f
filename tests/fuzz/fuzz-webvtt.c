/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "vouch-webvtt.h"

static void
check_same (VouchCaption *one, VouchCaption *other)
{
  g_assert_cmpint (vouch_caption_get_start_ms (one), ==, vouch_caption_get_start_ms (other));
  g_assert_cmpint (vouch_caption_get_end_ms (one), ==, vouch_caption_get_end_ms (other));
  g_assert_cmpstr (vouch_caption_get_speaker (one), ==, vouch_caption_get_speaker (other));
  g_assert_cmpstr (vouch_caption_get_text (one), ==, vouch_caption_get_text (other));
  g_assert_cmpstr (vouch_caption_get_settings (one), ==, vouch_caption_get_settings (other));
}

/* Captions that can be read are the same after they were written and read again, in their order. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) captions = vouch_webvtt_read ((const char *) data, size, NULL);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;

  if (captions == NULL)
    return 0;
  text = vouch_webvtt_write (captions);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (strlen (text) > VOUCH_WEBVTT_MAX_BYTES)
    return 0;
  again = vouch_webvtt_read (text, strlen (text), NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, captions->len);
  for (guint i = 0; i < captions->len; i++)
    check_same (captions->pdata[i], again->pdata[i]);
  return 0;
}
