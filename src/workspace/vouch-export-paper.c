/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-export-paper"

#include "config.h"
#include "vouch-export-paper.h"

#include <glib/gi18n-lib.h>

#include "vouch-bundle-page.h"

static void
add_text (VouchDocument *document, const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    if (*paragraphs[i] != '\0')
      vouch_document_add_paragraph (document, paragraphs[i]);
}

static void
add_item (VouchDocument *document, VouchPortfolio *portfolio, VouchItem *item)
{
  g_autofree char *range = vouch_bundle_describe_range (item);
  GPtrArray *moments = vouch_item_get_moments (item);

  if (vouch_item_get_title (item) != NULL && *vouch_item_get_title (item) != '\0')
    vouch_document_add_heading (document, 3, vouch_item_get_title (item));
  add_text (document, vouch_item_get_text (item));
  if (vouch_item_get_file_name (item) != NULL)
    vouch_document_add_fact (document, _ ("File"), vouch_item_get_file_name (item));
  if (range != NULL)
    vouch_document_add_paragraph (document, range);
  for (guint i = 0; i < moments->len; i++) {
    g_autofree char *line = vouch_bundle_describe_moment (portfolio, moments->pdata[i]);

    vouch_document_add_bullet (document, line);
  }
}

static void
add_requirements (VouchDocument *document, VouchPortfolio *portfolio, GPtrArray *requirements)
{
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < requirements->len; i++) {
    VouchRequirement *requirement = requirements->pdata[i];
    gboolean any = FALSE;

    vouch_document_add_heading (document, 2, vouch_requirement_get_title (requirement));
    for (guint k = 0; k < items->len; k++)
      if (g_strcmp0 (vouch_item_get_requirement (items->pdata[k]),
                     vouch_requirement_get_id (requirement)) == 0) {
        add_item (document, portfolio, items->pdata[k]);
        any = TRUE;
      }
    if (!any)
      vouch_document_add_note (document, _ ("Nothing here yet."));
  }
}

static void
add_levels (VouchDocument *document, VouchPortfolio *portfolio)
{
  GPtrArray *levels = vouch_portfolio_get_self_assessments (portfolio);
  VouchRubric *rubric = vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio));

  if (levels->len > 0)
    vouch_document_add_heading (document, 2, _ ("Self-assessment"));
  for (guint i = 0; i < levels->len; i++) {
    VouchSelfAssessment *one = levels->pdata[i];
    const char *id = vouch_self_assessment_get_criterion (one);
    VouchCriterion *criterion = rubric != NULL ? vouch_rubric_find_criterion (rubric, id) : NULL;

    vouch_document_add_fact (document,
                             criterion != NULL ? vouch_criterion_get_title (criterion) : id,
                             vouch_bundle_describe_level (portfolio, one));
    add_text (document, vouch_self_assessment_get_reason (one));
  }
}

static void
add_goals (VouchDocument *document, VouchPortfolio *portfolio)
{
  GPtrArray *goals = vouch_portfolio_get_goals (portfolio);

  if (goals->len > 0)
    vouch_document_add_heading (document, 2, _ ("Goals"));
  for (guint i = 0; i < goals->len; i++) {
    add_text (document, vouch_goal_get_statement (goals->pdata[i]));
    add_text (document, vouch_goal_get_outcome (goals->pdata[i]));
  }
}

static void
add_portfolio (VouchDocument *document, VouchPortfolio *portfolio, gboolean alone)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  GPtrArray *parts = vouch_definition_get_parts (definition);

  if (!alone)
    vouch_document_add_heading (document, 1, vouch_portfolio_get_title (portfolio));
  vouch_document_add_note (document, vouch_definition_get_name (definition));
  add_requirements (document, portfolio, vouch_definition_get_self_prompts (definition));
  for (guint i = 0; i < parts->len; i++)
    add_requirements (document, portfolio, vouch_part_get_requirements (parts->pdata[i]));
  add_levels (document, portfolio);
  add_goals (document, portfolio);
}

/**
 * vouch_export_paper_make:
 * @title: title of the document.
 * @name: (nullable): who made it.
 * @portfolios: (element-type VouchPortfolio): what it is about.
 *
 * Returns: (transfer full): all texts, for paper.
 */
VouchDocument *
vouch_export_paper_make (const char *title, const char *name, GPtrArray *portfolios)
{
  VouchDocument *document = vouch_document_new (title);

  vouch_document_add_title (document, title);
  if (name != NULL)
    vouch_document_add_subtitle (document, name);
  for (guint i = 0; i < portfolios->len; i++) {
    if (i > 0)
      vouch_document_add_page_break (document);
    add_portfolio (document, portfolios->pdata[i], portfolios->len == 1);
  }
  return document;
}
