/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean
vouch_file_replace (const char *path, const void *data, gsize length, int mode, GError **error);
gboolean vouch_file_make_folder (const char *folder, int mode, GError **error);
gboolean vouch_file_sync_folder (const char *folder, GError **error);
char *vouch_file_load_small (const char *path, gsize most, gsize *length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_file_remove (const char *path, GError **error);

#define VOUCH_TYPE_NEW_FILE (vouch_new_file_get_type ())
G_DECLARE_FINAL_TYPE (VouchNewFile, vouch_new_file, VOUCH, NEW_FILE, GObject)

VouchNewFile *vouch_new_file_begin (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
int vouch_new_file_get_fd (VouchNewFile *self);
const char *vouch_new_file_get_path (VouchNewFile *self);
gboolean vouch_new_file_write (VouchNewFile *self, const void *data, gsize length, GError **error);
gboolean vouch_new_file_sync (VouchNewFile *self, GError **error);
gboolean vouch_new_file_finish (VouchNewFile *self, const char *path, int mode, GError **error);
guint vouch_new_file_sweep (const char *folder, GError **error);

G_END_DECLS
