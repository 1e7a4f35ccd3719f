/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "portfolio-sketch.h"
#include "vouch-citation-text.h"

/* Citations inside a text: their words, their places, and how both live through changes. */

static const char *const lesson[] = {
  "audio on=r id=a title=Lesson_4 file=Lena.m4a ms=600000 at=372000:c1",
  "document on=r id=d title=Plan pages=4 file=Lena.odt",
  "text on=r id=t text=words",
  NULL,
};

static VouchCitation *
refer (const char *item, gint64 at, guint page)
{
  VouchCitation *citation = vouch_citation_new ();

  vouch_citation_set_item (citation, item);
  vouch_citation_set_at_ms (citation, at);
  vouch_citation_set_page (citation, page);
  return citation;
}

static VouchCitation *
put (VouchCitation *citation, gint64 start, guint length)
{
  vouch_citation_set_text_start (citation, start);
  vouch_citation_set_text_length (citation, length);
  return citation;
}

static void
test_words (void)
{
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio ("words advised min=0", lesson);
  VouchItem *recording = vouch_portfolio_get_items (portfolio)->pdata[0];
  VouchMoment *moment = vouch_item_get_moments (recording)->pdata[0];
  g_autoptr (VouchCitation) at = refer (vouch_item_get_id (recording), 372000, 0);
  g_autoptr (VouchCitation) page = refer ("d", -1, 3);
  g_autoptr (VouchCitation) whole = refer ("d", -1, 0);
  g_autoptr (VouchCitation) gone = refer ("nothing", -1, 0);
  const struct {
    VouchCitation *citation;
    gint64 at;
    const char *words;
  } cases[] = {
    { at, 372000, "(6:12 second [long] wait)" },
    { at, 72000, "(1:12 second [long] wait)" },
    { at, -1, "(Lesson 4, second [long] wait)" },
    { page, -1, "(Plan, page 3)" },
    { whole, -1, "(Plan)" },
    { gone, -1, "(something that is in the bin)" },
  };

  vouch_moment_set_label (moment, " second\n(long)  wait ");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = vouch_citation_text_words (portfolio, cases[i].citation, cases[i].at);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
  vouch_item_set_title (vouch_portfolio_get_items (portfolio)->pdata[1], NULL);
  {
    g_autofree char *words = vouch_citation_text_words (portfolio, whole, -1);

    /* A file is often named after a child. */
    g_assert_null (strstr (words, "Lena"));
  }
}

static void
test_targets (void)
{
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio ("words advised min=0", lesson);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  g_autoptr (GPtrArray) targets = vouch_citation_text_list_targets (portfolio, items->pdata[2]);

  /* The moment, the recording, the document and its four pages; not the text itself. */
  g_assert_cmpuint (targets->len, ==, 7);
  g_assert_cmpint (vouch_citation_get_at_ms (targets->pdata[0]), ==, 372000);
  g_assert_cmpuint (vouch_citation_get_page (targets->pdata[6]), ==, 4);
}

static void
test_check (void)
{
  g_autoptr (GPtrArray) citations = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (citations, put (refer ("a", -1, 0), 9, 3)); /* “(b)” */
  g_ptr_array_add (citations, put (refer ("b", -1, 0), -1, 0));
  g_ptr_array_add (citations, put (refer ("c", -1, 0), 3, 3));   /* “(a)” */
  g_ptr_array_add (citations, put (refer ("d", -1, 0), 4, 3));   /* inside the one before */
  g_ptr_array_add (citations, put (refer ("e", -1, 0), 0, 2));   /* no brackets */
  g_ptr_array_add (citations, put (refer ("f", -1, 0), 400, 9)); /* behind the end */
  vouch_citation_text_check ("é  (a)   (b)", citations);
  g_assert_cmpstr (vouch_citation_get_item (citations->pdata[0]), ==, "c");
  g_assert_cmpstr (vouch_citation_get_item (citations->pdata[1]), ==, "a");
  g_assert_cmpuint (citations->len, ==, 6);
  for (guint i = 2; i < 6; i++)
    g_assert_cmpint (vouch_citation_get_text_start (citations->pdata[i]), ==, -1);
}

static void
assert_words (const char *text, GPtrArray *citations, const char *const *words)
{
  for (guint i = 0; i < citations->len; i++) {
    g_autofree char *found = NULL;

    if (vouch_citation_get_text_start (citations->pdata[i]) < 0)
      continue;
    found = vouch_citation_text_get_words (text, citations->pdata[i]);
    g_assert_cmpstr (found, ==, words[vouch_citation_get_page (citations->pdata[i])]);
  }
}

