/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-clock.h"
#include "vouch-definition.h"
#include "vouch-issuer-limits.h"
#include "vouch-signing-key.h"
#include "vouch-sql.h"

G_BEGIN_DECLS

/* What this issuer calls itself, in its description and on its badges. */
#define VOUCH_DESK_NAME "Practice issuer"

#define VOUCH_TYPE_DESK (vouch_desk_get_type ())
G_DECLARE_FINAL_TYPE (VouchDesk, vouch_desk, VOUCH, DESK, GObject)

VouchDesk *vouch_desk_open (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

VouchSql *vouch_desk_get_sql (VouchDesk *self);
VouchSigningKey *vouch_desk_get_key (VouchDesk *self);
VouchIssuerLimits *vouch_desk_get_limits (VouchDesk *self);
const char *vouch_desk_get_folder (VouchDesk *self);
gint64 vouch_desk_now_ms (VouchDesk *self);

char *vouch_desk_make_upload_path (VouchDesk *self, const char *upload) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_desk_make_file_folder (VouchDesk *self, gint64 account) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_desk_make_file_path (VouchDesk *self,
                                 gint64 account,
                                 const char *sha256) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_desk_has_space (VouchDesk *self, gint64 bytes);

VouchDefinition *vouch_desk_find_definition (VouchDesk *self, const char *sha256, GError **error);

G_END_DECLS
