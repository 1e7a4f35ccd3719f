/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-sql-statement.h"
#include "vouch-sql-transaction.h"
#include "vouch-store-cache.h"
#include "vouch-store-latch.h"
#include "vouch-store.h"

G_BEGIN_DECLS

/*
 * What the files of this layer share.
 *
 * Writing: take a VouchStoreChange, then use _vouch_store_get_writer().
 * Reading: take a VouchStoreReading; it is one state of the library from its first statement on.
 */

/**
 * VouchStoreReading:
 *
 * A connection to read by, for one thread, until it is freed. On a thread with an open change it
 * is the writer's, so that a change sees itself.
 */
typedef struct _VouchStoreReading VouchStoreReading;

VouchStoreReading *_vouch_store_read (VouchStore *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
VouchSql *_vouch_store_reading_get_sql (VouchStoreReading *reading);
void _vouch_store_reading_free (VouchStoreReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchStoreReading, _vouch_store_reading_free)

VouchSql *_vouch_store_get_writer (VouchStore *self);
VouchStoreLatch *_vouch_store_get_latch (VouchStore *self);
gint64 _vouch_store_now_ms (VouchStore *self);
gboolean _vouch_store_search_apply (VouchStore *self, gboolean at_once, GError **error);
const VouchStoreFormats *_vouch_store_get_formats (VouchStore *self);
VouchStoreCache *_vouch_store_get_facts_cache (VouchStore *self);
VouchStoreCache *_vouch_store_get_definitions_cache (VouchStore *self);

G_END_DECLS
