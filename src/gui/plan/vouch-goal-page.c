/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-goal-page"

#include "config.h"
#include "vouch-goal-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-credential.h"
#include "vouch-goals.h"
#include "vouch-plan-paper.h"

#include "vouch-activity-row.h"
#include "vouch-goal-form.h"
#include "vouch-goal-scene.h"
#include "vouch-print.h"
#include "vouch-rows.h"
#include "vouch-speech.h"
#include "vouch-undo.h"

/* What is typed is saved after so many milliseconds without a further letter. */
#define SAVE_AFTER 700

/**
 * VouchGoalPage:
 *
 * One goal of the growth plan: what it is and why, what is done for it, how it stands, and what came
 * of it. Everything saves itself; what is taken away can be brought back.
 */
struct _VouchGoalPage {
  VouchPage parent_instance;

  VouchGoal *goal; /* as it is on the screen */
  VouchGoalForm *form;
  GPtrArray *proofs; /* what the entries of the proof row stand for */
  GPtrArray *activity_rows, *check_in_rows;
  GtkWidget *portfolio_row, *proof;
  gboolean showing;
  guint save_source;

  GtkStack *stack;
  AdwPreferencesGroup *about, *activities, *check_ins, *end;
  GtkMenuButton *resources;
  GtkBox *resource_box;
  AdwEntryRow *new_activity, *new_check_in;
  AdwComboRow *kind;
  GtkWidget *reached, *reopen, *set_aside;
};

G_DEFINE_FINAL_TYPE (VouchGoalPage, vouch_goal_page, VOUCH_TYPE_PAGE)

static gpointer
save_goal (VouchWorkspace *workspace, gpointer goal, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_goals_save (workspace, goal, cancellable, error));
}

/* What is on the screen goes its way as a copy, because it may be changed meanwhile. */
static void
save_now (VouchGoalPage *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  vouch_page_run (VOUCH_PAGE (self), save_goal, vouch_goal_copy (self->goal), g_object_unref, NULL,
                  NULL);
}

static gboolean
save_later_cb (gpointer data)
{
  VouchGoalPage *self = data;

  self->save_source = 0;
  save_now (self);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (VouchGoalPage *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_AFTER, save_later_cb, self);
  vouch_page_set_subtitle (VOUCH_PAGE (self), vouch_goal_get_statement (self->goal));
}

/* Saves what was changed by one press, and offers the goal as it was before. */
static void
save_with_way_back (VouchGoalPage *self, const char *words, VouchGoal *before)
{
  save_now (self);
  vouch_undo_offer (GTK_WIDGET (self), vouch_page_get_workspace (VOUCH_PAGE (self)), words,
                    save_goal, before, g_object_unref);
}

/* Activities. */

static void
unwanted_cb (VouchActivityRow *row, VouchGoalPage *self)
{
  GPtrArray *activities = vouch_goal_get_activities (self->goal);
  VouchGoal *before = vouch_goal_copy (self->goal);

  g_ptr_array_remove (activities, vouch_activity_row_get_activity (row));
  save_with_way_back (self, _ ("Activity taken away"), before);
}

static void
show_activities (VouchGoalPage *self)
{
  GPtrArray *activities = vouch_goal_get_activities (self->goal);

  while (self->activity_rows->len > activities->len) {
    GtkWidget *last = g_ptr_array_index (self->activity_rows, self->activity_rows->len - 1);

    adw_preferences_group_remove (self->activities, last);
    g_ptr_array_set_size (self->activity_rows, (int) self->activity_rows->len - 1);
  }
  while (self->activity_rows->len < activities->len) {
    GtkWidget *row = vouch_activity_row_new ();

    g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (row, "unwanted", G_CALLBACK (unwanted_cb), self, 0);
    adw_preferences_group_add (self->activities, row);
    g_ptr_array_add (self->activity_rows, row);
  }
  for (guint i = 0; i < activities->len; i++)
    vouch_activity_row_show (self->activity_rows->pdata[i], activities->pdata[i]);
}

static void
add_activity (VouchGoalPage *self, VouchActivity *activity)
{
  vouch_goal_add_activity (self->goal, activity);
  show_activities (self);
  save_now (self);
}

