/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_SIDE_BOX (vouch_side_box_get_type ())
G_DECLARE_FINAL_TYPE (VouchSideBox, vouch_side_box, VOUCH, SIDE_BOX, GtkWidget)

gboolean vouch_side_box_get_narrow (VouchSideBox *self);

G_END_DECLS
