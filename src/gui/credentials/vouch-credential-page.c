/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-page"

#include "config.h"
#include "vouch-credential-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-credential.h"
#include "vouch-credentials.h"
#include "vouch-portfolios.h"

#include "vouch-rows.h"

/**
 * VouchCredentialPage:
 *
 * One badge: that it was checked, how and as of when, what was judged in the rubric's own words, the
 * evidence it is bound to, and a way to hand it on.
 */
struct _VouchCredentialPage {
  VouchPage parent_instance;

  GtkStack *stack;
  GtkLabel *name;
  GtkLabel *issuer;
  GtkBox *rows;
  GtkFileChooserNative *chooser; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (VouchCredentialPage, vouch_credential_page, VOUCH_TYPE_PAGE)

typedef struct {
  VouchBadge *badge;
  VouchPortfolio *portfolio; /* (nullable): it may be in the bin */
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->badge, vouch_badge_free);
  g_clear_object (&loaded->portfolio);
  g_free (loaded);
}

static AdwPreferencesGroup *
add_group (VouchCredentialPage *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->rows, group);
  return ADW_PREFERENCES_GROUP (group);
}

static const char *
outcome_sign (VouchCredentialOutcome outcome)
{
  switch (outcome) {
  case VOUCH_CREDENTIAL_OUTCOME_HOLDS: return _ ("✓ Holds");
  case VOUCH_CREDENTIAL_OUTCOME_OPEN: return _ ("○ Not checked");
  case VOUCH_CREDENTIAL_OUTCOME_DOES_NOT_HOLD:
  default: return _ ("! Does not hold");
  }
}

static char *
format_checked (VouchCredential *credential)
{
  gint64 ms = vouch_credential_get_verified_ms (credential);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (ms / 1000);
  g_autofree char *day = vouch_day_format_for_people (vouch_day_from_time (ms));
  g_autofree char *hour = time != NULL ? g_date_time_format (time, "%H:%M") : g_strdup ("");

  /* Translators: a day and a time of day. */
  return g_strdup_printf (
      _ ("As of %s at %s, without a network, by the key that was remembered when "
         "the issuer was added."),
      day, hour);
}

static void
show_checks (VouchCredentialPage *self, VouchCredential *credential)
{
  GPtrArray *steps = vouch_credential_get_steps (credential);
  gboolean holds = vouch_credential_get_verification (credential) == VOUCH_VERIFICATION_ACCEPTED;
  AdwPreferencesGroup *group = add_group (self, _ ("How it was checked"));
  g_autofree char *when = format_checked (credential);
  GtkWidget *row =
      vouch_rows_expander (holds ? _ ("✓ Checked") : _ ("! Could not be confirmed"), when);

  if (!holds && vouch_credential_get_reason (credential) != NULL)
    adw_preferences_group_add (
        group, vouch_rows_text (_ ("Look here"), vouch_credential_get_reason (credential)));
  for (guint i = 0; i < steps->len; i++)
    adw_expander_row_add_row (
        ADW_EXPANDER_ROW (row),
        vouch_rows_text (outcome_sign (vouch_credential_step_get_outcome (steps->pdata[i])),
                         vouch_credential_step_get_message (steps->pdata[i])));
  adw_preferences_group_add (group, row);
}

static void
show_about (VouchCredentialPage *self, const Loaded *loaded)
{
  VouchCredential *credential = loaded->badge->credential;
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);
  AdwPreferencesGroup *group = add_group (self, _ ("The badge"));
  g_autofree char *from = vouch_day_format_for_people (
      vouch_day_from_time (vouch_credential_get_valid_from_ms (credential)));

  adw_preferences_group_add (group, vouch_rows_text (_ ("Since"), from));
  if (achievement != NULL && vouch_credential_achievement_get_criteria (achievement) != NULL)
    adw_preferences_group_add (
        group, vouch_rows_text (_ ("Earned for"),
                                vouch_credential_achievement_get_criteria (achievement)));
  adw_preferences_group_add (
      group, vouch_rows_text (_ ("The issuer's key"), vouch_credential_get_issuer_id (credential)));
  if (loaded->portfolio != NULL)
    adw_preferences_group_add (
        group, vouch_rows_link (_ ("The portfolio it was given for"),
                                vouch_portfolio_get_title (loaded->portfolio), "win.show-portfolio",
                                vouch_portfolio_get_id (loaded->portfolio)));
}

