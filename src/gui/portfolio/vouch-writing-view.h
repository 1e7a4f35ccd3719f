/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_WRITING_VIEW (vouch_writing_view_get_type ())
G_DECLARE_FINAL_TYPE (VouchWritingView, vouch_writing_view, VOUCH, WRITING_VIEW, GtkTextView)

G_END_DECLS