/* Citations are put into random texts, the texts are changed around them, words exchanged, single
 * ones taken out: each place always holds the citation's own words. */
static void
test_random (void)
{
  static const char *const words[] = { "(zero)", "(one é)", "(two, page 2)", "(3:00 three)" };
  static const char *const others[] = { "(null)", "(eins)", "(zwei 🙂)", "(drei)" };

  for (guint round = 0; round < 500; round++) {
    g_autoptr (GPtrArray) citations = g_ptr_array_new_with_free_func (g_object_unref);
    g_autoptr (GPtrArray) exchanged = g_ptr_array_new ();
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GString) after = g_string_new (NULL);
    g_autofree char *other = NULL;
    g_autofree char *rest = NULL;
    guint n;

    for (guint i = 0; i < 8; i++) {
      guint k = (guint) g_test_rand_int_range (0, 4);

      g_string_append (text, g_test_rand_bit () ? "wörter ( " : "ok) ");
      g_ptr_array_add (citations, put (refer ("d", -1, k), g_utf8_strlen (text->str, -1),
                                       (guint) g_utf8_strlen (words[k], -1)));
      g_string_append (text, words[k]);
    }
    vouch_citation_text_check (text->str, citations);
    assert_words (text->str, citations, words);

    g_string_append_printf (after, "новое %s end", text->str + (g_test_rand_bit () ? 12 : 0));
    g_string_truncate (after, (gsize) (g_utf8_offset_to_pointer (after->str, 60) - after->str));
    vouch_citation_text_carry (text->str, after->str, citations);
    assert_words (after->str, citations, words);
    g_assert_cmpuint (citations->len, ==, 8);

    for (n = 0; n < citations->len; n++)
      g_ptr_array_add (exchanged, (gpointer) others[vouch_citation_get_page (citations->pdata[n])]);
    other = vouch_citation_text_exchange (after->str, citations,
                                          (const char *const *) exchanged->pdata);
    assert_words (other, citations, others);

    rest = vouch_citation_text_take_out (other, citations,
                                         (guint) g_test_rand_int_range (0, (gint32) n));
    g_assert_cmpuint (citations->len, ==, 7);
    assert_words (rest, citations, others);
  }
}

static void
test_recognize (void)
{
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio ("words advised min=0", lesson);
  g_autoptr (GPtrArray) found = vouch_citation_text_recognize (
      portfolio, NULL, "(no) é (Plan, page 2) and ((Plan) or (Plan, page 9)");

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (vouch_citation_get_page (found->pdata[0]), ==, 2);
  g_assert_cmpint (vouch_citation_get_text_start (found->pdata[0]), ==, 7);
  g_assert_cmpuint (vouch_citation_get_page (found->pdata[1]), ==, 0);
}

/* Only a range is sent: times count from its start. */
static void
test_as_sent (void)
{
  static const char *const items[] = {
    "audio on=r id=a title=Lesson ms=600000 range=300000-500000 at=372000:c1",
    "text on=r id=t text=words",
    NULL,
  };
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio ("words advised min=0", items);
  VouchItem *response = vouch_portfolio_get_items (portfolio)->pdata[1];
  g_autoptr (VouchCitation) inside = put (refer ("a", 372000, 0), 4, 13);
  g_autoptr (VouchCitation) outside = put (refer ("a", 10000, 0), 18, 13);
  g_autoptr (VouchCitation) binned = put (refer ("nothing", 10000, 0), 32, 6);
  g_autofree char *text = NULL;

  vouch_item_set_text (response, "See (6:12 Lesson) (0:10 Lesson) (that).");
  vouch_item_add_citation (response, inside);
  vouch_item_add_citation (response, outside);
  vouch_item_add_citation (response, binned);
  text = vouch_citation_text_as_sent (portfolio, response);
  g_assert_cmpstr (text, ==, "See (1:12 Lesson) (Lesson) (that).");

  {
    g_autoptr (VouchItem) bare = vouch_item_new ();
    g_autoptr (GPtrArray) none = NULL;
    g_autofree char *nothing = vouch_citation_text_as_sent (portfolio, bare);
    g_autofree char *shown = vouch_citation_text_as_shown (portfolio, bare, &none);

    g_assert_null (nothing);
    g_assert_cmpstr (shown, ==, "");
    g_assert_cmpuint (none->len, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/citation-text/words", test_words);
  g_test_add_func ("/citation-text/targets", test_targets);
  g_test_add_func ("/citation-text/check", test_check);
  g_test_add_func ("/citation-text/random", test_random);
  g_test_add_func ("/citation-text/recognize", test_recognize);
  g_test_add_func ("/citation-text/as-sent", test_as_sent);
  return g_test_run ();
}
