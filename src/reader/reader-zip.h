/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define READER_MAX_ZIP_BYTES ((gint64) 256 * 1024 * 1024)

/**
 * ReaderZipVisit:
 * @name: the member's name.
 * @bytes: its content.
 * @user_data: of the caller.
 *
 * Called for each member. Returns whether to go on.
 */
typedef gboolean (*ReaderZipVisit) (const char *name, GBytes *bytes, gpointer user_data);

gboolean reader_zip_walk (GBytes *archive, ReaderZipVisit visit, gpointer user_data);

typedef struct _ReaderZipWriter ReaderZipWriter;

ReaderZipWriter *reader_zip_writer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void reader_zip_writer_free (ReaderZipWriter *self);
void
reader_zip_writer_add (ReaderZipWriter *self, const char *name, GBytes *bytes, gboolean compress);
GBytes *reader_zip_writer_finish (ReaderZipWriter *self) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReaderZipWriter, reader_zip_writer_free)

G_END_DECLS
