/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-check-counts"

#include "config.h"
#include "vouch-check-counts.h"

#include <glib/gi18n-lib.h>

#include "vouch-coverage.h"
#include "vouch-describe.h"

static gboolean
is_accepted (VouchRequirement *requirement, VouchItem *item)
{
  VouchMediaSet media = vouch_requirement_get_media (requirement);

  return media == VOUCH_MEDIA_SET_EMPTY ||
         vouch_media_set_contains (media, vouch_item_get_media (item));
}

/**
 * vouch_check_count_accepted:
 * @probe: a question about `quantity`.
 *
 * Returns: how many items are of a medium that the requirement accepts.
 */
guint
vouch_check_count_accepted (VouchProbe *probe)
{
  guint count = 0;

  for (guint i = 0; i < probe->items->len; i++)
    count += is_accepted (probe->requirement, probe->items->pdata[i]);
  return count;
}

static void
say_too_few (VouchProbe *probe, guint count, guint min)
{
  gboolean prompt =
      vouch_requirement_get_kind (probe->requirement) == VOUCH_REQUIREMENT_KIND_PROMPT;
  guint lacks = min - count;

  if (prompt && min == 1)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_WRITE,
                     _ ("This question is not answered yet."));
  else if (prompt)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_WRITE,
                     ngettext ("%u of %u answers is here. Add %u more.",
                               "%u of %u answers are here. Add %u "
                               "more.",
                               count),
                     count, min, lacks);
  else if (count == 0)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_ATTACH,
                     ngettext ("Nothing is attached yet; %u is asked for.",
                               "Nothing is attached yet; %u are asked for.", min),
                     min);
  else
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_ATTACH,
                     ngettext ("%u of %u is attached. Add %u more.",
                               "%u of %u are attached. Add %u more.", count),
                     count, min, lacks);
}

static void
refuse_media (VouchProbe *probe)
{
  for (guint i = 0; i < probe->items->len; i++) {
    VouchItem *item = g_ptr_array_index (probe->items, i);
    g_autofree char *name = NULL;
    g_autofree char *media = NULL;

    if (is_accepted (probe->requirement, item))
      continue;
    name = vouch_probe_name (probe, item);
    media = vouch_describe_media (VOUCH_MEDIA_BIT (vouch_item_get_media (item)));
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, item, VOUCH_FIX_REMOVE,
                     /* Translators: an item, then what it is, such as “video”. */
                     _ ("%s is of a kind (%s) that is not asked for here. Take it out, or move it "
                        "to where it belongs."),
                     name, media);
  }
}

/**
 * vouch_check_quantity:
 * @probe: a question about `quantity`.
 * @needed: whether the requirement has to be there at all.
 *
 * Met when the count of items is in range and each is of an accepted medium. A requirement that may
 * stay empty, and is, is none of its business.
 */
void
vouch_check_quantity (VouchProbe *probe, gboolean needed)
{
  guint min = vouch_requirement_get_min (probe->requirement);
  guint max = vouch_requirement_get_max (probe->requirement);
  guint count = vouch_check_count_accepted (probe);

  if (max == G_MAXUINT || min == max)
    vouch_probe_label (probe, _ ("%u of %u"), count, min);
  else
    /* Translators: how many there are, and from how many to how many are asked for. */
    vouch_probe_label (probe, _ ("%u of %u–%u"), count, min, max);
  if (probe->items->len == 0 && !needed)
    return;
  refuse_media (probe);
  if (probe->result == VOUCH_RESULT_NOT_MET)
    return;
  if (count < min)
    say_too_few (probe, count, min);
  else if (count > max)
    vouch_probe_say (probe, VOUCH_RESULT_NOT_MET, NULL, VOUCH_FIX_REMOVE,
                     ngettext ("%u are here; the limit is %u. Take %u out.",
                               "%u are here; the limit is %u. Take %u out.", count - max),
                     count, max, count - max);
  else
    vouch_probe_pass (probe, NULL);
}

static void
judge_choice (VouchFinding *finding, VouchChoice *choice, guint chosen, gboolean needed)
{
  guint min = vouch_choice_get_min_options (choice), max = vouch_choice_get_max_options (choice);
  g_autofree char *message = NULL;
  VouchResult result = VOUCH_RESULT_NOT_MET;

  if (chosen > max)
    message =
        g_strdup_printf (ngettext ("%u are chosen; at most %u is possible. Give up %u.",
                                   "%u are chosen; at most %u are possible. Give up %u.", max),
                         chosen, max, chosen - max);
  else if (chosen >= min) {
    message = g_strdup (_ ("Chosen."));
    result = VOUCH_RESULT_MET;
  } else if (chosen == 0 && !needed) {
    message = g_strdup (_ ("There is nothing to choose as long as this part is left out."));
    result = VOUCH_RESULT_NOT_APPLICABLE;
  } else if (chosen == 0)
    message = g_strdup (_ ("Choose how you want to show this."));
  else
    message = g_strdup_printf (ngettext ("%u of %u is chosen. Choose %u more.",
                                         "%u of %u are chosen. Choose %u more.", chosen),
                               chosen, min, min - chosen);
  vouch_finding_set_result (finding, result);
  vouch_finding_set_message (finding, message);
  vouch_finding_set_fix (finding,
                         vouch_result_is_open (result) ? VOUCH_FIX_CHOOSE : VOUCH_FIX_NONE);
}

