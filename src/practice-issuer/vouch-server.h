/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-desk.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_SERVER (vouch_server_get_type ())
G_DECLARE_FINAL_TYPE (VouchServer, vouch_server, VOUCH, SERVER, GObject)

VouchServer *vouch_server_new (VouchDesk *desk, const char *trace) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_server_listen (VouchServer *self,
                           const char *address,
                           const char *certificate,
                           const char *key,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