static void
new_activity_cb (VouchGoalPage *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->new_activity))));
  g_autoptr (VouchActivity) activity = vouch_activity_new ();

  if (*text == '\0')
    return;
  vouch_activity_set_title (activity, text);
  gtk_editable_set_text (GTK_EDITABLE (self->new_activity), "");
  add_activity (self, activity);
}

static void
resource_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchGoalPage *self = VOUCH_GOAL_PAGE (widget);
  g_autoptr (VouchActivity) activity = vouch_activity_new ();
  const char *title, *url;
  guint minutes;

  g_variant_get (parameter, "(&s&su)", &title, &url, &minutes);
  vouch_activity_set_title (activity, title);
  vouch_activity_set_url (activity, *url != '\0' ? url : NULL);
  vouch_activity_set_minutes (activity, minutes);
  gtk_menu_button_popdown (self->resources);
  add_activity (self, activity);
}

static void
show_resources (VouchGoalPage *self, VouchPortfolio *portfolio)
{
  GPtrArray *resources =
      portfolio != NULL
          ? vouch_definition_get_resources (vouch_portfolio_get_definition (portfolio))
          : NULL;

  vouch_rows_clear_box (self->resource_box);
  for (guint i = 0; resources != NULL && i < resources->len; i++) {
    VouchResource *one = g_ptr_array_index (resources, i);
    const char *url = vouch_resource_get_url (one);
    GtkWidget *button = gtk_button_new_with_label (vouch_resource_get_title (one));

    gtk_widget_add_css_class (button, "flat");
    gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ssu)",
                                      vouch_resource_get_title (one), url != NULL ? url : "",
                                      vouch_resource_get_minutes (one));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "goal.add-resource");
    gtk_box_append (self->resource_box, button);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->resources), resources != NULL && resources->len > 0);
}

/* Check-ins. */

static const char *
name_kind (VouchCheckInKind kind)
{
  switch (kind) {
  case VOUCH_CHECK_IN_KIND_MID_YEAR: return _ ("Middle of the year");
  case VOUCH_CHECK_IN_KIND_END_OF_YEAR: return _ ("End of the year");
  case VOUCH_CHECK_IN_KIND_OTHER:
  default: return _ ("In between");
  }
}

static void
show_check_ins (VouchGoalPage *self)
{
  GPtrArray *check_ins = vouch_goal_get_check_ins (self->goal);

  for (guint i = 0; i < self->check_in_rows->len; i++)
    adw_preferences_group_remove (self->check_ins, self->check_in_rows->pdata[i]);
  g_ptr_array_set_size (self->check_in_rows, 0);
  for (guint i = 0; i < check_ins->len; i++) {
    VouchCheckIn *one = g_ptr_array_index (check_ins, i);
    g_autofree char *day = vouch_day_format_for_people (vouch_check_in_get_day (one));
    g_autofree char *title =
        g_strdup_printf ("%s · %s", day, name_kind (vouch_check_in_get_kind (one)));
    GtkWidget *row = vouch_rows_text (title, vouch_check_in_get_text (one));

    adw_preferences_group_add (self->check_ins, row);
    g_ptr_array_add (self->check_in_rows, row);
  }
}

static void
new_check_in_cb (AdwEntryRow *row, VouchGoalPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  VouchClock *clock = vouch_workspace_get_clock (vouch_page_get_workspace (VOUCH_PAGE (self)));
  g_autoptr (VouchCheckIn) check_in = vouch_check_in_new ();
  VouchGoal *before;

  if (*text == '\0')
    return;
  before = vouch_goal_copy (self->goal);
  vouch_check_in_set_kind (check_in, (VouchCheckInKind) adw_combo_row_get_selected (self->kind));
  vouch_check_in_set_day (check_in, vouch_clock_today (clock));
  vouch_check_in_set_text (check_in, text);
  vouch_check_in_set_created_ms (check_in, vouch_clock_now_ms (clock));
  vouch_goal_add_check_in (self->goal, check_in);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  show_check_ins (self);
  save_with_way_back (self, _ ("Check-in kept"), before);
}

/* Outcome. */

static void
add_proof (VouchGoalPage *self,
           GtkStringList *words,
           const char *kind,
           const char *id,
           const char *name)
{
  gtk_string_list_append (words, name != NULL ? name : id);
  g_ptr_array_add (self->proofs, g_strdup_printf ("%s:%s", kind, id));
}

