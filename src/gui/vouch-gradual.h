/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkSliceListModel *vouch_gradual_new (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;
void vouch_gradual_begin (GtkSliceListModel *self, GtkWidget *view);

G_END_DECLS
