/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-portfolio-page"

#include "config.h"
#include "vouch-portfolio-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-attach.h"
#include "vouch-choose.h"
#include "vouch-items.h"
#include "vouch-job-queue.h"
#include "vouch-job.h"

#include "vouch-part-box.h"
#include "vouch-portfolio-state.h"
#include "vouch-rubric-pane.h"

/**
 * VouchPortfolioPage:
 *
 * The heart: one scroll in the definition's order, a card for each thing asked for, the rubric at a
 * keystroke. A press on a chip goes to where it is mended.
 */
struct _VouchPortfolioPage {
  VouchPage parent_instance;

  VouchWorkspace *workspace;
  char *id;
  VouchPortfolioState *state;
  GCancellable *cancellable;
  char *confirming; /* id of the finding a dialog asks about */

  GtkToggleButton *rubric_button;
  GtkWidget *send;
  GtkBox *rubric;
  GtkLevelBar *progress;
  GtkLabel *progress_text;
  GtkWidget *came_in;
  GtkLabel *came_in_text;
  GtkBox *parts;
};

G_DEFINE_FINAL_TYPE (VouchPortfolioPage, vouch_portfolio_page, VOUCH_TYPE_PAGE)

static VouchRequirementCard *
find_card (VouchPortfolioPage *self, const char *requirement)
{
  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); box != NULL;
       box = gtk_widget_get_next_sibling (box)) {
    VouchRequirementCard *card = vouch_part_box_find_card (VOUCH_PART_BOX (box), requirement);

    if (card != NULL)
      return card;
  }
  return NULL;
}

static void
build_parts (VouchPortfolioPage *self, VouchDefinition *definition)
{
  GPtrArray *parts = vouch_definition_get_parts (definition);

  if (gtk_widget_get_first_child (GTK_WIDGET (self->parts)) != NULL)
    return;
  for (guint i = 0; i < parts->len; i++)
    gtk_box_append (self->parts,
                    vouch_part_box_new (self->workspace, self->id, g_ptr_array_index (parts, i)));
  vouch_rubric_pane_fill (self->rubric, definition);
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
show_progress (VouchPortfolioPage *self, VouchReport *report, VouchStanding standing)
{
  gboolean send = vouch_report_get_ready (report) && standing != VOUCH_STANDING_SENT;
  guint complete, needed;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  vouch_report_count_needed (report, &complete, &needed);
  /* Translators: how many of the things asked for are complete, as in "9 of 14". */
  count = g_strdup_printf (_ ("%u of %u"), complete, needed);
  text = progress_words (report, standing, count);
  gtk_level_bar_set_max_value (self->progress, MAX (needed, 1));
  gtk_level_bar_set_value (self->progress, complete);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Complete"), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, count, -1);
  gtk_label_set_text (self->progress_text, text);
  vouch_page_set_subtitle (VOUCH_PAGE (self), count);
  gtk_widget_set_visible (self->send, standing != VOUCH_STANDING_EARNED);
  if (send)
    gtk_widget_add_css_class (self->send, "suggested-action");
  else
    gtk_widget_remove_css_class (self->send, "suggested-action");
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

static gpointer
load_state (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_portfolio_state_load (workspace, id, cancellable, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchPortfolioPage) self = data;
  g_autoptr (GError) error = NULL;
  VouchPortfolioState *state;
  VouchPortfolio *portfolio;

  state = vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL) {
    vouch_page_show_problem (VOUCH_PAGE (self), error);
    return;
  }
  g_clear_object (&self->state);
  self->state = state;
  portfolio = vouch_portfolio_state_get_portfolio (state);
  vouch_page_set_title (VOUCH_PAGE (self), vouch_portfolio_get_title (portfolio));
  build_parts (self, vouch_portfolio_get_definition (portfolio));
  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    vouch_part_box_update (VOUCH_PART_BOX (box), portfolio,
                           vouch_portfolio_state_get_report (state));
  show_progress (self, vouch_portfolio_state_get_report (state),
                 vouch_portfolio_state_get_standing (state));
  show_standing (self, vouch_portfolio_state_get_standing (state));
}

static void
vouch_portfolio_page_refresh (VouchPage *page)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (page);

  vouch_workspace_run_async (self->workspace, load_state, g_strdup (self->id), g_free,
                             g_object_unref, self->cancellable, loaded_cb, g_object_ref (self));
}

static gboolean
vouch_portfolio_page_flush (VouchPage *page, GError **error)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (page);

  for (GtkWidget *box = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); box != NULL;
       box = gtk_widget_get_next_sibling (box))
    if (!vouch_part_box_flush (VOUCH_PART_BOX (box), error))
      return FALSE;
  return TRUE;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (VouchPortfolioPage) self = data;
  g_autoptr (GError) error = NULL;

  vouch_workspace_run_finish (VOUCH_WORKSPACE (source), result, &error);
  if (error != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), error);
}