static void
show_proofs (VouchGoalPage *self, VouchGoalScene *state)
{
  GPtrArray *items = state->portfolio != NULL ? vouch_portfolio_get_items (state->portfolio) : NULL;
  const char *const *proofs = vouch_goal_get_proofs (self->goal);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_ptr_array_set_size (self->proofs, 0);
  gtk_string_list_append (words, _ ("Nothing yet"));
  g_ptr_array_add (self->proofs, NULL);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (vouch_item_get_artifact (items->pdata[i]) != NULL)
      add_proof (self, words, "item", vouch_item_get_id (items->pdata[i]),
                 vouch_item_get_title (items->pdata[i]) != NULL
                     ? vouch_item_get_title (items->pdata[i])
                     : vouch_item_get_file_name (items->pdata[i]));
  for (guint i = 0; i < state->credentials->len; i++)
    add_proof (self, words, "credential", vouch_credential_get_id (state->credentials->pdata[i]),
               vouch_credential_get_name (state->credentials->pdata[i]));
  for (guint i = 1; i < self->proofs->len; i++)
    if (g_strcmp0 (proofs[0], self->proofs->pdata[i]) == 0)
      chosen = i;
  self->showing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->proof), G_LIST_MODEL (words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->proof), chosen);
  self->showing = FALSE;
}

static void
proof_chosen_cb (VouchGoalPage *self)
{
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self->proof));

  if (self->showing || self->goal == NULL || chosen >= self->proofs->len)
    return;
  vouch_goal_set_proofs (self->goal, (const char *const[]){ self->proofs->pdata[chosen], NULL });
  save_now (self);
}

static void
show_buttons (VouchGoalPage *self)
{
  gboolean open = vouch_goal_get_state (self->goal) == VOUCH_GOAL_STATE_OPEN;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "goal.reached", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "goal.set-aside", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "goal.reopen", !open);
  gtk_widget_set_visible (self->reached, open);
  gtk_widget_set_visible (self->set_aside, open);
  gtk_widget_set_visible (self->reopen, !open);
}

static void
end_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchGoalPage *self = VOUCH_GOAL_PAGE (widget);
  VouchClock *clock = vouch_workspace_get_clock (vouch_page_get_workspace (VOUCH_PAGE (self)));
  VouchGoal *before = vouch_goal_copy (self->goal);
  const char *words = _ ("Goal opened again");

  vouch_goal_set_closed_ms (self->goal, 0);
  vouch_goal_set_state (self->goal, VOUCH_GOAL_STATE_OPEN);
  if (g_str_equal (action, "goal.reached")) {
    vouch_goal_set_state (self->goal, VOUCH_GOAL_STATE_CLOSED);
    vouch_goal_set_closed_ms (self->goal, vouch_clock_now_ms (clock));
    words = _ ("Goal reached");
  } else if (g_str_equal (action, "goal.set-aside")) {
    vouch_goal_set_state (self->goal, VOUCH_GOAL_STATE_DROPPED);
    words = _ ("Goal set aside");
  }
  show_buttons (self);
  save_with_way_back (self, words, before);
}

/* The whole page. */

static void
show_portfolio (VouchGoalPage *self, VouchPortfolio *portfolio)
{
  VouchCriterion *criterion;

  if (self->portfolio_row != NULL)
    adw_preferences_group_remove (self->about, self->portfolio_row);
  self->portfolio_row = NULL;
  if (portfolio == NULL)
    return;
  criterion = vouch_goal_get_criterion (self->goal) != NULL
                  ? vouch_rubric_find_criterion (
                        vouch_definition_get_rubric (vouch_portfolio_get_definition (portfolio)),
                        vouch_goal_get_criterion (self->goal))
                  : NULL;
  self->portfolio_row =
      vouch_rows_link (vouch_portfolio_get_title (portfolio),
                       criterion != NULL ? vouch_criterion_get_title (criterion) : NULL,
                       "win.show-portfolio", vouch_portfolio_get_id (portfolio));
  adw_preferences_group_add (self->about, self->portfolio_row);
}

