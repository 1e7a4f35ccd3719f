/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-http-message.h"

G_BEGIN_DECLS

/**
 * VouchHttpLine:
 * @session: the connections.
 * @origin: the only origin that is given the token.
 * @token: (nullable): the bearer token.
 * @continue_ms: how long the server may think before a large body is sent unasked.
 * @silence_s: seconds of silence endured in all exchanges; 0 when requests decide.
 * @expects: whether large bodies are announced; (atomic).
 *
 * What exchanges with one server have in common.
 */
typedef struct {
  struct _SoupSession *session;
  GUri *origin;
  char *token;
  guint continue_ms;
  guint silence_s;
  int expects;
} VouchHttpLine;

VouchHttpReply *vouch_http_exchange (VouchHttpLine *line,
                                     const VouchHttpRequest *request,
                                     GUri *target,
                                     gboolean *again,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
