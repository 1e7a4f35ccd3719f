/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "vouch-json-scan.h"

G_BEGIN_DECLS

GBytes *vouch_json_load_file (const char *path,
                              const VouchJsonLimits *limits,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
