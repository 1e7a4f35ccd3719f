/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-policy-reader"

#include "config.h"
#include "vouch-policy-reader.h"

#include <math.h>

#include "vouch-definition-values.h"

VOUCH_DEFINE_READ_ENUM (VouchRetains, vouch_retains)

static void
read_decision_time (const VouchJsonCursor *place, VouchSubmissionPolicy *policy)
{
  static const char *const members[] = { "value", "unit", NULL };
  static const char *const units[] = { "businessDays", "calendarDays", "weeks", "months", NULL };
  VouchJsonCursor time;
  double value;

  if (!vouch_json_get_object (place, "decisionTime", 0, &time))
    return;
  vouch_json_only_members (&time, members);
  value = vouch_json_get_number (&time, "value", VOUCH_JSON_REQUIRED, 0, 0);
  vouch_submission_policy_set_decision_time (policy, (guint) ceil (MIN (value, G_MAXINT)));
  vouch_submission_policy_set_decision_unit (
      policy, vouch_definition_read_word (&time, "unit", VOUCH_JSON_REQUIRED, units));
}

static void
read_window (const VouchJsonCursor *place, gpointer policy)
{
  static const char *const members[] = { "opens", "closes", NULL };
  g_autoptr (VouchWindow) window = vouch_window_new ();

  if (!vouch_json_only_members (place, members))
    return;
  vouch_window_set_opens (window, vouch_definition_read_day (place, "opens", VOUCH_JSON_REQUIRED));
  vouch_window_set_closes (window,
                           vouch_definition_read_day (place, "closes", VOUCH_JSON_REQUIRED));
  vouch_submission_policy_add_window (policy, window);
}

static void
read_submission_fields (const VouchJsonCursor *place, VouchSubmissionPolicy *policy)
{
  vouch_submission_policy_set_max_attempts (
      policy,
      (guint) vouch_json_get_integer (place, "maxAttempts", VOUCH_JSON_NULLABLE, 1, G_MAXINT, 0));
  vouch_submission_policy_set_coach_required_after (
      policy, (guint) vouch_json_get_integer (place, "coachRequiredAfter", VOUCH_JSON_NULLABLE, 1,
                                              G_MAXINT, 0));
  vouch_submission_policy_set_retains_earned (
      policy, read_vouch_retains (place, "retainsEarned", 0, VOUCH_RETAINS_NONE));
  vouch_submission_policy_set_change_note_required (
      policy, vouch_json_get_boolean (place, "changeNoteRequired", 0, FALSE));
  vouch_submission_policy_set_new_implementation_allowed (
      policy, vouch_json_get_boolean (place, "newImplementationAllowed", 0, TRUE));
  vouch_submission_policy_set_assessors (
      policy, (guint) vouch_json_get_integer (place, "assessors", 0, 1, G_MAXINT, 1));
  vouch_submission_policy_set_blind (policy, vouch_json_get_boolean (place, "blind", 0, TRUE));
  vouch_submission_policy_set_team_submission (
      policy, vouch_json_get_boolean (place, "teamSubmission", 0, FALSE));
}

/**
 * vouch_policy_reader_read_submission:
 * @root: the place of the definition.
 *
 * Returns: (transfer full): the submission policy, with the defaults of the format for what is
 *   absent.
 */
VouchSubmissionPolicy *
vouch_policy_reader_read_submission (const VouchJsonCursor *root)
{
  static const char *const members[] = { "maxAttempts",
                                         "coachRequiredAfter",
                                         "retainsEarned",
                                         "changeNoteRequired",
                                         "newImplementationAllowed",
                                         "decisionTime",
                                         "windows",
                                         "assessors",
                                         "blind",
                                         "teamSubmission",
                                         NULL };
  VouchSubmissionPolicy *policy = vouch_submission_policy_new ();
  VouchJsonCursor place;

  if (vouch_json_get_object (root, "submissionPolicy", 0, &place))
    vouch_json_only_members (&place, members);
  else
    place.node = NULL;
  read_submission_fields (&place, policy);
  read_decision_time (&place, policy);
  vouch_json_each (&place, "windows", VOUCH_JSON_EMPTY_OK, read_window, policy);
  return policy;
}

/**
 * vouch_policy_reader_read_support:
 * @root: the place of the definition.
 *
 * Returns: (transfer full): what helpers may do; an action in neither list is allowed with a
 *   reminder.
 */
VouchSupportPolicy *
vouch_policy_reader_read_support (const VouchJsonCursor *root)
{
  static const char *const members[] = { "peersMay",    "peersMayNot", "coachMay",
                                         "coachMayNot", "disclose",    NULL };
  static const char *const actions[] = { "askQuestions",
                                         "explainRequirements",
                                         "commentOnRubric",
                                         "suggestResources",
                                         "flagIdentifiers",
                                         "flagTechnicalProblems",
                                         "editText",
                                         "answerPrompts",
                                         "selectEvidence",
                                         "scoreDraft",
                                         NULL };
  const struct {
    const char *name;
    void (*set) (VouchSupportPolicy *policy, const char *const *value);
  } lists[] = {
    { "peersMay", vouch_support_policy_set_peers_may },
    { "peersMayNot", vouch_support_policy_set_peers_may_not },
    { "coachMay", vouch_support_policy_set_coach_may },
    { "coachMayNot", vouch_support_policy_set_coach_may_not },
  };
  VouchSupportPolicy *policy = vouch_support_policy_new ();
  VouchJsonCursor place;

  if (!vouch_json_get_object (root, "supportPolicy", 0, &place))
    return policy;
  vouch_json_only_members (&place, members);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_auto (GStrv) words = vouch_definition_read_words (
        &place, lists[i].name, VOUCH_JSON_EMPTY_OK | VOUCH_JSON_UNIQUE, actions);

    lists[i].set (policy, (const char *const *) words);
  }
  vouch_support_policy_set_disclose (policy, vouch_json_get_boolean (&place, "disclose", 0, FALSE));
  return policy;
}
