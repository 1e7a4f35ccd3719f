/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-decision-page"

#include "config.h"
#include "vouch-decision-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-decisions.h"
#include "vouch-error.h"
#include "vouch-history.h"

#include "vouch-criterion-card.h"
#include "vouch-rows.h"

/**
 * VouchDecisionPage:
 *
 * The latest decision: what is earned first, then each open criterion with the assessor's words
 * beside the level's text and the evidence, what has changed since, and the way to work on it.
 */
struct _VouchDecisionPage {
  VouchPage parent_instance;

  VouchHistory *history;

  GtkStack *stack;
  GtkLabel *outcome;
  GtkLabel *summary;
  GtkLabel *comment;
  GtkBox *earned;
  GtkBox *open;
  GtkBox *changes;
  GtkBox *attempts;
  GtkButton *onwards;
};

G_DEFINE_FINAL_TYPE (VouchDecisionPage, vouch_decision_page, VOUCH_TYPE_PAGE)

/* The latest attempt that is decided; the one after it may be on its way. */
static const VouchHistoryAttempt *
find_decided (VouchHistory *history)
{
  for (guint i = vouch_history_get_n_attempts (history); i-- > 0;)
    if (vouch_history_get_attempt (history, i)->decision != NULL)
      return vouch_history_get_attempt (history, i);
  return NULL;
}

static void
add_criteria (VouchDecisionPage *self, const VouchHistoryAttempt *attempt)
{
  GPtrArray *criteria = vouch_decision_get_criteria (attempt->decision);
  GtkWidget *earned = adw_preferences_group_new ();
  guint n_earned = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (earned), C_ ("criterion", "Earned"));
  vouch_rows_clear_box (self->earned);
  vouch_rows_clear_box (self->open);
  gtk_box_append (self->earned, earned);
  for (guint i = 0; i < criteria->len; i++)
    if (vouch_criterion_card_is_earned (self->history, criteria->pdata[i])) {
      adw_preferences_group_add (
          ADW_PREFERENCES_GROUP (earned),
          vouch_criterion_card_new_earned (self->history, criteria->pdata[i]));
      n_earned++;
    } else {
      gtk_box_append (self->open,
                      vouch_criterion_card_new (self->history, attempt, criteria->pdata[i]));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->earned), n_earned > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->open), n_earned < criteria->len);
}

static char *
count_earned (VouchDecisionPage *self, VouchDecision *decision)
{
  GPtrArray *criteria = vouch_decision_get_criteria (decision);
  guint n = 0;

  for (guint i = 0; i < criteria->len; i++)
    n += vouch_criterion_card_is_earned (self->history, criteria->pdata[i]);
  if (criteria->len == 0)
    return g_strdup (_ ("Nothing was judged."));
  return g_strdup_printf (
      ngettext ("%u of %u criterion is earned.", "%u of %u criteria are earned.", criteria->len), n,
      criteria->len);
}

static char *
describe_next (VouchDecision *decision)
{
  int left = vouch_decision_get_attempts_left (decision);
  gint64 until_ms = vouch_decision_get_resubmit_until_ms (decision);
  g_autofree char *until =
      until_ms > 0 ? vouch_day_format_for_people (vouch_day_from_time (until_ms)) : NULL;
  GString *text = g_string_new (NULL);

  if (vouch_decision_get_outcome (decision) == VOUCH_OUTCOME_EARNED)
    return g_string_free (text, FALSE);
  if (left == 0)
    g_string_append (text, _ ("No attempt is left."));
  else if (left > 0)
    g_string_append_printf (
        text, ngettext ("You can send it %u more time.", "You can send it %u more times.", left),
        left);
  if (until != NULL && left != 0)
    g_string_append_printf (text, text->len > 0 ? " %s" : "%s", "");
  if (until != NULL && left != 0)
    /* Translators: a date. */
    g_string_append_printf (text, _ ("The issuer takes the next attempt until %s."), until);
  return g_string_free (text, FALSE);
}