static void
run (VouchPortfolioPage *self, VouchWorkspaceFunc func, gpointer data, GDestroyNotify free_data)
{
  vouch_workspace_run_async (self->workspace, func, data, free_data, NULL, self->cancellable,
                             done_cb, g_object_ref (self));
}

/* Attaching. */

static void
job_over_cb (VouchPortfolioPage *self, GParamSpec *pspec, VouchJob *job)
{
  if (vouch_job_get_state (job) == VOUCH_JOB_INTERRUPTED && vouch_job_get_error (job) != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self), vouch_job_get_error (job));
}

static void
attach (VouchPortfolioPage *self, const char *requirement, GFile *file)
{
  g_autoptr (VouchJob) job = vouch_attach_job_new (self->workspace, self->id, requirement, file);

  g_signal_connect_object (job, "notify::state", G_CALLBACK (job_over_cb), self, G_CONNECT_SWAPPED);
  vouch_job_queue_add (vouch_workspace_get_jobs (self->workspace), job);
}

static void
attach_file_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *requirement, *uri;
  g_autoptr (GFile) file = NULL;

  g_variant_get (parameter, "(&s&s)", &requirement, &uri);
  file = g_file_new_for_uri (uri);
  attach (VOUCH_PORTFOLIO_PAGE (widget), requirement, file);
}

static void
files_chosen_cb (GtkNativeDialog *dialog, int response, VouchRequirementCard *card)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *uri = g_file_get_uri (file);

    gtk_widget_activate_action (
        GTK_WIDGET (card), "portfolio.attach-file", "(ss)",
        vouch_requirement_get_id (vouch_requirement_card_get_requirement (card)), uri);
  }
  g_object_unref (dialog);
}

static void
choose_files (VouchPortfolioPage *self, const char *requirement)
{
  VouchRequirementCard *card = find_card (self, requirement);
  GtkFileChooserNative *dialog;

  if (card == NULL)
    return;
  dialog = gtk_file_chooser_native_new (
      vouch_requirement_get_title (vouch_requirement_card_get_requirement (card)),
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), GTK_FILE_CHOOSER_ACTION_OPEN,
      _ ("Attach"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (files_chosen_cb), card, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
attach_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  choose_files (VOUCH_PORTFOLIO_PAGE (widget), g_variant_get_string (parameter, NULL));
}

/* Removing, with a way back. */

static gpointer
remove_item (VouchWorkspace *workspace, gpointer item, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (vouch_items_remove (workspace, item, cancellable, error));
}

static void
remove_item_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (widget);
  const char *item = g_variant_get_string (parameter, NULL);

  run (self, remove_item, g_strdup (item), g_free);
  gtk_widget_activate_action (widget, "win.toast-undo", "(sss)", _ ("Moved to the bin"),
                              "win.restore-item", item);
}

/* Choosing between alternatives. */

typedef struct {
  char *portfolio;
  char *part;
  char **options;
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_free (choosing->portfolio);
  g_free (choosing->part);
  g_strfreev (choosing->options);
  g_free (choosing);
}

static gpointer
choose_options (VouchWorkspace *workspace, gpointer data, GCancellable *cancellable, GError **error)
{
  Choosing *choosing = data;

  return GINT_TO_POINTER (vouch_choose_options (workspace, choosing->portfolio, choosing->part,
                                                (const char *const *) choosing->options,
                                                cancellable, error));
}

static void
choose_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (widget);
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->portfolio = g_strdup (self->id);
  g_variant_get (parameter, "(s^as)", &choosing->part, &choosing->options);
  run (self, choose_options, choosing, (GDestroyNotify) choosing_free);
}

/* Confirming what only the teacher can judge. */

typedef struct {
  char *portfolio;
  char *finding;
} Confirming;

static void
confirming_free (Confirming *confirming)
{
  g_free (confirming->portfolio);
  g_free (confirming->finding);
  g_free (confirming);
}

static gpointer
confirm_finding (VouchWorkspace *workspace,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  Confirming *confirming = data;

  return GINT_TO_POINTER (vouch_choose_confirm (workspace, confirming->portfolio,
                                                confirming->finding, cancellable, error));
}

static void
confirm_response_cb (AdwMessageDialog *dialog, const char *response, VouchPortfolioPage *self)
{
  Confirming *confirming;

  if (!g_str_equal (response, "confirm") || self->confirming == NULL)
    return;
  confirming = g_new0 (Confirming, 1);
  confirming->portfolio = g_strdup (self->id);
  confirming->finding = g_steal_pointer (&self->confirming);
  run (self, confirm_finding, confirming, (GDestroyNotify) confirming_free);
}

