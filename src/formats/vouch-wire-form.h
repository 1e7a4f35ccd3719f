/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean vouch_wire_form_is_id (const char *text);
gboolean vouch_wire_form_is_key (const char *text);
gboolean vouch_wire_form_is_sha256 (const char *text);
gboolean vouch_wire_form_is_did_key (const char *text);
gboolean vouch_wire_form_is_media_type (const char *text);
gboolean vouch_wire_form_is_neutral_name (const char *text);
gboolean vouch_wire_form_is_word (const char *text);

gboolean vouch_wire_form_media_type_allowed (const char *const *allowed, const char *media_type);

G_END_DECLS
