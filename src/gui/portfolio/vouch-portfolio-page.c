/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolio-page"

#include "config.h"
#include "vouch-portfolio-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-settings.h"

#include "vouch-coverage-pane.h"
#include "vouch-export-dialog.h"
#include "vouch-mend.h"
#include "vouch-outline.h"
#include "vouch-part-box.h"
#include "vouch-portfolio-edits.h"
#include "vouch-portfolio-state.h"
#include "vouch-ring.h"
#include "vouch-rubric-pane.h"
#include "vouch-side-box.h"
#include "vouch-work-scroll.h"

#define RUBRIC_SETTING "portfolio.rubric"

/**
 * VouchPortfolioPage:
 *
 * The heart: one scroll in the definition's order, a card for each thing asked for, an outline beside
 * it, and the rubric at a keystroke. A press on a chip goes to where it is mended.
 */
struct _VouchPortfolioPage {
  VouchPage parent_instance;

  VouchPortfolioState *state;
  VouchWorkScroll *work;

  GtkToggleButton *rubric_button;
  GtkWidget *next;
  GtkWidget *send;
  VouchRubricPane *rubric;
  VouchOutline *outline;
  VouchOutline *small_outline;
  VouchRing *ring;
  GtkLabel *progress_text;
  GtkWidget *came_in;
  GtkLabel *came_in_text;
  GtkStack *views;
  VouchCoveragePane *coverage;
  GtkScrolledWindow *scroll;
  GtkBox *parts;
  gboolean going_on; /* once it is filled it leads to the next step */
};

G_DEFINE_FINAL_TYPE (VouchPortfolioPage, vouch_portfolio_page, VOUCH_TYPE_PAGE)

/* Going to a place. */

static void
go (VouchPortfolioPage *self, const char *id, const char *item)
{
  gtk_stack_set_visible_child_name (self->views, "work");
  vouch_work_scroll_go (self->work, id, item);
}

static void
go_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  go (VOUCH_PORTFOLIO_PAGE (widget), g_variant_get_string (parameter, NULL), NULL);
}

static void
go_item_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *requirement, *item;

  g_variant_get (parameter, "(&s&s)", &requirement, &item);
  go (VOUCH_PORTFOLIO_PAGE (widget), requirement, item);
}

static void
moved_cb (VouchPortfolioPage *self, const char *requirement)
{
  vouch_outline_set_current (self->outline, requirement);
  vouch_outline_set_current (self->small_outline, requirement);
}

/* How much is complete and what comes next, in one sentence. */
static char *
progress_words (VouchReport *report, VouchStanding standing, const char *count)
{
  VouchFinding *next = vouch_report_get_next_step (report);

  if (standing == VOUCH_STANDING_EARNED)
    return g_strdup (_ ("Earned. The badge is under Credentials."));
  if (standing == VOUCH_STANDING_SENT || standing == VOUCH_STANDING_ON_ITS_WAY)
    return g_strdup_printf (_ ("%s complete."), count);
  if (vouch_report_get_ready (report))
    return g_strdup_printf (_ ("%s complete. Ready to send."), count);
  /* Translators: how much is complete, then the next step as a sentence. */
  return g_strdup_printf (_ ("%s complete. Next: %s"), count,
                          next != NULL ? vouch_finding_get_message (next) : "");
}

