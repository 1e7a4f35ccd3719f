/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-assess-row"

#include "config.h"
#include "vouch-assess-row.h"

#include <glib/gi18n.h>

#include "vouch-assess.h"
#include "vouch-error.h"
#include "vouch-gaps.h"
#include "vouch-goals.h"
#include "vouch-text.h"

#include "vouch-page.h"
#include "vouch-rows.h"

/**
 * VouchAssessRow:
 *
 * One criterion of the self-assessment: every level in its own words, why the chosen one fits, what was
 * chosen before, and, where there is a gap, a goal to make of it.
 */
struct _VouchAssessRow {
  GtkWidget parent_instance;

  VouchWorkspace *workspace;
  char *portfolio;
  VouchCriterion *criterion;
  gboolean showing;
  gboolean dirty; /* a level or a reason was given and is not kept yet */

  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *description;
  GtkFlowBox *levels;
  GtkEditable *reason;
  GtkBox *goals;
  GtkWidget *goal_offer;
  GtkEditable *goal;
  GtkEditable *due;
};

G_DEFINE_FINAL_TYPE (VouchAssessRow, vouch_assess_row, GTK_TYPE_WIDGET)

static GtkToggleButton *
level_button (VouchAssessRow *self, guint index)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->levels, (int) index);

  return child != NULL ? GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (child)) : NULL;
}

static const char *
chosen_level (VouchAssessRow *self)
{
  GPtrArray *levels = vouch_criterion_get_levels (self->criterion);

  for (guint i = 0; i < levels->len; i++)
    if (gtk_toggle_button_get_active (level_button (self, i)))
      return vouch_criterion_level_get_level (g_ptr_array_index (levels, i));
  return NULL;
}

static void
show_problem (VouchAssessRow *self, const GError *problem)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), VOUCH_TYPE_PAGE);

  if (page != NULL)
    vouch_page_show_problem (VOUCH_PAGE (page), problem);
}

typedef struct {
  char *portfolio;
  char *criterion;
  char *level;
  char *text;
  VouchDay due;
} Wish;

static void
wish_free (Wish *wish)
{
  g_free (wish->portfolio);
  g_free (wish->criterion);
  g_free (wish->level);
  g_free (wish->text);
  g_free (wish);
}

static Wish *
wish_new (VouchAssessRow *self, GtkEditable *text)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->portfolio = g_strdup (self->portfolio);
  wish->criterion = g_strdup (vouch_criterion_get_id (self->criterion));
  wish->level = g_strdup (chosen_level (self));
  wish->text = g_strdup (gtk_editable_get_text (text));
  return wish;
}

static gpointer
keep_level (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;

  return vouch_assess_criterion (workspace, wish->portfolio, wish->criterion, wish->level,
                                 wish->text, cancellable, error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchAssessRow) self = data;
  g_autoptr (GError) error = NULL;

  g_free (vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error));
  if (error != NULL) {
    self->dirty = TRUE;
    show_problem (self, error);
  }
}

static void
keep (VouchAssessRow *self)
{
  if (!self->dirty || chosen_level (self) == NULL)
    return;
  self->dirty = FALSE;
  vouch_workspace_run_async (self->workspace, keep_level, wish_new (self, self->reason),
                             (GDestroyNotify) wish_free, g_free, NULL, kept_cb,
                             g_object_ref (self));
}

static void
keep_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  keep (VOUCH_ASSESS_ROW (widget));
}

static gpointer
add_goal (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Wish *wish = data;

  return vouch_goals_add (workspace, wish->portfolio, wish->criterion, wish->text, wish->due, NULL,
                          cancellable, error);
}

static void
goal_added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchAssessRow) self = data;
  g_autoptr (GError) error = NULL;

  g_autofree char *id = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  if (error != NULL)
    show_problem (self, error);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-goal", "s", id);
}

static void
goal_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchAssessRow *self = VOUCH_ASSESS_ROW (widget);
  const char *due = gtk_editable_get_text (self->due);
  Wish *wish;
  VouchDay day = VOUCH_DAY_NONE;

  if (*due != '\0' && !vouch_day_parse (due, &day)) {
    g_autoptr (GError) error =
        g_error_new (VOUCH_ERROR, VOUCH_ERROR_INVALID,
                     _ ("“%s” is no date. Write it as year-month-day, like 2027-01-30."), due);

    show_problem (self, error);
    return;
  }
  if (vouch_text_is_blank (gtk_editable_get_text (self->goal)))
    return;
  wish = wish_new (self, self->goal);
  wish->due = day;
  vouch_workspace_run_async (self->workspace, add_goal, wish, (GDestroyNotify) wish_free, g_free,
                             NULL, goal_added_cb, g_object_ref (self));
}

static void
level_toggled_cb (VouchAssessRow *self, GtkToggleButton *button)
{
  if (self->showing || !gtk_toggle_button_get_active (button))
    return;
  self->dirty = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
reason_changed_cb (VouchAssessRow *self)
{
  if (!self->showing && chosen_level (self) != NULL)
    self->dirty = TRUE;
}

static GtkWidget *
make_dots (void)
{
  GtkWidget *dots = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (dots), 0);
  gtk_label_set_wrap (GTK_LABEL (dots), TRUE);
  gtk_widget_add_css_class (dots, "caption");
  gtk_widget_set_visible (dots, FALSE);
  return dots;
}

