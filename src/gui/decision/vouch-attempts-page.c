/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-attempts-page"

#include "config.h"
#include "vouch-attempts-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-history.h"
#include "vouch-text-diff.h"

#include "vouch-criterion-card.h"
#include "vouch-rows.h"

/**
 * VouchAttemptsPage:
 *
 * Two attempts beside each other, or the last one and what is there now: what was decided about each
 * criterion, and what was sent differently.
 */
struct _VouchAttemptsPage {
  VouchPage parent_instance;

  VouchHistory *history;

  GtkStack *stack;
  AdwComboRow *pair;
  GtkBox *decisions;
  GtkBox *changes;
};

G_DEFINE_FINAL_TYPE (VouchAttemptsPage, vouch_attempts_page, VOUCH_TYPE_PAGE)

static char *
name_level (VouchAttemptsPage *self, const VouchHistoryAttempt *attempt, const char *criterion)
{
  VouchCriterionDecision *row = attempt != NULL && attempt->decision != NULL
                                    ? vouch_decision_find_criterion (attempt->decision, criterion)
                                    : NULL;

  if (row == NULL)
    return g_strdup (_ ("not decided"));
  /* Translators: a level of the rubric; the signs say whether it is enough. */
  return g_strdup_printf (vouch_criterion_decision_get_met (row) == VOUCH_MET_YES ? _ ("✓ %s")
                                                                                  : _ ("○ %s"),
                          vouch_criterion_card_name_level (self->history, row));
}

static void
show_decisions (VouchAttemptsPage *self, guint index)
{
  GPtrArray *criteria = vouch_rubric_get_criteria (
      vouch_definition_get_rubric (vouch_history_get_definition (self->history)));
  const VouchHistoryAttempt *before = vouch_history_get_attempt (self->history, index);
  const VouchHistoryAttempt *after = vouch_history_get_attempt (self->history, index + 1);
  GtkWidget *group = adw_preferences_group_new ();

  vouch_rows_clear_box (self->decisions);
  gtk_box_append (self->decisions, group);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What was decided"));
  for (guint i = 0; i < criteria->len; i++) {
    const char *id = vouch_criterion_get_id (criteria->pdata[i]);
    g_autofree char *first = name_level (self, before, id);
    g_autofree char *second = name_level (self, after, id);
    g_autofree char *words = NULL;

    /* Translators: the level of one attempt, then that of the next. */
    words = after != NULL ? g_strdup_printf (_ ("%s, then %s"), first, second) : g_strdup (first);
    adw_preferences_group_add (
        ADW_PREFERENCES_GROUP (group),
        vouch_rows_text (vouch_criterion_get_title (criteria->pdata[i]), words));
  }
}

/* Colour says nothing here: what went is struck out, what came is underlined. */
static char *
mark_up (const char *before, const char *after)
{
  g_autoptr (GPtrArray) pieces = vouch_text_diff (before, after);
  GString *markup = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const VouchTextPiece *piece = g_ptr_array_index (pieces, i);
    g_autofree char *text = g_markup_escape_text (piece->text, -1);

    switch (piece->kind) {
    case VOUCH_TEXT_PIECE_REMOVED: g_string_append_printf (markup, "<s>%s</s>", text); break;
    case VOUCH_TEXT_PIECE_ADDED: g_string_append_printf (markup, "<u>%s</u>", text); break;
    case VOUCH_TEXT_PIECE_SAME:
    default: g_string_append (markup, text);
    }
  }
  return g_string_free (markup, FALSE);
}

static GtkWidget *
make_comparison (const VouchAttemptChange *change)
{
  g_autofree char *markup = mark_up (vouch_manifest_item_get_text (change->before),
                                     vouch_manifest_item_get_text (change->after));
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "writing");
  return label;
}

static GtkWidget *
make_change (VouchAttemptsPage *self, const VouchAttemptChange *change)
{
  g_autofree char *words =
      vouch_attempt_changes_describe (change, vouch_history_get_definition (self->history));
  GtkWidget *row;

  if (change->kind != VOUCH_CHANGE_REWORDED)
    return vouch_rows_text (words, NULL);
  row = vouch_rows_expander (words,
                             _ ("Words that went are struck out, words that came underlined."));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_comparison (change));
  return row;
}