static void
suggest (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
show_progress (VouchPortfolioPage *self, VouchReport *report, VouchStanding standing)
{
  gboolean open = standing == VOUCH_STANDING_OPEN || standing == VOUCH_STANDING_READY ||
                  standing == VOUCH_STANDING_DECIDED;
  gboolean ready = vouch_report_get_ready (report);
  guint complete, needed;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  vouch_report_count_needed (report, &complete, &needed);
  /* Translators: how many of the things asked for are complete, as in "9 of 14". */
  count = g_strdup_printf (_ ("%u of %u"), complete, needed);
  text = progress_words (report, standing, count);
  vouch_ring_set_progress (self->ring, complete, needed);
  gtk_label_set_text (self->progress_text, text);
  vouch_page_set_subtitle (VOUCH_PAGE (self), count);
  gtk_widget_set_visible (self->next,
                          open && !ready && vouch_report_get_next_step (report) != NULL);
  suggest (self->next, !ready);
  gtk_widget_set_visible (self->send, standing != VOUCH_STANDING_EARNED);
  suggest (self->send, ready && open);
}

static void
show_standing (VouchPortfolioPage *self, VouchStanding standing)
{
  const char *words = NULL;

  if (standing == VOUCH_STANDING_DECIDED || standing == VOUCH_STANDING_EARNED)
    words = _ ("A decision came in.");
  else if (standing == VOUCH_STANDING_SENT)
    words = _ ("Sent. The assessor has it.");
  else if (standing == VOUCH_STANDING_ON_ITS_WAY)
    words = _ ("On its way to the issuer.");
  gtk_label_set_text (self->came_in_text, words != NULL ? words : "");
  gtk_widget_set_visible (self->came_in, words != NULL);
}

/* What is not seen is filled when it is looked at. */
static void
show_beside (VouchPortfolioPage *self)
{
  if (self->state == NULL)
    return;
  if (gtk_toggle_button_get_active (self->rubric_button))
    vouch_rubric_pane_update (self->rubric, self->state);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "coverage") == 0)
    vouch_coverage_pane_update (self->coverage, vouch_portfolio_state_get_coverage (self->state));
}

static void
show_all (VouchPortfolioPage *self)
{
  VouchPortfolio *portfolio = vouch_portfolio_state_get_portfolio (self->state);
  VouchReport *report = vouch_portfolio_state_get_report (self->state);
  VouchDefinition *definition = vouch_portfolio_get_definition (portfolio);
  VouchStanding standing = vouch_portfolio_state_get_standing (self->state);

  vouch_page_set_title (VOUCH_PAGE (self), vouch_portfolio_get_title (portfolio));
  vouch_work_scroll_update (self->work, vouch_page_get_workspace (VOUCH_PAGE (self)), self->state);
  vouch_outline_update (self->outline, definition, report);
  vouch_outline_update (self->small_outline, definition, report);
  show_progress (self, report, standing);
  show_standing (self, standing);
  show_beside (self);
}

/* When the cards have their places, which they do not have yet as they are made. */
static gboolean
go_on_cb (gpointer data)
{
  gtk_widget_activate_action (data, "portfolio.continue", NULL);
  return G_SOURCE_REMOVE;
}

static void
loaded (VouchPage *page, gpointer result)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (page);
  gint64 begin = g_get_monotonic_time ();

  g_set_object (&self->state, VOUCH_PORTFOLIO_STATE (result));
  show_all (self);
  if (self->going_on)
    g_idle_add_full (G_PRIORITY_LOW, go_on_cb, g_object_ref (self), g_object_unref);
  self->going_on = FALSE;
  if (g_getenv ("VOUCH_TRACE_REFRESH") != NULL)
    g_printerr ("refresh %" G_GINT64_FORMAT " us\n", g_get_monotonic_time () - begin);
}

static gpointer
load_state (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_portfolio_state_load (workspace, id, cancellable, error);
}

static void
vouch_portfolio_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load_state, g_strdup (vouch_page_get_subject (page)), g_free,
                  g_object_unref, loaded);
}

static gboolean
vouch_portfolio_page_flush (VouchPage *page, GError **error)
{
  return vouch_work_scroll_flush (VOUCH_PORTFOLIO_PAGE (page)->work, error);
}

/* Mending: from a finding to the place. */