static void
show_summary (VouchDecisionPage *self, const VouchHistoryAttempt *attempt)
{
  VouchDecision *decision = attempt->decision;
  g_autofree char *earned = count_earned (self, decision);
  g_autofree char *next = describe_next (decision);
  g_autofree char *day =
      vouch_day_format_for_people (vouch_day_from_time (vouch_decision_get_decided_ms (decision)));
  const char *assessor = vouch_decision_get_assessor (decision);
  g_autofree char *by = NULL;
  g_autofree char *text = NULL;
  const char *outcome;

  switch (vouch_decision_get_outcome (decision)) {
  case VOUCH_OUTCOME_EARNED: outcome = C_ ("attempt", "Earned"); break;
  case VOUCH_OUTCOME_INCOMPLETE: outcome = _ ("Something is missing"); break;
  case VOUCH_OUTCOME_NOT_YET:
  default: outcome = _ ("Not yet");
  }
  gtk_label_set_text (self->outcome, outcome);
  /* Translators: who decided (a pseudonym), which attempt, and when. */
  by = assessor != NULL ? g_strdup_printf (_ ("%s on attempt %u, %s."), assessor,
                                           vouch_submission_get_attempt (attempt->submission), day)
                        : g_strdup_printf (_ ("Attempt %u, %s."),
                                           vouch_submission_get_attempt (attempt->submission), day);
  text = g_strjoin (" ", earned, by, next[0] != '\0' ? next : NULL, NULL);
  gtk_label_set_text (self->summary, text);
  gtk_label_set_text (self->comment, vouch_decision_get_comment (decision) != NULL
                                         ? vouch_decision_get_comment (decision)
                                         : "");
  gtk_widget_set_visible (GTK_WIDGET (self->comment),
                          vouch_decision_get_comment (decision) != NULL);
}

static void
show_changes (VouchDecisionPage *self)
{
  GPtrArray *changes = vouch_history_get_changes (self->history);
  GtkWidget *group = adw_preferences_group_new ();

  vouch_rows_clear_box (self->changes);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), changes->len > 0);
  gtk_box_append (self->changes, group);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Changed since then"));
  for (guint i = 0; i < changes->len; i++) {
    const VouchAttemptChange *change = g_ptr_array_index (changes, i);
    g_autofree char *words =
        vouch_attempt_changes_describe (change, vouch_history_get_definition (self->history));

    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               change->after != NULL
                                   ? vouch_rows_link (words, NULL, "win.show-item",
                                                      vouch_manifest_item_get_id (change->after))
                                   : vouch_rows_text (words, NULL));
  }
}

static const char *
name_outcome (const VouchHistoryAttempt *attempt)
{
  if (attempt->decision == NULL)
    return _ ("waits for its decision");
  switch (vouch_decision_get_outcome (attempt->decision)) {
  case VOUCH_OUTCOME_EARNED: return C_ ("attempt", "earned");
  case VOUCH_OUTCOME_INCOMPLETE: return _ ("came back incomplete");
  case VOUCH_OUTCOME_NOT_YET:
  default: return C_ ("attempt", "not yet");
  }
}

static void
show_attempts (VouchDecisionPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *subject = vouch_page_get_subject (VOUCH_PAGE (self));

  vouch_rows_clear_box (self->attempts);
  gtk_box_append (self->attempts, group);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Attempts"));
  for (guint i = 0; i < vouch_history_get_n_attempts (self->history); i++) {
    const VouchHistoryAttempt *attempt = vouch_history_get_attempt (self->history, i);
    guint number = vouch_submission_get_attempt (attempt->submission);
    g_autofree char *day = vouch_day_format_for_people (
        vouch_day_from_time (vouch_submission_get_sealed_ms (attempt->submission)));
    g_autofree char *title = g_strdup_printf (_ ("Attempt %u"), number);
    /* Translators: when something was sent, and what came of it. */
    g_autofree char *words = g_strdup_printf (_ ("Sent %s, %s"), day, name_outcome (attempt));

    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               vouch_rows_link (title, words, "win.show-attempts", subject));
  }
}