static void
add_levels (VouchAssessRow *self)
{
  GPtrArray *levels = vouch_criterion_get_levels (self->criterion);

  for (guint i = 0; i < levels->len; i++) {
    VouchCriterionLevel *level = g_ptr_array_index (levels, i);
    VouchLevel *on_scale = vouch_scale_find_level (vouch_criterion_get_scale (self->criterion),
                                                   vouch_criterion_level_get_level (level));
    GtkWidget *button = gtk_toggle_button_new ();
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
    GtkWidget *name = gtk_label_new (vouch_level_get_quality (on_scale));
    GtkWidget *words = gtk_label_new (vouch_criterion_level_get_description (level));

    gtk_label_set_xalign (GTK_LABEL (name), 0);
    gtk_label_set_xalign (GTK_LABEL (words), 0);
    gtk_label_set_wrap (GTK_LABEL (words), TRUE);
    gtk_label_set_width_chars (GTK_LABEL (words), 24);
    gtk_label_set_max_width_chars (GTK_LABEL (words), levels->len > 2 ? 24 : 40);
    gtk_widget_add_css_class (name, "heading");
    gtk_widget_add_css_class (button, "level");
    gtk_box_append (GTK_BOX (box), name);
    gtk_box_append (GTK_BOX (box), words);
    gtk_box_append (GTK_BOX (box), make_dots ());
    gtk_button_set_child (GTK_BUTTON (button), box);
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, vouch_level_get_quality (on_scale),
        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, vouch_criterion_level_get_description (level), -1);
    if (i > 0)
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), level_button (self, 0));
    g_signal_connect_object (button, "toggled", G_CALLBACK (level_toggled_cb), self,
                             G_CONNECT_SWAPPED);
    gtk_flow_box_append (self->levels, button);
    gtk_widget_set_focusable (GTK_WIDGET (gtk_flow_box_get_child_at_index (self->levels, (int) i)),
                              FALSE);
  }
}

static void
vouch_assess_row_dispose (GObject *object)
{
  VouchAssessRow *self = VOUCH_ASSESS_ROW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->criterion);
  if (self->box != NULL)
    gtk_widget_unparent (self->box);
  self->box = NULL;

  G_OBJECT_CLASS (vouch_assess_row_parent_class)->dispose (object);
}

static void
vouch_assess_row_finalize (GObject *object)
{
  g_free (VOUCH_ASSESS_ROW (object)->portfolio);

  G_OBJECT_CLASS (vouch_assess_row_parent_class)->finalize (object);
}

static void
vouch_assess_row_class_init (VouchAssessRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_assess_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_assess_row_finalize;

  gtk_widget_class_install_action (widget_class, "assess.goal", NULL, goal_cb);
  gtk_widget_class_install_action (widget_class, "assess.keep", NULL, keep_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/assess/vouch-assess-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchAssessRow, box);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessRow, description);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessRow, due);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessRow, goal);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessRow, goal_offer);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessRow, goals);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessRow, levels);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessRow, reason);
  gtk_widget_class_bind_template_child (widget_class, VouchAssessRow, title);
}

static void
vouch_assess_row_init (VouchAssessRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->reason, "activate", G_CALLBACK (keep), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (reason_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_assess_row_new:
 * @workspace: the workspace.
 * @portfolio: id of the portfolio.
 * @criterion: a row of its rubric.
 *
 * Returns: (transfer floating): a row to be filled by an update.
 */
GtkWidget *
vouch_assess_row_new (VouchWorkspace *workspace, const char *portfolio, VouchCriterion *criterion)
{
  VouchAssessRow *self = g_object_new (VOUCH_TYPE_ASSESS_ROW, NULL);
  const char *description = vouch_criterion_get_description (criterion);
  const char *starter = vouch_criterion_get_goal_starter (criterion);

  self->workspace = g_object_ref (workspace);
  self->portfolio = g_strdup (portfolio);
  self->criterion = g_object_ref (criterion);
  gtk_label_set_text (self->title, vouch_criterion_get_title (criterion));
  gtk_label_set_text (self->description, description != NULL ? description : "");
  gtk_editable_set_text (self->goal, starter != NULL ? starter : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->levels), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vouch_criterion_get_title (criterion), -1);
  add_levels (self);
  return GTK_WIDGET (self);
}

/**
 * vouch_assess_row_get_criterion:
 * @self: a row.
 *
 * Returns: (transfer none): the criterion it is about.
 */
VouchCriterion *
vouch_assess_row_get_criterion (VouchAssessRow *self)
{
  g_return_val_if_fail (VOUCH_IS_ASSESS_ROW (self), NULL);

  return self->criterion;
}

/* The dots of a level: one for each time it was chosen, the newest one of all filled, each with its
 * day. */
static char *
mark_level (VouchAssessRow *self,
            GPtrArray *assessments,
            VouchSelfAssessment *latest,
            const char *level)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < assessments->len; i++) {
    VouchSelfAssessment *one = g_ptr_array_index (assessments, i);
    g_autofree char *day = NULL;

    if (g_strcmp0 (vouch_self_assessment_get_criterion (one),
                   vouch_criterion_get_id (self->criterion)) != 0 ||
        g_strcmp0 (vouch_self_assessment_get_level (one), level) != 0)
      continue;
    day = vouch_day_format_for_people (
        vouch_day_from_time (vouch_self_assessment_get_created_ms (one)));
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", one == latest ? "●" : "○",
                            day);
  }
  return g_strdup (text->str);
}

