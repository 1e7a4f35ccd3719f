/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-assess-page"

#include "config.h"
#include "vouch-assess-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-gaps.h"
#include "vouch-portfolios.h"

#include "vouch-assess-row.h"
#include "vouch-response-editor.h"

/**
 * VouchAssessPage:
 *
 * The rubric as a mirror: one level for each criterion and why, earlier answers beside it, a goal where
 * there is a gap. Below it, what the definition asks besides.
 */
struct _VouchAssessPage {
  VouchPage parent_instance;

  GtkBox *rows;
  GtkBox *prompts;
};

G_DEFINE_FINAL_TYPE (VouchAssessPage, vouch_assess_page, VOUCH_TYPE_PAGE)

static void
add_label (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label;

  if (text == NULL)
    return;
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
}

/* The definition is pinned: what is asked never changes, so rows are placed once. */
static void
place_rows (VouchAssessPage *self, VouchDefinition *definition)
{
  GPtrArray *criteria = vouch_rubric_get_criteria (vouch_definition_get_rubric (definition));
  GPtrArray *prompts = vouch_definition_get_self_prompts (definition);
  VouchWorkspace *workspace = vouch_page_get_workspace (VOUCH_PAGE (self));
  const char *id = vouch_page_get_subject (VOUCH_PAGE (self));

  if (vouch_definition_get_self_assessment_uses_rubric (definition))
    for (guint i = 0; i < criteria->len; i++)
      gtk_box_append (self->rows,
                      vouch_assess_row_new (workspace, id, g_ptr_array_index (criteria, i)));
  for (guint i = 0; i < prompts->len; i++) {
    VouchRequirement *prompt = g_ptr_array_index (prompts, i);

    add_label (self->prompts, vouch_requirement_get_title (prompt), "heading");
    add_label (self->prompts, vouch_requirement_get_description (prompt), "dim-label");
    gtk_box_append (self->prompts, vouch_response_editor_new (workspace, id, prompt));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->prompts), prompts->len > 0);
}

static gboolean
has_gap (GPtrArray *gaps, VouchAssessRow *row)
{
  for (guint i = 0; i < gaps->len; i++)
    if (vouch_gap_get_criterion (g_ptr_array_index (gaps, i)) ==
        vouch_assess_row_get_criterion (row))
      return TRUE;
  return FALSE;
}

static VouchItem *
find_answer (VouchPortfolio *portfolio, VouchResponseEditor *editor)
{
  const char *prompt = vouch_requirement_get_id (vouch_response_editor_get_prompt (editor));
  GPtrArray *items = vouch_portfolio_get_items (portfolio);

  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (vouch_item_get_requirement (g_ptr_array_index (items, i)), prompt) == 0)
      return g_ptr_array_index (items, i);
  return NULL;
}

static void
show (VouchAssessPage *self, VouchPortfolio *portfolio)
{
  g_autoptr (GPtrArray) gaps = vouch_gaps_list (portfolio);

  if (gtk_widget_get_first_child (GTK_WIDGET (self->rows)) == NULL &&
      gtk_widget_get_first_child (GTK_WIDGET (self->prompts)) == NULL)
    place_rows (self, vouch_portfolio_get_definition (portfolio));
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    vouch_assess_row_update (VOUCH_ASSESS_ROW (row), portfolio,
                             has_gap (gaps, VOUCH_ASSESS_ROW (row)));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->prompts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (VOUCH_IS_RESPONSE_EDITOR (child)) {
      vouch_response_editor_set_portfolio (VOUCH_RESPONSE_EDITOR (child), portfolio);
      vouch_response_editor_set_item (VOUCH_RESPONSE_EDITOR (child),
                                      find_answer (portfolio, VOUCH_RESPONSE_EDITOR (child)));
    }
}

static gpointer
load_portfolio (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_portfolios_load (workspace, id, cancellable, error);
}

static void
show_portfolio (VouchPage *page, gpointer portfolio)
{
  vouch_page_set_subtitle (page, vouch_portfolio_get_title (portfolio));
  show (VOUCH_ASSESS_PAGE (page), portfolio);
}

static void
vouch_assess_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load_portfolio, g_strdup (vouch_page_get_subject (page)), g_free,
                  g_object_unref, show_portfolio);
}

static gboolean
vouch_assess_page_flush (VouchPage *page, GError **error)
{
  VouchAssessPage *self = VOUCH_ASSESS_PAGE (page);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (!vouch_assess_row_flush (VOUCH_ASSESS_ROW (row), error))
      return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->prompts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (VOUCH_IS_RESPONSE_EDITOR (child) &&
        !vouch_response_editor_flush (VOUCH_RESPONSE_EDITOR (child), error))
      return FALSE;
  return TRUE;
}

static void
vouch_assess_page_class_init (VouchAssessPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->flush = vouch_assess_page_flush;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_assess_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/assess/vouch-assess-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchAssessPage, prompts);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessPage, rows);
}

static void
vouch_assess_page_init (VouchAssessPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_assess_page_new:
 * @workspace: the workspace.
 * @id: id of the portfolio.
 *
 * Returns: (transfer floating): the page of the self-assessment.
 */
VouchPage *
vouch_assess_page_new (VouchWorkspace *workspace, const char *id)
{
  return vouch_page_new (VOUCH_TYPE_ASSESS_PAGE, workspace, id);
}
