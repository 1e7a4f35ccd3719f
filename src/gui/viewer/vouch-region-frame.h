/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void vouch_region_frame_append (GtkWidget *widget,
                                GtkSnapshot *snapshot,
                                const graphene_rect_t *box,
                                const char *words,
                                gboolean is_chosen);

G_END_DECLS
