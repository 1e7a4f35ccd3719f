/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri *vouch_origin_parse (const char *url, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GUri *
vouch_origin_resolve (GUri *base, const char *reference, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_origin_equal (GUri *a, GUri *b);
gboolean vouch_origin_is_loopback (GUri *uri);

G_END_DECLS
