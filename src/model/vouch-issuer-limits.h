/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_ISSUER_LIMITS (vouch_issuer_limits_get_type ())
G_DECLARE_FINAL_TYPE (VouchIssuerLimits, vouch_issuer_limits, VOUCH, ISSUER_LIMITS, GObject)

VouchIssuerLimits *vouch_issuer_limits_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Bytes of one file. */
gint64 vouch_issuer_limits_get_max_file_bytes (VouchIssuerLimits *self);
void vouch_issuer_limits_set_max_file_bytes (VouchIssuerLimits *self, gint64 value);

/* Bytes of one submission. */
gint64 vouch_issuer_limits_get_max_submission_bytes (VouchIssuerLimits *self);
void vouch_issuer_limits_set_max_submission_bytes (VouchIssuerLimits *self, gint64 value);

/* Items of one manifest. */
guint vouch_issuer_limits_get_max_items (VouchIssuerLimits *self);
void vouch_issuer_limits_set_max_items (VouchIssuerLimits *self, guint value);

/* Unfinished uploads of one submission. */
guint vouch_issuer_limits_get_max_open_uploads (VouchIssuerLimits *self);
void vouch_issuer_limits_set_max_open_uploads (VouchIssuerLimits *self, guint value);

/* Upload requests of one earner at one moment. */
guint vouch_issuer_limits_get_max_parallel_uploads (VouchIssuerLimits *self);
void vouch_issuer_limits_set_max_parallel_uploads (VouchIssuerLimits *self, guint value);

/* Unsealed submissions of one earner. */
guint vouch_issuer_limits_get_max_open_submissions (VouchIssuerLimits *self);
void vouch_issuer_limits_set_max_open_submissions (VouchIssuerLimits *self, guint value);

/* Bytes of a JSON body. */
gint64 vouch_issuer_limits_get_max_json_bytes (VouchIssuerLimits *self);
void vouch_issuer_limits_set_max_json_bytes (VouchIssuerLimits *self, gint64 value);

/* Depth of a JSON body. */
guint vouch_issuer_limits_get_max_json_depth (VouchIssuerLimits *self);
void vouch_issuer_limits_set_max_json_depth (VouchIssuerLimits *self, guint value);

/* How long unfinished work is kept. */
gint64 vouch_issuer_limits_get_lifetime_seconds (VouchIssuerLimits *self);
void vouch_issuer_limits_set_lifetime_seconds (VouchIssuerLimits *self, gint64 value);

/* Media types taken, a whole family with a star as subtype. */
const char *const *vouch_issuer_limits_get_media_types (VouchIssuerLimits *self);
void vouch_issuer_limits_set_media_types (VouchIssuerLimits *self, const char *const *value);

G_END_DECLS
