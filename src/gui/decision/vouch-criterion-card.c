/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-criterion-card"

#include "config.h"
#include "vouch-criterion-card.h"

#include <glib/gi18n.h>

#include "vouch-passing.h"
#include "vouch-text.h"

#include "vouch-rows.h"

/*
 * What was decided about one criterion, as a boxed list. An open one has the level that was given and
 * the one that is asked for in the rubric's own words, what the assessor says, and the evidence it
 * is about. An earned one is one line that opens to be read.
 */

static VouchCriterion *
find_criterion (VouchHistory *history, const char *id)
{
  return vouch_rubric_find_criterion (
      vouch_definition_get_rubric (vouch_history_get_definition (history)), id);
}

/**
 * vouch_criterion_card_name:
 * @history: the attempts.
 * @criterion: id of a criterion.
 *
 * Returns: (transfer none): its title; the id of one that the rubric does not know.
 */
const char *
vouch_criterion_card_name (VouchHistory *history, const char *criterion)
{
  VouchCriterion *found = find_criterion (history, criterion);

  return found != NULL ? vouch_criterion_get_title (found) : criterion;
}

static VouchLevel *
find_level (VouchCriterion *criterion, const char *id)
{
  VouchScale *scale = criterion != NULL ? vouch_criterion_get_scale (criterion) : NULL;

  return scale != NULL && id != NULL ? vouch_scale_find_level (scale, id) : NULL;
}

/**
 * vouch_criterion_card_name_level:
 * @history: the attempts.
 * @decided: what was decided about a criterion.
 *
 * Returns: (transfer none): the level in the rubric's words, or as it stands.
 */
const char *
vouch_criterion_card_name_level (VouchHistory *history, VouchCriterionDecision *decided)
{
  const char *id = vouch_criterion_decision_get_level (decided);
  VouchLevel *level =
      find_level (find_criterion (history, vouch_criterion_decision_get_criterion (decided)), id);

  if (level != NULL)
    return vouch_level_get_quality (level);
  return id != NULL ? id : _ ("no level");
}

/* The criterion's own description of a level, or of the scale's. */
static const char *
describe_level (VouchCriterion *criterion, const char *id)
{
  GPtrArray *levels = criterion != NULL ? vouch_criterion_get_levels (criterion) : NULL;

  for (guint i = 0; levels != NULL && i < levels->len; i++)
    if (g_strcmp0 (vouch_criterion_level_get_level (levels->pdata[i]), id) == 0)
      return vouch_criterion_level_get_description (levels->pdata[i]);
  return NULL;
}

/**
 * vouch_criterion_card_is_earned:
 * @history: the attempts.
 * @decided: what was decided about a criterion.
 *
 * Returns: whether nothing more is asked for it.
 */
gboolean
vouch_criterion_card_is_earned (VouchHistory *history, VouchCriterionDecision *decided)
{
  return vouch_criterion_decision_get_met (decided) == VOUCH_MET_YES ||
         vouch_criterion_decision_get_kept (decided) ||
         g_strv_contains (vouch_history_get_retained (history),
                          vouch_criterion_decision_get_criterion (decided));
}

static void
add_text (GtkWidget *group, const char *title, const char *text)
{
  if (text != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), vouch_rows_text (title, text));
}

static void
add_levels (GtkWidget *group,
            VouchHistory *history,
            VouchCriterion *criterion,
            VouchCriterionDecision *decided)
{
  VouchDefinition *definition = vouch_history_get_definition (history);
  const char *given = vouch_criterion_decision_get_level (decided);
  VouchLevel *needed =
      vouch_passing_find_needed_level (vouch_definition_get_passing_rule (definition),
                                       vouch_definition_get_rubric (definition), criterion);
  g_autofree char *given_title = NULL;
  g_autofree char *needed_title = NULL;
  const char *text = describe_level (criterion, given);

  /* Translators: the level that the assessor gave, in the rubric's words. */
  given_title =
      g_strdup_printf (_ ("○ Given: %s"), vouch_criterion_card_name_level (history, decided));
  add_text (group, given_title, text != NULL ? text : "");
  if (needed == NULL || g_strcmp0 (vouch_level_get_id (needed), given) == 0)
    return;
  /* Translators: the level that is asked for, in the rubric's words. */
  needed_title = g_strdup_printf (_ ("Asked for: %s"), vouch_level_get_quality (needed));
  text = describe_level (criterion, vouch_level_get_id (needed));
  add_text (group, needed_title, text != NULL ? text : "");
}

