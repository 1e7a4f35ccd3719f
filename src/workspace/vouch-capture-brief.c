/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-capture-brief"

#include "config.h"
#include "vouch-capture-brief.h"

#include <glib/gi18n-lib.h>

#include "vouch-consent.h"
#include "vouch-constraint-set.h"
#include "vouch-describe.h"
#include "vouch-range.h"
#include "vouch-store-issuers.h"
#include "vouch-store-load.h"

#include "vouch-placement.h"
#include "vouch-register.h"
#include "vouch-settings.h"
#include "vouch-workspace-private.h"

#define LABELS_KEY "capture.labels"
#define MOST_LABELS 9
#define MS_PER_SECOND 1000

static void
clear_brief (gpointer data)
{
  VouchCaptureBrief *self = data;

  g_free (self->portfolio_title);
  g_clear_object (&self->requirement);
  g_strfreev (self->rules);
  g_strfreev (self->labels);
  g_strfreev (self->own_labels);
  g_clear_pointer (&self->classes, g_ptr_array_unref);
}

/* What a recording that is made here can do something about; the rest is for afterwards. */
static gboolean
is_about_recording (VouchConstraint *constraint)
{
  switch (vouch_constraint_get_kind (constraint)) {
  case VOUCH_CONSTRAINT_KIND_ANNOTATION:
  case VOUCH_CONSTRAINT_KIND_AUDIO:
  case VOUCH_CONSTRAINT_KIND_CONTINUITY:
  case VOUCH_CONSTRAINT_KIND_DURATION:
  case VOUCH_CONSTRAINT_KIND_FILE_SIZE:
  case VOUCH_CONSTRAINT_KIND_ON_SCREEN:
  case VOUCH_CONSTRAINT_KIND_PARTICIPANTS:
  case VOUCH_CONSTRAINT_KIND_PICTURE:
  case VOUCH_CONSTRAINT_KIND_SAME: return TRUE;
  default: return FALSE;
  }
}

static gboolean
concerns (VouchConstraint *constraint, VouchCaptureKind kind)
{
  return vouch_constraint_applies_to (
      constraint, kind == VOUCH_CAPTURE_KIND_PICTURE ? VOUCH_MEDIA_VIDEO : VOUCH_MEDIA_AUDIO);
}

static void
limit (gint64 *most, VouchConstraint *constraint, const char *name, gint64 unit)
{
  double value;

  if (vouch_constraint_get_number (constraint, name, &value) &&
      (*most < 0 || (gint64) (value * (double) unit) < *most))
    *most = (gint64) (value * (double) unit);
}

static void
add_words (GPtrArray *list, const char *const *words)
{
  for (guint i = 0; words != NULL && words[i] != NULL && list->len < MOST_LABELS; i++)
    if (*words[i] != '\0' && !g_ptr_array_find_with_equal_func (list, words[i], g_str_equal, NULL))
      g_ptr_array_add (list, g_strdup (words[i]));
}

static void
read_constraint (VouchCaptureBrief *self,
                 VouchConstraint *constraint,
                 GPtrArray *rules,
                 GPtrArray *labels)
{
  g_autofree char *words = NULL;

  if (vouch_constraint_get_kind (constraint) == VOUCH_CONSTRAINT_KIND_CONTINUITY)
    self->is_unedited = g_strcmp0 (vouch_constraint_get_text (constraint, "mode"), "unedited") == 0;
  if (vouch_constraint_get_kind (constraint) == VOUCH_CONSTRAINT_KIND_DURATION)
    limit (&self->most_ms, constraint, "maxSeconds", MS_PER_SECOND);
  if (vouch_constraint_get_kind (constraint) == VOUCH_CONSTRAINT_KIND_FILE_SIZE)
    limit (&self->most_bytes, constraint, "maxBytes", 1);
  if (vouch_constraint_get_kind (constraint) == VOUCH_CONSTRAINT_KIND_ANNOTATION)
    add_words (labels, vouch_constraint_get_list (constraint, "labels"));
  words = is_about_recording (constraint) ? vouch_describe_constraint (constraint) : NULL;
  if (words != NULL && !g_ptr_array_find_with_equal_func (rules, words, g_str_equal, NULL))
    g_ptr_array_add (rules, g_steal_pointer (&words));
}

