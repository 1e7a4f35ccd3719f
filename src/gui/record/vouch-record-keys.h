/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void vouch_record_keys_add (GtkWidget *before, GtkWidget *during);

G_END_DECLS