static void
add_scorings (GtkWidget *group,
              VouchHistory *history,
              VouchDecision *decision,
              const char *criterion)
{
  GPtrArray *scorings = vouch_decision_get_scorings (decision);

  for (guint i = 0; i < scorings->len; i++) {
    GPtrArray *rows = vouch_scoring_get_criteria (scorings->pdata[i]);
    const char *assessor = vouch_scoring_get_assessor (scorings->pdata[i]);

    for (guint n = 0; n < rows->len; n++) {
      VouchCriterionDecision *row = g_ptr_array_index (rows, n);
      const char *comment = vouch_criterion_decision_get_comment (row);
      g_autofree char *title = NULL;

      if (g_strcmp0 (vouch_criterion_decision_get_criterion (row), criterion) != 0)
        continue;
      /* Translators: the pseudonym of one of several assessors, and the level that was given. */
      title = g_strdup_printf (_ ("%s alone: %s"), assessor != NULL ? assessor : _ ("An assessor"),
                               vouch_criterion_card_name_level (history, row));
      add_text (group, title, comment != NULL ? comment : "");
    }
  }
}

static char *
name_item (VouchHistory *history, VouchItem *item)
{
  VouchRequirement *requirement = vouch_definition_find_requirement (
      vouch_history_get_definition (history), vouch_item_get_requirement (item));
  const char *title = vouch_item_get_title (item);

  if (title == NULL && requirement != NULL)
    title = vouch_requirement_get_title (requirement);
  return g_strdup (title != NULL ? title : vouch_item_get_requirement (item));
}

static void
add_item (GtkWidget *group, VouchHistory *history, VouchItem *item, const char *words)
{
  g_autofree char *title = name_item (history, item);

  adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (group),
      vouch_rows_link (title, words, "win.show-item", vouch_item_get_id (item)));
}

static char *
describe_ref (VouchDecisionRef *ref)
{
  gint64 start_ms = vouch_decision_ref_get_start_ms (ref);
  g_autofree char *start = start_ms >= 0 ? vouch_text_format_duration (start_ms) : NULL;

  if (start != NULL)
    /* Translators: a time in a recording, as 4:12. */
    return g_strdup_printf (_ ("The assessor points to %s"), start);
  if (vouch_decision_ref_get_page (ref) > 0)
    return g_strdup_printf (_ ("The assessor points to page %u"),
                            vouch_decision_ref_get_page (ref));
  return g_strdup (_ ("The assessor points to this"));
}

static gboolean
speaks_to (VouchHistory *history, VouchItem *item, const char *criterion)
{
  const char *const *own = vouch_item_get_criteria (item);
  VouchRequirement *requirement = vouch_definition_find_requirement (
      vouch_history_get_definition (history), vouch_item_get_requirement (item));

  if (own != NULL && own[0] != NULL)
    return g_strv_contains (own, criterion);
  return requirement != NULL &&
         g_strv_contains (vouch_requirement_get_criteria (requirement), criterion);
}

/* First what the assessor points to, then whatever else speaks to the criterion. */
static void
add_evidence (GtkWidget *group, VouchHistory *history, VouchCriterionDecision *decided)
{
  VouchPortfolio *portfolio = vouch_history_get_portfolio (history);
  GPtrArray *refs = vouch_criterion_decision_get_refs (decided);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < refs->len; i++) {
    VouchItem *item =
        vouch_portfolio_find_item (portfolio, vouch_decision_ref_get_item (refs->pdata[i]));
    g_autofree char *words = describe_ref (refs->pdata[i]);

    if (item == NULL)
      continue;
    add_item (group, history, item, words);
    g_hash_table_add (shown, item);
  }
  for (guint i = 0; i < items->len; i++)
    if (!g_hash_table_contains (shown, items->pdata[i]) &&
        speaks_to (history, items->pdata[i], vouch_criterion_decision_get_criterion (decided)))
      add_item (group, history, items->pdata[i], _ ("Your evidence"));
}

