/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The life of a submission.
 *
 *   earner's side   draft → uploading → sealed
 *                   any of them → withdrawn, a sealed one only until it is decided
 *   issuer's side   none → received → in review → decided
 *                   received or in review → incomplete (given back without a decision)
 *
 * Nothing leads back: a further attempt is a submission of its own. The issuer's side moves only
 * once the submission is sealed, and whoever asks seldom may see it jump over states.
 */
#define G_LOG_DOMAIN "vouch-transitions"

#include "config.h"
#include "vouch-transitions.h"

#include <glib/gi18n-lib.h>

#include "vouch-passing.h"

/**
 * vouch_transition_is_legal:
 * @submission: a submission as it stands.
 * @to: the state it is to have on the earner's side.
 *
 * Returns: whether it may move there; staying is always legal.
 */
gboolean
vouch_transition_is_legal (VouchSubmission *submission, VouchSubmissionState to)
{
  VouchSubmissionState from;

  g_return_val_if_fail (VOUCH_IS_SUBMISSION (submission), FALSE);

  from = vouch_submission_get_state (submission);
  if (from == to)
    return TRUE;
  switch (from) {
  case VOUCH_SUBMISSION_STATE_DRAFT:
    return to == VOUCH_SUBMISSION_STATE_UPLOADING || to == VOUCH_SUBMISSION_STATE_WITHDRAWN;
  case VOUCH_SUBMISSION_STATE_UPLOADING:
    return to == VOUCH_SUBMISSION_STATE_SEALED || to == VOUCH_SUBMISSION_STATE_WITHDRAWN;
  case VOUCH_SUBMISSION_STATE_SEALED:
    return to == VOUCH_SUBMISSION_STATE_WITHDRAWN &&
           vouch_submission_get_review (submission) != VOUCH_REVIEW_STATE_DECIDED;
  case VOUCH_SUBMISSION_STATE_WITHDRAWN: return FALSE;
  default: g_return_val_if_reached (FALSE);
  }
}

/**
 * vouch_transition_review_is_legal:
 * @from: where a submission stood on the issuer's side.
 * @to: where the issuer says that it stands.
 *
 * Returns: whether it may have moved so; staying is always legal.
 */
gboolean
vouch_transition_review_is_legal (VouchReviewState from, VouchReviewState to)
{
  if (from == to)
    return TRUE;
  switch (from) {
  case VOUCH_REVIEW_STATE_NONE: return TRUE;
  case VOUCH_REVIEW_STATE_RECEIVED: return to != VOUCH_REVIEW_STATE_NONE;
  case VOUCH_REVIEW_STATE_IN_REVIEW:
    return to == VOUCH_REVIEW_STATE_DECIDED || to == VOUCH_REVIEW_STATE_INCOMPLETE;
  case VOUCH_REVIEW_STATE_INCOMPLETE:
  case VOUCH_REVIEW_STATE_DECIDED: return FALSE;
  default: g_return_val_if_reached (FALSE);
  }
}

/**
 * vouch_attempts_count:
 * @attempts: (out): what has happened so far; whether a coach was met and a note is written is left
 *   to the caller.
 * @submissions: (element-type VouchSubmission): all submissions of the portfolio to this issuer.
 * @earned: whether the last decision was that the credential is earned.
 *
 * Counts attempts: those that an issuer confirmed and nobody withdrew.
 */
void
vouch_attempts_count (VouchAttempts *attempts, GPtrArray *submissions, gboolean earned)
{
  g_return_if_fail (attempts != NULL);
  g_return_if_fail (submissions != NULL);

  *attempts = (VouchAttempts){ .earned = earned };
  for (guint i = 0; i < submissions->len; i++) {
    VouchSubmission *submission = g_ptr_array_index (submissions, i);
    VouchReviewState review = vouch_submission_get_review (submission);
    gboolean over = review == VOUCH_REVIEW_STATE_DECIDED || review == VOUCH_REVIEW_STATE_INCOMPLETE;

    switch (vouch_submission_get_state (submission)) {
    case VOUCH_SUBMISSION_STATE_UPLOADING: attempts->under_way = TRUE; break;
    case VOUCH_SUBMISSION_STATE_SEALED:
      attempts->made++;
      attempts->unsuccessful += over;
      attempts->under_way |= !over;
      break;
    case VOUCH_SUBMISSION_STATE_DRAFT:
    case VOUCH_SUBMISSION_STATE_WITHDRAWN:
    default: break;
    }
  }
  if (earned && attempts->unsuccessful > 0)
    attempts->unsuccessful--;
}

