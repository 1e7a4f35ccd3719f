/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-http-message.h"

G_BEGIN_DECLS

gboolean vouch_http_problem_check (VouchHttpReply *reply, const char *media_type, GError **error);
void vouch_http_problem_set (GError **error, VouchHttpReply *reply);
void vouch_http_problem_take_unreadable (GError **error, GError *reason);
gboolean vouch_http_problem_is (VouchHttpReply *reply, const char *code);

G_END_DECLS
