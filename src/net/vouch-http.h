/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-http-message.h"
#include "vouch-patience.h"

G_BEGIN_DECLS

/**
 * VouchHttpOptions:
 * @ca_file: (nullable): PEM file of the only certificate authorities that are trusted; %NULL for
 *   the system's.
 * @silence_s: seconds of silence endured where a request says nothing else; 0 for the default.
 * @continue_ms: how long a server may think about an announced body; 0 for the default.
 * @tries: how often something is tried again; 0 for the default.
 * @sleep: (nullable): sleeps between tries.
 * @sleep_data: for @sleep.
 *
 * What differs from the ordinary. Zeroed memory is the ordinary.
 */
typedef struct {
  const char *ca_file;
  guint silence_s;
  guint continue_ms;
  guint tries;
  VouchSleepFunc sleep;
  gpointer sleep_data;
} VouchHttpOptions;

#define VOUCH_TYPE_HTTP (vouch_http_get_type ())
G_DECLARE_FINAL_TYPE (VouchHttp, vouch_http, VOUCH, HTTP, GObject)

VouchHttp *vouch_http_new (const char *url,
                           const char *token,
                           const VouchHttpOptions *options,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

GUri *vouch_http_get_origin (VouchHttp *self);
VouchPatience *vouch_http_new_patience (VouchHttp *self) G_GNUC_WARN_UNUSED_RESULT;

VouchHttpReply *vouch_http_try (VouchHttp *self,
                                const VouchHttpRequest *request,
                                gboolean *again,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchHttpReply *vouch_http_send (VouchHttp *self,
                                 const VouchHttpRequest *request,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
