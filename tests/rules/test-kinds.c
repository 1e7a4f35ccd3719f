/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every kind of constraint, its bounds and its results, one line each. */
#include "config.h"

#include <string.h>

#include "portfolio-sketch.h"

#define MAX_ITEMS 9

typedef struct {
  const char *constraint;
  const char *items[MAX_ITEMS];
  const char *result;
  const char *message; /* a part of it; NULL when it does not matter */
} Case;

#include "kind-cases.h"

static VouchPrivateWords *
make_private_words (void)
{
  VouchPrivateWords *words = vouch_private_words_new ();

  vouch_private_words_add (words, "earnerName", "Dana Whitfield");
  vouch_private_words_add (words, "school", "Pine Hollow");
  vouch_private_words_add (words, "state", "Ohio");
  return words;
}

static GPtrArray *
make_others (void)
{
  const char *const submitted[] = { "used", NULL };
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);
  VouchPortfolio *other = vouch_portfolio_new ();

  vouch_portfolio_set_id (other, "other");
  vouch_portfolio_set_title (other, "Last year");
  vouch_portfolio_set_submitted (other, submitted);
  g_ptr_array_add (others, other);
  return others;
}

static VouchFinding *
find_first (VouchReport *report, const char *constraint)
{
  g_auto (GStrv) words = g_strsplit (constraint, " ", 2);
  g_autofree char *id = g_strconcat ("r/", words[0], NULL);

  return vouch_report_find (report, id);
}

static void
run_case (const Case *c)
{
  g_autoptr (VouchPortfolio) portfolio = sketch_portfolio (c->constraint, c->items);
  g_autoptr (VouchPeople) people = sketch_people ();
  g_autoptr (VouchPrivateWords) words = make_private_words ();
  g_autoptr (GPtrArray) others = make_others ();
  VouchSurroundings around = {
    .people = people, .others = others, .today = sketch_today (), .private_words = words
  };
  g_autoptr (VouchReport) report = vouch_completeness_check_within (portfolio, &around);
  VouchFinding *finding = find_first (report, c->constraint);
  const char *result;

  g_assert_nonnull (finding);
  result = vouch_result_to_string (vouch_finding_get_result (finding));
  if (strcmp (result, c->result) != 0 ||
      (c->message != NULL && strstr (vouch_finding_get_message (finding), c->message) == NULL))
    g_error ("%s with %s …: %s, “%s”; expected %s, “%s”", c->constraint,
             c->items[0] != NULL ? c->items[0] : "nothing", result,
             vouch_finding_get_message (finding), c->result, c->message != NULL ? c->message : "");
  g_assert_cmpint (vouch_finding_is_open (finding), ==,
                   vouch_finding_get_fix (finding) != VOUCH_FIX_NONE);
  if (vouch_finding_get_result (finding) != VOUCH_RESULT_NEEDS_CONFIRMATION)
    return;

  /* What can be confirmed is confirmed once it was, and asks again when the bytes are others. */
  sketch_confirm (portfolio, finding);
  g_clear_object (&report);
  report = vouch_completeness_check_within (portfolio, &around);
  finding = find_first (report, c->constraint);
  g_assert_cmpint (vouch_finding_get_result (finding), ==, VOUCH_RESULT_CONFIRMED);
  vouch_item_set_start_ms (vouch_portfolio_get_items (portfolio)->pdata[0], 1);
  g_clear_object (&report);
  report = vouch_completeness_check_within (portfolio, &around);
  g_assert_cmpint (vouch_finding_get_result (find_first (report, c->constraint)), !=,
                   VOUCH_RESULT_CONFIRMED);
}

static void
test_cases (gconstpointer data)
{
  const Case *cases = data;

  for (guint i = 0; cases[i].constraint != NULL; i++)
    run_case (&cases[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++) {
    g_autofree char *path = g_strconcat ("/kinds/", families[i].name, NULL);

    g_test_add_data_func (path, families[i].cases, test_cases);
  }
  return g_test_run ();
}
