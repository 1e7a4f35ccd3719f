/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-glance.h"
#include "vouch-media.h"

G_BEGIN_DECLS

VouchGlanceForm vouch_viewer_form_for (VouchMedia media, const char *file_name);
const char *vouch_viewer_form_hint (VouchGlanceForm form, gboolean has_region);
char *vouch_viewer_form_dup_selected (GtkTextView *view) G_GNUC_WARN_UNUSED_RESULT;
gboolean vouch_viewer_form_select (GtkTextView *view, const char *quote);

G_END_DECLS
