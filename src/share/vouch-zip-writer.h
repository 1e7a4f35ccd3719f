/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-file.h"

G_BEGIN_DECLS

/**
 * VouchZipWriter:
 *
 * A ZIP archive that is being written; its files are stored as they are.
 */
typedef struct _VouchZipWriter VouchZipWriter;

VouchZipWriter *vouch_zip_writer_new (VouchNewFile *file) G_GNUC_WARN_UNUSED_RESULT;
void vouch_zip_writer_free (VouchZipWriter *self);

gboolean vouch_zip_writer_begin (VouchZipWriter *self,
                                 const char *name,
                                 guint64 size,
                                 gint64 changed_ms,
                                 GError **error);
gboolean
vouch_zip_writer_write (VouchZipWriter *self, const void *bytes, gsize length, GError **error);
gboolean vouch_zip_writer_end (VouchZipWriter *self, GError **error);
gboolean vouch_zip_writer_finish (VouchZipWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchZipWriter, vouch_zip_writer_free)

G_END_DECLS