static void
mend (VouchPortfolioPage *self, VouchFinding *finding)
{
  VouchPortfolio *portfolio = vouch_portfolio_state_get_portfolio (self->state);
  VouchMend way = vouch_mend_find (portfolio, finding);
  VouchRequirementCard *card = vouch_work_scroll_find_card (self->work, way.requirement);
  VouchPartBox *part = vouch_work_scroll_find_part (self->work, way.part);
  g_autofree char *lock = card != NULL
                              ? vouch_portfolio_state_explain_lock (
                                    self->state, vouch_requirement_card_get_requirement (card))
                              : NULL;

  /* What was earned is only looked at. */
  if (lock != NULL && way.place != VOUCH_MEND_PEOPLE)
    way.place = VOUCH_MEND_CARD;
  switch (way.place) {
  case VOUCH_MEND_CONFIRM: vouch_portfolio_edits_confirm (VOUCH_PAGE (self), finding); break;
  case VOUCH_MEND_FILES:
    if (card != NULL)
      vouch_portfolio_edits_choose_files (VOUCH_PAGE (self),
                                          vouch_requirement_card_get_requirement (card));
    break;
  case VOUCH_MEND_WRITE:
    if (card != NULL)
      vouch_requirement_card_write (card, way.item);
    break;
  case VOUCH_MEND_ITEM:
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-item-at", "(ss)", way.item,
                                vouch_fix_to_string (vouch_finding_get_fix (finding)));
    break;
  case VOUCH_MEND_PEOPLE:
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-people", "s", "");
    break;
  case VOUCH_MEND_CHOICE:
    if (part != NULL)
      vouch_part_box_show_choices (part);
    break;
  case VOUCH_MEND_COVERAGE:
    gtk_widget_activate_action (GTK_WIDGET (self), "portfolio.toggle-coverage", NULL);
    break;
  case VOUCH_MEND_CARD: go (self, way.requirement, way.item); break;
  case VOUCH_MEND_NOWHERE:
  default: break;
  }
}

static void
mend_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (widget);
  VouchFinding *finding = self->state != NULL
                              ? vouch_report_find (vouch_portfolio_state_get_report (self->state),
                                                   g_variant_get_string (parameter, NULL))
                              : NULL;

  if (finding != NULL)
    mend (self, finding);
}

static void
attach_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchRequirementCard *card = vouch_work_scroll_find_card (VOUCH_PORTFOLIO_PAGE (widget)->work,
                                                            g_variant_get_string (parameter, NULL));

  if (card != NULL)
    vouch_portfolio_edits_choose_files (VOUCH_PAGE (widget),
                                        vouch_requirement_card_get_requirement (card));
}

/* To the first open chip; there a press, or Enter, mends it. */
static void
continue_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (widget);
  VouchFinding *next =
      self->state != NULL
          ? vouch_report_get_next_step (vouch_portfolio_state_get_report (self->state))
          : NULL;
  VouchMend way;

  gtk_stack_set_visible_child_name (self->views, "work");
  if (next == NULL)
    return;
  way = vouch_mend_find (vouch_portfolio_state_get_portfolio (self->state), next);
  if (!vouch_work_scroll_show_open (self->work, &way))
    mend (self, next);
}

/* Ways on from here. */

static void
lead_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct {
    const char *from;
    const char *to;
  } ways[] = {
    { "portfolio.assess", "win.show-assessment" },
    { "portfolio.assessor-view", "win.show-assessor-view" },
    { "portfolio.decision", "win.show-decision" },
    { "portfolio.send", "win.show-submit" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i].from, action))
      gtk_widget_activate_action (widget, ways[i].to, "s",
                                  vouch_page_get_subject (VOUCH_PAGE (widget)));
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  vouch_export_dialog_open (VOUCH_PAGE (widget), vouch_page_get_subject (VOUCH_PAGE (widget)));
}

static void
toggle_coverage_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (widget);
  gboolean shown = g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "coverage") == 0;

  gtk_stack_set_visible_child_name (self->views, shown ? "work" : "coverage");
  show_beside (self);
}

static void
toggle_rubric_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkToggleButton *button = VOUCH_PORTFOLIO_PAGE (widget)->rubric_button;

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

/* Whether the rubric stands beside the work is remembered for all portfolios. */

static gpointer
read_rubric_setting (VouchWorkspace *workspace,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  return vouch_settings_get (workspace, RUBRIC_SETTING);
}

static void
rubric_setting_read (VouchPage *page, gpointer value)
{
  if (g_strcmp0 (value, "shown") == 0)
    gtk_toggle_button_set_active (VOUCH_PORTFOLIO_PAGE (page)->rubric_button, TRUE);
}

static gpointer
keep_rubric_setting (VouchWorkspace *workspace,
                     gpointer value,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *before = vouch_settings_get (workspace, RUBRIC_SETTING);

  if (vouch_workspace_get_read_only (workspace) || g_strcmp0 (before, value) == 0)
    return NULL;
  return GINT_TO_POINTER (vouch_settings_set (workspace, RUBRIC_SETTING, value, error));
}

