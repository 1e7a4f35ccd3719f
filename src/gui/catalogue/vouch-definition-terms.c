/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-definition-terms"

#include "config.h"
#include "vouch-definition-terms.h"

#include <glib/gi18n.h>

#include "vouch-rows.h"

/* What else there is to know before one begins: conditions, who decides, who may help, what for. */

static void
add (AdwPreferencesGroup *group, const char *title, const char *text)
{
  if (text != NULL && *text != '\0')
    adw_preferences_group_add (group, vouch_rows_text (title, text));
}

static void
show_if_filled (AdwPreferencesGroup *group, gboolean is_filled)
{
  gtk_widget_set_visible (GTK_WIDGET (group), is_filled);
}

/**
 * vouch_definition_terms_fill_before:
 * @group: an empty group.
 * @definition: a micro-credential.
 *
 * Says what comes before it; hidden when nothing does.
 */
void
vouch_definition_terms_fill_before (AdwPreferencesGroup *group, VouchDefinition *definition)
{
  GPtrArray *prerequisites = vouch_definition_get_prerequisites (definition);

  for (guint i = 0; i < prerequisites->len; i++) {
    VouchPrerequisite *one = g_ptr_array_index (prerequisites, i);
    gboolean is_needed =
        g_strcmp0 (vouch_prerequisite_get_prerequisite_type (one), "required") == 0;
    const char *name = vouch_prerequisite_get_name (one);
    const char *text = vouch_prerequisite_get_text (one);
    const char *words = is_needed ? _ ("Needed first") : _ ("Good to have first");

    add (group, words, name != NULL ? name : text);
    if (name != NULL)
      add (group, name, text);
  }
  show_if_filled (group, prerequisites->len > 0);
}

static char *
describe_decision (VouchSubmissionPolicy *policy)
{
  guint time = vouch_submission_policy_get_decision_time (policy);
  const char *unit = vouch_submission_policy_get_decision_unit (policy);

  if (time == 0 || unit == NULL)
    return g_strdup (_ ("The issuer does not say how long a decision takes."));
  if (g_str_equal (unit, "businessDays"))
    return g_strdup_printf (ngettext ("About %u working day", "About %u working days", time), time);
  if (g_str_equal (unit, "calendarDays"))
    return g_strdup_printf (ngettext ("About %u day", "About %u days", time), time);
  if (g_str_equal (unit, "weeks"))
    return g_strdup_printf (ngettext ("About %u week", "About %u weeks", time), time);
  return g_strdup_printf (ngettext ("About %u month", "About %u months", time), time);
}

static char *
describe_attempts (VouchSubmissionPolicy *policy)
{
  guint attempts = vouch_submission_policy_get_max_attempts (policy);
  guint coach = vouch_submission_policy_get_coach_required_after (policy);
  g_autofree char *tries =
      attempts > 0 ? g_strdup_printf (ngettext ("%u attempt", "%u attempts", attempts), attempts)
                   : g_strdup (_ ("As often as you need; “not yet” is normal"));
  g_autofree char *talk =
      coach > 0 ? g_strdup_printf (ngettext ("after %u attempt, talk to a coach first",
                                             "after %u attempts, talk to a coach first", coach),
                                   coach)
                : NULL;

  return g_strjoin (" · ", tries, talk, NULL);
}

static const char *
describe_kept (VouchSubmissionPolicy *policy)
{
  switch (vouch_submission_policy_get_retains_earned (policy)) {
  case VOUCH_RETAINS_CRITERIA: return _ ("A criterion that is earned stays earned");
  case VOUCH_RETAINS_PARTS: return _ ("A part that is earned stays earned");
  case VOUCH_RETAINS_NONE:
  default: return _ ("Everything is looked at anew each time");
  }
}

