/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition-listing.h"
#include "vouch-issuer-info.h"

G_BEGIN_DECLS

#define VOUCH_ISSUER_WELL_KNOWN "/.well-known/vouch-issuer"

GBytes *vouch_issuer_info_json_write (VouchIssuerInfo *info) G_GNUC_WARN_UNUSED_RESULT;
VouchIssuerInfo *
vouch_issuer_info_json_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *vouch_definition_list_json_write (GPtrArray *listings) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *
vouch_definition_list_json_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
