/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-manifest-item.h"
#include "vouch-wire.h"

G_BEGIN_DECLS

JsonObject *vouch_manifest_item_json_write (VouchManifestItem *item) G_GNUC_WARN_UNUSED_RESULT;
VouchManifestItem *vouch_manifest_item_json_read (const VouchWire *wire) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