static gboolean
in_window (VouchSubmissionPolicy *policy, VouchDay today)
{
  GPtrArray *windows = vouch_submission_policy_get_windows (policy);

  for (guint i = 0; i < windows->len; i++) {
    VouchDay opens = vouch_window_get_opens (windows->pdata[i]);
    VouchDay closes = vouch_window_get_closes (windows->pdata[i]);

    if ((opens == VOUCH_DAY_NONE || today >= opens) &&
        (closes == VOUCH_DAY_NONE || today <= closes))
      return TRUE;
  }
  return windows->len == 0;
}

/**
 * vouch_transition_may_submit:
 * @policy: the definition's policy.
 * @attempts: what has happened so far.
 * @today: the day.
 *
 * Says whether a further attempt may be sent now. That the portfolio is ready, and that the
 * statements are confirmed, is asked elsewhere.
 *
 * Returns: the answer; of several reasons against it the one that is hardest to mend.
 */
VouchMaySubmit
vouch_transition_may_submit (VouchSubmissionPolicy *policy,
                             const VouchAttempts *attempts,
                             VouchDay today)
{
  guint max, coach;

  g_return_val_if_fail (VOUCH_IS_SUBMISSION_POLICY (policy), VOUCH_MAY_SUBMIT_NO_ATTEMPT_LEFT);
  g_return_val_if_fail (attempts != NULL, VOUCH_MAY_SUBMIT_NO_ATTEMPT_LEFT);

  max = vouch_submission_policy_get_max_attempts (policy);
  coach = vouch_submission_policy_get_coach_required_after (policy);
  if (attempts->earned)
    return VOUCH_MAY_SUBMIT_EARNED;
  if (attempts->under_way)
    return VOUCH_MAY_SUBMIT_UNDER_WAY;
  if (max > 0 && attempts->made >= max)
    return VOUCH_MAY_SUBMIT_NO_ATTEMPT_LEFT;
  if (!in_window (policy, today))
    return VOUCH_MAY_SUBMIT_OUTSIDE_WINDOW;
  if (coach > 0 && attempts->unsuccessful >= coach && !attempts->coach_met)
    return VOUCH_MAY_SUBMIT_COACH_FIRST;
  if (vouch_submission_policy_get_change_note_required (policy) && attempts->made > 0 &&
      !attempts->has_note)
    return VOUCH_MAY_SUBMIT_NOTE_FIRST;
  return VOUCH_MAY_SUBMIT_YES;
}

/**
 * vouch_transition_explain:
 * @may: an answer of vouch_transition_may_submit().
 * @policy: the policy.
 *
 * Returns: (transfer full) (nullable): the answer in a sentence; %NULL when it is yes, and when it
 *   depends on the time: then vouch_window_times_explain() has the words.
 */
char *
vouch_transition_explain (VouchMaySubmit may, VouchSubmissionPolicy *policy)
{
  guint coach, max;

  g_return_val_if_fail (VOUCH_IS_SUBMISSION_POLICY (policy), NULL);

  coach = vouch_submission_policy_get_coach_required_after (policy);
  max = vouch_submission_policy_get_max_attempts (policy);
  switch (may) {
  case VOUCH_MAY_SUBMIT_EARNED: return g_strdup (_ ("This is earned already."));
  case VOUCH_MAY_SUBMIT_UNDER_WAY:
    return g_strdup (_ ("An attempt is on its way or waits for its decision. You can send another "
                        "one afterwards, or withdraw that one."));
  case VOUCH_MAY_SUBMIT_NO_ATTEMPT_LEFT:
    return g_strdup_printf (ngettext ("The %u attempt that is possible has been made. Your work is "
                                      "kept; ask the issuer what can be done.",
                                      "All %u attempts that are possible have been made. Your work "
                                      "is kept; ask the issuer what can be done.",
                                      max),
                            max);
  case VOUCH_MAY_SUBMIT_COACH_FIRST:
    return g_strdup_printf (ngettext ("After %u attempt that was not yet enough, meet a coach "
                                      "first, and say so here.",
                                      "After %u attempts that were not yet enough, meet a coach "
                                      "first, and say so here.",
                                      coach),
                            coach);
  case VOUCH_MAY_SUBMIT_NOTE_FIRST:
    return g_strdup (_ ("Write a note on what has changed since the last attempt."));
  case VOUCH_MAY_SUBMIT_OUTSIDE_WINDOW:
  case VOUCH_MAY_SUBMIT_YES:
  default: return NULL;
  }
}

