/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-zip.h"

G_BEGIN_DECLS

GPtrArray *vouch_zip_list (int fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 vouch_zip_find_content (int fd, const VouchZipEntry *entry, GError **error);

G_END_DECLS
