/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *vouch_bundle_make_name (const char *folder,
                              guint number,
                              const char *file_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
