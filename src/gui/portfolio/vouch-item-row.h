/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-item.h"

G_BEGIN_DECLS

GtkWidget *vouch_item_row_new (VouchItem *item, gboolean locked) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_item_row_get_title (VouchItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_item_row_describe (VouchItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *vouch_item_row_sum_up (GPtrArray *items) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
