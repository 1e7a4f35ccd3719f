/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouchctl"

#include "config.h"
#include "ctl-show.h"

#include <glib/gi18n-lib.h>

static void
write_parts (CtlJson *json, VouchReport *report)
{
  GPtrArray *parts = vouch_report_get_parts (report);

  ctl_json_begin_array (json, "parts");
  for (guint i = 0; i < parts->len; i++) {
    const VouchPartStatus *part = g_ptr_array_index (parts, i);

    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", part->id);
    ctl_json_string (json, "state", vouch_progress_to_string (part->state));
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
write_requirements (CtlJson *json, VouchReport *report)
{
  GPtrArray *requirements = vouch_report_get_requirements (report);

  ctl_json_begin_array (json, "requirements");
  for (guint i = 0; i < requirements->len; i++) {
    const VouchRequirementStatus *requirement = g_ptr_array_index (requirements, i);

    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", requirement->id);
    ctl_json_string (json, "part", requirement->part);
    ctl_json_string (json, "state", vouch_progress_to_string (requirement->state));
    ctl_json_integer (json, "count", requirement->count);
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
write_finding (CtlJson *json, VouchFinding *finding)
{
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", vouch_finding_get_id (finding));
  ctl_json_string (json, "part", vouch_finding_get_part (finding));
  ctl_json_string (json, "requirement", vouch_finding_get_requirement (finding));
  ctl_json_string (json, "criterion", vouch_finding_get_criterion (finding));
  ctl_json_string (json, "kind", vouch_finding_get_kind_name (finding));
  ctl_json_string (json, "severity",
                   vouch_severity_to_string (vouch_finding_get_severity (finding)));
  ctl_json_string (json, "result", vouch_result_to_string (vouch_finding_get_result (finding)));
  ctl_json_string (json, "message", vouch_finding_get_message (finding));
  ctl_json_strings (json, "items", vouch_finding_get_items (finding));
  ctl_json_end (json);
}

static void
print_report (CtlContext *context, VouchReport *report)
{
  GPtrArray *parts = vouch_report_get_parts (report);
  GPtrArray *findings = vouch_report_get_findings (report);

  for (guint i = 0; i < parts->len; i++) {
    const VouchPartStatus *part = g_ptr_array_index (parts, i);

    ctl_context_print_row (context, part->id, vouch_progress_to_string (part->state), NULL);
  }
  for (guint i = 0; i < findings->len; i++) {
    VouchFinding *finding = g_ptr_array_index (findings, i);

    if (vouch_finding_is_open (finding))
      ctl_context_print_row (
          context, vouch_severity_to_string (vouch_finding_get_severity (finding)),
          vouch_result_to_string (vouch_finding_get_result (finding)),
          vouch_finding_get_id (finding), vouch_finding_get_message (finding), NULL);
  }
  ctl_context_print (context, "%s",
                     vouch_report_get_ready (report) ? _ ("Ready to submit.")
                                                     : _ ("Not ready yet."));
}

/**
 * ctl_show_report:
 * @context: a run.
 * @portfolio: id of the portfolio.
 * @report: what the check found.
 *
 * Prints what is done and what is missing.
 */
void
ctl_show_report (CtlContext *context, const char *portfolio, VouchReport *report)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  GPtrArray *findings = vouch_report_get_findings (report);

  print_report (context, report);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "portfolio", portfolio);
  ctl_json_boolean (json, "ready", vouch_report_get_ready (report));
  write_parts (json, report);
  write_requirements (json, report);
  ctl_json_begin_array (json, "findings");
  for (guint i = 0; i < findings->len; i++)
    write_finding (json, g_ptr_array_index (findings, i));
  ctl_json_end (json);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
}

static void
write_moment (CtlJson *json, VouchMoment *moment)
{
  VouchMomentForm form = vouch_moment_get_form (moment);

  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", vouch_moment_get_id (moment));
  ctl_json_string (json, "form", vouch_moment_form_to_string (form));
  if (vouch_moment_get_start_ms (moment) >= 0)
    ctl_json_integer (json, "startMs", vouch_moment_get_start_ms (moment));
  if (vouch_moment_get_end_ms (moment) >= 0)
    ctl_json_integer (json, "endMs", vouch_moment_get_end_ms (moment));
  if (form == VOUCH_MOMENT_FORM_REGION) {
    ctl_json_number (json, "x", vouch_moment_get_x (moment));
    ctl_json_number (json, "y", vouch_moment_get_y (moment));
    ctl_json_number (json, "width", vouch_moment_get_width (moment));
    ctl_json_number (json, "height", vouch_moment_get_height (moment));
  }
  if (vouch_moment_get_page (moment) > 0)
    ctl_json_integer (json, "page", vouch_moment_get_page (moment));
  if (vouch_moment_get_quote (moment) != NULL)
    ctl_json_string (json, "quote", vouch_moment_get_quote (moment));
  ctl_json_string (json, "criterion", vouch_moment_get_criterion (moment));
  ctl_json_string (json, "label", vouch_moment_get_label (moment));
  ctl_json_string (json, "text", vouch_moment_get_note (moment));
  ctl_json_end (json);
}

static void
write_facts (CtlJson *json, VouchFacts *facts)
{
  static const char *const states[] = { "pending", "known", "unreadable" };

  if (facts == NULL)
    return;
  ctl_json_begin_object (json, "facts");
  ctl_json_string (json, "state", states[vouch_facts_get_state (facts)]);
  ctl_json_string (json, "format", vouch_facts_get_format (facts));
  ctl_json_integer (json, "bytes", vouch_facts_get_size (facts));
  if (vouch_facts_get_duration_ms (facts) >= 0)
    ctl_json_integer (json, "durationMs", vouch_facts_get_duration_ms (facts));
  if (vouch_facts_get_pages (facts) >= 0)
    ctl_json_integer (json, "pages", vouch_facts_get_pages (facts));
  ctl_json_end (json);
}

static void
write_attributes (CtlJson *json, VouchItem *item)
{
  g_autoptr (GList) names = vouch_item_list_attributes (item);

  ctl_json_begin_object (json, "attributes");
  for (GList *l = names; l != NULL; l = l->next)
    ctl_json_string (json, l->data, vouch_item_get_attribute (item, l->data));
  ctl_json_end (json);
}

static void
write_appearance (CtlJson *json, VouchAppearance *appearance)
{
  ctl_json_begin_object (json, "appearance");
  ctl_json_string (json, "state",
                   vouch_appearance_state_to_string (vouch_appearance_get_state (appearance)));
  ctl_json_strings (json, "people", vouch_appearance_get_people (appearance));
  ctl_json_end (json);
}

static void
write_places (CtlJson *json, VouchItem *item)
{
  GPtrArray *moments = vouch_item_get_moments (item);
  GPtrArray *citations = vouch_item_get_citations (item);

  ctl_json_begin_array (json, "annotations");
  for (guint i = 0; i < moments->len; i++)
    write_moment (json, g_ptr_array_index (moments, i));
  ctl_json_end (json);
  ctl_json_begin_array (json, "citations");
  for (guint i = 0; i < citations->len; i++) {
    VouchCitation *citation = g_ptr_array_index (citations, i);

    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "item", vouch_citation_get_item (citation));
    if (vouch_citation_get_at_ms (citation) >= 0)
      ctl_json_integer (json, "atMs", vouch_citation_get_at_ms (citation));
    if (vouch_citation_get_page (citation) > 0)
      ctl_json_integer (json, "page", vouch_citation_get_page (citation));
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
write_item (CtlJson *json, VouchItem *item)
{
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", vouch_item_get_id (item));
  ctl_json_string (json, "requirement", vouch_item_get_requirement (item));
  ctl_json_string (json, "media", vouch_media_to_string (vouch_item_get_media (item)));
  ctl_json_string (json, "title", vouch_item_get_title (item));
  ctl_json_string (json, "sha256", vouch_item_get_artifact (item));
  ctl_json_string (json, "fileName", vouch_item_get_file_name (item));
  ctl_json_string (json, "text", vouch_item_get_text (item));
  if (vouch_item_has_range (item)) {
    ctl_json_begin_object (json, "range");
    ctl_json_integer (json, "startMs", vouch_item_get_start_ms (item));
    ctl_json_integer (json, "endMs", vouch_item_get_end_ms (item));
    ctl_json_end (json);
  }
  if (vouch_item_get_transcript_of (item) != NULL)
    ctl_json_string (json, "transcriptOf", vouch_item_get_transcript_of (item));
  write_attributes (json, item);
  ctl_json_strings (json, "criteria", vouch_item_get_criteria (item));
  write_places (json, item);
  write_appearance (json, vouch_item_get_appearance (item));
  write_facts (json, vouch_item_get_facts (item));
  ctl_json_end (json);
}

static void
write_assessments (CtlJson *json, VouchPortfolio *portfolio)
{
  GPtrArray *assessments = vouch_portfolio_get_self_assessments (portfolio);

  ctl_json_begin_array (json, "selfAssessments");
  for (guint i = 0; i < assessments->len; i++) {
    VouchSelfAssessment *assessment = g_ptr_array_index (assessments, i);

    ctl_json_begin_object (json, NULL);
    ctl_json_string (json, "id", vouch_self_assessment_get_id (assessment));
    ctl_json_string (json, "criterion", vouch_self_assessment_get_criterion (assessment));
    ctl_json_string (json, "level", vouch_self_assessment_get_level (assessment));
    ctl_json_string (json, "reason", vouch_self_assessment_get_reason (assessment));
    ctl_json_time (json, "createdAt", vouch_self_assessment_get_created_ms (assessment));
    ctl_json_end (json);
  }
  ctl_json_end (json);
}

static void
print_portfolio (CtlContext *context, VouchPortfolio *portfolio)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  ctl_context_print_row (context, vouch_portfolio_get_title (portfolio),
                         vouch_definition_get_id (vouch_portfolio_get_definition (portfolio)),
                         NULL);
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);
    const char *name = vouch_item_get_title (item);

    if (name == NULL)
      name = vouch_item_get_file_name (item) != NULL ? vouch_item_get_file_name (item)
                                                     : vouch_item_get_text (item);
    ctl_context_print_row (context, vouch_item_get_id (item), vouch_item_get_requirement (item),
                           vouch_media_to_string (vouch_item_get_media (item)),
                           name != NULL ? name : "", NULL);
  }
}