/* The titles of the criteria that it is judged by. */
static void
add_criteria (VouchDefinition *definition, VouchRequirement *requirement, GPtrArray *labels)
{
  VouchRubric *rubric = vouch_definition_get_rubric (definition);
  const char *const *fed = vouch_requirement_get_criteria (requirement);
  GPtrArray *criteria = rubric != NULL ? vouch_rubric_get_criteria (rubric) : NULL;

  for (guint i = 0; criteria != NULL && fed != NULL && i < criteria->len; i++) {
    const char *const title[] = { vouch_criterion_get_title (criteria->pdata[i]), NULL };

    if (g_strv_contains (fed, vouch_criterion_get_id (criteria->pdata[i])))
      add_words (labels, title);
  }
}

static void
read_consent (VouchConsent *asked, GPtrArray *constraints, VouchCaptureKind kind)
{
  *asked = (VouchConsent){ .scopes = VOUCH_PERMISSION_SCOPE_VOICE, .purpose = "assessment" };
  if (kind == VOUCH_CAPTURE_KIND_PICTURE)
    asked->scopes |= VOUCH_PERMISSION_SCOPE_IMAGE;
  for (guint i = 0; constraints != NULL && i < constraints->len; i++)
    if (vouch_constraint_get_kind (constraints->pdata[i]) == VOUCH_CONSTRAINT_KIND_CONSENT &&
        concerns (constraints->pdata[i], kind))
      vouch_consent_read (asked, constraints->pdata[i]);
}

static gboolean
load_classes (VouchCaptureBrief *self,
              VouchWorkspace *workspace,
              const VouchConsent *asked,
              GError **error)
{
  g_autoptr (VouchPeople) people = vouch_register_load (workspace, NULL, error);

  if (people == NULL)
    return FALSE;
  self->classes = vouch_consent_cover_classes (
      asked, people, vouch_clock_today (vouch_workspace_get_clock (workspace)));
  self->is_voice = (asked->scopes & VOUCH_PERMISSION_SCOPE_VOICE) != 0;
  self->is_image = (asked->scopes & VOUCH_PERMISSION_SCOPE_IMAGE) != 0;
  return TRUE;
}

/* Which issuer it will be sent to is chosen later; what the strictest takes, each of them does. */
static gboolean
load_limits (VouchCaptureBrief *self, VouchWorkspace *workspace, GError **error)
{
  g_autoptr (GPtrArray) issuers =
      vouch_store_list_issuers (vouch_workspace_get_store (workspace), error);

  for (guint i = 0; issuers != NULL && i < issuers->len; i++) {
    gint64 bytes = vouch_issuer_account_get_max_file_bytes (issuers->pdata[i]);

    if (bytes > 0 && (self->most_bytes < 0 || bytes < self->most_bytes))
      self->most_bytes = bytes;
  }
  return issuers != NULL;
}

static char **
take_words (GPtrArray *words)
{
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_steal (words, NULL);
}

static void
read_requirement (VouchCaptureBrief *self,
                  VouchDefinition *definition,
                  GPtrArray *constraints,
                  VouchCaptureKind kind,
                  GPtrArray *labels)
{
  VouchMediaSet media = vouch_requirement_get_media (self->requirement);
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func (g_free);

  self->takes_sound = vouch_media_set_contains (media, VOUCH_MEDIA_AUDIO);
  self->takes_picture = vouch_media_set_contains (media, VOUCH_MEDIA_VIDEO);
  for (guint i = 0; i < constraints->len; i++)
    if (concerns (constraints->pdata[i], kind))
      read_constraint (self, constraints->pdata[i], rules, labels);
  self->rules = take_words (rules);
  add_criteria (definition, self->requirement, labels);
}

