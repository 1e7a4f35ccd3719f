/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-inspector-encode.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean vouch_reader_encode (const char *helper,
                              const VouchEncodeWork *work,
                              GCancellable *cancellable,
                              GError **error);
char **vouch_reader_list_formats (const char *helper,
                                  gboolean with_picture,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
