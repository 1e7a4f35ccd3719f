/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-submission"

#include "config.h"
#include "vouch-submission.h"

#include "vouch-accessors.h"

VOUCH_DEFINE_ENUM_NAMES (VouchSubmissionState,
                         vouch_submission_state,
                         { "draft", VOUCH_SUBMISSION_STATE_DRAFT },
                         { "uploading", VOUCH_SUBMISSION_STATE_UPLOADING },
                         { "sealed", VOUCH_SUBMISSION_STATE_SEALED },
                         { "withdrawn", VOUCH_SUBMISSION_STATE_WITHDRAWN })

VOUCH_DEFINE_ENUM_NAMES (VouchReviewState,
                         vouch_review_state,
                         { "none", VOUCH_REVIEW_STATE_NONE },
                         { "received", VOUCH_REVIEW_STATE_RECEIVED },
                         { "incomplete", VOUCH_REVIEW_STATE_INCOMPLETE },
                         { "inReview", VOUCH_REVIEW_STATE_IN_REVIEW },
                         { "decided", VOUCH_REVIEW_STATE_DECIDED })

/**
 * VouchSubmission:
 *
 * One attempt: a frozen copy of the portfolio on its way to, or at, an issuer.
 */
struct _VouchSubmission {
  GObject parent_instance;

  char *id;
  char *portfolio;
  char *issuer;
  guint attempt;
  char *previous;
  VouchSubmissionState state;
  VouchReviewState review;
  char *manifest;
  char *signature;
  char *note;
  char **attestations;
  char *url;
  char *receipt;
  char *etag;
  gint64 created_ms;
  gint64 sealed_ms;
};

G_DEFINE_FINAL_TYPE (VouchSubmission, vouch_submission, G_TYPE_OBJECT)

static void
vouch_submission_finalize (GObject *object)
{
  VouchSubmission *self = VOUCH_SUBMISSION (object);

  g_free (self->id);
  g_free (self->portfolio);
  g_free (self->issuer);
  g_free (self->previous);
  g_free (self->manifest);
  g_free (self->signature);
  g_free (self->note);
  g_strfreev (self->attestations);
  g_free (self->url);
  g_free (self->receipt);
  g_free (self->etag);

  G_OBJECT_CLASS (vouch_submission_parent_class)->finalize (object);
}

static void
vouch_submission_class_init (VouchSubmissionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_submission_finalize;
}

static void
vouch_submission_init (VouchSubmission *self)
{
}

/**
 * vouch_submission_new:
 *
 * Returns: (transfer full): an empty submission, to be filled by its setters.
 */
VouchSubmission *
vouch_submission_new (void)
{
  return g_object_new (VOUCH_TYPE_SUBMISSION, NULL);
}

VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, id)
VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, portfolio)
VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, issuer)
VOUCH_DEFINE_VALUE (VouchSubmission, vouch_submission, guint, attempt)
VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, previous)
VOUCH_DEFINE_VALUE (VouchSubmission, vouch_submission, VouchSubmissionState, state)
VOUCH_DEFINE_VALUE (VouchSubmission, vouch_submission, VouchReviewState, review)
VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, manifest)
VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, signature)
VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, note)
VOUCH_DEFINE_STRV (VouchSubmission, vouch_submission, attestations)
VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, url)
VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, receipt)
VOUCH_DEFINE_STRING (VouchSubmission, vouch_submission, etag)
VOUCH_DEFINE_VALUE (VouchSubmission, vouch_submission, gint64, created_ms)
VOUCH_DEFINE_VALUE (VouchSubmission, vouch_submission, gint64, sealed_ms)
