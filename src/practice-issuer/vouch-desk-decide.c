/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desk-decide"

#include "config.h"
#include "vouch-desk-decide.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "vouch-badge.h"
#include "vouch-decision-json.h"
#include "vouch-desk-submissions.h"
#include "vouch-error.h"
#include "vouch-passing.h"
#include "vouch-refusal.h"
#include "vouch-sql-statement.h"

/*
 * An assessor's decision. The passing rule of the definition says what the levels come to; nobody
 * can type "earned". What the definition retains of the attempt before need not be given again.
 *
 * Invariant: decision and credential are written in one statement, and only while the submission
 * is sealed and not decided; a decision never changes afterwards.
 */

static gboolean
fail_with_problem (VouchProblem *problem, GError **error)
{
  const char *detail = vouch_problem_get_detail (problem);

  g_set_error_literal (error, VOUCH_ERROR,
                       vouch_problem_get_status (problem) == 404 ? VOUCH_ERROR_NOT_FOUND
                                                                 : VOUCH_ERROR_CONFLICT,
                       detail != NULL ? detail : vouch_problem_get_title (problem));
  return FALSE;
}

/* Whether a criterion is at or above what the rule wants of it, where the rule speaks of it alone. */
static VouchMet
judge_criterion (VouchPassingRule *rule,
                 VouchRubric *rubric,
                 const char *criterion,
                 GHashTable *levels)
{
  VouchRuleType type = vouch_passing_rule_get_rule_type (rule);
  const char *const *criteria = vouch_passing_rule_get_criteria (rule);
  const char *const alone[] = { criterion, NULL };
  g_autoptr (VouchPassingRule) single = NULL;
  VouchMet met = VOUCH_MET_UNKNOWN;

  if (type == VOUCH_RULE_TYPE_ALL) {
    GPtrArray *rules = vouch_passing_rule_get_rules (rule);

    for (guint i = 0; i < rules->len; i++) {
      VouchMet inner = judge_criterion (rules->pdata[i], rubric, criterion, levels);

      if (inner != VOUCH_MET_UNKNOWN && met != VOUCH_MET_NO)
        met = inner;
    }
    return met;
  }
  if (type != VOUCH_RULE_TYPE_CRITERION_AT_LEAST ||
      (!g_strv_contains (criteria, criterion) && !g_strv_contains (criteria, "*")))
    return VOUCH_MET_UNKNOWN;
  single = vouch_passing_rule_new ();
  vouch_passing_rule_set_rule_type (single, type);
  vouch_passing_rule_set_criteria (single, alone);
  vouch_passing_rule_set_level (single, vouch_passing_rule_get_level (rule));
  switch (vouch_passing_evaluate (single, rubric, levels)) {
  case VOUCH_VERDICT_TRUE: return VOUCH_MET_YES;
  case VOUCH_VERDICT_FALSE: return VOUCH_MET_NO;
  case VOUCH_VERDICT_UNDECIDED:
  default: return VOUCH_MET_UNKNOWN;
  }
}