static gboolean
is_reached (VouchDefinition *definition, VouchCriterion *criterion, GHashTable *levels)
{
  VouchLevel *needed =
      vouch_passing_find_needed_level (vouch_definition_get_passing_rule (definition),
                                       vouch_definition_get_rubric (definition), criterion);
  const char *id = g_hash_table_lookup (levels, vouch_criterion_get_id (criterion));
  VouchScale *scale = vouch_criterion_get_scale (criterion);
  VouchLevel *level = id != NULL && scale != NULL ? vouch_scale_find_level (scale, id) : NULL;

  return level != NULL &&
         (needed == NULL || vouch_level_get_position (level) >= vouch_level_get_position (needed));
}

/* Whether every criterion of the part is reached; one without a part stands for itself. */
static gboolean
is_part_reached (VouchDefinition *definition, VouchCriterion *criterion, GHashTable *levels)
{
  GPtrArray *all = vouch_rubric_get_criteria (vouch_definition_get_rubric (definition));
  const char *part = vouch_criterion_get_part (criterion);

  if (part == NULL)
    return is_reached (definition, criterion, levels);
  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (vouch_criterion_get_part (all->pdata[i]), part) == 0 &&
        !is_reached (definition, all->pdata[i], levels))
      return FALSE;
  return TRUE;
}

/**
 * vouch_transition_list_retained:
 * @definition: a definition.
 * @levels: (element-type utf8 utf8): criterion id to level id, from the decision before.
 *
 * Lists what stays earned on a further attempt, as `retainsEarned` says: no criterion, each one at
 * the level that passing needs, or those of parts whose criteria all are.
 *
 * Returns: (transfer full): ids of criteria in the order of the rubric.
 */
char **
vouch_transition_list_retained (VouchDefinition *definition, GHashTable *levels)
{
  GPtrArray *retained = g_ptr_array_new ();
  VouchRetains retains;
  GPtrArray *all;

  g_return_val_if_fail (VOUCH_IS_DEFINITION (definition), NULL);
  g_return_val_if_fail (levels != NULL, NULL);

  retains = vouch_submission_policy_get_retains_earned (
      vouch_definition_get_submission_policy (definition));
  all = vouch_rubric_get_criteria (vouch_definition_get_rubric (definition));
  for (guint i = 0; retains != VOUCH_RETAINS_NONE && i < all->len; i++)
    if (retains == VOUCH_RETAINS_CRITERIA ? is_reached (definition, all->pdata[i], levels)
                                          : is_part_reached (definition, all->pdata[i], levels))
      g_ptr_array_add (retained, g_strdup (vouch_criterion_get_id (all->pdata[i])));
  g_ptr_array_add (retained, NULL);
  return (char **) g_ptr_array_free (retained, FALSE);
}

/**
 * vouch_transition_retains_requirement:
 * @requirement: a requirement.
 * @retained: ids of the criteria that stay earned.
 *
 * Returns: whether everything it feeds stays earned, so that it need not be touched again.
 */
gboolean
vouch_transition_retains_requirement (VouchRequirement *requirement, const char *const *retained)
{
  const char *const *criteria;

  g_return_val_if_fail (VOUCH_IS_REQUIREMENT (requirement), FALSE);
  g_return_val_if_fail (retained != NULL, FALSE);

  criteria = vouch_requirement_get_criteria (requirement);
  for (guint i = 0; criteria[i] != NULL; i++)
    if (!g_strv_contains (retained, criteria[i]))
      return FALSE;
  return criteria[0] != NULL;
}
