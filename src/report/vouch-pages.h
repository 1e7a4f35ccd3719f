/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "vouch-document.h"
#include "vouch-paper.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_PAGES (vouch_pages_get_type ())
G_DECLARE_FINAL_TYPE (VouchPages, vouch_pages, VOUCH, PAGES, GObject)

VouchPages *
vouch_pages_new (VouchDocument *document, const VouchPaper *paper) G_GNUC_WARN_UNUSED_RESULT;
guint vouch_pages_get_n (VouchPages *self);
const VouchPaper *vouch_pages_get_paper (VouchPages *self);
void vouch_pages_draw (VouchPages *self, guint page, cairo_t *cr);
GBytes *
vouch_pages_to_pdf (VouchPages *self, gint64 made_ms, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