static gboolean
check_levels (VouchRubric *rubric, GHashTable *levels, GHashTable *feedback, GError **error)
{
  GHashTableIter iter;
  gpointer criterion, level;

  g_hash_table_iter_init (&iter, levels);
  while (g_hash_table_iter_next (&iter, &criterion, &level)) {
    VouchCriterion *row = vouch_rubric_find_criterion (rubric, criterion);

    if (row != NULL && vouch_scale_find_level (vouch_criterion_get_scale (row), level) != NULL)
      continue;
    g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID,
                 row == NULL ? _ ("The rubric has no criterion “%s” (level “%s”).")
                             : _ ("The criterion “%s” has no level “%s”."),
                 (char *) criterion, (char *) level);
    return FALSE;
  }
  g_hash_table_iter_init (&iter, feedback);
  while (g_hash_table_iter_next (&iter, &criterion, &level))
    if (vouch_rubric_find_criterion (rubric, criterion) == NULL) {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INVALID, _ ("The rubric has no criterion “%s”."),
                   (char *) criterion);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_scorings (VouchRubric *rubric, GPtrArray *scorings, GError **error)
{
  for (guint i = 0; i < scorings->len; i++) {
    GPtrArray *rows = vouch_scoring_get_criteria (scorings->pdata[i]);
    g_autoptr (GHashTable) levels = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GHashTable) remarks = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint n = 0; n < rows->len; n++) {
      const char *criterion = vouch_criterion_decision_get_criterion (rows->pdata[n]);
      const char *level = vouch_criterion_decision_get_level (rows->pdata[n]);

      g_hash_table_add (remarks, (gpointer) criterion);
      if (level != NULL)
        g_hash_table_insert (levels, (gpointer) criterion, (gpointer) level);
    }
    if (!check_levels (rubric, levels, remarks, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
part_was_earned (VouchRubric *rubric, VouchDecision *before, const char *part)
{
  GPtrArray *criteria = vouch_rubric_get_criteria (rubric);

  for (guint i = 0; part != NULL && i < criteria->len; i++) {
    VouchCriterionDecision *row;

    if (g_strcmp0 (vouch_criterion_get_part (criteria->pdata[i]), part) != 0)
      continue;
    row = vouch_decision_find_criterion (before, vouch_criterion_get_id (criteria->pdata[i]));
    if (row == NULL || vouch_criterion_decision_get_met (row) != VOUCH_MET_YES)
      return FALSE;
  }
  return part != NULL;
}

static gboolean
is_retained (VouchDefinition *definition, VouchDecision *before, VouchCriterion *criterion)
{
  VouchCriterionDecision *row =
      vouch_decision_find_criterion (before, vouch_criterion_get_id (criterion));

  if (row == NULL || vouch_criterion_decision_get_level (row) == NULL)
    return FALSE;
  switch (vouch_submission_policy_get_retains_earned (
      vouch_definition_get_submission_policy (definition))) {
  case VOUCH_RETAINS_CRITERIA: return vouch_criterion_decision_get_met (row) == VOUCH_MET_YES;
  case VOUCH_RETAINS_PARTS:
    return part_was_earned (vouch_definition_get_rubric (definition), before,
                            vouch_criterion_get_part (criterion));
  case VOUCH_RETAINS_NONE:
  default: return FALSE;
  }
}

/* The last decision on the way back that judged competency; an incomplete attempt is passed over. */
static VouchDecision *
find_decision_before (VouchDesk *desk, VouchSubmissionStatus *status)
{
  g_autofree char *id = g_strdup (vouch_submission_status_get_previous (status));

  while (id != NULL) {
    g_autoptr (GBytes) bytes = vouch_desk_load_column (desk, "decision", id, NULL);
    g_autoptr (VouchDecision) decision =
        bytes != NULL ? vouch_decision_json_read (bytes, NULL) : NULL;
    g_autoptr (GBytes) previous = NULL;

    if (decision != NULL && vouch_decision_get_outcome (decision) != VOUCH_OUTCOME_INCOMPLETE)
      return g_steal_pointer (&decision);
    previous = vouch_desk_load_column (desk, "previous", id, NULL);
    g_free (id);
    id = previous != NULL
             ? g_strndup (g_bytes_get_data (previous, NULL), g_bytes_get_size (previous))
             : NULL;
  }
  return NULL;
}

/* Adds what is retained to the levels; returns the criteria it was added for. */
static GHashTable *
retain (VouchDesk *desk,
        VouchDefinition *definition,
        VouchSubmissionStatus *status,
        GHashTable *levels)
{
  GHashTable *kept = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (VouchDecision) before = find_decision_before (desk, status);
  GPtrArray *criteria = vouch_rubric_get_criteria (vouch_definition_get_rubric (definition));

  for (guint i = 0; before != NULL && i < criteria->len; i++) {
    const char *id = vouch_criterion_get_id (criteria->pdata[i]);
    VouchCriterionDecision *row = vouch_decision_find_criterion (before, id);

    if (g_hash_table_contains (levels, id) || !is_retained (definition, before, criteria->pdata[i]))
      continue;
    g_hash_table_insert (levels, g_strdup (id),
                         g_strdup (vouch_criterion_decision_get_level (row)));
    g_hash_table_add (kept, (char *) id);
  }
  return kept;
}

static gboolean
explain_undecided (VouchRubric *rubric, GHashTable *levels, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GPtrArray *criteria = vouch_rubric_get_criteria (rubric);

  for (guint i = 0; i < criteria->len; i++) {
    const char *id = vouch_criterion_get_id (criteria->pdata[i]);

    if (!g_hash_table_contains (levels, id))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", id);
  }
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY,
               _ ("These criteria still need a level: %s. Nothing was decided."), names->str);
  return FALSE;
}

static void
fill_rows (VouchDecision *decision,
           VouchDefinition *definition,
           GHashTable *levels,
           GHashTable *kept,
           GHashTable *feedback)
{
  VouchRubric *rubric = vouch_definition_get_rubric (definition);
  GPtrArray *criteria = vouch_rubric_get_criteria (rubric);

  for (guint i = 0; i < criteria->len; i++) {
    g_autoptr (VouchCriterionDecision) row = vouch_criterion_decision_new ();
    const char *id = vouch_criterion_get_id (criteria->pdata[i]);

    vouch_criterion_decision_set_criterion (row, id);
    vouch_criterion_decision_set_level (row, g_hash_table_lookup (levels, id));
    vouch_criterion_decision_set_comment (row, g_hash_table_lookup (feedback, id));
    vouch_criterion_decision_set_kept (row, g_hash_table_contains (kept, id));
    vouch_criterion_decision_set_met (
        row, judge_criterion (vouch_definition_get_passing_rule (definition), rubric, id, levels));
    vouch_decision_add_criterion (decision, row);
  }
}

static VouchDecision *
make_decision (VouchDesk *desk, VouchSubmissionStatus *status, VouchOutcome outcome)
{
  VouchDecision *decision = vouch_decision_new ();

  vouch_decision_set_submission (decision, vouch_submission_status_get_id (status));
  vouch_decision_set_attempt (decision, vouch_submission_status_get_attempt (status));
  vouch_decision_set_outcome (decision, outcome);
  vouch_decision_set_assessor (decision, "Assessor 1");
  vouch_decision_set_decided_ms (decision, vouch_desk_now_ms (desk));
  vouch_decision_set_attempts_left (decision, vouch_submission_status_get_attempts_left (status));
  return decision;
}

static gboolean
record (VouchDesk *desk,
        VouchDecision *decision,
        const char *review,
        const char *credential,
        GError **error)
{
  VouchSql *sql = vouch_desk_get_sql (desk);
  g_autoptr (GBytes) bytes = vouch_decision_json_write (decision);

  if (!vouch_sql_run (sql, error,
                      "UPDATE submissions SET decision = ?, review = ?, credential = ?,"
                      " updated_ms = ?, revision = revision + 1"
                      " WHERE id = ? AND state = 'sealed' AND decision IS NULL",
                      "bttIt", bytes, review, credential, vouch_decision_get_decided_ms (decision),
                      vouch_decision_get_submission (decision)))
    return FALSE;
  if (vouch_sql_count_changes (sql) == 1)
    return TRUE;
  g_set_error_literal (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                       _ ("Only a sealed submission without a decision can be decided."));
  return FALSE;
}

static VouchDecision *
decide_incomplete (VouchDesk *desk, VouchSubmissionStatus *status, const char *why, GError **error)
{
  g_autoptr (VouchDecision) decision = make_decision (desk, status, VOUCH_OUTCOME_INCOMPLETE);
  int left = vouch_submission_status_get_attempts_left (status);

  vouch_decision_set_comment (decision, why);
  vouch_decision_set_attempts_left (decision, left >= 0 ? left + 1 : left);
  return record (desk, decision, "incomplete", NULL, error) ? g_steal_pointer (&decision) : NULL;
}

static VouchDecision *
decide_levels (VouchDesk *desk,
               VouchSubmissionStatus *status,
               VouchDefinition *definition,
               GHashTable *levels,
               GHashTable *feedback,
               GPtrArray *scorings,
               GError **error)
{
  VouchRubric *rubric = vouch_definition_get_rubric (definition);
  g_autoptr (GHashTable) kept = NULL;
  g_autoptr (VouchDecision) decision = NULL;
  g_autofree char *credential = NULL;
  VouchVerdict verdict;

  if (!check_levels (rubric, levels, feedback, error) || !check_scorings (rubric, scorings, error))
    return NULL;
  kept = retain (desk, definition, status, levels);
  verdict = vouch_passing_evaluate (vouch_definition_get_passing_rule (definition), rubric, levels);
  if (verdict == VOUCH_VERDICT_UNDECIDED) {
    explain_undecided (rubric, levels, error);
    return NULL;
  }
  decision = make_decision (
      desk, status, verdict == VOUCH_VERDICT_TRUE ? VOUCH_OUTCOME_EARNED : VOUCH_OUTCOME_NOT_YET);
  fill_rows (decision, definition, levels, kept, feedback);
  for (guint i = 0; i < scorings->len; i++)
    vouch_decision_add_scoring (decision, scorings->pdata[i]);
  if (verdict == VOUCH_VERDICT_TRUE) {
    credential = vouch_badge_sign (desk, status, definition, decision, error);
    if (credential == NULL)
      return NULL;
  }
  return record (desk, decision, "decided", credential, error) ? g_steal_pointer (&decision) : NULL;
}

/**
 * vouch_desk_decide:
 * @desk: a desk.
 * @submission: its id.
 * @levels: (element-type utf8 utf8): criterion → level; what is retained is added.
 * @feedback: (element-type utf8 utf8): criterion → comment.
 * @scorings: (element-type VouchScoring): how single assessors scored it, where there were several.
 * @incomplete: (nullable): why it goes back without a judgement; then levels are not looked at.
 * @error: %VOUCH_ERROR_NOT_FOUND, %VOUCH_ERROR_INVALID for unknown ids, %VOUCH_ERROR_NOT_READY
 *   naming the criteria without a level, %VOUCH_ERROR_CONFLICT when it is not to be decided.
 *
 * Decides about a submission, and signs the credential when it is earned.
 *
 * Returns: (transfer full) (nullable): the decision, or %NULL.
 */
VouchDecision *
vouch_desk_decide (VouchDesk *desk,
                   const char *submission,
                   GHashTable *levels,
                   GHashTable *feedback,
                   GPtrArray *scorings,
                   const char *incomplete,
                   GError **error)
{
  g_autoptr (VouchProblem) problem = NULL;
  g_autoptr (VouchSubmissionStatus) status =
      vouch_desk_find_submission (desk, -1, submission, &problem);
  VouchDefinition *definition;

  if (status == NULL) {
    fail_with_problem (problem, error);
    return NULL;
  }
  if (incomplete != NULL)
    return decide_incomplete (desk, status, incomplete, error);
  definition = vouch_desk_find_definition (
      desk, vouch_submission_status_get_definition_digest (status), error);
  if (definition == NULL)
    return NULL;
  return decide_levels (desk, status, definition, levels, feedback, scorings, error);
}