static VouchSelfAssessment *
show_history (VouchAssessRow *self, VouchPortfolio *portfolio)
{
  GPtrArray *levels = vouch_criterion_get_levels (self->criterion);
  GPtrArray *assessments = vouch_portfolio_get_self_assessments (portfolio);
  VouchSelfAssessment *latest =
      vouch_gaps_find_latest (portfolio, vouch_criterion_get_id (self->criterion));

  for (guint i = 0; i < levels->len; i++) {
    VouchCriterionLevel *level = g_ptr_array_index (levels, i);
    GtkWidget *box = gtk_button_get_child (GTK_BUTTON (level_button (self, i)));
    GtkWidget *dots = gtk_widget_get_last_child (box);
    g_autofree char *marks =
        mark_level (self, assessments, latest, vouch_criterion_level_get_level (level));
    g_autofree char *words =
        g_strjoin ("\n", vouch_criterion_level_get_description (level), marks, NULL);

    gtk_label_set_text (GTK_LABEL (dots), marks);
    gtk_widget_set_visible (dots, *marks != '\0');
    gtk_accessible_update_property (GTK_ACCESSIBLE (level_button (self, i)),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  }
  return latest;
}

static void
show_level (VouchAssessRow *self, VouchSelfAssessment *latest)
{
  GPtrArray *levels = vouch_criterion_get_levels (self->criterion);

  self->showing = TRUE;
  for (guint i = 0; i < levels->len; i++)
    gtk_toggle_button_set_active (
        level_button (self, i),
        g_strcmp0 (vouch_criterion_level_get_level (g_ptr_array_index (levels, i)),
                   vouch_self_assessment_get_level (latest)) == 0);
  gtk_editable_set_text (self->reason, vouch_self_assessment_get_reason (latest) != NULL
                                           ? vouch_self_assessment_get_reason (latest)
                                           : "");
  self->showing = FALSE;
}

static guint
show_goals (VouchAssessRow *self, GPtrArray *goals)
{
  guint open = 0;

  vouch_rows_clear_box (self->goals);
  for (guint i = 0; i < goals->len; i++) {
    VouchGoal *goal = g_ptr_array_index (goals, i);
    GtkWidget *label;
    g_autofree char *text = NULL;

    if (g_strcmp0 (vouch_goal_get_criterion (goal), vouch_criterion_get_id (self->criterion)) != 0)
      continue;
    if (vouch_goal_get_state (goal) == VOUCH_GOAL_STATE_OPEN)
      open++;
    /* Translators: a goal the teacher has set herself. */
    text = g_strdup_printf (_ ("⚑ Goal: %s"), vouch_goal_get_statement (goal));
    label = gtk_label_new (text);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_box_append (self->goals, label);
  }
  return open;
}

/**
 * vouch_assess_row_update:
 * @self: a row.
 * @portfolio: the portfolio as it is stored.
 * @gap: whether the latest level is below what passing needs.
 *
 * Shows the latest level, the earlier ones and the goals. What is being given stays untouched.
 */
void
vouch_assess_row_update (VouchAssessRow *self, VouchPortfolio *portfolio, gboolean gap)
{
  VouchSelfAssessment *latest;
  guint open;

  g_return_if_fail (VOUCH_IS_ASSESS_ROW (self));

  latest = show_history (self, portfolio);
  if (latest != NULL && !self->dirty)
    show_level (self, latest);
  open = show_goals (self, vouch_portfolio_get_goals (portfolio));
  gtk_widget_set_visible (self->goal_offer, gap && open == 0);
}

/**
 * vouch_assess_row_flush:
 * @self: a row.
 * @error: where to put an error.
 *
 * Keeps at once what was given. It waits for the disk: it is for closing.
 *
 * Returns: whether nothing given is left unkept.
 */
gboolean
vouch_assess_row_flush (VouchAssessRow *self, GError **error)
{
  g_autofree char *id = NULL;
  Wish *wish;

  g_return_val_if_fail (VOUCH_IS_ASSESS_ROW (self), FALSE);

  if (!self->dirty || chosen_level (self) == NULL)
    return TRUE;
  wish = wish_new (self, self->reason);
  id = keep_level (self->workspace, wish, NULL, error);
  wish_free (wish);
  self->dirty = id == NULL;
  return id != NULL;
}
