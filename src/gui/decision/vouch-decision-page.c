/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-decision-page"

#include "config.h"
#include "vouch-decision-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-decision.h"
#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-portfolio.h"
#include "vouch-portfolios.h"

#include "vouch-rows.h"

/**
 * VouchDecisionPage:
 *
 * What the assessor decided: what is earned first, then each open criterion with the assessor's words
 * beside the level's own text, and the way on.
 */
struct _VouchDecisionPage {
  VouchPage parent_instance;

  VouchWorkspace *workspace;
  char *id;
  GCancellable *cancellable;
  VouchDecision *decision;
  VouchPortfolio *portfolio;

  GtkStack *stack;
  GtkLabel *outcome;
  GtkLabel *comment;
  GtkBox *criteria;
  GtkButton *onwards;
};

G_DEFINE_FINAL_TYPE (VouchDecisionPage, vouch_decision_page, VOUCH_TYPE_PAGE)

/* The stored decision, if there is one, and the portfolio whose rubric gives it its words. */
typedef struct {
  VouchDecision *decision;
  VouchPortfolio *portfolio;
} Stored;

static void
stored_free (Stored *stored)
{
  g_clear_object (&stored->decision);
  g_clear_object (&stored->portfolio);
  g_free (stored);
}

static const char *
met_words (VouchCriterionDecision *criterion)
{
  if (vouch_criterion_decision_get_kept (criterion))
    return _ ("✓ earned before");
  switch (vouch_criterion_decision_get_met (criterion)) {
  case VOUCH_MET_YES: return _ ("✓ earned");
  case VOUCH_MET_NO: return _ ("○ not yet");
  case VOUCH_MET_UNKNOWN:
  default: return NULL;
  }
}

static GtkWidget *
make_criterion (VouchDecisionPage *self, VouchCriterionDecision *decided)
{
  VouchDefinition *definition = vouch_portfolio_get_definition (self->portfolio);
  const char *id = vouch_criterion_decision_get_criterion (decided);
  VouchCriterion *criterion =
      vouch_rubric_find_criterion (vouch_definition_get_rubric (definition), id);
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = NULL;
  VouchLevel *level;

  /* A criterion that the rubric does not know is shown by its id rather than dropped. */
  title = g_markup_escape_text (criterion != NULL ? vouch_criterion_get_title (criterion) : id, -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (met_words (decided) != NULL)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), met_words (decided));
  level = criterion != NULL ? vouch_scale_find_level (vouch_criterion_get_scale (criterion),
                                                      vouch_criterion_decision_get_level (decided))
                            : NULL;
  if (level != NULL) {
    GPtrArray *levels = vouch_criterion_get_levels (criterion);

    for (guint i = 0; i < levels->len; i++)
      if (g_strcmp0 (vouch_criterion_level_get_level (g_ptr_array_index (levels, i)),
                     vouch_level_get_id (level)) == 0)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   vouch_rows_text (vouch_level_get_quality (level),
                                                    vouch_criterion_level_get_description (
                                                        g_ptr_array_index (levels, i))));
  }
  if (vouch_criterion_decision_get_comment (decided) != NULL)
    adw_preferences_group_add (
        ADW_PREFERENCES_GROUP (group),
        vouch_rows_text (_ ("The assessor says"), vouch_criterion_decision_get_comment (decided)));
  return group;
}

static gboolean
is_open (VouchCriterionDecision *criterion)
{
  return vouch_criterion_decision_get_met (criterion) != VOUCH_MET_YES &&
         !vouch_criterion_decision_get_kept (criterion);
}

static void
show_criteria (VouchDecisionPage *self)
{
  GPtrArray *criteria = vouch_decision_get_criteria (self->decision);

  vouch_rows_clear_box (self->criteria);
  for (int open = 0; open <= 1; open++)
    for (guint i = 0; i < criteria->len; i++)
      if (is_open (g_ptr_array_index (criteria, i)) == open)
        gtk_box_append (self->criteria, make_criterion (self, g_ptr_array_index (criteria, i)));
}

static void
show_decision (VouchDecisionPage *self)
{
  const char *comment = vouch_decision_get_comment (self->decision);
  const char *outcome, *onwards;

  switch (vouch_decision_get_outcome (self->decision)) {
  case VOUCH_OUTCOME_EARNED:
    outcome = _ ("Earned");
    onwards = _ ("See the badge");
    break;
  case VOUCH_OUTCOME_INCOMPLETE:
    outcome = _ ("Something is missing");
    onwards = _ ("Work on this");
    break;
  case VOUCH_OUTCOME_NOT_YET:
  default: outcome = _ ("Not yet"); onwards = _ ("Work on these");
  }
  gtk_label_set_text (self->outcome, outcome);
  gtk_label_set_text (self->comment, comment != NULL ? comment : "");
  gtk_widget_set_visible (GTK_WIDGET (self->comment), comment != NULL);
  gtk_button_set_label (self->onwards, onwards);
  show_criteria (self);
}

