/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "test-definition"

#include "config.h"

#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#include "definition-fixture.h"
#include "vouch-catalogue.h"
#include "vouch-definition-reader.h"
#include "vouch-error.h"

static VouchDefinition *
read_good (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  VouchDefinition *definition = vouch_definition_read_bytes (bytes, &error);
  g_autoptr (GPtrArray) problems = vouch_definition_problems (bytes);

  g_assert_no_error (error);
  g_assert_nonnull (definition);
  g_assert_cmpuint (problems->len, ==, 0);
  return definition;
}

/* Nothing but the required fields: the defaults of the format stand for the rest. */
static void
test_minimal (void)
{
  g_autoptr (GBytes) bytes = fixture_load ("definition-minimal.json");
  VouchDefinition *definition = read_good (bytes);
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  VouchSubmissionPolicy *policy = vouch_definition_get_submission_policy (definition);
  VouchPart *part = g_ptr_array_index (vouch_definition_get_parts (definition), 0);
  VouchCriterion *criterion =
      g_ptr_array_index (vouch_rubric_get_criteria (vouch_definition_get_rubric (definition)), 0);

  g_assert_true (vouch_definition_info_get_issuer (info) ==
                 vouch_definition_info_get_creator (info));
  g_assert_cmpuint (vouch_definition_info_get_valid_until (info), ==, VOUCH_DAY_NONE);
  g_assert_null (vouch_definition_get_stack (definition));
  g_assert_true (vouch_definition_get_self_assessment_uses_rubric (definition));
  g_assert_true (vouch_part_get_required (part));
  g_assert_cmpint (vouch_part_get_purpose (part), ==, VOUCH_PART_PURPOSE_OTHER);
  g_assert_cmpuint (vouch_part_get_requirements (part)->len, ==, 0);
  g_assert_cmpfloat (vouch_criterion_get_weight (criterion), ==, 1);
  g_assert_cmpuint (vouch_submission_policy_get_max_attempts (policy), ==, 0);
  g_assert_cmpuint (vouch_submission_policy_get_coach_required_after (policy), ==, 0);
  g_assert_cmpint (vouch_submission_policy_get_retains_earned (policy), ==, VOUCH_RETAINS_NONE);
  g_assert_false (vouch_submission_policy_get_change_note_required (policy));
  g_assert_true (vouch_submission_policy_get_new_implementation_allowed (policy));
  g_assert_cmpuint (vouch_submission_policy_get_assessors (policy), ==, 1);
  g_assert_true (vouch_submission_policy_get_blind (policy));
  g_assert_false (vouch_submission_policy_get_team_submission (policy));
  g_assert_nonnull (vouch_definition_get_support_policy (definition));
  g_assert_finalize_object (definition);
}

/* A prompt and an evidence entry with their required fields only. */
static void
test_requirement_defaults (void)
{
  g_autoptr (JsonNode) base = fixture_load_tree ("definition-minimal.json");
  g_autoptr (JsonNode) part = json_from_string (
      "{\"id\":\"p\",\"position\":1,\"title\":\"P\",\"prompts\":[{\"id\":\"q\",\"text\":\"Q\"}],"
      "\"evidence\":[{\"id\":\"e\",\"title\":\"E\",\"artifactType\":\"other\",\"media\":[\"data\"]}"
      ","
      "{\"id\":\"many\",\"title\":\"M\",\"artifactType\":\"other\",\"media\":[\"data\"],"
      "\"quantity\":{\"min\":3}}]}",
      NULL);
  g_autoptr (GBytes) bytes = fixture_patched (base, "/parts/0", part);
  VouchDefinition *definition = read_good (bytes);
  VouchRequirement *prompt = vouch_definition_find_requirement (definition, "q");
  VouchRequirement *evidence = vouch_definition_find_requirement (definition, "e");
  VouchRequirement *many = vouch_definition_find_requirement (definition, "many");

  g_assert_cmpuint (vouch_requirement_get_min (prompt), ==, 1);
  g_assert_cmpuint (vouch_requirement_get_max (prompt), ==, 1);
  g_assert_true (vouch_requirement_get_required (prompt));
  g_assert_cmpint (vouch_requirement_get_purpose (prompt), ==, VOUCH_PROMPT_PURPOSE_OTHER);
  g_assert_cmpint (vouch_requirement_get_respondent (prompt), ==, VOUCH_RESPONDENT_EARNER);
  g_assert_cmpuint (vouch_requirement_get_media (prompt), ==, VOUCH_MEDIA_BIT (VOUCH_MEDIA_TEXT));
  g_assert_cmpuint (vouch_requirement_get_min (evidence), ==, 1);
  g_assert_cmpuint (vouch_requirement_get_max (evidence), ==, 1);
  g_assert_true (vouch_requirement_get_required (evidence));
  g_assert_cmpint (vouch_requirement_get_timing (evidence), ==, VOUCH_TIMING_ANY_TIME);
  g_assert_cmpuint (vouch_requirement_get_max (many), ==, 3);
  g_assert_finalize_object (definition);
}

