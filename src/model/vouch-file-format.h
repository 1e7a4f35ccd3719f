/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean vouch_file_format_fits (const char *format, const char *extension);

G_END_DECLS