static void
rubric_toggled_cb (VouchPortfolioPage *self)
{
  show_beside (self);
  vouch_page_run (
      VOUCH_PAGE (self), keep_rubric_setting,
      g_strdup (gtk_toggle_button_get_active (self->rubric_button) ? "shown" : "hidden"), g_free,
      NULL, NULL);
}

static void
vouch_portfolio_page_dispose (GObject *object)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (object);

  g_clear_object (&self->work);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (vouch_portfolio_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  vouch_portfolio_edits_install (klass);
  gtk_widget_class_install_action (klass, "portfolio.assess", NULL, lead_cb);
  gtk_widget_class_install_action (klass, "portfolio.assessor-view", NULL, lead_cb);
  gtk_widget_class_install_action (klass, "portfolio.attach", "s", attach_cb);
  gtk_widget_class_install_action (klass, "portfolio.continue", NULL, continue_cb);
  gtk_widget_class_install_action (klass, "portfolio.decision", NULL, lead_cb);
  gtk_widget_class_install_action (klass, "portfolio.export", NULL, export_cb);
  gtk_widget_class_install_action (klass, "portfolio.go", "s", go_cb);
  gtk_widget_class_install_action (klass, "portfolio.go-item", "(ss)", go_item_cb);
  gtk_widget_class_install_action (klass, "portfolio.mend", "s", mend_cb);
  gtk_widget_class_install_action (klass, "portfolio.send", NULL, lead_cb);
  gtk_widget_class_install_action (klass, "portfolio.toggle-coverage", NULL, toggle_coverage_cb);
  gtk_widget_class_install_action (klass, "portfolio.toggle-rubric", NULL, toggle_rubric_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "portfolio.toggle-rubric", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F9, 0, "portfolio.toggle-rubric", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F8, 0, "portfolio.toggle-coverage", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F2, 0, "portfolio.rename", NULL);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, came_in);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, came_in_text);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, coverage);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, next);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, outline);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, parts);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, progress_text);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, ring);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, rubric);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, rubric_button);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, scroll);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, send);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, small_outline);
  gtk_widget_class_bind_template_child (klass, VouchPortfolioPage, views);
}

static void
vouch_portfolio_page_class_init (VouchPortfolioPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_portfolio_page_dispose;
  VOUCH_PAGE_CLASS (klass)->flush = vouch_portfolio_page_flush;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_portfolio_page_refresh;

  g_type_ensure (VOUCH_TYPE_COVERAGE_PANE);
  g_type_ensure (VOUCH_TYPE_OUTLINE);
  g_type_ensure (VOUCH_TYPE_RING);
  g_type_ensure (VOUCH_TYPE_RUBRIC_PANE);
  g_type_ensure (VOUCH_TYPE_SIDE_BOX);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-portfolio-page.ui");
  bind_children (widget_class);
}

static void
vouch_portfolio_page_init (VouchPortfolioPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->rubric_button, "toggled", G_CALLBACK (rubric_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  self->work = vouch_work_scroll_new (self->scroll, self->parts);
  g_signal_connect_object (self->work, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
}

/**
 * vouch_portfolio_page_new:
 * @workspace: the workspace.
 * @id: id of the portfolio.
 *
 * Returns: (transfer floating): the page of one portfolio.
 */
VouchPage *
vouch_portfolio_page_new (VouchWorkspace *workspace, const char *id)
{
  VouchPage *page = vouch_page_new (VOUCH_TYPE_PORTFOLIO_PAGE, workspace, id);

  vouch_page_run (page, read_rubric_setting, NULL, NULL, g_free, rubric_setting_read);
  return page;
}

/**
 * vouch_portfolio_page_new_going_on:
 * @workspace: the workspace.
 * @id: id of the portfolio.
 *
 * Returns: (transfer floating): the page of one portfolio, which leads straight to its next step.
 */
VouchPage *
vouch_portfolio_page_new_going_on (VouchWorkspace *workspace, const char *id)
{
  VouchPage *page = vouch_portfolio_page_new (workspace, id);

  VOUCH_PORTFOLIO_PAGE (page)->going_on = TRUE;
  return page;
}
