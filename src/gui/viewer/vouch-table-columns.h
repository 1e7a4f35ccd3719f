/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void vouch_table_columns_fill (GtkColumnView *view, GPtrArray *rows, int n_columns);
char *vouch_table_columns_dup_selected (GtkColumnView *view) G_GNUC_WARN_UNUSED_RESULT;

void vouch_table_columns_select (GtkColumnView *view, const char *words);

G_END_DECLS
