/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolios-page"

#include "config.h"
#include "vouch-portfolios-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-portfolio.h"
#include "vouch-portfolios.h"

#include "vouch-portfolio-state.h"
#include "vouch-rows.h"

/**
 * VouchPortfoliosPage:
 *
 * The portfolios under way, each with how far it is and the next step.
 */
struct _VouchPortfoliosPage {
  VouchPage parent_instance;

  VouchWorkspace *workspace;
  GCancellable *cancellable;

  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (VouchPortfoliosPage, vouch_portfolios_page, VOUCH_TYPE_PAGE)

static gpointer
list_portfolios (VouchWorkspace *workspace,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) portfolios = vouch_portfolios_list (workspace, cancellable, error);
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_object_unref);

  if (portfolios == NULL)
    return NULL;
  for (guint i = 0; i < portfolios->len; i++) {
    VouchPortfolio *portfolio = g_ptr_array_index (portfolios, i);
    VouchPortfolioState *state = vouch_portfolio_state_load (
        workspace, vouch_portfolio_get_id (portfolio), cancellable, error);

    if (state == NULL)
      return NULL;
    g_ptr_array_add (states, state);
  }
  return g_steal_pointer (&states);
}

static const char *
step_words (VouchPortfolioState *state)
{
  VouchFinding *next = vouch_report_get_next_step (vouch_portfolio_state_get_report (state));

  switch (vouch_portfolio_state_get_standing (state)) {
  case VOUCH_STANDING_EARNED: return _ ("Earned.");
  case VOUCH_STANDING_DECIDED: return _ ("A decision came in.");
  case VOUCH_STANDING_SENT: return _ ("Sent. The assessor has it.");
  case VOUCH_STANDING_ON_ITS_WAY: return _ ("On its way to the issuer.");
  case VOUCH_STANDING_READY: return _ ("Complete. Ready to send.");
  case VOUCH_STANDING_OPEN:
  default: return next != NULL ? vouch_finding_get_message (next) : NULL;
  }
}

static GtkWidget *
make_row (VouchPortfolioState *state)
{
  VouchPortfolio *portfolio = vouch_portfolio_state_get_portfolio (state);
  guint complete, needed;
  GtkWidget *row, *progress;
  g_autofree char *count = NULL;

  vouch_report_count_needed (vouch_portfolio_state_get_report (state), &complete, &needed);
  row = vouch_rows_link (vouch_portfolio_get_title (portfolio), step_words (state),
                         "win.show-portfolio", vouch_portfolio_get_id (portfolio));
  /* Translators: how many of the things asked for are complete, as in "9 of 14". */
  count = g_strdup_printf (_ ("%u of %u"), complete, needed);
  progress = gtk_level_bar_new_for_interval (0, MAX (needed, 1));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (progress), complete);
  gtk_widget_set_valign (progress, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (progress, 60, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Complete"), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, count, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_LABEL, "label", count, "width-chars", 6,
                                           "xalign", 0.0, "css-classes",
                                           (const char *[]){ "numeric", "dim-label", NULL }, NULL));
  vouch_rows_link_add (row, progress);
  return row;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchPortfoliosPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = NULL;
  GtkWidget *row;

  states = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < states->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (states, i)));
  gtk_stack_set_visible_child_name (self->stack, states->len > 0 ? "list" : "empty");
}

static void
vouch_portfolios_page_refresh (VouchPage *page)
{
  VouchPortfoliosPage *self = VOUCH_PORTFOLIOS_PAGE (page);

  vouch_workspace_run_async (self->workspace, list_portfolios, NULL, NULL,
                             (GDestroyNotify) g_ptr_array_unref, self->cancellable, listed_cb,
                             g_object_ref (self));
}

static void
vouch_portfolios_page_dispose (GObject *object)
{
  VouchPortfoliosPage *self = VOUCH_PORTFOLIOS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (vouch_portfolios_page_parent_class)->dispose (object);
}

static void
vouch_portfolios_page_finalize (GObject *object)
{
  g_object_unref (VOUCH_PORTFOLIOS_PAGE (object)->cancellable);

  G_OBJECT_CLASS (vouch_portfolios_page_parent_class)->finalize (object);
}

static void
vouch_portfolios_page_class_init (VouchPortfoliosPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_portfolios_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_portfolios_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_portfolios_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-portfolios-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, list);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfoliosPage, stack);
}

static void
vouch_portfolios_page_init (VouchPortfoliosPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_portfolios_page_new:
 * @workspace: the workspace.
 *
 * Returns: (transfer floating): the page of all portfolios.
 */
VouchPage *
vouch_portfolios_page_new (VouchWorkspace *workspace)
{
  VouchPortfoliosPage *self = g_object_new (VOUCH_TYPE_PORTFOLIOS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  return VOUCH_PAGE (self);
}