/* The cards of the portfolio on which this criterion is worked. */
static void
add_ways (GtkWidget *group, VouchHistory *history, const char *criterion)
{
  GPtrArray *parts = vouch_definition_get_parts (vouch_history_get_definition (history));
  const char *portfolio = vouch_portfolio_get_id (vouch_history_get_portfolio (history));

  for (guint i = 0; i < parts->len; i++) {
    GPtrArray *requirements = vouch_part_get_requirements (parts->pdata[i]);

    for (guint n = 0; n < requirements->len; n++) {
      VouchRequirement *requirement = g_ptr_array_index (requirements, n);
      GtkWidget *row;

      if (!g_strv_contains (vouch_requirement_get_criteria (requirement), criterion))
        continue;
      row = vouch_rows_link (_ ("Work on it"), vouch_requirement_get_title (requirement),
                             "win.show-requirement", "");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", portfolio,
                                        vouch_requirement_get_id (requirement));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  }
}

/**
 * vouch_criterion_card_new:
 * @history: the attempts.
 * @attempt: the one that was decided.
 * @decided: what was decided about a criterion that is open.
 *
 * Returns: (transfer floating): a boxed list with everything that helps to work on it.
 */
GtkWidget *
vouch_criterion_card_new (VouchHistory *history,
                          const VouchHistoryAttempt *attempt,
                          VouchCriterionDecision *decided)
{
  const char *id = vouch_criterion_decision_get_criterion (decided);
  VouchCriterion *criterion = find_criterion (history, id);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = g_markup_escape_text (vouch_criterion_card_name (history, id), -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_criterion_card_name (history, id), -1);
  add_text (group, _ ("The assessor says"), vouch_criterion_decision_get_comment (decided));
  if (criterion != NULL)
    add_levels (group, history, criterion, decided);
  add_scorings (group, history, attempt->decision, id);
  add_evidence (group, history, decided);
  add_ways (group, history, id);
  return group;
}

/**
 * vouch_criterion_card_new_earned:
 * @history: the attempts.
 * @decided: what was decided about a criterion that is earned.
 *
 * Returns: (transfer floating): a row that opens to the level's own words and the assessor's.
 */
GtkWidget *
vouch_criterion_card_new_earned (VouchHistory *history, VouchCriterionDecision *decided)
{
  const char *id = vouch_criterion_decision_get_criterion (decided);
  VouchCriterion *criterion = find_criterion (history, id);
  gboolean stays = g_strv_contains (vouch_history_get_retained (history), id) ||
                   vouch_criterion_decision_get_kept (decided);
  const char *text = describe_level (criterion, vouch_criterion_decision_get_level (decided));
  const char *comment = vouch_criterion_decision_get_comment (decided);
  /* Translators: the level that was given; then that it needs no more work. */
  g_autofree char *subtitle = g_strdup_printf (stays ? _ ("✓ %s · stays earned") : _ ("✓ %s"),
                                               vouch_criterion_card_name_level (history, decided));
  GtkWidget *row = vouch_rows_expander (vouch_criterion_card_name (history, id), subtitle);

  if (stays)
    adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row),
                                 g_object_new (GTK_TYPE_IMAGE, "icon-name",
                                               "changes-prevent-symbolic", "accessible-role",
                                               GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  if (text != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              vouch_rows_text (_ ("The rubric says"), text));
  if (comment != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              vouch_rows_text (_ ("The assessor says"), comment));
  if (text == NULL && comment == NULL)
    adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
  return row;
}
