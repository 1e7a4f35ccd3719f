/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-issuer-limits.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_ISSUER_INFO (vouch_issuer_info_get_type ())
G_DECLARE_FINAL_TYPE (VouchIssuerInfo, vouch_issuer_info, VOUCH, ISSUER_INFO, GObject)

VouchIssuerInfo *vouch_issuer_info_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Its did:key. */
const char *vouch_issuer_info_get_id (VouchIssuerInfo *self);
void vouch_issuer_info_set_id (VouchIssuerInfo *self, const char *value);

/* What it calls itself. */
const char *vouch_issuer_info_get_name (VouchIssuerInfo *self);
void vouch_issuer_info_set_name (VouchIssuerInfo *self, const char *value);

/* Of the issuer API, as 1.0. */
const char *vouch_issuer_info_get_protocol_version (VouchIssuerInfo *self);
void vouch_issuer_info_set_protocol_version (VouchIssuerInfo *self, const char *value);

/* URL reference of the definitions. */
const char *vouch_issuer_info_get_definitions_url (VouchIssuerInfo *self);
void vouch_issuer_info_set_definitions_url (VouchIssuerInfo *self, const char *value);

/* URL reference of the submissions. */
const char *vouch_issuer_info_get_submissions_url (VouchIssuerInfo *self);
void vouch_issuer_info_set_submissions_url (VouchIssuerInfo *self, const char *value);

/* URL reference of the files held. */
const char *vouch_issuer_info_get_files_url (VouchIssuerInfo *self);
void vouch_issuer_info_set_files_url (VouchIssuerInfo *self, const char *value);

/* URL reference of the tus endpoint. */
const char *vouch_issuer_info_get_uploads_url (VouchIssuerInfo *self);
void vouch_issuer_info_set_uploads_url (VouchIssuerInfo *self, const char *value);

/* Extensions of tus 1.0 it knows. */
const char *const *vouch_issuer_info_get_extensions (VouchIssuerInfo *self);
void vouch_issuer_info_set_extensions (VouchIssuerInfo *self, const char *const *value);

/* Checksum algorithms of its tus server, preferred first. */
const char *const *vouch_issuer_info_get_checksum_algorithms (VouchIssuerInfo *self);
void vouch_issuer_info_set_checksum_algorithms (VouchIssuerInfo *self, const char *const *value);

/* What it takes at most. */
VouchIssuerLimits *vouch_issuer_info_get_limits (VouchIssuerInfo *self);
void vouch_issuer_info_set_limits (VouchIssuerInfo *self, VouchIssuerLimits *value);

/* Time zone of its deadlines. */
const char *vouch_issuer_info_get_time_zone (VouchIssuerInfo *self);
void vouch_issuer_info_set_time_zone (VouchIssuerInfo *self, const char *value);

/* What its clock said when it was asked; 0 when it did not say. */
gint64 vouch_issuer_info_get_server_ms (VouchIssuerInfo *self);
void vouch_issuer_info_set_server_ms (VouchIssuerInfo *self, gint64 value);

/* Media types of the credentials it gives. */
const char *const *vouch_issuer_info_get_credential_formats (VouchIssuerInfo *self);
void vouch_issuer_info_set_credential_formats (VouchIssuerInfo *self, const char *const *value);

G_END_DECLS
