/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vouch-day.h"
#include "vouch-result-row.h"

G_BEGIN_DECLS

#define VOUCH_TYPE_RESULT_TABLE (vouch_result_table_get_type ())
G_DECLARE_FINAL_TYPE (VouchResultTable, vouch_result_table, VOUCH, RESULT_TABLE, GObject)

VouchResultTable *vouch_result_table_new (void) G_GNUC_WARN_UNUSED_RESULT;

const char *vouch_result_table_get_id (VouchResultTable *self);
void vouch_result_table_set_id (VouchResultTable *self, const char *value);

/* The portfolio and the requirement whose evidence it becomes. */
const char *vouch_result_table_get_portfolio (VouchResultTable *self);
void vouch_result_table_set_portfolio (VouchResultTable *self, const char *value);
const char *vouch_result_table_get_requirement (VouchResultTable *self);
void vouch_result_table_set_requirement (VouchResultTable *self, const char *value);

/* The test that was given both times, and the standard it speaks to; NULL when not said. */
const char *vouch_result_table_get_measure (VouchResultTable *self);
void vouch_result_table_set_measure (VouchResultTable *self, const char *value);
const char *vouch_result_table_get_standard (VouchResultTable *self);
void vouch_result_table_set_standard (VouchResultTable *self, const char *value);

/* The highest score there can be; NAN when there is none. */
double vouch_result_table_get_highest (VouchResultTable *self);
void vouch_result_table_set_highest (VouchResultTable *self, double value);

/* The days of the two tests. */
VouchDay vouch_result_table_get_day_before (VouchResultTable *self);
void vouch_result_table_set_day_before (VouchResultTable *self, VouchDay value);
VouchDay vouch_result_table_get_day_after (VouchResultTable *self);
void vouch_result_table_set_day_after (VouchResultTable *self, VouchDay value);

/* (element-type VouchResultRow): in the order in which they were written. */
GPtrArray *vouch_result_table_get_rows (VouchResultTable *self);
void vouch_result_table_add_row (VouchResultTable *self, VouchResultRow *value);

VouchResultTable *vouch_result_table_copy (VouchResultTable *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
