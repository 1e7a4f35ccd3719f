/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *vouch_rows_text (const char *title, const char *text) G_GNUC_WARN_UNUSED_RESULT;
void vouch_rows_set_title (GtkWidget *row, const char *title);
GtkWidget *vouch_rows_link (const char *title,
                            const char *subtitle,
                            const char *action,
                            const char *target) G_GNUC_WARN_UNUSED_RESULT;
void vouch_rows_link_add (GtkWidget *row, GtkWidget *widget);
GtkWidget *vouch_rows_expander (const char *title, const char *subtitle) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *vouch_rows_switch (const char *title,
                              const char *subtitle,
                              GtkSwitch **tick) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *vouch_rows_combo (const char *title, const char *const *words) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *vouch_rows_button (const char *icon, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void
vouch_rows_add_action (GtkWidget *row, const char *label, const char *action, const char *about);
void vouch_rows_clear_box (GtkBox *box);

G_END_DECLS
