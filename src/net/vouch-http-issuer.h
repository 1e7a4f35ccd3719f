/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-http.h"
#include "vouch-issuer.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_HTTP_ISSUER (vouch_http_issuer_get_type ())
G_DECLARE_FINAL_TYPE (VouchHttpIssuer, vouch_http_issuer, VOUCH, HTTP_ISSUER, GObject)

VouchIssuer *vouch_http_issuer_new (const char *url,
                                    const char *token,
                                    const char *pinned,
                                    const VouchHttpOptions *options,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