static char *
describe_windows (VouchSubmissionPolicy *policy)
{
  GPtrArray *windows = vouch_submission_policy_get_windows (policy);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < windows->len; i++) {
    VouchWindow *window = g_ptr_array_index (windows, i);
    g_autofree char *opens = vouch_day_format_for_people (vouch_window_get_opens (window));
    g_autofree char *closes = vouch_day_format_for_people (vouch_window_get_closes (window));

    /* Translators: the first and the last day on which something can be sent. */
    g_string_append_printf (words, _ ("From %s to %s"), opens, closes);
    if (i + 1 < windows->len)
      g_string_append (words, "\n");
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
describe_assessors (VouchSubmissionPolicy *policy)
{
  guint n = MAX (vouch_submission_policy_get_assessors (policy), 1);
  g_autofree char *who = g_strdup_printf (ngettext ("%u assessor", "%u assessors", n), n);

  return g_strjoin (
      " · ", who,
      vouch_submission_policy_get_blind (policy) ? _ ("without knowing who you are") : NULL, NULL);
}

/**
 * vouch_definition_terms_fill_about:
 * @group: an empty group.
 * @definition: a micro-credential.
 *
 * Says who decides, when, and how often it may be sent.
 */
void
vouch_definition_terms_fill_about (AdwPreferencesGroup *group, VouchDefinition *definition)
{
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  VouchSubmissionPolicy *policy = vouch_definition_get_submission_policy (definition);
  VouchProfile *creator = vouch_definition_info_get_creator (info);
  VouchProfile *issuer = vouch_definition_info_get_issuer (info);
  g_autofree char *time = describe_decision (policy);
  g_autofree char *tries = describe_attempts (policy);
  g_autofree char *windows = describe_windows (policy);
  g_autofree char *assessors = describe_assessors (policy);

  add (group, _ ("Awarded by"), issuer != NULL ? vouch_profile_get_name (issuer) : NULL);
  add (group, _ ("Developed by"), creator != NULL ? vouch_profile_get_name (creator) : NULL);
  add (group, _ ("Looked at by"), assessors);
  add (group, _ ("Decision"), time);
  add (group, _ ("When it can be sent"), windows);
  add (group, _ ("Attempts"), tries);
  add (group, _ ("If something is not yet"), describe_kept (policy));
  add (group, _ ("Earned when"), vouch_definition_info_get_criteria_narrative (info));
}

static const char *
describe_help (const char *action)
{
  static const struct {
    const char *action;
    const char *words;
  } actions[] = {
    { "askQuestions", N_ ("ask questions") },
    { "explainRequirements", N_ ("explain what is asked for") },
    { "commentOnRubric", N_ ("comment on the criteria") },
    { "suggestResources", N_ ("suggest something to read") },
    { "flagIdentifiers", N_ ("point out names and faces") },
    { "flagTechnicalProblems", N_ ("point out technical problems") },
    { "editText", N_ ("change your text") },
    { "answerPrompts", N_ ("answer in your place") },
    { "selectEvidence", N_ ("choose your evidence") },
    { "scoreDraft", N_ ("score a draft") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].action, action))
      return _ (actions[i].words);
  return action;
}

static char *
describe_all (const char *const *actions)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; actions != NULL && actions[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) describe_help (actions[i]));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

/**
 * vouch_definition_terms_fill_help:
 * @group: an empty group.
 * @definition: a micro-credential.
 *
 * Says what colleagues and coaches may do; hidden when nothing is said about it.
 */
void
vouch_definition_terms_fill_help (AdwPreferencesGroup *group, VouchDefinition *definition)
{
  VouchSupportPolicy *policy = vouch_definition_get_support_policy (definition);
  g_autofree char *peers = describe_all (vouch_support_policy_get_peers_may (policy));
  g_autofree char *peers_not = describe_all (vouch_support_policy_get_peers_may_not (policy));
  g_autofree char *coach = describe_all (vouch_support_policy_get_coach_may (policy));
  g_autofree char *coach_not = describe_all (vouch_support_policy_get_coach_may_not (policy));

  add (group, _ ("Colleagues may"), peers);
  add (group, _ ("Colleagues may not"), peers_not);
  add (group, _ ("A coach may"), coach);
  add (group, _ ("A coach may not"), coach_not);
  if (vouch_support_policy_get_disclose (policy))
    add (group, _ ("What is told"), _ ("The help you had is listed when you send it."));
  show_if_filled (group,
                  *peers != '\0' || *peers_not != '\0' || *coach != '\0' || *coach_not != '\0');
}

