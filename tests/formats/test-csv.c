/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "vouch-csv.h"
#include "vouch-error.h"
#include "vouch-result-csv.h"
#include "vouch-score.h"
#include "vouch-score.h"

static char *
show (const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = vouch_csv_parse (bytes, length, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++) {
    g_autofree char *cells = g_strjoinv ("|", lines->pdata[i]);

    g_string_append_printf (text, "[%s]", cells);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_cells (const char *bytes, gsize length, const char *expected)
{
  g_autofree char *shown = show (bytes, length);

  g_assert_cmpstr (shown, ==, expected);
}

#define CELLS(bytes, expected) assert_cells (bytes, sizeof bytes - 1, expected)

static void
test_cells (void)
{
  CELLS ("", "");
  CELLS ("\n\r\n  \n", "");
  CELLS ("a,b\nc,d", "[a|b][c|d]");
  CELLS ("a;b\r\nc;d\r\n", "[a|b][c|d]");
  CELLS ("a\tb\rc\td\r", "[a|b][c|d]");
  CELLS ("a;1,5;2\nb;2,5;3\n", "[a|1,5|2][b|2,5|3]");
  CELLS ("\"a,b\",\"say \"\"x\"\"\"\n1,2", "[a,b|say \"x\"][1|2]");
  CELLS ("\"two\nlines\",b", "[two\nlines|b]");
  CELLS (" a , \"b\" \n", "[a|b]");
  CELLS ("a,,\n", "[a||]");
  CELLS ("\xef\xbb\xbfKey,Pre\n", "[Key|Pre]");
  CELLS ("\xff\xfe"
         "a\0,\0\xe9\0\n\0",
         "[a|é]");
  CELLS ("Zo\xeb,1\n", "[Zoë|1]");
}

static void
assert_refused (const char *bytes, gsize length, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (vouch_csv_parse (bytes, length, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_bad_cells (void)
{
  g_autofree char *large = g_strnfill (VOUCH_CSV_MAX_BYTES + 1, 'a');
  g_autofree char *wide = g_strnfill (300, ',');
  g_autoptr (GString) tall = g_string_new (NULL);

  for (guint i = 0; i <= 10000; i++)
    g_string_append (tall, "a\n");
  assert_refused ("a,b\nc,\"d", 8, "Line 2");
  assert_refused ("a\0b", 3, "CSV");
  assert_refused ("PK\x03\x04\0\0", 6, "CSV");
  assert_refused (large, VOUCH_CSV_MAX_BYTES + 1, "1 MB");
  assert_refused (wide, 300, "256 columns");
  assert_refused (tall->str, tall->len, "10,000 lines");
}

static void
test_write_cells (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  vouch_csv_append (text, "a", FALSE);
  vouch_csv_append (text, "b,\"c\"", FALSE);
  vouch_csv_append (text, NULL, TRUE);
  vouch_csv_append (text, "=1+1", FALSE);
  vouch_csv_append (text, "-3", TRUE);
  g_assert_cmpstr (text->str, ==, "a,\"b,\"\"c\"\"\",\r\n\"'=1+1\",-3\r\n");
}

static void
test_scores (void)
{
  static const struct {
    const char *text;
    double score;
  } good[] = { { "12", 12 },    { "12.5", 12.5 }, { "12,5", 12.5 }, { "85 %", 85 },
               { "12/20", 12 }, { "-3", -3 },     { " 7 ", 7 } };
  static const char *const none[] = { "", "-", "–", "—", "  " };
  static const char *const bad[] = { "twelve", "1e", "12a", "nan", "inf", "1/", "1e300", "0x10" };
  double score;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (vouch_score_parse (good[i].text, &score));
    g_assert_cmpfloat (score, ==, good[i].score);
  }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++) {
    g_assert_true (vouch_score_parse (none[i], &score));
    g_assert_true (isnan (score));
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (vouch_score_parse (bad[i], &score));
}

static char *
read_table (const char *text, const char *const *keys, guint *replaced)
{
  g_autoptr (VouchResultTable) table = vouch_result_table_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (vouch_result_csv_read (table, text, strlen (text), keys, replaced, &error));
  g_assert_no_error (error);
  return vouch_result_csv_write (table);
}

static void
assert_table (const char *text, const char *expected, guint names)
{
  static const char *const keys[] = { "S-1", "lion", NULL };
  guint replaced;
  g_autofree char *written = read_table (text, keys, &replaced);

  g_assert_cmpstr (written, ==, expected);
  g_assert_cmpuint (replaced, ==, names);
}

#define HEAD "student,before,after,level\r\n"

static void
test_tables (void)
{
  assert_table ("A-1,3,7\nA-2,4,\n", HEAD "A-1,3,7,\r\nA-2,4,,\r\n", 0);
  assert_table ("Level;Post;Pre;Student\nAt grade;7;3;A-1\n", HEAD "A-1,3,7,at\r\n", 0);
  assert_table ("Nombre\tAntes\tDespués\nlion\t1\t2\n", HEAD "lion,1,2,\r\n", 0);
  assert_table ("Ana Pérez,3,7\nA-2,4,5\nBen,1,2\n", HEAD "S-2,3,7,\r\nA-2,4,5,\r\nS-3,1,2,\r\n",
                2);
  assert_table ("", HEAD, 0);
}

static void
test_bad_tables (void)
{
  static const struct {
    const char *text;
    const char *words;
  } cases[] = { { "student,first,second\nA-1,three,4\n", "Line 2: “three”" },
                { "student,score\nA-1,4\n", "before" },
                { "A-1,3,\"4\n", "Line 1" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (VouchResultTable) table = vouch_result_table_new ();
    g_autoptr (VouchResultRow) row = vouch_result_row_new ();
    g_autoptr (GError) error = NULL;

    vouch_result_table_add_row (table, row);
    g_assert_false (
        vouch_result_csv_read (table, cases[i].text, strlen (cases[i].text), NULL, NULL, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, cases[i].words));
    g_assert_cmpuint (vouch_result_table_get_rows (table)->len, ==, 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/cells", test_cells);
  g_test_add_func ("/csv/bad-cells", test_bad_cells);
  g_test_add_func ("/csv/write", test_write_cells);
  g_test_add_func ("/result-csv/scores", test_scores);
  g_test_add_func ("/result-csv/tables", test_tables);
  g_test_add_func ("/result-csv/bad-tables", test_bad_tables);
  return g_test_run ();
}