/**
 * ctl_show_portfolio:
 * @context: a run.
 * @portfolio: a portfolio.
 *
 * Prints everything that is in a portfolio.
 */
void
ctl_show_portfolio (CtlContext *context, VouchPortfolio *portfolio)
{
  g_autoptr (CtlJson) json = ctl_json_new ();
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  print_portfolio (context, portfolio);
  ctl_json_begin_object (json, NULL);
  ctl_json_string (json, "id", vouch_portfolio_get_id (portfolio));
  ctl_json_string (json, "title", vouch_portfolio_get_title (portfolio));
  ctl_json_begin_object (json, "definition");
  ctl_json_string (json, "id", vouch_definition_get_id (definition));
  ctl_json_string (json, "version", vouch_definition_get_version (definition));
  ctl_json_string (json, "sha256", vouch_definition_get_digest (definition));
  ctl_json_end (json);
  ctl_json_time (json, "createdAt", vouch_portfolio_get_created_ms (portfolio));
  ctl_json_time (json, "changedAt", vouch_portfolio_get_changed_ms (portfolio));
  ctl_json_strings (json, "chosen", vouch_portfolio_get_chosen (portfolio));
  ctl_json_begin_array (json, "items");
  for (guint i = 0; i < items->len; i++)
    write_item (json, g_ptr_array_index (items, i));
  ctl_json_end (json);
  write_assessments (json, portfolio);
  ctl_json_end (json);
  ctl_context_print_json (context, json);
}
