/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-manifest.h"

G_BEGIN_DECLS

#define VOUCH_MANIFEST_MEDIA_TYPE "application/vnd.vouch.manifest+json"

GBytes *vouch_manifest_json_write (VouchManifest *manifest) G_GNUC_WARN_UNUSED_RESULT;
VouchManifest *vouch_manifest_json_read (GBytes *bytes,
                                         GPtrArray *places,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