static VouchConstraint *
constraint_of (VouchDefinition *definition, const char *requirement, guint index)
{
  return g_ptr_array_index (vouch_requirement_get_constraints (
                                vouch_definition_find_requirement (definition, requirement)),
                            index);
}

/* Every member of the format once. */
static void
test_complete (void)
{
  g_autoptr (GBytes) bytes = fixture_load ("definition-complete.json");
  VouchDefinition *definition = read_good (bytes);
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  VouchSubmissionPolicy *policy = vouch_definition_get_submission_policy (definition);
  VouchRequirement *sheet = vouch_definition_find_requirement (definition, "plan-sheet");
  VouchConstraint *speech = constraint_of (definition, "lesson", 2);
  VouchConstraint *extension = constraint_of (definition, "lesson", 10);
  VouchConstraint *elapsed = constraint_of (definition, "work", 4);
  VouchConstraint *same = constraint_of (definition, "work", 1);
  double value = 0;

  g_assert_cmpuint (strlen (vouch_definition_get_digest (definition)), ==, 64);
  g_assert_cmpstr (vouch_definition_get_name (definition), ==, "Every field once");
  g_assert_cmpfloat (vouch_definition_info_get_max_hours (info), ==, 8.5);
  g_assert_cmpuint (vouch_definition_info_get_valid_from (info), ==,
                    vouch_day_from_ymd (2026, 1, 1));
  g_assert_cmpuint (vouch_stack_get_min_members (vouch_definition_get_stack (definition)), ==, 2);
  g_assert_false (vouch_definition_get_self_assessment_uses_rubric (definition));
  g_assert_nonnull (vouch_definition_find_requirement (definition, "self-why"));
  g_assert_cmpuint (vouch_requirement_get_max (sheet), ==, G_MAXUINT);
  g_assert_cmpuint (vouch_requirement_get_media (sheet), ==,
                    VOUCH_MEDIA_BIT (VOUCH_MEDIA_DOCUMENT) | VOUCH_MEDIA_BIT (VOUCH_MEDIA_IMAGE));
  g_assert_true (vouch_constraint_get_number (speech, "minLevelDb", &value));
  g_assert_cmpfloat (value, ==, -45.5);
  g_assert_true (vouch_constraint_get_flag (speech, "required", FALSE));
  g_assert_cmpint (vouch_constraint_get_kind (extension), ==, VOUCH_CONSTRAINT_KIND_EXTENSION);
  g_assert_cmpstr (vouch_constraint_get_kind_name (extension), ==, "x-lighting");
  g_assert_cmpstr (vouch_constraint_get_text (elapsed, "from"), ==, "plan-sheet");
  g_assert_cmpstr (vouch_constraint_get_list (same, "with")[0], ==, "lesson");
  g_assert_cmpint (vouch_constraint_get_scope (constraint_of (definition, "lesson", 0)), ==,
                   VOUCH_SCOPE_TOTAL);
  g_assert_cmpuint (vouch_submission_policy_get_decision_time (policy), ==, 15);
  g_assert_cmpuint (vouch_submission_policy_get_windows (policy)->len, ==, 1);
  g_assert_cmpuint (
      vouch_passing_rule_get_rules (vouch_definition_get_passing_rule (definition))->len, ==, 4);
  g_assert_finalize_object (definition);
}

/* The built-in definitions, by what can be counted in the files. */
static const struct {
  const char *file;
  const char *code;
  guint parts;
  guint requirements;
  guint constraints;
  guint criteria;
  guint resources;
} built_in[] = {
  { "early-reading-1-phonemic-awareness.json", "ER-1", 4, 9, 20, 4, 6 },
  { "early-reading-2-phonics.json", "ER-2", 3, 8, 17, 4, 6 },
  { "early-reading-3-fluency.json", "ER-3", 4, 8, 16, 4, 4 },
  { "early-reading-4-vocabulary.json", "ER-4", 4, 7, 18, 4, 4 },
  { "early-reading-5-comprehension.json", "ER-5", 4, 9, 24, 4, 5 },
  { "wait-time.json", "CT-1", 4, 6, 12, 4, 4 },
};

