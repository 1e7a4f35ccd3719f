/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The tree is json-glib's; whoever looks inside includes its header. */
typedef struct _JsonObject JsonObject;

const char *vouch_json_member_string (JsonObject *object, const char *name);

G_END_DECLS
