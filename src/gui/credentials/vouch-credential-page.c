/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-credential-page"

#include "config.h"
#include "vouch-credential-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-credential.h"
#include "vouch-credentials.h"

#include "vouch-rows.h"

/**
 * VouchCredentialPage:
 *
 * One badge: who gave it, how it was checked step by step, what was judged, and the evidence it is
 * bound to.
 */
struct _VouchCredentialPage {
  VouchPage parent_instance;

  gboolean filled;

  AdwPreferencesGroup *about;
  AdwPreferencesGroup *checks;
  AdwPreferencesGroup *evidence;
  AdwPreferencesGroup *results;
};

G_DEFINE_FINAL_TYPE (VouchCredentialPage, vouch_credential_page, VOUCH_TYPE_PAGE)

static void
fill_about (VouchCredentialPage *self, VouchCredential *credential)
{
  VouchCredentialAchievement *achievement = vouch_credential_get_achievement (credential);
  g_autofree char *from = vouch_day_format_for_people (
      vouch_day_from_time (vouch_credential_get_valid_from_ms (credential)));

  adw_preferences_group_add (
      self->about,
      vouch_rows_text (_ ("Awarded by"), vouch_credential_get_issuer_name (credential) != NULL
                                             ? vouch_credential_get_issuer_name (credential)
                                             : vouch_credential_get_issuer_id (credential)));
  adw_preferences_group_add (self->about, vouch_rows_text (_ ("Since"), from));
  if (achievement != NULL && vouch_credential_achievement_get_criteria (achievement) != NULL)
    adw_preferences_group_add (
        self->about, vouch_rows_text (_ ("Earned for"),
                                      vouch_credential_achievement_get_criteria (achievement)));
  if (vouch_credential_get_reason (credential) != NULL)
    adw_preferences_group_add (
        self->about, vouch_rows_text (_ ("Note"), vouch_credential_get_reason (credential)));
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

static void
fill_lists (VouchCredentialPage *self, VouchCredential *credential)
{
  GPtrArray *steps = vouch_credential_get_steps (credential);
  GPtrArray *results = vouch_credential_get_results (credential);
  GPtrArray *evidence = vouch_credential_get_evidence (credential);

  gtk_widget_set_visible (GTK_WIDGET (self->checks), steps->len > 0);
  for (guint i = 0; i < steps->len; i++) {
    VouchCredentialStep *step = g_ptr_array_index (steps, i);

    adw_preferences_group_add (
        self->checks, vouch_rows_text (outcome_sign (vouch_credential_step_get_outcome (step)),
                                       vouch_credential_step_get_message (step)));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->results), results->len > 0);
  for (guint i = 0; i < results->len; i++) {
    VouchCredentialResult *result = g_ptr_array_index (results, i);

    adw_preferences_group_add (self->results,
                               vouch_rows_text (vouch_credential_result_get_criterion_name (result),
                                                vouch_credential_result_get_level_name (result)));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->evidence), evidence->len > 0);
  for (guint i = 0; i < evidence->len; i++) {
    VouchCredentialEvidence *one = g_ptr_array_index (evidence, i);

    adw_preferences_group_add (self->evidence,
                               vouch_rows_text (vouch_credential_evidence_get_name (one),
                                                vouch_credential_evidence_get_digest (one)));
  }
}

static gpointer
load_credential (VouchWorkspace *workspace, gpointer id, GCancellable *cancellable, GError **error)
{
  return vouch_credentials_load (workspace, id, cancellable, error);
}

static void
show_credential (VouchPage *page, gpointer result)
{
  VouchCredentialPage *self = VOUCH_CREDENTIAL_PAGE (page);

  if (self->filled)
    return;
  self->filled = TRUE;
  vouch_page_set_title (page, vouch_credential_get_name (result));
  fill_about (self, result);
  fill_lists (self, result);
}

static void
vouch_credential_page_refresh (VouchPage *page)
{
  if (!VOUCH_CREDENTIAL_PAGE (page)->filled)
    vouch_page_run (page, load_credential, g_strdup (vouch_page_get_subject (page)), g_free,
                    g_object_unref, show_credential);
}

static void
vouch_credential_page_class_init (VouchCredentialPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->refresh = vouch_credential_page_refresh;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH
                                               "/credentials/vouch-credential-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialPage, about);
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialPage, checks);
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialPage, evidence);
  gtk_widget_class_bind_template_child (widget_class, VouchCredentialPage, results);
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
