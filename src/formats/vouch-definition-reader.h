/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"

G_BEGIN_DECLS

/* The longest definition file, in bytes; the built-in ones have about 28 kB. */
#define VOUCH_DEFINITION_MAX_BYTES ((gsize) 4 * 1024 * 1024)

VouchDefinition *
vouch_definition_read_bytes (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchDefinition *vouch_definition_read_file (const char *path,
                                             GBytes **bytes,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *vouch_definition_problems (GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
