/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _JsonNode JsonNode;

char *vouch_json_canonical (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_json_canonical_number (double value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
