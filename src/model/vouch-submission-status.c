/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submission-status"

#include "config.h"
#include "vouch-submission-status.h"

#include "vouch-accessors.h"

/**
 * VouchSubmissionStatus:
 *
 * Where a submission stands, as the issuer tells it.
 */
struct _VouchSubmissionStatus {
  GObject parent_instance;

  char *id;
  gint64 revision;
  char *definition;
  char *definition_version;
  char *definition_digest;
  guint attempt;
  char *previous;
  char *subject;
  VouchSubmissionState state;
  VouchReviewState review;
  gint64 opened_ms;
  gint64 sealed_ms;
  gint64 updated_ms;
  gint64 expires_ms;
  char *manifest_digest;
  GPtrArray *uploads;
  char *decision_url;
  char *credential_url;
  int attempts_left;
};

G_DEFINE_FINAL_TYPE (VouchSubmissionStatus, vouch_submission_status, G_TYPE_OBJECT)

static void
vouch_submission_status_finalize (GObject *object)
{
  VouchSubmissionStatus *self = VOUCH_SUBMISSION_STATUS (object);

  g_free (self->id);
  g_free (self->definition);
  g_free (self->definition_version);
  g_free (self->definition_digest);
  g_free (self->previous);
  g_free (self->subject);
  g_free (self->manifest_digest);
  g_ptr_array_unref (self->uploads);
  g_free (self->decision_url);
  g_free (self->credential_url);

  G_OBJECT_CLASS (vouch_submission_status_parent_class)->finalize (object);
}

static void
vouch_submission_status_class_init (VouchSubmissionStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_submission_status_finalize;
}

static void
vouch_submission_status_init (VouchSubmissionStatus *self)
{
  self->uploads = g_ptr_array_new_with_free_func (g_object_unref);
  self->attempts_left = -1;
}

/**
 * vouch_submission_status_new:
 *
 * Returns: (transfer full): an empty submission status, to be filled by its setters.
 */
VouchSubmissionStatus *
vouch_submission_status_new (void)
{
  return g_object_new (VOUCH_TYPE_SUBMISSION_STATUS, NULL);
}

VOUCH_DEFINE_STRING (VouchSubmissionStatus, vouch_submission_status, id)
VOUCH_DEFINE_VALUE (VouchSubmissionStatus, vouch_submission_status, gint64, revision)
VOUCH_DEFINE_STRING (VouchSubmissionStatus, vouch_submission_status, definition)
VOUCH_DEFINE_STRING (VouchSubmissionStatus, vouch_submission_status, definition_version)
VOUCH_DEFINE_STRING (VouchSubmissionStatus, vouch_submission_status, definition_digest)
VOUCH_DEFINE_VALUE (VouchSubmissionStatus, vouch_submission_status, guint, attempt)
VOUCH_DEFINE_STRING (VouchSubmissionStatus, vouch_submission_status, previous)
VOUCH_DEFINE_STRING (VouchSubmissionStatus, vouch_submission_status, subject)
VOUCH_DEFINE_VALUE (VouchSubmissionStatus, vouch_submission_status, VouchSubmissionState, state)
VOUCH_DEFINE_VALUE (VouchSubmissionStatus, vouch_submission_status, VouchReviewState, review)
VOUCH_DEFINE_VALUE (VouchSubmissionStatus, vouch_submission_status, gint64, opened_ms)
VOUCH_DEFINE_VALUE (VouchSubmissionStatus, vouch_submission_status, gint64, sealed_ms)
VOUCH_DEFINE_VALUE (VouchSubmissionStatus, vouch_submission_status, gint64, updated_ms)
VOUCH_DEFINE_VALUE (VouchSubmissionStatus, vouch_submission_status, gint64, expires_ms)
VOUCH_DEFINE_STRING (VouchSubmissionStatus, vouch_submission_status, manifest_digest)
VOUCH_DEFINE_ARRAY (VouchSubmissionStatus,
                    vouch_submission_status,
                    VouchUploadStatus,
                    uploads,
                    upload)
VOUCH_DEFINE_STRING (VouchSubmissionStatus, vouch_submission_status, decision_url)
VOUCH_DEFINE_STRING (VouchSubmissionStatus, vouch_submission_status, credential_url)
VOUCH_DEFINE_VALUE (VouchSubmissionStatus, vouch_submission_status, int, attempts_left)
