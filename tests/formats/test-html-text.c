/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>
#include <time.h>

#include "vouch-html-text.h"

/* What is pasted from a word processor: its words, paragraphs, lists and tables, and nothing else. */

static void
test_sample (gconstpointer data)
{
  g_autofree char *name = g_strdup_printf ("%s.html", (const char *) data);
  g_autofree char *expected_name = g_strdup_printf ("%s.txt", (const char *) data);
  g_autofree char *path = g_build_filename (CORPUS, name, NULL);
  g_autofree char *expected_path = g_build_filename (SAMPLES, expected_name, NULL);
  g_autofree char *html = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &html, &length, &error);
  g_assert_no_error (error);
  g_file_get_contents (expected_path, &expected, NULL, &error);
  g_assert_no_error (error);
  text = vouch_html_text_read (html, length);
  g_assert_cmpstr (text, ==, g_strchomp (expected));
}

static void
test_pieces (void)
{
  static const struct {
    const char *html, *text;
  } cases[] = {
    { "", "" },
    { "plain", "plain" },
    { "a &lt; b &amp c &#233; &#x1F642; &nosuch; &", "a < b & c é 🙂 &nosuch; &" },
    { "3 < 4 and <5", "3 < 4 and <5" },
    { "<p>one<p>two", "one\ntwo" },
    { "<p>one</p><p>&nbsp;</p><p>&nbsp;</p><p>two</p>", "one\n\ntwo" },
    { "a<br>b<br><br>c", "a\nb\n\nc" },
    { "<script>alert('<p>x</p>')</script>seen<style>p{}</style>", "seen" },
    { "<script>never ended <p>x", "" },
    { "seen<!-- not seen --> too<!-- never ended", "seen too" },
    { "<p hidden>x</p><span style='Display : none'>y</span>z", "z" },
    { "<a href='javascript:alert(1)'>press</a> <a href='#top'>up</a>", "press up" },
    { "<a href=\"https://example.org/a b\" title='x>y'>t</a>", "t (https://example.org/a b)" },
    { "<ol start=3><li>c<li value=7>g</ol>", "3. c\n7. g" },
    { "<ol type=i><li>x<li>y</ol><ol type=A><li>z</ol>", "i. x\nii. y\nA. z" },
    { "<li>alone</li><ul style='list-style-type:none'><li>bare</ul>", "• alone\nbare" },
    { "<table><tr><td>a<td>b<tr><th>c</th><td></td></table>d", "a | b\nc |\nd" },
    { "<table><tr><td><ul><li>x<li>y</ul></td><td><table><tr><td>n<td>m</table></td></table>",
      "• x • y | n m" },
    { "<pre>a\nb\n\nc</pre>", "a\nb\n\nc" },
    { "so&shy;ft\xe2\x80\x8b \xef\xbf\xbcmark\x01", "soft mark" },
    { "\xff\xfe<\0p\0>\0h\0i\0", "hi" },
    { "</p></div></table>still", "still" },
    { "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>never ended", "" },
    { "Version:0.9\r\nStartHTML:00000097\r\n<html><body>x</body></html>", "x" },
    { "<img alt='🙂'><img alt='A person in a room'>", "🙂" },
    { "e\xcc\x81 \xe4"
      "bc",
      "e\xcc\x81 \xef\xbf\xbd"
      "bc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean wide = g_str_has_prefix (cases[i].html, "\xff\xfe");
    g_autofree char *text =
        vouch_html_text_read (cases[i].html, wide ? 12 : strlen (cases[i].html));

    g_test_message ("case %d", (int) i);
    if (strstr (cases[i].text, "\xef\xbf\xbd") != NULL)
      g_assert_true (g_utf8_validate (text, -1, NULL));
    else
      g_assert_cmpstr (text, ==, cases[i].text);
  }
}

/* What could cost time or memory out of proportion. */
static void
test_bombs (void)
{
  static const char *const pieces[] = { "<b>",   "<table><tr><td>", "<ul><li>", "</p>", "<a",
                                        "<!--",  "<a href='",       "&",        "<",    "<p x=\"",
                                        "</scr", "<script></",      "<td>",     NULL };

  for (gsize i = 0; pieces[i] != NULL; i++) {
    g_autoptr (GString) html = g_string_new (NULL);
    g_autofree char *text = NULL;
    gint64 start = clock ();

    while (html->len < 2 * 1024 * 1024)
      g_string_append (html, pieces[i]);
    text = vouch_html_text_read (html->str, html->len);
    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_cmpint (clock () - start, <, 20 * G_USEC_PER_SEC);
    g_test_message ("%s: %d ms", pieces[i], (int) ((clock () - start) / 1000));
  }
}

int
main (int argc, char **argv)
{
  static const char *const samples[] = { "word", "writer", "docs", "pages" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autofree char *path = g_strdup_printf ("/html-text/%s", samples[i]);

    g_test_add_data_func (path, samples[i], test_sample);
  }
  g_test_add_func ("/html-text/pieces", test_pieces);
  g_test_add_func ("/html-text/bombs", test_bombs);
  return g_test_run ();
}