static void
ask_to_confirm (VouchPortfolioPage *self, VouchFinding *finding)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              _ ("Only you can tell"), vouch_finding_get_message (finding));

  g_free (self->confirming);
  self->confirming = g_strdup (vouch_finding_get_id (finding));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "later", _ ("_Later"), "confirm",
                                    _ ("_I confirm this"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "confirm",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (confirm_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Mending: from a finding to the place. */

static const char *
first_item (VouchPortfolioPage *self, VouchFinding *finding)
{
  const char *const *named = vouch_finding_get_items (finding);
  GPtrArray *items = vouch_portfolio_get_items (vouch_portfolio_state_get_portfolio (self->state));

  if (named[0] != NULL)
    return named[0];
  for (guint i = 0; i < items->len; i++) {
    VouchItem *item = g_ptr_array_index (items, i);

    if (g_strcmp0 (vouch_item_get_requirement (item), vouch_finding_get_requirement (finding)) == 0)
      return vouch_item_get_id (item);
  }
  return NULL;
}

static void
write_answer (VouchPortfolioPage *self, VouchFinding *finding)
{
  VouchRequirementCard *card = find_card (self, vouch_finding_get_requirement (finding));

  if (card != NULL)
    gtk_widget_child_focus (GTK_WIDGET (card), GTK_DIR_TAB_FORWARD);
  if (card != NULL)
    vouch_requirement_card_write (card);
}

static void
mend (VouchPortfolioPage *self, VouchFinding *finding)
{
  const char *item;

  switch (vouch_finding_get_fix (finding)) {
  case VOUCH_FIX_CONFIRM:
    if (vouch_finding_is_open (finding))
      ask_to_confirm (self, finding);
    break;
  case VOUCH_FIX_ATTACH:
  case VOUCH_FIX_REPLACE: choose_files (self, vouch_finding_get_requirement (finding)); break;
  case VOUCH_FIX_WRITE: write_answer (self, finding); break;
  case VOUCH_FIX_NONE:
  case VOUCH_FIX_WAIT:
  case VOUCH_FIX_CHOOSE:
    vouch_page_toast (VOUCH_PAGE (self), vouch_finding_get_message (finding));
    break;
  case VOUCH_FIX_REMOVE:
  case VOUCH_FIX_RANGE:
  case VOUCH_FIX_ATTRIBUTE:
  case VOUCH_FIX_DATE:
  case VOUCH_FIX_MOMENTS:
  case VOUCH_FIX_CITE:
  case VOUCH_FIX_PEOPLE:
  case VOUCH_FIX_PERMISSION:
  default:
    item = first_item (self, finding);
    if (item != NULL)
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-item", "s", item);
    else
      write_answer (self, finding);
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

/* Ways on from here. */

static void
lead_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct {
    const char *from;
    const char *to;
  } ways[] = {
    { "portfolio.assess", "win.show-assessment" },
    { "portfolio.decision", "win.show-decision" },
    { "portfolio.send", "win.show-submit" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i].from, action))
      gtk_widget_activate_action (widget, ways[i].to, "s", VOUCH_PORTFOLIO_PAGE (widget)->id);
}

static void
toggle_rubric_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkToggleButton *button = VOUCH_PORTFOLIO_PAGE (widget)->rubric_button;

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
vouch_portfolio_page_dispose (GObject *object)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (vouch_portfolio_page_parent_class)->dispose (object);
}

static void
vouch_portfolio_page_finalize (GObject *object)
{
  VouchPortfolioPage *self = VOUCH_PORTFOLIO_PAGE (object);

  g_object_unref (self->cancellable);
  g_free (self->id);
  g_free (self->confirming);

  G_OBJECT_CLASS (vouch_portfolio_page_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "portfolio.assess", NULL, lead_cb);
  gtk_widget_class_install_action (klass, "portfolio.attach", "s", attach_cb);
  gtk_widget_class_install_action (klass, "portfolio.attach-file", "(ss)", attach_file_cb);
  gtk_widget_class_install_action (klass, "portfolio.choose", "(sas)", choose_cb);
  gtk_widget_class_install_action (klass, "portfolio.decision", NULL, lead_cb);
  gtk_widget_class_install_action (klass, "portfolio.mend", "s", mend_cb);
  gtk_widget_class_install_action (klass, "portfolio.remove-item", "s", remove_item_cb);
  gtk_widget_class_install_action (klass, "portfolio.send", NULL, lead_cb);
  gtk_widget_class_install_action (klass, "portfolio.toggle-rubric", NULL, toggle_rubric_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "portfolio.toggle-rubric", NULL);
}

static void
vouch_portfolio_page_class_init (VouchPortfolioPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_portfolio_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_portfolio_page_finalize;
  VOUCH_PAGE_CLASS (klass)->flush = vouch_portfolio_page_flush;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_portfolio_page_refresh;

  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/portfolio/vouch-portfolio-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioPage, came_in);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioPage, came_in_text);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioPage, parts);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioPage, progress);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioPage, progress_text);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioPage, rubric);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioPage, rubric_button);
  gtk_widget_class_bind_template_child (widget_class, VouchPortfolioPage, send);
}

static void
vouch_portfolio_page_init (VouchPortfolioPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
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
  VouchPortfolioPage *self = g_object_new (VOUCH_TYPE_PORTFOLIO_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup (id);
  return VOUCH_PAGE (self);
}