static void
test_built_in (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = vouch_catalogue_read (CATALOGUE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (built_in));
  for (guint i = 0; i < entries->len; i++) {
    VouchCatalogueEntry *entry = g_ptr_array_index (entries, i);
    VouchDefinition *definition = vouch_catalogue_entry_get_definition (entry);
    GPtrArray *parts;
    guint requirements = 0, constraints = 0;

    g_assert_no_error (vouch_catalogue_entry_get_error (entry));
    g_assert_true (g_str_has_suffix (vouch_catalogue_entry_get_path (entry), built_in[i].file));
    g_assert_cmpstr (vouch_definition_info_get_human_code (vouch_definition_get_info (definition)),
                     ==, built_in[i].code);
    parts = vouch_definition_get_parts (definition);
    for (guint j = 0; j < parts->len; j++) {
      GPtrArray *list = vouch_part_get_requirements (g_ptr_array_index (parts, j));

      requirements += list->len;
      for (guint k = 0; k < list->len; k++)
        constraints += vouch_requirement_get_constraints (g_ptr_array_index (list, k))->len;
    }
    g_assert_cmpuint (parts->len, ==, built_in[i].parts);
    g_assert_cmpuint (requirements, ==, built_in[i].requirements);
    g_assert_cmpuint (constraints, ==, built_in[i].constraints);
    g_assert_cmpuint (vouch_rubric_get_criteria (vouch_definition_get_rubric (definition))->len, ==,
                      built_in[i].criteria);
    g_assert_cmpuint (vouch_definition_get_resources (definition)->len, ==, built_in[i].resources);
  }
}

/* A bad file in a catalogue does not hide the good ones. */
static void
test_catalogue (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vouch-catalogue-XXXXXX", NULL);
  g_autofree char *bad = g_build_filename (folder, "a.json", NULL);
  g_autofree char *good = g_build_filename (folder, "b.json", NULL);
  g_autofree char *other = g_build_filename (folder, "c.txt", NULL);
  g_autoptr (GBytes) bytes = fixture_load ("definition-minimal.json");
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (bad, "{\"formatVersion\":\"3.0\"}", -1, NULL);
  g_file_set_contents (other, "", 0, NULL);
  g_file_set_contents (good, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       NULL);
  entries = vouch_catalogue_read (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_null (vouch_catalogue_entry_get_definition (g_ptr_array_index (entries, 0)));
  g_assert_error (vouch_catalogue_entry_get_error (g_ptr_array_index (entries, 0)), VOUCH_ERROR,
                  VOUCH_ERROR_TOO_NEW);
  g_assert_nonnull (vouch_catalogue_entry_get_definition (g_ptr_array_index (entries, 1)));
  g_assert_true (
      g_bytes_equal (vouch_catalogue_entry_get_bytes (g_ptr_array_index (entries, 1)), bytes));
  g_unlink (bad);
  g_unlink (good);
  g_unlink (other);
  g_rmdir (folder);
  g_assert_null (vouch_catalogue_read (folder, &error));
  g_assert_nonnull (error);
}

/* A later minor version may have members nobody here knows, but no unknown kinds or words. */
static void
test_minor_version (void)
{
  static const struct {
    const char *at;
    const char *value;
    gboolean good;
  } changes[] = {
    { "/surplus", "{\"a\":[1]}", TRUE },
    { "/parts/0/surplus", "1", TRUE },
    { "/parts/0/prompts/0/constraints/0/resource", "[\"nothing\"]", TRUE },
    { "/rubric/criteria/0/levels/0/surplus", "null", TRUE },
    { "/passingRule/surplus", "null", TRUE },
    { "/parts/0/prompts/0/constraints/0/kind", "\"syllables\"", FALSE },
    { "/passingRule/type", "\"most\"", FALSE },
    { "/parts/0/position", "\"1\"", FALSE },
    { "/parts/1/id", "\"part-plan\"", FALSE },
  };
  g_autoptr (JsonNode) base = fixture_load_tree ("definition-complete.json");

  json_object_set_string_member (json_node_get_object (base), "formatVersion", "1.7");
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (JsonNode) value = json_from_string (changes[i].value, NULL);
    g_autoptr (GBytes) bytes = fixture_patched (base, changes[i].at, value);
    g_autoptr (VouchDefinition) definition = vouch_definition_read_bytes (bytes, NULL);

    g_assert_cmpint (definition != NULL, ==, changes[i].good);
  }
}

