/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers of the ZIP format (APPNOTE 6.3.10) that both the writer and the reader need. */
#define VOUCH_ZIP_LOCAL 0x04034b50u
#define VOUCH_ZIP_CENTRAL 0x02014b50u
#define VOUCH_ZIP_END 0x06054b50u
#define VOUCH_ZIP_END_64 0x06064b50u
#define VOUCH_ZIP_LOCATOR_64 0x07064b50u
#define VOUCH_ZIP_LOCAL_SIZE 30
#define VOUCH_ZIP_CENTRAL_SIZE 46
#define VOUCH_ZIP_END_SIZE 22
#define VOUCH_ZIP_END_64_SIZE 56
#define VOUCH_ZIP_LOCATOR_SIZE 20
#define VOUCH_ZIP_UTF8 0x0800u
#define VOUCH_ZIP_LARGE 0xffffffffu

/**
 * VouchZipEntry:
 * @name: its name.
 * @size: bytes of its content, stored as they are.
 * @offset: where its local header begins.
 * @crc: CRC-32 of its content.
 *
 * A file in a ZIP archive.
 */
typedef struct {
  char *name;
  guint64 size;
  guint64 offset;
  guint32 crc;
} VouchZipEntry;

void vouch_zip_entry_free (VouchZipEntry *entry);
guint32 vouch_zip_crc (guint32 crc, const void *bytes, gsize length);

void vouch_zip_put (GByteArray *array, guint n_bytes, guint64 value);
guint64 vouch_zip_take (const guint8 *bytes, guint n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchZipEntry, vouch_zip_entry_free)

G_END_DECLS
