/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-copy.h"
#include "vouch-store.h"

G_BEGIN_DECLS

char *vouch_store_add_object (VouchStore *self,
                              const char *source,
                              VouchCopyProgress progress,
                              gpointer progress_data,
                              guint64 *size,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchNewFile *vouch_store_new_object (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_store_take_object (VouchStore *self,
                               VouchNewFile *file,
                               guint64 *size,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_adopt_object (VouchStore *self,
                                   const char *path,
                                   const char *sha256,
                                   guint64 size,
                                   GError **error);
gboolean vouch_store_abandon_object (VouchStore *self, const char *sha256, GError **error);

int vouch_store_open_object (VouchStore *self, const char *sha256, GError **error);
gint64 vouch_store_get_object_size (VouchStore *self, const char *sha256, GError **error);
char *vouch_store_get_object_path (VouchStore *self, const char *sha256) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_store_verify_object (VouchStore *self,
                                    const char *sha256,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
