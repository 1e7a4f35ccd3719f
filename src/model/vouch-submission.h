/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchSubmissionState:
 *
 * Where a submission stands on the earner's side.
 */
typedef enum {
  VOUCH_SUBMISSION_STATE_DRAFT,
  VOUCH_SUBMISSION_STATE_UPLOADING,
  VOUCH_SUBMISSION_STATE_SEALED,
  VOUCH_SUBMISSION_STATE_WITHDRAWN,
} VouchSubmissionState;

const char *vouch_submission_state_to_string (VouchSubmissionState value);
gboolean vouch_submission_state_from_string (const char *name, VouchSubmissionState *value);

/**
 * VouchReviewState:
 *
 * Where a submission stands on the issuer's side.
 */
typedef enum {
  VOUCH_REVIEW_STATE_NONE,
  VOUCH_REVIEW_STATE_RECEIVED,
  VOUCH_REVIEW_STATE_INCOMPLETE,
  VOUCH_REVIEW_STATE_IN_REVIEW,
  VOUCH_REVIEW_STATE_DECIDED,
} VouchReviewState;

const char *vouch_review_state_to_string (VouchReviewState value);
gboolean vouch_review_state_from_string (const char *name, VouchReviewState *value);

#define VOUCH_TYPE_SUBMISSION (vouch_submission_get_type ())
G_DECLARE_FINAL_TYPE (VouchSubmission, vouch_submission, VOUCH, SUBMISSION, GObject)

VouchSubmission *vouch_submission_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* UUID; also the idempotency key. */
const char *vouch_submission_get_id (VouchSubmission *self);
void vouch_submission_set_id (VouchSubmission *self, const char *value);

/* Id of the portfolio. */
const char *vouch_submission_get_portfolio (VouchSubmission *self);
void vouch_submission_set_portfolio (VouchSubmission *self, const char *value);

/* Name of the issuer account. */
const char *vouch_submission_get_issuer (VouchSubmission *self);
void vouch_submission_set_issuer (VouchSubmission *self, const char *value);

/* From 1. */
guint vouch_submission_get_attempt (VouchSubmission *self);
void vouch_submission_set_attempt (VouchSubmission *self, guint value);

/* Id of the submission before; NULL for the first. */
const char *vouch_submission_get_previous (VouchSubmission *self);
void vouch_submission_set_previous (VouchSubmission *self, const char *value);

/* Where it stands on this side. */
VouchSubmissionState vouch_submission_get_state (VouchSubmission *self);
void vouch_submission_set_state (VouchSubmission *self, VouchSubmissionState value);

/* Where it stands on the issuer's side. */
VouchReviewState vouch_submission_get_review (VouchSubmission *self);
void vouch_submission_set_review (VouchSubmission *self, VouchReviewState value);

/* The frozen manifest, canonical JSON. */
const char *vouch_submission_get_manifest (VouchSubmission *self);
void vouch_submission_set_manifest (VouchSubmission *self, const char *value);

/* The earner's signature over it. */
const char *vouch_submission_get_signature (VouchSubmission *self);
void vouch_submission_set_signature (VouchSubmission *self, const char *value);

/* What changed since the last attempt. */
const char *vouch_submission_get_note (VouchSubmission *self);
void vouch_submission_set_note (VouchSubmission *self, const char *value);

/* Ids of the statements confirmed. */
const char *const *vouch_submission_get_attestations (VouchSubmission *self);
void vouch_submission_set_attestations (VouchSubmission *self, const char *const *value);

/* Where the issuer keeps it. */
const char *vouch_submission_get_url (VouchSubmission *self);
void vouch_submission_set_url (VouchSubmission *self, const char *value);

/* The issuer's receipt (JWS); NULL until sealed. */
const char *vouch_submission_get_receipt (VouchSubmission *self);
void vouch_submission_set_receipt (VouchSubmission *self, const char *value);

/* Version tag of the last answer. */
const char *vouch_submission_get_etag (VouchSubmission *self);
void vouch_submission_set_etag (VouchSubmission *self, const char *value);

/* When it was frozen. */
gint64 vouch_submission_get_created_ms (VouchSubmission *self);
void vouch_submission_set_created_ms (VouchSubmission *self, gint64 value);

/* When the issuer confirmed it; 0 before. */
gint64 vouch_submission_get_sealed_ms (VouchSubmission *self);
void vouch_submission_set_sealed_ms (VouchSubmission *self, gint64 value);

G_END_DECLS