/**
 * vouch_check_choice:
 * @check: the run.
 * @part: a part.
 * @choice: one of its choices.
 * @needed: whether the part is required, or was begun.
 *
 * Met when neither too few nor too many options are chosen.
 *
 * Returns: (transfer full): the finding.
 */
VouchFinding *
vouch_check_choice (VouchCheck *check, VouchPart *part, VouchChoice *choice, gboolean needed)
{
  VouchFinding *finding = vouch_finding_new ();
  const char *const *chosen = vouch_portfolio_get_chosen (check->portfolio);
  GPtrArray *options = vouch_choice_get_options (choice);
  g_autofree char *id =
      g_strdup_printf ("%s/%s/choice", vouch_part_get_id (part), vouch_choice_get_id (choice));
  guint n = 0;

  for (guint i = 0; i < options->len; i++)
    n += g_strv_contains (chosen, vouch_choice_option_get_id (options->pdata[i]));
  vouch_finding_set_id (finding, id);
  vouch_finding_set_part (finding, vouch_part_get_id (part));
  vouch_finding_set_kind (finding, VOUCH_CONSTRAINT_KIND_CHOICE);
  vouch_finding_set_kind_name (finding, "choice");
  vouch_finding_set_severity (finding, VOUCH_SEVERITY_REQUIRED);
  vouch_finding_set_label (finding, _ ("choice"));
  judge_choice (finding, choice, n, needed);
  return finding;
}

/* Whether anything speaks to it. An item on a requirement that the definition does not have is none. */
static gboolean
has_evidence (VouchCheck *check, VouchCriterion *criterion)
{
  GHashTableIter iter;
  gpointer place, items;

  g_hash_table_iter_init (&iter, check->items);
  while (g_hash_table_iter_next (&iter, &place, &items)) {
    GPtrArray *list = items;

    if (vouch_definition_find_part_of (check->definition, place) == NULL)
      continue;
    for (guint i = 0; i < list->len; i++)
      if (vouch_coverage_item_speaks (check->definition, list->pdata[i], criterion))
        return TRUE;
  }
  return FALSE;
}

/* Whether the definition says where its evidence is to come from. */
static gboolean
is_linked (VouchCheck *check, VouchCriterion *criterion)
{
  GPtrArray *parts = vouch_definition_get_parts (check->definition);

  if (vouch_criterion_get_evidence_from (criterion)[0] != NULL)
    return TRUE;
  for (guint p = 0; p < parts->len; p++) {
    GPtrArray *requirements = vouch_part_get_requirements (parts->pdata[p]);

    for (guint i = 0; i < requirements->len; i++)
      if (vouch_coverage_is_expected (requirements->pdata[i], criterion))
        return TRUE;
  }
  return FALSE;
}

/**
 * vouch_check_rubric_row:
 * @check: the run.
 * @criterion: a row of the rubric.
 *
 * Advises when no evidence speaks to the row: nothing is attached to the requirements that feed it,
 * and no item or annotation names it. Where the definition does not say what feeds it, and nothing
 * names it, there is nothing to advise, so a complete portfolio never draws this advice.
 *
 * Returns: (transfer full): the finding.
 */
VouchFinding *
vouch_check_rubric_row (VouchCheck *check, VouchCriterion *criterion)
{
  VouchFinding *finding = vouch_finding_new ();
  const char *title = vouch_criterion_get_title (criterion);
  g_autofree char *id =
      g_strdup_printf ("rubric/%s/criterionCoverage", vouch_criterion_get_id (criterion));
  g_autofree char *message = NULL;

  vouch_finding_set_id (finding, id);
  vouch_finding_set_part (finding, vouch_criterion_get_part (criterion));
  vouch_finding_set_criterion (finding, vouch_criterion_get_id (criterion));
  vouch_finding_set_kind (finding, VOUCH_CONSTRAINT_KIND_CRITERION_COVERAGE);
  vouch_finding_set_kind_name (finding, "criterionCoverage");
  vouch_finding_set_severity (finding, VOUCH_SEVERITY_ADVISED);
  vouch_finding_set_label (finding, title);
  if (has_evidence (check, criterion)) {
    vouch_finding_set_result (finding, VOUCH_RESULT_MET);
    message = g_strdup_printf (_ ("Evidence speaks to “%s”."), title);
  } else if (!is_linked (check, criterion)) {
    vouch_finding_set_result (finding, VOUCH_RESULT_NOT_APPLICABLE);
    message = g_strdup_printf (_ ("Any of your evidence may speak to “%s”."), title);
  } else {
    vouch_finding_set_result (finding, VOUCH_RESULT_NOT_MET);
    vouch_finding_set_fix (finding, VOUCH_FIX_ATTACH);
    message = g_strdup_printf (_ ("No evidence speaks to “%s” yet. Attach some, or name it where "
                                  "you mark evidence."),
                               title);
  }
  vouch_finding_set_message (finding, message);
  return finding;
}
