/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_ISSUER_ACCOUNT (vouch_issuer_account_get_type ())
G_DECLARE_FINAL_TYPE (VouchIssuerAccount, vouch_issuer_account, VOUCH, ISSUER_ACCOUNT, GObject)

VouchIssuerAccount *vouch_issuer_account_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The earner's name for it. */
const char *vouch_issuer_account_get_name (VouchIssuerAccount *self);
void vouch_issuer_account_set_name (VouchIssuerAccount *self, const char *value);

/* Base URL. */
const char *vouch_issuer_account_get_url (VouchIssuerAccount *self);
void vouch_issuer_account_set_url (VouchIssuerAccount *self, const char *value);

/* Its DID or URI. */
const char *vouch_issuer_account_get_issuer_id (VouchIssuerAccount *self);
void vouch_issuer_account_set_issuer_id (VouchIssuerAccount *self, const char *value);

/* Its public key as multibase. */
const char *vouch_issuer_account_get_key (VouchIssuerAccount *self);
void vouch_issuer_account_set_key (VouchIssuerAccount *self, const char *value);

/* What it calls itself. */
const char *vouch_issuer_account_get_display_name (VouchIssuerAccount *self);
void vouch_issuer_account_set_display_name (VouchIssuerAccount *self, const char *value);

/* Time zone of its deadlines. */
const char *vouch_issuer_account_get_time_zone (VouchIssuerAccount *self);
void vouch_issuer_account_set_time_zone (VouchIssuerAccount *self, const char *value);

/* Largest file it takes; 0 when not said. */
gint64 vouch_issuer_account_get_max_file_bytes (VouchIssuerAccount *self);
void vouch_issuer_account_set_max_file_bytes (VouchIssuerAccount *self, gint64 value);

/* Largest submission it takes; 0 when not said. */
gint64 vouch_issuer_account_get_max_submission_bytes (VouchIssuerAccount *self);
void vouch_issuer_account_set_max_submission_bytes (VouchIssuerAccount *self, gint64 value);

/* Whether nobody has looked who answers there: it came with an export, which may say anything. */
gboolean vouch_issuer_account_get_unconfirmed (VouchIssuerAccount *self);
void vouch_issuer_account_set_unconfirmed (VouchIssuerAccount *self, gboolean value);

/* When it was added. */
gint64 vouch_issuer_account_get_added_ms (VouchIssuerAccount *self);
void vouch_issuer_account_set_added_ms (VouchIssuerAccount *self, gint64 value);

G_END_DECLS