static void
show_changes (VouchAttemptsPage *self, guint index)
{
  const VouchHistoryAttempt *after = vouch_history_get_attempt (self->history, index + 1);
  g_autoptr (GPtrArray) changes = after != NULL
                                      ? vouch_history_compare (self->history, index, index + 1)
                                      : g_ptr_array_ref (vouch_history_get_changes (self->history));
  const char *note = after != NULL ? vouch_submission_get_note (after->submission) : NULL;
  GtkWidget *group = adw_preferences_group_new ();

  vouch_rows_clear_box (self->changes);
  gtk_box_append (self->changes, group);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What was sent differently"));
  if (note != NULL && note[0] != '\0')
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               vouch_rows_text (_ ("Your note"), note));
  for (guint i = 0; i < changes->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_change (self, g_ptr_array_index (changes, i)));
  if (changes->len == 0)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               vouch_rows_text (_ ("Nothing is different"), NULL));
}

static void
show_pair (VouchAttemptsPage *self)
{
  guint index = adw_combo_row_get_selected (self->pair);

  if (self->history == NULL || index >= vouch_history_get_n_attempts (self->history))
    return;
  show_decisions (self, index);
  show_changes (self, index);
}

static void
fill_pairs (VouchAttemptsPage *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint n = vouch_history_get_n_attempts (self->history);
  guint last = n > 1 ? n - 2 : 0;

  for (guint i = 0; i < n; i++) {
    guint number =
        vouch_submission_get_attempt (vouch_history_get_attempt (self->history, i)->submission);
    g_autofree char *text =
        i + 1 < n ? g_strdup_printf (_ ("Attempt %u and attempt %u"), number, number + 1)
                  : g_strdup_printf (_ ("Attempt %u and what is there now"), number);

    gtk_string_list_append (words, text);
  }
  adw_combo_row_set_model (self->pair, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->pair, last);
}

static gpointer
load (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_history_load (workspace, id, cancellable, error);
}

static void
loaded (VouchPage *page, gpointer history)
{
  VouchAttemptsPage *self = VOUCH_ATTEMPTS_PAGE (page);
  gboolean same = self->history != NULL && vouch_history_get_n_attempts (self->history) ==
                                               vouch_history_get_n_attempts (history);

  g_set_object (&self->history, history);
  vouch_page_set_subtitle (page, vouch_portfolio_get_title (vouch_history_get_portfolio (history)));
  if (!same)
    fill_pairs (self);
  show_pair (self);
  gtk_stack_set_visible_child_name (
      self->stack, vouch_history_get_n_attempts (self->history) > 0 ? "attempts" : "none");
}

static void
vouch_attempts_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load, g_strdup (vouch_page_get_subject (page)), g_free, g_object_unref,
                  loaded);
}

static void
vouch_attempts_page_dispose (GObject *object)
{
  g_clear_object (&VOUCH_ATTEMPTS_PAGE (object)->history);

  G_OBJECT_CLASS (vouch_attempts_page_parent_class)->dispose (object);
}

static void
vouch_attempts_page_class_init (VouchAttemptsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_attempts_page_dispose;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_attempts_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/decision/vouch-attempts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchAttemptsPage, changes);
  gtk_widget_class_bind_template_child (widget_class, VouchAttemptsPage, decisions);
  gtk_widget_class_bind_template_child (widget_class, VouchAttemptsPage, pair);
  gtk_widget_class_bind_template_child (widget_class, VouchAttemptsPage, stack);
}

static void
vouch_attempts_page_init (VouchAttemptsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->pair, "notify::selected", G_CALLBACK (show_pair), self,
                           G_CONNECT_SWAPPED);
}

/**
 * vouch_attempts_page_new:
 * @workspace: the workspace.
 * @id: id of the portfolio.
 *
 * Returns: (transfer floating): the page on which attempts are compared.
 */
VouchPage *
vouch_attempts_page_new (VouchWorkspace *workspace, const char *id)
{
  return vouch_page_new (VOUCH_TYPE_ATTEMPTS_PAGE, workspace, id);
}
