/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each rule of each built-in definition: a complete portfolio draws no finding, and one that breaks
 * a single rule draws exactly that finding and those that the written table says it entails.
 *
 * entailed.tsv has one line a broken rule that entails something: the definition's file, the
 * finding, and the further findings as ID=RESULT. Every other broken rule stands alone.
 */
#include "config.h"

#include <string.h>

#include "portfolio-breaker.h"
#include "portfolio-builder.h"
#include "vouch-constraint-set.h"
#include "vouch-definition-reader.h"

static const VouchMedia media[] = { VOUCH_MEDIA_NONE,  VOUCH_MEDIA_TEXT,  VOUCH_MEDIA_DOCUMENT,
                                    VOUCH_MEDIA_IMAGE, VOUCH_MEDIA_AUDIO, VOUCH_MEDIA_VIDEO,
                                    VOUCH_MEDIA_DATA };

typedef struct {
  char *name;
  VouchDefinition *definition;
  VouchPeople *people;
  GHashTable *broken; /* finding ids that were broken once */
  GHashTable *entailed;
  guint n_broken;
} Trial;

static VouchDay
today (void)
{
  return vouch_day_from_ymd (2026, 3, 15);
}

static void
list_open (VouchReport *report, GPtrArray *open)
{
  GPtrArray *findings = vouch_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    if (vouch_finding_is_open (findings->pdata[i]))
      g_ptr_array_add (open, g_strdup_printf ("%s=%s", vouch_finding_get_id (findings->pdata[i]),
                                              vouch_result_to_string (
                                                  vouch_finding_get_result (findings->pdata[i]))));
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
describe_open (VouchReport *report, const char *but)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  list_open (report, open);
  g_ptr_array_sort (open, compare_lines);
  for (guint i = 0; i < open->len; i++) {
    const char *line = g_ptr_array_index (open, i);

    if (but != NULL && g_str_has_prefix (line, but) && line[strlen (but)] == '=')
      continue;
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", line);
  }
  return g_string_free (text, FALSE);
}

static void
assert_complete (VouchReport *report, const char *name)
{
  g_autofree char *open = describe_open (report, NULL);
  GPtrArray *parts = vouch_report_get_parts (report);

  if (*open != '\0')
    g_error ("%s: the complete portfolio has open findings: %s", name, open);
  g_assert_true (vouch_report_get_ready (report));
  g_assert_null (vouch_report_get_next_step (report));
  for (guint i = 0; i < parts->len; i++)
    g_assert_cmpint (((VouchPartStatus *) parts->pdata[i])->state, ==, VOUCH_PROGRESS_COMPLETE);
}

static void
assert_unique_ids (VouchReport *report)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *findings = vouch_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++) {
    g_assert_true (g_hash_table_add (ids, (gpointer) vouch_finding_get_id (findings->pdata[i])));
    g_assert_nonnull (vouch_finding_get_message (findings->pdata[i]));
    g_assert_nonnull (vouch_finding_get_label (findings->pdata[i]));
  }
}

static VouchConstraint *
find_constraint (Trial *trial, VouchRequirement *requirement, const char *finding)
{
  g_autoptr (GPtrArray) set = vouch_constraint_set_for (trial->definition, requirement);

  for (guint i = 0; i < set->len; i++) {
    g_autofree char *id = vouch_constraint_set_finding_id (requirement, set, i);

    if (strcmp (id, finding) == 0)
      return set->pdata[i];
  }
  return NULL;
}

/* Breaks what the finding is about; FALSE when the finding stands for a row of the rubric. */
static gboolean
break_finding (Trial *trial, VouchPortfolio *portfolio, VouchReport *report, VouchFinding *finding)
{
  const char *id = vouch_finding_get_requirement (finding);
  VouchRequirement *requirement = vouch_definition_find_requirement (trial->definition, id);
  VouchRequirementStatus *status = vouch_report_find_requirement (report, id);
  static const char *const nothing[] = { NULL };
  VouchConstraint *constraint;

  if (vouch_finding_get_kind (finding) == VOUCH_CONSTRAINT_KIND_CHOICE) {
    vouch_portfolio_set_chosen (portfolio, nothing);
    return TRUE;
  }
  if (requirement == NULL)
    return FALSE;
  constraint = find_constraint (trial, requirement, vouch_finding_get_id (finding));
  return constraint != NULL ? break_constraint (portfolio, finding, requirement, constraint)
                            : break_standing (portfolio, finding, requirement, status->needed);
}

