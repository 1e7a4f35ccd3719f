/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "vouch-error.h"
#include "vouch-webvtt.h"

static GPtrArray *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *captions = vouch_webvtt_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return captions;
}

static void
check (GPtrArray *captions,
       guint index,
       gint64 start,
       gint64 end,
       const char *who,
       const char *what)
{
  VouchCaption *caption = g_ptr_array_index (captions, index);

  g_assert_cmpint (vouch_caption_get_start_ms (caption), ==, start);
  g_assert_cmpint (vouch_caption_get_end_ms (caption), ==, end);
  g_assert_cmpstr (vouch_caption_get_speaker (caption), ==, who);
  g_assert_cmpstr (vouch_caption_get_text (caption), ==, what);
}

static void
test_read (void)
{
  g_autoptr (GPtrArray) captions = read_text (
      "\xef\xbb\xbfWEBVTT - a lesson\r\nKind: captions\r\n\r\nNOTE\r\nnot shown --\r\n\r\n"
      "STYLE\n::cue { color: red }\n\n"
      "1\n00:00:01.000 --> 00:00:04.250 align:start line:0\n<v Ms Doe>Who can tell\n"
      "me &amp; us<i> why</i>?\n\n"
      "00:00.500 --> 00:01.000\nFirst\n\n\n"
      "101:00:00.000 --> 101:00:01.000\n<v.loud A>One <v B>Two\n\n"
      "00:09.000 --> 00:10.000\n<i></i>\n");

  g_assert_cmpuint (captions->len, ==, 3);
  check (captions, 0, 500, 1000, NULL, "First");
  check (captions, 1, 1000, 4250, "Ms Doe", "Who can tell\nme & us why?");
  g_assert_cmpstr (vouch_caption_get_settings (captions->pdata[1]), ==, "align:start line:0");
  check (captions, 2, 363600000, 363601000, "A", "One\nB: Two");
}

static void
test_write (void)
{
  g_autoptr (GPtrArray) captions = read_text ("WEBVTT\n\n01:02:03.004 --> 01:02:04.000 size:50%\n"
                                              "<v A &lt;b&gt;>x &lt;y&gt; &amp;amp;\nz\n");
  g_autofree char *text = vouch_webvtt_write (captions);
  g_autoptr (GPtrArray) again = read_text (text);

  g_assert_cmpstr (text, ==,
                   "WEBVTT\n\n01:02:03.004 --> 01:02:04.000 size:50%\n"
                   "<v A &lt;b&gt;>x &lt;y&gt; &amp;amp;\nz\n");
  check (again, 0, 3723004, 3724000, "A <b>", "x <y> &amp;\nz");
}

static void
refuse (const char *text, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) captions = vouch_webvtt_read (text, strlen (text), &error);

  g_assert_null (captions);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
}

static void
test_refused (void)
{
  g_autofree char *long_text = g_strnfill (9000, 'x');
  g_autofree char *long_file = g_strconcat ("WEBVTT\n\n00:01.000 --> 00:02.000\n", long_text, NULL);

  refuse ("", "WEBVTT");
  refuse ("WEBVTTX\n\n", "WEBVTT");
  refuse ("1\n00:00:01,000 --> 00:00:02,000\nsrt\n", "WEBVTT");
  refuse ("WEBVTT\n\n\xff\n", "UTF-8");
  refuse ("WEBVTT\n\n00:00:01,000 --> 00:02.000\nx", "Line 3");
  refuse ("WEBVTT\n\nname\n00:01.000 --> 00:61.000\nx", "Line 4");
  refuse ("WEBVTT\n\n00:02.000 --> 00:02.000\nx", "ends after it begins");
  refuse ("WEBVTT\n\nwords without times\nmore\n", "the times of a caption are missing");
  refuse ("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n00:03.000 --> 00:04.000\ny", "Line 5");
  refuse (long_file, "longer");
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) none = read_text ("WEBVTT");
  g_autofree char *text = vouch_webvtt_write (none);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpstr (text, ==, "WEBVTT\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/webvtt/read", test_read);
  g_test_add_func ("/webvtt/write", test_write);
  g_test_add_func ("/webvtt/refused", test_refused);
  g_test_add_func ("/webvtt/empty", test_empty);
  return g_test_run ();
}
