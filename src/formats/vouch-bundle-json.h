/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-bundle.h"

G_BEGIN_DECLS

/** VOUCH_BUNDLE_VERSION: the version of the format that is written; older ones are read too. */
#define VOUCH_BUNDLE_VERSION 1

/** VOUCH_BUNDLE_JSON_MOST: bytes that vouch.json has at most. */
#define VOUCH_BUNDLE_JSON_MOST ((gsize) 64 * 1024 * 1024)

char *vouch_bundle_json_write (VouchBundle *bundle) G_GNUC_WARN_UNUSED_RESULT;
VouchBundle *vouch_bundle_json_read (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_bundle_name_is_plain (const char *name);

G_END_DECLS