static void
show_state (VouchPage *page, gpointer result)
{
  VouchGoalPage *self = VOUCH_GOAL_PAGE (page);
  VouchGoalScene *state = result;

  /* What is being typed is newer than what was read. */
  if (self->save_source != 0)
    return;
  g_set_object (&self->goal, state->goal);
  vouch_page_set_subtitle (page, vouch_goal_get_statement (self->goal));
  vouch_goal_form_show (self->form, self->goal);
  show_portfolio (self, state->portfolio);
  show_activities (self);
  show_resources (self, state->portfolio);
  show_check_ins (self);
  show_proofs (self, state);
  show_buttons (self);
  gtk_stack_set_visible_child_name (self->stack, "goal");
}

static void
vouch_goal_page_refresh (VouchPage *page)
{
  vouch_page_run (page, vouch_goal_scene_load, g_strdup (vouch_page_get_subject (page)), g_free,
                  (GDestroyNotify) vouch_goal_scene_free, show_state);
}

static gboolean
vouch_goal_page_flush (VouchPage *page, GError **error)
{
  VouchGoalPage *self = VOUCH_GOAL_PAGE (page);

  if (self->save_source == 0)
    return TRUE;
  if (!vouch_goals_save (vouch_page_get_workspace (page), self->goal, NULL, error))
    return FALSE;
  g_clear_handle_id (&self->save_source, g_source_remove);
  return TRUE;
}

static gpointer
make_letter (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_plan_letter (workspace, id, cancellable, error);
}

static void
print_letter (VouchPage *page, gpointer document)
{
  vouch_print_document (page, document);
}

static void
save_letter (VouchPage *page, gpointer document)
{
  vouch_print_save_document (page, document, _ ("Plan and rationale.pdf"));
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchGoalPage *self = VOUCH_GOAL_PAGE (widget);

  if (self->save_source != 0)
    save_now (self);
  vouch_page_run (VOUCH_PAGE (self), make_letter,
                  g_strdup (vouch_page_get_subject (VOUCH_PAGE (self))), g_free, g_object_unref,
                  g_str_equal (action, "goal.print") ? print_letter : save_letter);
}

static void
vouch_goal_page_dispose (GObject *object)
{
  VouchGoalPage *self = VOUCH_GOAL_PAGE (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->goal);
  g_clear_object (&self->form);
  g_clear_pointer (&self->proofs, g_ptr_array_unref);
  g_clear_pointer (&self->activity_rows, g_ptr_array_unref);
  g_clear_pointer (&self->check_in_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_goal_page_parent_class)->dispose (object);
}

static void
vouch_goal_page_class_init (VouchGoalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_goal_page_dispose;
  VOUCH_PAGE_CLASS (klass)->flush = vouch_goal_page_flush;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_goal_page_refresh;

  gtk_widget_class_install_action (widget_class, "goal.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "goal.save-pdf", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "goal.add-resource", "(ssu)", resource_cb);
  gtk_widget_class_install_action (widget_class, "goal.reached", NULL, end_cb);
  gtk_widget_class_install_action (widget_class, "goal.set-aside", NULL, end_cb);
  gtk_widget_class_install_action (widget_class, "goal.reopen", NULL, end_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "goal.print",
                                       NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/plan/vouch-goal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, about);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, activities);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, check_ins);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, end);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, kind);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, new_activity);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, new_check_in);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, reached);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, reopen);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, resource_box);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, resources);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, set_aside);
  gtk_widget_class_bind_template_child (widget_class, VouchGoalPage, stack);
}

static void
vouch_goal_page_init (VouchGoalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_speech_entry_row (self->new_activity);
  vouch_speech_entry_row (self->new_check_in);
  self->proofs = g_ptr_array_new_with_free_func (g_free);
  self->activity_rows = g_ptr_array_new ();
  self->check_in_rows = g_ptr_array_new ();
  self->form = vouch_goal_form_new (self->about, self->end);
  self->proof = vouch_rows_combo (_ ("What shows it"), NULL);
  adw_preferences_group_add (self->end, self->proof);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proof, "notify::selected", G_CALLBACK (proof_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->new_activity, "apply", G_CALLBACK (new_activity_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->new_check_in, "apply", G_CALLBACK (new_check_in_cb), self, 0);
}

/**
 * vouch_goal_page_new:
 * @workspace: the workspace.
 * @id: id of the goal.
 *
 * Returns: (transfer floating): the page of one goal.
 */
VouchPage *
vouch_goal_page_new (VouchWorkspace *workspace, const char *id)
{
  return vouch_page_new (VOUCH_TYPE_GOAL_PAGE, workspace, id);
}