/* The level's own words, where the micro-credential is still here. */
static const char *
describe_level (const Loaded *loaded, VouchCredentialResult *result)
{
  VouchDefinition *definition =
      loaded->portfolio != NULL ? vouch_portfolio_get_definition (loaded->portfolio) : NULL;
  GPtrArray *criteria = definition != NULL
                            ? vouch_rubric_get_criteria (vouch_definition_get_rubric (definition))
                            : NULL;

  for (guint i = 0; criteria != NULL && i < criteria->len; i++) {
    VouchCriterion *criterion = g_ptr_array_index (criteria, i);
    GPtrArray *levels = vouch_criterion_get_levels (criterion);
    VouchScale *scale = vouch_criterion_get_scale (criterion);

    if (g_strcmp0 (vouch_criterion_get_title (criterion),
                   vouch_credential_result_get_criterion_name (result)) != 0)
      continue;
    for (guint n = 0; scale != NULL && n < levels->len; n++) {
      VouchLevel *level =
          vouch_scale_find_level (scale, vouch_criterion_level_get_level (levels->pdata[n]));

      if (level != NULL && g_strcmp0 (vouch_level_get_quality (level),
                                      vouch_credential_result_get_level_name (result)) == 0)
        return vouch_criterion_level_get_description (levels->pdata[n]);
    }
  }
  return NULL;
}

static void
show_results (VouchCredentialPage *self, const Loaded *loaded)
{
  GPtrArray *results = vouch_credential_get_results (loaded->badge->credential);
  AdwPreferencesGroup *group;

  if (results->len == 0)
    return;
  group = add_group (self, _ ("What was judged"));
  for (guint i = 0; i < results->len; i++) {
    VouchCredentialResult *result = g_ptr_array_index (results, i);
    const char *words = describe_level (loaded, result);
    GtkWidget *row = vouch_rows_expander (vouch_credential_result_get_criterion_name (result),
                                          vouch_credential_result_get_level_name (result));

    if (words != NULL)
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                                vouch_rows_text (_ ("The rubric says"), words));
    else
      adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
    adw_preferences_group_add (group, row);
  }
}

static void
show_evidence (VouchCredentialPage *self, VouchCredential *credential)
{
  GPtrArray *evidence = vouch_credential_get_evidence (credential);
  AdwPreferencesGroup *group;
  g_autofree char *words = NULL;
  GtkWidget *row;

  if (evidence->len == 0)
    return;
  group = add_group (self, _ ("The evidence it stands on"));
  words = g_strdup_printf (ngettext ("%u file, bound by its fingerprint",
                                     "%u files, bound by their fingerprints", evidence->len),
                           evidence->len);
  row = vouch_rows_expander (words, NULL);
  for (guint i = 0; i < evidence->len; i++)
    adw_expander_row_add_row (
        ADW_EXPANDER_ROW (row),
        vouch_rows_text (vouch_credential_evidence_get_name (evidence->pdata[i]),
                         vouch_credential_evidence_get_digest (evidence->pdata[i])));
  adw_preferences_group_add (group, row);
}

static gpointer
load (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->badge = vouch_credentials_load_badge (workspace, id, cancellable, error);
  if (loaded->badge == NULL)
    g_clear_pointer (&loaded, loaded_free);
  else if (loaded->badge->portfolio != NULL)
    loaded->portfolio =
        vouch_portfolios_load (workspace, loaded->badge->portfolio, cancellable, NULL);
  return loaded;
}

