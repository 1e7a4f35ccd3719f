/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "vouch-report.h"

G_BEGIN_DECLS

guint vouch_hit_marks_show (GtkTextBuffer *buffer, VouchReport *report, const char *item);

G_END_DECLS