static void
assert_entailed (Trial *trial, VouchReport *report, const char *id)
{
  g_autofree char *open = describe_open (report, id);
  g_autofree char *key = g_strdup_printf ("%s\t%s", trial->name, id);
  const char *expected = g_hash_table_lookup (trial->entailed, key);
  VouchFinding *finding = vouch_report_find (report, id);

  if (g_getenv ("VOUCH_TEST_PRINT_ENTAILED") != NULL) {
    if (*open != '\0')
      g_print ("# ENTAILED\t%s\t%s\n", key, open);
    return;
  }
  if (!vouch_finding_is_open (finding))
    g_error ("%s: breaking %s is not found", trial->name, id);
  if (strcmp (open, expected != NULL ? expected : "") != 0)
    g_error ("%s: breaking %s entails %s; written down is %s", trial->name, id, open,
             expected != NULL ? expected : "nothing");
  if (vouch_finding_get_severity (finding) == VOUCH_SEVERITY_REQUIRED)
    g_assert_false (vouch_report_get_ready (report));
  g_assert_nonnull (vouch_report_get_next_step (report));
}

static void
break_once (Trial *trial, const Build *build, VouchReport *complete, VouchFinding *finding)
{
  const char *id = vouch_finding_get_id (finding);
  g_autoptr (VouchPortfolio) portfolio = NULL;
  g_autoptr (VouchReport) report = NULL;

  if (vouch_finding_get_result (finding) == VOUCH_RESULT_NOT_APPLICABLE ||
      g_hash_table_contains (trial->broken, id))
    return;
  portfolio = build_portfolio (trial->definition, build, trial->people, today ());
  if (!break_finding (trial, portfolio, complete, finding))
    return;
  g_hash_table_add (trial->broken, g_strdup (id));
  trial->n_broken++;
  report = vouch_completeness_check (portfolio, trial->people, NULL, today ());
  assert_unique_ids (report);
  assert_entailed (trial, report, id);
}

static void
run_build (Trial *trial, const Build *build)
{
  g_autoptr (VouchPortfolio) portfolio =
      build_portfolio (trial->definition, build, trial->people, today ());
  g_autoptr (VouchReport) report =
      vouch_completeness_check (portfolio, trial->people, NULL, today ());
  GPtrArray *findings = vouch_report_get_findings (report);

  assert_complete (report, trial->name);
  assert_unique_ids (report);
  for (guint i = 0; i < findings->len; i++)
    break_once (trial, build, report, findings->pdata[i]);
}

/* Every constraint of every requirement was broken in some build. */
static void
assert_all_broken (Trial *trial)
{
  GPtrArray *parts = vouch_definition_get_parts (trial->definition);

  for (guint p = 0; p < parts->len; p++) {
    GPtrArray *all = vouch_part_get_requirements (parts->pdata[p]);

    for (guint r = 0; r < all->len; r++) {
      g_autoptr (GPtrArray) set = vouch_constraint_set_for (trial->definition, all->pdata[r]);

      for (guint i = 0; i < set->len; i++) {
        g_autofree char *id = vouch_constraint_set_finding_id (all->pdata[r], set, i);

        if (!g_hash_table_contains (trial->broken, id))
          g_error ("%s: nothing breaks %s", trial->name, id);
      }
    }
  }
}

static GHashTable *
read_entailed (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rules", "entailed.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], "\t", 3);

    if (*lines[i] == '\0' || *lines[i] == '#')
      continue;
    g_assert_cmpuint (g_strv_length (fields), ==, 3);
    g_hash_table_insert (table, g_strconcat (fields[0], "\t", fields[1], NULL),
                         g_strdup (fields[2]));
  }
  return table;
}

static void
test_definition (gconstpointer data)
{
  g_autofree char *path = g_build_filename (CATALOGUE, (const char *) data, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchDefinition) definition = vouch_definition_read_file (path, NULL, &error);
  g_autoptr (VouchPeople) people = build_people ();
  g_autoptr (GHashTable) broken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) entailed = read_entailed ();
  Trial trial = { (char *) data, definition, people, broken, entailed, 0 };

  g_assert_no_error (error);
  for (gsize m = 0; m < G_N_ELEMENTS (media); m++)
    for (guint option = 0; option < 2; option++) {
      Build build = { media[m], option };

      run_build (&trial, &build);
    }
  assert_all_broken (&trial);
  g_test_message ("%s: %u rules broken", trial.name, trial.n_broken);
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = {
    "early-reading-1-phonemic-awareness.json",
    "early-reading-2-phonics.json",
    "early-reading-3-fluency.json",
    "early-reading-4-vocabulary.json",
    "early-reading-5-comprehension.json",
    "wait-time.json",
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_strconcat ("/definitions/", names[i], NULL);

    g_test_add_data_func (path, names[i], test_definition);
  }
  return g_test_run ();
}