/* How numbers are spelled, put in the place of a criterion's weight and of a whole number. */
static void
test_numbers (void)
{
  static const struct {
    const char *spelling;
    gboolean as_weight;
    gboolean as_position;
  } numbers[] = {
    { "1", TRUE, TRUE },
    { "1.0", TRUE, TRUE },
    { "1e0", TRUE, TRUE },
    { "10E-1", TRUE, TRUE },
    { "1.5", TRUE, FALSE },
    { "-0", TRUE, FALSE },
    { "-1", FALSE, FALSE },
    { "1e23", TRUE, FALSE },
    { "1e400", FALSE, FALSE },
    { "9007199254740993", FALSE, FALSE },
    { "9007199254740991", TRUE, FALSE },
    { "4294967297", TRUE, FALSE },
    { "01", FALSE, FALSE },
    { "+1", FALSE, FALSE },
    { "NaN", FALSE, FALSE },
  };
  g_autoptr (GBytes) bytes = fixture_load ("definition-complete.json");
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    const char *places[] = { "\"weight\": 2,", "\"position\": 1," };
    const char *names[] = { "weight", "position" };

    for (int j = 0; j < 2; j++) {
      g_autofree char *member = g_strdup_printf ("\"%s\": %s,", names[j], numbers[i].spelling);
      g_auto (GStrv) pieces = g_strsplit (text, places[j], 2);
      g_autofree char *changed = g_strjoinv (member, pieces);
      g_autoptr (GBytes) changed_bytes = g_bytes_new (changed, strlen (changed));
      g_autoptr (VouchDefinition) definition = vouch_definition_read_bytes (changed_bytes, NULL);

      g_assert_cmpint (definition != NULL, ==,
                       j == 0 ? numbers[i].as_weight : numbers[i].as_position);
    }
  }
}

/* 200 MB are refused by their size, before a byte of them is read. */
static void
test_huge_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vouch-definition-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "huge.json", NULL);
  g_autoptr (GError) error = NULL;
  struct rusage before, after;
  gint64 start;

  g_assert_true (g_file_set_contents (path, "{", 1, NULL));
  g_assert_cmpint (truncate (path, 200 * 1000 * 1000), ==, 0);
  getrusage (RUSAGE_SELF, &before);
  start = clock ();
  g_assert_null (vouch_definition_read_file (path, NULL, &error));
  g_assert_cmpint (clock () - start, <, G_USEC_PER_SEC / 2);
  getrusage (RUSAGE_SELF, &after);
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 10 * 1024);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
  g_unlink (path);
  g_rmdir (folder);
}

/* Texts that are no definition at all. */
static void
test_strangers (void)
{
  static const struct {
    const char *text;
    const char *words;
  } strangers[] = {
    { "", "nothing in it" },
    { "[]", "$: this must be an object" },
    { "null", "$: this must be an object" },
    { "{}", "$.formatVersion: this is missing" },
    { "{\"formatVersion\":\"1.0\"}", "$.type: this is missing" },
    { "<html></html>", "a value" },
    { "{\"id\":1,\"id\":2}", "$.id: this name occurs twice" },
    { "PK\x03\x04", "a value" },
  };
  g_autoptr (GString) nested = g_string_new ("{\"formatVersion\":\"1.0\",\"passingRule\":");
  g_autoptr (GBytes) nested_bytes = NULL;
  g_autoptr (GError) nested_error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (strangers[i].text, strlen (strangers[i].text));
    g_autoptr (GError) error = NULL;

    g_assert_null (vouch_definition_read_bytes (bytes, &error));
    g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID);
    g_assert_nonnull (strstr (error->message, strangers[i].words));
  }
  for (int i = 0; i < 100000; i++)
    g_string_append (nested, "{\"type\":\"all\",\"rules\":[");
  nested_bytes = g_bytes_new (nested->str, nested->len);
  g_assert_null (vouch_definition_read_bytes (nested_bytes, &nested_error));
  g_assert_nonnull (strstr (nested_error->message, "nested more than 64 deep"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/definition/minimal", test_minimal);
  g_test_add_func ("/definition/requirement-defaults", test_requirement_defaults);
  g_test_add_func ("/definition/complete", test_complete);
  g_test_add_func ("/definition/built-in", test_built_in);
  g_test_add_func ("/definition/catalogue", test_catalogue);
  g_test_add_func ("/definition/minor-version", test_minor_version);
  g_test_add_func ("/definition/numbers", test_numbers);
  g_test_add_func ("/definition/strangers", test_strangers);
  g_test_add_func ("/definition/huge-file", test_huge_file);
  return g_test_run ();
}
