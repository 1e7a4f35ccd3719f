/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "vouch-day.h"

G_BEGIN_DECLS

/**
 * VouchCheckInKind:
 *
 * Which look at a goal this is.
 */
typedef enum {
  VOUCH_CHECK_IN_KIND_MID_YEAR,
  VOUCH_CHECK_IN_KIND_END_OF_YEAR,
  VOUCH_CHECK_IN_KIND_OTHER,
} VouchCheckInKind;

const char *vouch_check_in_kind_to_string (VouchCheckInKind value);
gboolean vouch_check_in_kind_from_string (const char *name, VouchCheckInKind *value);

#define VOUCH_TYPE_CHECK_IN (vouch_check_in_get_type ())
G_DECLARE_FINAL_TYPE (VouchCheckIn, vouch_check_in, VOUCH, CHECK_IN, GObject)

VouchCheckIn *vouch_check_in_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Mid-year, end of year, or in between. */
VouchCheckInKind vouch_check_in_get_kind (VouchCheckIn *self);
void vouch_check_in_set_kind (VouchCheckIn *self, VouchCheckInKind value);

/* The day it is about. */
VouchDay vouch_check_in_get_day (VouchCheckIn *self);
void vouch_check_in_set_day (VouchCheckIn *self, VouchDay value);

/* How the goal stands. */
const char *vouch_check_in_get_text (VouchCheckIn *self);
void vouch_check_in_set_text (VouchCheckIn *self, const char *value);

/* When it was written. */
gint64 vouch_check_in_get_created_ms (VouchCheckIn *self);
void vouch_check_in_set_created_ms (VouchCheckIn *self, gint64 value);

G_END_DECLS