/**
 * vouch_capture_brief_load:
 * @workspace: a workspace.
 * @portfolio: (nullable): id of the portfolio it is for.
 * @requirement: (nullable): id of what it is for there.
 * @kind: what is recorded.
 * @cancellable: (nullable): to stop it.
 * @error: %VOUCH_ERROR_NOT_FOUND when there is no such thing; what the store says.
 *
 * Gathers what there is to know before a recording is made: what it is for and what is asked of it, who
 * may be recorded, how large it may be, and whether the battery will do.
 *
 * Returns: (transfer full) (nullable): all of that.
 */
VouchCaptureBrief *
vouch_capture_brief_load (VouchWorkspace *workspace,
                          const char *portfolio,
                          const char *requirement,
                          VouchCaptureKind kind,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (VouchCaptureBrief) self = g_atomic_rc_box_new0 (VouchCaptureBrief);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) constraints = NULL;
  g_autoptr (VouchPortfolio) loaded = NULL;
  g_autofree char *own = NULL;
  VouchConsent asked;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace), NULL);

  self->most_ms = self->most_bytes = -1;
  self->takes_sound = self->takes_picture = TRUE;
  if (portfolio != NULL && requirement != NULL) {
    VouchRequirement *found;

    loaded = vouch_store_load_portfolio (vouch_workspace_get_store (workspace), portfolio, error);
    found = loaded != NULL ? vouch_placement_find_requirement (loaded, requirement, error) : NULL;
    if (found == NULL)
      return NULL;
    self->portfolio_title = g_strdup (vouch_portfolio_get_title (loaded));
    self->requirement = g_object_ref (found);
    constraints = vouch_constraint_set_for (vouch_portfolio_get_definition (loaded), found);
    read_requirement (self, vouch_portfolio_get_definition (loaded), constraints, kind, labels);
  }
  own = vouch_settings_get (workspace, LABELS_KEY);
  self->own_labels = g_strsplit (own != NULL ? own : "", "\n", MOST_LABELS);
  add_words (labels, (const char *const *) self->own_labels);
  self->labels = take_words (labels);
  if (self->rules == NULL)
    self->rules = g_new0 (char *, 1);
  read_consent (&asked, constraints, kind);
  vouch_power_look (VOUCH_CAPTURE_STAND_INS ? g_getenv ("VOUCH_POWER_SUPPLY") : NULL, &self->power);
  if (!load_classes (self, workspace, &asked, error) || !load_limits (self, workspace, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * vouch_capture_brief_ref:
 * @self: what there is to know.
 *
 * Returns: (transfer full): the same once more.
 */
VouchCaptureBrief *
vouch_capture_brief_ref (VouchCaptureBrief *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * vouch_capture_brief_unref:
 * @self: (nullable): what there is to know.
 *
 * Frees it when nobody else holds it.
 */
void
vouch_capture_brief_unref (VouchCaptureBrief *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_brief);
}

/**
 * vouch_capture_brief_set_labels:
 * @workspace: a workspace that may be written.
 * @words: what the teacher wants to call moments, separated by commas.
 * @error: %VOUCH_ERROR_BUSY, %VOUCH_ERROR_NO_SPACE or %VOUCH_ERROR_DEVICE.
 *
 * Keeps the teacher's own words, nine at most.
 *
 * Returns: whether they are kept.
 */
gboolean
vouch_capture_brief_set_labels (VouchWorkspace *workspace, const char *words, GError **error)
{
  g_auto (GStrv) split = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  g_return_val_if_fail (VOUCH_IS_WORKSPACE (workspace) && words != NULL, FALSE);

  split = g_strsplit (words, ",", -1);
  for (guint i = 0; split[i] != NULL; i++)
    g_strstrip (split[i]);
  add_words (kept, (const char *const *) split);
  g_ptr_array_add (kept, NULL);
  text = g_strjoinv ("\n", (char **) kept->pdata);
  return vouch_settings_set (workspace, LABELS_KEY, text, error);
}