static char *
describe_stack (VouchStack *stack)
{
  guint members = vouch_stack_get_members (stack)->len;
  guint needed = vouch_stack_get_min_members (stack);

  if (needed == 0 || needed >= members)
    return g_strdup_printf (ngettext ("With the %u micro-credential of this stack",
                                      "With all %u of this stack", members),
                            members);
  /* Translators: how many of how many micro-credentials a larger badge asks for. */
  return g_strdup_printf (_ ("With any %u of the %u of this stack"), needed, members);
}

static void
add_alignments (AdwPreferencesGroup *group, GPtrArray *alignments)
{
  for (guint i = 0; i < alignments->len; i++) {
    VouchAlignment *one = g_ptr_array_index (alignments, i);
    const char *code = vouch_alignment_get_target_code (one);
    const char *framework = vouch_alignment_get_target_framework (one);
    g_autofree char *where = g_strjoin (" · ", framework != NULL ? framework : code,
                                        framework != NULL && code != NULL ? code : NULL, NULL);

    add (group, vouch_alignment_get_target_name (one), where != NULL ? where : " ");
  }
}

/**
 * vouch_definition_terms_fill_worth:
 * @group: an empty group.
 * @definition: a micro-credential.
 *
 * Says what it counts for: hours, credits, a larger badge, standards; hidden when nothing is said.
 */
void
vouch_definition_terms_fill_worth (AdwPreferencesGroup *group, VouchDefinition *definition)
{
  VouchDefinitionInfo *info = vouch_definition_get_info (definition);
  VouchStack *stack = vouch_definition_get_stack (definition);
  GPtrArray *alignments = vouch_definition_get_alignments (definition);
  double credits = vouch_definition_info_get_credits (info);

  if (credits > 0) {
    g_autofree char *words = g_strdup_printf ("%g", credits);

    add (group, _ ("Credits"), words);
  }
  if (stack != NULL) {
    const char *badge = vouch_stack_get_badge_name (stack);
    g_autofree char *words = describe_stack (stack);
    /* Translators: %s is the name of a larger badge. */
    g_autofree char *title = g_strdup_printf (_ ("Counts toward “%s”"),
                                              badge != NULL ? badge : vouch_stack_get_name (stack));

    add (group, title, words);
  }
  add_alignments (group, alignments);
  show_if_filled (group, credits > 0 || stack != NULL || alignments->len > 0);
}

/**
 * vouch_definition_terms_fill_resources:
 * @group: an empty group.
 * @definition: a micro-credential.
 *
 * Lists what to learn from, with how long it takes; hidden when there is nothing.
 */
void
vouch_definition_terms_fill_resources (AdwPreferencesGroup *group, VouchDefinition *definition)
{
  GPtrArray *resources = vouch_definition_get_resources (definition);

  for (guint i = 0; i < resources->len; i++) {
    VouchResource *one = g_ptr_array_index (resources, i);
    const char *about = vouch_resource_get_description (one);
    const char *url = vouch_resource_get_url (one);
    guint minutes = vouch_resource_get_minutes (one);
    g_autofree char *time =
        minutes > 0 ? g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes)
                    : NULL;
    g_autofree char *words = g_strjoin (" · ", about != NULL ? about : (time != NULL ? time : ""),
                                        about != NULL ? time : NULL, NULL);
    GtkWidget *row = url == NULL ? vouch_rows_text (vouch_resource_get_title (one), words)
                                 : vouch_rows_link (vouch_resource_get_title (one), words,
                                                    "definition.open-link", url);

    adw_preferences_group_add (group, row);
  }
  show_if_filled (group, resources->len > 0);
}
