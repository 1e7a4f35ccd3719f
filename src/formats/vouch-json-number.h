/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-json-scan.h"

G_BEGIN_DECLS

gboolean
vouch_json_number_read (const char **p, const char *end, VouchJsonScalar *value, char **reason);

G_END_DECLS