static void
show_stored (VouchDecisionPage *self, Stored *stored)
{
  g_set_object (&self->decision, stored->decision);
  g_set_object (&self->portfolio, stored->portfolio);
  vouch_page_set_subtitle (VOUCH_PAGE (self), vouch_portfolio_get_title (self->portfolio));
  if (self->decision != NULL)
    show_decision (self);
  gtk_stack_set_visible_child_name (self->stack, self->decision != NULL ? "decision" : "waiting");
}

static gpointer
load_stored (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) none = NULL;
  Stored *stored = g_new0 (Stored, 1);

  stored->portfolio = vouch_portfolios_load (workspace, id, cancellable, error);
  if (stored->portfolio != NULL)
    stored->decision = vouch_decisions_show (workspace, id, cancellable, &none);
  if (none != NULL && !g_error_matches (none, VOUCH_ERROR, VOUCH_ERROR_NOT_FOUND)) {
    g_clear_object (&stored->portfolio);
    g_propagate_error (error, g_steal_pointer (&none));
  }
  if (stored->portfolio == NULL)
    g_clear_pointer (&stored, stored_free);
  return stored;
}

static gpointer
fetch (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchDecision) decision = vouch_decisions_fetch (workspace, id, cancellable, error);

  if (decision == NULL)
    return NULL;
  return load_stored (workspace, id, cancellable, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchDecisionPage) self = data;
  g_autoptr (GError) error = NULL;
  Stored *stored = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "decision.fetch", TRUE);
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY))
    vouch_page_toast (VOUCH_PAGE (self), error->message);
  else if (error != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), error);
  if (stored != NULL) {
    show_stored (self, stored);
    stored_free (stored);
  }
}

static void
run (VouchDecisionPage *self, VouchWorkspaceFunc func)
{
  vouch_workspace_run_async (self->workspace, func, g_strdup (self->id), g_free,
                             (GDestroyNotify) stored_free, self->cancellable, loaded_cb,
                             g_object_ref (self));
}

static void
vouch_decision_page_refresh (VouchPage *page)
{
  run (VOUCH_DECISION_PAGE (page), load_stored);
}

static void
fetch_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_action_set_enabled (widget, "decision.fetch", FALSE);
  vouch_page_clear_problem (VOUCH_PAGE (widget));
  run (VOUCH_DECISION_PAGE (widget), fetch);
}

static void
onwards_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchDecisionPage *self = VOUCH_DECISION_PAGE (widget);

  if (vouch_decision_get_outcome (self->decision) == VOUCH_OUTCOME_EARNED)
    gtk_widget_activate_action (widget, "win.show-place", "s", "credentials");
  else
    gtk_widget_activate_action (widget, "navigation.back", NULL);
}

static void
vouch_decision_page_dispose (GObject *object)
{
  VouchDecisionPage *self = VOUCH_DECISION_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->decision);
  g_clear_object (&self->portfolio);

  G_OBJECT_CLASS (vouch_decision_page_parent_class)->dispose (object);
}

static void
vouch_decision_page_finalize (GObject *object)
{
  VouchDecisionPage *self = VOUCH_DECISION_PAGE (object);

  g_object_unref (self->cancellable);
  g_free (self->id);

  G_OBJECT_CLASS (vouch_decision_page_parent_class)->finalize (object);
}

static void
vouch_decision_page_class_init (VouchDecisionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_decision_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_decision_page_finalize;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_decision_page_refresh;

  gtk_widget_class_install_action (widget_class, "decision.fetch", NULL, fetch_cb);
  gtk_widget_class_install_action (widget_class, "decision.onwards", NULL, onwards_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/decision/vouch-decision-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, comment);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, criteria);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, onwards);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, stack);
}

static void
vouch_decision_page_init (VouchDecisionPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_decision_page_new:
 * @workspace: the workspace.
 * @id: id of the portfolio.
 *
 * Returns: (transfer floating): the page of the latest decision on a portfolio.
 */
VouchPage *
vouch_decision_page_new (VouchWorkspace *workspace, const char *id)
{
  VouchDecisionPage *self = g_object_new (VOUCH_TYPE_DECISION_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  return VOUCH_PAGE (self);
}
