/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_FIELD_ROW (vouch_field_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchFieldRow, vouch_field_row, VOUCH, FIELD_ROW, AdwEntryRow)

/**
 * VouchFieldCheck:
 * @text: what is typed, without space at its ends; never empty.
 *
 * Judges what is typed.
 *
 * Returns: (transfer none) (nullable): a short hint at what is expected, %NULL when all is well.
 */
typedef const char *(*VouchFieldCheck) (const char *text);

GtkWidget *vouch_field_row_new (const char *title, VouchFieldCheck check) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *vouch_field_row_new_date (const char *title) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *vouch_field_row_new_time (const char *title) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *vouch_field_row_new_key (const char *title) G_GNUC_WARN_UNUSED_RESULT;

void vouch_field_row_show (VouchFieldRow *self, const char *stored);
char *vouch_field_row_dup_text (VouchFieldRow *self) G_GNUC_WARN_UNUSED_RESULT;
gint64 vouch_field_row_get_time (VouchFieldRow *self);
void vouch_field_row_show_time (VouchFieldRow *self, gint64 milliseconds);
gboolean vouch_field_row_is_valid (VouchFieldRow *self);
gboolean vouch_field_row_check (VouchFieldRow *self, GError **error);

G_END_DECLS
