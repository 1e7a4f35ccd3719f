/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-workspace.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_BACKGROUND (vouch_background_get_type ())
G_DECLARE_FINAL_TYPE (VouchBackground, vouch_background, VOUCH, BACKGROUND, GObject)

VouchBackground *vouch_background_new (GtkApplication *application,
                                       VouchWorkspace *workspace) G_GNUC_WARN_UNUSED_RESULT;

gboolean vouch_background_is_sending (VouchBackground *self);

G_END_DECLS
