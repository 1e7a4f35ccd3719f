/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

double vouch_text_size_of (GtkWidget *widget);

G_END_DECLS
