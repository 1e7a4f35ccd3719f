/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define VOUCH_TYPE_RESULT_ROW (vouch_result_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchResultRow, vouch_result_row, VOUCH, RESULT_ROW, GObject)

VouchResultRow *vouch_result_row_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* The student's pseudonym key; NULL while it is not written. */
const char *vouch_result_row_get_student (VouchResultRow *self);
void vouch_result_row_set_student (VouchResultRow *self, const char *value);

/* The score before and after; NAN when there is none. */
double vouch_result_row_get_before (VouchResultRow *self);
void vouch_result_row_set_before (VouchResultRow *self, double value);
double vouch_result_row_get_after (VouchResultRow *self);
void vouch_result_row_set_after (VouchResultRow *self, double value);

/* One of `below`, `at`, `above`; NULL when not said. */
const char *vouch_result_row_get_level (VouchResultRow *self);
void vouch_result_row_set_level (VouchResultRow *self, const char *value);

gboolean vouch_result_row_is_pair (VouchResultRow *self);
gboolean vouch_result_row_is_empty (VouchResultRow *self);

G_END_DECLS
