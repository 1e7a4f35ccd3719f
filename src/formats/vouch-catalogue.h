/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-definition.h"

G_BEGIN_DECLS

/**
 * VouchCatalogueEntry:
 *
 * One definition file of a folder: what was read from it, or why it cannot be opened.
 */
typedef struct _VouchCatalogueEntry VouchCatalogueEntry;

GPtrArray *vouch_catalogue_read (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *vouch_catalogue_entry_get_path (VouchCatalogueEntry *self);
VouchDefinition *vouch_catalogue_entry_get_definition (VouchCatalogueEntry *self);
GBytes *vouch_catalogue_entry_get_bytes (VouchCatalogueEntry *self);
const GError *vouch_catalogue_entry_get_error (VouchCatalogueEntry *self);

G_END_DECLS