static void
show (VouchPage *page, gpointer result)
{
  VouchCredentialPage *self = VOUCH_CREDENTIAL_PAGE (page);
  const Loaded *loaded = result;
  VouchCredential *credential = loaded->badge->credential;
  const char *issuer = vouch_credential_get_issuer_name (credential);

  vouch_page_set_title (page, vouch_credential_get_name (credential));
  gtk_label_set_text (self->name, vouch_credential_get_name (credential));
  gtk_label_set_text (self->issuer,
                      issuer != NULL ? issuer : vouch_credential_get_issuer_id (credential));
  vouch_rows_clear_box (self->rows);
  show_checks (self, credential);
  show_about (self, loaded);
  show_results (self, loaded);
  show_evidence (self, credential);
  gtk_stack_set_visible_child_name (self->stack, "badge");
}

static void
vouch_credential_page_refresh (VouchPage *page)
{
  vouch_page_run (page, load, g_strdup (vouch_page_get_subject (page)), g_free, loaded_free, show);
}

static void
checked (VouchPage *page, gpointer result)
{
  show (page, result);
  vouch_page_toast (page, _ ("Looked at again, step by step."));
}

static void
check_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchPage *page = VOUCH_PAGE (widget);

  vouch_page_clear_problem (page);
  vouch_page_run (page, load, g_strdup (vouch_page_get_subject (page)), g_free, loaded_free,
                  checked);
}

static gpointer export(VouchWorkspace *workspace,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  const char *const *names = data;

  return GINT_TO_POINTER (
      vouch_credentials_export (workspace, names[0], names[1], cancellable, error));
}

static void
exported (VouchPage *page, gpointer result)
{
  vouch_page_toast (page, _ ("The badge is saved. Whoever gets the file can check it."));
}

static void
chosen_cb (VouchCredentialPage *self, int response)
{
  g_autoptr (GFile) file = NULL;
  const char *names[3] = { NULL };

  if (response == GTK_RESPONSE_ACCEPT) {
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
    names[0] = vouch_page_get_subject (VOUCH_PAGE (self));
    names[1] = g_file_peek_path (file);
  }
  if (names[1] != NULL)
    vouch_page_run (VOUCH_PAGE (self), export, g_strdupv ((char **) names),
                    (GDestroyNotify) g_strfreev, NULL, exported);
  g_clear_object (&self->chooser);
}

static void
add_filter (GtkFileChooserNative *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  VouchCredentialPage *self = VOUCH_CREDENTIAL_PAGE (widget);
  g_autofree char *name = g_strdup_printf ("%s.jwt", gtk_label_get_text (self->name));

  g_strdelimit (name, "/\\:", '-');
  self->chooser =
      gtk_file_chooser_native_new (_ ("Save the badge"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  add_filter (self->chooser, _ ("The badge as it was signed (.jwt)"), "*.jwt");
  add_filter (self->chooser, _ ("The badge in an envelope (.json)"), "*.json");
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
vouch_credential_page_dispose (GObject *object)
{
  g_clear_object (&VOUCH_CREDENTIAL_PAGE (object)->chooser);

  G_OBJECT_CLASS (vouch_credential_page_parent_class)->dispose (object);
}

static void
vouch_credential_page_class_init (VouchCredentialPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_credential_page_dispose;
  VOUCH_PAGE_CLASS (klass)->refresh = vouch_credential_page_refresh;

  gtk_widget_class_install_action (widget_class, "credential.check", NULL, check_cb);
  gtk_widget_class_install_action (widget_class, "credential.save", NULL, save_cb);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/credentials/vouch-credential-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialPage, issuer);
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialPage, name);
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialPage, rows);
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialPage, stack);
}

static void
vouch_credential_page_init (VouchCredentialPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vouch_credential_page_new:
 * @workspace: the workspace.
 * @id: id of the badge.
 *
 * Returns: (transfer floating): the page of one badge.
 */
VouchPage *
vouch_credential_page_new (VouchWorkspace *workspace, const char *id)
{
  return vouch_page_new (VOUCH_TYPE_CREDENTIAL_PAGE, workspace, id);
}
