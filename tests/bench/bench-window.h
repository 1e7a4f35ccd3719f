/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vouch-application.h"

G_BEGIN_DECLS

VouchApplication *bench_open (double limit_ms);
GtkWidget *bench_get_window (void);
void bench_close (VouchApplication *application);

void bench_begin (void);
void bench_live (guint ms);
void bench_report (const char *what);
GtkWidget *bench_find (GtkWidget *root, GType type);
GtkWidget *bench_expect (GType type);
void bench_act (GtkWidget *widget, guint ms, const char *action, const char *format, ...);
void bench_press (const char *key, guint ms);
void bench_focus (GType type);

G_END_DECLS
