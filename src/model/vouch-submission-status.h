/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-submission.h"
#include "vouch-upload-status.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_SUBMISSION_STATUS (vouch_submission_status_get_type ())
G_DECLARE_FINAL_TYPE (VouchSubmissionStatus,
                      vouch_submission_status,
                      VOUCH,
                      SUBMISSION_STATUS,
                      GObject)

VouchSubmissionStatus *vouch_submission_status_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The issuer's id. */
const char *vouch_submission_status_get_id (VouchSubmissionStatus *self);
void vouch_submission_status_set_id (VouchSubmissionStatus *self, const char *value);

/* Grows with every change. */
gint64 vouch_submission_status_get_revision (VouchSubmissionStatus *self);
void vouch_submission_status_set_revision (VouchSubmissionStatus *self, gint64 value);

/* Id of the definition. */
const char *vouch_submission_status_get_definition (VouchSubmissionStatus *self);
void vouch_submission_status_set_definition (VouchSubmissionStatus *self, const char *value);

/* Its version. */
const char *vouch_submission_status_get_definition_version (VouchSubmissionStatus *self);
void
vouch_submission_status_set_definition_version (VouchSubmissionStatus *self, const char *value);

/* SHA-256 of its file, hex. */
const char *vouch_submission_status_get_definition_digest (VouchSubmissionStatus *self);
void vouch_submission_status_set_definition_digest (VouchSubmissionStatus *self, const char *value);

/* From 1. */
guint vouch_submission_status_get_attempt (VouchSubmissionStatus *self);
void vouch_submission_status_set_attempt (VouchSubmissionStatus *self, guint value);

/* Id of the submission before; NULL for the first. */
const char *vouch_submission_status_get_previous (VouchSubmissionStatus *self);
void vouch_submission_status_set_previous (VouchSubmissionStatus *self, const char *value);

/* The earner's did:key. */
const char *vouch_submission_status_get_subject (VouchSubmissionStatus *self);
void vouch_submission_status_set_subject (VouchSubmissionStatus *self, const char *value);

/* The earner's side. */
VouchSubmissionState vouch_submission_status_get_state (VouchSubmissionStatus *self);
void vouch_submission_status_set_state (VouchSubmissionStatus *self, VouchSubmissionState value);

/* The issuer's side. */
VouchReviewState vouch_submission_status_get_review (VouchSubmissionStatus *self);
void vouch_submission_status_set_review (VouchSubmissionStatus *self, VouchReviewState value);

/* When it was opened. */
gint64 vouch_submission_status_get_opened_ms (VouchSubmissionStatus *self);
void vouch_submission_status_set_opened_ms (VouchSubmissionStatus *self, gint64 value);

/* When it was sealed; 0 before. */
gint64 vouch_submission_status_get_sealed_ms (VouchSubmissionStatus *self);
void vouch_submission_status_set_sealed_ms (VouchSubmissionStatus *self, gint64 value);

/* When it last changed. */
gint64 vouch_submission_status_get_updated_ms (VouchSubmissionStatus *self);
void vouch_submission_status_set_updated_ms (VouchSubmissionStatus *self, gint64 value);

/* When it is dropped unless touched; 0 when never. */
gint64 vouch_submission_status_get_expires_ms (VouchSubmissionStatus *self);
void vouch_submission_status_set_expires_ms (VouchSubmissionStatus *self, gint64 value);

/* SHA-256 of the manifest held, hex; NULL when none. */
const char *vouch_submission_status_get_manifest_digest (VouchSubmissionStatus *self);
void vouch_submission_status_set_manifest_digest (VouchSubmissionStatus *self, const char *value);

/* Its uploads until the seal. */
GPtrArray *vouch_submission_status_get_uploads (VouchSubmissionStatus *self);
void vouch_submission_status_add_upload (VouchSubmissionStatus *self, VouchUploadStatus *value);

/* URL reference; NULL while there is none. */
const char *vouch_submission_status_get_decision_url (VouchSubmissionStatus *self);
void vouch_submission_status_set_decision_url (VouchSubmissionStatus *self, const char *value);

/* URL reference; NULL while there is none. */
const char *vouch_submission_status_get_credential_url (VouchSubmissionStatus *self);
void vouch_submission_status_set_credential_url (VouchSubmissionStatus *self, const char *value);

/* Attempts after this one; -1 means no limit. */
int vouch_submission_status_get_attempts_left (VouchSubmissionStatus *self);
void vouch_submission_status_set_attempts_left (VouchSubmissionStatus *self, int value);

G_END_DECLS