static void
show_decision (VouchDecisionPage *self)
{
  const VouchHistoryAttempt *attempt = find_decided (self->history);
  gboolean earned;

  if (attempt == NULL) {
    gtk_stack_set_visible_child_name (self->stack, "waiting");
    return;
  }
  earned = vouch_decision_get_outcome (attempt->decision) == VOUCH_OUTCOME_EARNED;
  show_summary (self, attempt);
  add_criteria (self, attempt);
  show_changes (self);
  show_attempts (self);
  gtk_button_set_label (self->onwards, earned ? _ ("See the badge") : _ ("Work on these"));
  gtk_stack_set_visible_child_name (self->stack, "decision");
}

static gpointer
load (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_history_load (workspace, id, cancellable, error);
}

static void
loaded (VouchPage *page, gpointer history)
{
  VouchDecisionPage *self = VOUCH_DECISION_PAGE (page);

  g_set_object (&self->history, history);
  vouch_page_set_subtitle (page, vouch_portfolio_get_title (vouch_history_get_portfolio (history)));
  show_decision (self);
}

static void
vouch_decision_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load, g_strdup (vouch_page_get_subject (page)), g_free, g_object_unref,
                  loaded);
}

static gpointer
fetch (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  g_autoptr (VouchDecision) decision = vouch_decisions_fetch (workspace, id, cancellable, error);

  return decision != NULL ? vouch_history_load (workspace, id, cancellable, error) : NULL;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchDecisionPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (VouchHistory) history =
      vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "decision.fetch", TRUE);
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NOT_READY))
    vouch_page_toast (VOUCH_PAGE (self), error->message);
  else if (error != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), error);
  else if (vouch_page_get_workspace (VOUCH_PAGE (self)) != NULL)
    loaded (VOUCH_PAGE (self), history);
}

/* An issuer that is silent keeps nobody from writing meanwhile. */
static void
fetch_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);

  gtk_widget_action_set_enabled (widget, "decision.fetch", FALSE);
  vouch_page_clear_problem (page);
  vouch_workspace_run_remote_async (
      vouch_page_get_workspace (page), fetch, g_strdup (vouch_page_get_subject (page)), g_free,
      g_object_unref, vouch_page_get_cancellable (page), fetched_cb, g_object_ref (page));
}

static void
onwards_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchDecisionPage *self = VOUCH_DECISION_PAGE (widget);
  const VouchHistoryAttempt *attempt = find_decided (self->history);

  if (attempt != NULL && vouch_decision_get_outcome (attempt->decision) == VOUCH_OUTCOME_EARNED)
    gtk_widget_activate_action (widget, "win.show-place", "s", "credentials");
  else
    gtk_widget_activate_action (widget, "win.show-portfolio", "s",
                                vouch_page_get_subject (VOUCH_PAGE (self)));
}

static void
vouch_decision_page_dispose (GObject *object)
{
  g_clear_object (&VOUCH_DECISION_PAGE (object)->history);

  G_OBJECT_CLASS (vouch_decision_page_parent_class)->dispose (object);
}

static void
vouch_decision_page_class_init (VouchDecisionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_decision_page_dispose;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_decision_page_refresh;

  gtk_widget_class_install_action (widget_class, "decision.fetch", NULL, fetch_cb);
  gtk_widget_class_install_action (widget_class, "decision.onwards", NULL, onwards_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/decision/vouch-decision-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, attempts);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, changes);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, comment);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, earned);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, onwards);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, open);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, stack);
  gtk_widget_class_bind_template_child (widget_class, VouchDecisionPage, summary);
}

static void
vouch_decision_page_init (VouchDecisionPage *self)
{
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
  return vouch_page_new (VOUCH_TYPE_DECISION_PAGE, workspace, id);
}
