/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-json-scan.h"

G_BEGIN_DECLS

/* The tree is json-glib's; whoever looks inside includes its header. */
typedef struct _JsonNode JsonNode;

JsonNode *vouch_json_parse (GBytes *bytes,
                            const VouchJsonLimits *limits,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
